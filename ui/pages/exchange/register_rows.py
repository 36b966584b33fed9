"""The lines of the register: one package in words, and which of them a filter takes."""

from dataclasses import dataclass

from dczg_desktop.services.register import RegisterFilter, ShipmentRow
from ui.pages.listed import mentions
from ui.widgets.columns import GridColumn

COLUMNS = (
    GridColumn("direction", "方向", 52),
    GridColumn("office", "单位", 128),
    GridColumn("number", "编号", 84),
    GridColumn("file_name", "文件", 180, "long"),
    GridColumn("at", "时间", 138),
    GridColumn("medium", "介质", 92),
    GridColumn("handler", "经手人", 70),
    GridColumn("files", "附件", 100, "number", secondary=True),
    GridColumn("content", "内容", 160, "long", secondary=True),
    GridColumn("receipt", "回执", 112),
)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One package in words; `entry` is what the register has."""

    id: int
    direction: str
    office: str
    number: str
    file_name: str
    at: str
    medium: str
    handler: str
    files: str
    content: str
    receipt: str
    entry: ShipmentRow


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows that the filter takes and that mention the words."""

    filter: RegisterFilter
    words: str


def row_of(number: int, one: ShipmentRow) -> RegisterRow:
    """The line of one entry."""
    size = f"{max(0.1, one.size / 1_048_576):.1f} MB" if one.size else ""
    files = f"{one.attachments} 件" if one.attachments else ""
    medium = " ".join(filter(None, (one.medium.value if one.medium else "", one.medium_number)))
    return RegisterRow(
        number, one.direction.value, one.office, one.number, one.file_name, one.at[:16].replace("T", " "), medium,
        one.handler or one.who, " ".join(filter(None, (files, size))), one.content, one.receipt, one,
    )  # fmt: skip


def fits(row: RegisterRow, wanted: Wanted) -> bool:
    """Whether the line is wanted."""
    return wanted.filter.takes(row.entry) and mentions(
        wanted.words, row.office, row.file_name, row.handler, row.medium, row.content, row.receipt
    )
