"""批次 and 序号 of a row against those of the record it is about: which of them say something, and which only count rows."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from dczg_desktop.domain.comparison import Difference, Row
from dczg_desktop.domain.dictionary import KINDS, Owner, label_of
from dczg_desktop.domain.known import FOREIGN, Known, owned_above
from dczg_desktop.domain.petitions import batch_of

_ORDINAL = r"第(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_ROUND = re.compile(rf"{_ORDINAL}轮(?:{_ORDINAL}批)?")


def counts_rows(sequences: Iterable[str]) -> bool:
    """Whether the 序号 of a table only count its rows: 1, 2, 3 …, begun again at most. One merged down is counted once."""
    before, following = 0, "1"
    for text in sequences:
        if text == following:
            number = before + 1
        elif text in {"", str(before)}:
            continue
        else:
            number = int(text) if text.isdecimal() and len(text) < 7 else 0
        if number not in {before + 1, 1}:
            return False
        before, following = number, str(number + 1)
    return before > 0


def round_in(name: str) -> str:
    """The round of an inspection that its name says, with the batch of provinces it came to (第二轮第三批); '' where it names none or several."""
    found = set(_ROUND.findall(re.sub(r"\s", "", unicodedata.normalize("NFKC", name))))
    return found.pop() if len(found) == 1 else ""


def another_batch(theirs: str, ours: str) -> bool:
    """Whether a row names another batch than the record has: 第十七批 is 17."""
    return bool(theirs) and batch_of(theirs)[0] != batch_of(ours)[0]


def another_sequence(theirs: str, ours: str, *, counted: bool, same_batch: bool) -> bool:
    """Whether the 序号 of a row says something else than that of the record.

    One that counts the rows of its file says where the row stands there, and nothing of the record, unless the file and
    the ledger speak of one batch: there it is the number of the item.
    """
    return bool(theirs) and theirs.strip() != ours.strip() and (same_batch or not counted)


def batch_difference(row: Row, known: Known) -> Iterator[Difference]:
    """The batch of a petition, or the one a problem came with under the number of the row."""
    is_petition = row.kind == "petition"
    number = known.number_like(row.number)
    ours = known.text("batch") if is_petition else known.batches.get(number, "")
    if not another_batch(row.batch, ours) or not (is_petition or number in known.batches):
        return
    owner = KINDS["petition" if is_petition else "problem_source"].owner_of("batch")
    locked = FOREIGN if known.foreign and owner is Owner.ISSUER else ""
    stays = f"不勾选则仍算{ours}的" + ("，来表这一批里记作以前批次的旧件" if is_petition else "")
    yield Difference(
        "batch", label_of("petition", "batch"), ours, row.batch, row.cells.get("batch") or row.cells.get("number", ""),
        stays if ours else "台账里是空的", locked, proposed=not ours and not locked,
    )  # fmt: skip


def sequence_difference(row: Row, known: Known) -> Iterator[Difference]:
    """The 序号, where it says something of the record: in the batch of a petition it is the number of the item."""
    theirs, ours = row.fields.get("sequence", ""), known.text("sequence")
    is_other = is_same = False
    if row.kind == "petition" and row.batch:
        is_other = another_batch(row.batch, known.text("batch"))
        is_same = not is_other
    if not is_other and another_sequence(theirs, ours, counted=row.counted, same_batch=is_same):
        locked = owned_above(known, "sequence")
        yield Difference(
            "sequence", label_of(row.kind, "sequence"), ours, theirs, row.cells.get("sequence", ""),
            "" if ours else "台账里是空的", locked, proposed=not ours and not locked,
        )  # fmt: skip
