"""Which pages the window has, in the order of the navigation."""

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.pages.closure import ClosurePage
from ui.pages.exchange import ExchangePage
from ui.pages.ledger.page import LedgerPage
from ui.pages.overview import OverviewPage
from ui.pages.petitions import PetitionsPage
from ui.pages.printing import PrintingPage
from ui.pages.responsibility import ResponsibilityPage
from ui.pages.undoing import Undoing
from ui.pages.welcome import WelcomePage
from ui.widgets.page import PageSpec


def pages(context: Context) -> list[PageSpec]:
    """The pages of an open ledger; undo and redo are answered from now on."""
    if context.findChild(Undoing) is None:
        Undoing(context)
    return [
        PageSpec("工作总览", "工作总览", "工作总览", OverviewPage),
        PageSpec("整改台账", "整改台账", "整改台账", LedgerPage),
        PageSpec("责任清单", "责任清单", "责任清单", ResponsibilityPage),
        PageSpec("信访件", "信访件", "信访件", PetitionsPage),
        PageSpec("验收销号", "验收销号", "验收销号", ClosurePage),
        PageSpec("数据交换", "数据交换", "数据交换", ExchangePage),
        PageSpec("打印中心", "打印中心", "打印中心", PrintingPage),
    ]


def welcome(context: Context) -> QWidget:
    """The page before a ledger is open."""
    return WelcomePage(context)
