"""Answers about the register that come late: the newest counts, nothing is done about what is not shown yet."""

from dczg_desktop.services.petitions.listing import PetitionQuery
from tests.services.petition_acts import put
from tests.ui.held import Held
from tests.ui.petitions.register.scene import look, shown
from ui.pages.petitions import PetitionsPage


def test_rows_that_come_after_the_list_was_read_anew_are_dropped(page, context, ledger):
    page.model.put(PetitionQuery(), list(range(1000, 1400)), {})
    context.reader = held = Held()
    assert page.model.index(0, 0).data() is None
    page.reload()
    page._row_reading._look()
    held.answer(0)
    held.answer()
    look(page)
    page._row_reading._look()

    assert shown(page)[0] == "D001"


def test_a_register_that_is_not_read_yet_does_not_say_that_nothing_fits(qtbot, context, page):
    context.reader = held = Held()
    new = PetitionsPage(context)
    qtbot.addWidget(new)
    new.reload()
    assert new.register.grid._empty == "正在读取……"
    assert new.register.walk.source.isHidden()

    held.answer_all()
    look(new.register)

    assert new.register.grid._empty == "没有符合条件的信访件"


def test_an_older_answer_that_comes_late_does_not_overwrite_the_newer_one(page, context):
    context.reader = held = Held()
    page.search("D001")
    page.search("D002")

    held.answer(1)
    look(page)
    held.answer(0)
    look(page)

    assert shown(page) == ["D002"]


def test_a_filter_chosen_while_everything_is_read_anew_loses_nothing(page, context, ledger):
    put(ledger, "D061", area="北坡镇")
    context.reader = held = Held()
    page.reload()
    page.search("D061")

    held.answer(1)
    look(page)

    assert shown(page) == ["D061"]
    assert page.filters._choices["area"].findData("北坡镇") > 0


def test_enter_waits_for_the_row_it_was_pressed_on(page, context):
    edited = []
    page.acts.ask_changes = lambda _parent, detail, _marks, _save: edited.append(detail.text("number"))
    page.grid.selectRow(0)
    context.reader = held = Held()

    page.grid.selectRow(5)
    page.panel.edit_button.click()  # what is shown is another one still
    page.grid.opened.emit(6)
    assert edited == []
    held.answer()
    look(page)

    assert edited == ["D006"]


def test_no_dialog_opens_about_a_petition_that_was_left_meanwhile(page, context):
    asked = []
    page.acts.ask_points = lambda *_found: asked.append("points")
    context.reader = held = Held()
    page.panel.points_button.click()
    page.grid.selectRow(5)

    held.answer_all()
    page.acts._reading._look()
    look(page)

    assert page.panel.detail.text("number") == "D006"
    assert asked == []


def test_a_button_pressed_before_the_chosen_petition_is_there_is_about_that_one(page, context):
    asked = []
    page.acts.ask_points = lambda _parent, detail, *_found: asked.append(detail.text("number"))
    context.reader = held = Held()
    page.grid.selectRow(5)
    page.panel.points_button.click()

    held.answer_all()
    look(page)
    held.answer_all()
    page.acts._reading._look()

    assert asked == ["D006"]
