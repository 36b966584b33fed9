"""What a printed ledger consists of; the PDF and the printable workbook are both made from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal


class Align(StrEnum):
    """How the texts of a column stand: long ones left and at the top, short ones in the middle."""

    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` is the share of the table's width; neighbours with the same `group` get a common upper heading.

    `keeps`: numbers and days, which are not broken over lines as long as there is room for them.
    """

    heading: str
    weight: float
    align: Align = Align.LEFT
    group: str = ""
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """A ledger to print: every row has one text per column; `as_of` None leaves the date to be written by hand.

    `whole_cells`: in the workbook a text stays in one cell however tall, so that the table can be read in again.
    `counted_in` is the unit after 单位：; `code` proves the state of the data (打印编号), `journal_head` the journal's.
    """

    title: str
    unit: str
    as_of: date | None
    columns: tuple[Column, ...]
    rows: Sequence[tuple[str, ...]]
    paper: Literal["A3", "A4"] = "A3"
    code: str = ""
    footnotes: tuple[str, ...] = ()
    counted_in: str = "件"
    journal_head: str = ""
    whole_cells: bool = False


def chinese_date(day: date | None) -> str:
    """`2026年11月22日`, or room to write one by hand."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　　年　　月　　日"


WIDEST = 0.2
"""Of the room one column that keeps its texts may take at most."""


def shares(columns: Sequence[Column], room: float, least: Sequence[float] = ()) -> list[float]:
    """The widths of the columns when together they fill `room`, none narrower than its `least`; the others give way."""
    widths = _shares([column.weight for column in columns], room)
    fixed: dict[int, float] = {}
    while more := {n: least[n] for n in range(len(least)) if n not in fixed and widths[n] < least[n]}:
        fixed |= more
        weights = [0.0 if n in fixed else column.weight for n, column in enumerate(columns)]
        rest = _shares(weights, room - sum(fixed.values()))
        widths = [fixed.get(n, width) for n, width in enumerate(rest)]
    return widths


def _shares(weights: Sequence[float], room: float) -> list[float]:
    total = sum(weights) or 1.0
    return [weight * room / total for weight in weights]


def least_widths(report: LedgerReport, room: float, width: Callable[[str], float]) -> list[float]:
    """What every column needs at least: those that keep their texts as much as the longest one, as far as there is room."""
    return [
        min(max((width(row[n]) for row in report.rows), default=0.0), WIDEST * room) if column.keeps else 0.0
        for n, column in enumerate(report.columns)
    ]


def groups(columns: Sequence[Column]) -> list[tuple[str, int, int]]:
    """Upper headings as (text, first column, last column); columns without one stand alone with an empty text."""
    found: list[tuple[str, int, int]] = []
    for number, column in enumerate(columns):
        if found and column.group and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1], number)
        else:
            found.append((column.group, number, number))
    return found


SIGNATURES = ("填表人：", "审核人：", "单位负责人：", "填报日期：")
"""The last line of a ledger (docs: 版式)."""


def sub_row(report: LedgerReport) -> tuple[str, str, str]:
    """The line under the title: left, middle and right part."""
    return (
        f"填报单位（盖章）：{report.unit}",
        f"截至：{chinese_date(report.as_of)}",
        f"单位：{report.counted_in}",
    )


def proof(report: LedgerReport) -> str:
    """What stands at the lower right of every sheet: the print code and the head of the journal."""
    marks = (("打印编号", report.code), ("日志摘要", report.journal_head))
    return "　".join(f"{name}：{value}" for name, value in marks if value)
