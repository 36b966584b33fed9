"""Letters that go with an exchange: the covering note of a package, 补正通知, 催报函."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.amendments import open_requests
from dczg_desktop.domain.entities import Board, Counterpart, Duty, Problem, Shipment
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.findings import Severity
from dczg_desktop.domain.personal import masked
from dczg_desktop.domain.words import UNIT_ROLES, ClosureStatus, Direction, Relation, Sealing, ShipmentKind
from dczg_desktop.reports.letter import Sender, write_correction_pdf, write_note_pdf, write_reminder_pdf
from dczg_desktop.reports.pen import PrintResult
from dczg_desktop.services.checks import check_all, shared_files
from dczg_desktop.services.documents import Printed, print_code
from dczg_desktop.services.offices import our_fingerprint
from dczg_desktop.services.outgoing.contents import receiver_named
from dczg_desktop.services.petitions.requests import field_label, petition_facts, returned_to
from dczg_desktop.services.requests import label_for
from dczg_desktop.services.tree import below, office_name, office_tree
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger

VERBS: dict[Relation | None, str] = {
    Relation.SUPERIOR: "报送",
    Relation.SUBORDINATE: "下发",
    Relation.DEPARTMENT: "送去",
}
TOLD = ("问题", "信访件", "措施", "进展", "佐证")
"""Kinds of records that the reader of a note cares about."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the writer of a letter adds: 发文字号 ('' for paper without a red head), telephone, and whether it is preprinted."""

    number: str = ""
    phone: str = ""
    is_preprinted: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A covering note: to whom, its title for paper, what it says, who signs."""

    to: str
    title: str
    paragraphs: tuple[str, ...]
    signed_by: str
    day: date

    @property
    def text(self) -> str:
        """The note to paste into an official letter, an e-mail or a message."""
        body = "\n".join(f"　　{paragraph}" for paragraph in self.paragraphs)
        return f"{self.to}：\n{body}\n　　　　　　　　{self.signed_by}　{_day(self.day)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def covering_note(ledger: Ledger, shipment_uid: str, due: date | None = None) -> Note:
    """The note for a sending of the register, all its volumes included; `due` is when an answer is wished.

    Raises UserError when the register has no such sending.
    """
    with ledger.reading() as session:
        query = select(Shipment).where(Shipment.uid == shipment_uid, Shipment.direction == Direction.SENT)
        one = session.scalar(query)
        if one is None:
            raise UserError("登记簿里没有这次发出的记录，不能写发文说明。请刷新后重试。")
        same = select(Shipment).where(Shipment.series == one.series, Shipment.direction == Direction.SENT)
        volumes = session.scalars(same.order_by(Shipment.volume)).all() if one.series else [one]
        to = office_name(session, one.office_uid)
        relation = _relation(session, ledger, one.office_uid)
        ours = office_name(session, ledger.identity.office_uid)
        is_form = one.kind is ShipmentKind.FORM
        asks = "打开时要输入密码，密码另行电话告知。" if one.sealing == Sealing.PASSWORD.value else ""
        parts = [_what(one, volumes, VERBS.get(relation, "发去")), _wish(one, relation, due), _proof(volumes)]
    if is_form:
        title = "关于填报督察整改有关情况的函"
        parts.append(f"{asks}收到后请电话告知。")
    else:
        parts[-1] += f"本机指纹：{our_fingerprint(ledger)}，首次接收请打电话核对。"
        parts.append("收到后请回执：下一次发来的数据包会自动带回，也可电话告知。")
        title = f"关于{VERBS.get(relation, '送')}督察整改台账数据包的函"
    return Note(to, title, tuple(parts), ours, ledger.today())


def _relation(session: Session, ledger: Ledger, office_uid: str) -> Relation | None:
    found = session.scalar(select(Counterpart.relation).where(Counterpart.office_uid == office_uid).limit(1))
    tree = office_tree(session)
    return found or (Relation.SUBORDINATE if tree.get(office_uid) == ledger.identity.office_uid else None)


def _what(one: Shipment, volumes: Sequence[Shipment], verb: str) -> str:
    content = "、".join(f"{kind} {one.counts[kind]} 条" for kind in TOLD if kind in one.counts)
    files = sum(len(volume.attachments) for volume in volumes)
    attached = f"，随包附件 {files} 个" if files else ""
    names = "、".join(f"“{volume.file_name}”" for volume in volumes)
    split = f"分 {len(volumes)} 卷，每卷都可单独接收，" if len(volumes) > 1 else ""
    where = (
        f"存于{one.medium}{f'（编号 {one.medium_number}）' if one.medium_number else ''}，"
        if one.medium
        else ""
    )
    carried = f"由{one.handler}送达，" if one.handler else ""
    kind = "填报表" if one.kind is ShipmentKind.FORM else "数据包"
    return f"现{verb}整改台账第 {one.sequence} 号{kind}，{split}{where}{carried}文件名{names}，含{content}{attached}。"


def _wish(one: Shipment, relation: Relation | None, due: date | None) -> str:
    when = f"请于{_day(due)}前" if due else "请"
    if one.kind is ShipmentKind.FORM:
        listed = "、".join(f"“{job}”" for job in one.jobs)
        return f"{when}用 Excel 或 WPS 打开，填写{listed}的浅黄色格，保存后把原文件发回；隐藏的行列不要删，空着的格表示不改。"
    if relation is Relation.SUPERIOR:
        return f"{when}在“数据交换—接收”中选择该文件，核对后接收。"
    return (
        f"{when}在“数据交换—接收”中选择该文件，核对后接收，明确责任、细化措施、填报进展并按期回传。"
        "没有安装本程序的，请用 Excel 或 WPS 打开，只填写浅黄色的格子，保存后发回原文件。"
    )


def _proof(volumes: Sequence[Shipment]) -> str:
    marks = []
    for volume in volumes:
        mark = volume.digest[:16].upper()
        digits = " ".join(mark[start : start + 4] for start in range(0, len(mark), 4))
        marks.append(f"第 {volume.volume} 卷 {digits}" if len(volumes) > 1 else digits)
    return f"文件校验值（SHA-256 前 16 位）：{'；'.join(marks)}。"


def print_note(ledger: Ledger, note: Note, heading: Heading, target: Path) -> Printed:
    """The note as a letter (信函格式). Raises UserError when the disk refuses or the file is open."""
    with ledger.reading() as session:
        sender = _sender(session, ledger, heading)
    return _printed(write_note_pdf(sender, note.to, note.title, note.paragraphs, target), target, sender)


def flaws_of(ledger: Ledger, office: str) -> list[str]:
    """What an office below must put right: fields returned to it, and findings that weigh on its open problems.

    Raises UserError for an unknown office.
    """
    with ledger.reading() as session:
        uid = receiver_named(session, office, ledger.identity.office_uid).uid
        problems = _open_problems(session, below(office_tree(session), uid))
        secret = frozenset(session.scalars(select(Problem.code).where(Problem.confidential)))
        uses = {sha256: codes - secret for sha256, codes in shared_files(session).items()}
        back = returned_to(session, [uid])
        petitions = petition_facts(session, back)
    told = [
        f"{facts.code} {label_for(asked)}：{asked.reason}"
        for facts in problems
        for asked in open_requests(facts, uid)
    ]
    told += [
        f"信访件 {facts.number} {asked.place} {field_label(asked)}：{asked.reason}"
        for facts in petitions.values()
        for asked in back[facts.uid]
    ]
    found = check_all(ledger, problems, uses)
    told += [f"{one.code} {one.where}：{one.why}" for one in found if one.severity is not Severity.HINT]
    return [masked(text) for text in dict.fromkeys(told)]


def missing_reports(ledger: Ledger, office: str, period: str) -> list[str]:
    """The open problems of an office below without a report for the period. Raises UserError for an unknown office."""
    with ledger.reading() as session:
        uid = receiver_named(session, office, ledger.identity.office_uid).uid
        offices = below(office_tree(session), uid)
        problems = _open_problems(session, offices)
    return [
        f"{facts.code} {masked(excerpt(facts.description, 40))}{_limit(facts)}"
        for facts in problems
        if not any(one.period == period and one.office_uid in offices for one in facts.progress)
    ]


def _limit(facts: ProblemFacts) -> str:
    deadline = facts.deadline()
    return f"（整改时限：{deadline.raw}）" if deadline else ""


def _open_problems(session: Session, offices: set[str]) -> list[ProblemFacts]:
    """What these offices answer for and is not closed; of what is 内部掌握 no letter speaks, as no package does."""
    held = select(Duty.problem_uid).where(
        Duty.office_uid.in_(offices), Duty.role.in_(UNIT_ROLES), Duty.voided == "", ~Duty.hidden
    )
    uids = list(
        session.scalars(
            select(Board.uid)
            .where(Board.uid.in_(held), ~Board.voided, Board.closure_status != ClosureStatus.CLOSED)
            .where(Board.uid.not_in(select(Problem.uid).where(Problem.confidential)))
            .order_by(Board.code)
        )
    )
    facts = load_facts(session, uids)
    return [facts[uid] for uid in uids if uid in facts]


def print_correction(
    ledger: Ledger, office: str, flaws: Sequence[str], due: date, heading: Heading, target: Path
) -> Printed:
    """A 补正通知 to an office about these flaws. Raises UserError: unknown office, none, the disk refuses."""
    with ledger.reading() as session:
        to = receiver_named(session, office, ledger.identity.office_uid).name
        sender = _sender(session, ledger, heading)
    made = write_correction_pdf(sender, to, "督察整改台账有关内容", flaws, due, target)
    return _printed(made, target, sender)


def print_reminder(
    ledger: Ledger,
    office: str,
    period: str,
    missing: Sequence[str],
    due: date,
    heading: Heading,
    target: Path,
) -> Printed:
    """A 催报函 to an office about these missing reports. Raises UserError: unknown office, none, the disk refuses."""
    with ledger.reading() as session:
        to = receiver_named(session, office, ledger.identity.office_uid).name
        sender = _sender(session, ledger, heading)
    made = write_reminder_pdf(sender, to, period_in_words(period), missing, due, target)
    return _printed(made, target, sender)


def period_in_words(period: str) -> str:
    """`2026年10月` for `2026-10`. Raises UserError for something else."""
    year, _, month = period.partition("-")
    if not (len(year) == 4 and year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
        raise UserError(f"调度期“{period}”不对。请写成 2026-10 这样的年月。")
    return f"{year}年{int(month)}月"


def _sender(session: Session, ledger: Ledger, heading: Heading) -> Sender:
    return Sender(
        office_name(session, ledger.identity.office_uid), heading.number, heading.phone, ledger.today(), heading.is_preprinted, print_code(session)
    )  # fmt: skip


def _printed(made: PrintResult, target: Path, sender: Sender) -> Printed:
    return Printed(target, made.pages, 1, sender.code, made.fonts.summary())
