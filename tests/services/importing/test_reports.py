"""Reports of progress that a table brings: of which month they are, and what is none."""

from sqlalchemy import select

from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Problem, Progress
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.foreseen import foreseen
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.origins import origins_of
from dczg_desktop.services.problems import find_problem
from dczg_desktop.services.progress import Report, report_progress
from tests.services.importing.lists import a_list_of

HEADS = ("问题编号", "反馈问题", "责任单位")
ROWS = (
    ("YJ202600001", "南坪镇污水处理厂长期闲置，生活污水直排", "南坪镇人民政府"),
    ("YJ202600002", "北坡镇砂石加工点未采取防尘措施", "北坡镇人民政府"),
)


def reports(ledger, number="YJ202600001"):
    facts = problem_detail(ledger, find_problem(ledger, number)).facts
    return [(one.period, one.text) for one in facts.progress]


def taken(ledger, folder, heading, *texts, title=None):
    rows = [(*row, text) for row, text in zip(ROWS, texts, strict=False)]
    heads = (*HEADS, heading)
    path = a_list_of(folder, (title,), heads, *rows) if title else a_list_of(folder, heads, *rows)
    preview = preview_import(ledger, path, source="督察")
    choices = {
        (one.table, one.row): Choice(Way.UPDATE, one.known_uid, one.candidates[0].proposed())
        for one in preview.planned
        if one.candidates and one.candidates[0].proposed()
    }
    accept_import(ledger, preview, "督察", choices=choices)
    return preview


def test_a_report_is_of_the_month_that_its_column_names(ledger, tmp_path):
    preview = taken(ledger, tmp_path, "截至2026年5月底进展", "已清运垃圾300吨。")

    assert reports(ledger) == [("2026-05", "已清运垃圾300吨。")]
    assert any("“截至2026年5月底进展”记为2026年5月的进展" in note for note in preview.reading.notes)


def test_a_report_is_of_the_month_that_the_title_names(ledger, tmp_path):
    taken(ledger, tmp_path, "整改进展", "已清运。", title="整改台账（截至2026年5月31日）")

    assert reports(ledger) == [("2026-05", "已清运。")]


def test_a_table_that_names_no_month_reports_of_this_one(ledger, tmp_path):
    preview = taken(ledger, tmp_path, "整改进展", "已清运。")

    assert [period for period, _text in reports(ledger)] == [f"{ledger.today():%Y-%m}"]
    assert not any("进展按表上写的" in note for note in preview.reading.notes)


def test_a_report_of_an_earlier_month_is_not_the_last_one(ledger, tmp_path):
    taken(ledger, tmp_path, "整改进展", "")
    uid = find_problem(ledger, "YJ202600001")
    report_progress(ledger, uid, Report(f"{ledger.today():%Y-%m}", "本月已完工。"))

    taken(ledger, tmp_path, "截至2026年5月底进展", "正在施工。")

    assert [text for _period, text in reports(ledger)] == ["正在施工。", "本月已完工。"]


def test_a_stroke_is_no_report_of_a_new_problem_nor_of_a_known_one(ledger, tmp_path):
    taken(ledger, tmp_path, "整改进展", "/", "已覆盖防尘网。")
    assert (reports(ledger), len(reports(ledger, "YJ202600002"))) == ([], 1)

    path = a_list_of(tmp_path, (*HEADS, "整改进展"), (*ROWS[0], "无"), (*ROWS[1], "—"))

    assert [one.verdict for one in preview_import(ledger, path, source="督察").planned] == ["无变动"] * 2


def months_of(ledger, folder, heads, *rows, title="整改调度表（2025年）"):
    path = a_list_of(folder, (title,), (*HEADS, *heads), *((*ROWS[0], *row) for row in rows))
    preview = preview_import(ledger, path, source="督察")
    accept_import(ledger, preview, "督察")
    return preview


def test_what_columns_of_earlier_months_say_are_reports_of_those_months(ledger, tmp_path):
    preview = months_of(ledger, tmp_path, ("7月进展", "8月进展", "9月进展"), ("约谈当事人", "/", "已拆除"))

    assert sorted(reports(ledger)) == [("2025-07", "约谈当事人"), ("2025-09", "已拆除")]
    assert any("“7月进展”也各记为那一期的进展" in note for note in preview.reading.notes)


def test_the_last_month_that_says_something_is_a_report_where_this_one_says_nothing(ledger, tmp_path):
    months_of(ledger, tmp_path, ("8月进展", "9月进展"), ("案件移送", ""))

    assert reports(ledger) == [("2025-08", "案件移送")]


def test_months_before_the_new_year_are_of_the_year_before(ledger, tmp_path):
    months_of(
        ledger,
        tmp_path,
        ("11月进展", "12月进展", "1月进展"),
        ("摸排", "招标", "开工"),
        title="调度表（2026年）",
    )

    assert sorted(reports(ledger)) == [("2025-11", "摸排"), ("2025-12", "招标"), ("2026-01", "开工")]


def test_figures_under_earlier_months_are_no_reports(ledger, tmp_path):
    months_of(ledger, tmp_path, ("8月进展", "9月进展"), ("60%", "已拆除"))

    assert reports(ledger) == [("2025-09", "已拆除")]


def test_two_columns_of_one_month_give_one_report(ledger, tmp_path):
    months_of(ledger, tmp_path, ("9月上旬进展", "9月进展"), ("约谈", "已拆除"))

    assert reports(ledger) == [("2025-09", "已拆除")]


def test_a_report_of_an_earlier_month_names_its_own_cell(ledger, tmp_path):
    months_of(ledger, tmp_path, ("8月进展", "9月进展"), ("约谈当事人", "已拆除"))
    uid = find_problem(ledger, "YJ202600001")

    with ledger.reading() as session:
        problem = session.scalars(select(Problem).where(Problem.uid == uid)).one()
        found = origins_of(session, problem)
        of_reports = {one.period: found[one.uid] for one in session.scalars(select(Progress))}

    assert of_reports["2025-08"].endswith(" D3")
    assert of_reports["2025-09"].endswith(" E3")


def test_the_same_list_of_months_brings_nothing_new_the_second_time(ledger, tmp_path):
    """The columns of earlier months stay beside the problem too: with these the next list is compared."""
    path = months_of(ledger, tmp_path, ("8月进展", "9月进展"), ("约谈当事人", "已拆除")).path

    again = preview_import(ledger, path, source="督察")

    assert [one.verdict for one in again.planned] == [Verdict.SAME]


def test_what_will_be_shows_the_reports_of_earlier_months_with_their_cells(ledger, tmp_path):
    path = a_list_of(tmp_path, ("调度表（2025年）",), (*HEADS, "8月进展", "9月进展"), (*ROWS[0], "约谈", "已拆除"))  # fmt: skip
    preview = preview_import(ledger, path, source="督察")

    shown = {one.name: one.cell for one in foreseen(preview, (0, preview.planned[0].row))}

    assert (shown["进展（2025-08）"], shown["进展（2025-09）"]) == ("D3", "E3")
