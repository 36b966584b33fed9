"""The mark outside the ledger: which computer and which file an installation last was, and how far its journal had come."""

import hashlib
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import write_text
from dczg_desktop.base.paths import data_folder


@dataclass(frozen=True, slots=True)
class Mark:
    """`count` and `hash` are the head of the journal when the ledger at `path` was last closed on `machine`."""

    replica: str
    path: str
    machine: str
    count: int
    hash: str


def machine_id() -> str:
    """Something that stays with this computer and says nothing about it."""
    return hashlib.sha256(f"DCZG-MACHINE-1\0{_machine()}".encode()).hexdigest()[:32]


def read_mark(replica: str) -> Mark | None:
    """The mark of an installation on this computer; None when there is none or it cannot be read."""
    try:
        stored = json.loads(_file(replica).read_text("utf-8"))
        mark = Mark(**{f.name: stored[f.name] for f in fields(Mark)})
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return mark if isinstance(mark.count, int) and mark.replica == replica else None


def write_mark(mark: Mark) -> None:
    """Leave a mark; a folder that refuses costs the warning next time, not the work."""
    with suppress(UserError, OSError):
        write_text(_file(mark.replica), json.dumps(asdict(mark), ensure_ascii=False))


def _file(replica: str) -> Path:
    return data_folder() / "印记" / f"{replica}.json"


def _machine() -> str:
    if os.name == "nt":
        return _windows_machine()
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError):
            if found := Path(path).read_text("ascii").strip():
                return found
    return platform.node()


def _windows_machine() -> str:
    import winreg  # type: ignore[import-not-found,unused-ignore]

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:  # type: ignore[attr-defined,unused-ignore]
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return platform.node()
