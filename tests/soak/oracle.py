"""The oracle: what each installation must know, from what was written where and delivered to whom.

It shares no code with the merge. An act writes fields of a record, having seen the acts that this copy of the record knew.
A value is alive where it is known and no known act of the same field had seen it. Nothing else decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.soak.ledger_file import Row, State, acts_of, own_fields, plain
from tests.soak.package_file import PackageFile

Acts = frozenset[str]
TOLD = frozenset(
    [
        "number",
        "sequence",
        "batch",
        "issuer_uid",
        "source_uid",
        "office_uid",
        "responsible_unit",
        "description",
        "deadline",
        "due",
        "voided",
    ]
)
"""Fields of a petition that an office may see after it was given to another; of the rest only what was written at the making."""
HOLDER = frozenset({"office_uid", "responsible_unit"})
"""Who has a petition now: an office that had it is told, whatever else the act that said it wrote."""


class Diverged(AssertionError):
    """The program and the oracle disagree."""


def not_spoken_for(state: State, sender: str, ours: str) -> frozenset[str]:
    """The offices here of which `sender` may not speak: all but itself and those below it, unless it is above `ours`."""
    parents = {uid: row.shown["parent_uid"] for uid, row in state.mutable.items() if row.kind == "office"}

    def line(uid: str) -> list[str]:
        found = [uid]
        while parents.get(found[-1], "") not in {"", *found}:
            found.append(parents[found[-1]])
        return found

    if sender != ours and sender in line(ours):
        return frozenset()
    return frozenset(uid for uid in parents if sender not in line(uid))


@dataclass
class Contents:
    """What a package carries: for every mutable record the acts it knows, and the append-only records."""

    known: dict[str, Acts] = field(default_factory=dict)
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    """Petitions of which no more is told than who has them now."""


class Oracle:
    """The book of all acts, and what every installation has taken in."""

    def __init__(self) -> None:
        self.wrote: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
        """(record, act) → the values it wrote."""
        self.seen: dict[tuple[str, str, str], Acts] = {}
        """(record, act, field) → the acts that its writer had seen."""
        self.known: dict[str, dict[str, Acts]] = defaultdict(dict)
        self.past: dict[str, dict[str, set[Acts]]] = defaultdict(lambda: defaultdict(set))
        self.made: dict[str, dict[str, Any]] = {}
        self.held: dict[str, set[str]] = defaultdict(set)
        self._alive: dict[tuple[str, str, Acts], frozenset[str]] = {}

    def begin(self, machine: str, state: State) -> None:
        """Take over a ledger as it is when the history begins."""
        for uid, row in state.mutable.items():
            self.known[machine][uid] = row.acts
            self.past[machine][uid].add(row.acts)
            for name, values in row.living.items():
                for act, value in values.items():
                    self.wrote[uid, act][name] = value
                    key = (uid, act, name)
                    self.seen[key] = self.seen.get(key, frozenset()) | (row.acts - values.keys())
        self.held[machine] = set(state.made)
        self.made.update(state.made)

    def copied(self, source: Mapping[str, Acts], held: Iterable[str], machine: str) -> None:
        """The ledger of `machine` is now a copy or a backup with this content."""
        self.known[machine], self.held[machine] = dict(source), set(held)
        for uid, acts in source.items():
            self.past[machine][uid].add(acts)

    def doubled(self, source: str, machine: str) -> None:
        """The whole ledger of `source` lies at `machine` too: an undo there goes back to any state `source` was in."""
        self.past[machine] = defaultdict(set, {uid: set(states) for uid, states in self.past[source].items()})
        self.copied(dict(self.known[source]), self.held[source], machine)

    def alive(self, uid: str, name: str, known: Acts) -> frozenset[str]:
        """The acts whose values of one field must be alive for somebody who knows `known`."""
        key = (uid, name, known)
        if key not in self._alive:
            told = (act.removesuffix(f"@{name}") for act in known)
            writers = [act for act in told if name in self.wrote.get((uid, act), ())]
            replaced: set[str] = (
                set().union(*(self.seen[uid, act, name] for act in writers)) if writers else set()
            )
            self._alive[key] = frozenset(writers) - replaced
        return self._alive[key]

    def _joined(self, uid: str, known: Acts) -> Acts:
        """Without what was told of one field of an act that is known whole by now, or replaced in that field."""
        parts = [act.partition("@") for act in known]
        return frozenset(
            f"{act}{mark}{name}"
            for act, mark, name in parts
            if not mark or (act not in known and act in self.alive(uid, name, known))
        )

    def acted(
        self, machine: str, after: State, acts: list[tuple[str, str, str]], *, beside: bool = False
    ) -> None:
        """An act of this installation: what it wrote joins the book; nothing else may have changed."""
        mine = frozenset(uid for uid, _, _ in acts)
        undoing = any(act in {"撤销", "重做"} for _, act, _ in acts)
        known = self.known[machine]
        for uid, row in after.mutable.items():
            prior = known.get(uid, frozenset())
            if row.acts == prior:
                continue
            fresh = row.acts - prior
            if prior <= row.acts and fresh <= mine:
                for act in fresh:
                    self._note(uid, act, row, prior, beside=beside)
            elif not (undoing and row.acts in self.past[machine][uid]):
                raise Diverged(f"{machine} 的 {row.kind} {uid[:8]} 多知道或少知道了操作：{sorted(fresh)}")
            known[uid] = row.acts
            self.past[machine][uid].add(row.acts)
        gone = known.keys() - after.mutable.keys()
        if gone and not undoing:
            raise Diverged(f"{machine} 丢了记录 {sorted(gone)}")
        for uid in gone:
            del known[uid]
        self._made_locally(machine, after, mine, undoing=undoing)
        self.verify(machine, after)

    def _made_locally(self, machine: str, after: State, mine: Acts, *, undoing: bool) -> None:
        for uid in after.made.keys() - self.held[machine]:
            if uid not in self.made and after.made[uid]["origin"] in mine:
                self.made[uid] = after.made[uid]
            elif not undoing:
                raise Diverged(f"{machine} 多出了记录 {after.made[uid]}")
        if self.held[machine] - after.made.keys() and not undoing:
            raise Diverged(f"{machine} 丢了只增不改的记录")
        self.held[machine] = set(after.made)

    def _note(self, uid: str, act: str, row: Row, prior: Acts, *, beside: bool) -> None:
        for name, values in row.living.items():
            if act not in values:
                continue
            others = frozenset(values) - {act}
            if others and prior and not beside:
                raise Diverged(f"本单位写 {row.kind} {uid[:8]} 的 {name} 时没有取代原来的值：{values}")
            self.wrote[uid, act][name] = values[act]
            self.seen[uid, act, name] = prior - others

    def received(
        self, machine: str, contents: Contents, before: State, after: State, act: str, ours: str, sender: str
    ) -> int:
        """A package of the office `sender` was taken in: known is the union, and so are the append-only records.

        Of the directory only what the sender may speak of.
        Of problems that the office `ours` issued, what strangers wrote stands beside the present value, which the act
        of receiving says anew. Returns how many fields that were.
        """
        known, said_anew = self.known[machine], 0
        not_heard = not_spoken_for(before, sender, ours)
        for uid, acts in contents.known.items():
            if uid in not_heard:
                continue
            known[uid] = self._joined(uid, known.get(uid, frozenset()) | acts)
            row = after.mutable.get(uid)
            if row is not None and row.acts == known[uid] | {act} and act not in known[uid]:
                said_anew += self._said_anew(uid, act, before, row, known[uid], ours, after)
                known[uid] |= {act}
            self.past[machine][uid].add(known[uid])
        self.held[machine] |= contents.made.keys()
        self.verify(machine, after)
        return said_anew

    def _said_anew(
        self, uid: str, act: str, before: State, row: Row, known: Acts, ours: str, after: State
    ) -> int:
        problem = row.shown.get("petition_uid") or row.shown.get("problem_uid", uid)
        if row.kind == "petition":
            problem = uid
        names = [name for name, values in row.living.items() if act in values]
        for name in names:
            others, said = frozenset(row.living[name]) - {act}, row.living[name][act]
            right = said == before.mutable[uid].shown[name] and others == self.alive(uid, name, known)
            # whoever gave a petition on guards it as its issuer does
            gave = row.kind in {"petition", "petition_point"}
            if not right or not (gave or after.mutable[problem].shown["issuer_uid"] == ours):
                raise Diverged(f"接收时重申的 {row.kind} {uid[:8]} 的 {name} 不对：{row.living[name]}")
            self.wrote[uid, act][name], self.seen[uid, act, name] = said, known - others
        return len(names)

    def verify(self, machine: str, state: State) -> None:
        """The ledger holds exactly what the oracle says: acts, living values, values shown, append-only records."""
        known = self.known[machine]
        if known.keys() != state.mutable.keys():
            lost, extra = known.keys() - state.mutable.keys(), state.mutable.keys() - known.keys()
            raise Diverged(f"{machine} 缺少记录 {sorted(lost)}，多出记录 {sorted(extra)}")
        for uid, row in state.mutable.items():
            self._check(machine, uid, row, known[uid])
        if self.held[machine] != set(state.made):
            lost, extra = self.held[machine] - state.made.keys(), state.made.keys() - self.held[machine]
            said = [state.made[uid] for uid in extra], [self.made[uid] for uid in lost]
            raise Diverged(f"{machine} 的只增不改的记录不对：多出、缺少 {said}")
        for uid, fields in state.made.items():
            if fields != self.made[uid]:
                raise Diverged(f"{machine} 的 {fields['kind']} {uid[:8]} 变了：{self.made[uid]} → {fields}")

    def _check(self, machine: str, uid: str, row: Row, known: Acts) -> None:
        if row.acts != known:
            more, less = sorted(row.acts - known), sorted(known - row.acts)
            raise Diverged(f"{machine} 的 {row.kind} {uid[:8]} 应知道的操作不符：多 {more}，少 {less}")
        for name, values in row.living.items():
            wanted = self.alive(uid, name, known)
            right = {act: self.wrote[uid, act][name] for act in wanted}
            if values != right:
                raise Diverged(f"{machine} 的 {row.kind} {uid[:8]} 的 {name} 应为 {right}，实为 {values}")
            if row.shown[name] not in values.values():
                raise Diverged(
                    f"{machine} 的 {row.kind} {uid[:8]} 的 {name} 显示了不在并存值里的 {row.shown[name]}"
                )

    def sent(self, machine: str, package: PackageFile, moved: Collection[str] = ()) -> Contents:
        """What a package says, after comparing it with what its sender must know; nothing private may be in it."""
        contents = Contents()
        for record in package.records:
            uid, kind = record["uid"], record["kind"]
            if own_fields(kind) & record["fields"].keys():
                raise Diverged(f"{machine} 发出了内部字段：{kind} {uid[:8]}")
            if uid in self.made:
                self._check_made(machine, record)
                contents.made[uid] = self.made[uid]
                continue
            acts = acts_of(record["origin"], record.get("seen", []), record.get("living", {}))
            known = self.known[machine].get(uid, frozenset())
            if uid in moved:
                self._check_moved(machine, record, acts, known)
                contents.moved.add(uid)
            elif acts != known:
                raise Diverged(f"{machine} 发出的 {kind} {uid[:8]} 与它知道的不符")
            self._check_living(machine, record, known)
            contents.known[uid] = acts
            contents.shown[uid] = record["fields"]
        return contents

    def _check_moved(self, machine: str, record: dict[str, Any], acts: Acts, known: Acts) -> None:
        """A petition that is the receiver's no longer: true, and no act told whole of which a part stays here."""
        uid, carried = record["uid"], record["fields"].keys()
        whole = {act for act in acts if "@" not in act}
        part = acts - whole
        apart = {act for act in whole - {record["origin"]} if self.wrote[uid, act].keys() - carried}
        later = {name for name in carried - TOLD if self.alive(uid, name, known) != {record["origin"]}}
        if later or apart or not whole <= known or any(one.partition("@")[2] not in HOLDER for one in part):
            raise Diverged(f"{machine} 发出的已改由别处承办的信访件 {uid[:8]} 说得太多：{sorted(acts)}")
        if not carried >= HOLDER or any(
            self.alive(uid, name, acts) != self.alive(uid, name, known) for name in carried
        ):
            raise Diverged(f"{machine} 发出的已改由别处承办的信访件 {uid[:8]} 说得不对")

    def _check_made(self, machine: str, record: dict[str, Any]) -> None:
        ours = self.made[record["uid"]]
        for name, value in record["fields"].items():
            if plain(value) != ours[name]:
                raise Diverged(f"{machine} 发出的 {record['kind']} 的 {name} 变了：{ours[name]} → {value}")

    def _check_living(self, machine: str, record: dict[str, Any], acts: Acts) -> None:
        living = record.get("living", {})
        for name, value in record["fields"].items():
            said = living.get(name, {record["origin"]: value})
            wanted = self.alive(record["uid"], name, acts)
            if {act: plain(one) for act, one in said.items()} != {
                act: self.wrote[record["uid"], act][name] for act in wanted
            }:
                raise Diverged(f"{machine} 发出的 {record['kind']} 的 {name} 不对：{said}")
