"""A ledger of 1,000 rows and 12 columns as PDF, against platypus' LongTable with paragraphs that wrap Chinese."""

import re
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.bench import Bench
from benchmarks.measuring import Line, alternating, cpu_seconds, ratio_line
from benchmarks.stress import FIRST_DAY, SEED
from benchmarks.texts import CATEGORIES, COUNTIES, Texts
from dczg_desktop.base.paths import resources
from dczg_desktop.reports.ledger import write_ledger_pdf
from dczg_desktop.reports.tables import Align, Column, LedgerReport

ROWS = 1_000
COLUMNS = (
    Column("序号", 1.8, Align.CENTER), Column("问题编号", 5, Align.CENTER), Column("问题描述", 13), Column("整改目标", 8), Column("整改措施", 14),
    Column("整改时限", 5), Column("责任单位", 5.5), Column("责任领导", 3.6, Align.CENTER), Column("责任人员", 3.6, Align.CENTER),
    Column("督导单位", 5), Column("进展情况", 11), Column("状态", 4, Align.CENTER),
)  # fmt: skip


def measure_pdf(bench: Bench) -> list[Line]:
    """The whole file each time, fonts included."""
    report = _report(bench.count(ROWS))
    times = alternating(
        lambda: cpu_seconds(lambda: write_ledger_pdf(report, bench.folder / "台账.pdf")),
        lambda: cpu_seconds(lambda: _long_table(report, bench.folder / "基线.pdf")),
        1 if bench.quick else 3,
        warm=bench.quick,
    )
    return [ratio_line(f"打印台账 PDF，{len(report.rows)} 行×12 列（基线 LongTable）", *times, 0.25)]


def _report(rows: int) -> LedgerReport:
    random = Random(SEED)
    texts = Texts(random)
    made = []
    for number in range(1, rows + 1):
        place = random.choice(COUNTIES)
        measures = "\n".join(f"{n}.{texts.measure()}" for n in (1, 2, 3))
        made.append(
            (str(number), f"X3JX{number:010d}", texts.description(place), texts.goal(), measures, "2026年12月底前", place,
             texts.person(), texts.person(), texts.bureau(place), texts.progress(), random.choice(CATEGORIES))
        )  # fmt: skip
    return LedgerReport("全省整改清单", "测试省整改办", FIRST_DAY, COLUMNS, made, code="0000 0000 0000 0000")


def _long_table(report: LedgerReport, target: Path) -> None:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("baseline", resources() / "fonts" / "NotoSerifSC-Regular.ttf"))
    style = ParagraphStyle("cell", fontName="baseline", fontSize=9, leading=12.6, wordWrap="CJK")
    rows: list[list[Any]] = [[Paragraph(column.heading, style) for column in report.columns]]
    rows += [[Paragraph(_escaped(text), style) for text in row] for row in report.rows]
    size = landscape(A3)
    total = sum(column.weight for column in report.columns)
    widths = [column.weight / total * (size[0] - 100) for column in report.columns]
    table = LongTable(rows, colWidths=widths, repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    SimpleDocTemplate(str(target), pagesize=size, leftMargin=50, rightMargin=50).build([table])


def _escaped(text: str) -> str:
    return re.sub("\n", "<br/>", text.replace("&", "&amp;").replace("<", "&lt;"))
