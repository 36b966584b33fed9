"""What gets the focus comes into sight, by whatever key; nothing moves under the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.widgets.scene import shown
from ui.widgets.form import Form
from ui.widgets.scroll import scrolled


@pytest.fixture
def long_form(qtbot):
    """A form of which only the upper lines are in sight, with its area and its fields."""
    form = Form()
    fields = [form.line(f"第{number}栏") for number in range(20)]
    area = shown(qtbot, scrolled(form))
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    fields[0].setFocus()
    return area, fields


def is_in_sight(area, field) -> bool:
    return not field.visibleRegion().isEmpty()


def test_the_key_of_a_field_below_the_edge_brings_it_into_sight(qtbot, long_form):
    area, fields = long_form
    assert not is_in_sight(area, fields[14])

    qtbot.keyClick(area, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)  # MNEMONICS[14]

    assert fields[14].hasFocus()
    assert is_in_sight(area, fields[14])


def test_nothing_moves_while_the_mouse_is_pressed(monkeypatch, long_form):
    area, fields = long_form
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)

    fields[15].setFocus()

    assert area.verticalScrollBar().value() == 0
