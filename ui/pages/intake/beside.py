"""Acts about the file beside taking it in: its source text, its faulty rows for the sender, a notice it holds."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dczg_desktop.base.progress import Tick
from dczg_desktop.services.importing.daily import FileBatch
from dczg_desktop.services.importing.faulty_rows import SentBack, faulty_rows, write_faulty_rows
from dczg_desktop.services.importing.imports import Preview
from dczg_desktop.services.importing.source_text import SourceLine, document_source
from ui.dialogs.batch import TakeBatchDialog
from ui.pages.intake.looking import look_again
from ui.pages.intake.notices import Notices
from ui.pages.intake.order import BatchOrder, named, ordered
from ui.pages.intake.preview import PreviewPanel
from ui.pages.intake.source import SourcePanel
from ui.pages.work_page import WorkPage
from ui.widgets.words import allow, button

DOCUMENTS = frozenset({"txt", "docx"})


class Beside(QObject):
    """Buttons in the foot of the preview; 原文对照 stands in place of the rows while it is pressed.

    `looked` carries the file compared anew as the petitions of a batch.
    """

    looked = Signal(object)

    def __init__(self, page: WorkPage, view: PreviewPanel) -> None:
        super().__init__(page)
        self._page, self._view = page, view
        self._path: Path | None = None
        self._faulty = 0
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.ask_take = TakeBatchDialog.ask
        self.notices = Notices(page, view)
        self.panel = SourcePanel()
        self.source_button = button("原文对照(&O)")
        self.source_button.setCheckable(True)
        self.return_button = button("导出问题行(&E)")
        for one in (self.source_button, self.return_button, self.notices.button):
            view.acts.addWidget(one)
        view.middle.addWidget(self.panel)
        self.source_button.toggled.connect(self._toggle)
        self.return_button.clicked.connect(self._export)
        self.panel.chosen.connect(self._follow)
        view.questions.batch_asked.connect(self._name_batch)

    def show_preview(self, preview: Preview, *, is_new: bool) -> None:
        """Show what can be done with this file; a document corrected or compared again keeps its view."""
        self._faulty = faulty_rows(preview.shown)
        self.source_button.setVisible(preview.original.container in DOCUMENTS)
        self.notices.show_preview(preview, is_new=is_new)
        self.return_button.setText(f"导出问题行 {self._faulty}(&E)" if self._faulty else "导出问题行(&E)")
        if is_new or self._path != preview.path:
            self._path = preview.path
            self.source_button.setChecked(False)
        elif self.source_button.isChecked():
            self._load()
        self.enable()

    def enable(self) -> None:
        """Say what rests and why."""
        busy = "正在办理上一件事，请等它做完" if self._page.is_busy else ""
        none = "没有发现疑点，没有需要退回的行"
        allow(
            self.return_button,
            busy or ("" if self._faulty else none),
            "把有疑点的行连同退回原因导出为工作簿，发给报送单位改正",
        )
        allow(self.source_button, busy, "左边原文，右边读入的字段，互相标出")
        self.notices.enable()

    def _toggle(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's value
        if is_on:
            self.source_button.setText("返回清单(&O)")
            self._load()
        else:
            self.source_button.setText("原文对照(&O)")
            self._view.middle.setCurrentIndex(0)

    def _load(self) -> None:
        preview = self._view.preview
        if preview is not None and not self._page.is_busy:
            self._page.run(partial(_read, preview), "正在对照原文", partial(self._show, preview))

    def _show(self, preview: Preview, lines: tuple[SourceLine, ...]) -> None:
        if not lines:
            self._page.context.say("读不到原来的文件，无法对照。请确认文件还在，或重新选择。")
            self.source_button.setChecked(False)
            return
        number = self._view.rows.current()
        rows = self._view.tables[self._view.index] if self._view.tables else None
        current = rows.key(number) if rows is not None and number else None
        self.panel.show_source(preview, lines, self._page.context.ledger.today())
        if current is not None:
            self.panel.show_record(current)
        self._view.middle.setCurrentWidget(self.panel)
        self.panel.fields.setFocus()

    def _follow(self, record: tuple[int, int]) -> None:
        """The row turned to in the text is the current one in the list of rows too."""
        grid = self._view.rows.grid
        if record[0] != self._view.index or grid is None:
            return
        rows = self._view.tables[self._view.index]
        for number in rows.ids("", None):
            if rows.key(number) == record and self._view.rows.current() != number:
                grid.choose(number)

    def _export(self) -> None:
        preview = self._view.preview
        if preview is None or self._page.is_busy:
            return
        name = f"{Path(preview.shown.file_name).stem}_退回修改.xlsx"
        target = self.ask_target(self._page, str(preview.path.with_name(name)))
        if target is not None:
            ledger = self._page.context.ledger
            work = partial(write_faulty_rows, ledger, preview.shown, preview.sender, target)
            self._page.run(work, "正在导出问题行", self._exported)

    def _exported(self, done: SentBack) -> None:
        self._page.context.say(
            f"已导出 {done.rows} 行（{done.places} 处）到“{done.path.name}”，台账没有改动。"
        )

    def _name_batch(self) -> None:
        preview = self._view.preview
        if preview is not None and not self._page.is_busy:
            work = partial(named, self._page.context.ledger, preview.path)
            self._page.run(work, "正在读取标题", partial(self._ask_batch, preview.path), only_reads=True)

    def _ask_batch(self, path: Path, found: tuple[FileBatch, str]) -> None:
        answer = self.ask_take(self._page, path, *found)
        if answer is not None:  # the reading of the title ends first
            self._view.rows.begin()  # what was asked is answered: the keys go on in the rows
            QTimer.singleShot(0, self, partial(self._take_as, ordered(path, answer)))

    def _take_as(self, order: BatchOrder) -> None:
        draft = self._view.draft
        if draft is None or draft.preview.path != order.path or self._page.is_busy:
            return
        sender, source = self._view.head.named()
        ledger, batch = self._page.context.ledger, order.batch()
        work = partial(
            look_again, ledger, draft.preview, draft.edits, sender, order.source or source, batch=batch
        )
        self._page.run(work, f"正在按{order.name}重新比对", self.looked.emit)


def _read(preview: Preview, tick: Tick) -> tuple[SourceLine, ...]:
    tick(0, 0)
    return document_source(preview)


def ask_target(parent: QWidget, suggested: str) -> Path | None:
    """Where the faulty rows go; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "导出问题行", suggested, "Excel 工作簿 (*.xlsx)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
