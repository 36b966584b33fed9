"""Which records of the ledger a row of a foreign table may be about: by number, by text, by likeness, by site."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.comparison import SAME_TEXT, Row, is_counted, is_digits, is_doubtful, is_local
from dczg_desktop.domain.likeness import ALIKE, likeness, plain
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.importing.known_numbers import Name

_MOST = 3
_SITE_ALIKE = 0.35
SAME_NUMBER = "编号相同"


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a row may be about, why, and whether nothing else can be meant.

    `is_other`: it has the number and says something quite different.
    """

    name: Name
    why: str
    alike: float
    is_certain: bool
    is_other: bool = False


def may_be_known(view: LedgerView, kind: str) -> bool:
    """Whether the ledger has anything that a row of this kind could be about."""
    return kind in {"problem", "petition"} and view.has(kinds_of(kind))


def number_matches(view: LedgerView, row: Row, source: Callable[[], str]) -> tuple[Match, ...]:
    """Records with the number of the row; where there are any, nothing else is looked for."""
    named = view.numbers.named(row.number, kinds_of(row.kind))
    local = bool(named) and is_local(row.number)
    if local:
        named = view.numbers.sourced(source(), row.number, kinds_of(row.kind))
    names = [name for name in dict.fromkeys(named) if name[0] == row.kind]
    matches = []
    for name in (names or list(dict.fromkeys(named)))[:_MOST]:
        doubtful = is_doubtful(row, view.text(name))
        if doubtful and local and is_digits(row.number):
            continue  # a table numbered anew: its first row is not the first row of the former one
        is_same = view.numbers.is_same(name, row.number)
        if not is_same and row.number.isdigit() and _says_the_same(view, name, row):
            continue  # the same text says more than a number that lost its zeros
        foreign = not doubtful and not local and _is_of_others(view, row, name, source)
        why = number_words(view, name, row.number)
        why += "，描述却不同" if doubtful else "，来源和描述不同" if foreign else ""
        is_certain = is_same and not doubtful and not foreign and name[0] == row.kind
        matches.append(Match(name, why, 1.0, is_certain=is_certain, is_other=doubtful or foreign))
    return tuple(matches)


def _is_of_others(view: LedgerView, row: Row, name: Name, source: Callable[[], str]) -> bool:
    """Whether a number that every office may count up to itself (2025-001) comes from another source, with other words."""
    if not is_counted(row.number) or plain(row.fields.get("description", "")) == view.folded(name):
        return False
    return name not in view.numbers.sourced(source(), row.number, kinds_of(row.kind))


def _says_the_same(view: LedgerView, name: Name, row: Row) -> bool:
    return view.folded(name) == plain(row.fields.get("description", ""))


def number_words(view: LedgerView, name: Name, number: str) -> str:
    """What is said of a record that was found by a number: also how the ledger writes it, where that is not the same."""
    written = view.numbers.written(name, number)
    if not written:
        return SAME_NUMBER
    return f"{SAME_NUMBER if view.numbers.is_same(name, number) else '编号相近'}，台账写作“{written}”"


def text_matches(view: LedgerView, row: Row, tick: Tick = no_tick) -> tuple[Match, ...]:
    """Records with the same text; unless one is meant without doubt, those whose text is alike or whose site the row names.

    Up to three, the most alike first.
    """
    text = row.fields.get("description", "")
    folded = plain(text)
    found = {match.name: match for match in _by_text(view, row, folded, tick)}
    if not any(match.is_certain for match in found.values()):
        for name, alike in view.like(text, tick, kinds_of(row.kind)):
            found.setdefault(name, Match(name, f"描述相似 {alike:.0%}", alike, is_certain=False))
        for name in view.at_site(text):
            _add_site(view, found, folded, name)
    return tuple(sorted(found.values(), key=lambda match: -match.alike)[:_MOST])


def kinds_of(kind: str) -> tuple[str, ...]:
    """What a row of this kind may be about: a petition may be a problem of the ledger, a problem of a list is no petition."""
    return ("problem", "petition") if kind == "petition" else ("problem",)


def _by_text(view: LedgerView, row: Row, folded: str, tick: Tick) -> Iterable[Match]:
    """The same text: certain only for a problem that has the row's number or, with a long text, when the row brings none."""
    same = view.same(folded, kinds_of(row.kind), tick)
    for name in same:
        has_it = name in view.numbers.named(row.number, [name[0]])
        brings_number = bool(row.number) and not is_digits(row.number) and not has_it
        known_enough = has_it or len(folded) >= SAME_TEXT
        sure = row.kind == name[0] == "problem" and len(same) == 1 and not brings_number and known_enough
        why = "描述相同，编号不同" if brings_number else "描述相同"
        yield Match(name, why, 1.0, is_certain=sure)


def _add_site(view: LedgerView, found: dict[Name, Match], folded: str, name: Name) -> None:
    alike = likeness(folded, view.folded(name))
    if name in found:
        match = found[name]
        found[name] = replace(match, why=f"{match.why}，同一点位")
    elif alike >= _SITE_ALIKE:
        found[name] = Match(name, f"同一点位，描述相似 {alike:.0%}", min(alike, ALIKE), is_certain=False)
