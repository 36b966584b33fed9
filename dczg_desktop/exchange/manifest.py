"""The manifest of a package: who sent what to whom, in which order, and the digests that hold it together."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from dczg_desktop.base.clock import is_moment
from dczg_desktop.base.errors import UserError

FORMAT = "1.2"
PURPOSE = b"DCZG-PACKAGE-1\0"
ALGORITHMS = {"digest": "SHA-256", "signature": "Ed25519"}

MOST_VOLUMES = 10_000
"""One sending has no more volumes: each missing one is named, so their number must stay sane."""

LARGEST = 1 << 53
"""Numbers in a manifest stay below this: every program and the database can hold them."""

Part = TypeVar("Part", "Party", "Head", "AttachmentNote", "RevocationNote")


class NewerFormat(UserError):
    """The package needs a newer program; `needed` is its version, '' when the package does not say."""

    def __init__(self, text: str, needed: str) -> None:
        super().__init__(text)
        self.needed = needed


@dataclass(frozen=True, slots=True)
class Party:
    """An office named in a package: `uid` identifies, `code` is the administrative code, `name` is shown."""

    uid: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a journal: number of entries and the hash of the last one (hex)."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """One evidence file: SHA-256 (hex), size in bytes, its name as text, whether this package carries it."""

    sha256: str
    size: int
    name: str
    included: bool = False


@dataclass(frozen=True, slots=True)
class RevocationNote:
    """A key of an installation that counts no longer from act number `since` of its journal on (docs/package-format.md §密钥更换).

    `cause` is 更换 or 停用; `successor` is the installation with key number `serial` in its place, if there is one.
    """

    replica: str
    office_uid: str
    public_key: str
    cause: str
    since: int
    successor: str = ""
    serial: int = 0
    declared_by: str = ""
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything the signature covers; the records stand behind `payload`, the SHA-256 of their bytes.

    `sequence` counts packages of this sender to this receiver from 1 and only informs. `volume` of `volumes`
    numbers packages of one sending (`series`) that share the attachments. `reached` says for offices below the sender up to which moment
    they have confirmed what they were sent. `sheets` maps sheet names to canonical
    digests, `wanted` the SHA-256 of evidence the sender has on record but not on disk, `counts` record kinds to numbers, `parts` the visible parts of the file to the SHA-256
    of their bytes as written. `made_at` is an ISO civil time. `public_key` (hex) signed it. `sealing_key`
    is the sender's for sealing (age1…), `serial` counts its keys, `revocations` are keys that count no longer,
    `declined` are packages of the receiver that the sender refused, with the reason.
    `trail` gives for the number of entries told in each earlier package the hash the journal has there now.
    """

    package_uid: str
    sender: Party
    replica: str
    receiver: Party
    sequence: int
    previous_digest: str
    head: Head
    made_at: str
    made_by: str
    program: str
    public_key: str
    heads_seen: Mapping[str, Head] = field(default_factory=dict)
    acknowledged: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    reached: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[AttachmentNote, ...] = ()
    volume: int = 1
    volumes: int = 1
    series: str = ""
    sealing_key: str = ""
    serial: int = 1
    revocations: tuple[RevocationNote, ...] = ()
    trail: Mapping[str, str] = field(default_factory=dict)
    declined: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    payload: str = ""
    format: str = FORMAT
    min_reader: str = "0.1.0"
    algorithms: Mapping[str, str] = field(default_factory=lambda: dict(ALGORITHMS))


def canonical(value: object) -> bytes:
    """The one byte form of a JSON value that is signed and digested: sorted keys, no blanks, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def encoded(manifest: Manifest) -> bytes:
    """The manifest as canonical JSON: the bytes that are signed after `PURPOSE`."""
    return canonical(asdict(manifest))


def decoded(data: bytes, name: str) -> Manifest:
    """The manifest in `data`, read from the file `name`; fields of a newer minor format are passed over.

    Raises UserError naming the file when the format is a newer major one or something is missing or of the wrong kind.
    """
    raw = parsed(data, name)
    if not isinstance(raw, dict):
        raise _malformed(name)
    _check_format(raw, name)
    plain = {f.name: raw[f.name] for f in fields(Manifest) if f.name in raw}
    try:
        built = Manifest(**{**plain, **_parts(plain)})
    except (TypeError, KeyError, AttributeError) as error:
        raise _malformed(name) from error
    _check_kinds(built, name)
    return built


def parsed(data: bytes, name: str, *, kept: bool = False) -> Any:
    """JSON from the file `name`; raises UserError for anything that is not JSON, nests beyond reason or is no text.

    Of what is `kept` every number must fit into the database.
    """
    try:
        found = json.loads(
            data.decode("utf-8"),
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_number if kept else None,
        )
        if b"\\ud" in data.lower():
            canonical(found)  # half characters are no text: nothing could keep them
    except (ValueError, RecursionError) as error:
        raise _malformed(name) from error
    return found


def _number(digits: str) -> int:
    if not -(1 << 63) <= (number := int(digits)) < 1 << 63:
        raise ValueError(digits)
    return number


def _finite(digits: str) -> float:
    if not math.isfinite(number := float(digits)):
        raise ValueError(digits)  # JSON has no word for it: it could never be sent on
    return number


def _malformed(name: str) -> UserError:
    return UserError(
        f"没有接收“{name}”：其中的清单残缺或格式不对。台账未作任何改动。请让来文单位用本程序重新导出后再报送。"
    )


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _check_format(raw: dict[str, Any], name: str) -> None:
    major, _, minor = str(raw.get("format", "")).partition(".")
    if not (major.isascii() and major.isdigit() and minor.isascii() and minor.isdigit()):
        raise _malformed(name)
    if int(major[:9]) > int(FORMAT.partition(".")[0]):
        needed = "".join(c for c in str(raw.get("min_reader", ""))[:20] if c.isdigit() or c == ".")
        raise NewerFormat(
            f"“{name}”由更新版本的程序生成（格式 {major[:9]}），本机程序读不了，台账未作任何改动。"
            f"请先将本机程序升级到 {needed or '最新'} 版，再接收此文件。",
            needed,
        )


def _part(kind: type[Part], raw: Mapping[str, Any]) -> Part:
    return kind(**{f.name: raw[f.name] for f in fields(kind) if f.name in raw})


def _parts(raw: Mapping[str, Any]) -> dict[str, object]:
    return {
        "sender": _part(Party, raw["sender"]),
        "receiver": _part(Party, raw["receiver"]),
        "head": _part(Head, raw["head"]),
        "heads_seen": {replica: _part(Head, head) for replica, head in raw["heads_seen"].items()},
        "acknowledged": tuple(raw["acknowledged"]),
        "wanted": tuple(raw.get("wanted", ())),
        "attachments": tuple(_part(AttachmentNote, note) for note in raw["attachments"]),
        "revocations": tuple(_part(RevocationNote, note) for note in raw.get("revocations", ())),
    }


def _check_kinds(manifest: Manifest, name: str) -> None:
    """Refuse a manifest whose values are of another kind than declared; nothing later has to wonder."""
    texts: list[object] = [*manifest.acknowledged, *manifest.wanted]
    numbers: list[object] = [manifest.volume, manifest.volumes, manifest.serial]
    for mapping in (
        manifest.counts,
        manifest.sheets,
        manifest.parts,
        manifest.algorithms,
        manifest.reached,
        manifest.trail,
        manifest.declined,
    ):
        if not isinstance(mapping, dict):
            raise _malformed(name)
    for part in (manifest.sender, manifest.receiver):
        texts += [part.uid, part.code, part.name]
    for head in (manifest.head, *manifest.heads_seen.values()):
        texts.append(head.hash)
        numbers.append(head.count)
    for note in manifest.attachments:
        texts += [note.sha256, note.name]
        numbers.append(note.size)
    names = "package_uid replica previous_digest made_at made_by program public_key payload format min_reader series sealing_key"
    texts += [getattr(manifest, word) for word in names.split()]
    texts += [*manifest.sheets.values(), *manifest.parts.values(), *manifest.algorithms.values()]
    texts += [*manifest.reached, *manifest.reached.values(), *manifest.trail, *manifest.trail.values()]
    texts += [*manifest.declined, *manifest.declined.values()]
    numbers += manifest.counts.values()
    for revoked in manifest.revocations:
        texts += [
            getattr(revoked, f.name) for f in fields(RevocationNote) if f.name not in {"since", "serial"}
        ]
        numbers += [revoked.since, revoked.serial]
    whole = not manifest.made_at or is_moment(manifest.made_at)
    whole = whole and type(manifest.sequence) is int and manifest.sequence >= 0
    whole = whole and all(type(number) is int and 0 <= number < LARGEST for number in numbers)
    if not whole or manifest.volumes > MOST_VOLUMES or not all(isinstance(text, str) for text in texts):
        raise _malformed(name)
