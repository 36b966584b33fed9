"""销号材料目录 of a case: each class of material, whether it is there, where it lies, what of it has come as a file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dczg_desktop.services.cases import CaseFile, MaterialLine
from ui.theme.status import look_of
from ui.widgets.chip import ChipLabel
from ui.widgets.words import label, passage

HEADINGS = ("材料", "是否已附", "电子件", "存放位置", "页数", "说明")
STRETCH = (3, 2, 2, 4, 1, 4)
EMPTY = "没有必备材料，也没有人填过材料目录。"
ASK = "目录由承办单位填：在“数据交换—发送”里选“填报表”，勾“销号材料目录”；填好交回、接收以后显示在这里。"


class CaseMaterials(QWidget):
    """Rows are made anew for every case."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[MaterialLine, ...] = ()
        self.advice = passage(ASK, "secondary")
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(12)
        self._table.setVerticalSpacing(8)
        for column, share in enumerate(STRETCH):
            self._table.setColumnStretch(column, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(self._table)
        layout.addWidget(self.advice)
        layout.addStretch(1)

    def show_case(self, case: CaseFile) -> None:
        """Show the materials of one case."""
        self.lines = case.materials
        while self._table.count():
            if (item := self._table.takeAt(0)) and (old := item.widget()):
                old.deleteLater()
        for column, heading in enumerate(HEADINGS):
            self._table.addWidget(label(heading, "strong"), 0, column)
        for row, line in enumerate(case.materials, start=1):
            self._add(row, line)
        self.advice.setText(ASK if case.materials else f"{EMPTY}{ASK}")
        self.advice.setVisible(not any(line.said for line in case.materials))

    def _add(self, row: int, line: MaterialLine) -> None:
        word, look = (
            ("已附", "审核通过")
            if line.enclosed
            else ("未附", "未报送")
            if line.said
            else ("未填报", "未申请")
        )
        chip = ChipLabel(word, look_of(look))
        files = f"{line.files} 件" if line.files else "没有"
        told = f"{line.note}\n" if line.note else ""
        who = f"{told}{line.made_by} {line.made_at[:10]}" if line.said else line.note
        cells: tuple[QWidget, ...] = (
            passage(f"{line.role}{'（必备）' if line.required else ''}"), chip, passage(files), passage(line.place or "—"),
            passage(str(line.pages) if line.pages is not None else "—"), passage(who or "—", "secondary"),
        )  # fmt: skip
        for column, cell in enumerate(cells):
            self._table.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)


def missing_words(case: CaseFile) -> str:
    """The title of the tab, with how many required classes have neither file nor paper."""
    lacking = sum(1 for line in case.materials if line.required and not (line.enclosed or line.files))
    return f"材料目录（缺 {lacking}）" if lacking else "材料目录"
