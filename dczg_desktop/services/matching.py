"""Which records of the ledger a row of a foreign table may be about: by number, by text, by likeness, by site."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.comparison import SAME_TEXT, SHORT_NUMBER, Row, is_digits, is_doubtful
from dczg_desktop.domain.likeness import ALIKE, likeness, plain
from dczg_desktop.services.known import LedgerView, Name

_MOST = 3
_SITE_ALIKE = 0.35


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a row may be about, why, and whether nothing else can be meant."""

    name: Name
    why: str
    alike: float
    is_certain: bool


def is_asked(row: Row) -> bool:
    """Whether a row says anything that could be looked up."""
    return row.kind in {"problem", "petition"} and bool(row.number or row.fields.get("description", ""))


def exact_matches(
    view: LedgerView, row: Row, source: Callable[[], str], tick: Tick = no_tick
) -> tuple[tuple[Match, ...], bool]:
    """Records with the number of the row; without one, those with the same text. And whether that settles the matter.

    It does when the number is known or the text surely the same; otherwise likenesses have to be looked for.
    """
    text = row.fields.get("description", "")
    if not is_asked(row):
        return (), True
    if numbered := tuple(_by_number(view, row, source)):
        return numbered, True
    if not text or not view.has_texts(_kinds(row)):
        return (), True
    same = tuple(_by_text(view, row, text, tick))[:_MOST]
    return same, any(match.is_certain for match in same)


def like_matches(
    view: LedgerView, row: Row, exact: tuple[Match, ...], tick: Tick = no_tick
) -> tuple[Match, ...]:
    """The same and those whose text is alike or that are at a site the row names: up to three, the most alike first."""
    text = row.fields.get("description", "")
    found = {match.name: match for match in exact}
    for name, alike in view.like(text, tick, _kinds(row)):
        found.setdefault(name, Match(name, f"描述相似 {alike:.0%}", alike, is_certain=False))
    for name in view.at_site(text):
        _add_site(view, found, plain(text), name)
    return tuple(sorted(found.values(), key=lambda match: -match.alike)[:_MOST])


def _kinds(row: Row) -> tuple[str, ...]:
    """A petition may be about a problem of the ledger; a problem of a list is no petition."""
    return ("problem", "petition") if row.kind == "petition" else ("problem",)


def _numbered(view: LedgerView, row: Row) -> Sequence[Name]:
    return view.numbers.named.get(row.number, ()) if row.number else ()


def _by_number(view: LedgerView, row: Row, source: Callable[[], str]) -> list[Match]:
    named = _numbered(view, row)
    if not named:
        return []
    is_long = len(row.number) > SHORT_NUMBER
    if not is_long:
        named = view.numbers.sourced.get((source(), row.number), ())
    names = [name for name in dict.fromkeys(named) if name[0] == row.kind]
    names = names or [name for name in dict.fromkeys(named) if name[0] in _kinds(row)]
    matches = []
    for name in names[:_MOST]:
        doubtful = is_doubtful(row, view.text(name))
        if doubtful and not is_long and is_digits(row.number):
            continue  # a table numbered anew: its first row is not the first row of the former one
        why = "编号相同，描述却不同" if doubtful else "编号相同"
        matches.append(Match(name, why, 1.0, is_certain=not doubtful and name[0] == row.kind))
    return matches


def _by_text(view: LedgerView, row: Row, text: str, tick: Tick) -> Iterable[Match]:
    """The same text: certain only for a problem that has the row's number or, with a long text, when the row brings none."""
    folded = plain(text)
    same = view.same(folded, _kinds(row), tick)
    for name in same:
        has_it = name in _numbered(view, row)
        brings_number = bool(row.number) and not is_digits(row.number) and not has_it
        known_enough = has_it or not row.number or len(folded) >= SAME_TEXT
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
