"""Re-saving workbooks by LibreOffice, as offices without our program do; many files in one start, because a start costs two seconds."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
REQUIRED = bool(os.environ.get("DCZG_RE_SAVING"))
"""The gate sets it: there these tests fail where the program is missing, elsewhere they skip."""


def _has_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], check=False, capture_output=True).returncode == 0


needs_libreoffice = pytest.mark.skipif(
    PROGRAM is None and not REQUIRED, reason="LibreOffice is not installed"
)


def resaved(paths: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """`paths` saved as `kind` (xlsx, xls, ods …) into `folder`, in the same order. Every call has a profile of its own."""
    assert PROGRAM is not None, "LibreOffice is missing, and this run must not go without it"
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / '.profile').absolute().as_uri()}"
    command = [PROGRAM, profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, timeout=300, capture_output=True)
    shutil.rmtree(folder / ".profile", ignore_errors=True)
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
