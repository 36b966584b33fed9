"""The rotating log in the data folder. It never holds texts of the ledger, only what the program did."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from dczg_desktop.base.paths import data_folder


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
