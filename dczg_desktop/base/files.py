"""Writing files so that the old one survives until the new one is whole."""

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from dczg_desktop.base.errors import UserError

BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file, read in blocks of 1 MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(source: Path, target: Path) -> None:
    """Rename over `target`, waiting out programs that hold it briefly. Raises UserError when it stays held."""
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            sync_folder(target.parent)
            return
    try:
        source.replace(target)
    except PermissionError as error:
        raise UserError(
            f"无法写入“{target.name}”：该文件正被其他程序打开或没有写入权限。请先关闭它（例如 Excel、WPS），"
            f"或换一个文件名，例如“{free_beside(target).name}”。"
        ) from error
    sync_folder(target.parent)


def free_beside(target: Path) -> Path:
    """A name beside `target` that no file bears: `清单_2.pdf`."""
    number = 2
    while (other := target.with_name(f"{target.stem}_{number}{target.suffix}")).exists():
        number += 1
    return other


def write_file(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write through `write(stream)` to a `.part` beside `target`, flush to disk, then rename over it.

    Raises UserError naming the file when the disk is full or cannot be written; the old file is then untouched.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        replace_file(part, target)
    except OSError as error:
        raise UserError(
            f"没有写成“{target.name}”：{disk_reason(error)}。原有文件未改动，请检查磁盘（或 U 盘）后重试。"
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_text(target: Path, text: str) -> None:
    """Write a UTF-8 text file as `write_file` does."""

    def write(stream: BinaryIO) -> None:
        stream.write(text.encode("utf-8"))

    write_file(target, write)


def disk_reason(error: OSError) -> str:
    """Why the disk refused, in the user's words."""
    reasons = {
        28: "磁盘空间不足",
        122: "磁盘空间不足",
        5: "设备读写出错（U 盘可能已拔出）",
        30: "磁盘是只读的",
        13: "没有写入权限",
        2: "找不到文件或文件夹",
        36: "文件名太长",
    }
    return reasons.get(error.errno or 0, f"系统报告“{error.strerror or error}”")
