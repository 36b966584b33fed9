import gc
import threading

from PySide6.QtCore import QObject

from ui.garbage import GarbageCollector, collect


class Node:
    pass


def cycle(freed):
    node = Node()
    node.self = node
    node.told = Told(freed)


class Told:
    def __init__(self, freed):
        self._freed = freed

    def __del__(self):
        self._freed.append(threading.get_ident())


def test_garbage_is_freed_on_the_windows_thread_only(qtbot):
    owner, freed = QObject(), []
    collector = GarbageCollector(owner)
    try:
        worker = threading.Thread(target=lambda: [cycle(freed) for _ in range(3000)])
        worker.start()
        worker.join()
        assert freed == []

        qtbot.waitUntil(lambda: len(freed) == 3000, timeout=30_000)
    finally:
        collector.stop()

    assert set(freed) == {threading.main_thread().ident}
    assert gc.isenabled()


def test_little_garbage_is_left_for_later(monkeypatch):
    asked = []
    monkeypatch.setattr(gc, "get_count", lambda: (10, 2, 1))
    monkeypatch.setattr(gc, "collect", asked.append)

    collect()

    assert asked == []
