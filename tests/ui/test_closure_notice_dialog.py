from datetime import date

import pytest
from sqlalchemy import select

from dczg_desktop.domain.entities import PublicNotice
from dczg_desktop.domain.words import Level
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.undo import last_undoable
from tests.imports.samples.word_files import document, paragraph
from tests.services.importing.test_closure_notices import HEAD, NOTICE, PETITIONS, ROWS, workbook
from ui.dialogs.closure_notice import ASK, Answer, ClosureNoticeDialog
from ui.pages.intake import ImportPage


@pytest.fixture
def page(qtbot, context, tmp_path):
    ledger = create_ledger(tmp_path / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    for name, rows in (("清单.xlsx", [HEAD, *ROWS]), ("信访件.xlsx", PETITIONS)):
        accept_import(ledger, preview_import(ledger, workbook(tmp_path / name, rows)))
    context.open_ledger(ledger, ledger.user_uid, "王芳", "青石县")
    made = ImportPage(context)
    made.resize(1180, 660)
    qtbot.addWidget(made)
    made.show()
    yield made
    ledger.close()


def idle(qtbot, page):
    qtbot.waitUntil(lambda: not page.is_busy, timeout=8000)


@pytest.fixture
def opened(qtbot, page, tmp_path):
    """Reads a notice and gives the dialog the button opens; `answers` is what it is closed with."""

    def open_(text=NOTICE, answers=None):
        seen = []

        def ask(parent, reading, findings, find):
            dialog = ClosureNoticeDialog(parent, reading, findings, find)
            qtbot.addWidget(dialog)
            seen.append(dialog)
            return answers(dialog) if answers else None

        page.beside.ask_notice = ask
        page.read(document(tmp_path / "公示.docx", *map(paragraph, text.splitlines())))
        idle(qtbot, page)
        page.beside.notice_button.click()
        idle(qtbot, page)
        return seen[0]

    return open_


def test_nothing_is_chosen_before_a_person_says_so(opened):
    dialog = opened()

    assert dialog.target.currentText() == ASK
    assert dialog.chosen() is None
    assert dialog.check() == "请先选定这份公示是哪个问题的。"
    assert "第 14 项" in dialog.target.itemText(1)


def test_what_the_notice_says_stands_there(opened):
    dialog = opened()

    assert (dialog.starts.value(), dialog.ends.value()) == (date(2025, 5, 21), date(2025, 6, 4))
    assert dialog.days.text() == "10 个工作日（15 个自然日），首尾都算"
    assert dialog.report.text().startswith("林地已复绿，废渣已清运。\n验收情况：")
    assert not dialog.doubts.isVisibleTo(dialog)


def test_doubts_follow_the_choice(opened):
    dialog = opened(NOTICE.replace("责任单位：青石县自然资源局", "责任单位：云岭县林业局"))

    dialog.target.setCurrentIndex(1)

    assert "▲ 责任单位：公示写的责任单位是“云岭县林业局”" in dialog.doubts.text()
    assert dialog.doubts.isVisibleTo(dialog)


def test_a_petition_of_this_number_is_proposed(opened):
    dialog = opened(NOTICE.replace("（序号14）", "（受理编号X3YX202505160020）"))

    assert dialog.target.currentText().startswith("信访件 X3YX202505160020")
    assert "还没有关联台账里的问题" in dialog.doubts.text()
    assert dialog.check() == ""


def test_another_problem_is_found_by_its_number(opened):
    dialog = opened()
    dialog.target.setCurrentIndex(dialog.target.count() - 1)
    assert dialog.number.isEnabled()

    dialog.number.setText("没有的编号")
    dialog.number.editingFinished.emit()
    assert "没有编号为“没有的编号”" in dialog.wrong.text()

    dialog.number.setText("第二十七项")
    dialog.number.editingFinished.emit()
    assert dialog.chosen().summary.startswith("畜禽粪污")


def test_registering_says_what_was_made_and_can_be_undone(qtbot, page, opened, context):
    def answers(dialog):
        dialog.target.setCurrentIndex(1)
        dialog.place.setText("县政府网站")
        assert dialog.check() == ""
        found = dialog.answer()
        assert isinstance(found, Answer)
        return found

    opened(answers=answers)

    with context.ledger.reading() as session:
        notice = session.execute(select(PublicNotice.starts, PublicNotice.place)).one()
    assert tuple(notice) == (date(2025, 5, 21), "县政府网站")
    assert last_undoable(context.ledger).act == "登记销号公示"


def test_a_plan_and_a_table_offer_no_notice(qtbot, page, tmp_path):
    page.read(tmp_path / "清单.xlsx")
    idle(qtbot, page)

    assert not page.beside.notice_button.isVisible()
    assert not page.beside.hint.isVisible()


def test_a_notice_says_that_it_belongs_to_a_problem_already_there(page, opened):
    opened()

    assert page.beside.hint.isVisible()
    assert "销号公示" in page.beside.advice.text()
