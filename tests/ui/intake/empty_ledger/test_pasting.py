"""Tables pasted from the clipboard, and how long their text stays on the disk."""

from PySide6.QtGui import QGuiApplication

from tests.ui.intake.scene import idle
from ui.pages.intake import ImportPage


def test_a_table_copied_elsewhere_is_pasted_and_its_copy_does_not_stay(qtbot, page, tmp_path, monkeypatch):
    monkeypatch.setenv("DCZG_DATA", str(tmp_path))
    QGuiApplication.clipboard().setText("")
    page.paste()
    assert page.stack.currentIndex() == 0

    QGuiApplication.clipboard().setText(
        "问题编号\t存在的问题\t责任单位\n第一项\t河道两侧堆放垃圾\t县水利局\n"
    )
    page.paste_button.click()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)

    assert page.preview.preview.count("新增") == 1
    page._begin()
    assert not (tmp_path / "剪贴板.txt").exists()


def test_pasted_text_stays_on_the_disk_only_while_it_is_shown(qtbot, page, context, tmp_path, monkeypatch):
    monkeypatch.setenv("DCZG_DATA", str(tmp_path))
    kept = tmp_path / "剪贴板.txt"
    table = "问题编号\t存在的问题\t责任单位\n第一项\t河道两侧堆放垃圾\t县水利局\n"
    other = tmp_path / "另一份.csv"
    other.write_text(table.replace("\t", ","), "utf-8")

    for leave in (
        lambda: page.read(other),
        lambda: page.show_filter("整改台账"),
        lambda: qtbot.addWidget(ImportPage(context)),  # as after the program was closed with it
    ):
        QGuiApplication.clipboard().setText(table)
        page.paste()
        idle(qtbot, page)
        assert kept.exists()

        leave()
        idle(qtbot, page)
        assert not kept.exists()
