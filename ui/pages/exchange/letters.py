"""Letters of the exchange pages: asked for in a dialog, written as PDF where the user says, opened."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from dczg_desktop.services.outgoing import letters
from dczg_desktop.services.progress import period_of
from ui.context import Context
from ui.dialogs.letter import LetterChoice, LetterDialog
from ui.pages.acting import NOWHERE
from ui.pages.work_page import WorkPage, unticked
from ui.reading import Reading
from ui.widgets.dialog import Saved

DUE_DAYS = 10


class LetterDesk:
    """`ask` is the dialog, `ask_target` the file dialog, `open` shows the PDF; tests replace them."""

    def __init__(self, page: WorkPage, context: Context) -> None:
        self._page, self._context = page, context
        self._reading = Reading(page, context)
        self.ask = LetterDialog.ask
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.open: Callable[[Path], None] = open_file

    def note(self, shipment_uid: str) -> None:
        """The note that goes with a sending."""
        work = partial(letters.covering_note, self._context.ledger, shipment_uid)
        self._reading.ask(work, lambda note: self._ask_note(shipment_uid, note.to))

    def _ask_note(self, shipment_uid: str, to: str) -> None:
        ledger = self._context.ledger
        due = ledger.today() + timedelta(days=DUE_DAYS)

        def write(choice: LetterChoice, target: Path) -> object:
            note = letters.covering_note(ledger, shipment_uid, choice.due)
            return letters.print_note(ledger, note, choice.heading, target)

        save = self._saving("发文说明", to, write)
        self.ask(self._page, "发文说明", f"随数据包送给“{to}”，按信函格式打印。", due, (), save)

    def correction(self, office: str) -> None:
        """补正通知 to an office below."""
        work = partial(letters.flaws_of, self._context.ledger, office)
        self._reading.ask(work, partial(self._ask_correction, office))

    def _ask_correction(self, office: str, flaws: Sequence[str]) -> None:
        ledger = self._context.ledger
        if not flaws:
            self._context.say(f"“{office}”没有需要补正的事项：没有退回未改的内容，未销号问题上也没有疑点。")
            return
        lead = f"发给“{office}”，逐条列出退回未改的内容和疑点；不必写的去掉勾。"
        due = ledger.today() + timedelta(days=DUE_DAYS)

        def write(choice: LetterChoice, target: Path) -> object:
            day = choice.due or due
            return letters.print_correction(ledger, office, choice.items, day, choice.heading, target)

        save = self._saving("补正通知", office, write)
        self.ask(self._page, "补正通知", lead, due, flaws, save, due_needed=True)

    def reminder(self, office: str) -> None:
        """催报函 to an office below, for this month."""
        period = period_of(self._context.ledger.today())
        work = partial(letters.missing_reports, self._context.ledger, office, period)
        self._reading.ask(work, partial(self._ask_reminder, office, period))

    def _ask_reminder(self, office: str, period: str, missing: Sequence[str]) -> None:
        ledger = self._context.ledger
        if not missing:
            self._context.say(f"“{office}”的 {period} 进展都报了，不必催报。")
            return
        lead = f"发给“{office}”，列出 {period} 还没有报进展的未销号问题；不必催的去掉勾。"
        due = ledger.today() + timedelta(days=DUE_DAYS)

        def write(choice: LetterChoice, target: Path) -> object:
            day, items = choice.due or due, choice.items
            return letters.print_reminder(ledger, office, period, items, day, choice.heading, target)

        save = self._saving("催报函", office, write)
        self.ask(self._page, "催报函", lead, due, missing, save, due_needed=True)

    def _saving(
        self, name: str, to: str, write: Callable[[LetterChoice, Path], object]
    ) -> Callable[[LetterChoice], Saved]:
        """For the dialog, which stays open until the letter is written where the user says."""

        def save(choice: LetterChoice) -> Saved:
            target = self.ask_target(self._page, f"{name}_{to}_{self._context.ledger.today():%Y%m%d}.pdf")
            if target is None:
                return NOWHERE
            work = unticked(partial(write, choice, target))
            return self._page.run_for_dialog(work, "正在排版函件", lambda _made: self._made(target))

        return save

    def _made(self, target: Path) -> None:
        self._context.say(f"已写出 {target}")
        self.open(target)


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where to put the PDF; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "存为 PDF", name, "PDF (*.pdf)")
    return Path(chosen).with_suffix(".pdf") if chosen else None


def open_file(path: Path) -> None:
    """Show a file in the desktop's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
