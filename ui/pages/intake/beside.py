"""Acts about the file beside taking it in: its source text, its faulty rows for the sender."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from dczg_desktop.base.progress import Tick
from dczg_desktop.services.faulty_rows import SentBack, faulty_rows, write_faulty_rows
from dczg_desktop.services.imports import Preview
from dczg_desktop.services.source_text import SourceLine, document_source
from ui.pages.intake.source import SourcePanel
from ui.pages.ledger.acting import allow
from ui.widgets.words import button

if TYPE_CHECKING:
    from ui.pages.intake.page import ImportPage

DOCUMENTS = frozenset({"txt", "docx"})


class Beside(QObject):
    """Buttons in the foot of the preview; 原文对照 stands in place of the rows while it is pressed."""

    def __init__(self, page: "ImportPage") -> None:
        super().__init__(page)
        self._page = page
        self._path: Path | None = None
        self._faulty = 0
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.panel = SourcePanel()
        self.source_button = button("原文对照(&O)")
        self.source_button.setCheckable(True)
        self.return_button = button("导出问题行(&E)")
        for one in (self.source_button, self.return_button):
            page.preview.acts.addWidget(one)
        page.preview.middle.addWidget(self.panel)
        self.source_button.toggled.connect(self._toggle)
        self.return_button.clicked.connect(self._export)
        self.panel.chosen.connect(self._follow)

    def show_preview(self, preview: Preview, *, is_new: bool) -> None:
        """Show what can be done with this file; a document corrected or compared again keeps its view."""
        self._faulty = faulty_rows(preview.shown)
        self.source_button.setVisible(preview.original.container in DOCUMENTS)
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

    def _toggle(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's value
        if is_on:
            self._load()
        else:
            self._page.preview.middle.setCurrentIndex(0)

    def _load(self) -> None:
        preview = self._page.preview.preview
        if preview is not None and not self._page.is_busy:
            self._page.run(partial(_read, preview), "正在对照原文", partial(self._show, preview))

    def _show(self, preview: Preview, lines: tuple[SourceLine, ...]) -> None:
        if not lines:
            self._page.context.say("读不到原来的文件，无法对照。请确认文件还在，或重新选择。")
            self.source_button.setChecked(False)
            return
        number = self._page.preview.rows.current()
        rows = self._page.preview.tables[self._page.preview.index] if self._page.preview.tables else None
        current = rows.key(number) if rows is not None and number else None
        self.panel.show_source(preview, lines)
        if current is not None:
            self.panel.show_record(current)
        self._page.preview.middle.setCurrentWidget(self.panel)
        self.panel.fields.setFocus()

    def _follow(self, record: tuple[int, int]) -> None:
        """The row turned to in the text is the current one in the list of rows too."""
        view = self._page.preview
        if record[0] != view.index or view.rows.grid is None:
            return
        rows = view.tables[view.index]
        for number in rows.ids("", None):
            if rows.key(number) == record and view.rows.current() != number:
                view.rows.grid.choose(number)

    def _export(self) -> None:
        preview = self._page.preview.preview
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
