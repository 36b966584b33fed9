"""Problems that are said to have come back (是否反弹 over 是) and still stand as solved: a person is asked."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.vocabulary import ENDS, status_of
from dczg_desktop.imports.reading import RecordReading, Table

_ASKS = re.compile(
    r"(?:问题|目前|现场)?(?:是否|有无|有没有|是否存在|是否出现)?(?:反弹|回潮|死灰复燃)(?:回潮|问题|情况|现象)*"
)
_NONE = re.compile(r"^(?:否|[/／—－-]|×|✗|✘)|无|不|未|没")
_SOME = re.compile(r"是|有(?!无)|已反弹|反弹|出现|存在")
"""What such a cell begins with that says so, whatever follows (是，尚未整改); 现场检查未发现 and 暂无 do not."""
_SAYS = "“{}”一栏写着“{}”，状态却是“{}”，请核对完成情况。"


def come_back(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """The questions about problems that are solved by one column and came back by another."""
    field = next((one for one in ("status", "completion") if one in table.mapping), "")
    if not field:
        return
    for header in table.unmapped:
        if not _ASKS.fullmatch(folded_header(header.rsplit("/", 1)[-1])):
            continue
        for one in records:
            said, state = one.extra.get(header, ""), one.fields[field]
            is_back = said and (_SOME.match(said) or not _NONE.search(said))
            if is_back and status_of(state) in ENDS:
                yield Fault(f"{table.sheet}!{one.cells[field]}", state, _SAYS.format(header, said, state))
