"""Copies of ledgers in a history: kept, laid back, restored from real backups, carried to another computer."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dczg_desktop.domain.words import Relation
from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.services.copies import restore_copy
from dczg_desktop.services.trust.installation import renew_installation
from dczg_desktop.services.verification import back_up, bring_back
from tests.soak.ledger_file import read_state
from tests.soak.oracle import Acts, Diverged
from tests.soak.world import COPIES, PARENT, Machine

if TYPE_CHECKING:
    from tests.soak.history import History


@dataclass(frozen=True)
class Kept:
    """An older state of a ledger as somebody kept it, and what the oracle knew of it then."""

    machine: str
    form: str
    path: Path
    known: dict[str, Acts]
    held: frozenset[str]


class Copying:
    """What a history does with copies of whole ledgers."""

    def __init__(self, history: "History") -> None:
        self.history = history
        self.kept: list[Kept] = []

    def keep(self, machine: Machine) -> None:
        """A plain copy, a safety copy as the program makes it, or a full backup."""
        history, form = self.history, self.history.dice.choice(("拷贝", "拷贝", "安全备份", "全部备份"))
        folder = history.world.folder / "往来" / f"备份{len(self.kept)}"
        if form == "拷贝":
            folder.mkdir(parents=True)
            history.world.let_go(machine)
            path = Path(shutil.copy(machine.path, folder / "台账.dczg"))
        elif form == "安全备份":
            path = safety_copy(machine.path, "手工", machine.ledger.moment())
        else:
            path = back_up(machine.ledger, folder).folder
        oracle = history.oracle
        held = frozenset(oracle.held[machine.name])
        self.kept.append(Kept(machine.name, form, path, dict(oracle.known[machine.name]), held))
        history.tell(machine.name, f"备份：{form}")

    def restore(self, machine: Machine) -> None:
        """The computer goes on from an older state; restored by the program it bears a new id, which others enrol."""
        history = self.history
        ours = [kept for kept in self.kept if kept.machine == machine.name]
        if not ours:
            return
        kept = history.dice.choice(ours)
        if kept.form == "拷贝":
            history.world.put(machine, kept.path)
        else:
            target = history.world.folder / "往来" / f"恢复{len(history.story)}" / "台账.dczg"
            (
                restore_copy(machine.ledger, kept.path, target)
                if kept.form == "安全备份"
                else bring_back(kept.path, target)
            )
            history.world.put(machine, target)
        history.tell(machine.name, f"恢复：{kept.form}")
        self._now_is(machine, kept.known, kept.held)
        if kept.form != "拷贝":
            self._enrolled_anew(machine)

    def copy_folder(self, machine: Machine) -> None:
        """The whole ledger to another computer; sometimes it gets an id of its own, as the program advises."""
        history = self.history
        free = [name for name in COPIES if name not in history.cast]
        if not free:
            return
        other = history.machine(free[0])
        history.world.let_go(machine)
        history.world.put(other, machine.path)
        other.office = machine.office
        with_files = machine.ledger.evidence.root.is_dir() and history.dice.random() < 0.5
        if with_files:
            shutil.rmtree(other.ledger.evidence.root, ignore_errors=True)
            shutil.copytree(machine.ledger.evidence.root, other.ledger.evidence.root)
        history.cast.append(other.name)
        history.tell(other.name, f"整机复制：自 {machine.name}{'，带附件' if with_files else ''}")
        history.oracle.doubled(machine.name, other.name)
        self._look_at(other)
        if history.dice.random() < 0.4:
            history.local(other, "换发标识", lambda: renew_installation(other.ledger))
            self._enrolled_anew(other)

    def _now_is(self, machine: Machine, known: dict[str, Acts], held: frozenset[str]) -> None:
        self.history.oracle.copied(known, held, machine.name)
        self._look_at(machine)

    def _look_at(self, machine: Machine) -> None:
        history = self.history
        history.states[machine.name] = read_state(machine.path)
        history.oracle.verify(machine.name, history.states[machine.name])

    def _enrolled_anew(self, machine: Machine) -> None:
        history = self.history
        for name in history.cast:
            other = history.world.machines[name]
            if PARENT.get(other.office) == machine.office or PARENT.get(machine.office) == other.office:
                self.enrolled_at(history.machine(name), machine)

    def enrolled_at(self, machine: Machine, new: Machine) -> None:
        """The card of `new` is taken in at `machine`."""
        relation = Relation.SUPERIOR if PARENT.get(machine.office) == new.office else Relation.SUBORDINATE
        self.history.local(
            machine,
            f"登记新卡片：{new.name}",
            lambda: self.history.world.enrol(machine, new, relation),
        )

    def missing_evidence_comes_when_asked_for(self, machine: Machine) -> None:
        """A registered file that is not in the store is named as wanted, and a neighbour that has it sends it."""
        history = self.history
        missing = self._missing(machine)
        neighbours = [
            name for name in history.cast if self._are_neighbours(machine, history.world.machines[name])
        ]
        owners = [name for name in neighbours if missing & self._there(history.world.machines[name])]
        if not owners:
            return
        other = history.machine(owners[0])
        parcel = history.dispatch(machine, other.office)
        if parcel is None:
            return
        unasked = missing - set(parcel.file.manifest["wanted"])
        if unasked:
            raise Diverged(f"{machine.name} 有登记而无原件、也没有索要的附件：{sorted(unasked)}")
        history.deliver(parcel, other)
        back = history.dispatch(other, machine.office)
        if back is None:
            return
        history.deliver(back, machine)
        due = {
            row["sha256"] for row in back.contents.made.values() if row["kind"] == "evidence"
        }  # still its business
        still = self._missing(machine) & self._there(other) & due
        if still & missing:
            raise Diverged(f"{other.name} 有原件，{machine.name} 索要之后仍没有收到：{sorted(still)}")
        if still:  # it learned of them only now, and asks for them in turn
            self.missing_evidence_comes_when_asked_for(machine)

    def _are_neighbours(self, one: Machine, other: Machine) -> bool:
        return PARENT.get(one.office) == other.office or PARENT.get(other.office) == one.office

    def _registered(self, machine: Machine) -> set[str]:
        made = self.history.states[machine.name].made.values()
        return {str(row["sha256"]) for row in made if row["kind"] == "evidence"}

    def _missing(self, machine: Machine) -> set[str]:
        return {sha256 for sha256 in self._registered(machine) if not machine.ledger.evidence.has(sha256)}

    def _there(self, machine: Machine) -> set[str]:
        return self._registered(machine) - self._missing(machine)
