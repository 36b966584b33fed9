"""Which problem or petition a published notice is of: named with the reason, chosen by somebody."""

from dczg_desktop.domain.notices import ClosureNotice
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.closure_notices import read_notice
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.importing.notice_matching import candidates_for, found_by_number
from dczg_desktop.services.problems import ProblemDraft, add_problem
from tests.services.importing.notices import NOTICE, PETITIONS, notice_file, workbook


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


def test_a_notice_that_fits_nothing_has_no_candidate(county, tmp_path):
    text = NOTICE.replace("（序号14）", "（序号99）").replace(
        "南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失。", "餐饮油烟扰民。"
    )

    assert read_notice(county, notice_file(tmp_path, text)).candidates == ()


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
