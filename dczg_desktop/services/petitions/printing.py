"""Lists of petitions on paper and as workbooks: three usual sets of columns, internal and public, counts, points, batches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Petition, PetitionBatch, PetitionLine, PetitionPoint
from dczg_desktop.domain.petitions import COMPLETIONS
from dczg_desktop.reports.tables import Align, Column, LedgerReport
from dczg_desktop.services.petitions.batches import batches
from dczg_desktop.services.petitions.counts import BY, count_table
from dczg_desktop.services.petitions.listing import AGAIN, PetitionQuery, petition_ids
from dczg_desktop.services.printed import day_words, report_of
from dczg_desktop.store.ledger import Ledger

CENTER, LEFT = Align.CENTER, Align.LEFT
TITLE = "群众信访举报转办和边督边改公开情况一览表"
ROUND_THREE = "信访件一览表"
ROUND_TWO = "信访件一览表（二轮九栏）"
PROVINCE = "信访件一览表（省级十三栏）"
COUNTS = {"信访件统计表": "unit", "信访件统计表（按区域）": "area", "信访件统计表（按批次）": "batch"}
POINTS, BATCHES = "信访件逐点核查表", "信访件批次表"


def _c(heading: str, weight: float, align: Align = LEFT, *, keeps: bool = False) -> Column:
    return Column(heading, weight, align, keeps=keeps)


Named = tuple[str, Column]
_NUMBER = ("number", _c("受理编号", 6, CENTER, keeps=True))
_ASKED = ("description", _c("交办问题基本情况", 14))
_AREA = ("area", _c("行政区域", 4, CENTER))
_FOUND = ("findings", _c("调查核实情况", 14))
_TRUE = ("substantiated", _c("是否属实", 3, CENTER))
_DONE = ("result", _c("处理和整改情况", 13))
_ENDED = ("completion", _c("是否办结", 3.2, CENTER))
_POLLUTION = ("category", _c("污染类型", 3.5, CENTER))
_BLAMED = ("accountability", _c("责任人被处理情况", 5))
SETS: dict[str, tuple[Named, ...]] = {
    ROUND_THREE: (_NUMBER, _ASKED, _AREA, ("category", _c("问题类型", 3.5, CENTER)), _FOUND, _TRUE, ("goal", _c("办结目标", 7)),
                  _DONE, _ENDED, _BLAMED),
    ROUND_TWO: (_NUMBER, _ASKED, _AREA, _POLLUTION, _FOUND, _TRUE, _DONE, _BLAMED),
    PROVINCE: (_NUMBER, ("batch", _c("批次", 3.5, CENTER)), _ASKED, _AREA, _POLLUTION, _FOUND, _TRUE,
               ("handling", _c("处理类别", 4)), _DONE, _ENDED, ("accountability", _c("问责情况", 5)), ("remark", _c("备注", 4))),
}  # fmt: skip
"""The three usual sets after 序号: third national round, second round and provincial, provincial with batch and handling."""

INTERNAL: tuple[Named, ...] = (
    ("batch", _c("批次", 3.5, CENTER)), ("responsible_unit", _c("责任单位", 5)), ("deadline", _c("办理时限", 4, CENTER)),
    ("completed_on", _c("办结日期", 4.8, CENTER, keeps=True)), ("closure", _c("验收销号", 3.6, CENTER)), ("public", _c("公开记录", 4.6, CENTER)),
)  # fmt: skip
"""Columns of the internal version, behind those of the set."""

PRINTS = (*SETS, *COUNTS, POINTS, BATCHES)
"""Everything about petitions that can be printed by its name."""


@dataclass(frozen=True, slots=True)
class PetitionOrder:
    """What goes into a list: the set of columns, which petitions, internal or public, with those waiting to go out again."""

    form: str = ROUND_THREE
    query: PetitionQuery = field(default_factory=PetitionQuery)
    internal: bool = False
    again: bool = False
    paper: str = "A3"


@dataclass(frozen=True, slots=True)
class ListedPetition:
    """One petition of a list, with the text of every column by the name of its field."""

    uid: str
    completion: str
    texts: dict[str, str]
    is_again: bool


Rewrite = Callable[[ListedPetition, str, str], str]
"""(petition, field, text) → the text that is printed."""


def columns_of(order: PetitionOrder) -> tuple[Named, ...]:
    """The fields and columns of a list after 序号. Raises UserError for an unknown set."""
    if order.form not in SETS:
        raise UserError(f"没有名为“{order.form}”的一览表。可选：{'、'.join(SETS)}。")
    own = SETS[order.form]
    present = {name for name, _column in own}
    extra = [one for one in INTERNAL if one[0] not in present] if order.internal else []
    return (*own, *extra)


def listed_petitions(ledger: Ledger, order: PetitionOrder) -> list[ListedPetition]:
    """The petitions of a list: those of the query by batch and 序号, then those that go out again."""
    own = petition_ids(ledger, order.query)
    again = petition_ids(ledger, PetitionQuery(published=AGAIN)) if order.again else []
    later = [one for one in again if one not in set(own)]
    with ledger.reading() as session:
        return [*_listed(session, own, is_again=False), *_listed(session, later, is_again=True)]


def _listed(session: Session, ids: Sequence[int], *, is_again: bool) -> list[ListedPetition]:
    rows: list[Any] = []
    for start in range(0, len(ids), 500):
        query = select(Petition, PetitionLine).join(PetitionLine, PetitionLine.id == Petition.id)
        rows += session.execute(query.where(Petition.id.in_(ids[start : start + 500]))).all()
    rows.sort(key=lambda row: (row[1].batch_order, row[1].sequence or 10**6, row[1].id))
    return [
        ListedPetition(line.uid, line.completion, _texts(petition, line), is_again) for petition, line in rows
    ]


def _texts(petition: Petition, line: PetitionLine) -> dict[str, str]:
    names = {name for columns in SETS.values() for name, _ in columns} | {
        "responsible_unit",
        "deadline",
        "completed_on",
    }
    texts = {name: str(getattr(petition, name) or "") for name in names}
    sent = f"{line.published_on} {line.published}" if line.published else "未公开"
    return texts | {"number": line.number, "closure": line.closure, "public": sent}


def _as_it_is(_petition: ListedPetition, _field: str, text: str) -> str:
    return text


def list_of(
    ledger: Ledger,
    order: PetitionOrder,
    rewrite: Rewrite | None = None,
    listed: Sequence[ListedPetition] | None = None,
) -> LedgerReport:
    """The list as it will be printed; `rewrite` masks the texts of a public version. Without it the title says （内部）."""
    columns, told = columns_of(order), rewrite or _as_it_is
    shown = listed_petitions(ledger, order) if listed is None else listed
    rows = [
        (str(number), *(told(one, name, one.texts[name]) for name, _column in columns))
        for number, one in enumerate(shown, start=1)
    ]
    own = sum(1 for one in shown if not one.is_again)
    notes = (_again_words(own + 1, len(shown)),) if own < len(shown) else ()

    heads = (_c("序号", 2, CENTER), *(column for _name, column in columns))
    with ledger.reading() as session:
        title = f"{TITLE}{_of_batch(session, order.query)}{'' if rewrite else '（内部）'}"
        return report_of(ledger, session, title, heads, rows, order.paper, notes, whole_cells=True)


def _again_words(first: int, last: int) -> str:
    which = f"第 {first} 号" if first == last else f"第 {first} 至 {last} 号"
    return f"{which}为以前批次公开时未办结、现已办结，本次再次公开的信访件。"


def _of_batch(session: Session, query: PetitionQuery) -> str:
    if not query.batch:
        return ""
    announced = select(PetitionBatch.handed_on).where(
        PetitionBatch.name == query.batch, ~PetitionBatch.hidden, PetitionBatch.voided == ""
    )
    if query.source:
        announced = announced.where(PetitionBatch.source_uid == query.source)
    days = set(session.scalars(announced)) - {None}
    day = f"　{day_words(days.pop())}" if len(days) == 1 else ""
    return f"（{query.batch}{day}）"


def petition_report(
    ledger: Ledger, name: str, query: PetitionQuery | None = None, paper: str = "", *, once: bool = False
) -> LedgerReport:
    """Any print of `PRINTS` by its name."""
    chosen = query or PetitionQuery()
    if name in SETS:
        return list_of(ledger, PetitionOrder(name, chosen, paper=paper or "A3"))
    if name in COUNTS:
        return count_report(ledger, COUNTS[name], chosen, paper, once=once)
    return _points_report(ledger, chosen, paper) if name == POINTS else _batch_report(ledger, chosen, paper)


def count_report(
    ledger: Ledger, by: str, query: PetitionQuery, paper: str = "", *, once: bool = False
) -> LedgerReport:
    """The table of numbers in two levels of headings (V34), with the note on items of several types."""
    table = count_table(ledger, by, query, once=once)
    heads = (
        _c(BY[by][0] if by != "unit" else "乡镇（街道）、部门", 8),
        *(Column(name, 3, CENTER, upper) for upper, name, _wanted in table.columns),
    )
    rows = [row.words for row in table.rows]
    with ledger.reading() as session:
        title = f"信访件交办和办理情况统计表{_of_batch(session, query)}"
        report = report_of(ledger, session, title, heads, rows, paper or "A4", (f"备注：{table.note}",))
        return replace(report, counted_in="件")


def _points_report(ledger: Ledger, query: PetitionQuery, paper: str) -> LedgerReport:
    heads = (_c("序号", 2, CENTER), _c("受理编号", 7.4, CENTER, keeps=True), _c("整件是否属实", 3.4, CENTER), _c("点位", 2, CENTER), _c("反映的问题", 14),
             _c("地点", 6), _c("承办单位", 6), _c("是否属实", 3.4, CENTER), _c("核查情况", 16), _c("处理和整改情况", 14))  # fmt: skip
    ids = set(petition_ids(ledger, query))
    p, line = PetitionPoint, PetitionLine
    found = (
        select(p, line.id, line.number, line.truth)
        .join(line, line.uid == p.petition_uid)
        .where(~p.hidden, p.voided == "")
    )
    with ledger.reading() as session:
        rows: list[tuple[str, ...]] = []
        order = (line.batch_order, line.id, p.position, p.id)
        for point, row_id, number, truth in session.execute(found.order_by(*order)):
            if row_id in ids:
                rows.append((str(len(rows) + 1), number, truth, str(point.position), point.text, point.place, point.unit,
                             point.substantiated, point.findings, point.result))  # fmt: skip
        return report_of(
            ledger, session, "信访件逐点核查情况表", heads, rows, paper or "A3", whole_cells=True
        )


def _batch_report(ledger: Ledger, query: PetitionQuery, paper: str) -> LedgerReport:
    heads = (_c("批次", 5, CENTER), _c("来源", 8), _c("交办日期", 5, CENTER), _c("应有", 3, CENTER), _c("已有", 3, CENTER), _c("缺号", 8),
             *(Column(word, 3, CENTER, "办结情况") for word in COMPLETIONS), Column("已验收销号", 3, CENTER, "销号情况"),
             Column("验收中", 3, CENTER, "销号情况"), Column("未申请或退回", 3.6, CENTER, "销号情况"), _c("备注", 6))  # fmt: skip
    rows = [
        (one.name or "未写明", one.source, day_words(one.handed_on), "" if one.expected is None else str(one.expected),
         str(one.counts.total), "、".join(map(str, one.missing)), str(one.counts.completed), str(one.counts.staged),
         str(one.counts.unfinished), str(one.counts.closed), str(one.counts.in_review),
         str(one.counts.returned + one.counts.not_applied),
         "；".join(filter(None, (one.again_words, one.remark))))
        for one in batches(ledger, query.source)
    ]  # fmt: skip
    with ledger.reading() as session:
        return report_of(ledger, session, "信访件分批交办情况表", heads, rows, paper or "A4")
