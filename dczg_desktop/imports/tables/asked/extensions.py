"""Extensions told elsewhere than under 整改时限: in a column of their own, in a remark; a person says which day holds."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.reading import Column, RecordReading, Table, column_number
from dczg_desktop.imports.tables.asked.days import Doubt

_PUT_OFF = re.compile(
    r"(?!.*(?:申请|拟|次数|原因|文号|审批|批准))(?:.*(?:延期|延长|顺延|推迟|调整|变更)后?(?:整改|完成|的)*(?:时限|时间|期限|日期)|(?:延期|顺延|推迟|调整|变更)(?:至|到)|.*(?:时限|期限|时间)(?:调整|变更|延期|顺延)后?)"
)
_LATER = "“{}”一栏写着“{}”，整改时限却是“{}”。批准延期的，请把整改时限改成现在执行的日子。"
_SAID_LATER = re.compile(
    r"(?<!申请)(?<!拟)(?<!计划)(?<!建议)(?<!不)(?:(?:延期|顺延|推迟|延长|展期|延)(?:整改|完成|办理)?(?:时限|时间|期限)?(?:至|到)"
    r"|(?:时限|期限|完成时间)(?:已|经批准)?(?:调整|变更|放宽)(?:为|至|到))(?P<day>[^，,。;；、()（）]{4,20})"
)
_LATER_WORDS = ("延", "推迟", "展期", "调整", "变更", "放宽")
_SPEAKING = ("remark", "progress")
"""Fields in whose texts an extension is told."""


def is_of_extension(plain: str) -> bool:
    """Whether a folded heading tells until when something was put off."""
    return _PUT_OFF.fullmatch(plain) is not None


def put_off(
    table: Table, records: Sequence[RecordReading], columns: Mapping[str, Sequence[str]]
) -> Iterator[Doubt]:
    """Rows of which another column, or a remark, names a later day than the deadline that was read; `columns` by their fields."""
    if "deadline" not in table.mapping:
        return
    for column in table.columns:
        if column.field in _SPEAKING:
            yield from _in_words(table, records, column.field, columns[column.field])
        elif not column.field and _PUT_OFF.fullmatch(folded_header(column.header)):
            yield from _in_column(table, records, column)


def _in_column(table: Table, records: Sequence[RecordReading], column: Column) -> Iterator[Doubt]:
    number = column_number(column.letter)
    for record in records:
        text = record.extra.get(column.header, "")
        if text and _is_later(table, record, text):
            place = table.grid.place(record.row - 1, number)
            yield place, text, _LATER.format(column.header, text, record.fields["deadline"])


def _in_words(
    table: Table, records: Sequence[RecordReading], field: str, texts: Sequence[str]
) -> Iterator[Doubt]:
    joined = "\n".join(texts)
    if not any(word in joined for word in _LATER_WORDS):
        return
    for record, text in zip(records, texts, strict=True):
        for found in _SAID_LATER.finditer(text) if any(word in text for word in _LATER_WORDS) else ():
            if _is_later(table, record, found["day"]):
                said = _LATER.format(table.mapping[field], found[0], record.fields["deadline"])
                yield record.cells[field], found[0], said


def _is_later(table: Table, record: RecordReading, text: str) -> bool:
    """Whether a text names a later day than the deadline of a row."""
    due, later = (
        read_deadline(one, table.year, asks_start=True).due for one in (record.fields["deadline"], text)
    )
    return later is not None and (due is None or later > due)
