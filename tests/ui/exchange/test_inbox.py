from dataclasses import replace

import dczg_desktop
from dczg_desktop.domain.words import InboxState
from dczg_desktop.services import undo
from dczg_desktop.services.incoming import inbox
from tests.ui.exchange.scene import TOWN, preview, settle


def test_many_files_and_folders_are_kept_and_none_is_taken(qtbot, page, world, said):
    page.show_tab("接收")
    folder = world.folder / "来文"
    folder.mkdir()
    package = world.package_for_county()
    package.rename(folder / package.name)
    (folder / "坏包.zip").write_bytes(b"PK\x03\x04 not a zip")

    page.receiving.inbox.drop.given_many.emit([folder])
    settle(qtbot, page.receiving.inbox)

    rows = [page.receiving.inbox.model.row_at(n) for n in range(2)]
    assert {row.state for row in rows} == {"新到", "不能接收"}
    assert {row.sender for row in rows} == {TOWN, ""}
    assert all(row.reason for row in rows)
    assert page.receiving.stack.currentIndex() == 0
    assert world.measure_text() == "完成设计并开工"
    assert page.tabs.tabText(2) == "接收（1）"


def test_an_opened_file_counts_as_seen_and_can_be_taken_back_from_elsewhere(qtbot, page, world):
    preview(qtbot, page, world.package_for_county())
    page.receiving.again_button.click()
    assert page.receiving.inbox.model.row_at(0).state == "已看过"
    page.receiving.inbox.open_button.click()
    settle(qtbot, page.receiving)
    page.receiving.receive_button.click()
    settle(qtbot, page.receiving)
    act = page.receiving.receipt.act_uid
    page.receiving.again_button.click()
    assert page.receiving.inbox.model.row_at(0).state == "已接收"

    undo.undo(world.county, act)
    page.reload()

    assert page.receiving.inbox.model.row_at(0).state == "已看过"


def test_a_folder_is_watched_when_the_user_says_so(page, world, context):
    told = []
    context.folder_watched.connect(told.append)
    page.receiving.inbox.ask_folder = lambda _parent: world.folder

    page.receiving.inbox.watch_button.click()
    assert (context.settings.watched_folder, told) == (str(world.folder), [world.folder])
    assert str(world.folder) in page.receiving.inbox.watched.text()
    page.receiving.inbox.unwatch_button.click()

    assert (context.settings.watched_folder, told[-1]) == ("", None)


def test_files_on_a_stick_are_shown_in_the_inbox_when_the_bar_is_pressed(qtbot, page, world):
    package = world.package_for_county()

    page.show_filter([package])
    settle(qtbot, page.receiving.inbox)
    settle(qtbot, page.receiving)

    assert page.receiving.review.state.word == "尚未写入"


def test_after_an_upgrade_what_waited_is_looked_at_again_unasked(
    qtbot, page, world, context, said, monkeypatch
):
    item = inbox.keep(world.county, world.package_for_county())
    inbox.mark(world.county, replace(item, state=InboxState.NEWER, needs="9.1.0"))
    page.show_tab("接收")
    page.receiving.inbox.reload()
    assert page.receiving.inbox.model.row_at(0).state == "需升级程序"

    monkeypatch.setattr(dczg_desktop, "__version__", "9.1.0")
    context.ledger_changed.emit()

    qtbot.waitUntil(lambda: page.receiving.inbox.model.row_at(0).state == "新到", timeout=10_000)
    qtbot.waitUntil(lambda: any("可以接收了" in words for words in said), timeout=10_000)
