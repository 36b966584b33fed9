"""What a row of a table says otherwise than the record it is about: single values, and things a record has many of.

Measures and duties are added or reworded one by one, a report of progress is a new report, a deadline a new decision;
an empty cell says nothing. What the issuing office above us owns is named and cannot be taken over.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dczg_desktop.base.text import folded
from dczg_desktop.domain.comparison import Difference, Row, is_digits
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.duty_differences import duty_differences
from dczg_desktop.domain.earlier_differences import earlier_differences, is_of_earlier
from dczg_desktop.domain.finishing import FINISHED, contradiction, finished_text, loses_day, read_finished
from dczg_desktop.domain.known import FOREIGN, Known, owned_above
from dczg_desktop.domain.measure_differences import measure_differences
from dczg_desktop.domain.ordinals import batch_difference, sequence_difference
from dczg_desktop.domain.petitions import COMPLETED, completion_word, sets_back
from dczg_desktop.domain.reported import report_field
from dczg_desktop.domain.spelling import near_key
from dczg_desktop.domain.vocabulary import ENDS, status_of

CLOSED_ALREADY = (
    "已验收销号，来表退回未办结；请先核对，确要重新整改的在“信访件”页修改办结情况并写明理由，不能由导入改回。"
)
NO_CONTENT = "来表这一格是错误值、没有结果的公式、图片或丢了末几位的长数字，不是内容，请对照原件"
PROBLEM_FIELDS = ("description", "goal", "category", "area", "accountability", "remark")
PETITION_FIELDS = (
    "description", "channel", "area", "category", "responsible_unit", "substantiated", "findings", "completion", "result",
    "handling", "goal", "accountability", "remark",
)  # fmt: skip
WITH_DAY = PETITION_FIELDS.index("completion") + 1
"""Behind 办结情况 stands 办结日期."""
PROBLEM_COMPARED = (*PROBLEM_FIELDS, "sequence", "stated_status")
PETITION_COMPARED = (*PETITION_FIELDS, FINISHED, "sequence", "batch", "deadline")
"""What of the ledger's records a comparison needs, besides what hangs on them."""
REPORTED = frozenset(
    {"substantiated", "findings", "completion", "result", "handling", "accountability", "channel"}
)
"""What a petition is published anew for: taken over unless a person thinks otherwise."""


def differences(row: Row, known: Known) -> tuple[Difference, ...]:
    """Everything the row says otherwise, in the order of the screen."""
    if row.kind != known.kind:
        return ()
    if row.kind == "petition" and row.follows:
        return ()  # said by its first row
    if row.kind == "petition":
        found = [
            *_values(row, known, PETITION_FIELDS[:WITH_DAY]),
            *_finished(row, known),
            *_values(row, known, PETITION_FIELDS[WITH_DAY:]),
            *batch_difference(row, known),
            *sequence_difference(row, known),
            *_petition_deadline(row, known),
            *_extra(row, known),
        ]
    elif row.follows:
        found = list(measure_differences(row, known))
    else:
        parts = (
            _number,
            batch_difference,
            sequence_difference,
            _problem_values,
            _deadline,
            duty_differences,
            measure_differences,
            _progress,
            earlier_differences,
            _status,
            _extra,
            _pictures,
        )
        found = [one for part in parts for one in part(row, known)]
    if known.locked:
        return tuple(replace(one, locked=known.locked, proposed=False) for one in found)
    return tuple(found)


def same(one: str, other: str) -> bool:
    """Whether two texts differ in blanks and full-width forms at most."""
    return one == other or folded(one) == folded(other)


def _problem_values(row: Row, known: Known) -> Iterator[Difference]:
    return _values(row, known, PROBLEM_FIELDS)


def _values(row: Row, known: Known, names: tuple[str, ...]) -> Iterator[Difference]:
    for name in names:
        theirs, ours = row.fields.get(name, ""), known.text(name)
        if theirs and not same(theirs, ours):
            locked = owned_above(known, name)
            takes = not ours or (row.kind == "petition" and name in REPORTED)
            note = "" if ours else "台账里是空的"
            if name == "completion" and sets_back(known.closure, theirs):
                locked = locked or CLOSED_ALREADY
            if name == "completion" and _is_step_back(ours, theirs):
                takes, note = False, f"台账里已办结，来表退回{completion_word(theirs)}，请核对"
            if name == "completion" and loses_day(theirs) and (day := known.text(FINISHED)):
                note = f"{note}{'；' if note else ''}办结日期 {day} 一并清空"
            yield Difference(
                name, label_of(row.kind, name), ours, theirs, row.cells.get(name, ""), note, locked,
                proposed=takes and not locked,
            )  # fmt: skip


def _finished(row: Row, known: Known) -> Iterator[Difference]:
    """The day on which a petition was finished: taken over as 办结 is, unless it is doubtful."""
    field, text = finished_text(row.fields)
    read = read_finished(text, row.handed_on, row.today)
    ours = known.text(FINISHED)
    if not read.is_asked and (read.day is None or read.day.isoformat() == ours):
        return
    word = row.fields.get("completion", "") or known.text("completion")
    doubt = read.doubt or contradiction(word, read.day)
    theirs = text if read.is_plain or read.day is None else f"{read.day}（原文“{text}”）"
    locked = owned_above(known, FINISHED) or (doubt if read.day is None else "")
    note = doubt or ("" if ours else "台账里是空的")
    takes = not locked and not doubt and not _is_step_back(known.text("completion"), word)
    yield Difference(
        FINISHED,
        label_of(row.kind, FINISHED),
        ours,
        theirs,
        row.cells.get(field, ""),
        note,
        locked,
        proposed=takes,
    )


def _is_step_back(ours: str, theirs: str) -> bool:
    """Whether what counts as 已办结 would count as less: 未办结, 正在办理, 阶段性办结."""
    return completion_word(ours) == COMPLETED and completion_word(theirs) != COMPLETED


def _number(row: Row, known: Known) -> Iterator[Difference]:
    if row.number and not is_digits(row.number) and not known.number_like(row.number):
        ours = "、".join(sorted(known.numbers))
        is_near = near_key(row.number) in map(near_key, known.numbers)
        note = (
            "和原有编号只差括号或前面的 0，确是另一个编号才勾选"
            if is_near
            else "加一个外部编号，原有编号不动"
        )
        yield Difference(
            "number", "外部编号", ours, row.number, row.cells.get("number", ""), note, proposed=not is_near
        )


def _deadline(row: Row, known: Known) -> Iterator[Difference]:
    theirs = row.fields.get("deadline", "")
    ours = known.deadlines[-1] if known.deadlines else ""
    if not theirs or any(same(theirs, one) for one in known.deadlines) or _reads_alike(row, ours, theirs):
        return
    reading = read_deadline(theirs, row.year, asks_start=True)
    locked = FOREIGN if known.foreign else ""
    if not locked and not reading.understood:
        locked = "来表的时限没有读懂，请先在表里改成“2026年12月底前”这样的写法"
    note = "另记一次时限决定，最初的时限保留；要写明原因" if ours else "台账里没有时限，作为最初的时限"
    takes = not ours and not locked
    yield Difference("deadline", "整改时限", ours, theirs, row.cells.get("deadline", ""), note, locked, takes)


def _reads_alike(row: Row, ours: str, theirs: str, start: date | None = None) -> bool:
    if not ours:
        return False
    one = read_deadline(ours, start=start)
    other = read_deadline(theirs, row.year, start=start, asks_start=True)
    both = one.understood and other.understood and (one.due is not None or one.long_term)
    return both and (one.due, one.long_term, one.recurrence) == (
        other.due,
        other.long_term,
        other.recurrence,
    )


def _petition_deadline(row: Row, known: Known) -> Iterator[Difference]:
    theirs, ours = row.fields.get("deadline", ""), known.text("deadline")
    if theirs and not same(theirs, ours) and not _reads_alike(row, ours, theirs, row.handed_on):
        locked = owned_above(known, "deadline")
        if not locked and ours:
            locked = "已有的办理时限不由导入改动；确要调整，请在“信访件”里修改"
        yield Difference(
            "deadline", "办理时限", ours, theirs, row.cells.get("deadline", ""), "" if ours else "台账里是空的", locked,
            proposed=not locked,
        )  # fmt: skip


def _progress(row: Row, known: Known) -> Iterator[Difference]:
    name = report_field(row.fields)
    theirs = row.fields[name] if name else ""
    if theirs and not any(same(theirs, one) for one in known.reports):
        ours = known.reports[-1] if known.reports else ""
        note = "另记一次新进展（表上写着年月的记在那个月，没有写的记在本月），原有进展不动"
        yield Difference("progress", "进展情况", ours, theirs, row.cells.get(name, ""), note, proposed=True)


def _status(row: Row, known: Known) -> Iterator[Difference]:
    theirs, ours = row.fields.get("status", ""), known.text("stated_status")
    if theirs and not same(theirs, ours):
        locked = owned_above(known, "stated_status")
        note = "只记下来表的说法；完成状态由台账按事实算出"
        is_back = status_of(ours) in ENDS and status_of(theirs) not in ENDS
        note += "；台账里记的是完成，来表退了回去，请核对" if is_back else ""
        takes = not locked and not is_back
        yield Difference(
            "status", "原表状态", ours, theirs, row.cells.get("status", ""), note, locked, proposed=takes
        )


def _extra(row: Row, known: Known) -> Iterator[Difference]:
    for heading, theirs in row.extra.items():
        ours = known.extra.get(heading, "")
        if theirs and not same(theirs, ours) and not is_of_earlier(row, heading):
            is_odd = heading in row.odd
            note = NO_CONTENT if is_odd else "" if ours else "台账里是空的"
            yield Difference(
                f"extra:{heading}", heading.replace("\n", ""), ours, theirs, row.cells.get(heading, ""), note,
                proposed=not ours and not is_odd,
            )  # fmt: skip


def _pictures(row: Row, known: Known) -> Iterator[Difference]:
    if fresh := [one for one in row.pictures if one not in known.pictures]:
        yield Difference(
            "pictures", "图片", "", f"{len(fresh)} 张", "", "存为佐证材料，原有佐证不动", proposed=True
        )
