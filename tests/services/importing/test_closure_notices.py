"""A published notice becomes facts of an existing problem: asked, compared, one act, undoable, closing nothing."""

from datetime import date

import pytest
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
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.evidence import withdraw_evidence
from dczg_desktop.services.importing.closure_notices import (
    read_notice,
    register_notice,
)
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.importing.notice_matching import (
    found_by_number,
)
from dczg_desktop.services.importing.notice_rows import notice_lines
from dczg_desktop.services.petitions.items import link_petition
from dczg_desktop.services.undo import undo
from tests.services.importing.notices import DAYS, HEAD, NOTICE, ROWS, notice_file, register, rows, workbook


def test_a_file_of_several_notices_says_that_only_the_first_is_read(county, tmp_path):
    text = "\n".join(
        f"{number}、南坪镇第{number}处采石场毁坏林地。\n整改目标：复绿。\n责任单位：南坪镇\n整改完成情况：林地已复绿。\n公示时间：2025年5月21日至2025年6月4日"
        for number in "一二"
    )

    several, one = (read_notice(county, notice_file(tmp_path, each)) for each in (text, NOTICE))

    assert [doubt.where for doubt in several.notice.doubts].count("文件") == 1
    assert "2 件公示" in several.notice.doubts[0].words
    assert "文件" not in {doubt.where for doubt in one.notice.doubts}


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
