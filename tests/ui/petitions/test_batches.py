from datetime import date

from openpyxl import Workbook

from dczg_desktop.services.importing.daily import batch_of_file
from dczg_desktop.services.petitions.batches import announce_batch, batches
from tests.ui.petitions.scene import FIRST, SECOND, assert_beside_the_window, noting, open_tab, shown
from tests.ui.typed import answering
from ui.dialogs.batch import BatchAnswer, BatchDialog, TakeBatchDialog
from ui.pages.intake.order import BatchOrder


def test_a_batch_is_chosen_and_walked_through_with_its_own_counts(page, ledger):
    announce_batch(ledger, "第2批", expected=3, handed_on=date(2026, 6, 9))
    page.reload()
    walk = page.register.walk

    walk.forth.click()
    assert (shown(page), page.register.cards["信访件总数"]._number) == ([FIRST], "1")
    walk.forth.click()
    assert shown(page) == [SECOND]
    assert walk.words.text() == "2026-06-09 交办，应有 3 件，已有 1 件，少 2 件，缺序号 1、3"
    assert not walk.forth.isEnabled()
    walk.back.click()
    walk.back.click()
    assert shown(page) == [FIRST, SECOND]


def test_completion_and_closure_are_filtered_apart(page):
    bar = page.register.filters
    bar.set_values({"closure": "未申请验收"})
    bar.changed.emit(bar.values())
    assert shown(page) == [FIRST, SECOND]

    bar.set_values({"closure": "未申请验收", "completion": "已办结"})
    bar.changed.emit(bar.values())
    assert shown(page) == [FIRST]


def test_a_row_of_the_batches_opens_its_petitions(page):
    panel = open_tab(page, "批次")
    assert [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())] == ["第1批", "第2批"]

    panel.grid.opened.emit(2)

    assert page.tabs.currentIndex() == 0
    assert shown(page) == [SECOND]


def test_a_number_of_a_batch_opens_what_it_counts(page):
    panel = open_tab(page, "批次")
    keys = [column.key for column in panel.model.columns]
    for name, wanted in (
        ("completed", [FIRST]),
        ("staged", []),
        ("unfinished", []),
        ("closed", []),
        ("total", [FIRST]),
    ):
        panel.grid.setCurrentIndex(panel.model.index(0, keys.index(name)))
        panel.grid.opened.emit(1)
        assert shown(page) == wanted, name


def test_a_batch_is_announced_from_the_page(page, ledger):
    page.register.walk.choose("", "第2批")
    page.register.acts.ask_batch = answering(lambda _parent, name, _row: BatchAnswer(name, None, 4))

    page.register.walk.announce.click()

    assert batches(ledger)[1].expected == 4
    assert page.said == ["已登记第2批。"]


def a_list(folder, title: str):
    rows = [
        [title, "", "", ""],
        ["序号", "受理编号", "交办问题基本情况", "是否属实"],
        ["1", "D3GS202606090021", "反映油烟扰民", "属实"],
        ["2", "D3GS202606090022", "反映河道垃圾", ""],
    ]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    book.save(folder / "今日.xlsx")
    return folder / "今日.xlsx"


def test_the_batch_of_a_file_comes_from_its_title_and_is_asked_for(qtbot, page, tmp_path):
    path = a_list(tmp_path, "青石县信访件一览表（第十七批 2026年6月9日）")
    dialog = TakeBatchDialog(page, path, batch_of_file(path), "第三轮督察")
    qtbot.addWidget(dialog)

    assert dialog.windowTitle() == "导入本日批次"
    assert dialog.remark is None  # the import keeps none
    assert dialog.check() == ""
    assert dialog.answer() == BatchAnswer("第17批", date(2026, 6, 9), None, "", "第三轮督察")
    dialog.name.setText("补报")
    assert dialog.check() == "批次请写成“第17批”。"
    dialog.name.setText("17")
    dialog.expected.setText("x")
    assert dialog.check() == "应有件数要填整数，或留空。"


def test_the_button_hands_the_file_and_its_batch_to_the_import(qtbot, page, tmp_path, monkeypatch):
    path = a_list(tmp_path, "一览表")
    page.register.files.ask_file = lambda _parent: path
    page.register.files.ask_take = lambda *_: BatchAnswer("第17批", date(2026, 6, 9), 3, "", "督察")
    threads = []
    monkeypatch.setattr("ui.pages.intake.order.batch_of_file", noting(threads, batch_of_file))

    page.register.import_button.click()

    assert not page.register.import_button.isEnabled()
    assert not page.register.strip.isHidden()
    qtbot.waitUntil(lambda: bool(page.asked))
    assert_beside_the_window(threads)
    assert page.register.import_button.isEnabled()
    assert page.asked == [("导入表格", BatchOrder(path, "第17批", "督察", date(2026, 6, 9), 3))]


def test_a_file_that_cannot_be_read_is_told(qtbot, page, tmp_path, shown_errors):
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"")
    page.register.files.ask_file = lambda _parent: broken

    page.register.import_button.click()

    qtbot.waitUntil(lambda: bool(shown_errors))
    assert "坏.xlsx" in str(shown_errors[0])
    assert page.asked == []


def test_the_batch_dialog_keeps_what_is_known(qtbot, page, ledger):
    announce_batch(ledger, "第1批", expected=3)
    dialog = BatchDialog(page, "第1批", batches(ledger)[0])
    qtbot.addWidget(dialog)

    assert dialog.answer() == BatchAnswer("第1批", None, 3)
