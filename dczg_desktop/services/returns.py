"""请求回传: after a restored backup the other side sends back all it ever had from us."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.base.clock import stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Office, User
from dczg_desktop.domain.words import Sealing
from dczg_desktop.exchange.letter import RequestLetter, read_request, write_letter
from dczg_desktop.exchange.manifest import Head, Party
from dczg_desktop.exchange.received import Trust
from dczg_desktop.safety.keys import restored
from dczg_desktop.services.incoming.arrivals import known_keys
from dczg_desktop.services.outgoing.contents import receiver_named
from dczg_desktop.services.outgoing.shipments import SendOrder, Sent, send
from dczg_desktop.services.trust.keys import is_stopped, require_own_key
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class Request:
    """A request of another office, checked: answer it with `answer_request`."""

    office: str
    at: str
    by: str
    reason: str


def request_return(ledger: Ledger, name: str, out: Path, reason: str = "") -> Path:
    """Write a signed request (.dczgqq) that `name` send back all it ever had from this office; it goes to the folder `out`.

    Raises UserError: unknown office, our own key stopped, the disk refuses.
    """
    identity = ledger.identity
    with ledger.transaction("请求回传") as (session, act):
        require_user(session, ledger.user_uid)
        require_own_key(session, identity.replica)
        office = receiver_named(session, name, act.office_uid)
        ours = session.scalars(select(Office).where(Office.uid == identity.office_uid)).one()
        who = session.scalar(select(User.name).where(User.uid == ledger.user_uid)) or ""
        letter = RequestLetter(
            Party(ours.uid, ours.code, ours.name), identity.replica, Party(office.uid, office.code, office.name),
            Head(*journal_head(session)), stamp(ledger.moment()), who, clean(reason),
        )  # fmt: skip
        target = out / f"{ours.name}请{office.name}回传_{ledger.today():%Y%m%d}" if out.is_dir() else out
        path = write_letter(target, letter, restored(identity.private_key).sign)
        act.title = f"{office.name}：{path.name}"
    return path


def look_at_request(ledger: Ledger, path: Path) -> Request:
    """Who asks and why. Raises UserError: altered, for another office, its writer not enrolled or its key stopped."""
    identity = ledger.identity
    with ledger.reading() as session:
        letter, trust = read_request(path, known_keys(session, identity))
        stopped = is_stopped(session, letter.replica, letter.head.count)
    if letter.addressee.uid != identity.office_uid:
        raise UserError(f"回传请求“{path.name}”是给“{letter.addressee.name}”的，没有办理。请转交给该单位。")
    if trust is not Trust.ENROLLED:
        raise UserError(
            f"“{letter.writer.name}”的这台电脑还没有登记，回传请求没有办理。恢复备份后换了本机标识的，"
            "请先登记它的新卡片并电话核对指纹，再办理。"
        )
    if stopped:
        raise UserError(f"“{letter.writer.name}”的这台电脑的密钥已停用，回传请求没有办理。请与对方电话核实。")
    return Request(letter.writer.name, letter.at, letter.by, letter.reason)


def answer_request(
    ledger: Ledger, path: Path, out: Path, tick: Tick = no_tick, *, sealing: Sealing | None = None
) -> Sent:
    """A package with everything in the asking office's scope and all that ever came from it, files included.

    Raises UserError as `look_at_request` and `shipments.send`.
    """
    request = look_at_request(ledger, path)
    order = SendOrder(reason=f"应{request.office}请求回传", sealing=sealing, returning=True)
    return send(ledger, request.office, out, order, tick)
