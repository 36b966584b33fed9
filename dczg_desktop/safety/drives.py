"""Where a ledger may lie: on a fixed disk of this computer, not on a share, a stick or in a cloud folder."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from dczg_desktop.base.errors import UserError

# File systems of other computers, as in /proc/mounts; WAL needs one host (sqlite.org/wal.html).
NETWORK_KINDS = frozenset(
    [
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "fuse.vmhgfs-fuse",
        "gfs2",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
    ]
)

# How the folders of synchronising programs begin, in lower case.
CLOUD_FOLDERS = (
    "onedrive",
    "wps云盘",
    "wps 云盘",
    "wpsdrive",
    "wps cloud files",
    "金山文档",
    "坚果云",
    "我的坚果云",
    "nutstore",
    "baidusyncdisk",
    "百度网盘同步",
    "百度云同步盘",
    "阿里云盘同步",
    "微云同步",
    "dropbox",
    "google drive",
    "iclouddrive",
    "nextcloud",
    "seafile",
)

REMOVABLE, REMOTE = 2, 4
"""Answers of Windows' GetDriveTypeW."""


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of /proc/mounts."""

    device: str
    folder: PurePosixPath
    kind: str


def refuse_unsafe_place(path: Path) -> None:
    """Raise UserError when a ledger at `path`, or where its links lead, could be damaged by its place."""
    places = (path.absolute(), path.resolve())
    objection = next(filter(None, map(_objection, places)), None)
    if objection:
        raise UserError(
            f"台账“{path.name}”不能放在{objection}：“{path.parent}”。"
            "那里的文件可能在写入中途断开或被改动，会损坏台账。没有写入任何内容。"
            "请放到本机硬盘的普通文件夹（例如 D:\\督察台账）。"
            "与其他单位之间用“数据交换”传送；备份可以存到 U 盘。"
        )


def _objection(place: Path) -> str | None:
    if sys.platform == "win32":
        return windows_objection(PureWindowsPath(place), drive_type, synchronised_roots())
    return linux_objection(PurePosixPath(place), mounted(), is_removable)


def windows_objection(
    place: PureWindowsPath, type_of_drive: Callable[[str], int], roots: Sequence[PureWindowsPath] = ()
) -> str | None:
    """What kind of unsafe place this is, in the user's words; None for a fixed local disk."""
    drive = place.drive.replace("/", "\\")
    is_plain_device = drive.startswith("\\\\?\\") and not drive.upper().startswith("\\\\?\\UNC")
    if drive.startswith("\\\\") and not is_plain_device:
        return "网络共享文件夹"
    kind = type_of_drive(drive.removeprefix("\\\\?\\") + "\\")
    if kind == REMOTE:
        return "映射的网络驱动器"
    if kind == REMOVABLE:
        return "U 盘等可移动磁盘"
    return cloud_objection(place, roots)


def linux_objection(
    place: PurePosixPath, mounts: Sequence[Mount], removable: Callable[[str], bool]
) -> str | None:
    """What kind of unsafe place this is, in the user's words; `removable(device)` knows sticks."""
    around = [mount for mount in mounts if place.is_relative_to(mount.folder)]
    if around:
        mount = max(
            reversed(around), key=lambda each: len(each.folder.parts)
        )  # the last one mounted hides others
        if mount.kind in NETWORK_KINDS:
            return "网络共享文件夹"
        if removable(mount.device):
            return "U 盘等可移动磁盘"
    return cloud_objection(place, ())


def cloud_objection(place: PurePath, roots: Sequence[PurePath]) -> str | None:
    """Names the synchronised folder around `place`; `roots` are folders the system declares as such."""
    for folder in place.parents:
        if folder.name.casefold().startswith(CLOUD_FOLDERS) or folder in roots:
            return f"自动同步的云盘文件夹（{folder.name}）"
    return None


def synchronised_roots() -> list[PureWindowsPath]:
    """The folders that OneDrive declares in the environment of every program."""
    names = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
    return [PureWindowsPath(os.environ[name]) for name in names if os.environ.get(name)]


def drive_type(root: str) -> int:
    """GetDriveTypeW of the root of a drive; 0 (unknown) on other systems."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))


def mounted(table: Path = Path("/proc/mounts")) -> list[Mount]:
    """What is mounted where, in mounting order; empty where the system has no such table."""
    try:
        lines = table.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    words = [line.split(" ") for line in lines]
    return [Mount(_unescaped(w[0]), PurePosixPath(_unescaped(w[1])), w[2]) for w in words if len(w) > 2]


def is_removable(device: str, classes: Path = Path("/sys/class/block")) -> bool:
    """Whether /sys says that a mounted device hangs on USB or is removable."""
    entry = classes / Path(device).name
    if not device.startswith("/dev/") or not entry.exists():
        return False
    real = entry.resolve()
    flags = [folder / "removable" for folder in (real, real.parent)]
    on_usb = any(part.startswith("usb") for part in real.parts)
    return on_usb or any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


def _unescaped(word: str) -> str:
    """/proc/mounts writes blank, tab, newline and backslash as octal numbers."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        word = word.replace(code, character)
    return word
