"""Notices and plans in text files: label lines (`整改时限：…`), numbered headings (`三、整改措施`), labels alone on a line."""

import re

from dczg_desktop.domain.headings import header_field, is_header
from dczg_desktop.domain.numbering import titled_number
from dczg_desktop.domain.plans import quoted_problem
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.upright import FEWEST_PAIRS, Pair, form_table, is_label

_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.、．])\s*")
_LABELLED = re.compile(r"^([^：:。；;]{2,24}?)\s*[：:]\s*(.*)$", re.S)
_TASK = re.compile(r"^(?:省|市)?整改任务第([一二三四五六七八九十百\d]+)项\s*[：:]?\s*(.*)$")
_CLOSING = re.compile(
    r"^(?:以上整改|如对|如有异议|特此公示|现将|公示期间|附表|附件)|(?:如有异议|进行反馈|提出异议)"
)
_SEQUENCE = re.compile(r"^(序号)\s*[:：]?\s*(\d+)\s*")
_BROKEN_LABEL = 3
_FEWEST_FIELDS = 2
_DATE_LINE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日[。]?$")
_NOTICE_FIELDS = frozenset({"progress", "status", "result", "goal"})
_REPORT_FIELDS = frozenset({"progress", "status", "result", "findings"})
_PROBLEM = "反馈问题"
Line = tuple[int, str]


def document_table(name: str, text: str) -> Table | None:
    """The records of a running text; None when fewer than three labels are found."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines()) if line.strip()]
    pairs, loose = _read(lines)
    labels = {pair[2] for pair in pairs}
    if len(labels) < FEWEST_PAIRS or sum(is_header(label) for label in labels) < _FEWEST_FIELDS:
        return None
    return form_table(name, _with_description(_with_number(pairs, loose)), loose)


def _read(lines: list[Line]) -> tuple[list[Pair], list[Line]]:
    """Contents under their labels, and the lines that stand under none."""
    pairs: list[Pair] = []
    loose: list[Line] = []
    open_label = False
    position = 0
    while position < len(lines):
        number, line = lines[position]
        found, used = _label_at(lines, position)
        if found:
            pairs.extend((number, 0, label, content) for label, content in found)
            open_label = True
        elif not open_label or _closes(lines, position):
            open_label = False
            loose.append((number, line))
        else:
            row, column, label, content = pairs[-1]
            pairs[-1] = (row, column, label, f"{content}\n{line}" if content else line)
        position += used
    return pairs, loose


def _closes(lines: list[Line], position: int) -> bool:
    """Whether the text under a label ends here: the closing sentence, or the office and date at the very end."""
    line = lines[position][1]
    rest = [text for _number, text in lines[position:]]
    signed = (
        len(rest) <= 2
        and _DATE_LINE.match(rest[-1]) is not None
        and len(line) <= 30
        and not line.endswith(("。", "；"))
    )
    return bool(_CLOSING.search(line)) or signed


def _label_at(lines: list[Line], position: int) -> tuple[list[tuple[str, str]], int]:
    """The labels with contents that begin at a line, and how many lines they take."""
    line = lines[position][1]
    if task := _TASK.match(line):
        return [("问题编号", f"第{task[1]}项"), ("反馈问题", task[2])], 1
    plain = _HEADING.sub("", line)
    if sequence := _SEQUENCE.match(plain):
        rest = plain[sequence.end() :]
        return [("序号", sequence[2]), *([(rest, "")] if is_label(rest) else [])], 1
    labelled = _LABELLED.match(plain)
    if labelled and is_label(labelled[1]):
        return [(labelled[1], labelled[2])], 1
    if is_label(plain):
        return [(plain, "")], 1
    for count in range(2, _BROKEN_LABEL + 1):
        joined = "".join(text for _number, text in lines[position : position + count])
        if all(len(text) <= 8 for _number, text in lines[position : position + count]) and is_label(joined):
            return [(joined, "")], count
    return [], 1


def _with_number(pairs: list[Pair], loose: list[Line]) -> list[Pair]:
    """A single record without a number of its own takes the one named in the title above it."""
    labels = [label for _row, _column, label, _text in pairs]
    if "number" in map(_field, labels) or len(set(labels)) < len(labels):
        return pairs
    for number, text in loose:
        if number < pairs[0][0] and (value := titled_number(text)):
            return [pairs[0], (number, 0, "编号", value), *pairs[1:]]
    return pairs


def _with_description(pairs: list[Pair]) -> list[Pair]:
    """A single notice without a section on the problem takes the problem quoted in its report, or shows it missing."""
    labels = [label for _row, _column, label, _text in pairs]
    fields = set(map(_field, labels))
    if "description" in fields or len(set(labels)) < len(labels) or not fields & _NOTICE_FIELDS:
        return pairs
    for row, column, label, text in pairs:
        if _field(label) in _REPORT_FIELDS and (problem := quoted_problem(text)):
            return [*pairs, (row, column, _PROBLEM, problem)]
    return [*pairs, (pairs[0][0], 0, _PROBLEM, "")]


def _field(label: str) -> str | None:
    return header_field(label)[0]
