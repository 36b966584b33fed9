"""What would leave is listed, printed, put right and cleaned before it leaves."""

from dataclasses import replace

import pytest

from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.outgoing.outlook import Section
from tests.safety.hidden_files import photo_bytes
from tests.safety.test_traces import a_photo
from tests.ui.exchange.scene import TOWN, choose_receiver, settle
from tests.ui.typed import typing


def sections(page):
    model = page.sending.outlook.model
    return [model.row_at(n).section for n in range(model.rowCount())]


def test_every_part_of_the_outlook_is_listed_and_narrowed_by_its_card(qtbot, page, world):
    choose_receiver(qtbot, page, TOWN)
    assert {Section.FINDINGS, Section.LEAVES, Section.FIELDS} <= set(sections(page))

    page.sending.outlook.problems.click()

    assert sections(page) == [Section.LEAVES] * 3
    assert page.sending.outlook.filters.count.text() == "共 3 项"


@pytest.fixture
def smallest(qtbot, page, world):
    """The sending as the smallest screen shows it: 577 of 768 pixels are left between the tabs below a message and the edge."""
    page.show_tab("发送")
    choose_receiver(qtbot, page, TOWN)
    page.show()
    page.resize(1190, page.height() - page.sending.parentWidget().height() + 577)
    page.grab()
    return page.sending


def test_what_leaves_and_the_button_that_sends_it_fit_the_smallest_screen(smallest):
    assert smallest.parentWidget().height() == 577
    assert smallest.height() == 577
    assert smallest.content.verticalScrollBar().maximum() == 0


def test_warnings_push_the_button_that_sends_out_of_no_screen(smallest):
    lost = tuple(f"整改后照片{number}.jpg" for number in range(40))
    smallest.outlook.show_outlook(replace(smallest.outlook.seen, enrolled=False, missing=lost))
    smallest.window().grab()

    button = smallest.send_button
    assert not smallest.outlook.warning.isHidden()
    assert button.visibleRegion().boundingRect() == button.rect()


def test_files_that_cannot_go_along_are_counted(smallest):
    lost = tuple(f"整改后照片{number}.jpg" for number in range(40))
    smallest.outlook.show_outlook(replace(smallest.outlook.seen, missing=lost))

    assert smallest.outlook.missing.words.text().startswith("40 件佐证文件在本机找不到，不会随包发出：")


def test_a_line_leads_to_its_problem(qtbot, page, world, context):
    asked = []
    context.navigation_requested.connect(lambda name, chosen: asked.append((name, chosen)))
    choose_receiver(qtbot, page, TOWN)
    page.sending.outlook.problems.click()
    line = page.sending.outlook.model.row_at(0)

    page.sending.outlook.grid.opened.emit(line.id)

    assert asked == [("整改台账", world.uids[0])]


def test_personal_data_leaves_only_with_a_reason_given_in_the_window(qtbot, page, world, named):
    choose_receiver(qtbot, page, TOWN)
    page.sending.folder.setText(str(world.folder))
    assert "有个人信息" in page.sending.outlook.warning.words.text()
    page.sending.ask_reason = lambda *_words, **_more: None  # nothing is sent
    page.sending.send_button.click()
    assert list(world.folder.iterdir()) == []

    page.sending.ask_reason = typing("核查需要")
    page.sending.send_button.click()
    settle(qtbot, page.sending)

    assert len(list(world.folder.iterdir())) == 1


def test_personal_data_is_masked_by_one_press(qtbot, page, world, named, said):
    choose_receiver(qtbot, page, TOWN)

    page.sending.outlook.mend_button.click()
    settle(qtbot, page.sending)
    qtbot.waitUntil(lambda: not page.sending.outlook.seen.personal, timeout=10_000)

    assert "已遮住 1 处" in "".join(said)
    assert page.sending.outlook.mend_button.isHidden()


def test_the_outlook_is_printed(qtbot, page, world, tmp_path):
    choose_receiver(qtbot, page, TOWN)
    opened = []
    page.sending.desk.open = opened.append
    page.sending.ask_target = lambda _parent, _name: tmp_path / "内容.pdf"

    page.sending.outlook.print_button.click()
    settle(qtbot, page.sending)

    assert opened == [tmp_path / "内容.pdf"]


@pytest.fixture
def with_files(world, tmp_path):
    """Two photos that name their owner, and one that tells only where it was taken, on a problem of the town."""
    (tmp_path / "只有位置.jpg").write_bytes(photo_bytes(""))
    files = [
        a_photo(tmp_path / "一.jpg"),
        a_photo(tmp_path / "二.jpg", comment=b"2"),
        tmp_path / "只有位置.jpg",
    ]
    return attach_files(world.county, world.uids[0], files, EvidenceRole.BEFORE)


def told(page):
    """What the files that leave tell, by file."""
    lines = page.sending.outlook.seen.lines
    return {line.what.partition(" · ")[0] for line in lines if line.section is Section.TRACES}


def pick(page, what):
    """Choose the line of the outlook that begins so."""
    page.sending.outlook.show_section(Section.TRACES.value)
    model = page.sending.outlook.model
    row = next(n for n in range(model.rowCount()) if model.row_at(n).what.startswith(what))
    page.sending.outlook.grid.selectRow(row)


def clean(qtbot, page, action):
    """Press one entry of the menu and wait until the outlook is read again."""
    panel = page.sending
    panel.cleaning.confirm = lambda *_question: True
    before = panel.outlook.seen
    panel.outlook.offer_cleaning()
    assert action.isEnabled()
    action.trigger()
    settle(qtbot, panel)
    qtbot.waitUntil(lambda: panel.outlook.seen is not before, timeout=10_000)


def test_a_cleaned_copy_is_sent_from_the_list_of_what_leaves_file_by_file_and_all_at_once(
    qtbot, page, world, said, with_files
):
    choose_receiver(qtbot, page, TOWN)
    card = page.sending.outlook
    assert not card.clean_button.isHidden()
    card.offer_cleaning()
    assert card.clean_one.text() == "选中的这一件（先在下面选一行“附件里的信息”）"
    assert not card.clean_one.isEnabled()

    pick(page, "一.jpg · 照片的“机主”")
    clean(qtbot, page, card.clean_one)
    assert said[-1] == "已有 1 件改用去除隐藏信息的副本。"
    assert told(page) == {"一.jpg", "二.jpg", "只有位置.jpg"}

    card.offer_cleaning()
    assert card.clean_all.text() == "全部 1 件：去掉人名、机主等，保留拍摄位置"
    assert card.clean_places.text() == "全部 3 件：连拍摄位置一起去掉"
    clean(qtbot, page, card.clean_places)

    assert told(page) == set()
    assert card.clean_button.isHidden()
    assert world.county.evidence.intact(with_files[0].sha256)


def test_the_place_alone_is_taken_out_of_the_file_that_is_chosen(qtbot, page, world, with_files):
    choose_receiver(qtbot, page, TOWN)
    pick(page, "只有位置.jpg")

    clean(qtbot, page, page.sending.outlook.clean_one)

    assert told(page) == {"一.jpg", "二.jpg"}


def test_cleaning_that_is_refused_leaves_the_files_as_they_are(qtbot, page, world, with_files):
    choose_receiver(qtbot, page, TOWN)
    page.sending.cleaning.confirm = lambda *_question: False

    page.sending.outlook.clean_places.trigger()

    assert not page.sending.is_busy
    assert told(page) == {"一.jpg", "二.jpg", "只有位置.jpg"}
