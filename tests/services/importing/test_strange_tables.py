"""What is read out of strange tables arrives in the ledger: problems over their measures, months of the year of the table."""

from datetime import date

from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.domain.comparison import Choice, Way
from dczg_desktop.domain.entities import Deadline, Measure, Problem
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import

ROWS = (
    ("青石县2025年督察整改措施推进表",),
    ("问题一：县污水处理厂二期工程建设缓慢，城区生活污水溢流。",),
    ("序号", "整改措施", "责任单位", "完成时限"),
    ("1", "完成土建施工。", "县住建局", "6月底前"),
    ("2", "完成设备安装并通水。", "同上", "11月底前"),
    ("问题二：小散乱污企业有反弹。",),
    ("序号", "整改措施", "责任单位", "完成时限"),
    ("1", "动态排查。", "县工信局", "年底前"),
)


def test_problems_written_across_a_table_come_in_with_their_measures_and_the_year_of_the_table(
    ledger, tmp_path
):
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    for row in (1, 2, 6):
        book.active.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
    path = tmp_path / "推进表.xlsx"
    book.save(path)

    preview = preview_import(ledger, path)
    accepted = accept_import(ledger, preview)

    assert (accepted.problems, accepted.measures) == (2, 3)
    with ledger.reading() as session:
        query = (
            select(Problem).where(Problem.description.in_([ROWS[1][0], ROWS[5][0]])).order_by(Problem.code)
        )
        cells = [one.provenance["cells"]["description"] for one in session.scalars(query)]
        measures = [(one.unit, one.due) for one in session.scalars(select(Measure).order_by(Measure.due))]
        due = session.scalars(select(Deadline.due).order_by(Deadline.due)).all()
    assert cells == ["A2", "A6"]
    assert measures == [("", None), ("县住建局", date(2025, 6, 30)), ("县住建局", date(2025, 11, 30))]
    assert due[-1] == date(2025, 12, 31)  # of the problem with a single measure
    assert any("2025 年读" in note for note in preview.reading.notes)
    assert [fault.place for fault in preview.reading.tables[0].faults if "同上" in fault.message] == [
        "Sheet!C5"
    ]


def test_the_source_is_named_by_the_title_and_not_by_what_stands_above_it(ledger, tmp_path):
    book = Workbook()
    above = ("附件2-1：", "浔环督办〔2025〕7号", "2025年上半年督察整改落实情况表", "（截至2025年6月30日）")
    for row in (*((line,) for line in above), ("序号", "问题", "责任单位"), ("1", "河道有垃圾", "县水利局")):
        book.active.append(row)
    path = tmp_path / "情况表.xlsx"
    book.save(path)

    assert preview_import(ledger, path, source=None).source == "2025年上半年督察整改落实情况表"


def test_a_month_without_a_year_is_read_alike_for_a_new_and_a_known_problem(ledger, tmp_path):
    """The year that stands above the table is that of both; a table that names none is asked."""
    heads, text = ["问题编号", "问题描述", "整改时限"], "某砂场未办理用地手续，长期违规采砂"

    def look(title, written, number="YX202600001"):
        book = Workbook()
        for row in ([title], heads, [number, f"{text}{number}", written]):
            book.active.append(row)
        book.save(tmp_path / "清单.xlsx")
        return preview_import(ledger, tmp_path / "清单.xlsx")

    accept_import(ledger, look("云溪县问题清单", ""))
    (asked,) = look("云溪县问题清单", "12月底前").planned[0].candidates[0].differences
    preview = look("2026年云溪县问题清单", "12月底前")
    (read,) = preview.planned[0].candidates[0].differences
    assert (bool(asked.locked), read.locked, read.proposed) == (True, "", True)

    accept_import(ledger, preview, choices={(0, 3): preview.planned[0].proposal})

    assert problem_detail(ledger, preview.planned[0].known_uid).facts.due() == date(2026, 12, 31)
    accept_import(
        ledger, look("云溪县问题清单", "2026年12月底前", "LS202600777"), choices={(0, 3): Choice(Way.NEW)}
    )
    assert not look("2026年云溪县问题清单", "12月底前", "LS202600777").planned[0].candidates[0].differences
