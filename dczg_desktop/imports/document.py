"""Notices and plans in text files: label lines (`整改时限：…`), numbered headings (`三、整改措施`), labels alone on a line."""

import re

from dczg_desktop.domain.headings import folded_header, header_field, is_header
from dczg_desktop.domain.numbering import titled_number
from dczg_desktop.domain.plans import quoted_problem
from dczg_desktop.imports.plan import Start, plan_starts
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.upright import FEWEST_PAIRS, Pair, form_table, is_label

_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.、．])\s*")
_LABELLED = re.compile(r"^([^：:。；;]{2,24}?)\s*[：:]\s*(.*)$", re.S)
_CLOSING = re.compile(
    r"^(?:以上整改|如对|如有异议|特此公示|现将|公示期间|附表|附件)|(?:如有异议|进行反馈|提出异议)"
)
_IN_BRACKETS = re.compile(r"^[【\[〖]([^】\]〗]{2,24})[】\]〗]\s*[：:]?\s*(.*)$", re.S)
_SEQUENCE = re.compile(r"^(序号)\s*[:：]?\s*(\d+)\s*")
_BROKEN_LABEL = 3
_INLINE = re.compile(r"[；;。，,\s]+([\u4e00-\u9fff]{2,10})\s*[:：]\s*")
_FEWEST_FIELDS = 2
_DATE_LINE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日[。]?$")
_NOTICE_FIELDS = frozenset({"progress", "status", "result", "goal"})
_REPORT_FIELDS = frozenset({"progress", "status", "result", "findings"})
_PROBLEM = "反馈问题"
Line = tuple[int, str]


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold something, numbered from 0."""
    return [(number, line.strip()) for number, line in enumerate(text.splitlines()) if line.strip()]


def document_table(name: str, lines: list[Line], unit: str = "行") -> Table | None:
    """The records of a running text; None when fewer than three labels are found.

    `unit` is what a place is counted in: 行 of a text file, 段 of a Word document.
    """
    labelled = [bool(label_at(lines, position)[0]) for position in range(len(lines))]
    starts = plan_starts([line for _number, line in lines], _group_starts(lines, labelled))
    pairs, loose = _read_plan(lines, starts) if starts else _read(lines)
    labels = {pair[2] for pair in pairs}
    if len(labels) < FEWEST_PAIRS or sum(is_header(label) for label in labels) < _FEWEST_FIELDS:
        return None
    if not starts:
        pairs = _with_description(_with_number(pairs, loose))
    return form_table(name, pairs, loose, unit=unit)


def _group_starts(lines: list[Line], labelled: list[bool]) -> list[int]:
    """The positions of the labels that open a group: the first, and each that repeats a label of its group."""
    starts: list[int] = []
    seen: set[str] = set()
    for position, is_labelled in enumerate(labelled):
        found = label_at(lines, position)[0] if is_labelled else []
        names = {
            folded_header(label) for label, content in found if content or _field(label) != "description"
        }
        if not names:
            continue  # 二、整改任务 alone on its line may be the chapter that holds all problems
        if not starts or names & seen:
            starts.append(position)
            seen = set()
        seen |= names
    return starts


def _read_plan(lines: list[Line], starts: list[Start]) -> tuple[list[Pair], list[Line]]:
    """The blocks of a plan, one a problem: heading and text up to the first label, then the labelled contents."""
    pairs: list[Pair] = []
    loose: list[Line] = list(lines[: starts[0].begin])
    follows = [*(start.begin for start in starts[1:]), len(lines)]
    for start, follow in zip(starts, follows, strict=True):
        row = lines[start.begin][0]
        if start.number:
            pairs.append((row, 0, start.label, start.number))
        problem = [start.text, *(line for _number, line in lines[start.begin + 1 : start.labels])]
        has_own = any(
            header_field(label)[0] == "description" for label, _content in label_at(lines, start.labels)[0]
        )
        span = lines[start.labels - 1][0] - row
        pairs.append((row, span, "标题" if has_own else _PROBLEM, "\n".join(filter(None, problem))))
        found, others = _read(lines[start.labels : min(start.end, follow)])
        pairs += found
        loose += others + lines[min(start.end, follow) : follow]
    return pairs, loose


def _read(lines: list[Line]) -> tuple[list[Pair], list[Line]]:
    """Contents under their labels, and the lines that stand under none."""
    pairs: list[Pair] = []
    loose: list[Line] = []
    open_label = False
    position = 0
    while position < len(lines):
        number, line = lines[position]
        found, used = label_at(lines, position)
        if found:
            pairs.extend((number, 0, label, content) for label, content in found)
            open_label = True
        elif not open_label or _closes(lines, position):
            open_label = False
            loose.append((number, line))
        else:
            row, _lines, label, content = pairs[-1]
            pairs[-1] = (row, number - row, label, f"{content}\n{line}" if content else line)
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


def label_at(lines: list[Line], position: int) -> tuple[list[tuple[str, str]], int]:
    """The labels with contents that begin at a line, and how many lines they take."""
    line = lines[position][1]
    plain = _HEADING.sub("", line)
    if sequence := _SEQUENCE.match(plain):
        rest = plain[sequence.end() :]
        return [("序号", sequence[2]), *([(rest, "")] if is_label(rest) else [])], 1
    labelled = _IN_BRACKETS.match(plain) or _LABELLED.match(plain)
    if labelled and is_label(labelled[1]):
        return _parted(labelled[1], labelled[2]), 1
    if is_label(plain):
        return [(plain, "")], 1
    for count in range(2, _BROKEN_LABEL + 1):
        joined = "".join(text for _number, text in lines[position : position + count])
        if all(len(text) <= 8 for _number, text in lines[position : position + count]) and is_label(joined):
            return [(joined, "")], count
    return [], 1


def _parted(label: str, content: str) -> list[tuple[str, str]]:
    """Several labels on one line (`责任单位：甲；责任领导：乙`), each with its content; measures keep their brackets whole."""
    if _field(label) == "measures":
        return [(label, content)]
    parts: list[tuple[str, str]] = []
    for found in _INLINE.finditer(content):
        before = content[: found.start()]
        if is_header(found[1]) and before.count("（") + before.count("(") == before.count(
            "）"
        ) + before.count(")"):
            rest = _parted(found[1], content[found.end() :])
            parts = [(label, before.strip()), *rest]
            break
    return parts or [(label, content)]


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
