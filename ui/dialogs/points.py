"""Asks for the points of a petition: one row each, proposed from the text when wanted."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from dczg_desktop.domain.points import truth_objection
from dczg_desktop.services.petitions.items import PetitionDetail
from dczg_desktop.services.petitions.listing import TRUTHS
from dczg_desktop.services.petitions.points import Point
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.words import button, passage, tip_of

HEADINGS = ("反映的问题", "地点", "承办单位", "是否属实", "核查情况", "处理和整改情况")
TRUTH = 3


class PointsDialog(Sheet):
    """`propose` gives the points the texts enumerate; they are shown as new rows and stored only with 保存."""

    def __init__(
        self,
        parent: QWidget | None,
        detail: PetitionDetail,
        points: Sequence[Point],
        propose: Callable[[], list[Point]],
    ) -> None:
        lead = f"信访件 {detail.text('number')}　整件是否属实：{detail.text('substantiated') or '未写明'}　一行一个点位，格里可以直接改。"
        super().__init__(parent, "逐点核查", "保存", lead)
        self._said, self._propose, self._points = detail.text("substantiated"), propose, list(points)
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        self.table.setAccessibleName("点位")
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 110), (2, 120), (TRUTH, 104)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.table.setColumnWidth(column, width)
        self.split_button, self.add_button = button("按原文拆分(&S)"), button("加一行(&N)")
        self.remove_button = button("移除所选行(&M)")
        self.verdict = passage("", "fault")
        self._uids: list[str] = []
        self._lay_out()
        for point in points:
            self._add(point)
        self.check = self._missing
        self.loses = lambda: self.answer() != self._points
        self._judge()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for one in (self.split_button, self.add_button, self.remove_button):
            row.addWidget(one)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.verdict)
        self.setMinimumSize(960, 560)
        self.split_button.clicked.connect(self._split)
        self.add_button.clicked.connect(lambda: self._add(Point("")))
        self.remove_button.clicked.connect(self._remove)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        detail: PetitionDetail,
        points: Sequence[Point],
        propose: Callable[[], list[Point]],
        save: Callable[[list[Point]], Saved],
    ) -> None:
        """Have all points saved by `save` as they shall be."""
        dialog = cls(parent, detail, points, propose)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> list[Point]:
        """The rows as points."""
        return [self._point(row) for row in range(self.table.rowCount())]

    def _point(self, row: int) -> Point:
        words = [self._words(row, column) for column in range(len(HEADINGS))]
        return Point(*words, uid=self._uids[row])  # type: ignore[misc]

    def _words(self, row: int, column: int) -> str:
        box = self.table.cellWidget(row, column)
        if isinstance(box, QComboBox):
            return str(box.currentData() or "")
        item = self.table.item(row, column)
        return item.text().strip() if item else ""

    def _add(self, point: Point) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self._uids.append(point.uid)
        cells = (point.text, point.place, point.unit, "", point.findings, point.result)
        for column, words in enumerate(cells):
            if column != TRUTH:
                item = QTableWidgetItem(words)
                item.setToolTip(tip_of(words))  # shows what is not seen in the cell, which is for editing
                self.table.setItem(row, column, item)
        box = QComboBox()
        box.setAccessibleName("是否属实")
        for word in ["", *TRUTHS[:-1], *({point.substantiated} - {"", *TRUTHS})]:
            box.addItem(word or "（未判定）", word)
        box.setCurrentIndex(max(0, box.findData(point.substantiated)))
        box.currentIndexChanged.connect(self._judge)
        self.table.setCellWidget(row, TRUTH, box)
        self._judge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.resizeRowsToContents()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.resizeRowsToContents()

    def _remove(self) -> None:
        for row in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(row)
            del self._uids[row]
        self._judge()

    def _split(self) -> None:
        """Show the proposals as new rows; what is in the table stays."""
        present = {self._words(row, 0) for row in range(self.table.rowCount())}
        proposed = [one for one in self._propose() if one.text not in present]
        for point in proposed:
            self._add(point)
        self.table.resizeRowsToContents()
        if proposed:
            self.say_wrong(f"按原文拆出 {len(proposed)} 个点位，请逐行核对后保存；不对的可以改或移除。")
        else:
            self.say_wrong("原文里没有（一）（二）、1. 2. 或分号列出的几个点位，请逐行填写。")

    def _judge(self, *_: object) -> None:
        points = [self._words(row, TRUTH) for row in range(self.table.rowCount())]
        objection = truth_objection(self._said, points)
        self.verdict.setText(objection)
        self.verdict.setVisible(bool(objection))

    def _missing(self) -> str:
        points = self.answer()
        for row, point in enumerate(points, start=1):
            if not point.text:
                return f"第 {row} 行没有写反映的问题。不要的行请选中后移除。"
        return "" if points != self._points else "没有改动。不需要修改时请点“取消”。"
