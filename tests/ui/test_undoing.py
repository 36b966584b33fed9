"""Taking back a large act: beside the window, with progress, and stopped without a trace."""

import threading

import pytest

from dczg_desktop.services import undo
from dczg_desktop.services.grid import GridQuery, problem_ids
from tests.ui.import_scene import a_ledger
from ui.pages import undoing
from ui.pages.undoing import Undoing


@pytest.fixture
def office(qtbot, context, tmp_path, monkeypatch):
    """A county with an import to take back, where every act counts as a large one."""
    ledger = a_ledger(tmp_path)
    context.open_ledger(ledger, ledger.user_uid, "王芳", "青石县")
    monkeypatch.setattr(undoing, "AT_ONCE", 0)
    context.sentences = []
    context.said.connect(lambda words, _undoable: context.sentences.append(words))
    yield Undoing(context)
    ledger.close()


def test_a_large_act_is_taken_back_and_brought_again_beside_the_window(qtbot, context, office):
    context.undo_requested.emit()
    assert office.waiting.isVisible()
    assert office.waiting.windowTitle() == "正在撤销“导入表格”"
    qtbot.waitUntil(lambda: bool(context.sentences), timeout=8000)
    assert context.sentences[0].startswith("已撤销：导入表格")
    assert len(problem_ids(context.ledger, GridQuery())) == 0

    context.redo_requested.emit()
    qtbot.waitUntil(lambda: len(context.sentences) == 2, timeout=8000)
    assert len(problem_ids(context.ledger, GridQuery())) == 3


def test_escape_stops_it_and_nothing_is_taken_back(qtbot, context, office, monkeypatch):
    begun, gate = threading.Event(), threading.Event()
    take_back = undo.undo

    def slow(ledger, act_uid, tick):
        begun.set()
        gate.wait(5)
        return take_back(ledger, act_uid, tick)

    monkeypatch.setattr(undo, "undo", slow)
    context.undo_requested.emit()
    assert begun.wait(5)

    office.waiting.reject()
    gate.set()
    qtbot.waitUntil(lambda: bool(context.sentences), timeout=8000)

    assert context.sentences == ["已停止，没有留下任何改动。"]
    assert len(problem_ids(context.ledger, GridQuery())) == 3
    assert undo.last_undoable(context.ledger).act == "导入表格"
