"""Plans and notices written before the readers saw them, marked with what a careful clerk reads from them.

`{goal|…}` marks a text with the field it belongs to, `@@` begins the next problem, `@!` ends the last one, `! name=value`
lists facts that are no text. `| a | b |` is a row of a table, `~1[（一）]` a number that Word counts itself, `#1` a heading,
`^head` a page header, `^box` a text box, `^note` a footnote.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dczg_desktop.base.text import folded
from dczg_desktop.domain.notices import ClosureNotice, is_notice, notice_of
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.workdays import shipped_calendar, working_days
from dczg_desktop.imports.labels import names_field
from dczg_desktop.imports.outside import OUTSIDE, outside_of
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.services.importing.promises import PlannedMeasure, planned_measures

FOLDER = Path(__file__).parents[1] / "data" / "first_sight"
_ROW = re.compile(r"^\|\s(.*)\s\|$")
_MADE = re.compile(r"^(?P<kind>#\d |\^\w+ )?(?:~(?P<level>\d)\[(?P<number>[^\]]*)\])?(?P<text>.*)$", re.S)
_FIELDS = {
    "text": ("description",), "goal": ("goal",), "due": ("deadline",), "resp": ("responsible_unit",),
    "lead": ("lead_unit",), "coop": ("supporting_unit",), "sup": ("supervising_unit",), "acc": ("accepting_unit",),
    "leader": ("responsible_leader", "lead_leader"), "person": ("responsible_person",), "prog": ("progress", "result"),
    "measures": ("measures",), "findings": ("findings",), "batch": ("batch",), "area": ("area",), "category": ("category",),
    "source": ("source",), "accountability": ("accountability",),
}  # fmt: skip
_FREE = {"measures", "sequence", "number", "status", "remark"}
_OF_NOTICES = {
    "text": "description", "goal": "goal", "due": "deadline", "resp": "responsible", "acc": "accepting", "prog": "progress",
    "measures": "measures", "acc_text": "acceptance", "receiver": "receiver", "phone": "phone", "address": "address", "by": "issued_by",
}  # fmt: skip


@dataclass(slots=True)
class Item:
    """What one problem must give: texts by field, its measures as `{m, mu, ml, mc, mw}`."""

    fields: dict[str, str] = field(default_factory=dict)
    measures: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """One document: its lines with the marks for Word still on, what it must give, and facts that are no text."""

    name: str
    lines: list[str]
    items: list[Item]
    shared: dict[str, str]
    facts: dict[str, str]

    @property
    def has_tables(self) -> bool:
        return any(_ROW.match(line) for line in self.lines)

    @property
    def plain(self) -> str:
        """The text as it is pasted: Word's own numbers stand in it, headers, footnotes and boxes do not."""
        kept = []
        for line in self.lines:
            made = _MADE.match(line)
            if made and not (made["kind"] or "").startswith("^"):
                gap = "\t" if made["number"] and made["number"][-1].isalnum() else ""
                kept.append((made["number"] or "") + gap + made["text"].replace("<br>", "\n"))
        return "\n".join(kept) + "\n"


def documents(name: str) -> list[Document]:
    """The documents of one file of the corpus."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (\S+)\n", text, flags=re.M)[1:]
    return [_document(title, body) for title, body in zip(parts[::2], parts[1::2], strict=True)]


def _document(name: str, body: str) -> Document:
    facts = dict(re.findall(r"(\w+)=(\S+)", " ".join(re.findall(r"^! (.*)$", body, flags=re.M))))
    body = re.sub(r"^! .*\n?", "", body, flags=re.M)
    parts = re.split(r"^(@@|@!\n)", body, flags=re.M)
    shared: dict[str, str] = {}
    items: list[Item] = []
    plain = [_marked(parts[0], shared, None)]
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        if sign == "@@":
            items.append(Item(dict({"chapter": shared["chapter"]} if "chapter" in shared else {})))
            plain.append(_marked(part, shared, items[-1]))
        else:
            plain.append(_marked(part, shared, None))
    items = items or [Item(shared)]
    lines = [_line for _line in "".join(plain).split("\n") if _line.strip()]
    return Document(name, lines, items, shared, facts)


def _marked(text: str, shared: dict[str, str], item: Item | None) -> str:
    """The text without its marks; what they mark goes to the item, else to what the document says once."""
    out: list[str] = []
    stack: list[tuple[str, int]] = []
    position = 0
    while position < len(text):
        opening = re.match(r"\{(\w+)\|", text[position:])
        if opening:
            if opening[1] == "m" and item is not None:
                item.measures.append({})
            stack.append((opening[1], len(out)))
            position += opening.end()
            continue
        if text[position] == "}" and stack:
            name, start = stack.pop()
            content = "".join(out[start:]).replace("<br>", "\n")
            if item is not None and name in {"m", "mu", "ml", "mc", "mw", "ms"}:
                last = item.measures[-1]
                last[name] = f"{last[name]}、{content}" if name in last else content
            else:
                _keep(name, content, shared, item)
        else:
            out.append(text[position])
        position += 1
    return "".join(out)


def _keep(name: str, content: str, shared: dict[str, str], item: Item | None) -> None:
    if name == "chapter":
        shared[name] = content
        return
    place = shared if item is None else item.fields
    place[name] = f"{place[name]}\n{content}" if name in place else content


# ---------------------------------------------------------------- what was read


@dataclass(frozen=True, slots=True)
class Answer:
    """One field: what it must be, what was read, and whether that is right; `asked` when the program has a question there."""

    document: str
    item: int
    name: str
    wanted: str
    got: str
    is_right: bool
    asked: str = ""


def plan_answers(document: Document, reading: ImportReading) -> Iterator[Answer]:
    """Every field of a plan beside what was read; a missing or surplus record is an answer too."""
    records = [(table, record) for table in reading.tables for record in table.records]
    yield Answer(document.name, 0, "records", str(len(document.items)), str(len(records)), len(records) == len(document.items))  # fmt: skip
    for number, item in enumerate(document.items):
        table, record = _best(item, records, number)
        yield from _fields(document.name, number, item, table, record)
        yield from _measures(document.name, number, item, record)


def _best(
    item: Item, records: list[tuple[Table, RecordReading]], number: int
) -> tuple[Table | None, RecordReading | None]:
    wanted = folded(item.fields.get("text", ""))[-20:]
    for table, record in records:
        if wanted and wanted in folded("".join([*record.fields.values(), *record.extra.values()])):
            return table, record
    return (None, None)


def _fields(
    name: str, number: int, item: Item, table: Table | None, record: RecordReading | None
) -> Iterator[Answer]:
    asked = _questions(table, record)
    for key, wanted in item.fields.items():
        if record is None:
            yield Answer(name, number, key, wanted, "（没有这条）", False)
        else:
            got, is_right = _got(key, wanted, record)
            yield Answer(name, number, key, wanted, got, is_right, asked)
    if record is not None:
        expected = {place for key in item.fields for place in _FIELDS.get(key, ())} | _FREE
        for place in sorted({field for field, text in record.fields.items() if text} - expected):
            yield Answer(name, number, f"+{place}", "", record.fields[place], False, asked)


def _got(key: str, wanted: str, record: RecordReading) -> tuple[str, bool]:
    """What the record says under one key, and whether that is right."""
    if key == "no":
        got = record.fields.get("number") or record.fields.get("sequence") or ""
        return got, ordinal_of(got) == ordinal_of(wanted)
    if key == "chapter":
        got = record.extra.get("所在章节", "")
        return got, _plain(wanted) in _plain(got)
    if key == "text2":
        got = "".join([*record.fields.values(), *record.extra.values()])
        return got, _plain(wanted) in _plain(got)
    if key == "extra":
        got = next((text for text in record.extra.values() if _same(text, wanted)), "")
        return got, bool(got)
    got = next((text for place in _FIELDS[key] if (text := record.fields.get(place, ""))), "")
    return got, _agrees(key, got, wanted)


def _measures(name: str, number: int, item: Item, record: RecordReading | None) -> Iterator[Answer]:
    if not item.measures:
        return
    text = record.fields.get("measures", "") if record else ""
    made = planned_measures(text, date(2025, 1, 1))
    ok = len(made) == len(item.measures)
    yield Answer(name, number, "measures", str(len(item.measures)), f"{len(made)}: {text}", ok)
    for place, wanted in enumerate(item.measures):
        got = made[place] if ok else None
        yield from _measure(name, number, place, wanted, got)


def _measure(
    name: str, number: int, place: int, wanted: dict[str, str], got: PlannedMeasure | None
) -> Iterator[Answer]:
    label = f"m{place + 1}"
    text = got.text if got else ""
    bare = re.sub(
        r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|——|[①-⑳]|[一二三四五六七八九十]是|(?:整改)?措施[一二三四五六七八九十\d][：:])\s*",
        "",
        text,
    )
    ok = _plain(bare) == _plain(wanted["m"]) or _plain(text) == _plain(wanted["m"])
    yield Answer(name, number, label, wanted["m"], text, ok)
    units = [one for key in ("mu", "ml", "mc", "ms") for one in _names(wanted.get(key, ""))]
    if units:
        told = got.unit if got else ""
        lacking = [one for one in units if one not in told]
        yield Answer(name, number, f"{label}.unit", "、".join(units), told, not lacking)
    elif got and got.unit:
        yield Answer(name, number, f"{label}.unit", "", got.unit, False)
    if "mw" in wanted:
        yield Answer(name, number, f"{label}.when", wanted["mw"], got.deadline if got else "", bool(got) and _when(got.deadline) == _when(wanted["mw"]))  # fmt: skip


def _when(text: str) -> str:
    return _plain(re.sub(r"[前完成。]+$", "", text))


def notice_answers(document: Document, reading: ImportReading) -> Iterator[Answer]:
    """Every field of a notice beside what was read."""
    notices = list(notices_of(reading))
    wanted_count = len(document.items)
    yield Answer(document.name, 0, "notices", str(wanted_count), str(len(notices)), len(notices) == wanted_count)  # fmt: skip
    for number, item in enumerate(document.items):
        record, notice = _notice(item, notices)
        wanted = dict(document.shared) | item.fields
        for key, text in wanted.items():
            if key == "chapter":
                continue
            yield _told(document.name, number, key, text, record, notice, _all_questions(reading))
        yield from _facts(document, number, notice)


def _notice(
    item: Item, notices: list[tuple[RecordReading, ClosureNotice]]
) -> tuple[RecordReading | None, ClosureNotice | None]:
    wanted = folded(item.fields.get("text", ""))[-12:]
    for record, notice in notices:
        if wanted in folded(notice.description) or wanted in folded("".join([*record.fields.values(), *record.extra.values()])):  # fmt: skip
            return record, notice
    return notices[0] if notices and not wanted else (None, None)


def _told(
    name: str,
    number: int,
    key: str,
    wanted: str,
    record: RecordReading | None,
    notice: ClosureNotice | None,
    questions: list[str],
) -> Answer:
    if record is None or notice is None:
        return Answer(name, number, key, wanted, "（没有这条）", False)
    asked = "；".join([*(f"{one.where}：{one.words}" for one in notice.doubts), *questions])
    if key == "no":
        return Answer(name, number, key, wanted, notice.number, ordinal_of(notice.number) == ordinal_of(wanted), asked)  # fmt: skip
    if key in _OF_NOTICES:
        got = str(getattr(notice, _OF_NOTICES[key]) or (notice.conclusion if key == "acc_text" else "") or "")
        return Answer(name, number, key, wanted, got, _agrees(key, got, wanted, asked), asked)
    got = next((text for place in _FIELDS.get(key, ()) if (text := record.fields.get(place, ""))), "")
    if key == "extra":
        got = next((text for text in record.extra.values() if _same(text, wanted)), "")
    return Answer(name, number, key, wanted, got, _agrees(key, got, wanted, asked), asked)


def _all_questions(reading: ImportReading) -> list[str]:
    return [fault.message for table in reading.tables for fault in table.faults]


def _facts(document: Document, number: int, notice: ClosureNotice | None) -> Iterator[Answer]:
    shown = {
        "petition": (lambda one: "yes" if one.petition else "no"),
        "starts": (lambda one: str(one.period.starts or "")),
        "ends": (lambda one: str(one.period.ends or "")),
        "days": (lambda one: str(one.period.stated or "")),
        "working": (lambda one: "yes" if one.period.is_working else "no"),
        "on": (lambda one: str(one.issued_on or "")),
    }
    for key, wanted in document.facts.items():
        got = shown[key](notice) if notice else ""
        yield Answer(document.name, number, key, wanted, got, got == wanted)


def notices_of(reading: ImportReading) -> Iterator[tuple[RecordReading, ClosureNotice]]:
    """The notices of a reading as the program registers them."""
    calendar = shipped_calendar()
    for table in reading.tables:
        others = [*(row.text for row in table.left_out if row.why != OUTSIDE), *outside_of(reading.tables)]
        for record in table.records:
            if is_notice(record.fields, record.extra, table.title, others, table.sheet):
                yield (
                    record,
                    notice_of(
                        record.fields,
                        record.extra,
                        table.title,
                        others,
                        lambda a, b: working_days(a, b, calendar),
                    ),
                )


def ordinal_of(text: str) -> str:
    """A number for comparing: 第十二项, 12, （十二） are one."""
    plain = unicodedata.normalize("NFKC", text)
    bare = re.sub(r"[第项号()、.\s]", "", plain)
    return str(numeral(bare) or bare)


def _names(text: str) -> list[str]:
    return [one for one in re.split(r"[、，]", text) if one]


def _plain(text: str) -> str:
    return re.sub(r"[\s。；;，,：:]", "", unicodedata.normalize("NFKC", text))


def _same(got: str, wanted: str) -> bool:
    return bool(got) and _plain(got) == _plain(wanted)


def _agrees(key: str, got: str, wanted: str, asked: str = "") -> bool:
    """The same text but for signs and blanks; a problem may have its heading before it, a report more where it is asked about."""
    if _same(got, wanted):
        return True
    if key == "prog" and asked:
        return _plain(got).endswith(_plain(wanted))
    if key in {"text"}:
        lines = got.split("\n")
        return any(_same("".join(lines[place:]), wanted) for place in range(1, len(lines)))
    return False


def _questions(table: Table | None, record: RecordReading | None) -> str:
    if table is None or record is None:
        return ""
    places = set(record.cells.values())
    return "；".join(fault.message for fault in table.faults if fault.place.split("!")[-1] in places)


_NUMBERING = re.compile(
    r"^(?:\d+[.．、]|[（(][^（）()]{1,3}[）)]|[一二三四五六七八九十]+、|第.{1,3}[项条](?:问题$|、?)|序号|(?:问题|整改任务).{0,3}$)"
    r"|(?<=[\u4e00-\u9fff]{4})[一二三四五六七八九十\d]$"
)


def lost(document: Document, reading: ImportReading) -> list[str]:
    """The pieces of the document that arrived nowhere: in no field, no title, no row left out, no label."""
    kept = []
    for table in reading.tables:
        kept += [table.title, *(row.text for row in table.left_out), *table.mapping.values()]
        kept += [column.header for column in table.columns]
        for record in table.records:
            kept += [*record.fields.values(), *record.extra, *record.extra.values()]
    kept += reading.notes
    whole = folded("\n".join(kept))
    missing = []
    for line in document.lines:
        made = _MADE.match(line)
        text = made["text"] if made else line
        if made and (made["kind"] or "").startswith("^") and reading.container != "docx":
            continue
        for piece in re.split(r"[：:；;，。【】—\s|]+|<br>", text):
            bare = _NUMBERING.sub("", _NUMBERING.sub("", piece)).strip("（）()●")
            if (
                len(folded(bare)) > 3
                and not names_field(bare)
                and folded(piece) not in whole
                and folded(bare) not in whole
            ):
                missing.append(piece)
    return missing
