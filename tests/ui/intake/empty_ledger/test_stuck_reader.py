"""A reader that hangs in its native call holds neither the page nor the program."""

import shutil
import threading

import pytest

from dczg_desktop.imports.files.excel import xlsx
from dczg_desktop.services.importing import imports
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.journal import ActQuery, act_ids
from tests.ui.intake.scene import idle


@pytest.fixture
def stuck(monkeypatch):
    """The reader of workbooks hangs in its native call, as it does on large and harmful files, until the gate opens."""
    begun, gate, threads = threading.Event(), threading.Event(), []
    open_workbook = xlsx.open_workbook

    def hanging(path, stream):
        if not path.name.startswith("坏"):
            return open_workbook(path, stream)
        threads.append(threading.current_thread())
        begun.set()
        gate.wait(20)
        return open_workbook(path, stream)

    monkeypatch.setattr(xlsx, "open_workbook", hanging)
    yield begun, gate, threads
    gate.set()


def test_cancel_gives_the_page_back_while_the_reader_is_stuck(
    qtbot, page, table, context, stuck, monkeypatch
):
    begun, gate, threads = stuck
    looked_up: list[str] = []
    monkeypatch.setattr(imports, "LedgerView", lambda ledger: looked_up.append("") or LedgerView(ledger))
    bad = table.with_name("坏.xlsx")
    shutil.copy(table, bad)
    said: list[str] = []
    context.said.connect(lambda words, _undoable: said.append(words))
    page.read(bad)
    assert begun.wait(5)

    page.strip.cancel_button.click()

    assert not page.is_busy  # in the same turn of the window's thread: nothing was waited for
    assert page.strip.isHidden()
    assert page.stack.currentIndex() == 0
    assert page.drop.choose_button.isEnabled()
    assert said[-1] == "已停止，没有留下任何改动。"
    page.read(table)
    idle(qtbot, page)
    assert threads[0].is_alive()
    assert page.preview.head.file.text() == "任务清单.xlsx"
    looked_up.clear()
    gate.set()
    threads[0].join(5)
    qtbot.wait(60)  # two looks of a task, were one still looking
    assert not threads[0].is_alive()
    assert looked_up == []
    assert page.preview.head.file.text() == "任务清单.xlsx"
    assert len(act_ids(context.ledger, ActQuery())) == 1


def test_the_program_closes_while_the_reader_is_stuck(qtbot, page, table, context, stuck):
    begun, _gate, threads = stuck
    bad = table.with_name("坏.xlsx")
    shutil.copy(table, bad)
    page.read(bad)
    assert begun.wait(5)
    page.strip.cancel_button.click()

    context.close()

    assert threads[0].is_alive()
    assert threads[0].daemon
