"""What taking a row in as a new record would write, by name and before anything is written: made by what takes it in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.deadlines import read_deadline, reading_words
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.ordinals import round_in
from dczg_desktop.domain.petitions import completion_word, truth_word
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.vocabulary import categories, is_only_undone, status_of
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.around.stated import stated_day
from dczg_desktop.imports.tables.records.wholes import Wholes
from dczg_desktop.imports.tables.values.oddities import Oddities
from dczg_desktop.services.importing.acceptance import Line
from dczg_desktop.services.importing.imports import Preview
from dczg_desktop.services.importing.intake import PER_ROW, PETITION_FIELDS, records_of_rows
from dczg_desktop.services.importing.origin import ROLES, cells_of, duty_key, report_key
from dczg_desktop.services.importing.planned import TAKEN_IN
from dczg_desktop.services.importing.promises import base_of, plans_of
from dczg_desktop.services.importing.taking import Taking, source_name
from dczg_desktop.store.journal import Act

_OF_POINT = ("unit", "substantiated", "findings", "result")
_BEFORE_UNITS, _BEHIND_UNITS = ("category", "area", "goal"), ("accountability", "remark")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One thing that would be written: its name, what is written, how that is understood, and the cell it stands in."""

    name: str
    text: str
    reading: str = ""
    cell: str = ""


def foreseen(preview: Preview, line: Line) -> tuple[Foreseen, ...]:
    """What a row would become, with the rows merged under it; empty where its table is not taken in."""
    index, row = line
    table = preview.reading.tables[index]
    if table.kind not in TAKEN_IN:
        return ()
    odd = Oddities(table)
    rows = [one for one in table.records if row in {one.row, one.merged_from}]
    taken = [odd.without(one) for one in rows]
    taking = _taking(preview, replace(table, records=tuple(taken)))
    made: dict[str, list[Mapping[str, Value]]] = defaultdict(list)
    for record in records_of_rows(taking, 0, table, taken):
        made[record.kind].append(_named(record))
    whole = Wholes(table, taken).of(taken[0])
    said = _Said(
        taking, table, whole, made, source_name(table, whole, preview.source), cells_of(table, whole)
    )
    return tuple(one for one in (said.petition() if made["petition"] else said.problem()) if one.text)


def _taking(preview: Preview, table: Table) -> Taking:
    """An acceptance of nothing but these rows, as the first table of their file."""
    named, places = preview.view.offices
    plans = plans_of(replace(preview.reading, tables=(table,)), {(0, one.row) for one in table.records})
    return Taking(
        Act("导入表格"), preview.handing.today, preview.reading.file_name, named, places, "", 1, preview.handing,
        plans=plans,
    )  # fmt: skip


def _named(record: Record) -> Mapping[str, Value]:
    return {"uid": record.uid, **record.fields}


@dataclass(frozen=True, slots=True)
class _Said:
    """The records made of a row, what it says with the rows merged under it, and where its values stand."""

    taking: Taking
    table: Table
    whole: RecordReading
    made: Mapping[str, list[Mapping[str, Value]]]
    source: str
    cells: Mapping[str, str]

    def problem(self) -> Iterator[Foreseen]:
        """A problem with everything that hangs on it, in the order of a responsibility list."""
        (problem,) = self.made["problem"]
        for one in self.made["problem_source"]:
            yield self._of("编号", _number(one), "number")
        named = round_in(self.source)
        yield self._of("问题来源", self.source, "source", f"轮次：{named}" if named else "")
        yield self._of("序号", problem["sequence"], "sequence")
        yield from self._fields("problem", problem, ("description", *_BEFORE_UNITS))
        yield from self._duties()
        yield from self._deadline()
        yield from self._measures()
        stated = str(problem["stated_status"])
        yield self._of("完成状态", stated, "status", _state(stated))
        for one in self.made["progress"]:
            usual = self._columns.get("progress", "progress")
            told = self._columns.get(report_key(str(one["period"])), usual)
            yield self._of(f"进展（{one['period']}）", one["text"], told)
        yield from self._fields("problem", problem, _BEHIND_UNITS)
        yield self._of("交办日期", problem["assigned_on"] or "")
        yield from self._extra(problem)

    @property
    def _provenance(self) -> Mapping[str, Any]:
        found: Any = self.made["problem"][0]["provenance"]
        return found  # type: ignore[no-any-return]

    @property
    def _columns(self) -> Mapping[str, str]:
        """The columns of what stands in another one than usual."""
        return self._provenance.get("columns") or {}

    def petition(self) -> Iterator[Foreseen]:
        """A petition in the order of its list."""
        (one,) = self.made["petition"]
        yield self._of("受理编号", _number(one), "number")
        yield self._of("问题来源", self.source, "source")
        yield from self._fields("petition", one, PETITION_FIELDS)
        yield self._of("办结日期", one["completed_on"] or "", "completed_on")
        for number, point in enumerate(self.made["petition_point"], start=1):
            said = (f"{label_of('petition_point', name)}：{point[name]}" for name in _OF_POINT if point[name])
            yield Foreseen(f"第 {number} 点", str(point["text"]), "\n".join(said))
        yield self._of("承办单位", dict(self.taking.offices.values()).get(str(one["office_uid"]), ""))
        yield from self._extra(one)

    def _of(self, name: str, text: Value, field: str = "", reading: str = "") -> Foreseen:
        words = str(text)
        is_other = bool(words) and reading != words
        return Foreseen(name, words, reading if is_other else "", self.cells.get(field, ""))

    def _fields(self, kind: str, values: Mapping[str, Value], names: Sequence[str]) -> Iterator[Foreseen]:
        for name in names:
            text = str(values[name])
            yield self._of(label_of(kind, name), text, name, _reading(name, text, values))

    def _duties(self) -> Iterator[Foreseen]:
        for field, role in ROLES:
            names = [str(one["name"]) for one in self.made["duty"] if one["role"] == role.value]
            fields = [self._columns.get(duty_key(role.value, name), field) for name in names]
            cells = dict.fromkeys(filter(None, [self.cells.get(one, "") for one in fields]))
            yield Foreseen(role.value, "\n".join(names), "", "、".join(cells))

    def _deadline(self) -> Iterator[Foreseen]:
        for one in self.made["deadline"]:
            raw, base = str(one["raw"]), base_of(self.table, self.whole, self.taking.today)
            start = stated_day(self.table, self.taking.today)
            reading = reading_words(read_deadline(raw, base, start=start, asks_start=True))
            yield self._of("整改时限", raw, "deadline", reading.removeprefix("读作 "))
        yield self._of("节点", "\n".join(self._nodes("")))

    def _nodes(self, measure_uid: str) -> list[str]:
        return [
            f"{one['due']}　{one['title']}"
            for one in self.made["milestone"]
            if one["measure_uid"] == measure_uid
        ]

    def _measures(self) -> Iterator[Foreseen]:
        for number, one in enumerate(self.made["measure"], start=1):
            due = f"（{one['due']}）" if one["due"] else ""
            parts = [f"单位：{one['unit']}" if one["unit"] else ""]
            parts += [f"时限：{one['deadline']}{due}" if one["deadline"] else ""]
            parts += [f"节点：{node}" for node in self._nodes(str(one["uid"]))]
            parts += [f"完成情况：{excerpt(str(one['result']))}" if one["result"] else ""]
            yield Foreseen(
                f"措施 {number}", str(one["text"]), "\n".join(filter(None, parts)), self._cell_of(one)
            )

    def _cell_of(self, measure: Mapping[str, Value]) -> str:
        """Where a measure stands: one of a row below the first in its own cell."""
        own = (self._provenance.get("rows") or {}).get(str(int(str(measure["position"])) // PER_ROW))
        return str((own["cells"] if own else self.cells).get("measures", ""))

    def _extra(self, values: Mapping[str, Value]) -> Iterator[Foreseen]:
        kept = values["extra"]
        for heading, text in kept.items() if isinstance(kept, Mapping) else ():
            yield self._of(f"{heading}（其他字段）", text, heading)


def _state(stated: str) -> str:
    if is_only_undone(stated):
        return "没有完成，赶没赶上进度没有写"
    return status_of(stated) or "没有读出状态"


def _number(one: Mapping[str, Value]) -> str:
    """A number with its batch and the mark of an item to be watched."""
    batch = f"　{one['batch']}" if one["batch"] else ""
    return f"{one['number']}{batch}{'　重点件' if one['starred'] else ''}"


def _reading(name: str, text: str, values: Mapping[str, Value]) -> str:
    """How what stands under a heading is understood; '' where it is taken as it stands."""
    if name == "category":
        return "、".join(categories(text))
    if name == "substantiated":
        return truth_word(text)
    if name == "completion":
        return completion_word(text)
    return str(values["due"] or "没有读出日期") if name == "deadline" else ""
