"""Problems: making, finding, editing, voiding — and who may change what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from dczg_desktop.base.clock import BEIJING, stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import KINDS, Owner, from_value, label_of
from dczg_desktop.domain.entities import (
    Board,
    Deadline,
    Duty,
    Measure,
    Office,
    Problem,
    ProblemSource,
    Source,
)
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.records import Value
from dczg_desktop.domain.spelling import same_number
from dczg_desktop.domain.words import ClosureStatus, DeadlineKind
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, meta_value, require_user

EDITABLE = (
    "description", "goal", "plan", "category", "area", "commonness", "assigned_on", "accountability", "remark",
    "internal_note", "confidential", "stated_status", "source_uid", "site_uid",
)  # fmt: skip
"""Fields of a problem that a person may change directly."""


@dataclass(frozen=True, slots=True)
class ProblemDraft:
    """What a new problem needs: its description; the rest may come later. `deadline` is raw text."""

    description: str
    number: str = ""
    source: str = ""
    goal: str = ""
    plan: str = ""
    deadline: str = ""
    category: str = ""
    area: str = ""
    remark: str = ""


def next_code(session: Session, office_uid: str, today: date) -> str:
    """The next free readable code of this office: `代码-年-0001`."""
    office = session.scalar(select(Office.code).where(Office.uid == office_uid)) or "本级"
    prefix = f"{office}-{today.year}-"
    last = session.scalar(
        select(func.max(Problem.code)).where(
            Problem.code.like(f"{prefix}%"), func.length(Problem.code) == len(prefix) + 4
        )
    )
    return f"{prefix}{int(last[len(prefix) :]) + 1 if last and last[len(prefix) :].isdigit() else 1:04d}"


def source_named(session: Session, name: str) -> str:
    """The uid of the source with this name, made when there is none; '' for an empty name."""
    name = clean(name)
    if not name:
        return ""
    found = session.scalar(select(Source.uid).where(Source.name == name, Source.voided == "", ~Source.hidden))
    if found:
        return found
    source = Source(name=name)
    session.add(source)
    session.flush()
    return source.uid


def deadline_of(
    problem_uid: str, raw: str, base: date | None, kind: DeadlineKind = DeadlineKind.ORIGINAL
) -> Deadline:
    """A decision from raw text: the text stays, the reading stands beside it (domain.deadlines)."""
    reading = read_deadline(raw, base)
    return Deadline(
        problem_uid=problem_uid,
        kind=kind,
        raw=raw,
        due=reading.due,
        dates=[day.isoformat() for day in reading.dates],
        long_term=reading.long_term,
        recurrence=reading.recurrence or "",
        on_receipt=reading.on_receipt,
        understood=reading.understood,
    )


def add_problem(ledger: Ledger, draft: ProblemDraft) -> str:
    """A new problem issued by this office; returns its uid. Raises UserError when the description is empty."""
    description = clean(draft.description)
    if not description:
        raise UserError("问题描述不能为空，没有新增。请写明存在什么问题。")
    with ledger.transaction("新增问题", excerpt(description, 30)) as (session, act):
        require_user(session, ledger.user_uid)
        problem = Problem(
            code=next_code(session, act.office_uid, ledger.today()),
            issuer_uid=act.office_uid,
            source_uid=source_named(session, draft.source),
            assigned_on=ledger.today(),
            description=description,
            goal=clean(draft.goal),
            plan=clean(draft.plan),
            category=clean(draft.category),
            area=clean(draft.area),
            remark=clean(draft.remark),
        )
        session.add(problem)
        session.flush()
        if clean(draft.number):
            session.add(
                ProblemSource(
                    problem_uid=problem.uid, source_uid=problem.source_uid, number=clean(draft.number)
                )
            )
        for position, text in enumerate(split_measures(draft.plan), start=1):
            session.add(Measure(problem_uid=problem.uid, position=position, text=text))
        if clean(draft.deadline):
            session.add(deadline_of(problem.uid, clean(draft.deadline), ledger.today()))
        return problem.uid


def find_problem(ledger: Ledger, number: str) -> str:
    """The uid of the problem with this code, outside number, sequence or uid.

    Raises UserError when none or several have it, listing the several.
    """
    wanted = clean(number)
    with ledger.reading() as session:
        for condition in _called(session, wanted):
            query = select(Problem.uid, Problem.code, Problem.description).where(condition, ~Problem.hidden)
            found = session.execute(query.order_by(Problem.id).limit(6)).all()
            if len(found) == 1:
                return str(found[0].uid)
            if found:
                listed = "；".join(f"{row.code} {excerpt(row.description, 20)}" for row in found)
                raise UserError(f"编号“{wanted}”对应多个问题：{listed}。请改用台账编号。")
    raise UserError(f"台账里没有编号为“{wanted}”的问题。请核对编号，或先导入、新增。")


def _called(session: Session, wanted: str) -> Iterator[ColumnElement[bool]]:
    """What a problem may be called by, the surest first; an outside number in another writing last."""
    of = ProblemSource
    numbers = select(of.problem_uid, of.number).where(of.voided == "", ~of.hidden, of.number != "")
    yield or_(Problem.code == wanted, Problem.uid == wanted)
    yield Problem.uid.in_(numbers.where(of.number == wanted.rstrip("*")).with_only_columns(of.problem_uid))
    yield Problem.sequence == wanted
    yield Problem.uid.in_([uid for uid, number in session.execute(numbers) if same_number(number, wanted)])


def opened(session: Session, uid: str) -> Problem:
    """The problem entity for changing. Raises UserError when it is gone, void, closed (locked) or released to another office."""
    problem = session.scalar(select(Problem).where(Problem.uid == uid, ~Problem.hidden))
    if problem is None:
        raise UserError("找不到这个问题，可能已被撤销导入。请刷新列表后重试。")
    if problem.voided:
        raise UserError(f"问题 {problem.code} 已作废（{problem.voided}），不能再修改。")
    if _released(session, problem):
        raise UserError(f"问题 {problem.code} 已改由其他单位承担，本单位只能查看，没有修改。")
    status = session.scalar(select(Board.closure_status).where(Board.uid == uid))
    if status is ClosureStatus.CLOSED:
        raise UserError(
            f"问题 {problem.code} 已销号并锁定，没有修改。确需改动请先在“验收销号”里重新启动，并写明理由。"
        )
    return problem


def _released(session: Session, problem: Problem) -> bool:
    """Whether a problem issued elsewhere was taken from this office: all its duties here have ended."""
    ours = meta_value(session, "office_uid")
    if problem.issuer_uid in {"", ours}:
        return False
    duties = session.scalars(
        select(Duty.voided).where(Duty.problem_uid == problem.uid, Duty.office_uid == ours, ~Duty.hidden)
    )
    reasons = list(duties)
    return bool(reasons) and all(reasons)


def refuse_foreign(problem: Problem, field: str, office_uid: str) -> None:
    """Refuse to change a field that belongs to the office which issued the problem (docs/package-format.md)."""
    owner = KINDS["problem"].owner_of(field)
    if owner is Owner.ISSUER and problem.issuer_uid not in {"", office_uid} and field != "internal_note":
        raise UserError(
            f"问题 {problem.code} 的“{label_of('problem', field)}”由交办单位掌握，本级不能直接修改，没有改动。"
            "如有不同意见，请在进展或退回说明中提出，由交办单位修改后随下一包下发。"
        )


def edit_problem(ledger: Ledger, uid: str, values: Mapping[str, Value]) -> int:
    """Change fields of a problem in one act; returns how many really changed.

    Raises UserError: unknown field, foreign field, closed or void problem, empty description, unreadable date.
    """
    with ledger.transaction("修改问题") as (session, act):
        require_user(session, ledger.user_uid)
        problem = opened(session, uid)
        changed = []
        for field, value in values.items():
            content = checked_content(field, value)
            if getattr(problem, field) != content:
                refuse_foreign(problem, field, act.office_uid)
                setattr(problem, field, content)
                changed.append(label_of("problem", field))
        act.title = f"{problem.code}：{'、'.join(changed)}"
        return len(changed)


def checked_content(field: str, value: Value) -> object:
    """What the column of an editable field is to hold. Raises UserError: unknown field, unreadable or empty content."""
    if field not in EDITABLE:
        known = "、".join(f"{name}（{label_of('problem', name)}）" for name in EDITABLE)
        raise UserError(f"没有可修改的字段“{field}”。可以修改的有：{known}；时限请用“调整时限”。")
    if field == "confidential" and isinstance(value, str):
        value = value in {"是", "true", "1"}
    if field == "assigned_on" and value == "":
        value = None
    try:
        content = from_value(KINDS["problem"], field, clean(value) if isinstance(value, str) else value)
    except ValueError as error:
        raise UserError(
            f"“{label_of('problem', field)}”的内容“{value}”不对，没有修改。日期请写成 2026-10-31。"
        ) from error
    if field == "description" and not content:
        raise UserError("问题描述不能清空，没有修改。")
    return content


def adjust_deadline(
    ledger: Ledger, uid: str, raw: str, reason: str, decided_by: str = "", document: str = ""
) -> None:
    """Decide a deadline: the first one, or a change that names its ground. The earlier ones stay for good.

    Raises UserError: empty or unreadable text, no reason for a change, not this office's to decide.
    """
    _refuse_unreadable(clean(raw), ledger.today())
    with ledger.transaction("确定时限") as (session, act):
        require_user(session, ledger.user_uid)
        decision = decide_deadline(session, act, opened(session, uid), raw, reason, ledger.today())
        decision.decided_by, decision.document = clean(decided_by), clean(document)


def _refuse_unreadable(raw: str, today: date) -> None:
    reading = read_deadline(raw, today)
    if not raw or not reading.understood:
        raise UserError(
            f"时限“{raw}”无法识别，没有保存。{reading.proposal or '请写成“2026年12月底前”“长期坚持”等形式。'}"
        )


def decide_deadline(
    session: Session, act: Act, problem: Problem, raw: str, reason: str, today: date
) -> Deadline:
    """The decision within an act under way, named in its title. Raises UserError as `adjust_deadline`."""
    raw, uid = clean(raw), problem.uid
    _refuse_unreadable(raw, today)
    if problem.issuer_uid not in {"", act.office_uid}:
        raise UserError(
            f"问题 {problem.code} 的整改时限由交办单位决定，本级不能调整。请按程序向交办单位申请。"
        )
    first = session.scalar(select(Deadline.id).where(Deadline.problem_uid == uid, ~Deadline.hidden)) is None
    if not first and not clean(reason):
        raise UserError("调整时限必须写明原因（政策调整、客观条件、项目审批、不可抗力等），没有保存。")
    decision = deadline_of(uid, raw, today, DeadlineKind.ORIGINAL if first else DeadlineKind.ADJUSTED)
    decision.reason, decision.made_at = clean(reason), after_former(session, uid, act.at)
    session.add(decision)
    act.title = f"{problem.code}：{raw}"
    return decision


def after_former(session: Session, uid: str, at: str) -> str:
    """`at`, or a second after the last decision when a clock set back says less: the latest one is in force."""
    query = select(func.max(Deadline.made_at)).where(Deadline.problem_uid == uid, ~Deadline.hidden)
    last = session.scalar(query) or ""
    if at > last:
        return at
    return stamp(datetime.fromisoformat(last).replace(tzinfo=BEIJING) + timedelta(seconds=1))


def void_problems(ledger: Ledger, uids: Sequence[str], reason: str) -> int:
    """Void problems with a reason; nothing is deleted. Returns how many. Raises UserError without a reason."""
    reason = clean(reason)
    if not reason:
        raise UserError("作废必须写明理由，没有作废。")
    with ledger.transaction("作废问题", f"{len(uids)} 个：{reason}") as (session, act):
        require_user(session, ledger.user_uid)
        for uid in uids:
            problem = opened(session, uid)
            refuse_foreign(problem, "voided", act.office_uid)
            problem.voided = reason
        return len(uids)
