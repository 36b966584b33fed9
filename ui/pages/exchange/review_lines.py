"""The lines of a receipt as the review lists them: what each would change, by whom, and whether it may stay for later."""

from collections.abc import Iterator
from dataclasses import dataclass

from dczg_desktop.services.incoming.receipts import CellChange, Receipt
from ui.pages.listed import mentions

NOT_TAKEN = "未接收"
GROUPS = ("冲突", "建议修改", "手工填报", "变化", "新增", NOT_TAKEN)
TAKEN, LATER = "接收", "留待以后"
DISPUTED = "这一项在本单位也改过：接收后两个值并存，到“冲突”里定夺。"
PROPOSED = (
    "来文单位不掌握这一项（或已不承担这个问题）：接收后现有内容照旧显示，对方的写法并存，到“冲突”里定夺。"
)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One cell, or one thing that is not taken. What has a `key` may be left; `choice` says how it stands."""

    id: int
    group: str
    problem: str
    record: str
    field: str
    before: str
    after: str
    note: str = ""
    kind: str = ""
    origin: str = ""
    key: str = ""
    choice: str = ""

    @property
    def outcome(self) -> str:
        """What stands in the ledger afterwards; of what is not taken, why not."""
        return self.note if self.group == NOT_TAKEN else self.after


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines of one group, problem, kind of record and field ('' for all) that mention the words."""

    group: str = ""
    problem: str = ""
    kind: str = ""
    field: str = ""
    words: str = ""


def review_lines(receipt: Receipt, ticked: set[str]) -> list[ReviewLine]:
    """Everything the receipt names, what asks for a decision before what is plain."""
    found = sorted(_parts(receipt), key=lambda one: GROUPS.index(one[0]))
    return [
        _line(number, group, one, note, receipt, ticked) for number, (group, one, note) in enumerate(found)
    ]


def _parts(receipt: Receipt) -> Iterator[tuple[str, CellChange, str]]:
    for one in receipt.conflicts:
        yield ("建议修改", one, PROPOSED) if one.key else ("冲突", one, DISPUTED)
    for one in receipt.hand_edits:
        yield "手工填报", one, DISPUTED if one.disputed else ""
    for one in receipt.changed:
        if not one.disputed:
            yield ("建议修改", one, PROPOSED) if one.key else ("变化", one, "")
    for one in receipt.new:
        yield ("建议修改", one, PROPOSED) if one.key else ("新增", one, "")
    for fault in receipt.refused:
        yield NOT_TAKEN, CellChange("", fault.place, "", "", fault.value), fault.message


def _line(
    number: int, group: str, one: CellChange, note: str, receipt: Receipt, ticked: set[str]
) -> ReviewLine:
    choice = ""
    if group != NOT_TAKEN and not receipt.repeated:
        choice = TAKEN
    if one.key:
        choice = TAKEN if receipt.accepted or one.key in ticked else LATER
    origin = "　".join(part for part in (one.office, one.who, one.at[:16].replace("T", " ")) if part)
    return ReviewLine(
        number, group, one.problem, one.record, one.field, one.before, one.after, note, one.kind, origin, one.key, choice
    )  # fmt: skip


def fits(line: ReviewLine, wanted: Wanted) -> bool:
    """Whether the line is among the wanted ones."""
    pairs = (
        (wanted.group, line.group), (wanted.problem, line.problem), (wanted.kind, line.kind), (wanted.field, line.field),
    )  # fmt: skip
    if any(asked and asked != has for asked, has in pairs):
        return False
    texts = (
        line.group,
        line.problem,
        line.record,
        line.field,
        line.before,
        line.after,
        line.outcome,
        line.origin,
    )
    return mentions(wanted.words, *texts)
