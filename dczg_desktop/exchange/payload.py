"""The payload of a package: records, acts and shown texts as JSON, in chunks that fit into cells."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dczg_desktop.base.clock import is_moment
from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.records import ActNote, Record
from dczg_desktop.exchange.manifest import canonical, parsed
from dczg_desktop.exchange.sheets import ShownSheet

HIDDEN_SHEET = "_包信息"
MARK = "DCZG-PACKAGE"
CHUNK = 29_000
UNPACKED = 200 << 20

_LABEL = re.compile(r"([MD])(\d{1,5})/(\d{1,5})")


class NotOurPackage(UserError):
    """The file carries no readable package data; the caller may offer it as a foreign table."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What stands behind the manifest: records, the acts their values name, what the sheets showed."""

    records: Sequence[Record]
    acts: Mapping[str, ActNote]
    sheets: Sequence[ShownSheet]


def packed(payload: Payload) -> bytes:
    """The payload as compressed JSON; raises UserError when it is larger than a receiver accepts."""
    data = canonical(
        {
            "records": [_record_entry(record) for record in payload.records],
            "acts": {uid: asdict(act) for uid, act in payload.acts.items()},
            "sheets": [_sheet_entry(sheet) for sheet in payload.sheets],
        }
    )
    if len(data) > UNPACKED:
        raise UserError(f"本次内容超过 {UNPACKED >> 20} MB，没有生成数据包。请缩小范围，分批报送。")
    return zlib.compress(data, 3)


def unpacked(data: bytes, name: str) -> Payload:
    """The payload in `data` from the file `name`, checked. Raises UserError for wrong shapes, sizes, or a record met twice."""
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, UNPACKED)
    except zlib.error as error:
        raise _refusal(name, "其中的数据部分格式不对") from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise _refusal(name, f"数据部分展开后超过 {UNPACKED >> 20} MB 或不完整")
    raw = parsed(text, name, kept=True)
    try:
        payload = Payload(
            [_record(entry) for entry in raw["records"]],
            {uid: _act(entry) for uid, entry in raw["acts"].items()},
            [_sheet(entry) for entry in raw["sheets"]],
        )
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise _refusal(name, "其中的数据部分格式不对") from error
    if len({(record.kind, record.uid) for record in payload.records}) != len(payload.records):
        raise _refusal(name, "同一条记录出现了两次")
    return payload


def chunks(label: str, data: bytes) -> list[tuple[str, str]]:
    """`data` as (label, text) pairs for the hidden sheet, each text below the limit of a cell.

    The colon in front keeps a chunk from looking like a formula or a number.
    """
    text = base64.b64encode(data).decode("ascii")
    pieces = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)] or [""]
    return [(f"{label}{number}/{len(pieces)}", f":{piece}") for number, piece in enumerate(pieces, start=1)]


def joined(label: str, cells: Iterable[tuple[str, str]], file: str) -> bytes:
    """The bytes that `chunks` cut up, whatever the order now. Raises NotOurPackage when incomplete."""
    pieces: dict[int, str] = {}
    totals = set()
    for name, text in cells:
        match = _LABEL.fullmatch(name)
        if match and match[1] == label and text.startswith(":"):
            pieces[int(match[2])] = text[1:]
            totals.add(int(match[3]))
    if len(totals) != 1 or set(pieces) != set(range(1, totals.pop() + 1)):
        raise NotOurPackage(
            f"“{file}”里的数据部分残缺，不能按数据包接收，台账未作任何改动。可以改用“导入表格”，逐条核对后登记。"
        )
    try:
        return base64.b64decode("".join(pieces[number] for number in sorted(pieces)), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotOurPackage(
            f"“{file}”里的数据部分已损坏，不能按数据包接收，台账未作任何改动。可以改用“导入表格”，逐条核对后登记。"
        ) from error


def _refusal(name: str, what: str) -> UserError:
    return UserError(f"没有接收“{name}”：{what}。台账未作任何改动。请让来文单位用本程序重新导出后再报送。")


def _record_entry(record: Record) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": record.kind,
        "uid": record.uid,
        "origin": record.origin,
        "fields": dict(record.fields),
    }
    if record.living:
        entry["living"] = {field: dict(values) for field, values in record.living.items()}
    if record.seen:
        entry["seen"] = list(record.seen)
    return entry


def _record(entry: Mapping[str, Any]) -> Record:
    kind, uid, origin, fields = entry["kind"], entry["uid"], entry["origin"], entry["fields"]
    living, seen = entry.get("living", {}), entry.get("seen", ())
    for name in (kind, uid, origin, *seen):
        if type(name) is not str or not name:
            raise ValueError(name)
    if type(fields) is not dict:
        raise ValueError(fields)
    for values in living.values():
        if type(values) is not dict or not values:
            raise ValueError(living)
    return Record(kind, uid, fields, origin, living, tuple(seen))


def _act(entry: Mapping[str, Any]) -> ActNote:
    texts = [entry[name] for name in ("office_uid", "who", "at", "title")]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError(texts)
    office, who, at, title = texts
    return ActNote(
        office, who, at if is_moment(at) else "", title
    )  # no office answers for what others relayed


def _sheet_entry(sheet: ShownSheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "columns": sheet.columns,
        "headings": sheet.headings,
        "editable": sheet.editable,
        "rows": sheet.rows,
    }


def _sheet(entry: Mapping[str, Any]) -> ShownSheet:
    columns = tuple(entry["columns"])
    rows = [(str(uid), list(texts)) for uid, texts in entry["rows"]]
    sheet = ShownSheet(
        str(entry["name"]), columns, tuple(entry["headings"]), tuple(map(bool, entry["editable"])), rows
    )
    widths = {len(columns), len(sheet.headings), len(sheet.editable), *(len(texts) for _, texts in rows)}
    if len(widths) != 1 or not all(isinstance(text, str) for _, texts in rows for text in texts):
        raise ValueError(entry["name"])
    return sheet
