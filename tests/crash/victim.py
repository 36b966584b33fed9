"""The process that is killed: opens a ledger, does one big act, says CONFIRMED once the act has returned."""

import sys
from pathlib import Path

from dczg_desktop.base.faults import fault_point
from dczg_desktop.services.importing import imports
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.ledgers import open_ledger
from dczg_desktop.store import ledger as ledger_module
from tests.crash.scene import clock, perform

WITH_FAULT_POINTS = (imports, receiving, ledger_module)


def main() -> None:
    """`victim ACT LEDGER SOURCE`: READY is printed right before the act, CONFIRMED right after it, places in between."""
    for module in WITH_FAULT_POINTS:
        setattr(module, "fault_point", passed)  # noqa: B010 - mypy sees no such name in a module
    act, path, source = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    ledger = open_ledger(path, clock)
    say("READY")
    perform(ledger, act, source)
    say("CONFIRMED")
    ledger.close()


def passed(place: str) -> None:
    """Name the place before it may be the last one."""
    say(place)
    fault_point(place)


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
