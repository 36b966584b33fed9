"""Re-saving workbooks by LibreOffice, as offices without our program do; one start for all of them, because a start costs two seconds."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
REQUIRED = bool(os.environ.get("DCZG_RE_SAVING"))
"""The gate sets it: there these tests fail where the program is missing, elsewhere they skip."""


def _has_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], check=False, capture_output=True).returncode == 0


needs_libreoffice = pytest.mark.skipif(
    PROGRAM is None and not REQUIRED, reason="LibreOffice is not installed"
)


_KEEPING = """
import os, shutil, subprocess, sys
office = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, start_new_session=True)
sys.stdin.read()
os.killpg(office.pid, 9)
office.wait()
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


class Office:
    """LibreOffice kept open by a file of its own, so that only the first re-saving pays a start; it ends with this process."""

    def __init__(self, program: str) -> None:
        folder = Path(tempfile.mkdtemp(prefix="dczg-office-"))
        kept = folder / "kept.xlsx"
        Workbook().save(kept)
        self.command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        keeping = [sys.executable, "-S", "-c", _KEEPING, str(folder), *self.command, "--norestore", str(kept)]
        # in a session of its own: what ends this process with all of its group leaves the keeper to tidy up
        self._keeper = subprocess.Popen(
            keeping,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait_for(folder / ".~lock.kept.xlsx#")

    def _wait_for(self, lock: Path) -> None:
        """The file is locked as soon as it is open; a re-saving that comes earlier would start a LibreOffice of its own."""
        end = time.monotonic() + 60
        while not lock.exists() and self._keeper.poll() is None and time.monotonic() < end:
            time.sleep(0.05)

    @classmethod
    @cache
    def of_this_process(cls, program: str) -> "Office":
        """Started when first asked for."""
        return cls(program)


def resaved(paths: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """`paths` saved as `kind` (xlsx, xls, ods …) into `folder`, in the same order."""
    assert PROGRAM is not None, "LibreOffice is missing, and this run must not go without it"
    folder.mkdir(parents=True, exist_ok=True)
    command = [*Office.of_this_process(PROGRAM).command, "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, timeout=300, capture_output=True)
    saved = [folder / f"{path.stem}.{kind}" for path in paths]
    assert all(path.is_file() for path in saved), [path.name for path in saved if not path.is_file()]
    return saved


UNO = next((one for one in ("/usr/bin/python3", shutil.which("python3") or "") if one and _has_uno(one)), "")
"""A Python that can speak with LibreOffice, as distributions install it; '' for none."""

needs_uno = pytest.mark.skipif(
    not (PROGRAM and UNO), reason="LibreOffice with its Python bridge is not installed"
)

_LOOKING = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
def value(name, said):
    one = PropertyValue(); one.Name, one.Value = name, said
    return one
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(300):
    try:
        far = resolver.resolve("uno:pipe,name=" + sys.argv[1] + ";urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.1)
desk = far.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", far)
for password in sys.argv[3:]:
    try:
        book = desk.loadComponentFromURL(sys.argv[2], "_blank", 0, (value("Hidden", True), value("Password", password)))
    except Exception:
        book = None
    print("-" if book is None else "|".join(sheet.Name for sheet in book.Sheets))
    if book is not None:
        book.close(True)
desk.terminate()
"""


def opened_by_libreoffice(path: Path, passwords: Sequence[str], folder: Path) -> list[str]:
    """The sheets that LibreOffice shows of a protected workbook with each of the passwords; `-` where it does not open."""
    assert PROGRAM is not None
    pipe = f"dczg{os.getpid()}"
    profile = f"-env:UserInstallation={(folder / '.profile').absolute().as_uri()}"
    office = subprocess.Popen(
        [PROGRAM, profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp"]
    )
    try:
        command = [UNO, "-c", _LOOKING, pipe, path.absolute().as_uri(), *passwords]
        done = subprocess.run(
            command, check=True, timeout=120, capture_output=True, text=True, encoding="utf-8"
        )
    finally:
        office.terminate()
        office.wait(30)
    return done.stdout.splitlines()
