"""Waiting until a tab has done its work."""


def idle(qtbot, panel):
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=8000)
