"""A closure notice never becomes a new problem by itself: it waits for a person, with the problem it may be about."""

import pytest
from sqlalchemy import func, select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Problem
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
from dczg_desktop.services.importing.notice_rows import NOTE
from tests.imports.samples.word_files import document, paragraph
from tests.services.importing.notices import HEAD, NOTICE, ROWS, notice_file, workbook

OTHER = NOTICE.replace("（序号14）", "").replace("南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失", "城西砖厂烟气超标排放，群众反映强烈")  # fmt: skip


def problems(ledger):
    with ledger.reading() as session:
        return session.scalar(select(func.count()).select_from(Problem))


@pytest.mark.parametrize(("text", "is_known"), [(NOTICE, True), (OTHER, False)])
def test_a_notice_waits_for_a_word_and_comes_in_by_no_mistake(county, tmp_path, text, is_known):
    before = problems(county)
    preview = preview_import(county, notice_file(tmp_path, text))

    (one,) = preview.planned
    assert (one.verdict, one.is_notice, one.note.startswith(NOTE)) == (Verdict.UNCLEAR, True, True)
    assert bool(one.candidates) is is_known
    with pytest.raises(UserError, match="1 件是销号公示，要登记到已有的问题上，或选定作为新的问题"):
        accept_import(county, preview)
    assert problems(county) == before


def test_a_notice_in_an_empty_ledger_waits_too(ledger, tmp_path):
    (one,) = preview_import(ledger, notice_file(tmp_path)).planned

    assert (one.verdict, one.is_notice) == (Verdict.UNCLEAR, True)


def test_it_becomes_a_new_problem_where_a_person_says_so(county, tmp_path):
    before = problems(county)
    preview = preview_import(county, notice_file(tmp_path, OTHER))

    done = accept_import(county, preview, choices={(0, preview.planned[0].row): Choice(Way.NEW)})

    assert (done.problems, problems(county)) == (1, before + 1)


def test_a_notice_looked_at_again_still_waits(county, tmp_path):
    again = revised(county, preview_import(county, notice_file(tmp_path, OTHER)))

    assert [one.is_notice for one in again.planned] == [True]


REPORT = """青石县整改情况报告
（一）料场扬尘问题
整改措施：覆盖
整改情况：已覆盖
（二）河道垃圾问题
整改措施：清运
整改情况：已清运
三、下一步打算
及时向社会公示整改结果，接受群众监督。"""
LIST = """督察组交办信访件办理情况公示
1.受理编号：X3JX202405240023
反映问题：料场扬尘
是否属实：属实
处理和整改情况：已覆盖
2.受理编号：X3JX202405240024
反映问题：河道垃圾
是否属实：属实
处理和整改情况：已清运"""


@pytest.mark.parametrize("text", [REPORT, LIST])
def test_reports_and_published_lists_of_petitions_come_in_as_before(county, tmp_path, text):
    path = document(tmp_path / "来文.docx", *map(paragraph, text.splitlines()))

    assert [(one.verdict, one.is_notice) for one in preview_import(county, path).planned] == [
        (Verdict.NEW, False)
    ] * 2


def test_a_notice_of_a_petition_that_closes_it_waits(county, tmp_path):
    text = NOTICE.replace("（序号14）", "（受理编号X3YX202505160099）")
    (one,) = preview_import(county, notice_file(tmp_path, text)).planned

    assert one.is_notice


def test_a_list_in_a_table_is_no_notice(county, tmp_path):
    path = workbook(tmp_path / "销号公示.xlsx", [[*HEAD, "整改情况"], ["第九项", "河道垃圾成堆。", *ROWS[0][2:], "已清运"]])  # fmt: skip

    assert [one.is_notice for one in preview_import(county, path).planned] == [False]
