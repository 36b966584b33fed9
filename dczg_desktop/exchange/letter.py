"""Small signed letters between offices: a receipt for a package, a request to be sent everything back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import write_file
from dczg_desktop.exchange.manifest import LARGEST, Head, Party, canonical, parsed
from dczg_desktop.exchange.received import KnownKeys, Trust
from dczg_desktop.exchange.signature import Sign, is_signed_by

RECEIPT, REQUEST = ".dczghz", ".dczgqq"
PURPOSES = {RECEIPT: b"DCZG-RECEIPT-1\0", REQUEST: b"DCZG-REQUEST-1\0"}
TITLES = {RECEIPT: "回执", REQUEST: "回传请求"}
FORMAT = 1
LONGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class ReceiptLetter:
    """回执: what `writer` did with one package of `addressee`. `digest` is that of the package itself, its seal opened.

    `outcome` is one of `domain.receipts.Outcome`; `refused` are the reasons, one sentence each, without content.
    """

    package_uid: str
    sequence: int
    digest: str
    outcome: str
    accepted: int
    held: int
    refused: tuple[str, ...]
    writer: Party
    replica: str
    addressee: Party
    head: Head
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class RequestLetter:
    """回传请求: `writer` asks `addressee` for all it ever had from it."""

    writer: Party
    replica: str
    addressee: Party
    head: Head
    at: str
    by: str
    reason: str = ""


Letter = TypeVar("Letter", ReceiptLetter, RequestLetter)
_KINDS: dict[str, type[ReceiptLetter] | type[RequestLetter]] = {
    RECEIPT: ReceiptLetter,
    REQUEST: RequestLetter,
}


def write_letter(target: Path, letter: ReceiptLetter | RequestLetter, sign: Sign) -> Path:
    """Write the letter, signed for its purpose, with its own suffix. Raises UserError when the disk refuses."""
    suffix = RECEIPT if isinstance(letter, ReceiptLetter) else REQUEST
    path = target if target.suffix == suffix else target.with_name(target.name + suffix)
    text = canonical({"format": FORMAT} | asdict(letter))
    signature = sign(PURPOSES[suffix] + text).hex()
    content = canonical({"kind": suffix, "letter": text.decode("utf-8"), "signature": signature})

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    write_file(path, write)
    return path


def read_receipt(path: Path, known_keys: KnownKeys) -> tuple[ReceiptLetter, Trust]:
    """A receipt and how far it can be trusted. Raises UserError: unreadable, altered, something else, a newer format."""
    return _read(path, RECEIPT, ReceiptLetter, known_keys)


def read_request(path: Path, known_keys: KnownKeys) -> tuple[RequestLetter, Trust]:
    """A request and how far it can be trusted. Raises UserError as `read_receipt`."""
    return _read(path, REQUEST, RequestLetter, known_keys)


def kind_of(path: Path) -> str:
    """`.dczghz`, `.dczgqq`, or '' when the file is no letter of ours, whatever its name."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LONGEST + 1)
        kind = parsed(data, path.name)["kind"] if data.startswith(b"{") and len(data) <= LONGEST else ""
    except (OSError, UserError, KeyError, TypeError):
        return ""
    return kind if kind in _KINDS else ""


def _read(path: Path, suffix: str, kind: type[Letter], known_keys: KnownKeys) -> tuple[Letter, Trust]:
    title = TITLES[suffix]
    raw, text, signature = _opened(path, suffix)
    if raw.get("format") != FORMAT:
        raise UserError(f"{title}“{path.name}”由更新版本的程序生成，本机读不了。请先升级本机程序。")
    try:
        letter = kind(**_parts(kind, raw))
        _check(letter)
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise _damaged(path, title) from error
    key = known_keys(letter.writer.uid, letter.replica)
    if key is None:
        return letter, Trust.UNKNOWN
    if not is_signed_by(key, signature, PURPOSES[suffix] + text):
        raise UserError(
            f"{title}“{path.name}”的内容与“{letter.writer.name}”登记的公钥不符，可能被改动过，没有采用。请与对方核实。"
        )
    return letter, Trust.ENROLLED


def _opened(path: Path, suffix: str) -> tuple[dict[str, Any], bytes, bytes]:
    title = TITLES[suffix]
    try:
        with path.open("rb") as stream:
            data = stream.read(LONGEST + 1)
    except OSError as error:
        raise UserError(f"打不开“{path.name}”。请确认文件还在、U 盘已插好，再试一次。") from error
    try:
        envelope = parsed(data[:LONGEST], path.name)
        text, signature = envelope["letter"].encode("utf-8"), bytes.fromhex(envelope["signature"])
        raw = parsed(text, path.name)
    except (UserError, TypeError, KeyError, AttributeError, ValueError) as error:
        raise _damaged(path, title) from error
    if not isinstance(raw, dict) or envelope.get("kind") != suffix:
        raise _damaged(path, title)
    return raw, text, signature


def _parts(kind: type[ReceiptLetter] | type[RequestLetter], raw: Mapping[str, Any]) -> dict[str, Any]:
    plain = {f.name: raw[f.name] for f in fields(kind) if f.name in raw}
    plain |= {
        name: Party(**{f.name: raw[name][f.name] for f in fields(Party)}) for name in ("writer", "addressee")
    }
    plain["head"] = Head(raw["head"]["count"], raw["head"]["hash"])
    if "refused" in plain:
        plain["refused"] = tuple(plain["refused"])
    return plain


def _check(letter: ReceiptLetter | RequestLetter) -> None:
    """Raise ValueError for values of another kind than declared."""
    texts = [letter.replica, letter.head.hash, letter.at, letter.by]
    for party in (letter.writer, letter.addressee):
        texts += [party.uid, party.code, party.name]
    numbers = [letter.head.count]
    if isinstance(letter, ReceiptLetter):
        texts += [letter.package_uid, letter.digest, letter.outcome, *letter.refused]
        numbers += [letter.accepted, letter.held]
    else:
        texts.append(letter.reason)
    if not all(isinstance(text, str) for text in texts):
        raise ValueError(texts)
    if not all(type(number) is int and 0 <= number < LARGEST for number in numbers):
        raise ValueError(numbers)


def _damaged(path: Path, title: str) -> UserError:
    return UserError(f"“{path.name}”不是完整的{title}，没有采用。请对方重新生成（{title}文件）后再送来。")
