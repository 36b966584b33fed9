from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from ui.theme.dress import dress
from ui.theme.status import look_of
from ui.widgets.bars import Bar, BarChart, plain_bar
from ui.widgets.cards import EmptyState, SectionCard
from ui.widgets.charts import Part
from ui.widgets.date_field import DateField, read_date
from ui.widgets.dialog import Sheet
from ui.widgets.donut import Donut
from ui.widgets.filter_bar import FilterBar
from ui.widgets.form import Form
from ui.widgets.legend import Legend
from ui.widgets.list_detail import ListDetail
from ui.widgets.pair_view import PairView, Photo
from ui.widgets.pictures import read_picture
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.thumbnails import Thumbnail, ThumbnailStrip
from ui.widgets.timeline import Happening, Timeline
from ui.widgets.words import label, tip_of

PARTS = [Part("a", "尚未启动", 1), Part("b", "完成整改", 3), Part("c", "已销号", 0)]


def shown(qtbot, widget: QWidget, width: int = 480, height: int = 300) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.grab()
    return widget


@pytest.fixture
def photo(tmp_path):
    """A photo of 1200 × 600 kept, as evidence is, under a name without an ending."""
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    path = tmp_path / "3fa9c1"
    assert image.save(str(path), "JPG")
    return path


def test_a_number_opens_its_rows_with_the_mouse_and_with_the_keyboard(qtbot, dressed):
    card = shown(qtbot, StatCard("已逾期", look_of("已逾期")), 220, 80)
    card.show_number(7, "请今日督办")
    opened: list[str] = []
    card.clicked.connect(lambda: opened.append("opened"))

    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.keyClick(card, Qt.Key.Key_Space)

    assert opened == ["opened", "opened"]
    assert card.accessibleName() == "已逾期 7 请今日督办"


def test_pieces_and_legend_of_a_ring_tell_their_rows(qtbot, dressed):
    donut = Donut("状态分布")
    donut.show_parts(PARTS)
    shown(qtbot, donut)
    ring = donut._ring
    edge = ring.width() * 0.43

    right_of_top = ring.center() + QPointF(edge * 0.5, -edge * 0.866)
    assert donut.key_at(right_of_top) == "a"
    assert donut.key_at(ring.center() + QPointF(-edge, 0)) == "b"
    assert donut.key_at(ring.center()) is None
    assert [key for _, key in donut._spots] == ["a", "b", "c"]
    assert "完成整改 3 项" in donut.accessibleDescription()


def test_charts_are_worked_with_arrow_keys_and_enter(qtbot, dressed):
    donut = Donut("状态分布")
    donut.show_parts(PARTS)
    shown(qtbot, donut)
    donut.setFocus()

    with qtbot.waitSignal(donut.clicked) as pressed:
        qtbot.keyClick(donut, Qt.Key.Key_Down)
        qtbot.keyClick(donut, Qt.Key.Key_Return)

    assert pressed.args == [donut._spots[donut._current][1]]


@pytest.mark.parametrize("kind", [Donut, BarChart])
def test_charts_without_data_say_so_and_take_keys(qtbot, dressed, kind):
    chart = shown(qtbot, kind("空图"))

    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Return)

    assert chart.key_at(QPointF(100, 100)) is None


def test_stacked_bars_tell_bar_and_part(qtbot, dressed):
    chart = BarChart("各单位")
    chart.show_bars([Bar("u1", "水利局", tuple(PARTS)), plain_bar("u2", "城关镇", 2)])
    shown(qtbot, chart)

    keys = [key for _, key in chart._spots]
    assert keys == ["u1/a", "u1/b", "u1", "u2"]
    piece = next(area for area, key in chart._spots if key == "u1/b")
    assert chart.key_at(piece.center()) == "u1/b"
    assert chart.key_at(QPointF(10, piece.center().y())) == "u1"
    assert "水利局 4（尚未启动 1，完成整改 3" in chart.accessibleDescription()


def test_a_legend_wraps_where_the_width_ends(qtbot, dressed):
    legend = Legend(["尚未启动", "未达到序时进度", "达到序时进度", "完成整改"])
    shown(qtbot, legend, 600, 100)

    assert legend.layout().heightForWidth(160) > legend.layout().heightForWidth(600)


def test_an_empty_page_offers_the_first_step(qtbot, dressed):
    empty = shown(qtbot, EmptyState("还没有问题", "先导入上级下发的清单。" * 5, "导入清单"), 700, 500)

    with qtbot.waitSignal(empty.acted):
        empty.action.click()

    assert empty.advice.height() >= empty.advice.heightForWidth(empty.advice.width())


def test_a_section_without_heading_takes_no_room_for_it(qtbot, dressed):
    card = SectionCard()
    qtbot.addWidget(card)

    assert card.heading.isHidden()
    card.set_heading("基本情况")
    assert not card.heading.isHidden()


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


def test_details_stand_below_on_a_narrow_window_and_beside_on_a_wide_one(qtbot, context):
    pair = shown(qtbot, ListDetail(context, QWidget(), QWidget()), 1166, 500)
    assert pair.is_beside

    context.settings.point_size = 15
    pair.resize(1140, 500)
    assert not pair.is_beside


def test_photos_are_read_by_content_shrunk_and_never_enlarged(photo, tmp_path):
    assert read_picture(photo, QSize(100, 70)).size() == QSize(100, 50)
    assert read_picture(photo, QSize(4000, 4000)).size() == QSize(1200, 600)
    other = tmp_path / "说明.txt"
    other.write_text("不是照片", "utf-8")
    assert read_picture(other, QSize(100, 70)).isNull()


def test_thumbnails_are_read_one_by_one_and_open_on_a_click(qtbot, dressed, photo, tmp_path):
    strip = shown(qtbot, ThumbnailStrip())
    strip.show_files(
        [Thumbnail("1", photo, "现场.jpg", "整改前"), Thumbnail("2", tmp_path / "无", "意见.pdf", "验收意见")]
    )
    before = strip.item(0).icon().pixmap(100, 70).toImage()
    qtbot.waitUntil(lambda: not strip.is_reading)

    assert strip.item(0).icon().pixmap(100, 70).toImage() != before
    with qtbot.waitSignal(strip.opened) as opened:
        strip.itemActivated.emit(strip.item(1))
    assert opened.args == ["2"]


def test_a_pair_shows_what_there_is_and_names_what_is_missing(qtbot, dressed, photo):
    view = shown(qtbot, PairView(), 800, 400)

    view.show_pair(Photo("1", photo, "2025-09-03 东河乡"), None, "两张照片内容相同")

    assert not view.before.image.isNull()
    assert view.after.image.isNull()
    assert view.after.accessibleDescription() == "没有整改后照片"
    assert not view.warning.isHidden()
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseClick(view.before, Qt.MouseButton.LeftButton)
    assert opened.args == ["1"]


def test_a_timeline_is_read_by_screen_readers_and_opens_what_has_a_key(qtbot, dressed):
    line = shown(qtbot, Timeline())
    line.show_happenings(
        [
            Happening("11-20", "系统", "已逾期 3 天，自动预警" * 8, "已逾期", "p1"),
            Happening("11-19", "水利局", "申请核查"),
        ]
    )
    line.grab()
    spoken = line.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("11-20 系统 已逾期")
    assert line.visualItemRect(line.item(0)).height() > line.visualItemRect(line.item(1)).height()

    with qtbot.waitSignal(line.opened) as opened:
        line.itemActivated.emit(line.item(0))
    assert opened.args == ["p1"]
    with qtbot.assertNotEmitted(line.opened):
        line.itemActivated.emit(line.item(1))


def test_markup_in_names_is_shown_literally(qtbot, dressed):
    made = label("<b>张庄</b>")
    qtbot.addWidget(made)

    assert made.textFormat() == Qt.TextFormat.PlainText
    assert tip_of("<b>") == "<div style='white-space:pre-wrap'>&lt;b&gt;</div>"


def test_a_larger_size_reaches_what_is_already_shown(qtbot, dressed):
    made = shown(qtbot, label("整改台账"))
    height = made.fontMetrics().height()
    try:
        dress(dressed, 15)
        assert made.fontMetrics().height() > height
    finally:
        dress(dressed, 11)


@pytest.mark.parametrize(("width", "across"), [(1144, 8), (1000, 4), (420, 2)])
def test_cards_go_into_several_rows_before_a_title_is_cut(qtbot, dressed, width, across):
    titles = (
        "信访件总数",
        "已办结",
        "阶段性办结",
        "未办结",
        "已逾期",
        "已验收销号",
        "已办结验收中",
        "待再次公开",
    )
    dress(dressed, 15 if width < 1144 else 11)
    try:
        row = StatRow(*(StatCard(title, look_of(title)) for title in titles))
        qtbot.addWidget(row)
        row.resize(width, 300)
        row.show()
        dressed.processEvents()

        cards = row.findChildren(StatCard)
        assert len({card.x() for card in cards}) == across
        assert all(card.width() >= card.title_width() for card in cards)
    finally:
        dress(dressed, 11)
