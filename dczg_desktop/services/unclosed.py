"""The problems of one unit that are not closed yet, as a query that opens exactly them."""

from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.services.grid import GridQuery, problem_ids, uids_of
from dczg_desktop.store.ledger import Ledger


def unclosed_query(ledger: Ledger, unit: str) -> GridQuery:
    """A query for the problems counted as open for `unit` on the overview; 〔空〕 stands for no unit."""
    uids: list[str] = []
    for status in ClosureStatus:
        if status is not ClosureStatus.CLOSED:
            query = GridQuery(unit=unit, closure=status.value)
            uids += uids_of(ledger, problem_ids(ledger, query))
    return GridQuery(uids=tuple(uids))
