"""Packages on a stick and in a watched folder: told calmly, kept in the inbox, never taken by themselves."""

from pathlib import Path

import pytest

from dczg_desktop.domain.words import Level
from dczg_desktop.services.incoming import deliveries, inbox
from dczg_desktop.services.incoming.sightings import (
    DEEP,
    MOST_FOLDERS,
    FolderSight,
    Sighting,
    StickSight,
    watched,
)
from dczg_desktop.services.ledgers import create_ledger
from ui.pages.exchange.sighted import Sighted
from ui.pages.exchange.watching import Watching
from ui.widgets.banners import Banner, Banners

NOTHING = FolderSight((), ())


@pytest.fixture
def watching(qtbot):
    made = Watching()
    made.find_sticks, made.look_into = (list), (lambda _folder: NOTHING)
    yield made
    made.stop()


def a_sight(root: Path, *names: str) -> StickSight:
    return StickSight(root, "科室U盘", tuple(Sighting(root / name, 10, 1) for name in names))


def test_a_stick_is_told_once_and_again_when_it_carries_more(qtbot, watching, tmp_path):
    told, gone = [], []
    watching.stick_found.connect(told.append)
    watching.stick_gone.connect(gone.append)
    seen = [
        [a_sight(tmp_path, "一.xlsx")],
        [a_sight(tmp_path, "一.xlsx")],
        [a_sight(tmp_path, "一.xlsx", "二.zip")],
        [],
    ]
    for sights in seen:
        watching.find_sticks = lambda sights=sights: sights
        with qtbot.waitSignal(watching.looked):
            watching.look()

    assert [len(one.packages) for one in told] == [1, 2]
    assert gone == [tmp_path]


@pytest.mark.parametrize("place", ["", "内网邮件/十一月"])
def test_new_files_are_told_after_the_watched_folder_or_one_below_it_changed(
    qtbot, watching, tmp_path, place
):
    there = tmp_path / place
    there.mkdir(parents=True, exist_ok=True)
    told = []
    watching.files_found.connect(told.append)
    watching.look_into = lambda folder: FolderSight((), watched(folder).folders)
    with qtbot.waitSignal(watching.looked):
        watching.watch(tmp_path)
    watching.look_into = lambda _folder: FolderSight((Sighting(there / "新.xlsx", 5, 1),), ())

    with qtbot.waitSignal(watching.looked, timeout=5000):
        (there / "新.xlsx").write_bytes(b"x")

    assert [[one.path.name for one in files] for files in told] == [["新.xlsx"]]


def test_a_folder_made_later_is_watched_too_and_one_that_went_no_more(qtbot, watching, tmp_path):
    watching.look_into = watched
    with qtbot.waitSignal(watching.looked):
        watching.watch(tmp_path)
    with qtbot.waitSignal(watching.looked, timeout=5000):
        (tmp_path / "新来的").mkdir()
    assert watching.watched_folders() == [str(tmp_path), str(tmp_path / "新来的")]

    with qtbot.waitSignal(watching.looked, timeout=5000):
        (tmp_path / "新来的").rmdir()
    assert watching.watched_folders() == [str(tmp_path)]


def test_only_so_many_folders_are_watched_the_nearest_first(tmp_path):
    for number in range(MOST_FOLDERS + 5):
        (tmp_path / f"{number:03d}").mkdir()
    deep = tmp_path / "000" / "/".join("深" * 9)
    deep.mkdir(parents=True)

    folders = watched(tmp_path).folders

    assert len(folders) == MOST_FOLDERS
    assert folders[:2] == (tmp_path, tmp_path / "000")
    for number in range(MOST_FOLDERS + 5):
        (tmp_path / f"{number:03d}").rename(tmp_path / f".{number:03d}") if number else None
    assert max(len(one.relative_to(tmp_path).parts) for one in watched(tmp_path).folders) == DEEP


def test_a_drive_that_fails_is_passed_over(qtbot, watching):
    def broken():
        raise OSError("device not ready")

    watching.find_sticks = broken
    with qtbot.waitSignal(watching.looked):
        watching.look()


@pytest.fixture
def sighted(qtbot, context, tmp_path):
    ledger = create_ledger(tmp_path / "县.dczg", "青石县整改办", "1", Level.COUNTY, "李")
    made = Sighted(context)
    made.watching.find_sticks, made.watching.look_into = (list), (lambda _folder: NOTHING)
    context.open_ledger(ledger, ledger.user_uid, "李", "青石县整改办")
    yield made
    made.watching.stop()
    ledger.close()


def test_a_stick_gets_a_bar_that_opens_the_inbox_and_goes_with_the_stick(sighted, context, tmp_path):
    bars, asked = [], []
    context.banner_changed.connect(bars.append)
    context.navigation_requested.connect(lambda name, what: asked.append((name, what)))

    sighted.watching.stick_found.emit(a_sight(tmp_path, "一.xlsx", "二.zip"))
    bars[-1].act()
    sighted.watching.stick_gone.emit(tmp_path)

    assert "U 盘 科室U盘 上有 2 个数据包" in bars[0].words
    assert "不会自动接收" in bars[0].words
    assert asked == [("数据交换", [tmp_path / "一.xlsx", tmp_path / "二.zip"])]
    assert (bars[-1].key, bars[-1].words) == (bars[0].key, "")


def test_files_in_the_watched_folder_are_kept_once_and_do_not_come_again_after_removal(
    qtbot, sighted, context, tmp_path
):
    file = tmp_path / "来文.xlsx"
    file.write_bytes(b"PK\x03\x04 something")
    sight = Sighting(file, file.stat().st_size, file.stat().st_mtime_ns)

    with qtbot.waitSignal(context.ledger_changed):
        sighted.watching.files_found.emit([sight])

    (item,) = inbox.items(context.ledger)
    assert item.file_name == "来文.xlsx"
    inbox.remove(context.ledger, item.uid)
    assert deliveries.news(context.ledger, [sight]) == []
    assert deliveries.news(context.ledger, [Sighting(file, 9, 9)]) != []


def test_banners_stay_until_they_are_settled_and_closed_ones_until_they_say_something_else(qtbot, dressed):
    banners = Banners()
    qtbot.addWidget(banners)
    banners.show()
    pressed = []
    banners.show_banner(Banner("a", "还有 2 处冲突", "去处理", lambda: pressed.append(1), closable=False))
    banners.show_banner(Banner("b", "U 盘上有 1 个数据包", "查看"))
    assert banners.strips["a"].close_link.isHidden()

    banners.strips["a"].act_button.click()
    banners.strips["b"].close_link.click()
    banners.show_banner(Banner("b", "U 盘上有 1 个数据包", "查看"))
    assert banners.strips["b"].isHidden()
    banners.show_banner(Banner("b", "U 盘上有 2 个数据包", "查看"))
    assert not banners.strips["b"].isHidden()
    banners.show_banner(Banner("a"))

    assert (pressed, list(banners.strips)) == ([1], ["b"])
