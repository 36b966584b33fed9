"""Which pages the window has, in the order of the navigation."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.pages.closure import ClosurePage
from ui.pages.exchange import ExchangePage, show_conflict_count
from ui.pages.intake import ImportPage
from ui.pages.ledger import LedgerPage
from ui.pages.overview import OverviewPage
from ui.pages.petitions import PetitionsPage
from ui.pages.printing import PrintingPage
from ui.pages.responsibility import ResponsibilityPage
from ui.pages.system import SystemPage
from ui.pages.undoing import Undoing
from ui.pages.welcome import WelcomePage
from ui.widgets.page import PageSpec


def pages(context: Context) -> list[PageSpec]:
    """The pages of an open ledger; undo and redo are answered and conflicts counted from now on."""
    if context.findChild(Undoing) is None:
        Undoing(context)
        context.ledger_changed.connect(lambda: show_conflict_count(context))
    QTimer.singleShot(0, lambda: show_conflict_count(context))  # when the navigation stands
    return [
        PageSpec("工作总览", "工作总览", "工作总览", OverviewPage),
        PageSpec("整改台账", "整改台账", "整改台账", LedgerPage),
        PageSpec("责任清单", "责任清单", "责任清单", ResponsibilityPage),
        PageSpec("信访件", "信访件", "信访件", PetitionsPage),
        PageSpec("验收销号", "验收销号", "验收销号", ClosurePage),
        PageSpec("数据交换", "数据交换", "数据交换", _exchange),
        PageSpec("打印中心", "打印中心", "打印中心", PrintingPage),
        PageSpec("系统", "系统", "系统", SystemPage),
        PageSpec("导入表格", "导入表格", "文件", ImportPage, in_navigation=False),
    ]


def _exchange(context: Context) -> ExchangePage:
    """The exchange page; a file that is no package goes on to the reading of tables."""
    page = ExchangePage(context)
    page.receiving.open_import = lambda path: context.navigate("导入表格", path)
    return page


def welcome(context: Context) -> QWidget:
    """The page before a ledger is open."""
    return WelcomePage(context)
