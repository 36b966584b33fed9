"""One petition (信访件): everything about it, editing by ownership, the link to a problem of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import KINDS, label_of, to_value
from dczg_desktop.domain.entities import Board, Office, Petition, PetitionLine, Problem, Source
from dczg_desktop.domain.finishing import FINISHED, loses_day
from dczg_desktop.domain.petition_amendments import owned_by_issuer
from dczg_desktop.domain.petitions import NOT_APPLIED, completion_word
from dczg_desktop.domain.records import Value
from dczg_desktop.services.duties import office_named
from dczg_desktop.services.handwork.filled import day_of
from dczg_desktop.services.origins import field_origins
from dczg_desktop.services.petitions.batches import handed_over
from dczg_desktop.services.petitions.holders import moved_from_us
from dczg_desktop.services.petitions.setback import start_again_if_set_back
from dczg_desktop.store.ledger import Ledger, require_user

EDITABLE = (
    "number", "batch", "starred", "channel", "area", "category", "responsible_unit", "deadline", "description", "findings",
    "substantiated", "goal", "result", "completion", "completed_on", "handling", "accountability", "remark",
)  # fmt: skip
"""Fields of a petition that a person may change directly."""

Content = str | bool | date | None


@dataclass(frozen=True, slots=True)
class PetitionDetail:
    """One petition in full; `completion` and `closure` are the counted words. `foreign` are the fields that only the issuing office may change.

    `voided` is the reason of one that counts no longer, `moved` the office that it was given to and taken from this one, `origins` says in which cell of which file a value stood.
    """

    id: int
    uid: str
    fields: Mapping[str, Value]
    source: str
    issuer: str
    foreign: frozenset[str]
    problem_uid: str
    problem: str
    disputed: bool
    completion: str = ""
    closure: str = ""
    voided: str = ""
    moved: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field as text, '' when nothing is written."""
        return str(self.fields.get(name) or "")


def petition_detail(ledger: Ledger, petition_id: int) -> PetitionDetail:
    """One petition by its id in the grid. Raises UserError when it is gone."""
    with ledger.reading() as session:
        petition = session.scalar(select(Petition).where(Petition.id == petition_id, ~Petition.hidden))
        if petition is None:
            raise UserError("找不到这件信访件，可能已被撤销导入。请按 F5 刷新列表。")
        source = session.scalar(select(Source.name).where(Source.uid == petition.source_uid)) or ""
        issuer = session.scalar(select(Office.name).where(Office.uid == petition.issuer_uid)) or ""
        line = session.execute(
            select(Board.code, Board.summary).where(Board.uid == petition.problem_uid)
        ).first()
        ours = petition.issuer_uid in {"", ledger.identity.office_uid}
        fields = {name: to_value(getattr(petition, name)) for name in KINDS["petition"].columns()}
        return PetitionDetail(
            petition.id,
            petition.uid,
            fields,
            source,
            issuer,
            frozenset() if ours else frozenset(filter(owned_by_issuer, EDITABLE)),
            petition.problem_uid if line else "",
            f"{line.code}　{excerpt(line.summary, 60)}" if line else "",
            petition.disputed > 0,
            completion_word(petition.completion),
            session.scalar(select(PetitionLine.closure).where(PetitionLine.uid == petition.uid))
            or NOT_APPLIED,
            petition.voided,
            moved_from_us(session, petition),
            _origins(petition),
        )


def _origins(petition: Petition) -> dict[str, str]:
    """Where each value stood in a file; a column 进展 became the result."""
    found = dict(field_origins(petition.provenance))
    if "progress" in found:
        found.setdefault("result", found["progress"])
    return found


def opened(session: Session, uid: str) -> Petition:
    """The petition for an act. Raises UserError when it is gone, void or given to another office."""
    petition = session.scalar(select(Petition).where(Petition.uid == uid, ~Petition.hidden))
    if petition is None:
        raise UserError("找不到这件信访件，可能已被撤销导入。请按 F5 刷新列表。")
    if petition.voided:
        raise UserError(f"信访件 {petition.number} 已作废（{petition.voided}），不能再修改。")
    if holder := moved_from_us(session, petition):
        raise UserError(f"信访件 {petition.number} 已改由{holder}承办，本单位只能查看，没有修改。")
    return petition


def edit_petition(ledger: Ledger, uid: str, values: Mapping[str, Value], reason: str = "") -> int:
    """Change fields of a petition in one act; returns how many really changed.

    办结日期 goes when 办结情况 is cleared or set back. A closed petition that is set back from 已办结 starts its closure again, for which a `reason` is needed.

    A changed deadline is read anew, a changed unit is looked up in the directory. Raises UserError: unknown field, field of
    the issuing office, empty description, unreadable deadline, set back without a reason, petition gone or void.
    """
    with ledger.transaction("修改信访件") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        changed = []
        for name, value in with_day(petition, values).items():
            content = typed_content(name, value, ledger.today())
            if getattr(petition, name) == content:
                continue
            refuse_foreign_petition(petition, name, act.office_uid)
            if name == "completion" and start_again_if_set_back(
                session, petition, str(content), reason, act.office_uid, ledger.user_uid
            ):
                act.act = "重启信访件"  # a closure is not taken back by undo
                changed.append("重新启动验收销号")
            put(session, petition, name, content, ledger.today())
            changed.append(label_of("petition", name))
        act.title = f"{petition.number or petition.sequence}：{'、'.join(changed)}"
        return len(changed)


def with_day(petition: Petition, values: Mapping[str, Value]) -> dict[str, Value]:
    """The changes with what goes along: without 已办结 or 阶段性办结 there is no 办结日期.

    Raises UserError: a day is written beside another 办结情况.
    """
    if not {"completion", FINISHED} & values.keys():
        return dict(values)
    completion = clean(str(values.get("completion", petition.completion) or ""))
    if not loses_day(completion):
        return dict(values)
    if day := clean(str(values.get(FINISHED) or "")):
        raise UserError(
            f"办结情况{f'是“{completion}”' if completion else '没有填写'}，不能有办结日期（{day}），没有保存。"
            "请把办结情况改为已办结或阶段性办结，或清空办结日期。"
        )
    return {**values, FINISHED: ""} if petition.completed_on else dict(values)


def typed_content(name: str, value: Value, today: date) -> Content:
    """What an editable field is to hold. Raises UserError: unknown field, empty description, unreadable day."""
    if name not in EDITABLE:
        known = "、".join(label_of("petition", one) for one in EDITABLE)
        raise UserError(f"信访件没有可修改的字段“{name}”。可以修改的有：{known}。")
    if name == "starred":
        return value in {True, "是", "true", "1"}
    content = clean(str(value or ""))
    if name == "completed_on":
        return _day(content, today)
    if name == "description" and not content:
        raise UserError("交办问题基本情况不能清空，没有修改。")
    return content


def _day(text: str, today: date) -> date | None:
    """The day on which it was finished. Raises UserError for something else and for a day to come."""
    if not text:
        return None
    day = day_of(text)
    if day is None:
        raise UserError(f"办结日期“{text}”无法识别，没有保存。请写成 2026-10-31。")
    if day > today:
        raise UserError(f"办结日期 {day} 晚于今天（{today}），没有保存。请填写实际办结的日期。")
    return day


def refuse_foreign_petition(petition: Petition, name: str, office_uid: str) -> None:
    """Raise UserError when only the office that issued a petition may change this field."""
    if petition.issuer_uid not in {"", office_uid} and owned_by_issuer(name):
        raise UserError(
            f"信访件 {petition.number} 的“{label_of('petition', name)}”由交办单位掌握，本级不能直接修改，没有改动。"
            "如有出入，请在调查核实情况中写明，由交办单位修改后随下一包下发。"
        )


def put(session: Session, petition: Petition, name: str, content: Content, today: date) -> None:
    """Write a field with what hangs on it: the day of the deadline, the office of the unit. Raises UserError: unreadable deadline."""
    if name == "deadline":
        start = handed_over(session, petition)
        petition.due = due_of(str(content), today, start)
    if name == "responsible_unit":
        petition.office_uid, content = office_named(session, str(content)) if content else ("", "")
    setattr(petition, name, content)


def due_of(raw: str, today: date, start: date | None) -> date | None:
    """The day a deadline names; counts of days begin on `start`. Raises UserError when it cannot be read, or nobody knows when it began."""
    if not raw:
        return None
    reading = read_deadline(raw, today, start=start, asks_start=True)
    if not reading.understood:
        advice = reading.proposal or "请写成“2026年12月底前”“2026-12-31”等形式。"
        raise UserError(f"时限“{raw}”无法识别，没有保存。{advice}")
    return reading.due


def link_petition(ledger: Ledger, uid: str, problem_uid: str) -> None:
    """Say which problem of the ledger a petition is about; '' takes the link back. Raises UserError: either one gone."""
    with ledger.transaction("关联信访件" if problem_uid else "取消关联") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        act.title = petition.number or petition.sequence
        if problem_uid:
            query = select(Problem.code).where(
                Problem.uid == problem_uid, ~Problem.hidden, Problem.voided == ""
            )
            code = session.scalar(query)
            if code is None:
                raise UserError("找不到要关联的问题，可能已作废或被撤销导入。请核对编号后重试。")
            act.title = f"{act.title}：{code}"
        petition.problem_uid = problem_uid
