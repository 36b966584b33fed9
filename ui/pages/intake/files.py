"""Where the file to import comes from: chosen, dropped, or pasted and kept while it is looked at."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from dczg_desktop.base.paths import data_folder
from ui.widgets.dialog import confirm

KINDS = "表格和文档 (*.xlsx *.xlsm *.xls *.et *.ods *.csv *.tsv *.txt *.docx *.xml *.html *.htm *.mht *.zip);;所有文件 (*)"
ONE_AT_A_TIME = "一次导入一个文件。拖来了 {} 个，请先拖其中一个。"
NO_FILE = "拖来的不是本机上的文件。请先存到本机，再拖进来。"


def pasted_file() -> Path:
    """Where pasted text lies while it is looked at."""
    return data_folder() / "剪贴板.txt"


def remove(path: Path, _page: object = None) -> None:
    """Take it away when the page goes."""
    path.unlink(missing_ok=True)


def ask_table(parent: QWidget) -> Path | None:
    """The file to import; None when the user changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "选择要导入的文件", "", KINDS)
    return Path(chosen) if chosen else None


def dropped(data: QMimeData) -> Path | str:
    """The one file that was dropped; in a sentence why there is none."""
    local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(local) > 1:
        return ONE_AT_A_TIME.format(len(local))
    return local[0] if local and local[0].is_file() else NO_FILE


def confirm_leave(parent: QWidget, words: str) -> bool:
    """Ask before corrections and choices are given up."""
    return confirm(parent, "换一个文件", words, "放弃，换文件", "要先导入这一份，请点“取消”。")
