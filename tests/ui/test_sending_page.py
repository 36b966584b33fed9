"""The outgoing side of the window: looking first, forms, volumes, letters, the register with media."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from dczg_desktop.domain.words import EvidenceRole, Job, Level, Medium
from dczg_desktop.services import duties, problems, register
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.outgoing.letters import Heading
from dczg_desktop.services.outgoing.outlook import Section
from dczg_desktop.services.problems import ProblemDraft
from dczg_desktop.services.register import Handover
from tests.safety.hidden_files import photo_bytes
from tests.safety.test_traces import a_photo
from tests.ui.test_exchange_page import TOWN, beginning, choose_receiver, page, said, settle, world
from ui.dialogs.handover import HandoverDialog
from ui.dialogs.letter import LetterChoice, LetterDialog

__all__ = ["beginning", "page", "said", "world"]
PHONE = "13907741234"


@pytest.fixture
def named(world):
    """One more problem of the town, whose text holds a telephone number."""
    uid = problems.add_problem(world.county, ProblemDraft(f"回访电话{PHONE}"))
    duties.assign(world.county, [uid], TOWN)
    return uid


def sections(page):
    model = page.sending.outlook.model
    return [model.row_at(n).section for n in range(model.rowCount())]


def test_every_part_of_the_outlook_is_listed_and_narrowed_by_its_card(qtbot, page, world):
    choose_receiver(qtbot, page, TOWN)
    assert {Section.FINDINGS, Section.LEAVES, Section.FIELDS} <= set(sections(page))

    page.sending.outlook.problems.click()

    assert sections(page) == [Section.LEAVES] * 3
    assert page.sending.outlook.filters.count.text() == "共 3 项"


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
    page.sending.ask_reason = lambda *_words, **_more: None
    page.sending.send_button.click()
    assert list(world.folder.iterdir()) == []

    page.sending.ask_reason = lambda *_words, **_more: "核查需要"
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


def test_an_office_without_the_program_is_offered_sheets_to_fill_in(qtbot, page, world):
    add_office(world.county, "石门村委会", "510723101201", Level.TOWNSHIP)
    duties.assign(world.county, world.uids[:1], "石门村委会")
    page.reload()
    choose_receiver(qtbot, page, "石门村委会")
    order = page.sending.order
    assert order.is_form
    assert not order.jobs[Job.PEOPLE].isHidden()
    assert page.sending.outlook.seen.files == 0
    page.sending.folder.setText(str(world.folder))
    for box in order.jobs.values():
        box.setChecked(False)
    assert page.sending.send_button.toolTip() == "请至少选一张要对方填的表。"
    order.jobs[Job.MATERIALS].setChecked(True)

    page.sending.send_button.click()
    settle(qtbot, page.sending)

    book = openpyxl.load_workbook(next(world.folder.iterdir()))
    assert "销号材料目录" in book.sheetnames
    assert "进展填报" not in book.sheetnames
    assert "填写“销号材料目录”" in page.sending.sent.note.text()


def test_medium_and_carrier_go_into_the_register_and_the_note(qtbot, page, world):
    choose_receiver(qtbot, page, TOWN)
    order = page.sending.order
    order.folder.setText(str(world.folder))
    order.medium.setCurrentIndex(order.medium.findData(Medium.STICK))
    order.number.setText("U-07")
    order.handler.setText("黄强")
    order.volume.setCurrentIndex(2)
    assert "不用分卷" in page.sending.outlook.warning.words.text()

    page.sending.send_button.click()
    settle(qtbot, page.sending)

    (entry,) = register.shipments(world.county)
    assert (entry.medium, entry.medium_number, entry.handler) == (Medium.STICK, "U-07", "黄强")
    assert "存于U盘（编号 U-07），由黄强送达" in page.sending.sent.note.text()


def test_the_outlook_is_printed(qtbot, page, world, tmp_path):
    choose_receiver(qtbot, page, TOWN)
    opened = []
    page.sending.desk.open = opened.append
    page.sending.ask_target = lambda _parent, _name: tmp_path / "内容.pdf"

    page.sending.outlook.print_button.click()
    settle(qtbot, page.sending)

    assert opened == [tmp_path / "内容.pdf"]


def choice_of(shown):
    def ask(_parent, title, _lead, due, items=(), **_more):
        shown.append((title, due, tuple(items)))
        return LetterChoice(Heading("安整改函〔2026〕1号", "0816-1"), date(2026, 12, 5), tuple(items))

    return ask


def test_letters_are_offered_for_the_chosen_office(qtbot, page, world, tmp_path):
    choose_receiver(qtbot, page, TOWN)
    shown, opened = [], []
    desk = page.sending.desk
    desk.ask, desk.open = choice_of(shown), opened.append
    desk.ask_target = lambda _parent, name: tmp_path / name

    for action in page.sending.letter_button.menu().actions():
        action.trigger()
        settle(qtbot, page.sending)

    assert [(title, len(items)) for title, _, items in shown] == [("补正通知", 3), ("催报函", 3)]
    assert [path.name[:3] for path in opened] == ["补正通", "催报函"]
    assert all(path.read_bytes()[:5] == b"%PDF-" for path in opened)


def test_the_register_is_completed_printed_and_written_about(qtbot, page, world, tmp_path):
    shipments.send(world.county, TOWN, world.folder)
    page.reload()
    page.show_tab("登记簿")
    panel = page.shipments
    panel.grid.selectRow(0)
    panel.ask_handover = lambda _parent, _row: Handover(Medium.DISC, "G-3", "黄强", "2026-11-21T10:00:00")

    panel.handover_button.click()
    settle(qtbot, panel)

    row = panel.model.row_at(0)
    assert (row.medium, row.handler) == ("光盘 G-3", "黄强")
    shown, opened = [], []
    panel.desk.ask, panel.desk.open = choice_of(shown), opened.append
    panel.desk.ask_target = lambda _parent, name: tmp_path / name
    panel.ask_target = lambda _parent, _name: tmp_path / "登记簿.pdf"
    panel.grid.selectRow(0)
    panel.note_button.click()
    settle(qtbot, panel)
    panel.print_button.click()
    settle(qtbot, panel)
    assert [path.name[:3] for path in opened] == ["发文说", "登记簿"]


def test_the_register_is_filtered_by_day(page, world):
    shipments.send(world.county, TOWN, world.folder)
    page.reload()
    page.show_tab("登记簿")
    panel = page.shipments

    panel.since.set_value(date(2026, 11, 21))
    after = panel.model.rowCount()
    panel.since.set_value(date(2026, 11, 20))

    assert (after, panel.model.rowCount()) == (0, 1)


def test_what_was_not_confirmed_is_sent_again_with_a_reason_where_one_is_needed(
    qtbot, page, world, named, said
):
    shipments.send(world.county, TOWN, world.folder, shipments.SendOrder(reason="急"))
    page.reload()
    page.show_tab("登记簿")
    panel = page.shipments
    panel.grid.selectRow(0)
    panel.ask_folder = lambda _parent, _start: world.folder
    asked: list[str] = []
    panel.ask_reason = lambda _parent, _title, _do, lead, **_more: asked.append(lead) or "仍然急"

    panel.again_button.click()
    qtbot.waitUntil(lambda: len(register.shipments(world.county)) == 2, timeout=10_000)
    settle(qtbot, panel)

    assert "疑似个人信息" in asked[0]
    assert "第 1 号（2026-11-20）不必再送" in said[-1]
    assert [panel.model.row_at(n).receipt for n in range(2)] == ["等待回执", "由第 2 号代替"]


def test_the_letter_dialog_wants_a_day_and_an_item(qtbot, dressed):
    dialog = LetterDialog(None, "催报函", "发给……", None, ["甲", "乙"], due_needed=True)
    qtbot.addWidget(dialog)
    dialog.do_button.click()
    assert "办理期限" in dialog.wrong.text()
    dialog.due.set_value(date(2026, 12, 5))
    for number in range(2):
        dialog.list.item(number).setCheckState(Qt.CheckState.Unchecked)
    dialog.do_button.click()
    assert "至少留一项" in dialog.wrong.text()
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.number.setText("安整改函〔2026〕1号")
    dialog.do_button.click()

    assert dialog.answer() == LetterChoice(Heading("安整改函〔2026〕1号"), date(2026, 12, 5), ("乙",))


def test_the_handover_dialog_begins_with_what_is_registered(qtbot, world):
    order = shipments.SendOrder(medium=Medium.STICK, medium_number="U-07", handler="黄强")
    shipments.send(world.county, TOWN, Path(world.folder), order)
    (row,) = register.shipments(world.county)
    dialog = HandoverDialog(None, row)
    qtbot.addWidget(dialog)

    assert dialog.answer() == Handover(Medium.STICK, "U-07", "黄强", row.handed_at)
    dialog.day.set_value(date(2026, 11, 19))
    assert dialog.answer().handed_at == "2026-11-19T00:00:00"


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
