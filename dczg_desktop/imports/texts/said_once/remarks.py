"""Sentences after the problems of a chapter that speak for all of them (`以上问题责任单位均为县水利局，整改时限均为2025年底前。`)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.outline.plan import Block

_OPENING = re.compile(
    r"^\s*(?:注[:：]\s*)?[（(]?(?:以上|上述|前述|本章|本部分|本类)(?:各|这)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?"
    r"[个项条类]?(?:所有|全部|各项?|反馈|整改)*(?:问题|任务|事项|项目)?[，,、:：]?(?:的|中|其)?"
)
_SAME = r"(?:均|都|全部|一律|统一)"
_LABEL = re.compile(rf"(?P<label>[\u4e00-\u9fff]{{2,8}}?){_SAME}(?:为|是|由|[:：])")
_MUST_BE = r"应|须|需|要|请|务必|确保|力争"
_WHEN = rf"(?:{_SAME}|并|{_MUST_BE})*(?:于|在)?(?=\s*\d{{4}}\s*年)"
_THEN = re.compile(rf"[，,]\s*{_WHEN}.*", re.S)
"""The clause of the day behind the units (责任单位均为县水利局，须于2025年底前完成)."""
_BY = re.compile(rf"{_SAME}由(?P<units>.+?)(?=负责|承担|组织|[。；;]|$)")
_CLAUSE = re.compile(r"[^，,。；;]+")
_MUST = re.compile(rf"{_SAME}(?:应|须|需|要)?(?:在|于)?")
_AT = re.compile(rf"\s*{_WHEN}")
_BIDS = re.compile(rf"{_SAME}|{_MUST_BE}")
_SENTENCE = re.compile(r"[^。]+。?")
_DEEPEST = 2
"""The level of （二）: what a measure (1. …) says is of its own problem."""
_YEAR = re.compile(r"\d{4}")
_DONE = re.compile(r"(?:之?前)?(?:全部)?(?:整改)?(?:完成|到位)")
_LABELS = {"deadline": "整改时限", "responsible_unit": "责任单位"}
_END = "，,。；;、）) 　"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that stood before line `position` of the others: its number in the text, its words, what it says."""

    position: int
    line: Line
    said: tuple[tuple[str, str], ...]


def without_remarks(lines: Sequence[Line], shared: frozenset[str]) -> tuple[list[Line], list[Remark]]:
    """The lines without such sentences, and the sentences; one that says nothing of `shared` fields stays where it is."""
    kept: list[Line] = []
    remarks: list[Remark] = []
    for line in lines:
        said = _said(line[1], shared)
        if not said:
            kept.append(line)
            said = _said_inside(line[1], shared)
        if said:
            remarks.append(Remark(len(kept), line, said))
    return kept, remarks


def _said_inside(text: str, shared: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """What a sentence inside a numbered paragraph says of all problems (（二）限时整改。上述问题须于…前完成。): the paragraph stays."""
    heading = heading_of(text)
    if heading is None or heading.level > _DEEPEST:
        return ()
    sentences = (found[0] for found in _SENTENCE.finditer(text) if found.start())
    return next(filter(None, (_said(one, shared) for one in sentences)), ())


def _said(text: str, shared: frozenset[str]) -> tuple[tuple[str, str], ...]:
    opening = _OPENING.match(text)
    if not opening or not _BIDS.search(text):
        return ()
    rest = text[opening.end() :]
    found = [one for one in _LABEL.finditer(rest) if header_field(one["label"])[0] in shared]
    said = []
    for one, following in zip(found, [*found[1:], None], strict=False):
        content = rest[one.end() : following.start() if following else len(rest)]
        content = re.split(r"[。；;]", content)[0]
        if header_field(one["label"])[0] != "deadline":
            content = _THEN.sub("", content)
        said.append((one["label"], content.strip(_END)))
    fields = {header_field(label)[0] for label, _content in said}
    if "deadline" not in fields and (until := _until(rest)):
        said.append((_LABELS["deadline"], until))
    if not fields & {"responsible_unit", "lead_unit"} and not found and (by := _BY.search(rest)):
        said.append((_LABELS["responsible_unit"], _THEN.sub("", by["units"]).strip(_END)))
    return tuple((label, content) for label, content in said if content)


def _until(rest: str) -> str:
    """The day until which all of them are done (均须在2025年底前完成); '' when no clause says so."""
    for clause in _CLAUSE.findall(rest):
        for must in filter(None, (_MUST.search(clause), _AT.match(clause))):
            year = _YEAR.search(clause, must.end())
            done = _DONE.search(clause, year.end()) if year else None
            if done:
                day = clause[must.end() : done.start()].strip()
                return f"{day}前" if "前" in done[0] else day
    return ""


def spoken_for(
    remarks: Sequence[Remark], blocks: Sequence[Block], groups: Sequence[list[Pair]]
) -> list[list[Pair]]:
    """The contents of every problem with what the sentence after its chapter says and the problem does not say itself."""
    found = [list(group) for group in groups]
    known = [{header_field(label)[0] for _row, _more, label, text in group if text} for group in groups]
    starts = [max(block.heading, block.labels) for block in blocks]
    for number, remark in enumerate(remarks):
        before = remarks[number - 1].position if number else 0
        for place in meant(bisect_left(starts, remark.position), before, blocks):
            new = [one for one in remark.said if header_field(one[0])[0] not in known[place]]
            found[place] += [(remark.line[0], 0, label, content) for label, content in new]
            known[place] |= {header_field(label)[0] for label, _content in new}
    return found


def meant(end: int, before: int, blocks: Sequence[Block]) -> Iterator[int]:
    """Of the problems before `end` those of the chapter of the last one; without chapters those since the sentence `before`."""
    chapter = blocks[end - 1].chapters if end else []
    for place in range(end - 1, -1, -1):
        block = blocks[place]
        if block.chapters[: len(chapter)] != chapter if chapter else block.labels < before:
            return
        yield place
