"""The full backup on another disk: database, every evidence file and a list of contents; and the way back."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from dczg_desktop.base import clock
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason, replace_file, sha256_of, sync_folder, write_file
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.safety.copies import NAME
from dczg_desktop.safety.drives import refuse_unsafe_place
from dczg_desktop.safety.medium import copy_hashed, require_space
from dczg_desktop.safety.snapshot import Rows, copy_ledger, fingerprint, inspect, sidecars

FORMAT = "dczg-backup-1"
LIST = "清单.json"
EVIDENCE = "附件"
DAMAGED = "损坏附件"


@dataclass(frozen=True, slots=True)
class Contents:
    """The list in a backup. `evidence` maps hex SHA-256 to size; the rest was missing or damaged already."""

    format: str
    made: str
    ledger: str
    database_sha256: str
    rows: Rows
    evidence: dict[str, int]
    missing: list[str]
    damaged: list[str]


@dataclass(frozen=True, slots=True)
class FullBackup:
    """What was made: its folder, size in bytes, and evidence that could not be saved whole (hex SHA-256)."""

    folder: Path
    size: int
    evidence: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored ledger. It must take a new installation id before its first act: the old one may live on.

    `evidence` counts the files brought back; None when the backup was a safety copy, which holds none.
    `missing` is evidence known to be absent since the backup was made or damaged in it (hex SHA-256).
    """

    ledger: Path
    evidence: int | None
    missing: tuple[str, ...]
    needs_new_installation: bool = True


def evidence_folder_of(ledger: Path) -> Path:
    """`<ledger stem>.附件/` beside the ledger; files lie in it as `<2 hex>/<62 hex>` of their SHA-256."""
    return ledger.with_name(f"{ledger.stem}.{EVIDENCE}")


def full_backup(
    ledger: Path,
    evidence_folder: Path,
    out_dir: Path,
    *,
    expected: Collection[str] = (),
    when: datetime | None = None,
    tick: Tick = no_tick,
) -> FullBackup:
    """Write a new folder below `out_dir` with the ledger, all evidence and the list of contents.

    `expected` are the SHA-256 the ledger speaks of; those without a file are listed as missing. A file that
    no longer matches its name is listed as damaged and kept apart. Raises UserError (medium full or gone,
    ledger damaged) or what `tick` raises; then nothing of the new backup stays.
    """
    when = when or clock.now()
    final = _free_folder(out_dir, f"{ledger.stem} 全部备份 {when:%Y%m%d-%H%M%S}")
    part = final.with_name(f"{final.name}.未完成")
    try:
        part.mkdir(parents=True)
        contents = _write_backup(ledger, evidence_folder, part, (set(expected), clock.stamp(when)), tick)
        sync_folder(part)
        replace_file(part, final)
    except OSError as error:
        raise UserError(
            f"没有备份完“{ledger.name}”：{disk_reason(error)}。台账和原有备份没有改动，未完成的备份已清除。"
            "请检查磁盘（或 U 盘）后重试。"
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    size = sum(contents.evidence.values()) + (final / contents.ledger).stat().st_size
    return FullBackup(final, size, len(contents.evidence), tuple(contents.missing), tuple(contents.damaged))


def restore(backup: Path, to: Path, *, skip_damaged: bool = False, tick: Tick = no_tick) -> Restored:
    """Bring back a full backup (its folder) or a safety copy (one file) as the new ledger `to`.

    Everything is checked before anything is written. Raises UserError naming the parts when the backup is
    damaged, when `to` exists, or when the disk refuses. The ledger appears last and at once. `skip_damaged`
    leaves out damaged evidence (never a damaged database) and reports it as missing.
    """
    _refuse_occupied(to)
    refuse_unsafe_place(to)
    try:
        if backup.is_file():
            return _restore_copy(backup, to)
        return _restore_folder(backup, to, tick, skip_damaged=skip_damaged)
    except OSError as error:
        raise UserError(
            f"没有恢复成“{to.name}”：{disk_reason(error)}。备份没有改动，没有留下半个台账。请检查磁盘后重试。"
        ) from error


def read_contents(folder: Path) -> Contents:
    """The list of a full backup; raises UserError when it is absent, damaged or of a newer format."""
    try:
        stored: dict[str, Any] = json.loads((folder / LIST).read_text("utf-8"))
        digest = stored.pop("digest")
        if stored.get("format") == FORMAT and digest == _digest(stored):
            return Contents(**stored)
        reason = "清单内容与校验值不符" if stored.get("format") == FORMAT else "不是本版程序能读的备份格式"
    except FileNotFoundError:
        reason = f"其中没有“{LIST}”"
    except (ValueError, KeyError, TypeError, AttributeError):
        reason = "清单已损坏，无法读取"
    raise UserError(f"“{folder.name}”不能恢复：{reason}。没有恢复任何内容，备份没有改动。请选择另一份备份。")


def _write_backup(
    ledger: Path, evidence_folder: Path, part: Path, facts: tuple[set[str], str], tick: Tick
) -> Contents:
    expected, made = facts
    files = dict(_evidence_files(evidence_folder))
    sizes = {sha256: path.stat().st_size for sha256, path in files.items()}
    require_space(part, sum(sizes.values()), f"“{ledger.name}”的全部备份")
    rows = copy_ledger(ledger, part / ledger.name, "全部备份")
    damaged = []
    for done, (sha256, path) in enumerate(files.items()):
        tick(done, len(files))
        if copy_hashed(path, _place(part / EVIDENCE, sha256), sha256.__eq__) != sha256:
            damaged.append(sha256)
            copy_hashed(path, _place(part / DAMAGED, sha256))
    whole = {sha256: size for sha256, size in sizes.items() if sha256 not in damaged}
    missing = sorted(expected - set(files))
    database = sha256_of(part / ledger.name)
    contents = Contents(FORMAT, made, ledger.name, database, rows, whole, missing, damaged)
    _write_list(part / LIST, contents)
    tick(len(files), len(files))
    return contents


def _write_list(path: Path, contents: Contents) -> None:
    stored = asdict(contents)
    text = json.dumps({**stored, "digest": _digest(stored)}, ensure_ascii=False, indent=1)

    def write(stream: BinaryIO) -> None:
        stream.write(text.encode())

    write_file(path, write)


def _restore_copy(copy: Path, to: Path) -> Restored:
    """A safety copy carries its fingerprint in its name; without it only SQLite's own check is left."""
    if any(path.exists() for path in sidecars(copy)):
        raise UserError(
            f"“{copy.name}”正在使用或没有正常关闭，不是完整的备份。没有恢复任何内容，该文件没有改动。"
            "请选择“.备份”文件夹里的备份，或先用程序打开并正常关闭它。"
        )
    mark = NAME.fullmatch(copy.stem)
    if not _is_sound(copy) or (mark and mark["fingerprint"] != fingerprint(copy)):
        raise _damaged(copy, [copy.name])
    require_space(_folder_for(to), copy.stat().st_size, f"恢复“{to.name}”")
    copy_hashed(copy, to)
    return Restored(to, None, ())


def _restore_folder(folder: Path, to: Path, tick: Tick, *, skip_damaged: bool) -> Restored:
    contents = read_contents(folder)
    database = folder / contents.ledger
    if not database.is_file() or sha256_of(database) != contents.database_sha256 or not _is_sound(database):
        raise _damaged(folder, [contents.ledger])
    flawed = list(_flawed(folder, contents, tick))
    if flawed and not skip_damaged:
        raise _damaged(folder, [f"附件 {sha256[:12]}…" for sha256 in flawed])
    wanted = [sha256 for sha256 in contents.evidence if sha256 not in flawed]
    need = database.stat().st_size + sum(contents.evidence[sha256] for sha256 in wanted)
    require_space(_folder_for(to), need, f"恢复“{to.name}”")
    _bring_back(folder, contents, wanted, to, tick)
    return Restored(to, len(wanted), tuple(sorted({*contents.missing, *contents.damaged, *flawed})))


def _bring_back(folder: Path, contents: Contents, wanted: list[str], to: Path, tick: Tick) -> None:
    """Evidence first, the ledger last: its rename is the moment at which the restore has happened."""
    evidence = evidence_folder_of(to)
    is_new = not evidence.exists()
    try:
        for done, sha256 in enumerate(wanted):
            tick(len(contents.evidence) + done, len(contents.evidence) + len(wanted))
            target = _place(evidence, sha256)
            if not target.is_file() or sha256_of(target) != sha256:
                _copy_expected(_place(folder / EVIDENCE, sha256), target, sha256)
        _copy_expected(folder / contents.ledger, to, contents.database_sha256)
    except BaseException:
        if is_new:
            shutil.rmtree(evidence, ignore_errors=True)
        raise


def _copy_expected(source: Path, target: Path, sha256: str) -> None:
    if copy_hashed(source, target, sha256.__eq__) != sha256:
        raise _damaged(source, [source.name])


def _flawed(folder: Path, contents: Contents, tick: Tick) -> Iterator[str]:
    """Evidence of the list that is absent from the backup or no longer what it was."""
    for done, sha256 in enumerate(contents.evidence):
        tick(done, 2 * len(contents.evidence))
        path = _place(folder / EVIDENCE, sha256)
        if not path.is_file() or sha256_of(path) != sha256:
            yield sha256


def _is_sound(database: Path) -> bool:
    try:
        inspect(database)
    except sqlite3.Error:
        return False
    return True


def _damaged(backup: Path, parts: list[str]) -> UserError:
    names = "、".join(parts[:5]) + (f"等 {len(parts)} 项" if len(parts) > 5 else "")
    return UserError(
        f"备份“{backup.name}”已损坏：{names}。没有恢复任何内容，现有台账没有改动。请换另一份备份。"
    )


def _refuse_occupied(to: Path) -> None:
    for path in (to, *sidecars(to)):
        if path.exists():
            raise UserError(
                f"没有恢复：“{path.name}”已经存在，恢复不会覆盖任何台账。备份和现有台账没有改动。请换一个文件名。"
            )


def _evidence_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """SHA-256 and path of every evidence file; names of another shape are not evidence."""
    for path in sorted(folder.glob("[0-9a-f][0-9a-f]/*")):
        sha256 = path.parent.name + path.name
        if len(sha256) == hashlib.sha256().digest_size * 2 and not sha256.strip("0123456789abcdef"):
            yield sha256, path


def _place(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256[2:]


def _folder_for(to: Path) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    return to.parent


def _free_folder(out_dir: Path, name: str) -> Path:
    taken = len([path for path in out_dir.glob(f"{name}*") if not path.name.endswith(".未完成")])
    return out_dir / (f"{name}（{taken + 1}）" if taken else name)


def _digest(stored: dict[str, Any]) -> str:
    text = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
