"""Photos: read by content, in a strip, and as a pair before and after."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage

from tests.ui.widgets.scene import shown
from ui.widgets.pair_view import PairView, Photo
from ui.widgets.pictures import read_picture
from ui.widgets.thumbnails import Thumbnail, ThumbnailStrip


@pytest.fixture
def photo(tmp_path):
    """A photo of 1200 × 600 kept, as evidence is, under a name without an ending."""
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    path = tmp_path / "3fa9c1"
    assert image.save(str(path), "JPG")
    return path


def test_photos_are_read_by_content_shrunk_and_never_enlarged(photo, tmp_path):
    assert read_picture(photo, QSize(100, 70)).size() == QSize(100, 50)
    assert read_picture(photo, QSize(4000, 4000)).size() == QSize(1200, 600)
    other = tmp_path / "说明.txt"
    other.write_text("不是照片", "utf-8")
    assert read_picture(other, QSize(100, 70)).isNull()


def test_thumbnails_are_read_one_by_one_and_open_on_a_click(qtbot, dressed, photo, tmp_path):
    strip = shown(qtbot, ThumbnailStrip())
    strip.show_files(
        [Thumbnail("1", photo, "现场.jpg", "整改前"), Thumbnail("2", tmp_path / "无", "意见.pdf", "验收意见")]
    )
    before = strip.item(0).icon().pixmap(100, 70).toImage()
    qtbot.waitUntil(lambda: not strip.is_reading)

    assert strip.item(0).icon().pixmap(100, 70).toImage() != before
    with qtbot.waitSignal(strip.opened) as opened:
        strip.itemActivated.emit(strip.item(1))
    assert opened.args == ["2"]


def test_a_pair_shows_what_there_is_and_names_what_is_missing(qtbot, dressed, photo):
    view = shown(qtbot, PairView(), 800, 400)

    view.show_pair(Photo("1", photo, "2025-09-03 东河乡"), None, "两张照片内容相同")

    assert not view.before.image.isNull()
    assert view.after.image.isNull()
    assert view.after.accessibleDescription() == "没有整改后照片"
    assert not view.warning.isHidden()
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseClick(view.before, Qt.MouseButton.LeftButton)
    assert opened.args == ["1"]
