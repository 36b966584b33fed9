"""What every printed list has in common: who it is from, the code of the data state, the file it is written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.reports.ledger import write_ledger_pdf
from dczg_desktop.reports.tables import Column, LedgerReport
from dczg_desktop.reports.workbooks import write_ledger_workbook
from dczg_desktop.services.tree import office_name
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Printed:
    """A file that was made: pages (0 for a workbook), fonts really used, the print code on it."""

    path: Path
    pages: int
    rows: int
    code: str
    fonts: str


def print_code(session: Session) -> str:
    """The code that stands on every print: the first 16 digits of the journal's head, in fours."""
    head = journal_head(session)[1][:16].upper()
    return " ".join(head[start : start + 4] for start in range(0, 16, 4))


def report_of(
    ledger: Ledger,
    session: Session,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[str, ...]],
    paper: str,
    footnotes: tuple[str, ...] = (),
    *,
    whole_cells: bool = False,
) -> LedgerReport:
    """A list of this office as of today."""
    office = office_name(session, ledger.identity.office_uid)
    return LedgerReport(
        title=title, unit=office, as_of=ledger.today(), columns=columns, rows=rows, paper="A4" if paper == "A4" else "A3",
        code=print_code(session), footnotes=footnotes, whole_cells=whole_cells,
    )  # fmt: skip


def check_suffix(target: Path) -> None:
    """Raises UserError unless the file is a PDF or a workbook."""
    if target.suffix.lower() not in {".pdf", ".xlsx"}:
        raise UserError(f"输出文件“{target.name}”的类型不对：请用 .pdf（打印）或 .xlsx（表格）。")


def write_report(report: LedgerReport, target: Path, tick: Tick = no_tick) -> Printed:
    """Write as PDF or, when `target` ends in .xlsx, as a printable workbook.

    Raises UserError: other suffix, the disk refuses or the file is open.
    """
    check_suffix(target)
    if target.suffix.lower() == ".xlsx":
        write_ledger_workbook(report, target, tick)
        return Printed(target, 0, len(report.rows), report.code, "")
    result = write_ledger_pdf(report, target, tick)
    return Printed(target, result.pages, len(report.rows), report.code, result.fonts.summary())


def day_words(day: date | None) -> str:
    """`2026年11月22日`, or nothing."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
