"""督察整改台账: the ledger of problems found by environmental inspections, and everything that brings them to closure."""

__version__ = "0.12.0"
