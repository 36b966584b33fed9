"""Writing a package: a workbook people can read and fill, or a zip of it with the evidence files."""

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import BLOCK, sha256_of, write_file
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.records import ActNote, Record
from dczg_desktop.exchange.layout import WorkbookWriter
from dczg_desktop.exchange.manifest import PURPOSE, Manifest, canonical, encoded
from dczg_desktop.exchange.payload import Payload, chunks, packed
from dczg_desktop.exchange.sheets import CLEAR, Sheet, ShownSheet, shown
from dczg_desktop.exchange.signature import Sign

INNER = "台账.xlsx"
FOLDER = "附件"
ZIP_LIMIT = 4_000_000_000  # FAT32 sticks and plain zip directories end at 4 GiB
"""Bytes of attachments one package may carry."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that goes into a package.

    Of `manifest` the caller fills sender, receiver, sequence, heads, acknowledgements, attachments and times;
    counts, digests and which attachments are included are computed. `attachments` maps SHA-256 (hex) to files.
    `title` heads the first sheet, `advice` are lines for whoever fills the others in.
    """

    manifest: Manifest
    records: Sequence[Record]
    acts: Mapping[str, ActNote]
    sheets: Sequence[Sheet]
    attachments: Mapping[str, Path] = field(default_factory=dict)
    title: str = ""
    advice: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """The file as it lies on disk, its SHA-256 (hex) after reading it back, and the manifest as signed."""

    path: Path
    digest: str
    manifest: Manifest


def write_package(target: Path, outgoing: Outgoing, sign: Sign, tick: Tick = no_tick) -> WrittenPackage:
    """Write a package to `target`; with attachments its suffix becomes `.zip`, else `.xlsx`.

    Raises UserError when the disk refuses, an evidence file is missing or damaged, or reading back differs; the old
    file at `target` then stays.
    """
    path = target.with_suffix(".zip" if outgoing.attachments else ".xlsx")
    book, manifest = _workbook(outgoing, sign, tick)
    if not outgoing.attachments:
        write_file(path, lambda stream: _copy(book, stream))
    else:
        _check_attachments(outgoing)
        write_file(path, lambda stream: _write_zip(stream, book, outgoing.attachments, tick))
    return WrittenPackage(path, _read_back(path, book, is_zip=bool(outgoing.attachments)), manifest)


def volumes(sizes: Mapping[str, int], limit: int) -> list[list[str]]:
    """Attachments (SHA-256 → bytes) grouped so that each group stays below `limit` bytes; a larger one stands alone.

    Each group travels in a package of its own with all records, useful without the others.
    """
    groups: list[list[str]] = []
    room = 0
    for digest, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        if not groups or size > room:
            groups.append([])
            room = limit
        groups[-1].append(digest)
        room -= size
    return groups


def _workbook(outgoing: Outgoing, sign: Sign, tick: Tick) -> tuple[bytes, Manifest]:
    """The workbook's bytes and the manifest as signed; the manifest names every other part of the file."""
    sheets = [shown(sheet) for sheet in outgoing.sheets]
    data = packed(Payload(outgoing.records, outgoing.acts, sheets))
    manifest = _filled(outgoing, sheets, data)
    writer = WorkbookWriter(_title(outgoing, manifest), datetime.fromisoformat(manifest.made_at))
    writer.explanation(_explanation(outgoing, manifest))
    for sheet, texts in zip(outgoing.sheets, sheets, strict=True):
        writer.sheet(sheet, texts)
    signed: list[Manifest] = []

    def hidden(parts: dict[str, str]) -> list[tuple[str, str]]:
        signed.append(replace(manifest, parts=parts))
        text = encoded(signed[0])
        envelope = canonical({"manifest": text.decode("utf-8"), "signature": sign(PURPOSE + text).hex()})
        return [*chunks("M", envelope), *chunks("D", data)]

    return writer.finish(hidden, tick), signed[0]


def _filled(outgoing: Outgoing, sheets: Sequence[ShownSheet], data: bytes) -> Manifest:
    counts: dict[str, int] = {}
    for record in outgoing.records:
        counts[record.kind] = counts.get(record.kind, 0) + 1
    notes = outgoing.manifest.attachments
    return replace(
        outgoing.manifest,
        counts=counts,
        sheets={sheet.name: sheet.digest() for sheet in sheets},
        payload=hashlib.sha256(data).hexdigest(),
        attachments=tuple(replace(note, included=note.sha256 in outgoing.attachments) for note in notes),
    )


def _title(outgoing: Outgoing, manifest: Manifest) -> str:
    return outgoing.title or f"{manifest.sender.name}发{manifest.receiver.name}数据包"


def _explanation(outgoing: Outgoing, manifest: Manifest) -> list[str]:
    listed = "；".join(f"{sheet.name} {len(sheet.rows)} 条" for sheet in outgoing.sheets)
    files = sum(note.included for note in manifest.attachments)
    part = f"（第 {manifest.volume} 卷，共 {manifest.volumes} 卷）" if manifest.volumes > 1 else ""
    return [
        _title(outgoing, manifest),
        *outgoing.advice,
        "本文件不得存放、处理、传递国家秘密和工作秘密。",
        f"来文单位：{manifest.sender.name}　　收文单位：{manifest.receiver.name}　　第 {manifest.sequence} 次{part}",
        f"制作时间：{manifest.made_at.replace('T', ' ')}　　制作人：{manifest.made_by}",
        f"内容：{listed}；随附佐证材料 {files} 件，清单所列共 {len(manifest.attachments)} 件。",
        "收文单位装有本程序的，请在“数据交换”中直接接收本文件，不必打开。",
        "没有本程序的，可用 Excel 或 WPS 打开，在浅黄色格内填写后保存，原样发回来文单位即可。灰色格由来文单位负责，改动只作为建议。",
        f"不填、清空单元格都表示不改；确需清空原有内容的，请填写“{CLEAR}”。新增事项写在表尾的空行，不要复制已有的行。",
        "可以排序、筛选、调整列宽。请不要删除隐藏的行和列，不要改用公式，不要另存为旧格式（.xls）。",
        "删去的行只视为“未返回”，不会删除台账中的记录。",
    ]


def _copy(book: bytes, stream: BinaryIO) -> None:
    stream.write(book)


def _check_attachments(outgoing: Outgoing) -> None:
    noted = {note.sha256: note for note in outgoing.manifest.attachments}
    total = 0
    for digest, path in outgoing.attachments.items():
        note = noted[digest]
        if not path.is_file():
            raise UserError(
                f"佐证材料“{note.name}”的文件已不在本机，没有生成数据包。请先核验佐证文件，或请来源单位回传。"
            )
        if path.stat().st_size != note.size or sha256_of(path) != digest:
            raise UserError(
                f"佐证材料“{note.name}”的文件已损坏，没有生成数据包。请先核验佐证文件，或请来源单位回传。"
            )
        total += note.size
    if total > ZIP_LIMIT:
        raise UserError(f"本次附件共 {total / 1e9:.1f} GB，超过单个数据包 4 GB 的上限。请选择分卷报送。")


def _write_zip(stream: BinaryIO, book: bytes, attachments: Mapping[str, Path], tick: Tick) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        archive.writestr(INNER, book)
        for done, (digest, path) in enumerate(sorted(attachments.items()), start=1):
            with path.open("rb") as source, archive.open(f"{FOLDER}/{digest}", "w") as member:
                while block := source.read(BLOCK):
                    member.write(block)
            tick(done, len(attachments))


def _read_back(path: Path, book: bytes, *, is_zip: bool) -> str:
    """The digest of the file as the disk gives it back; unreliable sticks are found here, not at the receiver."""
    try:
        if is_zip:
            with zipfile.ZipFile(path) as archive:
                whole = archive.testzip() is None and archive.read(INNER) == book
        else:
            whole = path.read_bytes() == book
        digest = sha256_of(path)
    except (OSError, zipfile.BadZipFile):
        whole, digest = False, ""
    if not whole:
        raise UserError(
            f"“{path.name}”写入后读回的内容不一致，磁盘或 U 盘可能有故障。请换一个盘或文件夹重新导出。"
        )
    return digest
