"""Closure notices told in plain sentences, without a single label: what was found wrong and what was done, to be looked at."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import heading_of, named_problem, quoted_problem
from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.content.contents import Line, is_signature
from dczg_desktop.imports.texts.unlabelled.several_quoted import several_quoted

_TITLE = re.compile(r"(?:整改|销号|办结|验收).*公示|公示.*(?:整改|销号|办结)")
_LONGEST_TITLE, _MOST_LINES = 80, 8
_OPENING_SENTENCE = re.compile(r"公示如下|予以公示|进行公示|公示[：:]$")
_FOUND = re.compile(r"指出|反映|反馈问题(?:为|是)|存在")
_TROUBLE, _SHORTEST_TROUBLE = "问题", 4
_IF, _OBJECTION = re.compile(r"(?:如果?|若)(?:对|有)"), re.compile(r"异议|意见|疑问")
_SENTENCE = re.compile(r"[^。]+。?")
_DONE = re.compile(r"已|完成|整改到位|办结|落实|建成|清理|清运|拆除|关停|关闭|取缔|通过[^。，]{0,20}验收")
_PUBLIC = re.compile(r"公示|异议|(?:监督|联系|举报|受理|咨询|反馈)(?:电话|方式)")
_SHOWN = re.compile(r"^(?:特此公示|公示期|现?予以公示)")
_CALLS = re.compile(r"特此公示|公示期|公示时间")
_LABEL_SAID = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<label>(?:整改)?(?:责任|牵头|配合|督导|验收)单位|(?:整改|完成)(?:时限|期限)|整改目标)(?:为|是|[:：])(?P<content>[^，,。；;\n]{2,80})(?=[，,。；;\n]|$)"
)
_SHORTEST_STORY = 60
_QUESTION = "这件公示没有“整改情况”这样的小标题，问题和整改情况是按句子分开的，请对照原文核对。"


def prose_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The one record of such a notice, with a question; None when the text is no notice or says nothing that was done."""
    head = next((place for place, (_row, line) in enumerate(lines[:3]) if _is_title(line)), None)
    if head is None:
        return _paragraph_table(name, lines, unit)
    return (
        None
        if any(heading_of(line) for _row, line in lines[head + 1 :])
        else _titled_table(name, lines, head, unit)
    )


def _titled_table(name: str, lines: Sequence[Line], head: int, unit: str) -> Table | None:
    """The one record of a notice below its title, sentence by sentence."""
    problem: list[Line] = []
    done: list[Line] = []
    head = _end_of_title(lines, head)
    others: list[Line] = list(lines[: head + 1])
    body = [part for place in range(head + 1, len(lines)) for part in _parts(lines, place)]
    is_over = False
    for place, row, line in body:
        is_over = is_over or bool(done and is_closing(line))  # what follows says whom to call
        if (
            is_over
            or _OPENING_SENTENCE.search(line)
            or is_closing(line)
            or is_signature(lines[place : place + 3])
            or _SHOWN.search(line)
        ):
            others.append((row, line))
        elif not done and not problem and (quoted := quoted_problem(line) or named_problem(line)):
            problem.append((row, quoted))
            done.append((row, line))
        elif not done and not problem and _names_problem(_without_call(line)):
            first, rest = _first_sentence(line)
            problem.append((row, first))
            done += [(row, rest)] if rest else []
        else:
            done.append((row, line))
    if not any(_DONE.search(line) for _row, line in done):
        return None
    problem = problem or _named(others)
    number = next((found for _row, line in lines[: head + 2] if (found := titled_number(line))), "")
    pairs = [_pair("反馈问题", problem or [(done[0][0], "")]), _pair("整改完成情况", done)]
    pairs += said_in(done)
    if number:
        pairs.insert(0, (lines[head][0], 0, "编号", number))
    return several_quoted(
        _asked(form_table(name, pairs, sorted(others), unit=unit)), name, pairs, others, unit
    )


def said_in(lines: Sequence[Line]) -> list[Pair]:
    """The unit, the time and the goal that a sentence names in so many words (整改责任单位为甲县人民政府，整改时限为2026年5月底。)."""
    found: dict[str, Pair] = {}
    for row, line in lines:
        for one in _LABEL_SAID.finditer(line):
            found.setdefault(one["label"], (row, 0, one["label"], one["content"]))
    return list(found.values())


def _end_of_title(lines: Sequence[Line], head: int) -> int:
    """The last line of the title: a page often repeats it, broken over lines."""
    title, again = lines[head][1].replace(" ", ""), ""
    for place in range(head + 1, len(lines)):
        again += lines[place][1].replace(" ", "")
        if again == title:
            return place
        if not title.startswith(again):
            break
    return head


def _parts(lines: Sequence[Line], place: int) -> list[tuple[int, int, str]]:
    """A line of a notice; one that tells everything in one paragraph parted from its sentences to the public."""
    row, line = lines[place]
    told = "".join(one for one in _SENTENCE.findall(line) if not _PUBLIC.search(one))
    if len(told) < _SHORTEST_STORY or len(told) == len(line) or not _DONE.search(told):
        return [(place, row, line)]
    shown = "".join(one for one in _SENTENCE.findall(line) if _PUBLIC.search(one))
    return [(place, row, told), (place, row, shown)]


def _paragraph_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The one record of a notice without a title that says everything in one paragraph, with a question (…“…”问题已办结…现进行公示)."""
    is_called = any(_CALLS.search(line) for _row, line in lines)
    said = next(
        (one for one in lines if (is_called or _OPENING_SENTENCE.search(one[1])) and named_problem(one[1])),
        None,
    )
    if said is None or len(lines) > _MOST_LINES:
        return None
    row, whole = said
    shown = [one for one in _SENTENCE.findall(whole) if _PUBLIC.search(one)]
    done = "".join(one for one in _SENTENCE.findall(whole) if one not in shown)
    if not _DONE.search(done):
        return None
    pairs = [_pair("反馈问题", [(row, named_problem(whole))]), _pair("整改完成情况", [(row, done)])]
    pairs += said_in([(row, done)])
    if number := titled_number(whole):
        pairs.insert(0, (row, 0, "编号", number))
    others = [line for line in lines if line is not said] + [(row, one) for one in shown]
    return several_quoted(
        _asked(form_table(name, pairs, sorted(others), unit=unit)), name, pairs, others, unit
    )


def _asked(table: Table) -> Table:
    where = f"{table.sheet}!{place_told(table.records[0])}"
    return replace(table, faults=(*table.faults, Fault(where, "", _QUESTION)))


def place_told(record: RecordReading, label: str = "") -> str:
    """Where a record says what was done, or will be: a few words (整改已完成) may stand under another field."""
    fields = ("measures",) if label == "整改措施" else ("progress", "result", "status", "completion")
    return next((record.cells[one] for one in (*fields, "description") if one in record.cells), "")


def _named(lines: Sequence[Line]) -> list[Line]:
    """The problem that the title or the opening sentence quotes."""
    return [(row, found) for row, line in lines if (found := named_problem(line))][:1]


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not line.endswith("。") and bool(_TITLE.search(line))


def _without_call(line: str) -> str:
    """A line up to the call for objections (如对整改情况有异议，请…反映)."""
    for sentence in _SENTENCE.finditer(line):
        begins = _IF.search(line, *sentence.span())
        if begins and _OBJECTION.search(line, begins.end(), sentence.end()):
            return line[: begins.start()]
    return line


def _names_problem(line: str) -> int:
    """Where the words end that lead to the problem (指出, 存在…问题); 0 where there are none."""
    last = line.rfind(_TROUBLE) - _SHORTEST_TROUBLE
    found = (one.end() for one in _FOUND.finditer(line) if one[0] != "存在" or one.end() <= last)
    return next(found, 0)


def _first_sentence(line: str) -> tuple[str, str]:
    """The sentence that names the problem, and what follows it."""
    end = line.find("。", _names_problem(line))
    return (line[: end + 1], line[end + 1 :].strip()) if end >= 0 else (line, "")


def _pair(label: str, lines: Sequence[Line]) -> Pair:
    row = lines[0][0]
    return row, lines[-1][0] - row, label, "\n".join(line for _row, line in lines if line)
