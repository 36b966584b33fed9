"""Several columns of deadlines side by side (省定 | 县定): one is read, and a person sees what the others say."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt, without_blanks
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.asked.extensions import is_of_extension
from dczg_desktop.imports.tables.values.column_texts import BEGINS
from dczg_desktop.imports.tables.values.permits import is_of_permit

_NO_END = re.compile(
    r"^原|实际|起始|开始|启动|开工|启始|措施|剩余|天数|是否|延期|超期|逾期|交办|销号|验收|报送|上报|填报|反馈"
)
_WORDS = "写着时限的不止一栏：读的是“{}”（{}），“{}”写的是“{}”，原样作为其他栏目留着。以哪一栏为准，请在“列对应”里指定，同样的表头以后照办。"


def other_deadlines(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """The question about every further column of deadlines, told once, at the first row where it names another day."""
    header = table.mapping.get("deadline")
    if not header or not table.header_rows:
        return
    labels = [column.header for column in table.columns]
    for place, other in enumerate(labels):
        if table.columns[place].field or not _tells_deadline(other) or is_of_permit(labels, place):
            continue
        for one in records:
            own, said = one.fields["deadline"], one.extra.get(other, "")
            if own and said and own != said and _is_another(table, own, said):
                words = _WORDS.format(
                    without_blanks(header), excerpt(own, 20), without_blanks(other), excerpt(said, 20)
                )
                yield Fault(f"{table.sheet}!{one.cells['deadline']}", own, words)
                break


def _tells_deadline(header: str) -> bool:
    """Whether a heading, or the one over it, says 时限 and no other time."""
    plain = folded_header(header.rsplit("/", 1)[-1])
    if _NO_END.search(plain) or BEGINS.fullmatch(plain) or is_of_extension(plain):
        return False
    return any(header_field(text)[0] == "deadline" for text in (header, *header.rsplit("/", 1)))


def _is_another(table: Table, own: str, said: str) -> bool:
    """Whether a text names a day, or a time without one, that another does not name."""
    one, other = (read_deadline(text, table.year, asks_start=True) for text in (own, said))
    return other.understood and (one.dates, one.long_term) != (other.dates, other.long_term)
