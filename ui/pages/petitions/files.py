"""Files of the page 信访件: the list of the day is read, lists are printed and written, one at a time on the worker."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from dczg_desktop.services.importing.daily import FileBatch
from dczg_desktop.services.petitions.listing import AGAIN, PetitionQuery, petition_ids
from dczg_desktop.services.petitions.printing import PetitionOrder, list_of
from dczg_desktop.services.petitions.publications import Published, personal_hits, publish
from dczg_desktop.services.printed import Printed, write_report
from ui.context import ErrorShower
from ui.dialogs.batch import TakeBatchDialog
from ui.dialogs.print_preview import PrintPreview, made
from ui.dialogs.publish import ExportAnswer, ExportDialog
from ui.pages.acting import NOWHERE, after_dialog
from ui.pages.intake.files import KINDS
from ui.pages.intake.order import named, ordered
from ui.reading import Reading, reading
from ui.task import Task
from ui.widgets.page import Page
from ui.widgets.progress_strip import ProgressStrip


class PetitionFiles:
    """The register busies itself while one of these runs; tests replace the `ask_…` dialogs.

    `query` says what the register shows, `set_busy(is_busy=…)` that something runs or has ended.
    """

    def __init__(
        self,
        page: Page,
        strip: ProgressStrip,
        query: Callable[[], PetitionQuery],
        set_busy: Callable[..., None],
    ) -> None:
        self.page, self.context = page, page.context
        self._strip, self._query, self._set_busy = strip, query, set_busy
        self._reading = Reading(page, self.context)
        self.ask_take, self.ask_export = TakeBatchDialog.ask, ExportDialog.ask
        self.show_document = PrintPreview.ask
        self.ask_file: Callable[[QWidget], Path | None] = ask_file
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target

    def take_batch(self) -> None:
        """Read the file of the day, with the batch and day its title names."""
        path = self.ask_file(self.page)
        if path is not None:
            work, title = partial(named, self.context.ledger, path), f"正在读取“{path.name}”的标题"
            self._run(work, title, partial(self._take, path), only_reads=True)

    def _take(self, path: Path, named: tuple[FileBatch, str]) -> None:
        answer = self.ask_take(self.page, path, *named)
        if answer is not None:
            self.context.navigate("导入表格", ordered(path, answer))

    def export(self) -> None:
        """Print or export a list of what is shown, internal or public."""
        ledger, query = self.context.ledger, self._query()
        wanted = (query, PetitionQuery(published=AGAIN))
        self._reading.ask(
            reading(*(partial(petition_ids, ledger, one) for one in wanted)),
            lambda found: self._export(query, *map(len, found)),
        )

    def _export(self, query: PetitionQuery, count: int, again: int) -> None:
        ledger = self.context.ledger
        hits = partial(personal_hits, ledger)

        def save(answer: ExportAnswer) -> str | Task:
            public = "（公开版）" if answer.public else ""
            name = f"{answer.order.form}{query.batch}{public}{answer.suffix}"
            if not answer.public and answer.suffix == ".pdf":
                return self._preview(answer.order, name)
            if target := self.ask_target(self.page, name):
                work = partial(_written, self.context, answer, target)
                return self._run_for_dialog(work, f"正在写出{name}", self._exported)
            return NOWHERE

        self.ask_export(self.page, query, count, again, hits, ledger.today(), self.context, save)

    def _preview(self, order: PetitionOrder, name: str) -> Task:
        ledger = self.context.ledger
        work = partial(made, name, lambda target, tick: write_report(list_of(ledger, order), target, tick))

        def show(content: bytes) -> None:
            self.show_document(self.page, self.context, content, name)

        return self._run_for_dialog(work, f"正在生成{name}", after_dialog(self.page, show))

    def _run(
        self,
        work: Callable[..., object],
        title: str,
        done: Callable[[Any], None],
        failed: ErrorShower | None = None,
        *,
        only_reads: bool = False,
    ) -> Task:
        task = Task(self.page, work, title, only_reads=only_reads)
        task.ended.connect(partial(self._set_busy, is_busy=False))
        task.succeeded.connect(done)
        task.failed.connect(partial(failed or self.context.show_error, self.page))
        self._strip.follow(task)
        self._set_busy(is_busy=True)
        task.start(self.context.pool)
        return task

    def _run_for_dialog(self, work: Callable[..., object], title: str, done: Callable[[Any], None]) -> Task:
        """The same for a dialog that waits with what was chosen: it tells a refusal itself."""
        return self._run(work, title, done, self.context.show_unforeseen)

    def _exported(self, done: object) -> None:
        if isinstance(done, Published):
            again = f"，其中再次公开 {done.again} 件" if done.again else ""
            mended = (
                f"遮盖 {done.masked} 处，确认保留 {done.confirmed} 处" if done.masked + done.confirmed else ""
            )
            recorded = "已登记公开" if done.recorded else "没有登记公开（送审稿）"
            words = f"已写出 {done.printed.path.name}：{done.printed.rows} 件{again}。{recorded}。{mended}"
            self.context.say(words, undoable=done.recorded)
            self.context.ledger_changed.emit()
        elif isinstance(done, Printed):
            self.context.say(f"已写出 {done.path.name}：{done.rows} 件。")


def _written(context: object, answer: ExportAnswer, target: Path, tick: Callable[[int, int], None]) -> object:
    ledger = context.ledger  # type: ignore[attr-defined]
    if not answer.public:
        return write_report(list_of(ledger, answer.order), target, tick)
    return publish(ledger, answer.order, target, answer.decisions, answer.published_on, answer.place, tick)


def ask_file(parent: QWidget) -> Path | None:
    """The list of the day; None when the user changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "选择本日交办的一览表", "", KINDS)
    return Path(chosen) if chosen else None


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where the list goes; None when the user changed their mind."""
    kind = "PDF (*.pdf)" if name.endswith(".pdf") else "Excel 工作簿 (*.xlsx)"
    chosen, _ = QFileDialog.getSaveFileName(parent, "保存一览表", name, kind)
    return Path(chosen) if chosen else None
