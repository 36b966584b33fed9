"""收件箱: every file that came is kept beside the ledger with its state, and can be tried again after an upgrade."""

import json
import shutil
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

import dczg_desktop
from dczg_desktop.base.clock import stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason, sha256_of, write_text
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import Counterpart, new_uid
from dczg_desktop.domain.words import InboxState
from dczg_desktop.exchange.manifest import NewerFormat
from dczg_desktop.exchange.payload import NotOurPackage
from dczg_desktop.exchange.sealing import NeedsPhrase
from dczg_desktop.safety.medium import bring_in
from dczg_desktop.services.incoming.arrivals import NotEnrolled
from dczg_desktop.services.incoming.receipts import Receipt
from dczg_desktop.services.incoming.receiving import Glance, glance, receive
from dczg_desktop.store.ledger import Ledger

FOLDER = "收件箱"
NOTE = "说明.json"
SETTLED = frozenset({InboxState.RECEIVED, InboxState.DECLINED})
"""What somebody has decided; looking at the file again does not change it."""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One file that came. `reason` says in words why it stands as it does; `needs` is the program version it asks for.

    `sender`, `sequence` and `made_at` are empty while the file could not be read. `act_uid` names the receipt.
    `package_uid` leads to the receipt of a refused one; `replica` is the computer whose card is missing.
    `order` says that it is older than what came before or that some are missing; `seen`: somebody looked at its content.
    """

    uid: str
    file_name: str
    size: int
    digest: str
    arrived_at: str
    state: InboxState
    reason: str = ""
    needs: str = ""
    sender: str = ""
    sequence: int = 0
    made_at: str = ""
    tried_at: str = ""
    act_uid: str = ""
    receiver: str = ""
    trust: str = ""
    order: str = ""
    seen: bool = False
    pending: int = 0
    package_uid: str = ""
    replica: str = ""

    def words(self) -> str:
        """How it stands in one word; of what can be received also whether it is new, older, or others are missing."""
        if self.state is InboxState.RECEIVED and self.pending:
            return "部分接收"
        if self.state is not InboxState.READY:
            return self.state.value
        return self.order or ("已看过" if self.seen else "新到")


def inbox_folder(ledger: Ledger) -> Path:
    """`<ledger stem>.收件箱` beside the ledger; one folder an item."""
    return ledger.path.with_name(f"{ledger.path.stem}.{FOLDER}")


def path_of(ledger: Ledger, item: InboxItem) -> Path:
    """The kept file; give it to `receiving.preview_package`."""
    return inbox_folder(ledger) / item.uid / item.file_name


def keep(ledger: Ledger, path: Path, tick: Tick = no_tick, *, phrase: str = "") -> InboxItem:
    """Copy a file into the inbox and say how it stands; a file with the same content is kept once.

    Nothing is written to the ledger. Raises UserError when the file cannot be read or the disk is full.
    """
    if not path.is_file():
        raise UserError(f"找不到文件“{path.name}”。请确认 U 盘没有拔出、文件没有改名。")
    uid = new_uid()
    place = inbox_folder(ledger) / uid
    try:
        bring_in(path, place / path.name)
        digest, size = sha256_of(place / path.name), (place / path.name).stat().st_size
        known = next((item for item in items(ledger) if item.digest == digest and item.uid != uid), None)
        if known is not None:
            shutil.rmtree(place)
            return retry(ledger, known.uid, tick, phrase=phrase)
        item = InboxItem(uid, path.name, size, digest, stamp(ledger.moment()), InboxState.READY)
        mark(ledger, item)
        return _looked_at(ledger, item, tick, phrase)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def items(ledger: Ledger) -> list[InboxItem]:
    """Everything in the inbox, newest first."""
    found = list(_kept(ledger))
    return sorted(found, key=lambda item: (item.arrived_at, item.uid), reverse=True)


def item_of(ledger: Ledger, uid: str) -> InboxItem:
    """One item; the beginning of its uid is enough when it is the only such. Raises UserError when there is none."""
    found = [item for item in _kept(ledger) if uid and item.uid.startswith(uid)]
    if len(found) != 1:
        raise UserError(f"收件箱里没有编号为“{uid}”的文件，可能已经移除。请刷新后再选。")
    return found[0]


def retry(ledger: Ledger, uid: str, tick: Tick = no_tick, *, phrase: str = "") -> InboxItem:
    """Look at a kept file again (after an upgrade, after enrolling its sender, with its pass-phrase) and renew its state."""
    item = item_of(ledger, uid)
    return item if item.state in SETTLED else _looked_at(ledger, item, tick, phrase)


def ripe(ledger: Ledger) -> list[InboxItem]:
    """The files that waited for a program as new as this one, or for the card of their sender: worth another look unasked."""
    found = items(ledger)
    newer = [item for item in found if item.state is InboxState.NEWER]
    strangers = [item for item in found if item.state is InboxState.STRANGER]
    known = _enrolled(ledger) if strangers else set()
    return [
        *(
            item
            for item in newer
            if not item.needs or _version(item.needs) <= _version(dczg_desktop.__version__)
        ),
        *(item for item in strangers if not item.replica or item.replica in known),
    ]


def retry_waiting(ledger: Ledger, tick: Tick = no_tick) -> list[InboxItem]:
    """Look again at everything that waits for something there may be now; returns those that can be received."""
    seen_again = [_looked_at(ledger, item, tick) for item in ripe(ledger)]
    return [item for item in seen_again if item.state is InboxState.READY]


def _enrolled(ledger: Ledger) -> set[str]:
    with ledger.reading() as session:
        return set(session.scalars(select(Counterpart.replica)))


def receive_kept(
    ledger: Ledger,
    uid: str,
    *,
    accept_hand_edits: bool = False,
    chosen: Collection[str] | None = None,
    take_doubtful: bool = False,
    phrase: str = "",
    tick: Tick = no_tick,
) -> Receipt:
    """Receive a kept file as `receiving.receive` does; its state follows. Raises UserError as that."""
    item = item_of(ledger, uid)
    try:
        receipt = receive(
            ledger, path_of(ledger, item), accept_hand_edits=accept_hand_edits, chosen=chosen, take_doubtful=take_doubtful,
            phrase=phrase, tick=tick,
        )  # fmt: skip
    except UserError:
        retry(ledger, item.uid, tick, phrase=phrase)
        raise
    settle(ledger, uid, receipt)
    return receipt


def settle(ledger: Ledger, uid: str, receipt: Receipt) -> InboxItem:
    """Note that a kept file was received (by `receiving.receive` from its kept path)."""
    item = item_of(ledger, uid)
    state = InboxState.RECEIVED if receipt.accepted else InboxState.REPEATED
    for one in copies_of(ledger, item):
        act = receipt.act_uid or item.act_uid
        done = replace(one, state=state, reason=receipt.message, act_uid=act, sender=receipt.sender)
        mark(ledger, replace(done, pending=receipt.pending, seen=True))
    return item_of(ledger, uid)


def copies_of(ledger: Ledger, item: InboxItem) -> list[InboxItem]:
    """The kept files with the content of this one, itself among them: what is decided about one counts for all."""
    return [one for one in items(ledger) if one.digest == item.digest]


def mark_seen(ledger: Ledger, uid: str) -> None:
    """Somebody has looked at what the file holds."""
    item = item_of(ledger, uid)
    if not item.seen:
        mark(ledger, replace(item, seen=True))


def waiting(ledger: Ledger) -> int:
    """How many files can be received and are not yet: the number beside the page."""
    return sum(1 for item in _kept(ledger) if item.state is InboxState.READY)


def undone(ledger: Ledger, act_uid: str) -> None:
    """The receipt `act_uid` was taken back: its file can be received again."""
    for item in items(ledger):
        if act_uid and item.act_uid == act_uid:
            mark(ledger, replace(item, act_uid="", state=InboxState.READY))
            retry(ledger, item.uid)


def remove(ledger: Ledger, uid: str) -> InboxItem:
    """Take a file out of the inbox for good; the ledger and what was received from it stay."""
    item = item_of(ledger, uid)
    try:
        shutil.rmtree(inbox_folder(ledger) / item.uid)
    except OSError as error:
        raise UserError(
            f"没有移除“{item.file_name}”：{disk_reason(error)}。请关闭正在打开它的程序（例如 Excel、WPS）后再试。"
        ) from error
    return item


def _looked_at(ledger: Ledger, item: InboxItem, tick: Tick = no_tick, phrase: str = "") -> InboxItem:
    path = path_of(ledger, item)
    plain = replace(item, needs="", reason="", replica="", tried_at=stamp(ledger.moment()))
    try:
        seen = glance(ledger, path, tick, phrase=phrase)
    except UserError as error:
        now = replace(
            plain, state=_state_of(error), reason=str(error), needs=getattr(error, "needed", ""),
            replica=getattr(error, "replica", ""),
        )  # fmt: skip
    else:
        now = _described(plain, seen)
    mark(ledger, now)
    return now


def _described(item: InboxItem, seen: Glance) -> InboxItem:
    state = InboxState.REPEATED if seen.repeated else InboxState.READY
    return replace(
        item, state=state, reason=seen.words, sender=seen.sender, sequence=seen.sequence, made_at=seen.made_at,
        receiver=seen.receiver, trust=seen.trust, order=seen.order,
    )  # fmt: skip


STATES: tuple[tuple[type[UserError], InboxState], ...] = (
    (NewerFormat, InboxState.NEWER),
    (NotEnrolled, InboxState.STRANGER),
    (NotOurPackage, InboxState.FOREIGN),
    (NeedsPhrase, InboxState.SEALED),
)
"""What a refusal means for the file; any other one makes it 不能接收."""


def _state_of(error: UserError) -> InboxState:
    return next((state for kind, state in STATES if isinstance(error, kind)), InboxState.REFUSED)


def _kept(ledger: Ledger) -> Iterator[InboxItem]:
    for place in sorted(inbox_folder(ledger).glob("*")):
        item = _noted(place) or _recovered(place)
        if item is not None and item.uid == place.name and path_of(ledger, item).is_file():
            yield item


def _noted(place: Path) -> InboxItem | None:
    try:
        stored = json.loads((place / NOTE).read_text("utf-8"))
        known = {f.name: stored[f.name] for f in fields(InboxItem) if f.name in stored}
        return InboxItem(**{**known, "state": InboxState(known["state"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _recovered(place: Path) -> InboxItem | None:
    """A file whose note a killed program did not finish: it waits to be looked at."""
    files = [path for path in place.glob("*") if path.name != NOTE and path.suffix != ".part"]
    if len(files) != 1:
        return None
    moment = datetime.fromtimestamp(files[0].stat().st_mtime, UTC)
    reason = "程序中断时正在存入，请点“重新核对”。"
    size, digest = files[0].stat().st_size, sha256_of(files[0])
    return InboxItem(place.name, files[0].name, size, digest, stamp(moment), InboxState.READY, reason)


def mark(ledger: Ledger, item: InboxItem) -> None:
    """Write down how a kept file stands."""
    write_text(
        inbox_folder(ledger) / item.uid / NOTE, json.dumps(asdict(item), ensure_ascii=False, indent=1)
    )  # fmt: skip


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part[:9]) for part in text.split(".") if part.isdigit())
