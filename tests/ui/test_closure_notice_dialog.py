from datetime import date

import pytest
from sqlalchemy import select

from dczg_desktop.domain.comparison import Way
from dczg_desktop.domain.entities import PublicNotice
from dczg_desktop.domain.words import Level
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.problems import void_problems
from dczg_desktop.services.undo import last_undoable, undo
from tests.imports.samples.word_files import document, paragraph
from tests.services.importing.notices import HEAD, NOTICE, PETITIONS, ROWS, workbook
from ui.dialogs.closure_notice import ASK, ClosureNoticeDialog
from ui.pages.intake import ImportPage
from ui.pages.intake.notices import ADVICE


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

        def ask(parent, reading, findings, find, save):
            dialog = ClosureNoticeDialog(parent, reading, findings, find)
            dialog.save_by(dialog.answer, save)
            qtbot.addWidget(dialog)
            seen.append(dialog)
            if answers:
                answers(dialog)

        page.beside.notices.ask = ask
        page.read(document(tmp_path / "公示.docx", *map(paragraph, text.splitlines())))
        idle(qtbot, page)
        page.beside.notices.button.click()
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


def for_the_first(dialog):
    """The answer of a clerk who knows which problem it is."""
    dialog.target.setCurrentIndex(1)
    dialog.place.setText("县政府网站")
    dialog.do_button.click()
    assert dialog.wrong.text() == ""


def test_registering_says_what_was_made_and_can_be_undone(page, opened, context):
    opened(answers=for_the_first)

    with context.ledger.reading() as session:
        notice = session.execute(select(PublicNotice.starts, PublicNotice.place)).one()
    assert tuple(notice) == (date(2025, 5, 21), "县政府网站")
    assert last_undoable(context.ledger).act == "登记销号公示"


def test_a_registered_notice_leaves_nothing_to_import_nor_to_register_again(page, opened):
    opened(answers=for_the_first)

    preview, notices = page.preview, page.beside.notices
    assert not preview.accept_button.isEnabled()
    assert preview.accept_button.toolTip() == "公示已经登记，没有别的要导入"
    assert preview.count.text() == "已登记 1"
    assert not notices.button.isEnabled()
    assert notices.advice.text().startswith("公示已登记到 ")
    assert page.unfinished() == ""


def test_a_registration_taken_back_can_be_made_again(qtbot, page, opened, context):
    opened(answers=for_the_first)

    undo(context.ledger, last_undoable(context.ledger).uid)
    page.reload()
    idle(qtbot, page)

    assert page.beside.notices.button.isEnabled()
    assert page.beside.notices.advice.text() == ADVICE


def test_what_is_refused_stays_in_the_dialog_with_the_reason(opened, context):
    def late(dialog):
        dialog.target.setCurrentIndex(1)
        dialog.place.setText("县政府网站")
        void_problems(context.ledger, [dialog.chosen().problem_uid], "重复登记")
        dialog.do_button.click()

    dialog = opened(answers=late)

    assert "作废" in dialog.wrong.text()
    assert dialog.place.text() == "县政府网站"
    assert dialog.result() == 0


def test_a_plan_and_a_table_offer_no_notice(qtbot, page, tmp_path):
    page.read(tmp_path / "清单.xlsx")
    idle(qtbot, page)

    assert not page.beside.notices.button.isVisible()
    assert not page.beside.notices.hint.isVisible()


def test_a_notice_says_that_it_belongs_to_a_problem_already_there(page, opened):
    opened()

    assert page.beside.notices.hint.isVisible()
    assert "销号公示" in page.beside.notices.advice.text()


def test_a_registered_notice_is_imported_besides_only_when_a_person_says_so(page, opened):
    opened(answers=for_the_first)
    rows = page.preview.rows
    rows.rows.toggle(rows.current())
    page.preview.show_choices()
    assert not page.preview.accept_button.isEnabled()

    page.preview.compare.ways[Way.NEW].click()

    assert page.preview.accept_button.text() == "导入 1 条(&I)"


def test_of_two_notices_the_other_one_is_left_to_register(page, opened):
    opened(f"{NOTICE}\n{NOTICE.replace('序号14', '序号27')}", for_the_first)
    grid, notices = page.preview.rows.grid, page.beside.notices
    numbers = page.preview.rows.rows.ids("", None)

    grid.choose(numbers[0])
    assert not notices.button.isEnabled()
    grid.choose(numbers[1])

    assert notices.button.isEnabled()
    assert "还有 1 件公示没有登记" in notices.advice.text()


UNKNOWN = NOTICE.replace("（序号14）", "").replace(
    "南坪镇采石场毁坏林地，废渣冲入河道", "城西砖厂烟气超标排放"
)


@pytest.mark.parametrize("text", [NOTICE, UNKNOWN])
def test_a_notice_is_not_taken_in_before_a_person_says_what_it_is(qtbot, page, tmp_path, text):
    page.read(document(tmp_path / "公示.docx", *map(paragraph, text.splitlines())))
    idle(qtbot, page)
    view = page.preview
    line = view.tables[0].key(1)

    assert not view.accept_button.isEnabled()
    assert "还有 1 件销号公示没有登记，请点“登记销号公示”选定是哪个问题" in view.why_not.text()
    assert page.beside.notices.button.isEnabled()
    assert not any(one.isChecked() for one in view.compare.ways.values())

    view.tables[0].toggle(1)  # a tick is no word
    assert view.draft.choice(line) is None

    view.compare.ways[Way.NEW].click()
    assert view.accept_button.isEnabled()
    assert view.accept_button.text() == "导入 1 条(&I)"
