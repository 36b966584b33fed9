"""Numbers that stand at the beginning of the problem's text (`十三、截至2021年8月…`) where a table has no column of numbers."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.numbering import ordinal
from dczg_desktop.imports.reading import RecordReading

_LEADING = re.compile(
    r"\s*(?:第?[（(]?([〇零一二三四五六七八九十百]+|\d{1,3})(?:[)）]|、|[.．](?!\d)|[项条](?=[、：: ])))"
)
_MOSTLY = 0.8
_FEWEST = 2


def with_leading_numbers(records: list[RecordReading]) -> list[RecordReading]:
    """The records with the number their text begins with; unchanged unless nearly all begin with one and all differ.

    The text keeps its number, and the number names the cell of the text.
    """
    own = [one for one in records if one.merged_from is None and one.fields.get("description")]
    found = _numbers(own)
    if len(own) < _FEWEST or len(found) < len(own) * _MOSTLY or len(set(found.values())) < len(found):
        return records
    return [_numbered(one, found.get(one.row) or found.get(one.merged_from or 0, "")) for one in records]


def _numbers(records: Sequence[RecordReading]) -> dict[int, str]:
    found: dict[int, str] = {}
    for one in records:
        match = _LEADING.match(one.fields["description"])
        if match and ordinal(one.fields["description"]) is not None:
            found[one.row] = match[1]
    return found


def _numbered(record: RecordReading, number: str) -> RecordReading:
    fields, cells = dict(record.fields), dict(record.cells)
    return record._replace(fields={"number": number} | fields, cells={"number": cells["description"]} | cells)
