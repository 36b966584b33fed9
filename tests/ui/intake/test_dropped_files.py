"""A file dropped, pasted or wrong, one more or several at once: what is read and what stays."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from tests.ui.import_scene import FIRST, a_book
from tests.ui.intake.scene import choose, drop, go_to, idle, words_in
from ui.pages.intake.rows import WAY
from ui.widgets.message_bar import MessageBar


def drop_over(page, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, left, none))


def test_a_wrong_file_leaves_what_was_being_worked_on(qtbot, shown, tmp_path):
    shown.confirm_leave = lambda _parent, _words: True
    choose(shown, 5, "不导入")
    (tmp_path / "坏.xlsx").write_bytes(b"")

    shown.read(tmp_path / "坏.xlsx")
    idle(qtbot, shown)

    assert "坏.xlsx" in shown.words.text()
    assert "“整改推进表.xlsx”还在下面" in shown.words.text()
    assert shown.stack.currentWidget() is shown.preview
    assert words_in(shown, 5, WAY) == "不导入"


def test_another_file_begins_at_its_first_row(qtbot, shown, tmp_path):
    grid = shown.preview.rows.grid
    go_to(shown, 10, "H")
    grid.scrollTo(grid.currentIndex())
    assert grid.horizontalScrollBar().value() > 0

    drop(shown, a_book(tmp_path / "又一份.xlsx", FIRST))
    idle(qtbot, shown)

    grid = shown.preview.rows.grid
    assert (grid.horizontalScrollBar().value(), grid.currentIndex().row()) == (0, 0)


def test_a_file_dropped_over_another_is_read(qtbot, shown, tmp_path):
    drop_over(shown, a_book(tmp_path / "又一份.xlsx", FIRST))
    idle(qtbot, shown)

    assert shown.preview.head.file.text() == "又一份.xlsx"


def test_several_files_at_once_are_told_and_none_is_read(shown, tmp_path, context):
    said = []
    context.said.connect(lambda words, _undoable: said.append(words))

    drop_over(shown, a_book(tmp_path / "甲.xlsx", FIRST), a_book(tmp_path / "乙.xlsx", FIRST))

    assert said == ["一次导入一个文件。拖来了 2 个，请先拖其中一个。"]
    assert shown.preview.head.file.text() == "整改推进表.xlsx"


def test_ctrl_v_reads_what_was_copied(qtbot, active):
    QGuiApplication.clipboard().setText(
        "问题编号\t存在的问题\t责任单位\n第一项\t河道两侧堆放垃圾\t县水利局\n"
    )

    qtbot.keyClick(active.preview.rows.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot, active)

    assert active.preview.head.file.text() == "剪贴板.txt"


def test_what_was_told_before_is_gone_when_another_file_is_read(qtbot, shown, tmp_path, context):
    bar = MessageBar()
    qtbot.addWidget(bar)
    context.said.connect(bar.say)
    context.say("已导入 3 个问题", undoable=True)
    assert not bar.isHidden()

    drop(shown, a_book(tmp_path / "另一份.xlsx", FIRST))
    idle(qtbot, shown)

    assert bar.isHidden()
