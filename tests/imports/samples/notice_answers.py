"""Every field of a marked notice beside what was read of it."""

from collections.abc import Iterator

from dczg_desktop.base.text import folded
from dczg_desktop.domain.notices import ClosureNotice, is_notice, notice_of
from dczg_desktop.domain.workdays import shipped_calendar, working_days
from dczg_desktop.imports.outside import OUTSIDE, outside_of
from dczg_desktop.imports.reading import ImportReading, RecordReading
from tests.imports.samples.first_sight import FIELDS, Answer, Document, Item, agrees, ordinal_of, same

_OF_NOTICES = {
    "text": "description", "goal": "goal", "due": "deadline", "resp": "responsible", "acc": "accepting", "prog": "progress",
    "measures": "measures", "acc_text": "acceptance", "receiver": "receiver", "phone": "phone", "address": "address", "by": "issued_by",
}  # fmt: skip


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
        return Answer(name, number, key, wanted, got, agrees(key, got, wanted, asked), asked)
    got = next((text for place in FIELDS.get(key, ()) if (text := record.fields.get(place, ""))), "")
    if key == "extra":
        got = next((text for text in record.extra.values() if same(text, wanted)), "")
    return Answer(name, number, key, wanted, got, agrees(key, got, wanted, asked), asked)


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
