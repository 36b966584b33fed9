"""Whether two neighbours agree in the end on what they would send each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.soak.ledger_file import Row, State
from tests.soak.oracle import HOLDER, Contents, Diverged, Oracle


@dataclass(frozen=True)
class Neighbours:
    """A computer that sent a package down and the one below that took it in."""

    sender: str
    receiver: str
    oracle: Oracle
    states: Mapping[str, State]

    def apart(self, uid: str, contents: Contents, returned: frozenset[str]) -> str:
        """What they do not agree on of a record that was sent; '' for nothing. `returned` is what came up before.

        Another computer of an office may have done something meanwhile: then one more round has to tell it.
        """
        mine, theirs = (self.oracle.known[one].get(uid) for one in (self.sender, self.receiver))
        here, there = (self.states[one].mutable.get(uid) for one in (self.sender, self.receiver))
        both = f"{self.sender} 与 {self.receiver}"
        if uid in contents.moved:
            return "" if _same_holder(here, there) else f"{both} 说的信访件 {uid[:8]} 的承办单位没有一致"
        if mine != theirs and here is not None and here.kind == "office":
            is_same = there is not None and here.shown == there.shown  # not everybody is heard of it
            return "" if is_same else f"{both} 的名录 {here.shown['name']} 没有一致"
        if mine == theirs and here != there:
            raise Diverged(f"{both} 的记录 {uid[:8]} 显示不同")
        return f"{both} 的记录 {uid[:8]} 没有一致" if mine != theirs and uid in returned else ""


def _same_holder(here: Row | None, there: Row | None) -> bool:
    """Whether the office that had a petition knows who has it now: of the rest it need know nothing."""
    return (
        here is not None
        and there is not None
        and all(here.shown[name] == there.shown[name] for name in HOLDER)
    )
