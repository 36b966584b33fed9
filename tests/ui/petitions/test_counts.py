import threading

from dczg_desktop.services.petitions.counts import count_table
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.printing import count_report
from tests.ui.petitions.scene import FIRST, SECOND, assert_beside_the_window, open_tab, shown


def counts(qtbot, page):
    """The tab 统计 with its numbers, which are counted beside the window."""
    panel = open_tab(page, "统计")
    qtbot.waitUntil(lambda: not panel.inquiry.is_busy)
    return panel


def test_the_numbers_are_counted_beside_the_window(qtbot, page, monkeypatch):
    threads = []

    def noted(*args, **named):
        threads.append(threading.get_ident())
        return count_table(*args, **named)

    monkeypatch.setattr("ui.pages.petitions.counts.count_table", noted)

    counts(qtbot, page)

    assert_beside_the_window(threads)


def test_the_screen_writes_a_zero_where_the_printed_table_writes_one(qtbot, page, ledger):
    panel = counts(qtbot, page)
    printed = count_report(ledger, "unit", PetitionQuery())
    table = panel.table

    shown_rows = [
        tuple(table.item(row, column).text() for column in range(table.columnCount()))
        for row in range(table.rowCount())
    ]

    assert shown_rows == list(printed.rows)
    assert any("0" in row for row in shown_rows)


def test_every_number_of_the_table_opens_its_rows(qtbot, page):
    panel = counts(qtbot, page)
    table = panel.shown

    for row in range(len(table.rows)):
        for column, number in enumerate(table.rows[row].numbers):
            panel.table.cellDoubleClicked.emit(row, column + 1)
            assert len(shown(page)) == number


def test_the_table_may_count_each_item_once_and_go_by_batch(qtbot, page):
    panel = counts(qtbot, page)
    panel.filters.set_values({"by": "batch", "once": "每件只计第一类"})
    panel.filters.changed.emit(panel.filters.values())
    qtbot.waitUntil(lambda: not panel.inquiry.is_busy)

    assert [panel.table.item(row, 0).text() for row in range(panel.table.rowCount())] == [
        "第1批",
        "第2批",
        "合计",
    ]
    assert "每件只计入第一个污染类型" in panel.note.text()


def test_the_table_is_printed_and_exported(qtbot, page, tmp_path):
    panel = open_tab(page, "统计")
    documents = []
    panel.show_document = lambda _parent, _context, content, name: documents.append((content[:5], name))
    panel.ask_target = lambda _parent, name: tmp_path / name

    panel.print_button.click()
    qtbot.waitUntil(lambda: bool(documents) and not panel.is_busy, timeout=20_000)
    panel.export_button.click()
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=20_000)

    assert documents == [(b"%PDF-", "信访件统计表.pdf")]
    assert (tmp_path / "信访件统计表.xlsx").is_file()


def test_the_elements_open_the_petitions_they_were_read_from(qtbot, page):
    panel = open_tab(page, "通报要素")
    qtbot.waitUntil(lambda: not panel.is_busy and panel.model.rowCount() == 7, timeout=20_000)
    fines = next(line for line in panel.lines.rows(panel.lines.ids(None, None)) if line.name == "罚款金额")
    assert fines.sum == "20,000"

    panel.grid.opened.emit(fines.id)

    assert shown(page) == [FIRST]
    place = [column.key for column in panel.model.columns].index("unread")
    panel.grid.setCurrentIndex(panel.model.index(fines.id - 1, place))
    panel.grid.opened.emit(fines.id)
    assert shown(page) == [FIRST]  # nothing is unread, so that nothing else is opened
    assert page.register.only_words.text() == "只看指定的 1 件"
    page.register.only_off.click()
    assert shown(page) == [FIRST, SECOND]
