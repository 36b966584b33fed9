import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from dczg_desktop.domain.words import ClosureStatus, ProgressStatus
from ui.theme import icons
from ui.theme.shapes import chip_width, draw_shape
from ui.theme.sheet import style_sheet
from ui.theme.status import LOOKS, PLAIN, Shape, look_of
from ui.widgets.chip import ChipLabel

NAVIGATION = [
    "工作总览",
    "整改台账",
    "责任清单",
    "信访件",
    "验收销号",
    "数据交换",
    "打印中心",
    "系统",
]


def drawn(paint) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def inked(image: QImage) -> int:
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(48) for y in range(48))


def lightness(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    return 0.2126 * linear(made.redF()) + 0.7152 * linear(made.greenF()) + 0.0722 * linear(made.blueF())


def test_every_shape_is_drawn_and_differs_from_the_others(dressed):
    images = [drawn(lambda p, s=shape: draw_shape(p, s, QRectF(8, 8, 32, 32), "black")) for shape in Shape]

    assert all(inked(image) > 40 for image in images)
    assert all(a != b for i, a in enumerate(images) for b in images[:i])


@pytest.mark.parametrize("words", [ProgressStatus, ClosureStatus])
def test_states_of_one_kind_differ_in_shape_without_any_colour(words):
    shapes = [look_of(word.value).shape for word in words]

    assert len(set(shapes)) == len(shapes)
    assert PLAIN not in [look_of(word.value) for word in words]


@pytest.mark.parametrize("word", LOOKS)
def test_every_status_word_reads_well_on_its_tint(word):
    look = LOOKS[word]
    light, dark = lightness(look.tint), lightness(look.colour)

    assert (light + 0.05) / (dark + 0.05) >= 6


def test_a_word_with_more_behind_it_keeps_its_look():
    assert look_of("已逾期 3 天") is LOOKS["已逾期"]
    assert look_of("别的") is PLAIN


def test_every_navigation_entry_has_its_own_icon(dressed):
    images = [
        drawn(lambda p, n=name: icons.draw_icon(p, n, QRectF(4, 4, 40, 40), "black")) for name in NAVIGATION
    ]

    assert all(inked(image) > 40 for image in images)
    assert all(a != b for i, a in enumerate(images) for b in images[:i])
    assert not icons.icon("系统", "#000000").isNull()


def test_a_chip_is_as_wide_as_its_word_and_named_for_screen_readers(qtbot, dressed):
    chip = ChipLabel("已逾期 3 天")
    qtbot.addWidget(chip)
    chip.ensurePolished()

    assert chip.sizeHint().width() == chip_width(chip.fontMetrics(), "已逾期 3 天") + 1
    assert chip.accessibleName() == "已逾期 3 天"
    picture = chip.grab().toImage()
    assert picture.pixelColor(6, picture.height() // 2) == QColor(LOOKS["已逾期"].tint)
    chip.set_word("")
    assert chip.sizeHint().width() == 0


@pytest.mark.parametrize("points", [11, 13, 15])
def test_the_style_sheet_names_font_and_size_and_leaves_no_gap(points):
    sheet = style_sheet(points, ["Noto Sans SC"])

    assert '"Noto Sans SC"' in sheet
    assert f"font-size: {points}pt" in sheet
    assert "$" not in sheet
    assert "QComboBox {" not in sheet
