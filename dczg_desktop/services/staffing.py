"""未到人: open problems whose chain stops before somebody by name, or before an office that has confirmed it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.words import ClosureStatus, DutyRole
from dczg_desktop.services.chain import ChainLink, ProblemChain, Receipt, chains
from dczg_desktop.services.grid import GridRow, problem_rows
from dczg_desktop.store.facts import CHUNK, chunks
from dczg_desktop.store.ledger import Ledger

WATCHING = (DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT)
NOT_THERE = (Receipt.WAITING, Receipt.UNSENT, Receipt.UNTOLD, Receipt.STRANGER)
NOBODY, NOT_STAFFED, NOT_RECEIVED, STAFFED = "无责任单位", "未到人", "未收到", "已到人"


@dataclass(frozen=True, slots=True)
class StaffRow:
    """How far down one problem has come: the last unit, whom it has named, and where the chain stops."""

    uid: str
    code: str
    summary: str
    standing: str
    level: str
    unit: str
    people: str
    receipt: str
    words: str


def staffing(ledger: Ledger, tick: Tick = no_tick) -> list[StaffRow]:
    """Every open problem with its chain; those that nobody by name answers for come first."""
    query = select(Board.uid, Board.summary).where(
        ~Board.voided, Board.closure_status != ClosureStatus.CLOSED
    )
    with ledger.reading() as session:
        summaries = dict(session.execute(query.order_by(Board.code)).all())
    rows = list(_rows(ledger, summaries, tick))
    order = (NOBODY, NOT_STAFFED, NOT_RECEIVED, STAFFED)
    return sorted(rows, key=lambda row: order.index(row.standing))


@dataclass(frozen=True, slots=True)
class StaffedRow(GridRow):
    """A line of a list of problems with how far down it is staffed; '' for closed ones."""

    standing: str = ""


def staffed_rows(ledger: Ledger, ids: Sequence[int]) -> list[StaffedRow]:
    """Rows for these board ids as `grid.problem_rows` gives them, each with its standing."""
    rows = problem_rows(ledger, ids)
    open_ = [row.uid for row in rows if row.closure_status is not ClosureStatus.CLOSED and not row.voided]
    found = {uid: _row(chain, "").standing for uid, chain in chains(ledger, open_).items()}
    return [
        StaffedRow(
            **{name: getattr(row, name) for name in GridRow.__slots__}, standing=found.get(row.uid, "")
        )
        for row in rows
    ]


def _rows(ledger: Ledger, summaries: dict[str, str], tick: Tick) -> Iterator[StaffRow]:
    for done, part in enumerate(chunks(list(summaries)), start=1):
        for found in chains(ledger, part).values():
            yield _row(found, summaries[found.uid])
        tick(min(done * CHUNK, len(summaries)), len(summaries))


def _row(found: ProblemChain, summary: str) -> StaffRow:
    doing = [link for link in found.links if link.role not in WATCHING]
    if not doing:
        return StaffRow(found.uid, found.code, summary, NOBODY, "", "", "", "", found.words)
    last = doing[-1]
    level = last.level.value if last.level else ""
    people = "、".join(last.people)
    return StaffRow(
        found.uid, found.code, summary, _standing(last), level, last.unit, people, last.receipt.value, found.words
    )  # fmt: skip


def _standing(last: ChainLink) -> str:
    if not last.staffed:
        return NOT_STAFFED
    return NOT_RECEIVED if last.receipt in NOT_THERE else STAFFED
