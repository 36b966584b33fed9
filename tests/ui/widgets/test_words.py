"""Words on the screen: names are shown as they are, at every size."""

from PySide6.QtCore import Qt

from tests.ui.widgets.scene import shown
from ui.theme.dress import dress
from ui.widgets.words import label, tip_of


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
