"""A published notice becomes facts of an existing problem: asked, compared, one act, undoable, closing nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import (
    ClosureCase,
    Evidence,
    Measure,
    Petition,
    Problem,
    Progress,
    PublicNotice,
)
from dczg_desktop.domain.notices import ClosureNotice
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.closure import choose_procedure
from dczg_desktop.services.evidence import withdraw_evidence
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.closure_notices import (
    NoticeReading,
    Registered,
    notice_findings,
    notice_lines,
    read_notice,
    register_notice,
)
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.importing.notice_matching import (
    candidate_of_problem,
    candidates_for,
    found_by_number,
)
from dczg_desktop.services.petitions.items import link_petition
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.services.undo import undo
from dczg_desktop.store.ledger import Ledger
from tests.imports.samples.word_files import document, paragraph

HEAD = ["问题编号", "反馈问题", "整改时限", "责任单位", "验收单位", "整改措施"]
ROWS = [
    [
        "第十四项",
        "南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失。",
        "2025年底前",
        "青石县自然资源局",
        "浔江市自然资源局",
        "1.复绿。2.清渣。",
    ],
    ["第二十七项", "畜禽粪污露天堆放，未处理的粪水排入沟渠。", "2025年底前", "县畜牧中心", "", "1.清运。"],
]
PETITIONS = [
    ["受理编号", "交办问题基本情况", "是否属实", "处理和整改情况"],
    ["X3YX202505160020", "采石场噪声扰民。", "属实", "已责令整改。"],
]
NOTICE = """整改销号公示（序号14）
反馈问题：南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失。
整改目标：复绿到位。
整改时限：2025年底前
责任单位：青石县自然资源局
验收单位：浔江市自然资源局
整改完成情况：林地已复绿，废渣已清运。
验收情况：经现场查验，同意销号。
整改结论：已完成整改
公示时间：2025年5月21日至2025年6月4日，共10个工作日
"""
DAYS = (date(2025, 5, 21), date(2025, 6, 4))


def workbook(path: Path, rows: list[list[str]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def county(ledger, tmp_path):
    for name, rows in (("清单.xlsx", [HEAD, *ROWS]), ("信访件.xlsx", PETITIONS)):
        accept_import(ledger, preview_import(ledger, workbook(tmp_path / name, rows)))
    return ledger


def notice_file(folder: Path, text: str = NOTICE) -> Path:
    return document(folder / "公示.docx", *map(paragraph, text.splitlines()))


def rows(ledger: Ledger, entity: Any) -> list[Any]:
    with ledger.reading() as session:
        found = list(session.scalars(select(entity).where(~entity.hidden).order_by(entity.id)))
        session.expunge_all()
    return found


def register(ledger: Ledger, reading: NoticeReading, number: int = 0) -> Registered:
    return register_notice(ledger, reading, reading.candidates[number], *DAYS, "县政府网站")


def test_candidates_are_named_with_the_reason_and_none_is_taken_for_certain(county, tmp_path):
    reading = read_notice(county, notice_file(tmp_path))

    first = reading.candidates[0]
    assert (first.kind, first.why, first.is_certain, first.locked) == ("problem", "都是第 14 项", False, "")
    assert first.summary.startswith("南坪镇采石场毁坏林地")


def test_a_problem_of_like_text_is_offered_when_the_number_says_nothing(county, tmp_path):
    text = NOTICE.replace("（序号14）", "").replace("造成水土流失", "造成水土流失严重")

    reading = read_notice(county, notice_file(tmp_path, text))

    assert [one.why[:6] for one in reading.candidates] == ["问题文字相近"]
    assert not reading.candidates[0].is_certain


def test_a_file_of_several_notices_says_that_only_the_first_is_read(county, tmp_path):
    text = "\n".join(
        f"{number}、南坪镇第{number}处采石场毁坏林地。\n整改目标：复绿。\n责任单位：南坪镇\n整改完成情况：林地已复绿。\n公示时间：2025年5月21日至2025年6月4日"
        for number in "一二"
    )

    several, one = (read_notice(county, notice_file(tmp_path, each)) for each in (text, NOTICE))

    assert [doubt.where for doubt in several.notice.doubts].count("文件") == 1
    assert "2 件公示" in several.notice.doubts[0].words
    assert "文件" not in {doubt.where for doubt in one.notice.doubts}


def test_a_notice_that_fits_nothing_has_no_candidate(county, tmp_path):
    text = NOTICE.replace("（序号14）", "（序号99）").replace(
        "南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失。", "餐饮油烟扰民。"
    )

    assert read_notice(county, notice_file(tmp_path, text)).candidates == ()


def test_one_act_registers_days_report_and_the_notice_itself(county, tmp_path):
    done = register(county, read_notice(county, notice_file(tmp_path)))

    (notice,), (report,), (proof,) = (rows(county, entity) for entity in (PublicNotice, Progress, Evidence))
    assert (notice.starts, notice.ends, notice.place) == (*DAYS, "县政府网站")
    assert report.text == "林地已复绿，废渣已清运。\n验收情况：经现场查验，同意销号。\n整改结论：已完成整改"
    assert (report.period, report.percent) == ("2025-05", None)
    assert (proof.role, proof.name) == (EvidenceRole.NOTICE, "公示.docx")
    assert county.evidence.path_of(proof.sha256).read_bytes() == (tmp_path / "公示.docx").read_bytes()
    assert done.days == 10
    assert len(done.parts) == 3
    assert {row.problem_uid for row in (notice, report, proof)} == {rows(county, Problem)[0].uid}


def test_it_closes_nothing_and_finishes_no_measure(county, tmp_path):
    register(county, read_notice(county, notice_file(tmp_path)))

    with county.reading() as session:
        assert session.scalar(select(func.count()).select_from(ClosureCase)) == 0
    assert all(measure.done_on is None for measure in rows(county, Measure))


def test_undo_takes_all_of_it_back(county, tmp_path):
    done = register(county, read_notice(county, notice_file(tmp_path)))

    undo(county, done.act_uid)

    assert [rows(county, entity) for entity in (PublicNotice, Progress, Evidence)] == [[], [], []]


def test_the_same_notice_twice_changes_nothing(county, tmp_path):
    reading = read_notice(county, notice_file(tmp_path))
    register(county, reading)

    with pytest.raises(UserError, match="已经登记过这份公示"):
        register(county, reading)
    assert len(rows(county, PublicNotice)) == 1


def test_a_file_that_was_registered_says_where_when_it_is_read_again(county, tmp_path):
    path = notice_file(tmp_path)
    assert read_notice(county, path).notice.doubts == ()

    made = register(county, read_notice(county, path))

    (doubt,) = read_notice(county, path).notice.doubts
    assert (doubt.where, made.code in doubt.words) == ("公示件", True)


def test_a_petition_of_that_number_is_certain_and_keeps_what_was_done(county, tmp_path):
    text = NOTICE.replace("（序号14）", "（受理编号X3YX202505160020）")

    reading = read_notice(county, notice_file(tmp_path, text))
    done = register_notice(county, reading, reading.candidates[0], None, None, "")

    first = reading.candidates[0]
    assert (first.kind, first.code, first.is_certain) == ("petition", "X3YX202505160020", True)
    (petition,) = rows(county, Petition)
    assert petition.result.startswith("已责令整改。\n〔销号公示〕林地已复绿，废渣已清运。")
    assert petition.completion == ""
    assert rows(county, PublicNotice) == []
    undo(county, done.act_uid)
    assert rows(county, Petition)[0].result == "已责令整改。"


def test_a_linked_petition_brings_the_notice_to_its_problem(county, tmp_path):
    problem, petition = rows(county, Problem)[1], rows(county, Petition)[0]
    link_petition(county, petition.uid, problem.uid)
    text = NOTICE.replace("（序号14）", "（受理编号X3YX202505160020）")

    done = register(county, read_notice(county, notice_file(tmp_path, text)))

    assert rows(county, PublicNotice)[0].problem_uid == problem.uid
    assert len(done.parts) == 4
    undo(county, done.act_uid)
    assert rows(county, PublicNotice) == []
    assert rows(county, Petition)[0].result == "已责令整改。"


def findings(ledger: Ledger, folder: Path, text: str) -> list[str]:
    reading = read_notice(ledger, notice_file(folder, text))
    chosen = (
        reading.candidates[0]
        if reading.candidates
        else candidate_of_problem(ledger, rows(ledger, Problem)[0].uid)
    )
    return [doubt.words for doubt in notice_findings(ledger, reading.notice, chosen)]


def test_a_notice_that_agrees_with_the_ledger_only_reminds_of_the_measures(county, tmp_path):
    assert findings(county, tmp_path, NOTICE) == [
        "台账里还有 2 条措施没有填完成日期，请先核实再在“措施与节点”里填写。"
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("责任单位：青石县自然资源局", "责任单位：云岭县林业局", "公示写的责任单位是“云岭县林业局”，台账里是“青石县自然资源局”"),
        ("验收单位：浔江市自然资源局", "验收单位：浔江市林业局", "公示写的验收单位是“浔江市林业局”，台账里是“浔江市自然资源局”"),
        ("验收单位：浔江市自然资源局", "验收单位：青石县自然资源局", "既是整改实施主体，又是验收单位"),
        ("2025年6月4日，共10", "2025年6月3日，共10", "首尾都算是 9 个工作日、14 个自然日，少 1 个工作日"),
        ("整改时限：2025年底前", "整改时限：2024年底前", "公示写的整改时限是“2024年底前”，台账里是“2025年底前”"),
        ("反馈问题：南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失。", "反馈问题：城区餐饮油烟和夜间施工噪声扰民。", "问题文字相差很大"),
        ("2025年5月21日至2025年6月4日", "2027年5月21日至2027年6月4日", "期满前不能销号"),
        ("已完成整改", "已于XX月完成整改", "占位内容“XX”"),
        ("（序号14）", "（序号14）\n附件：序号十五公示表", "标题写的是“序号14”，这里写的是“序号十五”"),
    ],
)  # fmt: skip
def test_what_differs_is_said(county, tmp_path, before, after, said):
    assert before in NOTICE
    words = findings(county, tmp_path, NOTICE.replace(before, after))

    assert sum(said in one for one in words) == 1, words


def test_a_notice_shorter_than_the_procedure_demands_is_found(county, tmp_path):
    choose_procedure(county, "江西")

    words = findings(county, tmp_path, NOTICE.replace("2025年6月4日，共10", "2025年5月27日，共5"))

    assert sum("公示只有 5 个工作日，本单位销号流程“江西式" in one for one in words) == 1, words


@pytest.mark.parametrize(
    ("starts", "ends", "place", "said"),
    [(None, date(2025, 6, 4), "网站", "起日和止日"), (date(2025, 6, 4), date(2025, 5, 1), "网站", "早于起日"), (*DAYS, " ", "公示在哪里")],
)  # fmt: skip
def test_incomplete_days_are_refused_and_nothing_is_left(county, tmp_path, starts, ends, place, said):
    reading = read_notice(county, notice_file(tmp_path))

    with pytest.raises(UserError, match=said):
        register_notice(county, reading, reading.candidates[0], starts, ends, place)
    assert rows(county, Evidence) == []


def test_a_file_without_a_notice_is_refused(county, tmp_path):
    with pytest.raises(UserError, match="没有认出销号公示"):
        read_notice(county, tmp_path / "清单.xlsx")


def test_an_upright_table_in_a_workbook_is_a_notice_too(county, tmp_path):
    lines = [line.split("：", 1) for line in NOTICE.splitlines()[1:]]
    path = workbook(tmp_path / "完成情况公示表.xlsx", [["完成情况公示表（序号14）"], *lines])

    reading = read_notice(county, path)

    assert reading.notice.progress == "林地已复绿，废渣已清运。"
    assert (reading.notice.period.starts, reading.notice.period.ends) == DAYS


def test_plans_and_ordinary_tables_hold_no_notice(tmp_path, ledger):
    preview = preview_import(
        ledger, workbook(tmp_path / "公示清单.xlsx", [[*HEAD, "整改情况"], [*ROWS[0], "已复绿"]])
    )

    assert notice_lines(preview.reading) == ()


def test_only_a_petition_of_that_number_is_chosen_before_somebody_says_so(county, tmp_path):
    """A problem may carry the number of a petition as another one of its own; no number is the number of nothing."""
    add_problem(county, ProblemDraft("采石场噪声扰民。", number="X3YX202505160099"))
    rows = [PETITIONS[0], ["", "饭店油烟扰民。", "属实", ""]]
    accept_import(county, preview_import(county, workbook(tmp_path / "无编号.xlsx", rows)))
    notice = ClosureNotice(number="X3YX202505160099", petition=True, description="采石场噪声扰民。")

    assert not any(one.is_certain for one in candidates_for(county, notice))
    assert [found_by_number(county, number) for number in ("", " ", "*")] == [None, None, None]
    found = found_by_number(county, " X3YX202505160020* ")
    assert found is not None
    assert found.kind == "petition"


def test_a_notice_whose_file_was_withdrawn_can_be_registered_again(county, tmp_path):
    path = notice_file(tmp_path)
    register(county, read_notice(county, path))
    (proof,) = rows(county, Evidence)
    withdraw_evidence(county, proof.uid, "传错了")

    assert register(county, read_notice(county, path)).parts == ("公示件（公示材料）",)


def test_a_petition_linked_otherwise_since_it_was_read_is_refused(county, tmp_path):
    (petition,) = rows(county, Petition)
    one, other = rows(county, Problem)
    link_petition(county, petition.uid, one.uid)
    candidate = found_by_number(county, petition.number)
    link_petition(county, petition.uid, other.uid)
    reading = read_notice(county, notice_file(tmp_path))

    with pytest.raises(UserError, match="关联的问题刚刚改动过"):
        register_notice(county, reading, candidate, *DAYS, "县政府网站")
