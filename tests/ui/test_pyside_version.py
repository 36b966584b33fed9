"""PySide6 6.12.0 on Python 3.11 loses references and aborts later; this finds such a build at once."""

import sys

import PySide6
from PySide6.QtWidgets import QWidget


def test_calls_into_qt_keep_the_references_of_none(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)

    for _ in range(200):
        widget.setEnabled(True)

    assert sys.getrefcount(None) > before - 100


def test_the_version_is_the_one_that_runs_on_old_systems():
    assert PySide6.__version__ == "6.9.3"
