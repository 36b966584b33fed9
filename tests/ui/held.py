"""Reads beside the window that are answered when the test says so, in any order."""

from concurrent.futures import Executor, Future


class Held(Executor):
    """Stands in the place of the reading thread; give it to `context.reader`."""

    def __init__(self) -> None:
        self.asked = []

    def submit(self, work, /, *args, **kwargs):
        future = Future()
        self.asked.append((future, lambda: work(*args, **kwargs)))
        return future

    def answer(self, number: int = -1) -> None:
        future, work = self.asked.pop(number)
        if future.set_running_or_notify_cancel():
            future.set_result(work())

    def answer_all(self) -> None:
        while self.asked:
            self.answer(0)
