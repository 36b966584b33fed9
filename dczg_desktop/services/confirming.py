"""What the other side says about a package of ours: a newer word replaces an older one, an old one coming again does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.acknowledgement import Outcome
from dczg_desktop.domain.entities import Counterpart, Shipment
from dczg_desktop.domain.words import Acknowledged, Direction
from dczg_desktop.exchange.letter import ReceiptLetter
from dczg_desktop.exchange.manifest import Manifest
from dczg_desktop.services.tree import office_name
from dczg_desktop.services.trust.histories import HEAD
from dczg_desktop.store.journal import Act

REPLICA, BEFORE = "replica", "before"
"""In the receipt of a sent package: the installation that spoke, and how the package stood before that receipt."""


SHOWN = 200
"""So many of the last packages of an office are spoken of in ours."""
LONGEST_REASON = 300


AGAINST = "与登记的电话回执相反。电话回执码不带时间，分不出先后，登记簿没有改动：请与对方核实，确已拒收的，请“撤销回执登记”。"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A receipt of another office that was taken in: which package of ours, what became of it there, in words."""

    package_uid: str
    file_name: str
    office: str
    sequence: int
    outcome: Outcome
    words: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What an office says about one package. `count` is the length of its journal when it said so, -1 for unknown
    (a code read over the telephone); only of one installation (`replica`) are counts compared, clocks never.
    """

    outcome: Outcome
    how: Acknowledged
    replica: str = ""
    count: int = -1
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def arrived(self) -> bool:
        """Whether the package counts as received."""
        return self.outcome is not Outcome.REFUSED


def is_refused(row: Shipment) -> bool:
    """Whether the last word about a package is that it was refused (拒收)."""
    return bool(row.receipt.get("outcome") == Outcome.REFUSED.value)


def statement_of(letter: ReceiptLetter) -> Statement:
    """What a receipt file says."""
    outcome = Outcome(letter.outcome) if letter.outcome in set(Outcome) else Outcome.ACCEPTED
    content = {"accepted": letter.accepted, "held": letter.held, "refused": list(letter.refused)}
    head = {HEAD: [letter.head.count, letter.head.hash]}
    return Statement(outcome, Acknowledged.FILE, letter.replica, letter.head.count, content | head)


def confirm(session: Session, row: Shipment, said: Statement, at: str) -> Confirmed:
    """Take in what a code or a file says. Raises UserError when the register holds the same, or something as new."""
    office = office_name(session, row.office_uid)
    if objection := _objection(_standing(session, row, said.replica), said):
        when = row.acknowledged_at.replace("T", " ")
        told = f"（{'已于 ' + when + ' 登记，' if when else ''}凭{row.acknowledged_by or Acknowledged.PACKAGE.value}）"
        raise UserError(f"发给“{office}”的第 {row.sequence} 号数据包{objection.replace('#', told)}")
    _write(row, said, at)
    outcome = "拒收" if not said.arrived else said.outcome.value
    words = f"“{office}”{outcome}第 {row.sequence} 号数据包（凭{said.how.value}）"
    refused = said.content.get("refused") or []
    if refused and not said.arrived:
        words += f"，原因：{'；'.join(map(str, refused))}"
    elif refused:
        words += f"，未接收 {len(refused)} 项"
    return Confirmed(row.uid, row.file_name, office, row.sequence, said.outcome, words)


_OPEN = select(Shipment).where(
    Shipment.direction == Direction.SENT,
    Shipment.office_uid == bindparam("office"),
    Shipment.acknowledged_at == "",
)
_LAST = (
    select(Shipment)
    .where(Shipment.office_uid == bindparam("office"), Shipment.direction == Direction.RECEIVED)
    .order_by(Shipment.id.desc())
    .limit(SHOWN)
)


def confirm_by_package(
    session: Session, act: Act, manifest: Manifest, other: str, uids: list[str]
) -> list[str]:
    """What a received package says of ours: `uids` arrived, those it declines did not; in words the refusals that are news."""
    said = Statement(
        Outcome.ACCEPTED, Acknowledged.PACKAGE, manifest.replica, manifest.head.count,
        {HEAD: [manifest.head.count, manifest.head.hash]},
    )  # fmt: skip
    confirmed = set(uids)  # never as one condition: a forged list may be longer than the database takes
    for row in session.scalars(_OPEN, {"office": other}):
        if row.uid not in confirmed:
            continue
        if not row.receipt or _is_newer(_standing(session, row, manifest.replica), said):
            _write(row, said, act.at)
    rows = select(Shipment).where(Shipment.direction == Direction.SENT, Shipment.office_uid == other)
    return _declined(session, act, manifest, said, rows) if manifest.declined else []


def _declined(
    session: Session, act: Act, manifest: Manifest, said: Statement, rows: Select[Shipment]
) -> list[str]:
    """Take in which of our packages `rows` are refused; what was confirmed by telephone stays, and is named."""
    news: list[str] = []
    for row in session.scalars(rows.order_by(Shipment.id.desc()).limit(SHOWN)):
        if row.uid not in manifest.declined:
            continue
        reason = excerpt(clean(manifest.declined[row.uid]), LONGEST_REASON)
        content = {**said.content, "accepted": 0, "held": 0, "refused": [reason]}
        no = replace(said, outcome=Outcome.REFUSED, content=content)
        standing = _standing(session, row, manifest.replica)
        if standing is not None and standing.count < 0 and standing.arrived:
            news.append(f"来包说拒收了我方第 {row.sequence} 号数据包（{reason}），{AGAINST}")
        elif (standing is None or _is_newer(standing, no)) and not (
            is_refused(row) and row.receipt.get("refused") == [reason]
        ):
            _write(row, no, act.at)
            news.append(f"对方拒收了我方第 {row.sequence} 号数据包“{row.file_name}”，原因：{reason}")
    return news


def refused_of(session: Session, office_uid: str) -> Mapping[str, str]:
    """Packages of this office that we refused, with the reason: what our next package tells it."""
    last: dict[str, Shipment] = {}
    for row in session.scalars(_LAST, {"office": office_uid}):
        last.setdefault(row.uid, row)
    return {uid: str((row.receipt.get("refused") or [""])[0]) for uid, row in last.items() if is_refused(row)}


def entered_by_person(how: str, at: str, receipt: dict[str, Any]) -> bool:
    """Whether somebody here entered what the register says about a sent package, so that it can be taken back."""
    by_person = how in {Acknowledged.TELEPHONE.value, Acknowledged.FILE.value}
    return by_person or (not at and not how and bool(receipt.get("outcome")))


def take_back(row: Shipment) -> None:
    """As the package stood before the receipt that somebody entered."""
    before = row.receipt.get(BEFORE) or {}
    row.acknowledged_at, row.acknowledged_by = before.get("at", ""), before.get("by", "")
    row.receipt = before.get("receipt", {})


def _standing(session: Session, row: Shipment, replica: str) -> Statement | None:
    """What the register holds about a sent package now."""
    if not row.acknowledged_at and not row.receipt.get("outcome"):
        return None
    outcome = (
        Outcome(row.receipt["outcome"]) if row.receipt.get("outcome") in set(Outcome) else Outcome.ACCEPTED
    )
    how = Acknowledged(row.acknowledged_by) if row.acknowledged_by in set(Acknowledged) else Acknowledged.FILE
    told = row.receipt.get(HEAD)
    if told:
        return Statement(outcome, how, str(row.receipt.get(REPLICA, replica)), int(told[0]))
    if row.acknowledged_by == Acknowledged.PACKAGE.value:  # as 0.2.0 wrote it
        query = select(Counterpart.head_count).where(Counterpart.replica == replica)
        return Statement(outcome, how, replica, session.scalar(query) or 0)
    return Statement(outcome, Acknowledged.TELEPHONE)


def _is_newer(standing: Statement | None, said: Statement) -> bool:
    """Whether a signed word may replace what stands."""
    if standing is None or standing.count < 0:
        return True
    if standing.replica != said.replica:  # two computers of one office: what one of them has, the office has
        return said.arrived and not standing.arrived
    return said.count > standing.count


def _objection(standing: Statement | None, said: Statement) -> str:
    """Why a code or file must not replace what stands, '' when it may; # is how that was learned."""
    if standing is None:
        return ""
    same = standing.arrived == said.arrived
    if said.count < 0:
        again = "登记过同样的回执#，没有重复登记。"
        other = "登记的结果正相反#。电话回执码不带时间，分不出先后，没有改动：对方确实改变了的，请先“撤销回执登记”再输入，或请对方送回执文件。"
        return again if same else other
    if standing.count < 0:
        other = "登记的电话回执与这份回执文件正相反#，没有改动。请与对方核实；电话登记错了的，先“撤销回执登记”再打开这份文件。"
        return "" if same else other
    if _is_newer(standing, said):
        return ""
    if standing.replica != said.replica:
        return "由对方的另一台电脑确认过#，没有改动。" if not same else "登记过同样的回执#，没有重复登记。"
    if standing.count == said.count and standing.outcome is said.outcome:
        return "登记过同一份回执#，没有重复登记。"
    return "已有对方更新的回执#；这一份是以前写的，没有采用，登记簿没有改动。"


def _write(row: Shipment, said: Statement, at: str) -> None:
    before = {key: value for key, value in row.receipt.items() if key != BEFORE}
    stood = {"at": row.acknowledged_at, "by": row.acknowledged_by, "receipt": before}
    kept = {BEFORE: stood} if said.how is not Acknowledged.PACKAGE and (row.acknowledged_at or before) else {}
    row.receipt = {"outcome": said.outcome.value, REPLICA: said.replica, **said.content, **kept}
    if not said.arrived:
        row.acknowledged_at, row.acknowledged_by = "", said.how.value
    else:
        row.acknowledged_by = row.acknowledged_by if row.acknowledged_at else said.how.value
        row.acknowledged_at = row.acknowledged_at or at
