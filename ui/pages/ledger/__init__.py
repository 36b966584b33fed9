"""The page 整改台账: cards and filters, the grid of problems, and the details of the chosen one."""

from ui.pages.ledger.page import LedgerPage

__all__ = ["LedgerPage"]
