"""去除隐藏信息: where the clerk meets what a file tells, a copy without it goes in its place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from dczg_desktop.services.traces import CleanedFiles, clean_several
from ui.context import Context
from ui.pages.exchange.outlook_card import ToClean
from ui.pages.work_page import WorkPage
from ui.widgets.dialog import confirm

KEPT = "看得见的内容不变。副本和原件的校验值都记下，对方看得出是清理副本；原件撤回，留存本单位，不再发出。可以撤销。"


class CleaningDesk:
    """`confirm` is the dialog; tests replace it."""

    def __init__(self, page: WorkPage, context: Context) -> None:
        self._page, self._context = page, context
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm

    def clean(self, wanted: ToClean) -> None:
        """Ask, then let cleaned copies go in place of these files."""
        if not wanted.uids or self._page.is_busy:
            return
        place = "拍摄位置保留" if wanted.keep_place else "拍摄位置也去掉"
        question = f"{len(wanted.uids)} 件附件改发去除隐藏信息的副本吗？（{place}）"
        if self.confirm(self._page, "去除隐藏信息", question, "用清理副本", KEPT):
            work = partial(clean_several, self._context.ledger, wanted.uids, keep_place=wanted.keep_place)
            self._page.run(work, "正在去除隐藏信息", self._done)

    def _done(self, cleaned: CleanedFiles) -> None:
        left = (
            f"另有 {len(cleaned.refused)} 件没有改：{'；'.join(cleaned.refused[:3])}"
            if cleaned.refused
            else ""
        )
        self._context.say(f"已有 {len(cleaned.done)} 件改用去除隐藏信息的副本。{left}", undoable=True)
        self._context.ledger_changed.emit()
