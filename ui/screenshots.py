"""Pictures of every page of a ledger, without a screen: for the demo's report and the README."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QPushButton

from dczg_desktop.base.paths import resources
from dczg_desktop.base.settings import Settings
from ui.context import Context
from ui.shell import Shell
from ui.widgets.pdf_view import PdfView


def take_screenshots(ledger_path: Path, folder: Path, width: int = 1366, height: int = 768) -> list[Path]:
    """Open the ledger in the real window and save one PNG a page into `folder`; returns their paths.

    Raises UserError as opening a ledger does.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from dczg_desktop.services.ledgers import office_card, open_ledger
    from ui.app import make_application
    from ui.pages import registry
    from ui.theme.dress import dress

    qInstallMessageHandler(_told)
    app = make_application()
    settings = Settings()
    dress(app, settings.point_size)
    ledger = open_ledger(ledger_path, safety=False)
    context = Context(settings)
    shell = Shell(context)
    try:
        shell.resize(width, height)
        card = office_card(ledger)
        context.open_ledger(ledger, ledger.user_uid, card.user, card.name)
        shell.set_pages(registry.pages(context))
        shell.show()
        return [
            _picture(shell, name, number, folder) for number, name in enumerate(shell.page_names(), start=1)
        ]
    finally:
        for view in shell.findChildren(PdfView):
            view.clear()
        shell.close()
        ledger.close()


def _told(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, but for the remark that a window without a screen has no size limits."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def _picture(shell: Shell, name: str, number: int, folder: Path) -> Path:
    """One page, after what it reads on the worker has had time to arrive."""
    sample = resources() / "sample" / "信访件一览表.xlsx"
    shell.show_page(name, sample if name == "导入表格" else None)
    page = shell.page
    if name == "打印中心" and page is not None:
        primary = page.header_widgets()[-1]
        if isinstance(primary, QPushButton):
            primary.click()  # a preview says more than an empty sheet
    settle = QEventLoop()
    QTimer.singleShot(1500, settle.quit)
    settle.exec()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number:02d}-{name}.png"
    shell.grab().save(str(path))
    return path
