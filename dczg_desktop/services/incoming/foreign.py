"""Tells a refused package from a file that never was one, so that the screen can offer to import it as a table."""

from dczg_desktop.exchange.payload import NotOurPackage


def is_foreign_table(error: Exception) -> bool:
    """Whether a refusal of `receiving.preview_package` means that the file carries no package data."""
    return isinstance(error, NotOurPackage)
