"""Evidence: taking files in under their hash, withdrawing, finding them again."""

import mimetypes
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from sqlalchemy import select

from dczg_desktop.base.clock import BEIJING, stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Evidence, Withdrawal
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.safety.traces import TraceKind, traces
from dczg_desktop.services.problems import opened
from dczg_desktop.store.ledger import Ledger, require_user

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"BM", "image/bmp"), (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"), (b"PK\x03\x04", "application/zip"), (b"\xd0\xcf\x11\xe0", "application/msword"),
    (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"), (b"RIFF", "image/webp"), (b"\x00\x00\x00", "video/mp4"),
    (b"Rar!", "application/vnd.rar"), (b"7z\xbc\xaf", "application/x-7z-compressed"),
)  # fmt: skip
"""Kinds of files taken as evidence, by their first bytes; plain text is taken too."""

LARGEST = 4 * 1024**3 - 1


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of a file: its record, its hash, problems that already use the same content, what it would run when opened."""

    uid: str
    sha256: str
    name: str
    also_used_by: tuple[str, ...]
    runs: str = ""


PROGRAMS = frozenset({".exe", ".com", ".scr", ".pif", ".cpl", ".msi", ".jar", ".bat", ".cmd", ".ps1", ".sh", ".js", ".jse", ".vbs", ".vbe",
                      ".wsf", ".wsh", ".hta", ".lnk", ".url", ".reg", ".chm", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".svg",
                      ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm"})  # fmt: skip
"""Names under which a double click runs something: programs, scripts, links, pages with scripts, documents with macros."""


def media_type(path: Path) -> str:
    """The kind of a file by its first bytes. Raises UserError for programs, scripts, empty and unreadable files."""
    head = _head(path)
    is_program = path.suffix.lower() in PROGRAMS
    for magic, media in MAGIC:
        if head.startswith(magic) and not is_program:
            vague = media in {"application/zip", "application/msword", "image/webp", "video/mp4"}
            return (mimetypes.guess_type(path.name)[0] if vague else None) or media
    if not is_program and _is_text(head):
        return "text/plain"
    raise UserError(
        f"不支持的佐证类型：“{path.name}”。请附照片、PDF、Office/WPS 文档、视频或压缩包；程序、脚本、网页和带宏的文档不能作为佐证。"
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
        size = path.stat().st_size
    except OSError as error:
        raise UserError(f"读不到文件“{path.name}”，没有附上。请确认文件还在、U 盘没有拔出。") from error
    if not head:
        raise UserError(f"文件“{path.name}”是空的（0 字节），没有附上。请检查原件。")
    if size > LARGEST:
        raise UserError(f"文件“{path.name}”超过 4 GB，没有附上。请分段或压缩后再附。")
    return head


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            head.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start >= len(head) - 4:
                return True
        else:
            return True
    return False


def taken_at(path: Path) -> str:
    """When a photo was taken, by its EXIF; '' when it does not say."""
    try:
        with Image.open(path) as image:
            said = image.getexif().get_ifd(0x8769).get(0x9003) or image.getexif().get(0x0132)
        return (
            datetime.strptime(str(said), "%Y:%m:%d %H:%M:%S")
            .replace(tzinfo=BEIJING)
            .strftime("%Y-%m-%dT%H:%M:%S")
            if said
            else ""
        )
    except (OSError, ValueError, UnidentifiedImageError, SyntaxError, Image.DecompressionBombError):
        return ""


def _file_time(path: Path) -> str:
    """When the file was last changed; '' when it can no longer be asked (the stick was pulled after the copy)."""
    try:
        return stamp(datetime.fromtimestamp(path.stat().st_mtime, BEIJING))
    except OSError:
        return ""


def attach_files(
    ledger: Ledger, problem_uid: str, files: list[Path], role: EvidenceRole, note: str = "", measure_uid: str = "",
    tick: Tick = no_tick,
) -> list[Attached]:  # fmt: skip
    """Take files in as evidence of one role, all or none; the contents are stored before the act is committed.

    Raises UserError naming the file: missing, empty, a program, disk full.
    """
    kinds = [media_type(path) for path in files]
    stored = []
    for done, path in enumerate(files, start=1):
        sha256 = ledger.evidence.keep(path)
        traces(ledger.evidence.path_of(sha256))  # remembered: nobody waits in the act
        stored.append((sha256, _file_time(path)))
        tick(done, len(files))
    with ledger.transaction("附佐证") as (session, act):
        require_user(session, ledger.user_uid)
        problem = opened(session, problem_uid)
        act.title = f"{problem.code}：{role} {len(files)} 件"
        made = []
        for path, media, (sha256, file_time) in zip(files, kinds, stored, strict=True):
            kept = ledger.evidence.path_of(sha256)
            used = session.scalars(
                select(Evidence.problem_uid).where(
                    Evidence.sha256 == sha256, Evidence.problem_uid != problem_uid, ~Evidence.hidden
                )
            ).all()
            item = Evidence(
                problem_uid=problem_uid, measure_uid=measure_uid, role=role, name=clean(path.name), sha256=sha256,
                size=kept.stat().st_size, media=media, taken_at=taken_at(kept) if media.startswith("image/") else "",
                file_time=file_time, note=clean(note),
            )  # fmt: skip
            session.add(item)
            session.flush()
            runs = "、".join(one.said for one in traces(kept) if one.kind is TraceKind.RUNS)
            made.append(Attached(item.uid, sha256, item.name, tuple(sorted(set(used))), runs))
        return made


def withdraw_evidence(ledger: Ledger, evidence_uid: str, reason: str) -> None:
    """Withdraw a file with a reason; the record and the content stay. Raises UserError without a reason."""
    if not clean(reason):
        raise UserError("撤回佐证必须写明理由，没有撤回。")
    with ledger.transaction("撤回佐证") as (session, act):
        require_user(session, ledger.user_uid)
        item = session.scalar(select(Evidence).where(Evidence.uid == evidence_uid))
        if item is None:
            raise UserError("找不到这件佐证，请刷新后重试。")
        act.title = f"{opened(session, item.problem_uid).code}：{item.name}"
        session.add(
            Withdrawal(
                problem_uid=item.problem_uid,
                target_kind="evidence",
                target_uid=item.uid,
                reason=clean(reason),
            )
        )


def evidence_file(ledger: Ledger, sha256: str) -> Path:
    """The stored content, checked against its hash. Raises UserError when it is missing or damaged."""
    if not ledger.evidence.has(sha256):
        raise UserError("这件佐证的原件还没有收到（待收附件）。请在“数据交换”里向对方请求补发。")
    if not ledger.evidence.intact(sha256):
        raise UserError("这件佐证的原件已损坏（与登记的校验值不符），没有打开。请从备份恢复，或请对方回传。")
    return ledger.evidence.path_of(sha256)
