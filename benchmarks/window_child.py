"""A process that shows a window and leaves as soon as it is painted or can be used: ours, or an empty one."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


def empty() -> int:
    """The least a window costs."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 728)
    window.show()
    QTimer.singleShot(0, app.quit)
    return app.exec()


def program() -> int:
    """Our window with its start page, made and shown exactly as the program does."""
    from ui.app import make_application, prepare_environment, run

    prepare_environment()
    app = make_application()
    watch = QTimer(app)
    watch.timeout.connect(_leave_when_usable)
    watch.start(5)
    return run(None)


class LeaveWhenPainted(QObject):
    """Ends the process with the first painting of anything in the window."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, _leave)  # once this painting is done
        return super().eventFilter(watched, event)


def _leave() -> None:
    os._exit(0)


def painted() -> int:
    """Our window up to its first picture, as the program starts it; the start page would follow."""
    from ui import app as program_start

    program_start.prepare_environment()
    app = program_start.make_application()
    leaving = LeaveWhenPainted(app)
    app.installEventFilter(leaving)
    setattr(program_start, "begin", lambda _shell, _context: None)  # noqa: B010 - mypy forbids the plain way
    return program_start.run(None)


def _leave_when_usable() -> None:
    from ui.shell import Shell

    for window in QApplication.topLevelWidgets():
        if isinstance(window, Shell) and window.isVisible() and window.stack.currentWidget() is not None:
            window.close()


if __name__ == "__main__":
    code = {"program": program, "painted": painted, "empty": empty}[sys.argv[1]]()
    sys.stdout.flush()
    os._exit(code)  # leaving is not what is measured
