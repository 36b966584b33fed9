"""Public lists of petitions (公开): personal data settled first, who went out with which status on which day kept for good."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import replace_file
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import PetitionLine, Publication, new_uid
from dczg_desktop.domain.personal import personal_data
from dczg_desktop.domain.petitions import COMPLETED
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.petitions.printing import (
    ListedPetition,
    PetitionOrder,
    columns_of,
    list_of,
    listed_petitions,
)
from dczg_desktop.services.printed import Printed, check_suffix, write_report
from dczg_desktop.store.bulk import add_records
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user

MASK, KEEP = "遮盖", "保留"
AROUND = 12
_TOLD_EVERY = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """Personal data in a public list: which item and column, the text around it as it is and as it would be masked."""

    key: str
    uid: str
    number: str
    heading: str
    kind: str
    before: str
    found: str
    after: str
    masked: str

    @property
    def proposal(self) -> str:
        """The passage with the mask in its place."""
        return f"{self.before}{self.masked}{self.after}"


@dataclass(frozen=True, slots=True)
class Published:
    """A public list that was written: the file, and how many of its items went out again."""

    printed: Printed
    again: int
    masked: int
    confirmed: int
    recorded: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """One public list that went out."""

    uid: str
    published_on: date
    form: str
    place: str
    who: str
    items: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One time that a petition went out."""

    published_on: date
    completion: str
    form: str
    place: str
    who: str


def personal_hits(ledger: Ledger, order: PetitionOrder, tick: Tick = no_tick) -> list[Hit]:
    """R23: everything in a public list that may name or find somebody, in the order of the list."""
    tick(0, 0)
    return list(_hits(order, listed_petitions(ledger, order), tick))


def _hits(order: PetitionOrder, listed: Sequence[ListedPetition], tick: Tick = no_tick) -> Iterator[Hit]:
    columns = columns_of(order)
    for done, one in enumerate(listed):
        if not done % _TOLD_EVERY:
            tick(done, len(listed))
        for name, column in columns:
            text = one.texts[name]
            for found in personal_data(text):
                start, end = found.start, found.end
                yield Hit(
                    _key(one.uid, name, text, start), one.uid, one.texts["number"], column.heading, found.kind.value,
                    text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND], found.masked,
                )  # fmt: skip


def _key(uid: str, name: str, text: str, start: int) -> str:
    """Names one hit; any edit of its text makes a new one, to be settled anew."""
    return f"{uid}:{name}:{start}:{sha256(text.encode('utf-8')).hexdigest()[:16]}"


def publish(
    ledger: Ledger,
    order: PetitionOrder,
    target: Path,
    decisions: Mapping[str, str] | None = None,
    published_on: date | None = None,
    place: str = "",
    tick: Tick = no_tick,
) -> Published:
    """Write the public version; with `published_on` it is recorded that these items went out with their status on that day.

    `decisions` say for each hit of `personal_hits` whether it is masked in the file or confirmed to stay; the ledger's texts
    are not touched. A file that cannot be put in its place is not recorded either. Raises UserError: hits without decision, internal
    columns asked for, nothing to publish, a day in the future, the disk refuses.
    """
    check_suffix(target)
    if order.internal:
        raise UserError("公开版不含内部栏目，没有写出。请去掉内部栏目，或另出内部版。")
    if published_on and published_on > ledger.today():
        raise UserError(f"公开日期 {published_on} 晚于今天，没有写出。")
    listed = listed_petitions(ledger, order)
    if not listed:
        raise UserError("这个范围里没有信访件，没有写出公开版。请重新选择批次或筛选条件。")
    chosen = _settled(_hits(order, listed), decisions or {})
    masked = sum(1 for one in chosen.values() if one == MASK)
    confirmed = len(chosen) - masked
    report = list_of(ledger, order, lambda one, name, text: _masked(one.uid, name, text, chosen), listed)
    part = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        printed = write_report(report, part, tick)
        if published_on:
            with _recorded(ledger, order, listed, published_on, place, (masked, confirmed)):
                replace_file(part, target)
        else:
            replace_file(part, target)
    finally:
        part.unlink(missing_ok=True)
    done = Printed(target, printed.pages, printed.rows, printed.code, printed.fonts)
    again = sum(1 for one in listed if one.is_again)
    return Published(done, again, masked, confirmed, published_on is not None)


def _settled(hits: Iterator[Hit], decisions: Mapping[str, str]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    open_: list[Hit] = []
    for hit in hits:
        said = decisions.get(hit.key, "")
        if said not in {MASK, KEEP}:
            open_.append(hit)
        chosen[hit.key] = said
    if open_:
        named = "；".join(f"{hit.number}“{hit.heading}”栏的{hit.kind}" for hit in open_[:5])
        more = f"等 {len(open_)} 处" if len(open_) > 5 else ""
        raise UserError(
            f"公开版里有可能泄露个人信息的内容，没有写出：{named}{more}。请逐处选择遮盖，或核实后确认可以公开，也可以先修改信访件。"
        )
    return chosen


def _masked(uid: str, name: str, text: str, chosen: Mapping[str, str]) -> str:
    shown = text
    for found in reversed(personal_data(text)):
        if chosen[_key(uid, name, text, found.start)] == MASK:
            shown = shown[: found.start] + found.masked + shown[found.end :]
    return shown


@contextmanager
def _recorded(
    ledger: Ledger,
    order: PetitionOrder,
    listed: Sequence[ListedPetition],
    on: date,
    place: str,
    settled: tuple[int, int],
) -> Iterator[None]:
    """One act that records the items as gone out; what fails inside leaves no record. `settled` are the masked and the kept."""
    title = f"{order.query.batch or order.form}：{len(listed)} 件，{on}"
    masked, confirmed = settled
    with ledger.transaction("公开信访件", title) as (session, act):
        require_user(session, ledger.user_uid)
        told: dict[str, Value] = {"edition": new_uid(), "form": order.form, "published_on": on.isoformat(), "place": place,
                                  "masked": masked, "confirmed": confirmed}  # fmt: skip
        add_records(session, act, (_publication(act, one, told) for one in listed))
        session.flush()
        yield


def _publication(act: Act, one: ListedPetition, told: Mapping[str, Value]) -> Record:
    made: dict[str, Value] = {"petition_uid": one.uid, "completion": one.completion, "office_uid": act.office_uid,
                              "made_by": act.who, "made_at": act.at}  # fmt: skip
    return Record("publication", new_uid(), blank_fields("publication") | dict(told) | made, act.uid)


def publications_of(ledger: Ledger, uid: str) -> list[PublicationRow]:
    """Every time a petition went out, the first first."""
    q = Publication
    query = select(q.published_on, q.completion, q.form, q.place, q.made_by)
    with ledger.reading() as session:
        rows = session.execute(
            query.where(q.petition_uid == uid, ~q.hidden).order_by(q.published_on, q.made_at, q.id)
        )
        return [PublicationRow(*row) for row in rows]


def editions(ledger: Ledger) -> list[Edition]:
    """Every public list that went out, the newest first."""
    q = Publication
    unfinished = func.count().filter(q.completion != COMPLETED)
    query = select(
        q.edition,
        func.min(q.published_on),
        func.min(q.form),
        func.min(q.place),
        func.min(q.made_by),
        func.count(),
        unfinished,
    )
    with ledger.reading() as session:
        rows = session.execute(
            query.where(~q.hidden)
            .group_by(q.edition)
            .order_by(func.min(q.published_on).desc(), func.max(q.id).desc())
        )
        return [Edition(*row) for row in rows]


def petitions_of_edition(ledger: Ledger, edition: str, *, unfinished: bool = False) -> tuple[str, ...]:
    """The petitions of one public list, or those of them that went out unfinished."""
    q, line = Publication, PetitionLine
    query = select(line.uid).join(q, q.petition_uid == line.uid).where(q.edition == edition, ~q.hidden)
    if unfinished:
        query = query.where(q.completion != COMPLETED)
    with ledger.reading() as session:
        return tuple(session.scalars(query.order_by(line.id)))
