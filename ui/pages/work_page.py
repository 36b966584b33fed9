"""A page, or a tab of one, that does long work: one strip, one task at a time, buttons that say why they rest."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from dczg_desktop.base.progress import Tick
from ui.context import Context
from ui.task import Task
from ui.widgets.page import Page
from ui.widgets.progress_strip import ProgressStrip

T = TypeVar("T")
BUSY = "正在办理上一件事，请等它做完，或在进度条上取消。"


class WorkPage(Page):
    """Call `run` for long work; `enable` is called before, after, and whenever the page says so."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.strip = ProgressStrip(context)
        self.is_busy = False
        self._has_answer = False
        self.body.addWidget(self.strip)

    def run(
        self,
        work: Callable[..., Any],
        title: str,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        only_reads: bool = False,
    ) -> Task:
        """Do `work(tick=…)` on the worker; its answer goes to `done`, a refusal to `failed` or into a box.

        With `only_reads` cancel gives the page back at once, wherever the work is.
        """
        task = Task(self, work, title, only_reads=only_reads)
        task.succeeded.connect(self._answered)
        task.succeeded.connect(done)
        task.failed.connect(self._answered)
        task.failed.connect(failed or partial(self.context.show_error, self))
        task.finished.connect(self._ended)
        self.is_busy, self._has_answer = True, False
        self.strip.follow(task)
        self.enable()
        task.start(self.context.pool)
        return task

    def run_for_dialog(self, work: Callable[..., Any], title: str, done: Callable[[Any], None]) -> Task:
        """The same for a dialog that waits with what was typed: it tells a refusal itself."""
        return self.run(work, title, done, partial(self.context.show_unforeseen, self))

    def enable(self) -> None:
        """Give every acting button its state and, when it rests, the reason."""

    def _answered(self, _answer: object) -> None:
        self._has_answer = True

    def _ended(self) -> None:
        self.is_busy = False
        self.enable()
        if not self._has_answer:
            self.context.say("已停止，没有留下任何改动。")


def unticked(work: Callable[[], T]) -> Callable[..., T]:
    """A service that reports nothing, as the work of a task; cancelled while it waits, it does not begin."""

    def run(tick: Tick) -> T:
        tick(0, 0)
        return work()

    return run
