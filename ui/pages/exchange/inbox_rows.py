"""The lines of the inbox: one file in words, and which of them a query takes."""

from dataclasses import dataclass

from dczg_desktop.services.incoming.inbox import InboxItem
from ui.pages.listed import mentions
from ui.widgets.columns import GridColumn

COLUMNS = (
    GridColumn("state", "状态", 116, "chip"),
    GridColumn("sender", "来文单位", 120),
    GridColumn("sequence", "编号", 56, "number"),
    GridColumn("trust", "可信", 140, "chip"),
    GridColumn("file_name", "文件", 180),
    GridColumn("made_at", "制作时间", 128, secondary=True),
    GridColumn("arrived_at", "收到时间", 104),
    GridColumn("receiver", "收文单位", 120, secondary=True),
    GridColumn("reason", "说明", 200, "long"),
)


HANDED_BACK = "交回的填报表"
SHOWN = {"我方回填件": HANDED_BACK}
"""Words that are stored, and what is shown for them."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One file in words; `item` is what the services know of it."""

    id: int
    state: str
    sender: str
    sequence: int | None
    trust: str
    file_name: str
    made_at: str
    arrived_at: str
    receiver: str
    reason: str
    item: InboxItem


def row_of(one: InboxItem) -> InboxRow:
    """The line of one file."""
    number = int(one.uid[:12], 16)  # the same at every reading, so that the choice stays
    made, arrived = (text[:16].replace("T", " ") for text in (one.made_at, one.arrived_at))
    return InboxRow(
        number, one.words(), one.sender, one.sequence or None, SHOWN.get(one.trust, one.trust), one.file_name, made, arrived, one.receiver,
        one.reason, one,
    )  # fmt: skip


def fits(row: InboxRow, query: object) -> bool:
    """Whether (state, sender, words) takes the line."""
    state, sender, words = query if isinstance(query, tuple) else ("", "", "")
    if (state and row.state != state) or (sender and row.sender != sender):
        return False
    return mentions(words, row.file_name, row.sender, row.receiver, row.state, row.reason)
