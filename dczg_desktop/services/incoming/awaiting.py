"""What waits in the exchange for somebody here: one read for the numbers and bars that stand over every page."""

from dataclasses import dataclass

from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.incoming.inbox import ripe, waiting
from dczg_desktop.services.requests import count_open
from dczg_desktop.services.trust.installation import installation_state
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Awaiting:
    """How much waits. `installation` says in words what is wrong with ours, '' for nothing; `ripe` are files of the inbox
    that were kept for something there is now.
    """

    inbox: int
    conflicts: int
    decided_by_us: int
    amendments: int
    installation: str
    ripe: frozenset[str]


def awaiting(ledger: Ledger) -> Awaiting:
    """Count what waits."""
    found = list_conflicts(ledger)
    return Awaiting(
        waiting(ledger), len(found), sum(1 for one in found if one.may_decide), count_open(ledger),
        installation_state(ledger).words, frozenset(item.uid for item in ripe(ledger)),
    )  # fmt: skip
