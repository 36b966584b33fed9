"""回执: what we did with a package, as a code for the telephone and as a small file; and taking those of others in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.clock import stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.acknowledgement import MistypedCode, Outcome, code_for, found, read_code
from dczg_desktop.domain.entities import Office, Shipment, User
from dczg_desktop.domain.words import Acknowledged, Direction
from dczg_desktop.exchange.letter import ReceiptLetter, read_receipt, write_letter
from dczg_desktop.exchange.manifest import Head, Party
from dczg_desktop.exchange.received import Trust
from dczg_desktop.reports.prose import Letter, Paragraph, write_letter_pdf
from dczg_desktop.safety.keys import restored
from dczg_desktop.services.confirming import (
    Confirmed,
    Statement,
    confirm,
    entered_by_person,
    is_refused,
    statement_of,
    take_back,
)
from dczg_desktop.services.incoming.arrivals import known_keys
from dczg_desktop.services.trust.keys import RevokedKey, is_stopped
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger, require_user

ADVICE = "请把三组数字念给对方；对方在“数据交换—登记簿”的“输入电话回执”里输入，就算收到了。"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Our receipt for one package: the code to read aloud and the whole as text for copying and printing."""

    package_uid: str
    sender: str
    sequence: int
    outcome: Outcome
    code: str
    text: str


def acknowledgement(ledger: Ledger, package_uid: str) -> Acknowledgement:
    """The receipt for a package that was received here. Raises UserError when it was not, or was taken back."""
    with ledger.reading() as session:
        row = _received(session, package_uid)
        return _acknowledgement(session, ledger.identity.office_uid, row)


def write_receipt(ledger: Ledger, package_uid: str, out: Path) -> Path:
    """The receipt as a small signed file (.dczghz). Raises UserError as `acknowledgement`, or when the disk refuses."""
    with ledger.reading() as session:
        row = _received(session, package_uid)
        letter = _letter(session, ledger, row)
    return write_letter(_target(out, letter), letter, restored(ledger.identity.private_key).sign)


def print_receipt(ledger: Ledger, package_uid: str, out: Path) -> Path:
    """The receipt as a page of PDF. Raises UserError as `acknowledgement`, or when the disk refuses."""
    told = acknowledgement(ledger, package_uid)
    with ledger.reading() as session:
        ours = _party(session, ledger.identity.office_uid).name
    paragraphs = tuple(Paragraph(line) for line in told.text.splitlines()[1:] if line.strip())
    letter = Letter("数据包接收回执", paragraphs, ours, ledger.today())
    return write_letter_pdf(letter, out if out.suffix == ".pdf" else out.with_name(f"{out.name}.pdf")).path


def accept_code(ledger: Ledger, text: str) -> Confirmed:
    """Take in a receipt read over the telephone; the package counts as received there.

    Raises UserError saying what to do: a digit misheard, no package of ours that fits, taken in before.
    """
    try:
        digits = read_code(text)
    except MistypedCode as error:
        raise UserError(f"{error}没有登记。") from error
    with ledger.transaction("登记回执") as (session, act):
        require_user(session, ledger.user_uid)
        query = select(Shipment).where(Shipment.direction == Direction.SENT).order_by(Shipment.id.desc())
        sent = session.scalars(query).all()
        hit = found(digits, [(row.digest, row.office_uid) for row in sent])
        if hit is None:
            raise UserError(
                "这个回执码与本单位发出的数据包都对不上，没有登记。请核对：对方念的是不是本单位发去的那一包的回执，"
                "有没有念错一整组；实在对不上，请对方改送回执文件。"
            )
        place, outcome = hit
        done = confirm(session, sent[place], Statement(outcome, Acknowledged.TELEPHONE), act.at)
        act.title = done.words
        return done


def accept_receipt(ledger: Ledger, path: Path) -> Confirmed:
    """Take in a receipt file. Raises UserError: altered, not for us, its writer not enrolled, not about a package of ours."""
    identity = ledger.identity
    with ledger.reading() as session:
        letter, trust = read_receipt(path, known_keys(session, identity))
    if letter.addressee.uid != identity.office_uid:
        raise UserError(f"回执“{path.name}”是给“{letter.addressee.name}”的，没有登记。请转交给该单位。")
    if trust is not Trust.ENROLLED:
        raise UserError(
            f"“{letter.writer.name}”的这台电脑还没有登记，回执“{path.name}”没有采用。请先登记它的单位卡片并核对指纹。"
        )
    with ledger.transaction("登记回执") as (session, act):
        require_user(session, ledger.user_uid)
        require_living_writer(session, letter)
        row = _sent(session, letter)
        done = confirm(session, row, statement_of(letter), act.at)
        act.title = done.words
        return done


def take_back_receipt(ledger: Ledger, package_uid: str) -> str:
    """Undo a receipt entered by mistake: the package stands as before it; returns how that is, in words.

    Raises UserError when a package or nothing confirmed it.
    """
    with ledger.transaction("撤销回执登记") as (session, act):
        require_user(session, ledger.user_uid)
        query = select(Shipment).where(Shipment.uid == package_uid, Shipment.direction == Direction.SENT)
        row = session.scalar(query)
        if row is None or not entered_by_person(row.acknowledged_by, row.acknowledged_at, row.receipt):
            raise UserError("这个数据包没有人工登记的回执，不用撤销。对方来包里自动确认的不能撤销。")
        act.title = f"{_office(session, row.office_uid)} 第 {row.sequence} 号"
        take_back(row)
        return f"恢复为{row.acknowledged_by}确认的结果" if row.acknowledged_by else "这一包重新等待回执"


def require_living_writer(session: Session, letter: ReceiptLetter) -> None:
    """Raise UserError when the key of the writer was stopped or replaced."""
    if is_stopped(session, letter.replica, letter.head.count):
        raise RevokedKey(
            f"“{letter.writer.name}”的这台电脑的密钥已停用，回执没有采用。请对方用新密钥重新生成回执，或电话念回执码。"
        )


def _received(session: Session, package_uid: str) -> Shipment:
    query = select(Shipment).where(Shipment.uid == package_uid, Shipment.direction == Direction.RECEIVED)
    row = session.scalar(query.order_by(Shipment.id.desc()).limit(1))
    if row is None or (row.undone and not is_refused(row)):
        raise UserError("本单位没有接收过这个数据包（或已撤销接收），不能出具回执。请先接收。")
    return row


def _sent(session: Session, letter: ReceiptLetter) -> Shipment:
    query = select(Shipment).where(Shipment.uid == letter.package_uid, Shipment.direction == Direction.SENT)
    row = session.scalar(query)
    if row is None or row.office_uid != letter.writer.uid or row.digest != letter.digest:
        raise UserError(
            f"“{letter.writer.name}”的回执说的第 {letter.sequence} 号数据包，与本单位登记簿里发出的对不上，没有登记。"
            "请与对方核对文件名；本单位恢复过旧备份的，登记簿里可能缺少这一件。"
        )
    return row


def _acknowledgement(session: Session, our_uid: str, row: Shipment) -> Acknowledgement:
    outcome = _outcome(str(row.receipt.get("outcome", "")))
    sender, ours = _party(session, row.office_uid), _party(session, our_uid)
    code = code_for(row.digest, our_uid, outcome)
    refused = row.receipt.get("refused") or []
    lines = [
        "数据包接收回执",
        f"{sender.name}：",
        f"你单位第 {row.sequence} 号数据包（{row.file_name}）已于 {row.at.replace('T', ' ')} 由本单位{'拒收' if is_refused(row) else outcome.value}。",
        _counts(row.receipt),
        *(f"{'原因' if is_refused(row) else '未接收'}：{reason}" for reason in refused[:20]),
        f"电话回执码：{code}",
        ADVICE,
        f"文件校验值（SHA-256 前 16 位）：{row.digest[:16].upper()}",
        f"{ours.name}　{row.at[:10]}",
    ]
    return Acknowledgement(row.uid, sender.name, row.sequence, outcome, code, "\n".join(filter(None, lines)))


def _counts(receipt: dict[str, object]) -> str:
    if "accepted" not in receipt:
        return ""
    refused = receipt.get("refused") or []
    count = len(refused) if isinstance(refused, Sequence) else 0
    return f"接收 {receipt['accepted']} 条，暂留 {receipt.get('held', 0)} 项，未接收 {count} 项。"


def _letter(session: Session, ledger: Ledger, row: Shipment) -> ReceiptLetter:
    identity, receipt = ledger.identity, row.receipt
    who = session.scalar(select(User.name).where(User.uid == ledger.user_uid)) or ""
    refused = receipt.get("refused") or []
    return ReceiptLetter(
        package_uid=row.uid, sequence=row.sequence, digest=row.digest,
        outcome=_outcome(str(receipt.get("outcome", ""))).value,
        accepted=_number(receipt, "accepted"), held=_number(receipt, "held"),
        refused=tuple(str(one) for one in refused) if isinstance(refused, list) else (),
        writer=_party(session, identity.office_uid), replica=identity.replica,
        addressee=_party(session, row.office_uid),
        head=Head(*journal_head(session)), at=stamp(ledger.moment()), by=who,
    )  # fmt: skip


def _number(receipt: dict[str, object], name: str) -> int:
    value = receipt.get(name, 0)
    return value if isinstance(value, int) else 0


def _target(out: Path, letter: ReceiptLetter) -> Path:
    """In a folder a name of its own, else the name given."""
    if not out.is_dir():
        return out
    return out / f"{letter.writer.name}回执_{letter.addressee.name}第{letter.sequence:03d}号.dczghz"


def _outcome(text: str) -> Outcome:
    return Outcome(text) if text in set(Outcome) else Outcome.ACCEPTED


def _office(session: Session, uid: str) -> str:
    return _party(session, uid).name


def _party(session: Session, uid: str) -> Party:
    office = session.scalar(select(Office).where(Office.uid == uid))
    return Party(uid, office.code, office.name) if office else Party(uid, "", "未登记的单位")
