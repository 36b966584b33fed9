"""Choosing a batch and walking through the batches, with what each should have and has."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from dczg_desktop.services.petitions.batches import BatchRow
from dczg_desktop.services.petitions.listing import EMPTY
from ui.widgets.words import allow, button, label

ALL = "全部批次"


class BatchWalk(QWidget):
    """`changed` says that another inspection or batch is chosen; `announce_asked` wants the covering letter written down."""

    changed = Signal()
    announce_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[BatchRow] = []
        self.source, self.batch = QComboBox(), QComboBox()
        self.source.setAccessibleName("来源")
        self.source.hide()  # until it is known that there are several
        self.batch.setAccessibleName("批次")
        self.batch.setMaxVisibleItems(20)
        for box, letters in ((self.source, 10), (self.batch, 8)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(letters)
        self.back, self.forth = button("◀", "", "上一批"), button("▶", "", "下一批")
        self.words = label("", "secondary")
        self.announce = button("登记批次(&N)", "", "登记本批的交办日期和应有件数")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.source, self.back, self.batch, self.forth, self.words):
            layout.addWidget(widget, 1 if widget is self.words else 0)
        layout.addWidget(self.announce)
        self.source.currentIndexChanged.connect(self._other_source)
        self.batch.currentIndexChanged.connect(self._tell)
        self.back.clicked.connect(lambda: self._step(-1))
        self.forth.clicked.connect(lambda: self._step(1))
        self.announce.clicked.connect(self.announce_asked)

    def show_batches(self, rows: Sequence[BatchRow]) -> None:
        """Offer these batches, keeping what is chosen; tells nobody."""
        chosen = self.chosen()
        self._rows = list(rows)
        sources = list(dict.fromkeys((row.source or "未写明来源", row.source_uid or EMPTY) for row in rows))
        self._fill(self.source, [("全部来源", ""), *sources], chosen[0])
        self.source.setVisible(len(sources) > 1)
        self._fill_batches(chosen[1])
        self._say()

    def chosen(self) -> tuple[str, str]:
        """(uid of the inspection, batch); '' for all, 〔空〕 for none written."""
        return str(self.source.currentData() or ""), str(self.batch.currentData() or "")

    def choose(self, source: str, batch: str) -> None:
        """Choose an inspection and a batch, also before it is known which there are; tells nobody."""
        self._quietly(self.source, source)
        self._fill_batches(batch)
        self._quietly(self.batch, batch)
        self._say()

    def row(self) -> BatchRow | None:
        """The chosen batch, None for all of them or for one that several inspections have."""
        source, batch = self.chosen()
        found = [
            row
            for row in self._rows
            if (row.name or EMPTY) == batch and (not source or (row.source_uid or EMPTY) == source)
        ]
        return found[0] if len(found) == 1 else None

    def _fill_batches(self, chosen: str) -> None:
        source = self.chosen()[0]
        names = dict.fromkeys(
            row.name or EMPTY for row in self._rows if not source or (row.source_uid or EMPTY) == source
        )
        self._fill(self.batch, [(ALL, ""), *((name, name) for name in names)], chosen)

    def _fill(self, box: QComboBox, options: Sequence[tuple[str, str]], chosen: str) -> None:
        box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        box.clear()
        for shown, value in options:
            box.addItem(shown, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _quietly(self, box: QComboBox, value: str) -> None:
        box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        if value and box.findData(value) < 0:
            box.addItem(value, value)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _other_source(self) -> None:
        self._fill_batches(self.chosen()[1])
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _step(self, by: int) -> None:
        self.batch.setCurrentIndex(min(max(self.batch.currentIndex() + by, 0), self.batch.count() - 1))

    def _say(self) -> None:
        place, last, row = self.batch.currentIndex(), self.batch.count() - 1, self.row()
        allow(self.back, "" if place > 0 else "已经是全部批次", "上一批")
        allow(self.forth, "" if place < last else "没有下一批了", "下一批")
        if row is None:
            self.words.setText(f"共 {last} 批" if place == 0 else "几个来源都有这一批，请先选来源")
        else:
            day = f"{row.handed_on} 交办，" if row.handed_on else ""
            self.words.setText(f"{day}{row.gap_words}")
        self.words.setToolTip(self.words.text())
