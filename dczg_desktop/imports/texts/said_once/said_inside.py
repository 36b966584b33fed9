"""What problems and petitions say inside another content and under no label of its own: until when (整改要求：9月底前完成), whether it is true (经查，…属实)."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.milestones import steps_of
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.tables.values.truths import SUBSTANCE, truth_in
from dczg_desktop.imports.texts.labelling.label_words import field_of, is_own_words

_DEMANDS = re.compile(r"要求$|目标")
_UNTIL = re.compile(r"前|底|末|内")
_DEMAND = re.compile(r"要求$")
_SEVERAL_WORDS = "“{}”里写着几个时间，没有单独写整改时限，没有作为时限，请补填。"
_DAY_WORDS = "整改时限“{text}”取自“{of}”，没有单独写整改时限，请核对。"
_TRUTH_WORDS = "是否属实取自“{of}”里的“{text}”，没有单独写，请核对。"
_UNCLEAR = "调查核实情况里说了几种，或者还有没有发现的，看不出整件是否属实，请补填。"
_CHECKED = re.compile(
    r"(?<=[。；;\n])(?=经(?!营|济|常|过|查处|开区|销|理|费)[^。；;]{0,40}?(?:查|核实|调查|了解|勘验|检查|监测)[^。；;]{0,6}[，,：:])"
)
"""Where what was found begins behind what is complained of (…扰民。经县住建局现场核查，…)."""
_FOUND_WORDS = "调查核实情况取自“{of}”里的“经…”以后，没有单独写，请核对。"
DEADLINE, TRUTH, FINDINGS = "整改时限", "是否属实", "调查核实情况"
_FIELDS = {DEADLINE: "deadline", TRUTH: "substantiated", FINDINGS: "findings"}
_WORDS = {DEADLINE: _DAY_WORDS, TRUTH: _TRUTH_WORDS, FINDINGS: _FOUND_WORDS}
_TELL = frozenset({"result", "progress"})
_OF_PETITIONS = frozenset({"result", "completion"})


def with_all_said(groups: Sequence[list[Pair]], *, of_blocks: bool) -> list[list[Pair]]:
    """The records with everything that they say inside another content: time, findings, truth."""
    return with_truth_said(with_findings_said(with_days_said(groups) if of_blocks else groups))


def with_days_said(groups: Sequence[list[Pair]]) -> list[list[Pair]]:
    """The problems with the one time that what is demanded of each names, where none of them has a deadline under a label."""
    if _has(groups, "deadline"):
        return list(groups)
    return [_with(group, DEADLINE, _day(group)) for group in groups]


def with_findings_said(groups: Sequence[list[Pair]]) -> list[list[Pair]]:
    """The petitions with what was found apart from what is complained of, where none of them has it under a label."""
    if _has(groups, "findings") or not any(_has(groups, one) for one in _OF_PETITIONS):
        return list(groups)
    return [[part for pair in group for part in _complaint_and_findings(pair)] for group in groups]


def _complaint_and_findings(pair: Pair) -> list[Pair]:
    row, more, label, text = pair
    if (
        is_own_words(label)
        or field_of(label) != "description"
        or len(parts := _CHECKED.split(text, maxsplit=1)) < 2
    ):
        return [pair]
    return [(row, more, label, parts[0].rstrip()), (row, more, FINDINGS, parts[1])]


def with_truth_said(groups: Sequence[list[Pair]]) -> list[list[Pair]]:
    """The petitions with what was found of their truth, where none of them has it under a label."""
    if _has(groups, "substantiated"):
        return list(groups)
    return [_with(group, TRUTH, _truth(group)) for group in groups]


def _with(group: list[Pair], label: str, found: tuple[int, int, str] | None) -> list[Pair]:
    return [*group, (found[0], found[1], label, found[2])] if found else group


def _day(group: Sequence[Pair]) -> tuple[int, int, str] | None:
    for row, more, label, text in group:
        if _DEMANDS.search(folded_header(label)) and text:
            steps = [one for one in steps_of(text) if not one.recurring]
            if len(steps) == 1 and _UNTIL.search(steps[0].phrase):
                return row, more, steps[0].phrase
    return None


def _times(text: str) -> bool:
    """Whether a text names several times."""
    return sum(not one.recurring for one in steps_of(text)) > 1


def _truth(group: Sequence[Pair]) -> tuple[int, int, str] | None:
    """What was found of a petition's truth; without findings what is told of how it was dealt with says it (办理情况：经核查，举报属实。…)."""
    fields = frozenset({"findings"})
    if not _has([group], "findings") and any(is_petition_number(text) for *_place, text in group):
        fields = _TELL
    for row, more, label, text in group:
        if field_of(label) in fields and (word := truth_in(text)):
            return row, more, word
    return None


def _has(groups: Sequence[Sequence[Pair]], field: str) -> bool:
    return any(field_of(label) == field for group in groups for _row, _more, label, _text in group)


def _not_taken(table: Table, before: Sequence[Sequence[Pair]]) -> Iterator[Fault]:
    """The questions about demands of several times without a deadline, and about findings that are true in part."""
    is_open = table.kind == "problem" and not _has(before, "deadline")
    for record, had in zip(table.records, before, strict=True) if is_open else ():
        words = next((one[2] for one in had if _DEMAND.search(folded_header(one[2])) and _times(one[3])), "")
        if words and not record.fields.get("deadline"):
            yield Fault(f"{table.sheet}!{record.cells.get('goal', '')}", "", _SEVERAL_WORDS.format(words))
    is_unsaid = table.kind == "petition" and not _has(before, "substantiated")
    for record in table.records if is_unsaid else ():
        if not record.fields.get("substantiated") and SUBSTANCE.search(record.fields.get("findings", "")):
            yield Fault(f"{table.sheet}!{record.cells['findings']}", "", _UNCLEAR)


def said_faults(
    table: Table, before: Sequence[Sequence[Pair]], groups: Sequence[Sequence[Pair]]
) -> Iterator[Fault]:
    """The questions about what was taken so, which `groups` have and had not `before`, and about what could not be."""
    if len(table.records) != len(groups):
        return
    yield from _not_taken(table, before)
    for record, had, has in zip(table.records, before, groups, strict=True):
        for row, _more, label, text in has:
            if label not in _FIELDS or any(one[2] == label for one in had):
                continue
            field = _FIELDS[label]
            of = next((one[2] for one in had if one[0] == row and text in one[3]), "")
            words = _WORDS[label].format(text=text, of=of)
            yield Fault(f"{table.sheet}!{record.cells.get(field, '')}", text, words)
