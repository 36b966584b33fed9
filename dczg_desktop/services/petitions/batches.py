"""Batches of petitions (批次): what each should have, has, misses, and how far it is; walked through in their order."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Petition, PetitionBatch, PetitionLine, Source
from dczg_desktop.domain.petitions import LAST_ORDER, batch_of, missing_sequence
from dczg_desktop.services.petitions.cards import PetitionCounts, counts_by_batch
from dczg_desktop.store.ledger import Ledger, require_user

Key = tuple[str, str]
"""Uid of the inspection and name of the batch."""


@dataclass(frozen=True, slots=True)
class DailyBatch:
    """The batch that an import brings: rows without a batch of their own belong to it."""

    name: str
    handed_on: date | None = None
    expected: int | None = None


def daily_batch(name: str, handed_on: date | None, expected: int | None, today: date) -> DailyBatch | None:
    """The batch of a day as a script names it, None without a name. Raises UserError: unreadable, a day without a batch or to come."""
    if not clean(name):
        if handed_on or expected is not None:
            raise UserError("写了交办日期或应有件数，没有写是哪一批。请用 --batch 第17批 写明批次。")
        return None
    _refuse_unlikely(name, handed_on, expected, today)
    return DailyBatch(batch_of(clean(name))[0], handed_on, expected)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch of one inspection. `missing` are the 序号 that are not there; `short` how many items fewer than announced.

    `earlier` items of its table came with a former batch and stay there: they are neither missing nor counted twice.
    """

    id: int
    name: str
    source_uid: str
    source: str
    handed_on: date | None
    expected: int | None
    counts: PetitionCounts
    missing: tuple[int, ...]
    doubled: tuple[int, ...]
    remark: str
    earlier: int = 0

    @property
    def short(self) -> int:
        """How many items fewer than announced."""
        return max(0, (self.expected or 0) - self.counts.total - self.earlier)

    @property
    def again_words(self) -> str:
        """How many items of its table came with former batches; '' for none."""
        return f"另有 {self.earlier} 件以前批次已交办" if self.earlier else ""

    @property
    def gap_words(self) -> str:
        """应有、已有、缺号 in one sentence."""
        have = self.counts.total
        should = f"应有 {self.expected} 件，" if self.expected is not None else "应有件数未登记，"
        lacks = f"，少 {self.short} 件" if self.short else ""
        here = have + self.earlier
        over = f"，多 {here - self.expected} 件" if self.expected is not None and here > self.expected else ""
        again = f"，{self.again_words}" if self.earlier else ""
        gap = f"，缺序号 {_numbers(self.missing)}" if self.missing else ""
        twice = f"，序号重复 {_numbers(self.doubled)}" if self.doubled else ""
        return f"{should}已有 {have} 件{again}{lacks}{over}{gap}{twice}"


def _numbers(numbers: tuple[int, ...]) -> str:
    shown = "、".join(map(str, numbers[:12]))
    return f"{shown} 等 {len(numbers)} 个" if len(numbers) > 12 else shown


def batches(ledger: Ledger, source_uid: str = "") -> list[BatchRow]:
    """Every batch that has petitions or was announced, in its order; only of one inspection when `source_uid` is given."""
    with ledger.reading() as session:
        sources = dict(session.execute(select(Source.uid, Source.name)).all())
        told = {(one.source_uid, one.name): one for one in _announced(session)}
        present, lines = _present(session)
        counts = counts_by_batch(session, ledger.today())
        keys = [key for key in present | dict.fromkeys(told) if not source_uid or key[0] == source_uid]
        ordered = sorted(
            keys,
            key=lambda key: (list(sources).index(key[0]) if key[0] in sources else -1, batch_of(key[1])[1]),
        )
        rows = []
        for number, key in enumerate(ordered, start=1):
            note = told.get(key)
            sequences = (
                present.get(key, []) if key[1] else []
            )  # 序号 of no batch run together from many files
            expected = note.expected if note else None
            earlier = {
                uid: int(one)
                for uid, one in (note.earlier if note else {}).items()
                if lines.get(uid, key) != key
            }
            doubled = sorted(one for one, times in Counter(sequences).items() if one and times > 1)
            rows.append(
                BatchRow(number, key[1], key[0], sources.get(key[0], ""), note.handed_on if note else None, expected,
                         counts.get(key, PetitionCounts()),
                         tuple(missing_sequence([*sequences, *earlier.values()], expected)), tuple(doubled),
                         note.remark if note else "", len(earlier))
            )  # fmt: skip
        return rows


def _present(session: Session) -> tuple[dict[Key, list[int]], dict[str, Key]]:
    """The 序号 that every batch has, and the batch of every petition by its uid."""
    found: dict[Key, list[int]] = defaultdict(list)
    lines: dict[str, Key] = {}
    line = PetitionLine
    for uid, source, batch, sequence in session.execute(
        select(line.uid, line.source_uid, line.batch, line.sequence)
    ):
        found[source, batch].append(sequence)
        lines[uid] = source, batch
    return found, lines


def _announced(session: Session) -> list[PetitionBatch]:
    query = select(PetitionBatch).where(~PetitionBatch.hidden, PetitionBatch.voided == "")
    return list(session.scalars(query.order_by(PetitionBatch.id)))


def announce_batch(
    ledger: Ledger,
    name: str,
    source_uid: str = "",
    handed_on: date | None = None,
    expected: int | None = None,
    remark: str = "",
) -> str:
    """Write down what the covering letter of a batch says; a second time changes it. Returns the batch's name.

    Raises UserError: no readable batch, a negative number, a day in the future.
    """
    _refuse_unlikely(name, handed_on, expected, ledger.today())
    plain = batch_of(clean(name))[0]
    with ledger.transaction("登记批次", plain) as (session, _act):
        require_user(session, ledger.user_uid)
        known = _known(session, source_uid, plain)
        if known is None:
            session.add(
                PetitionBatch(source_uid=source_uid, name=plain, handed_on=handed_on, expected=expected, remark=clean(remark))
            )  # fmt: skip
        else:
            known.handed_on, known.expected, known.remark = handed_on, expected, clean(remark)
    return plain


def _refuse_unlikely(name: str, handed_on: date | None, expected: int | None, today: date) -> None:
    if batch_of(clean(name))[1] >= LAST_ORDER - 1:
        raise UserError(f"批次“{name}”无法识别，没有登记。请写成“第17批”。")
    if expected is not None and expected < 0:
        raise UserError("应有件数不能是负数，没有登记。")
    if handed_on and handed_on > today:
        raise UserError(f"交办日期 {handed_on} 晚于今天，没有登记。")


def _known(session: Session, source_uid: str, name: str) -> PetitionBatch | None:
    return next(
        (one for one in _announced(session) if (one.source_uid, one.name) == (source_uid, name)), None
    )


def keep_batch(session: Session, batch: DailyBatch, source_uid: str) -> None:
    """Within the act of an import: write down day and number of the batch; what is not given stays as it was."""
    known = _known(session, source_uid, batch.name)
    if known is None:
        session.add(
            PetitionBatch(
                source_uid=source_uid, name=batch.name, handed_on=batch.handed_on, expected=batch.expected
            )
        )
        return
    known.handed_on = batch.handed_on or known.handed_on
    known.expected = known.expected if batch.expected is None else batch.expected


def keep_earlier(session: Session, name: str, source_uid: str, earlier: Mapping[str, int]) -> None:
    """Within the act of an import: petitions of former batches that this batch's table names again, with their 序号 there."""
    known = _known(session, source_uid, name)
    if known is None:
        session.add(PetitionBatch(source_uid=source_uid, name=name, earlier=dict(earlier)))
        return
    if any(known.earlier.get(uid) != sequence for uid, sequence in earlier.items()):
        known.earlier = {**known.earlier, **earlier}


def handed_over(session: Session, petition: Petition) -> date | None:
    """When a petition was handed over, as its batch was announced; None when that is not written down."""
    name = batch_of(petition.batch)[0]
    known = _known(session, petition.source_uid, name) if name else None
    return known.handed_on if known else None
