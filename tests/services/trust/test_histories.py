"""Random histories of three offices whose packages are lost, doubled, reordered, and whose ledgers are restored or copied.

What must hold is listed in docs/package-format.md: agreement after delivery, no edit vanishes, repetition changes nothing,
undo of a receipt restores the ledger.
"""

import os
import random
import shutil
from collections import defaultdict
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.measures import MeasureDraft, add_measures, edit_measure, finish_measures
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import last_redoable, last_undoable, redo, undo
from dczg_desktop.services.verification import verify
from tests.offices import CITY, COUNTY, SHARED, TOWNSHIP, Offices, Watch, visible
from tests.services.acts import DONE, a_given_problem, measures_of

ROUTES = ((TOWNSHIP, COUNTY), (COUNTY, CITY), (CITY, COUNTY), (COUNTY, TOWNSHIP))
MUTABLE = ("problem", "duty", "measure")


def versions(ledger):
    """{(record, field): living acts} and {record: all acts taken in}, of records that were not undone here."""
    living, taken = {}, {}
    with ledger.reading() as session:
        for name in MUTABLE:
            table = KINDS[name].entity.__table__
            for row in session.execute(select(table).where(~table.c.hidden)).mappings():
                taken[row["uid"]] = {row["origin"], *row["seen"]}
                for field in KINDS[name].columns():
                    living[row["uid"], field] = set(row["living"].get(field) or {row["origin"]: None})
    return living, taken


class History:
    """One history: what was drawn, who replaced what, and which packages lie about."""

    def __init__(self, offices: Offices, folder: Path, seed: int) -> None:
        self.offices, self.folder, self.dice = offices, folder, random.Random(seed)
        self.bag: list[tuple[str, Path]] = []
        self.copies: dict[str, list[Path]] = defaultdict(list)
        self.replaced_by: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self.wrote: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.story: list[str] = []
        self.words = (f"文字{number}" for number in count())
        self.uids = [row[0] for row in visible(offices.city)["problem"]]

    def step(self) -> None:
        name = self.dice.choice((CITY, COUNTY, TOWNSHIP))
        moves = (
            self.act,
            self.act,
            self.act,
            self.send,
            self.send,
            self.carry,
            self.carry,
            self.carry,
            self.keep,
            self.restore,
        )
        move = self.dice.choice(moves)
        move(name)
        with self.offices.open[name].reading() as session:
            query = "SELECT counter, act, title FROM change_set ORDER BY counter DESC LIMIT 1"
            last = session.connection().exec_driver_sql(query).one()
        self.story.append(f"{name} {move.__name__} → {last.counter} {last.act} {last.title}")

    def act(self, name: str) -> None:
        """One act of the office, noted: which living values it replaced by which."""
        ledger, word = self.offices.open[name], next(self.words)
        before, _ = versions(ledger)
        try:
            self.dice.choice((self.edit, self.edit, self.edit, self.work, self.decide, self.back))(
                name, ledger, word
            )
        except UserError:
            return
        after, _ = versions(ledger)
        for place, acts in after.items():
            for new in acts - before.get(place, set()):
                self.wrote[place].add(new)
                for old in before.get(place, set()) - acts:
                    self.replaced_by[*place, old].add(new)

    def edit(self, name, ledger, word):
        uid = self.dice.choice(self.uids)
        field = self.dice.choice(
            {CITY: ("goal", "description", "plan")}.get(name, ("plan", "accountability"))
        )
        edit_problem(ledger, uid, {field: word})

    def work(self, _name, ledger, word):
        uid = self.dice.choice(self.uids)
        measures = measures_of(ledger, uid)
        choice = self.dice.randrange(5)
        if choice == 0 and measures:
            edit_measure(ledger, self.dice.choice(measures), MeasureDraft(word))
        elif choice == 1 and measures:
            finish_measures(ledger, [self.dice.choice(measures)], self.dice.choice([DONE, None]), word)
        elif choice == 2:
            add_measures(ledger, uid, [MeasureDraft(word)])
        elif choice == 3:
            report_progress(ledger, uid, Report("2026-11", word, self.dice.randint(0, 100)))
        else:
            assign(
                ledger,
                [uid],
                word,
                self.dice.choice([DutyRole.SUPERVISING_UNIT, DutyRole.RESPONSIBLE_LEADER]),
            )

    def decide(self, _name, ledger, word):
        for conflict in list_conflicts(ledger)[:1]:
            resolve_conflict(
                ledger, conflict.kind, conflict.uid, conflict.field, conflict.values[0].value, word
            )

    def back(self, _name, ledger, _word):
        last = last_redoable(ledger) if self.dice.random() < 0.3 else last_undoable(ledger)
        if last is not None and "数据包" not in last.act + last.title:
            (redo if last.act == "撤销" else undo)(ledger, last.uid)

    def send(self, name: str) -> None:
        receiver = self.dice.choice([other for sender, other in ROUTES if sender == name])
        try:
            self.bag.append((receiver, self.offices.package(name, receiver)))
        except UserError:  # a ledger put back to before its first package has nothing to send
            self.story.append(f"{name} 没有可发的内容")

    def carry(self, _name: str) -> None:
        """Deliver any package that was ever made: late, doubled or for the first time."""
        if not self.bag:
            return
        receiver, path = self.dice.choice(self.bag[-4:])
        ledger = self.offices.open[receiver]
        before = visible(ledger)
        receipt = receive(ledger, path)
        if receipt.repeated:
            assert visible(ledger) == before
        elif self.dice.random() < 0.3:
            undo(ledger, receipt.act_uid)
            assert visible(ledger) == before
            assert not receive(ledger, path).repeated

    def keep(self, name: str) -> None:
        target = self.folder / f"{name}{len(self.copies[name])}.dczg"
        self.copies[name].append(self.offices.copy_of(name, target))

    def restore(self, name: str) -> None:
        """An old copy over the ledger, or the copied folder of another PC: the same to the others."""
        if self.copies[name]:
            self.offices.put_back(name, self.dice.choice(self.copies[name]))

    def settle(self) -> None:
        """Everything is delivered at last."""
        for sender, receiver in ROUTES:
            if visible(self.offices.open[sender])["problem"]:
                self.offices.deliver(sender, receiver)


def about(ledger, uids):
    """Records of these problems as all offices must see them."""
    kept = visible(ledger)
    return {kind: [row for row in kept[kind] if set(uids) & {row[0], *map(str, row[1:2])}] for kind in SHARED}


@pytest.fixture(scope="module")
def knowing(founded, tmp_path_factory):
    """The folder of the three offices when all of them know one problem; only copied."""
    folder = tmp_path_factory.mktemp("knowing") / "单位"
    shutil.copytree(founded, folder)
    offices = Offices(folder, Watch())
    uid = a_given_problem(offices.city, COUNTY, plan="1.甲。2.乙。")
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [uid], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    offices.deliver(COUNTY, TOWNSHIP)
    offices.deliver(COUNTY, CITY)
    offices.close()
    return folder


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_offices_agree_and_no_edit_vanishes(knowing, tmp_path, monkeypatch, watch, seed):
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    shutil.copytree(knowing, tmp_path / "单位")
    watch.pass_days(1)
    offices = Offices(tmp_path / "单位", watch)
    history = History(offices, tmp_path, seed)
    for _ in range(12):
        history.step()
    held = defaultdict(set)
    for ledger in offices.every:
        for record, acts in versions(ledger)[1].items():
            held[record] |= acts

    history.settle()

    states = [about(ledger, history.uids) for ledger in offices.every]
    assert states[0] == states[1] == states[2], history.story
    for ledger in offices.every:
        living, taken = versions(ledger)
        for record, acts in held.items():
            assert acts <= taken.get(record, set()), history.story
        for (record, field), acts in history.wrote.items():
            for act in acts & held.get(record, set()):
                successors = history.replaced_by[record, field, act] & taken[record]
                assert act in living[record, field] or successors, (field, history.story)
        assert verify(ledger).sound
    offices.close()
