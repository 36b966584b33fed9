"""Opening a received package: gate, signature, digests, hand edits; nothing is written to the ledger here."""

import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from dczg_desktop.base.collector import collector_resting
from dczg_desktop.base.errors import Fault, UserError
from dczg_desktop.base.files import BLOCK, disk_reason
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.records import ActNote, Record
from dczg_desktop.exchange.gate import READING_ERRORS, WORKBOOK_BYTES, is_workbook, open_container, refusal
from dczg_desktop.exchange.manifest import ALGORITHMS, PURPOSE, AttachmentNote, Manifest, decoded, parsed
from dczg_desktop.exchange.payload import HIDDEN_SHEET, NotOurPackage, Payload, joined, unpacked
from dczg_desktop.exchange.returned import HandEdit, MissingRow, NewRow, Returned, sheet_name
from dczg_desktop.exchange.sheets import ShownSheet
from dczg_desktop.exchange.signature import is_signed_by
from dczg_desktop.exchange.workbook import Workbook, read_workbook

KnownKeys = Callable[[str, str], bytes | None]
"""`known_keys(office uid, replica)`: the 32-byte public key enrolled for that installation, or None."""


class Trust(StrEnum):
    """How far a package can be trusted; an altered one is never opened."""

    ENROLLED = "已登记可信"
    UNKNOWN = "未登记"
    ALTERED = "内容被改"


class AlteredPackage(UserError):
    """The data part says something else than was signed. `trust` is always 内容被改."""

    trust = Trust.ALTERED


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """A verified package. `attachments` maps SHA-256 to an extracted, checked file in the working folder.

    Attachments named in the manifest and absent here are still awaited or were damaged (then in `problems`).
    """

    path: Path
    digest: str
    manifest: Manifest
    records: Sequence[Record]
    acts: Mapping[str, ActNote]
    verdict: Trust
    hand_edits: Sequence[HandEdit]
    new_rows: Sequence[NewRow]
    missing_rows: Sequence[MissingRow]
    attachments: Mapping[str, Path]
    problems: Sequence[Fault]
    shown: Sequence[ShownSheet] = ()


def open_package(path: Path, known_keys: KnownKeys, workdir: Path, tick: Tick = no_tick) -> OpenedPackage:
    """Read and verify a package file; attachments are extracted into `workdir` (docs/package-format.md §接收).

    Raises NotOurPackage for files without readable package data, AlteredPackage when data and signature disagree,
    UserError for everything else that is wrong with the file. The caller empties `workdir` when done.
    """
    workdir.mkdir(parents=True, exist_ok=True)
    with collector_resting(kept=False), open_container(path) as archive:
        if is_workbook(archive):
            book = read_workbook(archive, path.name)
            members: dict[str, ZipInfo] = {}
            problems: list[Fault] = []
        else:
            book, members, problems = _open_outer(archive, path, workdir)
        manifest, payload, verdict = _verified(book, known_keys)
        returned = Returned() if book.stands_as(manifest.parts) else _compared(book, payload, tick)
        attachments = _extract(archive, manifest, members, workdir, tick, problems)
    return OpenedPackage(
        path,
        _digest(path),
        manifest,
        payload.records,
        payload.acts,
        verdict,
        returned.hand_edits,
        returned.new_rows,
        returned.missing_rows,
        attachments,
        [*problems, *returned.problems],
        payload.sheets,
    )


def _open_outer(
    archive: ZipFile, path: Path, workdir: Path
) -> tuple[Workbook, dict[str, ZipInfo], list[Fault]]:
    """The one workbook of a zip, its attachments by SHA-256, and a fault for each file that is neither."""
    books, members, problems = [], {}, []
    for entry in archive.infolist():
        last = entry.filename.rpartition("/")[2]
        if last.lower().endswith(".xlsx"):
            books.append(entry)
        elif len(last) == 64 and not last.strip("0123456789abcdef"):
            members[last] = entry
        elif not entry.is_dir():
            problems.append(Fault(path.name, entry.filename, "压缩包里多出的文件，与数据包无关，未作处理。"))
    if len(books) != 1:
        raise NotOurPackage(
            f"“{path.name}”里{'没有' if not books else '不止一个'}台账工作簿，不能按数据包接收，台账未作任何改动。"
            "请先解压，再逐个选择要接收的文件。"
        )
    if books[0].file_size > WORKBOOK_BYTES:
        raise refusal(path.name, f"其中的工作簿超过 {WORKBOOK_BYTES >> 20} MB")
    with tempfile.NamedTemporaryFile(dir=workdir, suffix=".xlsx", delete=False) as stream:
        inner = Path(stream.name)
    try:
        _unpack(archive, books[0], inner, path.name)
        with open_container(inner, path.name) as inner_archive:
            return read_workbook(inner_archive, path.name), members, problems
    finally:
        inner.unlink()


def _unpack(archive: ZipFile, entry: ZipInfo, target: Path, name: str) -> str:
    """Stream one member into `target`; return its SHA-256. Raises UserError for damage and for a full disk."""
    digest = hashlib.sha256()
    try:
        stream = target.open("wb")
    except OSError as error:
        raise UserError(
            f"无法在工作文件夹中解开“{name}”：{disk_reason(error)}。台账未作任何改动。"
        ) from error
    with stream:
        try:
            with archive.open(entry) as member:
                while block := member.read(BLOCK):
                    digest.update(block)
                    stream.write(block)
        except OSError as error:
            raise UserError(
                f"解开“{name}”时出错：{disk_reason(error)}。台账未作任何改动，请腾出空间或重新拷贝后再试。"
            ) from error
        except READING_ERRORS as error:
            raise refusal(name, "压缩包内的文件已损坏") from error
    return digest.hexdigest()


def _verified(book: Workbook, known_keys: KnownKeys) -> tuple[Manifest, Payload, Trust]:
    if HIDDEN_SHEET not in book.sheets:
        raise NotOurPackage(
            f"“{book.file}”不是本程序生成的数据包，台账未作任何改动。如果是别的单位自制的表格，请用“导入表格”。"
        )
    pairs = _chunk_cells(book)
    envelope = parsed(joined("M", pairs, book.file), book.file)
    try:
        text, signature = envelope["manifest"].encode("utf-8"), bytes.fromhex(envelope["signature"])
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise NotOurPackage(f"“{book.file}”里的清单已损坏，不能按数据包接收，台账未作任何改动。") from error
    manifest = decoded(text, book.file)
    if manifest.algorithms != ALGORITHMS:
        raise refusal(
            book.file, f"签名算法“{manifest.algorithms.get('signature', '')}”本版本不认识，请升级程序"
        )
    verdict = _trust(manifest, text, signature, known_keys, book.file)
    data = joined("D", pairs, book.file)
    if hashlib.sha256(data).hexdigest() != manifest.payload:
        raise _altered(book.file, "数据部分与签名清单不一致")
    payload = unpacked(data, book.file)
    _check_counts(manifest, payload, book.file)
    return manifest, payload, verdict


def _chunk_cells(book: Workbook) -> list[tuple[str, str]]:
    rows = [tuple(row.values()) for row in book.grid(HIDDEN_SHEET).rows.values()]
    return [(row[0], row[1]) for row in rows if len(row) == 2]


def _trust(manifest: Manifest, text: bytes, signature: bytes, known_keys: KnownKeys, name: str) -> Trust:
    known = known_keys(manifest.sender.uid, manifest.replica)
    try:
        key = known or bytes.fromhex(manifest.public_key)
    except ValueError:
        key = b""
    if is_signed_by(key, signature, PURPOSE + text):
        return Trust.ENROLLED if known else Trust.UNKNOWN
    if known:
        raise _altered(name, f"签名与“{manifest.sender.name}”登记的公钥不符")
    raise _altered(name, "清单与签名不符")


def _altered(name: str, what: str) -> AlteredPackage:
    return AlteredPackage(
        f"没有接收“{name}”：内容被改（{what}）。台账未作任何改动。请与来文单位电话核对，让其重新导出后再报送；"
        "来文单位换过电脑或密钥的，先重新登记其单位名片。"
    )


def _check_counts(manifest: Manifest, payload: Payload, name: str) -> None:
    counts: dict[str, int] = {}
    for record in payload.records:
        counts[record.kind] = counts.get(record.kind, 0) + 1
    if counts != manifest.counts:
        raise _altered(name, "记录条数与清单不一致")


def _compared(book: Workbook, payload: Payload, tick: Tick) -> Returned:
    """Visible sheets against what was sent. Unchanged tabs are found by name; renamed ones by their identity."""
    returned = Returned()
    sent = {sheet.name: sheet for sheet in payload.sheets}
    tabs = sorted((tab for tab in book.sheets if tab != HIDDEN_SHEET), key=lambda tab: tab not in sent)
    met: dict[str, str] = {}
    for done, tab in enumerate(tabs, start=1):
        grid = book.grid(tab)
        name = sheet_name(grid) or (tab if tab in sent else "")
        if name in sent and name not in met:
            met[name] = tab
            returned.compare(tab, grid, sent[name])
        elif name in sent:
            message = f"与工作表“{met[name]}”重复，未采用。请只保留一张。"
            returned.problems.append(Fault(tab, "", message))
        tick(done, len(tabs))
    for name, sheet in sent.items():
        if name not in met:
            returned.not_returned(sheet)
    return returned


def _extract(
    archive: ZipFile,
    manifest: Manifest,
    members: Mapping[str, ZipInfo],
    workdir: Path,
    tick: Tick,
    problems: list[Fault],
) -> dict[str, Path]:
    """The attachments that arrived whole; the signed size of each bounds what is unpacked."""
    found = {}
    expected = [note for note in manifest.attachments if note.included]
    for done, note in enumerate(expected, start=1):
        entry = members.get(note.sha256)
        if entry is None:
            problems.append(Fault("附件", note.name, "清单说随包发出，但压缩包里没有，列入待收附件。"))
        elif _arrives_whole(archive, entry, note, workdir / note.sha256):
            found[note.sha256] = workdir / note.sha256
        else:
            problems.append(Fault("附件", note.name, "附件已损坏，未采用，列入待收附件。请来文单位重发。"))
        tick(done, len(expected))
    strangers = sorted(members.keys() - {note.sha256 for note in expected})
    problems += [Fault("附件", digest, "清单里没有这个附件，未作处理。") for digest in strangers]
    return found


def _arrives_whole(archive: ZipFile, entry: ZipInfo, note: AttachmentNote, target: Path) -> bool:
    if entry.file_size != note.size:
        return False
    try:
        if _unpack(archive, entry, target, note.name) == note.sha256:
            return True
    except UserError as error:
        if isinstance(error.__cause__, OSError):
            raise
    target.unlink(missing_ok=True)
    return False


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
