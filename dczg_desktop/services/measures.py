"""Measures and milestones: adding, changing, finishing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.entities import Measure, Milestone
from dczg_desktop.services.problems import opened
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A measure as typed: `deadline` is raw text."""

    text: str
    unit: str = ""
    deadline: str = ""


def add_measures(ledger: Ledger, problem_uid: str, drafts: Sequence[MeasureDraft]) -> list[str]:
    """Add measures behind the existing ones; returns their uids. Raises UserError: empty text, unreadable deadline."""
    with ledger.transaction("分解措施") as (session, act):
        require_user(session, ledger.user_uid)
        problem = opened(session, problem_uid)
        query = select(func.max(Measure.position)).where(Measure.problem_uid == problem_uid)
        position = session.scalar(query) or 0
        made = []
        for draft in drafts:
            if not clean(draft.text):
                raise UserError("措施内容不能为空，没有新增。")
            position += 1
            measure = Measure(problem_uid=problem_uid, position=position, text=clean(draft.text), unit=clean(draft.unit),
                              deadline=clean(draft.deadline), due=_due(draft.deadline, ledger.today()))  # fmt: skip
            session.add(measure)
            session.flush()
            made.append(measure.uid)
        act.title = f"{problem.code}：{len(made)} 条"
        return made


def _due(raw: str, today: date) -> date | None:
    if not clean(raw):
        return None
    reading = read_deadline(clean(raw), today)
    if not reading.understood:
        raise UserError(f"时限“{raw}”无法识别，没有保存。{reading.proposal}")
    return reading.due


def _standing(session: Session, uid: str) -> Measure:
    measure = session.scalar(select(Measure).where(Measure.uid == uid, Measure.voided == "", ~Measure.hidden))
    if measure is None:
        raise UserError("找不到这条措施（可能已作废或撤销），请刷新后重试。")
    return measure


def edit_measure(ledger: Ledger, uid: str, draft: MeasureDraft) -> None:
    """Change wording, unit or deadline of a measure."""
    if not clean(draft.text):
        raise UserError("措施内容不能为空，没有修改。不再执行的措施请用“作废”。")
    with ledger.transaction("修改措施") as (session, act):
        require_user(session, ledger.user_uid)
        measure = _standing(session, uid)
        act.title = f"{opened(session, measure.problem_uid).code}：{excerpt(draft.text, 20)}"
        measure.text, measure.unit = clean(draft.text), clean(draft.unit)
        measure.deadline, measure.due = clean(draft.deadline), _due(draft.deadline, ledger.today())


def finish_measures(ledger: Ledger, uids: Sequence[str], done_on: date | None, result: str = "") -> int:
    """Set (or with None take back) the day these measures were finished. Raises UserError for a day in the future."""
    if done_on and done_on > ledger.today():
        raise UserError(f"完成日期 {done_on} 晚于今天（{ledger.today()}），没有保存。请填写实际完成的日期。")
    with ledger.transaction("完成措施" if done_on else "撤回完成") as (session, act):
        require_user(session, ledger.user_uid)
        for uid in uids:
            measure = _standing(session, uid)
            act.title = f"{opened(session, measure.problem_uid).code}：{len(uids)} 条"
            measure.done_on = done_on
            if clean(result):
                measure.result = clean(result)
        return len(uids)


def void_measure(ledger: Ledger, uid: str, reason: str) -> None:
    """Void a measure with a reason (replaced, no longer fitting); it stays on record."""
    if not clean(reason):
        raise UserError("作废措施必须写明理由，没有作废。")
    with ledger.transaction("作废措施") as (session, act):
        require_user(session, ledger.user_uid)
        measure = _standing(session, uid)
        act.title = f"{opened(session, measure.problem_uid).code}：{clean(reason)}"
        measure.voided = clean(reason)


def add_milestone(ledger: Ledger, problem_uid: str, title: str, due: str, measure_uid: str = "") -> str:
    """A dated step of the plan; returns its uid. Raises UserError: empty title, unreadable date."""
    day = _due(due, ledger.today())
    if not clean(title) or day is None:
        raise UserError("节点需要名称和到期日期（例如 2026年9月底前），没有新增。")
    with ledger.transaction("新增节点") as (session, act):
        require_user(session, ledger.user_uid)
        act.title = f"{opened(session, problem_uid).code}：{clean(title)}"
        milestone = Milestone(problem_uid=problem_uid, measure_uid=measure_uid, title=clean(title), due=day)
        session.add(milestone)
        session.flush()
        return milestone.uid


def finish_milestone(ledger: Ledger, uid: str, done_on: date | None) -> None:
    """Set (or take back) the day a milestone was reached. Raises UserError for a day in the future."""
    if done_on and done_on > ledger.today():
        raise UserError(f"完成日期 {done_on} 晚于今天，没有保存。")
    with ledger.transaction("完成节点" if done_on else "撤回节点完成") as (session, act):
        require_user(session, ledger.user_uid)
        milestone = session.scalar(select(Milestone).where(Milestone.uid == uid))
        if milestone is None:
            raise UserError("找不到这个节点，请刷新后重试。")
        act.title = f"{opened(session, milestone.problem_uid).code}：{milestone.title}"
        milestone.done_on = done_on
