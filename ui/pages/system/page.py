"""The page: one tab a subject."""

from PySide6.QtWidgets import QTabWidget

from ui.context import Context
from ui.pages.system.about import AboutPanel
from ui.pages.system.backup import BackupPanel
from ui.pages.system.display import DisplayPanel
from ui.pages.system.findings import FindingsPanel
from ui.pages.system.journal import JournalPanel
from ui.pages.system.procedure import ProcedurePanel
from ui.pages.system.users import UsersPanel
from ui.pages.system.verification import VerificationPanel
from ui.widgets.page import Page
from ui.widgets.scroll import scrolled


class SystemPage(Page):
    """`show_filter` takes the name of a tab (用户, 备份与恢复, 核验台账, 疑点检查, 操作日志 …)."""

    help_text = (
        "用户：新增用户、换人办理、设置口令。\n"
        "备份与恢复：自动备份的清单；把台账和附件备到 U 盘；从备份恢复成新台账。\n"
        "核验台账：核对文件、操作记录和佐证材料有没有被改动。\n"
        "疑点检查：找出日期、材料、进度对不上的问题。\n"
        "操作日志：谁在什么时候办了什么，能撤销的可以在这里撤销。\n"
        "销号流程：选择本单位的销号办法。显示：字号、行高、到期提醒的天数。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.users, self.backup = UsersPanel(context), BackupPanel(context)
        self.verification, self.findings = VerificationPanel(context), FindingsPanel(context)
        self.journal, self.procedure = JournalPanel(context), ProcedurePanel(context)
        self.display, self.about = DisplayPanel(context), AboutPanel(context)
        self.panels: dict[str, Page] = {
            "用户": self.users, "备份与恢复": self.backup, "核验台账": self.verification, "疑点检查": self.findings,
            "操作日志": self.journal, "销号流程": self.procedure, "显示": self.display, "关于": self.about,
        }  # fmt: skip
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for name, panel in self.panels.items():
            self.tabs.addTab(scrolled(panel), name)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self.reload)

    @property
    def panel(self) -> Page:
        """What the visible tab shows."""
        return list(self.panels.values())[self.tabs.currentIndex()]

    def reload(self) -> None:
        self.panel.reload()

    def show_filter(self, page_filter: object) -> None:
        if isinstance(page_filter, str) and page_filter in self.panels:
            self.tabs.setCurrentIndex(list(self.panels).index(page_filter))
