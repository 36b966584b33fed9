"""A list beside or above its details, and a timeline."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.widgets.scene import shown
from ui.widgets.list_detail import ListDetail
from ui.widgets.timeline import Happening, Timeline


def test_details_stand_below_on_a_narrow_window_and_beside_on_a_wide_one(qtbot, context):
    pair = shown(qtbot, ListDetail(context, QWidget(), QWidget()), 1166, 500)
    assert pair.is_beside

    context.settings.point_size = 15
    pair.resize(1140, 500)
    assert not pair.is_beside


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
