"""Whom a list of problems is sent to and until when all of them must be done: said once, above and below the list (你单位…于8月31日前完成整改)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.units import split_units
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import field_of

_ADDRESSEE = re.compile(r"^(?P<name>[\u4e00-\u9fff（）()]{4,30})\s*[：:]$")
_CHECKED = re.compile(
    r"^(?:被|受)(?:检查?|督察|督办|检查督办|通知|约谈|通报|预警)(?:单位|企业|对象)(?:名称)?\s*[：:]\s*([\u4e00-\u9fff（）()]{4,30})$"
)
_SEVERAL = re.compile(r"各|有关|相关|所属|直属|成员|领导|同志|如下|问题|情况|以下")
_YOU = re.compile(
    r"[你贵](?:们|单位|公司|企业|厂|矿|场|站|院|校|局|委|办|镇|乡|县|市|区|村|街道|管委会|中心|合作社)"
)
_WHO = re.compile(r"(?:责任|牵头|主办|承办|落实|实施)(?:单位|部门|主体)|牵头|责任人")
_ANSWERED = frozenset({"findings", "substantiated", "result", "progress", "completion"})
_CLAUSE = re.compile(r"[^，,。；;\n]+")
_UNTIL = re.compile(
    r"(?P<when>(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*(?:\d{1,2}\s*日|底|上旬|中旬|下旬)\s*之?前)(?P<what>.*)$"
)
_WHOLE = re.compile(r"(?:完成|整改|解决|办结|处理|治理)")
_NO_WORK = re.compile(r"报送|报告|上报|反馈|提交|提出|制定|方案|书面|函复|回复|反映")
_NOT_TAKEN, _COMPARE = "单位、时限没有另外取出，请对照原文核对。", "请对照原文核对。"
UNIT, WHEN = "责任单位", "整改时限"


@dataclass(frozen=True, slots=True)
class Demand:
    """The unit and the time with the lines they stand on; empty words where nothing is said."""

    unit: Line = (0, "")
    when: Line = (0, "")

    @property
    def words(self) -> str:
        """What is said of a problem that names neither at its end."""
        return _COMPARE if self.unit[1] or self.when[1] else _NOT_TAKEN


NOTHING = Demand()


def demand_of(lines: Sequence[Line], first: int, last: int) -> Demand:
    """What is said to all around a list that stands from line `first` to line `last`."""
    unit = (0, "")
    if any(_YOU.search(line) for _row, line in (*lines[:first], *lines[last + 1 :])):
        unit = next(filter(lambda one: one[1], map(_addressed, lines[:first])), unit)
    unit = unit if unit[1] else next(filter(lambda one: one[1], map(_checked, lines[:first])), unit)
    days = {day: row for row, line in lines[last + 1 :] for day in _days(line)}
    when = next(((row, day) for day, row in days.items()), (0, "")) if len(days) == 1 else (0, "")
    return Demand(unit, when)


def demand_of_plan(lines: Sequence[Line], groups: Sequence[Sequence[Pair]], first: int, last: int) -> Demand:
    """The same of problems with labels; nothing where any of them names who does it, or they are petitions with what was found."""
    fields = {field_of(label) for group in groups for _row, _more, label, text in group if text}
    if fields & _ANSWERED or any(_WHO.search(line) for _row, line in lines):
        return NOTHING
    return demand_of(lines, first, last)


def with_demand(group: list[Pair], demand: Demand) -> list[Pair]:
    """A problem with what it does not say itself."""
    known = {field_of(label) for _row, _more, label, text in group if text}
    said = [(UNIT, demand.unit), (WHEN, demand.when)]
    own = {"lead_unit": UNIT, "responsible_unit": UNIT, "deadline": WHEN}
    has = {own[name] for name in known & own.keys()}
    return [*group, *((row, 0, label, text) for label, (row, text) in said if text and label not in has)]


def demand_fault(table: Table, demand: Demand) -> Iterator[Fault]:
    """The question about what was taken so."""
    said = [
        words
        for words, (_row, text) in (
            (f"责任单位取自开头的“{demand.unit[1]}”", demand.unit),
            (f"整改时限取自后面写的“{demand.when[1]}”", demand.when),
        )
        if text
    ]
    if said and table.records:
        place = table.records[0].cells.get("description", "")
        yield Fault(
            f"{table.sheet}!{place}", "", f"各个问题没有分别写单位、时限的，{'，'.join(said)}，请核对。"
        )


def _addressed(line: Line) -> Line:
    found = _ADDRESSEE.match(line[1])
    name = found["name"] if found and not _SEVERAL.search(found["name"]) else ""
    return (line[0], name) if len(split_units(name)) == 1 else (0, "")


def _checked(line: Line) -> Line:
    """The unit that a record of a check names as the one that was checked."""
    found = _CHECKED.match(line[1])
    return (line[0], found[1]) if found and len(split_units(found[1])) == 1 else (0, "")


def _days(line: str) -> Iterator[str]:
    """The days until which a line wants the work done; that of a report or a plan is none."""
    for clause in _CLAUSE.findall(line):
        found = _UNTIL.search(clause)
        what = found["what"].split("并")[0] if found else ""  # 整改到位并报送报告
        if found and _WHOLE.search(what) and not _NO_WORK.search(what):
            yield re.sub(r"\s", "", found["when"])
