"""Files that exist only while they are needed; what a killed program leaves of them goes at the next start."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason
from dczg_desktop.base.paths import data_folder

FOLDER = "临时"
STILL_ACTIVE, MAY_ASK = 259, 0x1000
"""What Windows calls a process that has not ended, and the right to ask about one."""


def scratch_root() -> Path:
    """The folder in which all of them lie: in the user's own data folder, never in one that others read."""
    return data_folder() / FOLDER


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder, gone afterwards; after a kill `sweep_scratch` removes it. Raises UserError when the disk refuses."""
    root = scratch_root()
    sweep_scratch()
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=f"{os.getpid()}-", dir=root)
    except OSError as error:
        raise UserError(f"不能建立临时文件夹“{root}”：{disk_reason(error)}。请检查磁盘后重试。") from error
    with folder as name:
        yield Path(name)


def sweep_scratch() -> int:
    """Remove what programs that no longer run have left; return how many folders."""
    removed = 0
    for folder in scratch_root().glob("*-*"):
        pid = folder.name.partition("-")[0]
        if pid.isdigit() and not _runs(int(pid)):
            with suppress(OSError):
                shutil.rmtree(folder)
                removed += 1
    return removed


def _runs(pid: int) -> bool:
    """Whether a process with this number lives; on doubt yes."""
    if os.name == "nt":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(MAY_ASK, 0, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return not known or code.value == STILL_ACTIVE
