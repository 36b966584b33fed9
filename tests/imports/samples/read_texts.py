"""A text read, for tests: its one table or notice, what was left out of it, what was asked."""

from dczg_desktop.domain.notices import ClosureNotice
from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import RecordReading, Table
from tests.imports.samples.notice_answers import notices_of


def table_of(text: str) -> Table:
    (table,) = read_text(text).tables
    return table


def left_out(table: Table) -> list[str]:
    return [one.text for one in table.left_out]


def asked(table: Table) -> str:
    return "".join(fault.message for fault in table.faults)


def records_of(text: str) -> list[RecordReading]:
    return list(table_of(text).records)


def noticed(text: str) -> ClosureNotice:
    ((_record, notice),) = notices_of(read_text(text))
    return notice
