"""Who does it and until when, as the words behind a problem told without labels say: in the bracket behind it and at the end."""

from collections.abc import Iterator, Sequence

from dczg_desktop.domain.assigned import Assigned, assigned_in
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line

DEADLINE = "整改时限"


def ends_in_bracket(problem: str) -> bool:
    """Whether a problem ends in a bracket."""
    return problem.rstrip("。").endswith(("）", ")"))


def assigned_behind(problem: str, whole: str, rest: Sequence[Line]) -> Assigned | None:
    """Who does it and until when, in the bracket behind the problem and at the end of what is told of it; the bracket goes first."""
    last = assigned_in(rest[-1][1] if rest else whole)
    named = assigned_in(problem) if rest and ends_in_bracket(problem) else None
    if named is None or last is None:
        return named or last
    return Assigned(named.start, named.units or last.units, named.deadline or last.deadline)


def assigned_pairs(tail: Assigned | None, row: int) -> Iterator[Pair]:
    """The units and the deadline that such words name."""
    named: dict[str, list[str]] = {}
    for role, name in tail.units if tail else ():
        named.setdefault(role.value, []).append(name)
    yield from ((row, 0, label, "、".join(names)) for label, names in named.items())
    if tail and tail.deadline:
        yield row, 0, DEADLINE, tail.deadline
