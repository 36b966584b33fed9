"""Rings, bars and their legend: what they tell, with the mouse, with the keyboard and to a screen reader."""

import pytest
from PySide6.QtCore import QPointF, Qt

from tests.ui.widgets.scene import shown
from ui.widgets.bars import Bar, BarChart, plain_bar
from ui.widgets.charts import Part
from ui.widgets.donut import Donut
from ui.widgets.legend import Legend

PARTS = [Part("a", "尚未启动", 1), Part("b", "完成整改", 3), Part("c", "已销号", 0)]


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
