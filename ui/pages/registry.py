"""Which pages the window has, in the order of the navigation; each is imported when it is first opened."""

from functools import partial
from importlib import import_module

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.page import Page, PageSpec

NAVIGATION = (
    ("工作总览", "overview.page", "OverviewPage"),
    ("整改台账", "ledger", "LedgerPage"),
    ("责任清单", "responsibility.page", "ResponsibilityPage"),
    ("信访件", "petitions", "PetitionsPage"),
    ("验收销号", "closure.page", "ClosurePage"),
    ("数据交换", "exchange.page", "ExchangePage"),
    ("打印中心", "printing.page", "PrintingPage"),
    ("系统", "system", "SystemPage"),
)
"""Name (title and icon too), module of `ui.pages`, class."""

EARLY = ("dczg_desktop.services.documents", "dczg_desktop.services.importing.acceptance")
"""What several pages need and takes long to load: loaded beside the window while the first page is looked at. Nothing of Qt."""


def pages(context: Context) -> list[PageSpec]:
    """The pages of an open ledger; from now on undo is answered, packages are sighted, and what waits is counted."""
    from ui.pages.exchange.counts import Counts
    from ui.pages.exchange.sighted import Sighted
    from ui.pages.undoing import Undoing

    if context.findChild(Undoing) is None:
        Undoing(context)
    if context.has_ledger and context.findChild(Sighted) is None:
        Sighted(context).begin()
    if context.has_ledger:
        QTimer.singleShot(0, context, Counts.of(context).read)  # when the navigation stands
        QTimer.singleShot(0, context, partial(_load_early, context))  # after what the first page reads
    listed = [PageSpec(name, name, name, partial(_make, module, kind)) for name, module, kind in NAVIGATION]
    return [
        *listed,
        PageSpec("导入表格", "导入表格", "文件", partial(_make, "intake", "ImportPage"), in_navigation=False),
    ]


def _load_early(context: Context) -> None:
    if not context.is_closed:
        context.reader.submit(lambda: [import_module(name) for name in EARLY])


def _make(module: str, kind: str, context: Context) -> Page:
    page: Page = getattr(import_module(f"ui.pages.{module}"), kind)(context)
    return page


def welcome(context: Context) -> QWidget:
    """The page before a ledger is open."""
    from ui.pages.start.welcome import WelcomePage

    return WelcomePage(context)
