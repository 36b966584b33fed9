"""Asks whether another office is enrolled: its fingerprint to be heard on the telephone, and what it is to us."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from dczg_desktop.domain.words import Level, Relation
from ui.theme import colours
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form
from ui.widgets.words import label, passage

ACROSS = 3
MEANINGS = {
    Relation.SUPERIOR: "上级(&S)：给我们交办，我们向它报送",
    Relation.SUBORDINATE: "下级(&X)：我们向它交办，它向我们报送",
    Relation.DEPARTMENT: "部门(&B)：同级的行业部门，办理交给它的事项",
}


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the other office's card."""

    name: str
    level: str
    fingerprint: str
    news: tuple[str, ...] = ()
    endorsed: bool = False


class FingerprintView(QWidget):
    """The 24 digits in two rows of three groups, large enough to be read aloud over the telephone."""

    def __init__(self, digits: str = "") -> None:
        super().__init__()
        self.digits = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_digits(digits)

    def show_digits(self, digits: str) -> None:
        """Show a fingerprint, groups parted by blanks."""
        self.digits = digits
        self.setAccessibleName(f"指纹 {digits}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._face())
        return QSize(metrics.horizontalAdvance("0000") * 5, metrics.height() * 2 + 34)

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._face())
        return QSize(metrics.horizontalAdvance("0000") * 4, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._face())
        groups = self.digits.split()
        gap, rows = 8.0, max(1, -(-len(groups) // ACROSS))
        width = (self.width() - gap * (ACROSS - 1)) / ACROSS
        height = (self.height() - gap * (rows - 1)) / rows
        for number, group in enumerate(groups):
            row, column = divmod(number, ACROSS)
            box = QRectF(column * (width + gap), row * (height + gap), width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.HOVER))
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(QColor(colours.NAVY))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, group)
        painter.end()

    def _face(self) -> QFont:
        face = QFont(self.font())
        face.setPointSizeF(self.font().pointSizeF() * 1.75)
        face.setBold(True)
        return face


def likely_relation(theirs: str, ours: Level) -> Relation | None:
    """What the levels suggest; None when they say nothing."""
    if theirs == Level.DEPARTMENT:
        return Relation.DEPARTMENT
    ranks = [level.value for level in Level]
    if theirs not in ranks or theirs == ours.value:
        return None
    return Relation.SUPERIOR if ranks.index(theirs) < ranks.index(ours.value) else Relation.SUBORDINATE


class EnrolmentDialog(Sheet):
    """Nothing is enrolled before the person says that the fingerprint was compared."""

    def __init__(self, parent: QWidget | None, card: Card, likely: Relation | None) -> None:
        super().__init__(parent, "登记对方单位", "登记")
        self.body.addWidget(label(f"{card.name}（{card.level}）", "title"))
        self.body.addWidget(FingerprintView(card.fingerprint))
        self.body.addWidget(
            passage(
                "请用对方公开的办公电话打过去，请对方打开“数据交换—往来单位”念出本单位的指纹，与上面逐组核对。"
                "不要用随卡片一起送来的号码。",
                "secondary",
            )
        )
        for words in card.news:
            self.body.addWidget(passage(words, "strong"))
        self._endorsed = card.endorsed
        form = Form()
        self.compared = form.tick("已电话核对，24 位数字完全一致(&Y)")
        self.body.addWidget(form)
        self.body.addWidget(label(f"“{card.name}”是本单位的", "strong"))
        self._group = QButtonGroup(self)
        self.choices: dict[Relation, QRadioButton] = {}
        for relation, meaning in MEANINGS.items():
            choice = QRadioButton(meaning)
            choice.setChecked(relation is likely)
            self.choices[relation] = choice
            self._group.addButton(choice)
            self.body.addWidget(choice)
        self.check = self._missing
        self.setMinimumWidth(580)
        self.resize(580, self.heightForWidth(580) + self.fontMetrics().lineSpacing())

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        card: Card,
        likely: Relation | None,
        save: Callable[[Relation], Saved],
    ) -> None:
        """Have the office enrolled by `save` as what it is to us."""
        dialog = cls(parent, card, likely)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Relation | None:
        """The chosen relation."""
        return next((one for one, choice in self.choices.items() if choice.isChecked()), None)

    def _missing(self) -> str:
        if not self.compared.isChecked() and not self._endorsed:
            return "请先打电话核对指纹。数字不一致时不要登记：卡片可能被换过，请对方重新导出。"
        return "" if self.answer() else "请选择对方是本单位的上级、下级还是部门。"
