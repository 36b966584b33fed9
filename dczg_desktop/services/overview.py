"""Today's work and the counts of the overview; every number comes with the query that opens its rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.entities import Board, ChangeSet, Counterpart, Evidence, Office, Shipment
from dczg_desktop.domain.words import AmendmentWay, ClosureStatus, Direction, ProgressStatus
from dczg_desktop.services.grid import GridQuery, Summary, summarise
from dczg_desktop.services.incoming.inbox import waiting
from dczg_desktop.services.requests import list_amendments
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Task:
    """One line of today's list: what, how many, why, and where it opens.

    `page` names the page; `query` is what the ledger page then shows, None when the page needs none.
    """

    title: str
    count: int
    reason: str
    page: str
    query: GridQuery | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class UnitCount:
    """Open problems of one unit, and how many of them are overdue."""

    unit: str
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class RecentAct:
    """One of the newest acts in the journal."""

    at: str
    who: str
    office: str
    act: str
    title: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview page shows."""

    summary: Summary
    tasks: tuple[Task, ...]
    by_progress: Mapping[ProgressStatus, int]
    by_closure: Mapping[ClosureStatus, int]
    units: tuple[UnitCount, ...]
    recent: tuple[RecentAct, ...]
    sources: tuple[tuple[str, int, int], ...]


def overview(ledger: Ledger, due_soon_days: int = 30) -> Overview:
    """The overview of today. `sources` are (name, problems, closed)."""
    query = GridQuery(due_soon_days=due_soon_days)
    summary = summarise(ledger, query)
    with ledger.reading() as session:
        missing = _missing_files(ledger, session)
        silent = _unacknowledged(session)
        live = ~Board.voided
        progress = dict(
            session.execute(
                select(Board.progress_status, func.count()).where(live).group_by(Board.progress_status)
            ).all()
        )
        closure = dict(
            session.execute(
                select(Board.closure_status, func.count()).where(live).group_by(Board.closure_status)
            ).all()
        )
        units, sources, recent = _units(ledger, session), _sources(session), _recent(session)
    tasks = [*_requests(ledger), *_tasks(summary, query, missing, silent, due_soon_days)]
    return Overview(
        summary,
        tuple(task for task in tasks if task.count),
        {status: progress.get(status, 0) for status in ProgressStatus},
        {status: closure.get(status, 0) for status in ClosureStatus},
        units,
        recent,
        sources,
    )


def _requests(ledger: Ledger) -> list[Task]:
    """What other offices asked of this one, and files that wait in the inbox."""
    found = list_amendments(ledger)
    asked = [one for one in found if one.ours and one.standing is Standing.OPEN]
    removed = sum(one.standing is Standing.REMOVED and one.mine for one in found)
    returned = sum(1 for one in asked if one.way is AmendmentWay.RETURN)
    exchange = "数据交换"
    return [
        Task("退回修改", returned, "上级退回的内容，请逐处改正或说明", exchange, urgent=True),
        Task("退回的内容被删除", removed, "退回过的点位、措施已被删除，请核对", exchange),
        Task("建议修改待答复", len(asked) - returned, "对本单位掌握的内容提的建议，采纳或说明理由", exchange),
        Task("收件箱待接收", waiting(ledger), "收到的数据包还没有接收", exchange),
    ]


def _tasks(summary: Summary, query: GridQuery, missing: int, silent: int, days: int) -> list[Task]:
    ledger_page = "整改台账"
    return [
        Task(
            "已逾期未销号",
            summary.overdue,
            "时限已过，请今日督办",
            ledger_page,
            query.narrowed(due="已逾期", sort="due"),
            urgent=True,
        ),
        Task(
            "待解决的冲突",
            summary.disputed,
            "两个单位改了同一处，等待有权的一方定夺",
            "数据交换",
            urgent=True,
        ),
        Task("待审核的销号申请", summary.in_review, "由申请人以外的第二人核对", "验收销号"),
        Task(
            "即将到期",
            summary.due_soon,
            f"{days} 天内到期",
            ledger_page,
            query.narrowed(due="即将到期", sort="due"),
        ),
        Task(
            "未达到序时进度",
            summary.behind,
            "有措施或节点到期未完成",
            ledger_page,
            query.narrowed(progress=ProgressStatus.BEHIND.value),
        ),
        Task(
            "责任链有缺口", summary.gaps, "七要素不全，可打印补正通知", "责任清单", query.narrowed(gap=True)
        ),
        Task("待收附件", missing, "佐证已登记而原件未到，请对方补发", "数据交换"),
        Task("未获确认的数据包", silent, "发出后对方还没有回执", "数据交换"),
    ]


def _missing_files(ledger: Ledger, session: Session) -> int:
    hashes = session.scalars(select(Evidence.sha256).where(~Evidence.hidden))
    return len(
        ledger.evidence.missing(set(hashes))
    )  # to ask SQLite for distinct ones takes five times as long


def _unacknowledged(session: Session) -> int:
    enrolled = select(Counterpart.office_uid)
    query = select(func.count(func.distinct(Shipment.office_uid))).where(
        Shipment.direction == Direction.SENT,
        Shipment.acknowledged_at == "",
        Shipment.office_uid.in_(enrolled),
    )
    return session.scalar(query) or 0


def _units(ledger: Ledger, session: Session) -> tuple[UnitCount, ...]:
    late = func.sum(case((Board.due < ledger.today(), 1), else_=0))
    query = (
        select(Board.unit, func.count(), late)
        .where(~Board.voided, Board.closure_status != ClosureStatus.CLOSED)
        .group_by(Board.unit)
        .order_by(func.count().desc(), Board.unit)
        .limit(12)
    )
    return tuple(
        UnitCount(unit or "〔空〕", count, overdue or 0) for unit, count, overdue in session.execute(query)
    )


def _sources(session: Session) -> tuple[tuple[str, int, int], ...]:
    closed = func.sum(case((Board.closure_status == ClosureStatus.CLOSED, 1), else_=0))
    query = (
        select(Board.source, func.count(), closed)
        .where(~Board.voided)
        .group_by(Board.source)
        .order_by(func.count().desc())
    )
    return tuple(
        (name or "〔空〕", count, done or 0) for name, count, done in session.execute(query.limit(8))
    )


def _recent(session: Session) -> tuple[RecentAct, ...]:
    query = (
        select(ChangeSet.at, ChangeSet.who, Office.name, ChangeSet.act, ChangeSet.title)
        .join(Office, Office.uid == ChangeSet.office_uid, isouter=True)
        .order_by(ChangeSet.counter.desc())
        .limit(8)
    )
    return tuple(
        RecentAct(at, who, office or "", act, title) for at, who, office, act, title in session.execute(query)
    )
