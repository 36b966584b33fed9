"""The process that is killed: opens a ledger, does one big act, says CONFIRMED once the act has returned.

Starting the program takes longer than the act. Where processes can be forked, one victim in waiting (`serve`) has
everything imported and forks another for every order, which then dies like any process.
"""

import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from dczg_desktop.base.faults import fault_point
from dczg_desktop.services.importing import imports
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.ledgers import open_ledger
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.store import ledger as ledger_module
from tests.crash.scene import clock, perform

WITH_FAULT_POINTS = (imports, receiving, shipments, ledger_module)


def main(arguments: list[str]) -> None:
    """`victim ACT LEDGER SOURCE`: READY is printed right before the act, CONFIRMED right after it, places in between."""
    for module in WITH_FAULT_POINTS:
        setattr(module, "fault_point", passed)  # noqa: B010 - mypy sees no such name in a module
    act, path, source = arguments[0], Path(arguments[1]), Path(arguments[2])
    ledger = open_ledger(path, clock)
    say("READY")
    perform(ledger, act, source)
    say("CONFIRMED")
    ledger.close()


def serve() -> None:
    """For every order (a line of JSON: arguments, environment) a forked victim; PID when it begins, END when it is gone."""
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(_live(order["arguments"], order["environment"]))
        _, status = os.waitpid(child, 0)
        say(f"END {os.waitstatus_to_exitcode(status)}")


def _live(arguments: list[str], environment: dict[str, str]) -> int:
    os.environ.update(environment)
    tempfile.tempdir = None
    say(f"PID {os.getpid()}")
    try:
        main(arguments)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told and ends this process
        traceback.print_exc()
        return 1
    return 0


def passed(place: str) -> None:
    """Name the place before it may be the last one."""
    say(place)
    fault_point(place)


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["serve"] else main(sys.argv[1:])
