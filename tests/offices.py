"""Three offices with ledgers of their own, as they stand after enrolling each other; ways to compare ledgers."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dczg_desktop.base.clock import BEIJING
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.words import Level, Relation
from dczg_desktop.services.incoming.receipts import Receipt
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.ledgers import create_ledger, open_ledger
from dczg_desktop.services.offices import enrol, export_card
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.users import add_user, sign_in
from dczg_desktop.store.ledger import Ledger

CITY, COUNTY, TOWNSHIP = "云溪市整改办", "江南县整改办", "白石镇人民政府"
OTHER = "平江县整改办"
"""The county beside, not founded with the three."""
CODES = {CITY: "430600", COUNTY: "430623", TOWNSHIP: "430623105"}
LEVELS = {CITY: Level.CITY, COUNTY: Level.COUNTY, TOWNSHIP: Level.TOWNSHIP}
CLERK, REVIEWER = "张录入", "李审核"

SHARED = ("problem", "problem_source", "duty", "measure", "milestone", "deadline", "progress", "evidence", "closure_case",
          "closure_step", "material", "public_notice", "objection", "withdrawal")  # fmt: skip
"""Kinds that offices must agree on: problems and all that hangs on them."""


class Watch:
    """A clock that stands until it is told to go on; every look moves it by a second."""

    def __init__(self, moment: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def pass_days(self, days: int) -> None:
        self.moment += timedelta(days=days)


class Opened(dict[str, Ledger]):
    """Ledgers by office, opened when first asked for."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        super().__init__()
        self._folder, self._watch = folder, watch

    def __missing__(self, name: str) -> Ledger:
        self[name] = open_ledger(file_of(self._folder, name), self._watch, safety=False)
        return self[name]


class Offices:
    """The ledgers of the three offices under one folder; packages go through `post`."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        self.folder, self.watch = folder, watch
        self.post = folder / "往来"
        self.open = Opened(folder, watch)

    @property
    def every(self) -> tuple[Ledger, Ledger, Ledger]:
        return self.city, self.county, self.township

    @property
    def city(self) -> Ledger:
        return self.open[CITY]

    @property
    def county(self) -> Ledger:
        return self.open[COUNTY]

    @property
    def township(self) -> Ledger:
        return self.open[TOWNSHIP]

    def package(self, sender: str, receiver: str) -> Path:
        """A package file of what `sender` has for `receiver` now."""
        return send(self.open[sender], receiver, self.post / sender).path

    def deliver(self, sender: str, receiver: str) -> Receipt:
        """Send and receive at once."""
        return receive(self.open[receiver], self.package(sender, receiver))

    def reopen(self, name: str) -> Ledger:
        """Close and open the ledger again, as the next morning."""
        self.open.pop(name).close()
        return self.open[name]

    def copy_of(self, name: str, target: Path) -> Path:
        """A plain copy of the ledger file, as people make them."""
        self.open[name].close()
        shutil.copy(file_of(self.folder, name), target)
        del self.open[name]
        return target

    def put_back(self, name: str, copy: Path) -> Ledger:
        """An old copy laid over the ledger file."""
        self.open[name].close()
        shutil.copy(copy, file_of(self.folder, name))
        del self.open[name]
        return self.open[name]

    def close(self) -> None:
        for ledger in self.open.values():
            ledger.close()


def file_of(folder: Path, name: str) -> Path:
    return folder / CODES[name] / "台账.dczg"


def found_offices(folder: Path) -> None:
    """Make the three ledgers, two users each, cards exchanged between neighbours."""
    watch = Watch()
    ledgers = {
        name: create_ledger(file_of(folder, name), name, code, LEVELS[name], CLERK, watch)
        for name, code in CODES.items()
    }
    cards = {name: export_card(ledger, folder / f"{name}.卡片")[0] for name, ledger in ledgers.items()}
    for upper, lower in ((CITY, COUNTY), (COUNTY, TOWNSHIP)):
        enrol(ledgers[upper], cards[lower], Relation.SUBORDINATE)
        enrol(ledgers[lower], cards[upper], Relation.SUPERIOR)
    for ledger in ledgers.values():
        add_user(ledger, REVIEWER)
        sign_in(ledger, CLERK)
        ledger.close()


def visible(ledger: Ledger) -> dict[str, list[Any]]:
    """Everything a person can see of the exchanged records, and the board, in an order of its own."""
    shown: dict[str, list[Any]] = {}
    with ledger.reading() as session:
        for kind in KINDS.values():
            table = kind.entity.__table__
            columns = [table.c.uid, *(table.c[name] for name in kind.columns())]
            if kind.mutable:
                columns.append(table.c.disputed)
            rows = session.execute(select(*columns).where(~table.c.hidden).order_by(table.c.uid))
            shown[kind.name] = [tuple(row) for row in rows]
        shown["board"] = board_lines(session)
    return shown


def shared(ledger: Ledger) -> dict[str, list[Any]]:
    """What offices must agree on: all records of problems and what hangs on them, without the line on the board."""
    return {kind: rows for kind, rows in visible(ledger).items() if kind in SHARED}


def board_lines(session: Any) -> list[Any]:
    columns = [column for column in Board.__table__.columns if column.name != "id"]
    return [tuple(row) for row in session.execute(select(*columns).order_by(Board.uid))]


def dump(ledger: Ledger) -> list[str]:
    """The whole logical content of the ledger file."""
    with closing(sqlite3.connect(ledger.path)) as connection:
        return list(connection.iterdump())
