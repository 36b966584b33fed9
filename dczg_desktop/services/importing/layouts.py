"""How the tables of a sending office are laid out: the clerk's assignment of columns, kept for its next file."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from dczg_desktop.base.clock import stamp
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.entities import Layout, Office
from dczg_desktop.imports.reading import Table
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Remembered:
    """An assignment of columns that is remembered for one sending office ('' when none was named) and one layout."""

    fingerprint: str
    sender: str
    fields: Mapping[str, str]
    headings: str
    at: str


def fingerprint_of(table: Table) -> str:
    """The same for every table with the same headings in the same order, wherever it begins: one that comes back corrected
    has a column of ours in front of it.
    """
    return _hashed(column.header for column in table.columns)


def _with_letters(table: Table) -> str:
    """How layouts were told apart up to 0.6.0: what was remembered then still holds."""
    return _hashed(f"{column.letter}{column.header}" for column in table.columns)


def _hashed(headings: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(headings).encode("utf-8")).hexdigest()


def remember(ledger: Ledger, table: Table, sender: str, fields: Mapping[str, str]) -> None:
    """Keep an assignment for the next table of this office with these headings; a former one is replaced."""
    fingerprint, sender = fingerprint_of(table), clean(sender)
    headings = excerpt("、".join(" ".join(column.header.split()) for column in table.columns), 200)
    with ledger.housekeeping() as session:
        former = Layout.fingerprint == _with_letters(table)
        session.execute(delete(Layout).where(former, Layout.sender == sender))
        known = session.scalar(
            select(Layout).where(Layout.fingerprint == fingerprint, Layout.sender == sender)
        )
        if known is None:
            known = Layout(fingerprint=fingerprint, sender=sender)
            session.add(known)
        known.columns, known.headings, known.at = dict(fields), headings, stamp(ledger.moment())


def recall(ledger: Ledger) -> dict[tuple[str, str], Remembered]:
    """Everything remembered, by layout and sending office."""
    with ledger.reading() as session:
        found = session.scalars(select(Layout).order_by(Layout.sender, Layout.at)).all()
        return {
            (one.fingerprint, one.sender): Remembered(
                one.fingerprint, one.sender, dict(one.columns), one.headings, one.at
            )
            for one in found
        }


def remembered_for(
    known: Mapping[tuple[str, str], Remembered], table: Table, sender: str
) -> Remembered | None:
    """What is remembered for this office; else what was kept without naming one."""
    keys = [(way(table), name) for name in (clean(sender), "") for way in (fingerprint_of, _with_letters)]
    return next((known[key] for key in keys if key in known), None)


def forget_layout(ledger: Ledger, remembered: Remembered) -> None:
    """Forget one assignment; the next table is read as if there never was one."""
    with ledger.housekeeping() as session:
        session.execute(
            delete(Layout).where(
                Layout.fingerprint == remembered.fingerprint, Layout.sender == remembered.sender
            )
        )


def remembered_layouts(ledger: Ledger) -> int:
    """How many assignments are remembered."""
    with ledger.reading() as session:
        return session.scalar(select(func.count()).select_from(Layout)) or 0


def known_senders(ledger: Ledger) -> list[str]:
    """Sending offices that assignments are remembered for, then the offices of the directory."""
    with ledger.reading() as session:
        senders = list(session.scalars(select(Layout.sender).where(Layout.sender != "").distinct()))
        offices = session.scalars(select(Office.name).where(Office.voided == "", ~Office.hidden))
        return list(dict.fromkeys([*sorted(senders), *sorted(offices)]))
