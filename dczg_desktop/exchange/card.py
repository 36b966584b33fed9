"""The card of an office: who it is and which key it signs with; read once, checked over the telephone."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import write_file
from dczg_desktop.exchange.manifest import LARGEST, RevocationNote, canonical, parsed
from dczg_desktop.exchange.sealing import is_sealing_key
from dczg_desktop.exchange.signature import Sign, is_signed_by

SUFFIX = ".dczgcard"
PURPOSE = b"DCZG-CARD-1\0"
NEXT_PURPOSE = b"DCZG-CARD-NEXT-1\0"
FORMAT = 1
LONGEST = 5 << 20
KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One office of the directory. `level` is 省, 市, 县, 乡镇 or 部门; `parent_uid` is "" at the top."""

    uid: str
    code: str
    name: str
    level: str
    parent_uid: str = ""


class KeyHolder(Protocol):
    """A signing key pair."""

    @property
    def public(self) -> bytes: ...  # noqa: D102

    def sign(self, message: bytes) -> bytes: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Succession:
    """What an old key said about the next one, as canonical JSON, and its signature (hex)."""

    text: str
    signature: str


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """An office, one of its installations (`replica`) and that installation's 32-byte public key.

    `directory` lists the offices below and beside, so that everybody uses the same uids. `sealing_key` (age1…) is '' on
    cards of 0.1.0. `serial` counts the keys the office has had; `revoked` are its own that count no longer, and
    `successions` the statements with which an old key named the next one, newest last.
    """

    office: OfficeEntry
    replica: str
    public_key: bytes
    directory: tuple[OfficeEntry, ...] = ()
    sealing_key: str = ""
    serial: int = 1
    revoked: tuple[RevocationNote, ...] = ()
    successions: tuple[Succession, ...] = ()


def succession(
    office_uid: str, old: tuple[str, KeyHolder], new: tuple[str, bytes], serial: int, since: int
) -> Succession:
    """The statement of the old key, (its installation, key pair), that (installation, public key) takes its place."""
    content = {
        "office_uid": office_uid, "old_replica": old[0], "old_key": old[1].public.hex(),
        "replica": new[0], "public_key": new[1].hex(), "serial": serial, "since": since,
    }  # fmt: skip
    text = canonical(content).decode("utf-8")
    return Succession(text, old[1].sign(NEXT_PURPOSE + text.encode("utf-8")).hex())


def endorsed_by(card: OfficeCard, trusted: Mapping[str, bytes]) -> str:
    """The installation among `trusted` ({replica: key}) whose key, step by step, named the card's key; '' for none."""
    replica, key = card.replica, card.public_key
    for step in reversed(card.successions):
        try:
            said = json.loads(step.text)
            old_key, signature = bytes.fromhex(said["old_key"]), bytes.fromhex(step.signature)
            fits = (said["office_uid"], said["replica"], said["public_key"]) == (
                card.office.uid,
                replica,
                key.hex(),
            )
            old_replica = str(said["old_replica"])
        except (ValueError, KeyError, TypeError):
            return ""
        if not fits or not is_signed_by(old_key, signature, NEXT_PURPOSE + step.text.encode("utf-8")):
            return ""
        if trusted.get(old_replica) == old_key:
            return old_replica
        replica, key = old_replica, old_key
    return ""


def fingerprint(public_key: bytes, office_uid: str) -> str:
    """24 digits in groups of four, to be read aloud: the same on both sides means nobody swapped the card."""
    digest = hashlib.sha256(PURPOSE + public_key + office_uid.encode("utf-8")).digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**24:024}"
    return " ".join(digits[start : start + 4] for start in range(0, 24, 4))


def write_card(target: Path, card: OfficeCard, sign: Sign) -> Path:
    """Write `card`, signed by its own key, to `target` (suffix `.dczgcard` unless it has one); return the path.

    Raises UserError when the disk refuses.
    """
    path = target if target.suffix else target.with_name(target.name + SUFFIX)
    content = canonical(
        {
            "format": FORMAT,
            "office": asdict(card.office),
            "replica": card.replica,
            "public_key": card.public_key.hex(),
            "directory": [asdict(entry) for entry in card.directory],
            "sealing_key": card.sealing_key,
            "serial": card.serial,
            "revoked": [asdict(note) for note in card.revoked],
            "successions": [asdict(step) for step in card.successions],
        }
    )
    signed = canonical({"card": content.decode("utf-8"), "signature": sign(PURPOSE + content).hex()})

    def write(stream: BinaryIO) -> None:
        stream.write(signed)

    write_file(path, write)
    return path


def read_card(path: Path) -> OfficeCard:
    """The card in `path`, its own signature checked; trust still needs the telephone.

    Raises UserError naming the file when it cannot be read, is damaged, altered, or from a newer program.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LONGEST + 1)
    except OSError as error:
        raise UserError(f"打不开单位名片“{path.name}”。请确认文件还在、U 盘已插好，再试一次。") from error
    if len(data) > LONGEST:
        raise _damaged(path)
    raw, content, signature = _opened(path, data)
    if raw.get("format") != FORMAT:
        raise UserError(f"单位名片“{path.name}”由更新版本的程序生成，本机读不了。请先升级本机程序。")
    try:
        card = _card(raw)
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise _damaged(path) from error
    if not is_signed_by(card.public_key, signature, PURPOSE + content):
        raise UserError(
            f"单位名片“{path.name}”的内容与签名不符，可能被改动过，没有登记。请对方单位重新导出名片。"
        )
    return card


def _opened(path: Path, data: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """What the card says, the bytes that were signed, and the signature."""
    try:
        envelope = parsed(data, path.name)
        content, signature = envelope["card"].encode("utf-8"), bytes.fromhex(envelope["signature"])
        raw = parsed(content, path.name)
    except (UserError, TypeError, KeyError, AttributeError, ValueError) as error:
        raise _damaged(path) from error
    if not isinstance(raw, dict) or "format" not in raw:
        raise _damaged(path)
    return raw, content, signature


def _card(raw: Mapping[str, Any]) -> OfficeCard:
    card = OfficeCard(
        _entry(raw["office"]),
        raw["replica"],
        bytes.fromhex(raw["public_key"]),
        _directory(raw["directory"]),
        raw.get("sealing_key", ""),
        raw.get("serial", 1),
        tuple(RevocationNote(**_known(RevocationNote, note)) for note in raw.get("revoked", ())),
        tuple(Succession(str(step["text"]), str(step["signature"])) for step in raw.get("successions", ())),
    )
    _check_keys(card)
    if not isinstance(card.replica, str) or not card.replica or len(card.public_key) != KEY_LENGTH:
        raise ValueError(card.replica)
    return card


def _check_keys(card: OfficeCard) -> None:
    """Raise ValueError for values of another kind than declared."""
    numbers = [card.serial, *(number for note in card.revoked for number in (note.since, note.serial))]
    texts = [
        getattr(note, f.name)
        for note in card.revoked
        for f in fields(note)
        if f.name not in {"since", "serial"}
    ]
    if not all(type(number) is int and 0 <= number < LARGEST for number in numbers):
        raise ValueError(numbers)
    if not all(isinstance(text, str) for text in texts) or not isinstance(card.sealing_key, str):
        raise ValueError(texts)
    if card.sealing_key and not is_sealing_key(card.sealing_key):
        raise ValueError(card.sealing_key)


def _known(kind: type[RevocationNote], raw: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: raw[f.name] for f in fields(kind) if f.name in raw}


def _directory(raw: Sequence[Mapping[str, Any]]) -> tuple[OfficeEntry, ...]:
    entries = tuple(_entry(entry) for entry in raw)
    if len({entry.uid for entry in entries}) != len(entries):
        raise ValueError(raw)
    return entries


def _entry(raw: Mapping[str, Any]) -> OfficeEntry:
    entry = OfficeEntry(**{f.name: raw[f.name] for f in fields(OfficeEntry)})
    texts = [entry.uid, entry.code, entry.name, entry.level, entry.parent_uid]
    if not all(isinstance(text, str) for text in texts) or not (entry.uid and entry.name):
        raise ValueError(texts)
    return entry


def _damaged(path: Path) -> UserError:
    return UserError(f"“{path.name}”不是完整的单位名片，没有登记。请对方单位重新导出名片（{SUFFIX} 文件）。")
