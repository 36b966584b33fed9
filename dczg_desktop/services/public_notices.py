"""整改销号公示: the notice the public reads, filled from the ledger; what is missing or personal is named, never printed."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.personal import personal_data
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.reports.notice import Notice, write_notice_pdf
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.documents import Printed, day_words, print_code
from dczg_desktop.services.tree import office_name
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the public may object: `office` '' for this office."""

    phone: str
    office: str = ""
    address: str = ""


def public_notice(ledger: Ledger, uid: str, contact: Contact) -> Notice:
    """The notice on the closure of one problem, from its facts. Raises UserError when the problem is gone."""
    with ledger.reading() as session:
        facts = load_facts(session, [uid]).get(uid)
        number = session.scalar(select(Board.number).where(Board.uid == uid))
        ours = office_name(session, ledger.identity.office_uid)
        code = print_code(session)
    if facts is None:
        raise UserError("找不到这个问题，可能已被撤销导入。请按 F5 刷新列表。")
    name = number or facts.code
    deadline = facts.deadline()
    return Notice(
        title=f"关于{name}整改销号情况的公示",
        opening=f"按照督察整改工作要求，现将{name}整改完成情况予以公示，接受社会监督。",
        problem=facts.description,
        implementing_unit="、".join(
            duty.name for duty in facts.named(DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)
        ),
        measures="；".join(one.text.rstrip("。；") for one in facts.measures) or facts.plan,
        goal=facts.goal,
        deadline=deadline.raw if deadline else "",
        result=_result(facts),
        period=_period(facts),
        accepting_office=contact.office or ours,
        phone=contact.phone,
        issued_by=ours,
        issued_on=ledger.today(),
        address=contact.address,
        code=code,
    )


def _result(facts: ProblemFacts) -> str:
    said = [one.result.rstrip("。；") for one in facts.measures if one.result]
    last = facts.progress[-1].text if facts.progress else ""
    return "；".join(said) or last


def _period(facts: ProblemFacts) -> str:
    if not facts.notices:
        return ""
    notice = facts.notices[-1]
    days = working_days(notice.starts, notice.ends)
    return f"{day_words(notice.starts)}至{day_words(notice.ends)}（{days} 个工作日）"


def print_public_notice(ledger: Ledger, uid: str, contact: Contact, target: Path) -> Printed:
    """Print the notice. Raises GateClosed naming every gap, placeholder and personal datum, UserError when the disk refuses."""
    notice = public_notice(ledger, uid, contact)
    parts = {
        "整改问题": notice.problem,
        "重点措施": notice.measures,
        "目标任务": notice.goal,
        "整改完成情况": notice.result,
    }
    named = [
        f"“{name}”里有{hit.kind}，公示前请改成“{hit.masked}”"
        for name, text in parts.items()
        for hit in personal_data(text)
    ]
    if not notice.period:
        named.append("还没有登记公示的起止日期：请先在“公示与异议”里登记公示。")
        notice = replace(notice, period="待登记")
    if named:
        raise GateClosed(f"《{notice.title}》", named)
    made = write_notice_pdf(notice, target)
    return Printed(target, made.pages, 1, notice.code, made.fonts.summary())
