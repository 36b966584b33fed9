"""Several columns that say how it stands (省平台状态 | 市台账状态), or what was done (总体进展 | 本月进展): one is read, and a person sees what the others say."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt, without_blanks
from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.reading import RecordReading, Table

_STATES = frozenset({"status", "completion"})
_STEP = re.compile(
    r"^原|^[上下][月周期季]|验收|销号|公示|审核|审批|上报|填报|报送|备案|签收|反馈|流程|督办|预警|亮|灯|牌|进度|进展|序时|措施|罚|罚款|立案|回访|公开"
)
"""What asks of another step than whether the work is done."""
_NOW = re.compile(r"本[月周期季旬]|当[月周期季旬]")
_WHOLE = re.compile(r"总体|总的|累计|截至|截止|全部")
_OTHERWISE = "写着{}的不止一栏：读的是“{}”（{}），“{}”写的是“{}”，原样留着。以哪一栏为准，请在“列对应”里指定，同样的表头以后照办。"
Differs = Callable[[str, str], bool]


def other_states(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """The question about every further column of states, told once, at the first row where it says another state."""
    field = next((one for one in ("completion", "status") if one in table.mapping), "")
    if field and not _STEP.search(folded_header(table.mapping[field])):
        yield from _asked(table, records, field, _tells_state, _are_different, "完成状态")


def other_progress(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """The question about a column of all that was done so far beside the one of this month, told once."""
    field = next((one for one in ("progress", "result") if one in table.mapping), "")
    if field and _NOW.search(table.mapping[field]):
        yield from _asked(table, records, field, _tells_whole, str.__ne__, "进展")


def _asked(
    table: Table,
    records: Sequence[RecordReading],
    field: str,
    tells: Callable[[str], bool],
    differs: Differs,
    what: str,
) -> Iterator[Fault]:
    own_header = table.mapping[field]
    for column in table.columns:
        other = column.header
        if other == own_header or (column.field or "status") not in _STATES or not tells(other):
            continue
        for one in records:
            own, said = (
                one.fields[field],
                one.extra.get(other, "") or (one.fields.get(column.field, "") if column.field else ""),
            )
            if own and said and differs(own, said):
                words = _OTHERWISE.format(
                    what,
                    without_blanks(own_header),
                    excerpt(own, 20),
                    without_blanks(other),
                    excerpt(said, 20),
                )
                yield Fault(f"{table.sheet}!{one.cells[field]}", own, words)
                break


def _tells_state(header: str) -> bool:
    plain = folded_header(header)
    return not _STEP.search(plain) and any(
        header_field(text)[0] in _STATES for text in (plain, *header.rsplit("/", 1))
    )


def _tells_whole(header: str) -> bool:
    plain = folded_header(header.rsplit("/", 1)[-1])
    return _WHOLE.search(plain) is not None and header_field(plain)[0] == "progress"


def _are_different(own: str, said: str) -> bool:
    """Whether two texts name different states; what is no word for a state says nothing against one."""
    return own != said and _state(own) != _state(said) and "" not in (_state(own), _state(said))


@lru_cache(maxsize=1024)
def _state(text: str) -> str:
    found = folded_header(text)
    if found.endswith("办结") and len(found) <= 6:
        return {"已办结": "办结", "阶段性已办结": "阶段性办结", "阶段办结": "阶段性办结"}.get(found, found)
    return status_of(text) or ""
