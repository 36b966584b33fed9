"""关于: which program, which ledger, where everything lies, and the licences."""

from PySide6.QtCore import Qt

from dczg_desktop import __version__
from dczg_desktop.base.log import log_file
from dczg_desktop.base.paths import data_folder
from dczg_desktop.services.ledgers import office_card
from ui.context import Context
from ui.widgets.cards import SectionCard
from ui.widgets.form import Form
from ui.widgets.page import Page
from ui.widgets.words import button, passage

LICENCE = (
    "本程序按 MIT 许可发布，可以自由使用、复制和修改，不附带任何担保。"
    "界面用 Qt 和 PySide6（LGPL 3），数据库用 SQLite（公有领域）和 SQLAlchemy（MIT），打印用 ReportLab（BSD）。"
)
FONTS = (
    "随程序附带思源宋体（Noto Serif SC）、思源黑体（Noto Sans SC）和霞鹜文楷的修改版，按 SIL 开放字体许可 1.1 发布；"
    "许可全文在程序的 resources/fonts 文件夹里。"
)
SECRETS = "本程序不得存放涉密信息。信访件不登记举报人的姓名、电话和住址。"


class AboutPanel(Page):
    """Facts that a maintainer asks for on the telephone; every one can be selected and copied."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ledger_card = SectionCard("这本台账")
        self._form = Form()
        self.office, self.path = self._form.shown("单位", ""), self._form.shown("台账文件", "")
        self.replica = self._form.shown("本机标识", "")
        self.count = self._form.shown("问题", "")
        self.ledger_card.body.addWidget(self._form)
        self.leave_button = button("打开或新建另一本台账(&O)")
        self.leave_button.clicked.connect(context.start_requested)
        self.ledger_card.body.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignLeft)
        program = SectionCard("督察整改台账")
        form = Form()
        form.shown("版本", __version__)
        form.shown("数据文件夹", str(data_folder()))
        form.shown("运行记录", str(log_file()))
        form.shown("许可", LICENCE)
        form.shown("字体", FONTS)
        program.body.addWidget(form)
        self.body.addWidget(passage(SECRETS, "strong"))
        self.body.addWidget(self.ledger_card)
        self.body.addWidget(program)
        self.body.addStretch(1)

    def reload(self) -> None:
        card = office_card(self.context.ledger)
        self.office.setText(f"{card.name}（{card.level}，代码 {card.code}）")
        self.path.setText(str(card.path))
        self.replica.setText(card.replica)
        self.count.setText(f"{card.problems:,} 个")
