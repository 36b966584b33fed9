"""A widget on a screen of its own."""

from PySide6.QtWidgets import QWidget


def shown(qtbot, widget: QWidget, width: int = 480, height: int = 300) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.grab()
    return widget
