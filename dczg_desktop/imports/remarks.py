"""Sentences after the problems of a chapter that speak for all of them (`以上问题责任单位均为县水利局，整改时限均为2025年底前。`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.contents import Line
from dczg_desktop.imports.plan import Block
from dczg_desktop.imports.upright import Pair

_OPENING = re.compile(
    r"^\s*(?:注[:：]\s*)?[（(]?(?:以上|上述|前述|本章|本部分|本类)(?:各|这)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?"
    r"[个项条类]?(?:所有|全部|各项?|反馈|整改)*(?:问题|任务|事项|项目)?[，,、:：]?(?:的|中|其)?"
)
_SAME = r"(?:均|都|全部|一律|统一)"
_LABEL = re.compile(rf"(?P<label>[\u4e00-\u9fff]{{2,8}}?){_SAME}(?:为|是|由|[:：])")
_BY = re.compile(rf"{_SAME}由(?P<units>.+?)(?=负责|承担|组织|$)")
_UNTIL = re.compile(
    rf"{_SAME}(?:应|须|需|要)?(?:在|于)?(?P<day>[^，,。；;]*?\d{{4}}[^，,。；;]*?)(?:之?前)?(?:全部)?(?:整改)?(?:完成|到位)"
)
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
        if said:
            remarks.append(Remark(len(kept), line, said))
        else:
            kept.append(line)
    return kept, remarks


def _said(text: str, shared: frozenset[str]) -> tuple[tuple[str, str], ...]:
    opening = _OPENING.match(text)
    if not opening or not re.search(_SAME, text):
        return ()
    rest = text[opening.end() :]
    found = [one for one in _LABEL.finditer(rest) if header_field(one["label"])[0] in shared]
    said = []
    for one, following in zip(found, [*found[1:], None], strict=False):
        content = rest[one.end() : following.start() if following else len(rest)]
        content = re.split(r"[。；;]", content)[0]
        said.append((one["label"], content.strip(_END)))
    fields = {header_field(label)[0] for label, _content in said}
    if "deadline" not in fields and (until := _UNTIL.search(rest)):
        day = until["day"]
        said.append((_LABELS["deadline"], f"{day}前" if until[0][len(day) :].count("前") else day))
    if not fields & {"responsible_unit", "lead_unit"} and not found and (by := _BY.search(rest)):
        said.append((_LABELS["responsible_unit"], by["units"].strip(_END)))
    return tuple((label, content) for label, content in said if content)


def spoken_for(
    remarks: Sequence[Remark], blocks: Sequence[Block], groups: Sequence[list[Pair]]
) -> list[list[Pair]]:
    """The contents of every problem with what the sentence after its chapter says and the problem does not say itself."""
    found = [list(group) for group in groups]
    for number, remark in enumerate(remarks):
        before = remarks[number - 1].position if number else 0
        for place in _meant(remark, before, blocks):
            known = {header_field(label)[0] for _row, _more, label, text in found[place] if text}
            found[place] += [
                (remark.line[0], 0, label, content)
                for label, content in remark.said
                if header_field(label)[0] not in known
            ]
    return found


def _meant(remark: Remark, before: int, blocks: Sequence[Block]) -> list[int]:
    """The problems of the chapter the sentence stands in; without chapters those since the sentence before it."""
    above = [
        place for place, block in enumerate(blocks) if max(block.heading, block.labels) < remark.position
    ]
    if not above:
        return []
    chapter = blocks[above[-1]].chapters
    if chapter:
        return [place for place in above if blocks[place].chapters[: len(chapter)] == chapter]
    return [place for place in above if blocks[place].labels >= before]
