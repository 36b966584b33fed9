"""One label a field: problems whose forms spell a label differently, and what a label says of one of them alone."""

import re
from collections.abc import Callable, Sequence

from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.imports.tables.forms.upright import Pair

_BRACKETED = re.compile(r"^([^（(]{2,12})[（(]\s*([^（()）]{2,20})\s*[）)]$")
_DATED = re.compile(
    r"^((?:截[至止]到?)?(?:20\d\d年)?(?:\d{1,2}月(?:份|底|末|\d{1,2}日)?|第?[一二三四]季度|[上下]半年))的?([\u4e00-\u9fff]{2,8})$"
)
_TIME = re.compile(r"\d月|季度|半年|\d年")
_COUNT = re.compile(r"[第共]?[一二三四五六七八九十\d]+[个项条]?")
_TEXTS = frozenset({"progress", "result", "measures", "goal"})
"""Fields of running text: the words of a bracket may stand before it."""


def one_label_a_field(groups: Sequence[list[Pair]], field_of: Callable[[str], str]) -> list[list[Pair]]:
    """The same groups; a field that groups label differently (整改时限, 时限) gets one label, but in a group that uses several of them.

    It is the first one, or where some group has several the one that most surely names the field.
    """
    groups = _with_own_words(groups, field_of)
    labels: dict[str, list[str]] = {}
    several: set[str] = set()
    for group in groups:
        for field, names in _by_field(group, field_of).items():
            several |= {field} if len(names) > 1 else set()
            labels.setdefault(field, []).extend(names.values())
    usual = {
        field: max(names, key=lambda name: header_field(name)[1]) if field in several else names[0]
        for field, names in labels.items()
    }
    spelled: dict[str, str] = {}
    renamed = []
    for group in groups:
        alone = {field for field, names in _by_field(group, field_of).items() if len(names) == 1}
        renamed.append([
            (
                row, more,
                usual[field_of(label)] if field_of(label) in alone and _is_of_one_time(label, usual[field_of(label)])
                else spelled.setdefault(folded_header(label), without_blanks(label)),
                text,
            )
            for row, more, label, text in group
        ])  # fmt: skip
    return renamed


def _is_of_one_time(label: str, other: str) -> bool:
    """Whether a label names no time (6月进展情况, 整改情况（截至6月底）), or the same as another: that of another month is no other spelling of it."""
    words = _parted(label)[1]
    return words == _parted(other)[1] or _TIME.search(words) is None


def _by_field(group: list[Pair], field_of: Callable[[str], str]) -> dict[str, dict[str, str]]:
    """The labels that a group uses for each field, by what they come down to."""
    found: dict[str, dict[str, str]] = {}
    for _row, _more, label, _text in group:
        found.setdefault(field_of(label), {}).setdefault(folded_header(label), without_blanks(label))
    return found


def _with_own_words(groups: Sequence[list[Pair]], field_of: Callable[[str], str]) -> list[list[Pair]]:
    """The groups with the brackets or the month of a label (整改情况（截至6月底）, 6月整改情况) put before its content where other groups
    have other ones or none: the labels become one, and none may speak for the others.
    """
    said = [
        {field: words for one in group if one[3] for field, words in [_own_words(one[2], field_of)] if field}
        for group in groups
    ]
    known = [set(_by_field([pair for pair in group if pair[3]], field_of)) for group in groups]
    apart = {
        field
        for field in {field for one in said for field in one}
        if len({one.get(field) for one, fields in zip(said, known, strict=True) if field in fields}) > 1
        and all(len(_by_field(group, field_of).get(field, {})) <= 1 for group in groups)
    }
    return [[_put_before(pair, apart, field_of) for pair in group] for group in groups]


def _own_words(label: str, field_of: Callable[[str], str]) -> tuple[str, str]:
    """The field that a label names and what it says beside that; no field where it says nothing more, or only counts."""
    name, words = _parted(label)
    field = field_of(name) if words else ""
    is_own = field in _TEXTS and field_of(without_blanks(label)) == field and not _COUNT.fullmatch(words)
    return (field, words) if is_own else ("", "")


def _parted(label: str) -> tuple[str, str]:
    """The name in a label and the words in its brackets, or the time before it."""
    plain = without_blanks(label)
    if bracket := _BRACKETED.match(plain):
        return bracket[1], bracket[2]
    dated = _DATED.match(plain)
    return (dated[2], dated[1]) if dated else (plain, "")


def _put_before(pair: Pair, fields: set[str], field_of: Callable[[str], str]) -> Pair:
    row, more, label, text = pair
    field, words = _own_words(label, field_of)
    return (row, more, _parted(label)[0], f"（{words}）{text}") if text and field in fields else pair
