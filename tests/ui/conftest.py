"""Qt without a screen, dressed as the program is, and a context that shows no boxes."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.settings import Settings
from ui.context import Context
from ui.garbage import collect
from ui.theme.dress import dress


def pytest_configure(config: pytest.Config) -> None:
    """Without a screen Qt remarks that windows cannot be told their sizes; nothing follows from it."""
    config.addinivalue_line("qt_log_ignore", "propagateSizeHints")


class AtOnce(Executor):
    """Reads where it is asked to, so that what a page shows can be asserted after `reload`; `test_reading` has the real one."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except UserError as error:
            future.set_exception(error)
        return future


@pytest.fixture(autouse=True)
def collected_between_tests() -> Iterator[None]:
    """As in the program (`ui/garbage.py`): widgets that are freed in the middle of a painting bring the process down.

    What `qtbot` closed waits for an event loop that never runs here; left alone, the windows of all tests are styled anew each time.
    """
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()
    collect()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in its look, at the standard size."""
    dress(qapp, 11)
    return qapp


@pytest.fixture
def shown_errors() -> list[Exception]:
    """What `context.show_error` was given."""
    return []


@pytest.fixture
def context(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown_errors: list[Exception]
) -> Iterator[Context]:
    """A context without a ledger; its settings lie in `tmp_path` and its errors in `shown_errors`."""
    monkeypatch.setenv("DCZG_DATA", str(tmp_path / "data"))

    def show_error(_parent: QWidget | None, error: Exception) -> None:
        shown_errors.append(error)

    made = Context(Settings(), show_error=show_error)
    made.reader = AtOnce()
    yield made
    made.close()
