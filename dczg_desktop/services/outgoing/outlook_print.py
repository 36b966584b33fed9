"""将要发出的内容 on paper, for whoever approves the sending."""

from collections.abc import Sequence
from pathlib import Path

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.reports.ledger import write_ledger_pdf
from dczg_desktop.reports.tables import Align, Column, LedgerReport
from dczg_desktop.services.documents import print_code
from dczg_desktop.services.outgoing.outlook import Outlook, OutlookLine
from dczg_desktop.services.printed import Printed
from dczg_desktop.services.tree import office_name
from dczg_desktop.store.ledger import Ledger

COLUMNS = (Column("序号", 2, Align.CENTER), Column("类别", 4, Align.CENTER), Column("编号", 7, Align.CENTER), Column("事项", 10),
           Column("内容或原因", 22), Column("情况", 5, Align.CENTER))  # fmt: skip


def print_outlook(
    ledger: Ledger, seen: Outlook, lines: Sequence[OutlookLine], target: Path, tick: Tick = no_tick
) -> Printed:
    """Print these lines of an outlook (PDF), for whoever approves the sending. Raises UserError when the disk refuses."""
    with ledger.reading() as session:
        office = office_name(session, ledger.identity.office_uid)
        code = print_code(session)
    rows = [
        (str(n), one.section.value, one.code, one.what, one.text, one.weight)
        for n, one in enumerate(lines, 1)
    ]
    report = LedgerReport(
        f"将要发给{seen.office}的内容（第 {seen.sequence} 号）", office, ledger.today(), COLUMNS, rows, "A4", code, counted_in="项"
    )  # fmt: skip
    result = write_ledger_pdf(report, target, tick)
    return Printed(target, result.pages, len(rows), code, result.fonts.summary())
