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
