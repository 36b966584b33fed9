"""Labels that stand right behind the unit or the time before them (2023年底责任单位：县住建局整改目标：…): the line breaks were lost; parted, and asked about."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, is_label
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of

_BEFORE_COLON = re.compile(r"([\u4e00-\u9fff]{4,24})[：:]")
_SHORTEST = 4
_QUESTION = "“{}：”连在前一项内容的后面，像是丢了换行，已经分开，请对照原文核对。"


def with_glued_apart(groups: Sequence[list[Pair]]) -> list[list[Pair]]:
    """The contents of every record with units and times that another label stands right behind parted before it.

    Not where the record has that field already: then nobody knows which is meant.
    """
    return [list(_of_record(group)) for group in groups]


def _of_record(group: Sequence[Pair]) -> Iterator[Pair]:
    has = {field_of(label) for _row, _more, label, _text in group}
    for row, more, own, whole in group:
        label, text = own, whole
        while field_of(label) in WEAK and (found := _glued(text)):
            start, name, end = found
            if field_of(name) in has or field_of(name) not in WEAK | STRONG:
                break
            yield row, more, label, text[:start]
            label, text = name, text[end:].lstrip()
            has.add(field_of(name))
        yield row, more, label, text


def _glued(text: str) -> tuple[int, str, int] | None:
    """Where the first known label before a colon begins with no sign in front of it and outside brackets, what it is, where it ends."""
    for colon in _BEFORE_COLON.finditer(text):
        words, end = colon[1], colon.end(1)
        longest = (words[start:] for start in range(1, len(words) - _SHORTEST + 1))
        name = next(filter(is_label, longest), "")
        before = text[: end - len(name)]
        if name and before.count("（") + before.count("(") == before.count("）") + before.count(")"):
            return len(before), name, colon.end()
    return None


def apart_faults(
    table: Table, before: Sequence[Sequence[Pair]], groups: Sequence[Sequence[Pair]]
) -> Iterator[Fault]:
    """The question about every label that was parted so."""
    if len(table.records) != len(groups):
        return
    for record, had, has in zip(table.records, before, groups, strict=True):
        known = {label for _row, _more, label, _text in had}
        for label in dict.fromkeys(label for _row, _more, label, _text in has if label not in known):
            place = record.cells.get(field_of(label), "")
            yield Fault(f"{table.sheet}!{place}", label, _QUESTION.format(label))
