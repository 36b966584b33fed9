"""Carrying files between the computer and a USB stick so that what arrives is what left."""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import BLOCK, disk_reason, replace_file, sha256_of

RESERVE = 16 << 20
"""Bytes left free beyond what is written, so that the disk of a ledger is never filled to the brim."""


def require_space(folder: Path, need: int, purpose: str) -> None:
    """Raise UserError when `folder` has not `need` bytes free (plus a reserve); `purpose` names the work."""
    free = shutil.disk_usage(folder).free
    if free < need + RESERVE:
        raise UserError(
            f"{purpose}没有开始：“{folder}”所在的磁盘空间不足，需要约 {megabytes(need + RESERVE)} MB，"
            f"只剩 {megabytes(free)} MB。原有文件未改动。请清理磁盘或换一个位置后重试。"
        )


def megabytes(size: int) -> int:
    """Bytes in whole megabytes, rounded up."""
    return -(-size // (1 << 20))


def copy_hashed(source: Path, target: Path, accept: Callable[[str], bool] = lambda _: True) -> str:
    """Copy over a `.part`, flush to the medium, rename; return the hex SHA-256 of what was read.

    When `accept(sha256)` says no the copy is thrown away and `target` stays as it was. Raises OSError.
    """
    part = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    digest = hashlib.sha256()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as reading, part.open("wb") as writing:
            while block := reading.read(BLOCK):
                digest.update(block)
                writing.write(block)
            writing.flush()
            os.fsync(writing.fileno())
            forget_cached(writing.fileno())
        if accept(digest.hexdigest()):
            replace_file(part, target)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest()


def forget_cached(handle: int) -> None:
    """Ask the system to read this file from the medium next time, where it can be asked (Linux)."""
    if sys.platform == "linux":
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def deliver(source: Path, folder: Path) -> Path:
    """Copy a finished package from the local disk to `folder` (a stick), read it back and compare.

    Returns where it lies. Raises UserError when the medium is full, gone or does not hold what was written;
    `source` is untouched and an older file of the same name survives until the new one is whole.
    """
    target = folder / source.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        require_space(folder, source.stat().st_size, f"写出“{source.name}”")
        sent = copy_hashed(source, target)
        arrived = sha256_of(target)
    except OSError as error:
        raise UserError(
            f"没有写成“{source.name}”：{medium_reason(error)}。本机上的文件完好。"
            "请检查 U 盘（或目标文件夹）后重新写出。"
        ) from error
    if arrived != sent:
        target.unlink(missing_ok=True)
        raise UserError(
            f"写到“{folder}”的“{source.name}”读回来与原件不一致，已删除。本机上的文件完好。"
            "这个 U 盘不可靠，请换一个再写出。"
        )
    return target


def bring_in(source: Path, target: Path) -> None:
    """Copy a file from outside to the local disk before anything reads it, and compare.

    Raises UserError when the file cannot be read to its end or the copy differs; the ledger was not touched.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        require_space(target.parent, source.stat().st_size, f"读取“{source.name}”")
        sha256 = copy_hashed(source, target)
        reread = sha256_of(target)
    except OSError as error:
        raise UserError(
            f"没有读完“{source.name}”：{medium_reason(error)}。台账没有任何改动。"
            "请重新插好 U 盘，或先把文件复制到本机再试。"
        ) from error
    if reread != sha256:
        target.unlink(missing_ok=True)
        raise UserError(
            f"“{source.name}”复制到本机后不一致，已丢弃。台账没有任何改动。请检查本机磁盘后重试。"
        )


def medium_reason(error: OSError) -> str:
    """Why a stick refused, in the user's words; adds the limit of FAT32 to the ordinary reasons."""
    if error.errno == 27:  # EFBIG
        return "文件超过这个 U 盘格式（FAT32）允许的 4 GB"
    return disk_reason(error)
