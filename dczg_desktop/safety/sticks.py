"""USB sticks that are plugged in now; looking may take a while on a sleeping drive, so not from the window's thread."""

import string
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dczg_desktop.safety.drives import REMOVABLE, Mount, drive_type, is_removable, mounted


@dataclass(frozen=True, slots=True)
class Stick:
    """A removable drive: its folder, and the name people know it by."""

    root: Path
    name: str


def sticks() -> list[Stick]:
    """The removable drives of this computer that can be read now."""
    if sys.platform == "win32":
        return windows_sticks(drive_type)
    return linux_sticks(mounted(), is_removable)


def windows_sticks(type_of_drive: Callable[[str], int]) -> list[Stick]:
    """Drives that Windows calls removable and that hold a medium."""
    roots = [f"{letter}:\\" for letter in string.ascii_uppercase]
    found = [root for root in roots if type_of_drive(root) == REMOVABLE and Path(root).exists()]
    return [Stick(Path(root), root[:2]) for root in found]


def linux_sticks(mounts: Sequence[Mount], removable: Callable[[str], bool]) -> list[Stick]:
    """Mounted file systems on removable devices, the root of the system never."""
    found = {
        mount.folder for mount in mounts if mount.folder != PurePosixPath("/") and removable(mount.device)
    }
    return [Stick(Path(folder), folder.name) for folder in sorted(found)]
