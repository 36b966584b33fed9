"""The bar below the grid for acts upon several selected problems."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.widgets.words import button, label


class BulkBar(QFrame):
    """Shown as soon as two rows are selected."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.words = label("", "strong")
        self.assign_button = button("批量交办(&B)", "", "给选中的问题定同一个责任单位或责任人")
        self.print_button = button("打印所选", "", "在打印中心打印选中的问题")
        self.export_button = button("导出所选", "", "把选中的问题导出为表格或 PDF")
        self.void_button = button("作废", "danger", "写明理由后作废（Delete），记录保留")
        self.clear_link = button("取消选择", "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addWidget(self.words, 1)
        for one in (
            self.assign_button,
            self.print_button,
            self.export_button,
            self.void_button,
            self.clear_link,
        ):
            layout.addWidget(one)
        self.clear_link.clicked.connect(self.cleared)
        self.hide()

    def show_count(self, count: int) -> None:
        """Tell how many rows are selected."""
        self.words.setText(f"已选 {count:,} 个问题")
        self.setVisible(count > 1)
