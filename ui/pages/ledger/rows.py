"""What the grid of problems asks the ledger: ordered ids, and the lines of a page of them."""

from collections.abc import Sequence

from dczg_desktop.services.grid import GridQuery, problem_ids, problem_rows
from ui.context import Context
from ui.models.grid import Order
from ui.pages.ledger.lines import LedgerLine, line_of


class LedgerRows:
    """The source of the grid's model."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ids(self, query: object, order: Order | None) -> list[int]:
        """Ids of the matching problems, in the order the user chose."""
        wanted = query if isinstance(query, GridQuery) else GridQuery()
        return problem_ids(self._context.ledger, ordered(wanted, order))

    def lines(self, ids: Sequence[int]) -> list[LedgerLine]:
        """These problems in words."""
        soon = self._context.settings.due_soon_days
        return [line_of(row, soon) for row in problem_rows(self._context.ledger, ids)]

    def is_empty(self) -> bool:
        """Whether the ledger has no problem at all, not even a void one."""
        ledger = self._context.ledger
        return not problem_ids(ledger, GridQuery()) and not problem_ids(ledger, GridQuery(voided=True))


def ordered(query: GridQuery, order: Order | None) -> GridQuery:
    """The query in the order of a pressed heading, or in its own."""
    return query.narrowed(sort=order.key, descending=order.descending) if order else query
