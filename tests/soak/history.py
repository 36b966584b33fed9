"""One random history of the thirteen offices: drawn from a seed, told step by step, judged by the oracle after every step."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.services.incoming.arrivals import NotEnrolled
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.undo import undo
from tests.soak.copying import Copying
from tests.soak.damage import altered_cell, broken
from tests.soak.deeds import WEIGHTS, Deeds
from tests.soak.ledger_file import State, acts_after, read_state
from tests.soak.neighbours import Neighbours
from tests.soak.oracle import Contents, Diverged, Oracle
from tests.soak.package_file import PackageFile, read_package
from tests.soak.petitions import Petitions
from tests.soak.scope import judge_scope
from tests.soak.sheets import fill_in
from tests.soak.world import CITY, DEPARTMENT, HEWAN, PARENT, QINGSHI, SECOND, TOWNS, YUNLING, Machine, World

CASTS = (
    (6, (QINGSHI, "南坪镇")), (4, (YUNLING, "松岭镇")), (6, (CITY, QINGSHI)), (4, (CITY, HEWAN)), (3, (CITY, DEPARTMENT)),
    (3, (HEWAN, "柳湾镇")), (3, (CITY, QINGSHI, "南坪镇")), (3, (CITY, QINGSHI, YUNLING)), (2, (CITY, QINGSHI, SECOND)),
    (1, (QINGSHI, SECOND, "南坪镇")), (1, (CITY, HEWAN, YUNLING, "柳湾镇")), (1, (CITY, DEPARTMENT, QINGSHI, YUNLING, "松岭镇")),
)  # fmt: skip
"""Which computers act in a history and how often: neighbours of each other, from two to five."""

EVERYBODY = (CITY, DEPARTMENT, QINGSHI, SECOND, YUNLING, HEWAN, *TOWNS)


@dataclass(frozen=True)
class Parcel:
    """A package under way: the file, for whom, and what the oracle read in it."""

    path: Path
    sender: str
    receiver: str
    contents: Contents
    file: PackageFile


Passed = dict[tuple[str, str], Parcel]
"""The packages of one pass by (computer that sent, computer that received)."""


class History:
    """`run` lives it to the end; `story` says what happened, also when it failed."""

    def __init__(self, world: World, seed: int, steps: int = 0, cast: tuple[str, ...] = ()) -> None:
        self.world, self.seed, self.dice = world, seed, Random(seed)
        self.cast = list(
            cast or self.dice.choices([one for _, one in CASTS], [weight for weight, _ in CASTS])[0]
        )
        self.steps = steps or self.dice.randint(10, 16)
        self.side = Random(f"{seed} petitions")
        self.oracle, self.deeds = Oracle(), Deeds(world, self.dice)
        self.copying, self.petitions = Copying(self), Petitions(self)
        self.bag: list[Parcel] = []
        self.states: dict[str, State] = {}
        self.story: list[str] = [f"种子 {seed}：{'、'.join(self.cast)}"]
        self.done: Counter[str] = Counter()

    def run(self) -> Counter[str]:
        """The whole history; what happened how often. Raises AssertionError with the story when anything is wrong."""
        try:
            self.world.fresh()
            self.states.update(self.world.states)
            for name in self.cast:
                self.oracle.begin(name, self.states[name])
            for _ in range(self.steps):
                self.step()
            self.settle()
        except Exception as error:
            said = "\n".join(f"  {number}. {line}" for number, line in enumerate(self.story))
            raise AssertionError(f"{type(error).__name__}: {error}\n{said}") from error
        return self.done

    def tell(self, machine: str, what: str) -> None:
        self.story.append(f"{machine}：{what}")
        self.done[re.split("[：（]", what, maxsplit=1)[0]] += 1

    def machine(self, name: str) -> Machine:
        self.world.dirty.add(name)
        return self.world.machines[name]

    def step(self) -> None:
        machine = self.machine(self.dice.choice(self.cast))
        moves: tuple[tuple[int, Callable[[Machine], None]], ...] = (
            (40, self.deed), (17, self.send), (22, self.carry), (3, self.lose), (4, self.damage), (3, self.clock),
            (3, self.hand_fill), (5, self.copying.keep), (4, self.copying.restore), (1, self.copying.copy_folder),
        )  # fmt: skip
        self.dice.choices([move for _, move in moves], [weight for weight, _ in moves])[0](machine)
        if self.side.random() < 0.15:
            self.petitions.step(self.machine(self.side.choice(self.cast)))

    def local(self, machine: Machine, what: str, work: Callable[[], object], *, beside: bool = False) -> bool:
        """Something done at one computer and judged; a refusal must leave everything as it was."""
        before = self.states[machine.name]
        try:
            work()
        except UserError as refusal:
            why = (
                "；".join(refusal.objections)
                if isinstance(refusal, GateClosed) and hasattr(refusal, "objections")
                else ""
            )
            self.tell(machine.name, f"{what}（被拒绝：{str(refusal)[:40]}{why[:40]}）")
            self.unchanged(machine, "被拒绝")
            return False
        after = read_state(machine.path)
        acts = acts_after(machine.path, before.acts)
        self.tell(machine.name, what)
        self.story[-1] += f" → {'；'.join(f'{act} {uid[:6]}' for uid, act, _ in acts)}"
        self.states[machine.name] = after
        self.oracle.acted(machine.name, after, acts, beside=beside)
        return True

    def unchanged(self, machine: Machine, why: str) -> None:
        after = read_state(machine.path)
        if after != self.states[machine.name]:
            raise Diverged(f"{machine.name} {why}之后台账变了")

    def deed(self, machine: Machine) -> None:
        name = self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if name == "transfer" and not any(PARENT.get(other) == machine.office for other in self.cast):
            name = "edit"
        deed, state = getattr(self.deeds, name), self.states[machine.name]
        self.local(machine, name, lambda: deed(machine, state))

    def neighbours(self, office: str) -> list[str]:
        """Offices with a computer in this history, above or below."""
        offices = {self.world.machines[name].office for name in self.cast}
        return sorted(
            other for other in offices if PARENT.get(other) == office or PARENT.get(office) == other
        )

    def send(self, machine: Machine) -> None:
        self.dispatch(machine, self.dice.choice(self.neighbours(machine.office)))

    def dispatch(self, machine: Machine, receiver: str) -> Parcel | None:
        """A package as the program writes it, read and judged without the program."""
        before = self.states[machine.name]
        try:
            path = send(machine.ledger, receiver, self.world.folder / "往来" / machine.name).path
        except UserError as refusal:
            self.tell(machine.name, f"报送（没有可发：{receiver}，{str(refusal)[:20]}）")
            self.unchanged(machine, "没有可发")
            return None
        self.states[machine.name] = read_state(machine.path)
        file = read_package(path, machine.path)
        moved = judge_scope(machine, receiver, file)
        contents = self.oracle.sent(machine.name, file, moved)
        if self.states[machine.name].visible() != before.visible():
            raise Diverged(f"{machine.name} 发出之后台账变了")
        self.bag.append(Parcel(path, machine.name, receiver, contents, file))
        self.tell(machine.name, f"报送：{receiver}（{path.name}，{len(file.records)} 条）")
        return self.bag[-1]

    def carry(self, _machine: Machine) -> None:
        """Any package that was ever made reaches its receiver: late, doubled, out of order or for the first time."""
        if not self.bag:
            return
        parcel = self.dice.choice(self.bag[-5:])
        if machines := [name for name in self.cast if self.world.machines[name].office == parcel.receiver]:
            self.deliver(parcel, self.machine(self.dice.choice(machines)), waver=True)

    def deliver(
        self, parcel: Parcel, machine: Machine, *, waver: bool = False, path: Path | None = None
    ) -> None:
        """Received with all that a person is asked about, and judged; `path` is the file when it is not as it was sent; sometimes taken back."""
        try:
            receipt = receive(machine.ledger, path or parcel.path, take_doubtful=True)
        except NotEnrolled:  # an old copy was laid over the ledger: it knows nothing of a card enrolled since
            self.unchanged(machine, "没有登记来文单位")
            self.copying.enrolled_at(machine, self.world.machines[parcel.sender])
            receipt = receive(machine.ledger, path or parcel.path, take_doubtful=True)
        before, after = self.states[machine.name], read_state(machine.path)
        self.states[machine.name] = after
        self.tell(machine.name, f"接收：{parcel.path.name}{'（重复）' if receipt.repeated else ''}")
        if receipt.repeated:
            if after != before:
                raise Diverged(f"{machine.name} 重复接收之后台账变了")
            return
        if receipt.refused and path is None:
            raise Diverged(f"{machine.name} 没有收下：{receipt.refused[:3]}")
        known, held = dict(self.oracle.known[machine.name]), set(self.oracle.held[machine.name])
        ours = machine.ledger.identity.office_uid
        sender = parcel.file.manifest["sender"]["uid"]
        said_anew = self.oracle.received(
            machine.name, parcel.contents, before, after, receipt.act_uid, ours, sender
        )
        self.done["并存待交办单位定夺"] += said_anew
        if waver and self.dice.random() < 0.25:
            undo(machine.ledger, receipt.act_uid)
            self.tell(machine.name, "撤销接收")
            self.states[machine.name] = read_state(machine.path)
            if self.states[machine.name].visible() != before.visible():
                raise Diverged(f"{machine.name} 接收再撤销，台账与原先不同")
            self.oracle.copied(known, held, machine.name)

    def lose(self, _machine: Machine) -> None:
        if self.bag:
            parcel = self.bag.pop(self.dice.randrange(len(self.bag)))
            self.tell(parcel.sender, f"丢失：{parcel.path.name}")

    def damage(self, _machine: Machine) -> None:
        """A file cut short or with changed bytes is refused whole; a changed cell changes nothing by itself."""
        parcel = self.dice.choice(self.bag) if self.bag else None
        to = parcel.receiver if parcel else ""
        machines = [name for name in self.cast if self.world.machines[name].office == to]
        if parcel is None or not machines:
            return
        machine = self.machine(self.dice.choice(machines))
        path = self.world.folder / "往来" / f"坏{len(self.story)}{parcel.path.suffix}"
        if parcel.path.suffix == ".xlsx" and self.dice.random() < 0.4:
            altered_cell(parcel.path, path, self.dice)
            self.deliver(parcel, machine, path=path)
            self.story[-1] += "（有一格被改）"
            return
        broken(parcel.path, path, self.dice)
        try:
            receive(machine.ledger, path)
        except UserError:
            self.tell(machine.name, "拒收损坏的文件")
            self.unchanged(machine, "拒收损坏的文件")
            return
        raise Diverged(f"{machine.name} 收下了损坏的 {parcel.path.name}")

    def clock(self, machine: Machine) -> None:
        machine.clock.wrong_by = self.dice.choice((timedelta(days=-3652), timedelta(days=365), timedelta()))
        self.tell(machine.name, f"时钟：错 {machine.clock.wrong_by.days} 天")

    def hand_fill(self, machine: Machine) -> None:
        """An office without the program fills in the sheets; they come back to the computer that sent them."""
        if mine := [one for one in self.bag if one.sender == machine.name and one.path.suffix == ".xlsx"]:
            parcel = self.dice.choice(mine)
            fill_in(self, machine, parcel, self.dice, parcel.file.uids("measure"))

    def settle(self) -> None:
        """Everything is delivered at last: up the tree and down again; then neighbours agree."""
        self.story.append("——全部送达——")
        for name in self.cast:
            self.machine(name).clock.wrong_by = timedelta()
        for _ in range(3):  # computers of one office hear of each other by way of their neighbours
            upwards = self._pass(sorted(self.cast, key=self._depth, reverse=True), up=True)
            downwards = self._pass(sorted(self.cast, key=self._depth), up=False)
            apart = self._apart(upwards, downwards)
            if not apart:
                break
        else:
            raise Diverged("；".join(apart))
        for name in self.cast:
            self.copying.missing_evidence_comes_when_asked_for(self.machine(name))

    def _apart(self, upwards: Passed, downwards: Passed) -> list[str]:
        """Where neighbours do not agree on a record that both would send each other."""
        found = []
        for (sender, receiver), parcel in downwards.items():
            back = upwards.get((receiver, sender))
            returned = frozenset(back.contents.known) if back else frozenset()
            pair = Neighbours(sender, receiver, self.oracle, self.states)
            found += [pair.apart(uid, parcel.contents, returned) for uid in parcel.contents.known]
        return list(filter(None, found))

    def _depth(self, name: str) -> int:
        office, depth = self.world.machines[name].office, 0
        while office in PARENT:
            office, depth = PARENT[office], depth + 1
        return depth

    def _pass(self, names: list[str], *, up: bool) -> Passed:
        sent = {}
        for name in names:
            machine = self.machine(name)
            for office in self.neighbours(machine.office):
                if (PARENT.get(machine.office) == office) is not up:
                    continue
                parcel = self.dispatch(machine, office)
                for other in self.cast:
                    if parcel is not None and self.world.machines[other].office == office:
                        self.deliver(parcel, self.machine(other))
                        sent[name, other] = parcel
        return sent
