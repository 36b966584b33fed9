"""Where things lie: shipped resources, the user's data folder, portable mode."""

import os
import sys
from pathlib import Path

PORTABLE_MARK = "便携模式.txt"


def program_folder() -> Path:
    """The folder of the program: beside the .exe when frozen, else the top of the source tree."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parents[2]


def resources() -> Path:
    """The folder of fonts, templates, calendars and the sample."""
    bundled = getattr(sys, "_MEIPASS", None)
    return (Path(bundled) if bundled else program_folder()) / "resources"


def data_folder() -> Path:
    """Where settings, logs and new ledgers live: beside the program in portable mode, else the user's own folder.

    `DCZG_DATA` overrides both (tests, administrators).
    """
    if override := os.environ.get("DCZG_DATA"):
        folder = Path(override)
    elif (program_folder() / PORTABLE_MARK).exists():
        folder = program_folder() / "data"
    elif os.name == "nt":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "督察整改台账"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "dczg_desktop"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
