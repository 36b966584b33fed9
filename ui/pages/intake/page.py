"""The page: choose a file, mend what was understood, choose what is done with each row, take it in, what came of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.grid import GridQuery
from dczg_desktop.services.importing.acceptance import Accepted, accept_import
from dczg_desktop.services.undo import undo
from ui.context import Context
from ui.pages.exchange.drop_area import DropArea
from ui.pages.intake.beside import Beside
from ui.pages.intake.files import ask_table, confirm_leave, dropped, pasted_file, remove
from ui.pages.intake.looking import Looked, forget, look_again, look_at, look_at_text, look_on, remap
from ui.pages.intake.order import BatchOrder
from ui.pages.intake.preview import PreviewPanel
from ui.pages.intake.result import ResultCard
from ui.pages.intake.words import ADVICE, HELP
from ui.pages.work_page import BUSY, WorkPage
from ui.widgets.words import allow, button, ground, passage, restyle

LEDGER, PETITIONS = "整改台账", "信访件"


class ImportPage(WorkPage):
    """`show_filter` takes a `Path` to read at once, or the name of the page that opened this one."""

    help_text = HELP

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made = GridQuery()
        self._done = Accepted("", 0, 0, 0, 0, 0)
        self._back, self._batch = LEDGER, ""
        self._is_behind = self._goes_on = False
        self._doubtful = 0
        self.confirm_leave: Callable[[QWidget, str], bool] = confirm_leave
        self.back_button, self.paste_button = button("返回(&T)"), button("粘贴表格(&P)", tip="Ctrl+V")
        self.drop = DropArea("把表格、方案文件拖到这里", "选择文件(&F)", ask_table, tall=True)
        self.refusal, self.words = ground("notice"), passage()
        self.preview = PreviewPanel(context)
        self.beside = Beside(self, self.preview)
        self.result = ResultCard(context)
        self.stack = QStackedWidget()
        for part in (self._start(), self.preview, self._finish()):
            self.stack.addWidget(part)
        self._lay_out_refusal()
        self.body.addWidget(self.stack, 1)
        self.setAcceptDrops(True)
        self._connect()
        self._forget_pasted()

    def _connect(self) -> None:
        self.drop.given.connect(self.read)
        self.preview.another.connect(self.drop.choose)
        self.preview.accepted.connect(self._accept)
        self.preview.mended.connect(self._mend)
        self.preview.remapped.connect(self._remap)
        self.preview.forget_asked.connect(self._forget)
        self.preview.go_on.connect(self._look_on)
        self.beside.looked.connect(self._show)
        self.result.undo_asked.connect(self._undo)
        self.result.look_asked.connect(self._look)
        self.result.more_asked.connect(self._begin)
        self.paste_button.clicked.connect(self.paste)
        paste = QShortcut(
            QKeySequence.StandardKey.Paste, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        paste.activated.connect(self.paste)
        self.back_button.clicked.connect(lambda: self.context.navigate(self._back))
        self.destroyed.connect(partial(remove, pasted_file()))

    def _lay_out_refusal(self) -> None:
        self.refusal.setProperty("tone", "trouble")
        restyle(self.refusal)
        inside = QVBoxLayout(self.refusal)
        inside.setContentsMargins(14, 9, 14, 9)
        inside.addWidget(self.words)
        self.refusal.hide()
        self.body.addWidget(self.refusal)

    def _start(self) -> QWidget:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.drop, 1)
        layout.addWidget(passage(ADVICE, "secondary"))
        return whole

    def _finish(self) -> QWidget:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.result)
        layout.addStretch(1)
        return whole

    def header_widgets(self) -> tuple[QWidget, ...]:
        return self.paste_button, self.back_button

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file dropped anywhere on the page, also over one that is looked at."""
        event.acceptProposedAction()
        found = dropped(event.mimeData())
        if isinstance(found, str):
            self.context.say(found)
        else:
            self.read(found)

    def unfinished(self) -> str:
        return self._at_risk() if self.stack.currentWidget() is self.preview else ""

    def _at_risk(self) -> str:
        draft = self.preview.draft
        if draft is None or not draft.is_touched:
            return ""
        return f"“{draft.preview.reading.file_name}”还没有导入，改过的格子和选好的处理会丢失。"

    def reload(self) -> None:
        """Compare the shown file with the ledger again, or see whether the import that was made still stands."""
        if self.stack.currentWidget() is self.preview and not self.is_busy:
            self._mend()
        elif self.stack.currentIndex() == 2:
            self.result.look_again()

    def show_filter(self, page_filter: object) -> None:
        if isinstance(page_filter, BatchOrder):
            self._back = PETITIONS
            self.read(page_filter.path, page_filter)
        elif isinstance(page_filter, Path):
            self.read(page_filter)
        elif isinstance(page_filter, str):
            self._back = page_filter
            if self.unfinished():
                self.context.say("上次没有导入完的文件还在，可以接着办；要换文件请点“换一个文件”。")
            else:
                self._begin()

    def read(self, path: Path, order: BatchOrder | None = None) -> None:
        """Read a file and show what was understood; nothing is written. `order` says which batch of petitions it is."""
        source = order.source if order and order.source else None
        batch = order.batch() if order else None
        work = partial(look_at, self.context.ledger, path, source=source, batch=batch)
        self._start_reading(path.name, work)

    def _start_reading(self, name: str, work: Callable[..., Looked]) -> None:
        if self.is_busy:
            self.context.say(BUSY)
        elif not (words := self.unfinished()) or self.confirm_leave(self, words):
            self.refusal.hide()
            self.context.say("")  # what was told of another file takes the rows their room
            show = partial(self._show, is_new=True)
            self.run(work, f"正在读取“{name}”", show, self._refused, only_reads=True)

    def paste(self) -> None:
        """Read what was copied from a spreadsheet, a document or a web page."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.context.say("剪贴板里没有文字。请先在表格或文档里选中内容并复制。")
            return
        self._start_reading("剪贴板", partial(look_at_text, self.context.ledger, text, pasted_file()))

    def enable(self) -> None:
        self.preview.is_busy = self.is_busy
        if not self.is_busy:
            self.preview.is_writing = False
        self.preview.enable()
        self.beside.enable()
        allow(self.drop.choose_button, "正在读取，请稍候" if self.is_busy else "")

    def _show(self, looked: Looked, *, is_new: bool = False) -> None:
        self.preview.show_preview(looked.preview, looked.senders, is_new=is_new)
        self.beside.show_preview(looked.preview, is_new=is_new)
        self.stack.setCurrentIndex(1)
        if is_new:
            self.preview.begin()
        self._goes_on = bool(looked.preview.waiting)
        if (draft := self.preview.draft) and (words := draft.overtaken_words()):
            self.context.say(words)

    def _look_on(self) -> None:
        """Find the like texts of the rows that wait for it, while the rest can be read already."""
        preview = self.preview.preview
        if preview is not None and preview.waiting and not self.is_busy:
            work = partial(look_on, self.context.ledger, preview)
            self.run(work, f"正在为 {preview.waiting} 行找内容相似的记录", self._show, only_reads=True)

    def _forget_pasted(self) -> None:
        """Pasted text, which may name people, lies on the disk only while it is shown."""
        shown = self.preview.preview if self.stack.currentWidget() is self.preview else None
        if shown is None or shown.path != pasted_file():
            pasted_file().unlink(missing_ok=True)

    def _refused(self, error: Exception) -> None:
        """What was looked at before stays: nothing of it is lost with a wrong file."""
        if not isinstance(error, UserError):
            self.context.show_error(self, error)
            return
        shown = self.preview.preview if self.stack.currentWidget() is self.preview else None
        kept = f"\n“{shown.reading.file_name}”还在下面，改过的、选好的都没有动，可以接着办。" if shown else ""
        self.words.setText(f"{error}{kept}")
        self.refusal.show()
        if shown is None:
            self.stack.setCurrentIndex(0)

    def _begin(self) -> None:
        pasted_file().unlink(missing_ok=True)
        self.refusal.hide()
        self.stack.setCurrentIndex(0)

    def _mend(self) -> None:
        """Read the file anew with everything corrected so far; what is corrected meanwhile is not lost."""
        draft = self.preview.draft
        if draft is None:
            return
        self._is_behind = self.is_busy
        if not self.is_busy:
            sender, source = self.preview.head.named()
            work = partial(look_again, self.context.ledger, draft.preview, draft.edits, sender, source)
            self.run(work, "正在重新核对", self._show)

    def _ended(self) -> None:
        super()._ended()
        self._forget_pasted()
        goes_on, self._goes_on = self._goes_on, False
        if self.stack.currentWidget() is not self.preview:
            return
        draft = self.preview.draft
        if self._is_behind:
            self._mend()
        elif draft is not None and draft.wish:
            self._remap(*draft.wish)
        elif goes_on:
            self._look_on()

    def _remap(self, table: int, wishes: dict[str, str]) -> None:
        draft = self.preview.draft
        if draft is None:
            return
        draft.wish = (table, wishes) if self.is_busy else None
        if not self.is_busy:
            work = partial(remap, self.context.ledger, draft.preview, draft.edits, table, wishes)
            self.run(work, "正在按新的列对应重读", self._show)

    def _forget(self, table: int) -> None:
        draft = self.preview.draft
        if draft is not None and not self.is_busy:
            work = partial(forget, self.context.ledger, draft.preview, table)
            self.run(work, "正在重新认列", self._show)

    def _accept(self) -> None:
        draft = self.preview.draft
        if draft is None or self.is_busy:
            return
        shown = draft.preview
        has_own = any("source" in table.mapping for table in shown.reading.tables)
        self._made = GridQuery(source="" if has_own else shown.source)
        self._batch = shown.handing.batch.name if shown.handing.batch else ""
        self.preview.is_writing, self._doubtful = True, self.preview.doubtful_taken()
        work = partial(accept_import, self.context.ledger, shown, shown.source, choices=dict(draft.choices()))
        self.run(work, f"正在导入“{shown.reading.file_name}”", self._accepted)

    def _accepted(self, done: Accepted) -> None:
        self._done = done
        pasted_file().unlink(missing_ok=True)
        words = self.result.show_done(done, self.preview.head.file.text(), self._doubtful)
        self.stack.setCurrentIndex(2)
        self.result.look_button.setFocus()
        self.context.say(words, undoable=True)
        self.context.ledger_changed.emit()

    def _undo(self) -> None:
        if not self.is_busy:
            work = partial(undo, self.context.ledger, self._done.act_uid)
            self.run(work, "正在撤销本次导入", self._undone)

    def _undone(self, _words: str) -> None:
        self.result.look_again()
        self.context.say("已撤销本次导入，台账恢复到导入前的样子。")
        self.context.ledger_changed.emit()

    def _look(self) -> None:
        if self._done.problems or not self._done.petitions:
            made = self._made if self._done.problems and not self.result.is_undone else None
            self.context.navigate(LEDGER, made)
        else:
            self.context.navigate(PETITIONS, {"batch": self._batch} if self._batch else None)
