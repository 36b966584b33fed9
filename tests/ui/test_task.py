import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from dczg_desktop.base.errors import Cancelled, UserError
from ui.task import Task
from ui.widgets.progress_strip import ProgressStrip, time_left_words


def test_the_answer_arrives_on_the_windows_thread(qtbot, context):
    owner, threads = QObject(), []
    task = Task(owner, lambda **_: threading.get_ident())
    task.succeeded.connect(lambda worker: threads.append((worker, threading.get_ident())))

    with qtbot.waitSignal(task.finished):
        task.start(context.pool)

    worker, window = threads[0]
    assert worker != window == threading.main_thread().ident


def test_a_refusal_and_a_bug_are_told_and_a_cancel_is_not(qtbot, context):
    told: list[Exception] = []

    def raising(error, tick):
        raise error

    for error in (UserError("没有写入权限"), KeyError("x"), Cancelled()):
        task = Task(context, partial(raising, error))
        task.failed.connect(told.append)
        with qtbot.waitSignal(task.finished):
            task.start(context.pool)

    assert [type(error) for error in told] == [UserError, KeyError]


def test_cancel_stops_the_work_at_its_next_tick(qtbot, context):
    gate, reached, done = threading.Event(), threading.Event(), []

    def work(tick):
        for number in range(1000):
            tick(number, 1000)
            done.append(number)
            reached.set()
            gate.wait(5)

    task = Task(context, work)
    with qtbot.waitSignal(task.finished):
        task.start(context.pool)
        assert reached.wait(5)
        task.cancel()
        gate.set()

    assert done == [0]


def test_ticks_are_thinned_out_but_the_last_one_arrives(qtbot, context):
    ticks = []
    task = Task(context, lambda tick: [tick(i, 5000) for i in range(1, 5001)])
    task.ticked.connect(lambda done, _total: ticks.append(done))

    with qtbot.waitSignal(task.finished):
        task.start(context.pool)

    assert ticks[-1] == 5000
    assert len(ticks) < 500


def test_a_page_that_is_closed_stops_its_work_and_nothing_crashes(qtbot, context):
    owner, reached, gate, seen = QObject(), threading.Event(), threading.Event(), []

    def work(tick):
        reached.set()
        gate.wait(5)
        try:
            tick(1, 2)
        except Cancelled:
            seen.append("cancelled")
            raise

    task = Task(owner, work)
    task.start(context.pool)
    assert reached.wait(5)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    gate.set()
    context.close()

    assert seen == ["cancelled"]


def test_work_still_waiting_at_the_end_is_dropped_without_a_word(qtbot, context):
    gate, reached, told = threading.Event(), threading.Event(), []

    def hold(tick):
        reached.set()
        gate.wait(5)

    running, waiting = Task(context, hold), Task(context, lambda **_: told.append("ran"))
    waiting.failed.connect(told.append)
    running.start(context.pool)
    waiting.start(context.pool)
    assert reached.wait(5)

    with qtbot.waitSignal(waiting.finished):
        context.pool.shutdown(wait=False, cancel_futures=True)
        gate.set()

    assert told == []


def test_the_strip_shows_the_way_and_goes_away(qtbot, context):
    strip, words = ProgressStrip(context), []
    qtbot.addWidget(strip)
    context.busy_changed.connect(words.append)
    task = Task(strip, lambda tick: tick(50, 100), "正在导入")
    strip.follow(task)
    assert not strip.isHidden()

    with qtbot.waitSignal(task.finished):
        task.start(context.pool)

    assert strip.isHidden()
    assert words == ["正在导入", "正在导入 50%", ""]
    assert strip.bar.value() == 500


def test_the_strip_says_it_is_stopping_until_the_work_has_stopped(qtbot, context):
    gate, reached = threading.Event(), threading.Event()

    def work(tick):
        reached.set()
        gate.wait(5)
        tick(1, 2)

    strip = ProgressStrip(context)
    qtbot.addWidget(strip)
    task = Task(strip, work)
    strip.follow(task)
    with qtbot.waitSignal(task.finished):
        task.start(context.pool)
        assert reached.wait(5)
        strip.cancel_button.click()
        assert strip.words.text() == "正在停止…"
        assert not strip.cancel_button.isEnabled()
        assert not strip.isHidden()
        gate.set()

    assert strip.isHidden()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.3, "约 5 秒"), (41, "约 45 秒"), (61, "约 2 分钟"), (4800, "约 1 小时 20 分")]
)
def test_time_left_is_said_in_usable_steps(seconds, words):
    assert time_left_words(seconds) == words


def test_time_left_follows_the_pace(context, monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("ui.task.time.monotonic", lambda: clock[0])
    task = Task(context, lambda **_: None)
    task._began = 100.0
    assert task.seconds_left() is None
    clock[0] = 110.0
    task._tick(25, 100)

    assert task.seconds_left() == pytest.approx(30)


def test_the_strip_is_gone_before_the_answer_may_ask_something(qtbot, context):
    strip, seen = ProgressStrip(context), []
    qtbot.addWidget(strip)
    task = Task(context, lambda **_: "done")
    task.succeeded.connect(lambda _: seen.append(strip.isHidden()))
    strip.follow(task)

    with qtbot.waitSignal(task.finished):
        task.start(context.pool)

    assert seen == [True]


def test_totals_counted_in_bytes_may_be_large(qtbot, context):
    ticks = []
    task = Task(context, lambda tick: tick(3_000_000_000, 5_000_000_000))
    task.ticked.connect(lambda done, total: ticks.append((done, total)))

    with qtbot.waitSignal(task.finished):
        task.start(context.pool)

    assert ticks == [(3_000_000_000, 5_000_000_000)]


@pytest.fixture
def low_page(qtbot, context):
    """A page that is higher than its window: the strip at its top, the button that begins the work at its foot."""
    whole, area = QWidget(), QScrollArea()
    layout = QVBoxLayout(whole)
    whole.strip, whole.act = ProgressStrip(context), QPushButton("生成")
    layout.addWidget(whole.strip)
    layout.addSpacing(900)
    layout.addWidget(whole.act)
    area.setWidgetResizable(True)
    area.setWidget(whole)
    area.resize(500, 300)
    whole.area, whole.gate = area, threading.Event()
    whole.task = Task(whole, lambda tick: whole.gate.wait(5) and tick(1, 1))
    whole.task.ended.connect(lambda: whole.act.setEnabled(True))
    qtbot.addWidget(area)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    whole.act.setFocus()
    whole.strip.follow(whole.task)
    whole.act.setEnabled(False)
    whole.task.start(context.pool)
    return whole


def test_the_strip_scrolls_into_sight_and_cancel_has_the_focus(qtbot, low_page):
    qtbot.waitUntil(lambda: not low_page.strip.visibleRegion().isEmpty())

    assert low_page.strip.cancel_button.hasFocus()
    low_page.gate.set()
    qtbot.waitUntil(low_page.strip.isHidden)


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_the_focus_goes_back_to_the_button_that_began_the_work(qtbot, low_page, is_cancelled):
    if is_cancelled:
        qtbot.keyClick(low_page.strip.cancel_button, Qt.Key.Key_Space)
    low_page.gate.set()
    with qtbot.waitSignal(low_page.task.finished):
        pass

    assert low_page.act.hasFocus()


def test_the_focus_stays_where_a_person_took_it_while_the_work_ran(qtbot, low_page):
    other = QPushButton("别的", low_page)
    other.show()
    other.setFocus()
    low_page.gate.set()
    with qtbot.waitSignal(low_page.task.finished):
        pass

    assert other.hasFocus()
