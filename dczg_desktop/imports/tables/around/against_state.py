"""What is said otherwise than by the heading over it: a problem under 已完成整改的问题 that is still worked on, or the other way round."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.vocabulary import ENDS, status_of
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.around.named_state import COMPLETION_HEADING, STATE_HEADING, state_in

AGAINST = "against"
"""The oddity of a cell that states otherwise than the title of its group."""
CHAPTER = "所在章节"
_HEADINGS = tuple(one.partition("{")[0] for one in (STATE_HEADING, COMPLETION_HEADING))
_TOLD = ("progress", "result")
_OPEN = re.compile(
    r"(?:尚|仍|还|暂)未|未(?:能)?(?:按[期时])?(?:全部|全面)?(?:完成|整改|达到|办结)|没有(?:完成|整改)|滞后|推进中|整改中"
    r"|正在(?:整改|施工|推进|办理|建设|清理|清运|治理|整治|实施|进行|拆除|修复|调试|编制|招标|协调)"
)
_DONE = re.compile(
    r"(?:已经?|均|全部)(?:于[^，。；]{2,14})?(?:全部|全面|按期|如期)*(?:完成整改|整改(?:完成|到位|完毕)|(?:验收)?销号|办结)"
    r"|整改(?:已经?|全部)+(?:完成|到位|完毕)|通过(?:[省市县区]级)?验收"
)
_PARTLY = re.compile(r"完成(?:率|进度|总量|工程量)?[的约达到近了]*\s*(?!100)\d{1,2}(?:\.\d+)?%")
_SAYS = "“{}”下面的这一条写着“{}”，与标题说的不一致，请核对完成情况。"


def is_against(stated: str, own: str) -> bool:
    """Whether one of two states is an end and the other is none."""
    one, other = status_of(stated), status_of(own)
    return one is not None and other is not None and (one in ENDS) != (other in ENDS)


def told_against(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """The questions about records that tell otherwise than the heading, sheet or title that their state is read from."""
    header = next((table.mapping[one] for one in ("status", "completion") if one in table.mapping), "")
    is_read_so = header.startswith(_HEADINGS)
    if not is_read_so and not any(CHAPTER in one for one in table.unmapped):
        return
    field = "status" if table.mapping.get("status") == header else "completion"
    for one in records:
        own = one.fields.get(field, "")
        state = _of_chapter(one) or (own if is_read_so else "")
        if not state or one.merged_from is not None:
            continue
        if own != state and is_against(state, own):
            yield Fault(f"{table.sheet}!{one.cells[field]}", own, _SAYS.format(state, own))
        elif (found := _otherwise(state, one)) is not None:
            place, words = found
            yield Fault(f"{table.sheet}!{place}", words, _SAYS.format(state, words))


def _of_chapter(record: RecordReading) -> str:
    chapters = record.extra.get(CHAPTER, "").split(" / ")
    return next(filter(None, map(state_in, reversed(chapters))), "")


def _otherwise(state: str, record: RecordReading) -> tuple[str, str] | None:
    """Where a record tells of its work otherwise than the state over it, and the words."""
    word = status_of(state)
    for name in _TOLD:
        text = record.fields.get(name, "")
        is_open = _OPEN.search(text) or _PARTLY.search(text)
        found = is_open if word in ENDS else None if is_open else _DONE.search(text)
        if word is not None and found is not None:
            return record.cells[name], found[0]
    return None
