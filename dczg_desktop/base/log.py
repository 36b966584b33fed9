"""The rotating log in the data folder. It never holds texts of the ledger, only what the program did."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from dczg_desktop.base.paths import data_folder

WORDED_BY_PYTHON = (AttributeError, TypeError, NameError, ImportError, IndexError, AssertionError)


def log_file() -> Path:
    """Where the log lies."""
    return data_folder() / "日志" / "dczg.log"


def start_log() -> Path:
    """Send the program's log to five rotating files of 1 MB; return the path of the newest."""
    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=4, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("dczg_desktop")
    root.setLevel(logging.INFO)
    root.handlers = [handler]
    root.propagate = False
    return path


def details_of(error: BaseException) -> str:
    """Where the program stood, without texts of the ledger: only messages Python itself words are kept."""
    parts: list[str] = []
    link: BaseException | None = error
    while link is not None:
        words = f"：{link}" if isinstance(link, WORDED_BY_PYTHON) else ""
        parts.append("".join(traceback.format_tb(link.__traceback__)) + type(link).__name__ + words)
        link = link.__cause__ or link.__context__
    return "\n\n".join(reversed(parts))
