"""The page: choose a file, look at what was understood, take it in, and what came of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import write_text
from dczg_desktop.base.paths import data_folder
from dczg_desktop.services.acceptance import Accepted, accept_import
from dczg_desktop.services.grid import GridQuery
from dczg_desktop.services.imports import Preview, correct_mapping, preview_import
from dczg_desktop.services.undo import undo
from ui.context import Context
from ui.pages.drop_area import DropArea
from ui.pages.intake.preview import PreviewPanel
from ui.pages.ledger.acting import allow, perform
from ui.pages.work_page import BUSY, WorkPage
from ui.widgets.cards import Picture, SectionCard
from ui.widgets.words import button, ground, label, passage, restyle

LEDGER, PETITIONS = "整改台账", "信访件"


class ResultCard(SectionCard):
    """What an import made, and the ways on."""

    undo_asked, look_asked, more_asked = Signal(), Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words, self.details = label("", "title"), passage()
        self.undo_button = button("撤销本次导入", "danger")
        self.more_button, self.look_button = button("再导入一个文件"), button("去看台账", "primary")
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Picture("验收销号", 48))
        head.addWidget(self.words, 1)
        acts = QHBoxLayout()
        acts.addWidget(self.undo_button)
        acts.addStretch(1)
        acts.addWidget(self.more_button)
        acts.addWidget(self.look_button)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addWidget(self.details)
        self.body.addLayout(acts)
        self.undo_button.clicked.connect(self.undo_asked)
        self.look_button.clicked.connect(self.look_asked)
        self.more_button.clicked.connect(self.more_asked)


class ImportPage(WorkPage):
    """`show_filter` takes a `Path` to read at once, or the name of the page that opened this one."""

    help_text = (
        "把别的单位发来的表格（.xlsx、.xls、.et、.ods、.csv、.txt）读进台账。表头、合并单元格、列名各不相同也能读。\n"
        "读完先看：每一列当作什么（可以改，改过的会记住）、哪些格子有疑点（红框，点疑点跳到那一格）、哪些行没有列入。\n"
        "结果一栏：新增的会导入，台账里已有的不动，不是问题或信访件的跳过；取消勾选的不导入。\n"
        "导入前自动备份，导入后可以整批撤销。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made = GridQuery()
        self._done = Accepted("", 0, 0, 0, 0, 0)
        self._back = LEDGER
        self.back_button, self.paste_button = button("返回"), button("粘贴表格(&P)")
        self.drop = DropArea("把表格文件拖到这里", "选择文件(&F)", ask_table, tall=True)
        self.refusal, self.words = ground("notice"), passage()
        self.preview = PreviewPanel(context)
        self.result = ResultCard()
        self.stack = QStackedWidget()
        for part in (self._start(), self.preview, self._finish()):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)
        self.drop.given.connect(self.read)
        self.preview.another.connect(self.drop.choose)
        self.preview.accepted.connect(self._accept)
        self.preview.remapped.connect(self._remap)
        self.result.undo_asked.connect(self._undo)
        self.result.look_asked.connect(self._look)
        self.result.more_asked.connect(self._begin)
        self.paste_button.clicked.connect(self.paste)
        self.back_button.clicked.connect(lambda: self.context.navigate(self._back))

    def _start(self) -> QWidget:
        self.refusal.setProperty("tone", "trouble")
        restyle(self.refusal)
        inside = QVBoxLayout(self.refusal)
        inside.setContentsMargins(14, 9, 14, 9)
        inside.addWidget(self.words)
        self.refusal.hide()
        advice = passage(
            "问题清单、整改措施清单、信访件一览表都可以，不用先改成固定格式：Excel、WPS（.xlsx .xls .et）、Word（.docx）、.ods、.csv、.txt。"
            "先给您看读到了什么，确认后才写入台账。",
            "secondary",
        )
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.refusal)
        layout.addWidget(self.drop, 1)
        layout.addWidget(advice)
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

    def reload(self) -> None:
        """Compare the shown file with the ledger again; before a file and after an import there is nothing to do."""
        shown = self.preview.preview
        if self.stack.currentWidget() is self.preview and shown is not None and not self.is_busy:
            self._read(shown.path, is_new=False)

    def show_filter(self, page_filter: object) -> None:
        if isinstance(page_filter, Path):
            self.read(page_filter)
        elif isinstance(page_filter, str):
            self._back = page_filter
            self._begin()

    def read(self, path: Path) -> None:
        """Read a file and show what was understood; nothing is written."""
        if self.is_busy:
            self.context.say(BUSY)
        else:
            self._read(path, is_new=True)

    def paste(self) -> None:
        """Read what was copied from a spreadsheet, a document or a web page."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.context.say("剪贴板里没有文字。请先在表格或文档里选中内容并复制。")
            return
        try:
            write_text(pasted_file(), text)
        except UserError as error:
            self.context.show_error(self, error)
            return
        self.read(pasted_file())

    def enable(self) -> None:
        self.preview.is_busy = self.is_busy
        self.preview.enable()
        allow(self.drop.choose_button, "正在读取，请稍候" if self.is_busy else "")

    def _read(self, path: Path, *, is_new: bool) -> None:
        self.refusal.hide()
        work = partial(preview_import, self.context.ledger, path)
        self.run(work, f"正在读取“{path.name}”", partial(self._show, is_new=is_new), self._refused)

    def _show(self, preview: Preview, *, is_new: bool) -> None:
        self.preview.show_preview(preview, is_new=is_new)
        self.stack.setCurrentIndex(1)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.context.show_error(self, error)
            return
        self.words.setText(str(error))
        self.refusal.show()
        self.stack.setCurrentIndex(0)

    def _begin(self) -> None:
        pasted_file().unlink(missing_ok=True)
        self.refusal.hide()
        self.stack.setCurrentIndex(0)

    def _remap(self, table: int, wishes: dict[str, str]) -> None:
        if self.preview.preview is None:
            return
        try:
            corrected = correct_mapping(self.context.ledger, self.preview.preview, table, wishes)
        except UserError as error:
            self.context.show_error(self, error)
            return
        self.preview.show_preview(corrected, is_new=False)

    def _accept(self) -> None:
        shown = self.preview.preview
        if shown is None or self.is_busy:
            return
        source = self.preview.source.text().strip()
        has_own = any("source" in table.mapping for table in shown.reading.tables)
        self._made = GridQuery(source="" if has_own else source)
        work = partial(accept_import, self.context.ledger, shown, source, self.preview.leave_out())
        self.run(work, f"正在导入“{shown.reading.file_name}”", self._accepted)

    def _accepted(self, done: Accepted) -> None:
        self._done = done
        pasted_file().unlink(missing_ok=True)
        made = ((done.problems, "个问题"), (done.measures, "条措施"), (done.petitions, "件信访件"))
        words = "、".join(f"{count} {noun}" for count, noun in made if count)
        self.result.words.setText(f"已导入 {words}")
        known = f"{done.known} 条台账里已有，没有重复导入。" if done.known else ""
        skipped = f"{done.skipped} 行没有导入（取消勾选，或不是问题、信访件）。" if done.skipped else ""
        fine = f"每条记录都记着出自“{self.preview.file.text()}”的哪一行。导入前的台账已自动备份，在“系统—备份与恢复”里。"
        self.result.details.setText("".join((known, skipped, fine)))
        allow(self.result.undo_button, "", "整批撤销；之后改动过其中的记录就不能整批撤销了")
        self.result.undo_button.show()
        only_petitions = not done.problems
        self.result.look_button.setText("去看信访件" if only_petitions else "去看台账")
        self.stack.setCurrentIndex(2)
        self.context.say(f"已导入 {words}", undoable=True)
        self.context.ledger_changed.emit()

    def _undo(self) -> None:
        act = partial(undo, self.context.ledger, self._done.act_uid)
        if perform(self.context, self, act, "已撤销本次导入，台账恢复到导入前的样子。", undoable=False):
            self.result.words.setText("已撤销本次导入")
            self.result.details.setText("台账恢复到导入前的样子。操作日志里保留着导入和撤销两条记录。")
            self.result.undo_button.hide()
            self._made = GridQuery()

    def _look(self) -> None:
        if self._done.problems:
            self.context.navigate(LEDGER, self._made)
        else:
            self.context.navigate(PETITIONS)


def pasted_file() -> Path:
    """Where pasted text lies while it is looked at."""
    return data_folder() / "剪贴板.txt"


def ask_table(parent: QWidget) -> Path | None:
    """The file to import; None when the user changed their mind."""
    kinds = "表格 (*.xlsx *.xls *.et *.ods *.csv *.tsv *.txt *.docx *.html *.htm *.zip);;所有文件 (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, "选择要导入的表格", "", kinds)
    return Path(chosen) if chosen else None
