"""What clerks do with petitions in the course of a history; drawn from dice of its own, so that other deeds stay as they were."""

from typing import TYPE_CHECKING

from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay
from dczg_desktop.services.amendments import Wish
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.petitions.amendments import (
    answer_request,
    propose_petition,
    return_petition,
    withdraw_request,
)
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.services.petitions.requests import (
    petition_may_be_returned_to,
    requests_about,
    returnable_items,
)
from dczg_desktop.store.ledger import Ledger
from tests.soak.sheets import fill_in
from tests.soak.world import PARENT, Machine

if TYPE_CHECKING:
    from tests.soak.history import History, Parcel

TRUTHS, COMPLETIONS = ("属实", "部分属实", "不属实", ""), ("已办结", "阶段性办结", "未办结")


class Petitions:
    """The daily traffic of a history, beside everything else."""

    def __init__(self, history: "History") -> None:
        self.history, self.dice, self.word = history, history.side, history.deeds.word

    def step(self, machine: Machine) -> None:
        """Somebody works on a petition: in the program, or in the sheet that was sent to them."""
        if self.dice.random() < 0.3:
            self.fill_in(machine)
            return
        uids = self.history.states[machine.name].uids("petition")
        move = self.dice.choice((self.edit, self.judge, self.points, self.ask, self.ask, self.give))
        if uids:
            uid = self.dice.choice(uids)
            self.history.local(machine, f"信访件（{move.__name__}）", lambda: move(machine, uid))

    def fill_in(self, machine: Machine) -> None:
        """A package of this computer comes back filled in by hand, half the time after the same was written here."""
        sent = [one for one in self.history.bag if one.sender == machine.name and not one.file.attachments]
        sent = [one for one in sent if _shown(one)]
        if not sent:
            return
        parcel = self.dice.choice(sent)
        uid = self.dice.choice(_shown(parcel))
        if uid in parcel.file.uids("petition") and self.dice.random() < 0.5:
            values = {"result": self.word()}
            self.history.local(machine, "信访件（edit）", lambda: edit_petition(machine.ledger, uid, values))
        fill_in(self.history, machine, parcel, self.dice, [uid])

    def edit(self, machine: Machine, uid: str) -> None:
        """Write what was found and done."""
        names = self.dice.sample(("findings", "result", "accountability", "goal"), 2)
        edit_petition(machine.ledger, uid, {name: self.word() for name in names})

    def judge(self, machine: Machine, uid: str) -> None:
        """Say whether it is true and finished."""
        values = {"substantiated": self.dice.choice(TRUTHS), "completion": self.dice.choice(COMPLETIONS)}
        if self.dice.random() < 0.5:
            values["completed_on"] = self.dice.choice(("2026-11-20", ""))
        edit_petition(machine.ledger, uid, values)

    def points(self, machine: Machine, uid: str) -> None:
        """Judge, add or remove a point."""
        points = points_of(machine.ledger, uid)
        choice = self.dice.randrange(3)
        if choice == 0 or not points:
            points.append(Point(self.word()))
        elif choice == 1:
            points.pop(self.dice.randrange(len(points)))
        else:
            place = self.dice.randrange(len(points))
            old = points[place]
            points[place] = Point(
                old.text, old.place, old.unit, self.dice.choice(TRUTHS), self.word(), old.result, old.uid
            )
        save_points(machine.ledger, uid, points)

    def ask(self, machine: Machine, uid: str) -> None:
        """Settle a request that waits, take one back, or make one."""
        ledger = machine.ledger
        waiting = [one for one in requests_about(ledger, uid) if one.standing is Standing.OPEN]
        mine, ours = [one for one in waiting if one.mine], [one for one in waiting if one.ours]
        lower = petition_may_be_returned_to(ledger, uid)
        if ours and self.dice.random() < 0.7:
            self._answer(ledger, self.dice.choice(ours))
        elif mine and self.dice.random() < 0.3:
            withdraw_request(ledger, self.dice.choice(mine), self.word())
        elif lower:
            wish = Wish(self.dice.choice(returnable_items(ledger, uid)), self.word())
            return_petition(ledger, uid, [wish], self.dice.choice(lower)[0])
        else:
            propose_petition(ledger, uid, {"description": self.word()}, self.word())

    def _answer(self, ledger: Ledger, asked: Asked) -> None:
        is_return = asked.way is AmendmentWay.RETURN
        yes_or_no = self.dice.choice((AmendmentVerdict.ACCEPTED, AmendmentVerdict.DECLINED))
        answer_request(ledger, asked, AmendmentVerdict.EXPLAINED if is_return else yes_or_no, self.word())

    def give(self, machine: Machine, uid: str) -> None:
        """Give it to another office below."""
        below = sorted(office for office, above in PARENT.items() if above == machine.office)
        if below:
            edit_petition(machine.ledger, uid, {"responsible_unit": self.dice.choice(below)})


def _shown(parcel: "Parcel") -> list[str]:
    """What stands in the sheet of petitions: none that the receiver had and has no longer."""
    rows = parcel.file.uids("petition", "petition_point")
    return [uid for uid in rows if uid not in parcel.contents.moved]
