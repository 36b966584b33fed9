"""Work that lets go of the interpreter, as native readers do, done beside what the caller does meanwhile: on a second core."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def begun(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin `work` at once; what comes back waits for its end and gives its result, or raises what it raised.

    The result may be left unasked, and work that never comes to an end does not hold up the end of the program.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
            future.set_exception(error)

    Thread(target=run, name="beside", daemon=True).start()
    return future.result
