"""What is filled in: filters, dates, forms and the sheets they stand on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.ui.widgets.scene import shown
from ui.widgets.date_field import DateField, read_date
from ui.widgets.dialog import Sheet
from ui.widgets.filter_bar import FilterBar
from ui.widgets.form import Form


def test_filters_tell_their_values_and_can_be_cleared(qtbot, dressed):
    bar = shown(qtbot, FilterBar())
    bar.add_choice("status", "全部状态", ["尚未启动", "完成整改"])
    unit = bar.add_choice("unit", "全部单位", [("水利局", "u1")])

    with qtbot.waitSignal(bar.changed) as told:
        unit.setCurrentIndex(1)
    assert told.args == [{"status": "", "unit": "u1"}]
    assert not bar.clear_button.isHidden()

    bar.set_options("unit", [("城关镇", "u2"), ("水利局", "u1")])
    assert bar.values()["unit"] == "u1"
    bar.clear_button.click()
    assert bar.values() == {"status": "", "unit": ""}
    assert bar.clear_button.isHidden()


def test_setting_filters_from_outside_asks_for_nothing(qtbot, dressed):
    bar = shown(qtbot, FilterBar())
    bar.add_choice("status", "全部状态", ["尚未启动"])

    with qtbot.assertNotEmitted(bar.changed):
        bar.set_values({"status": "尚未启动", "other": "x"})

    assert bar.values() == {"status": "尚未启动"}


@pytest.mark.parametrize(
    "text", ["2026-11-05", "2026.11.5", "2026/11/05", "2026年11月5日", "20261105", " ２０２６－１１－０５ "]
)
def test_usual_ways_of_writing_a_date_are_understood(text):
    assert read_date(text) == date(2026, 11, 5)


@pytest.mark.parametrize("text", ["", "2026-02-30", "11月5日", "2026", "长期坚持", "2026-11-05 前"])
def test_what_is_no_date_is_not_guessed(text):
    assert read_date(text) is None


@given(st.dates(date(1000, 1, 1)))
def test_every_date_is_read_back_as_shown(day):
    assert read_date(day.isoformat()) == day


def test_a_date_field_may_be_empty_and_marks_what_is_no_date(qtbot, dressed):
    field = DateField()
    qtbot.addWidget(field)
    assert field.value() is None
    assert not field.is_faulty()

    field.line.setText("2026.11.5")
    field.line.editingFinished.emit()
    assert field.line.text() == "2026-11-05"
    field.line.setText("年底前")
    field.line.editingFinished.emit()
    assert field.is_faulty()
    assert field.line.property("faulty") is True


def test_a_form_names_its_fields_and_shows_what_is_wrong_below_them(qtbot, dressed):
    form = Form()
    unit, text = form.line("责任单位", required=True), form.area("整改进展")
    kind = form.choice("类型", [("立行立改", 1), ("限期整改", 2)], chosen=2)
    shown(qtbot, form)
    assert (unit.accessibleName(), kind.currentData()) == ("责任单位", 2)

    form.fault(unit, "请填写责任单位")
    form.fault(text, "请填写进展")
    assert form.has_faults()
    assert form.focusWidget() is unit
    form.clear_faults()
    assert not form.has_faults()


def test_more_fields_than_letters_still_make_a_form(qtbot, dressed):
    form = Form()
    qtbot.addWidget(form)

    fields = [form.line(f"字段{i}") for i in range(30)]

    assert len(fields) == 30


def test_a_sheet_stays_open_while_something_is_wrong(qtbot, dressed):
    sheet = Sheet(None, "申请销号", "申请", "只能对完成整改的问题申请。")
    qtbot.addWidget(sheet)
    answers = iter(["请先选择问题", ""])
    sheet.check = lambda: next(answers)
    sheet.show()

    sheet.do_button.click()
    assert sheet.isVisible()
    assert sheet.wrong.text() == "请先选择问题"
    sheet.do_button.click()
    assert sheet.result() == Sheet.DialogCode.Accepted


def test_esc_leaves_a_sheet_without_the_act(qtbot, dressed):
    sheet = Sheet(None, "申请销号", "申请")
    qtbot.addWidget(sheet)
    sheet.show()

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert sheet.result() == Sheet.DialogCode.Rejected
