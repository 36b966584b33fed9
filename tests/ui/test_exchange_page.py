import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

import dczg_desktop
from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.amendments import returnable
from dczg_desktop.domain.words import DutyRole, InboxState, Level, Relation
from dczg_desktop.services import conflicts, detail, duties, ledgers, measures, offices, problems, undo
from dczg_desktop.services.amendments import Wish, propose, return_fields
from dczg_desktop.services.incoming import inbox, receiving
from dczg_desktop.services.measures import MeasureDraft
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.problems import ProblemDraft
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.requests import list_amendments
from ui.dialogs.enrolment import Card, EnrolmentDialog, likely_relation
from ui.dialogs.resolve import Decision, ResolveDialog, may_be_written, value_words
from ui.pages.exchange.drop_area import dropped_file
from ui.pages.exchange.page import ExchangePage

COUNTY, TOWN = "安平县整改办", "青溪镇人民政府"


class Clock:
    """A second passes at every look."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2026-11-20T09:00:00")

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Offices:
    """Two offices that have enrolled each other; three problems of the county are given to the town."""

    county: object
    town: object
    folder: Path
    uids: list[str]

    def package_for_county(self) -> Path:
        """The town receives the county's package, rewords a measure, and sends its own."""
        receiving.receive(self.town, shipments.send(self.county, TOWN, self.folder).path)
        measure = detail.problem_detail(self.town, self.uids[0]).facts.measures[0].uid
        measures.edit_measure(self.town, measure, MeasureDraft("镇里分两期开工"))
        return shipments.send(self.town, COUNTY, self.folder).path

    def disagree(self) -> None:
        """The county rewords the same measure without having seen the town's words."""
        measure = detail.problem_detail(self.county, self.uids[0]).facts.measures[0].uid
        measures.edit_measure(self.county, measure, MeasureDraft("县里要求全线开工"))

    def measure_text(self) -> str:
        return detail.problem_detail(self.county, self.uids[0]).facts.measures[0].text


@dataclass(frozen=True)
class Beginning:
    """The two offices as every test finds them: closed files to copy, and the time by their clock."""

    folder: Path
    uids: list[str]
    now: datetime
    clerks: tuple[str, str]


@pytest.fixture(scope="session")
def beginning(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("县和镇"), Clock()
    county = ledgers.create_ledger(folder / "县.dczg", COUNTY, "510723", Level.COUNTY, "李秀兰", clock)
    town = ledgers.create_ledger(folder / "镇.dczg", TOWN, "510723101", Level.TOWNSHIP, "张建国", clock)
    offices.enrol(town, offices.export_card(county, folder / "县")[0], Relation.SUPERIOR)
    offices.enrol(county, offices.export_card(town, folder / "镇")[0], Relation.SUBORDINATE)
    uids = [problems.add_problem(county, ProblemDraft(f"第 {n} 处堆场未覆盖")) for n in range(3)]
    duties.assign(county, uids, TOWN)
    measures.add_measures(county, uids[0], [MeasureDraft("完成设计并开工")])
    clerks = county.user_uid, town.user_uid
    county.close()
    town.close()
    return Beginning(folder, uids, clock.now, clerks)


@pytest.fixture
def world(tmp_path, context, beginning):
    clock = Clock()
    clock.now = beginning.now
    opened = []
    for name, clerk in zip(("县", "镇"), beginning.clerks, strict=True):
        path = Path(shutil.copy(beginning.folder / f"{name}.dczg", tmp_path))
        opened.append(ledgers.open_ledger(path, clock, safety=False))
        opened[-1].user_uid = clerk
    county, town = opened
    folder = tmp_path / "U盘"
    folder.mkdir()
    context.open_ledger(county, county.user_uid, "李秀兰", COUNTY)
    yield Offices(county, town, folder, list(beginning.uids))
    county.close()
    town.close()


@pytest.fixture
def page(qtbot, context, world):
    page = ExchangePage(context)
    qtbot.addWidget(page)
    page.resize(1180, 680)
    page.show()
    context.ledger_changed.connect(page.reload)
    page.reload()
    return page


@pytest.fixture
def said(context):
    heard: list[str] = []
    context.said.connect(lambda words, _undoable: heard.append(words))
    return heard


def settle(qtbot, panel) -> None:
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=10_000)


def choose_receiver(qtbot, page, name: str) -> None:
    page.show_tab("发送")
    model = page.sending.model
    row = next(n for n in range(model.rowCount()) if model.row_at(n).name == name)
    page.sending.office_grid.selectRow(row)
    qtbot.waitUntil(lambda: page.sending.right.currentIndex() == 1, timeout=10_000)


def preview(qtbot, page, path: Path) -> None:
    page.show_tab("接收")
    page.receiving.open_file(path)
    settle(qtbot, page.receiving.inbox)
    settle(qtbot, page.receiving)


def groups(page) -> dict[str, int]:
    model = page.receiving.review.model
    found: dict[str, int] = {}
    for n in range(model.rowCount()):
        group = model.row_at(n).group
        found[group] = found.get(group, 0) + 1
    return found


def filled_by_hand(path: Path, target: Path) -> Path:
    """The package as somebody returns it who has only Excel: one progress report written into its cell."""
    book = openpyxl.load_workbook(path)
    sheet = book["进展填报"]
    rows = list(sheet.iter_rows())
    heading = next(row for row in rows if any(cell.value == "本期进展" for cell in row))
    column = next(cell.column for cell in heading if cell.value == "本期进展")
    sheet.cell(heading[0].row + 1, column).value = "已覆盖防尘网"
    book.save(target)
    return target


# 往来单位


def test_our_fingerprint_stands_there_to_be_read_aloud(page, world):
    shown = page.counterparts.ours

    assert shown.name.text() == COUNTY
    assert shown.fingerprint.digits == offices.our_fingerprint(world.county)
    assert len(shown.fingerprint.digits.replace(" ", "")) == 24


def test_our_card_is_written_where_the_user_says(qtbot, page, world, said):
    page.counterparts.ask_target = lambda _parent, _name: world.folder / "我们"

    page.counterparts.ours.export_button.click()
    settle(qtbot, page.counterparts)

    assert offices.look_at_card(world.folder / "我们.dczgcard")[0] == COUNTY
    assert "我们.dczgcard" in said[-1]


def test_a_card_is_enrolled_after_the_fingerprint_was_compared(qtbot, page, world, tmp_path):
    city = ledgers.create_ledger(tmp_path / "市.dczg", "绵州市整改办", "510700", Level.CITY, "王志强")
    path, digits = offices.export_card(city, tmp_path / "市")
    city.close()
    asked = []

    def answer(_parent, card, likely):
        asked.append((card, likely))
        return likely

    page.counterparts.ask_relation = answer
    page.counterparts.drop.given.emit(path)
    settle(qtbot, page.counterparts)

    assert asked == [(Card("绵州市整改办", "市", digits), Relation.SUPERIOR)]
    names = [page.counterparts.partner_model.row_at(n).name for n in range(2)]
    assert names == ["绵州市整改办", TOWN]


def test_a_card_that_is_not_confirmed_is_not_enrolled(page, world, tmp_path):
    page.counterparts.ask_relation = lambda *_question: None

    page.counterparts.enrol(offices.export_card(world.town, tmp_path / "又一张")[0])

    assert not page.counterparts.is_busy


def test_a_damaged_card_is_refused_by_name(page, tmp_path, shown_errors):
    path = tmp_path / "坏卡片.dczgcard"
    path.write_text("{}", "utf-8")

    page.counterparts.enrol(path)

    assert "坏卡片.dczgcard" in str(shown_errors[0])


def test_the_dialog_insists_on_the_telephone(qtbot, dressed):
    dialog = EnrolmentDialog(None, Card(TOWN, "乡镇", "0001 0002 0003 0004 0005 0006"), Relation.SUBORDINATE)
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.do_button.click()
    assert "打电话" in dialog.wrong.text()
    dialog.compared.setChecked(True)
    dialog.do_button.click()

    assert dialog.result() == EnrolmentDialog.DialogCode.Accepted
    assert dialog.answer() is Relation.SUBORDINATE


@pytest.mark.parametrize(
    ("theirs", "ours", "likely"),
    [
        ("省", Level.COUNTY, Relation.SUPERIOR),
        ("乡镇", Level.COUNTY, Relation.SUBORDINATE),
        ("部门", Level.COUNTY, Relation.DEPARTMENT),
        ("县", Level.DEPARTMENT, Relation.SUPERIOR),
        ("县", Level.COUNTY, None),
        ("旗", Level.COUNTY, None),
    ],
)
def test_the_levels_suggest_the_relation(theirs, ours, likely):
    assert likely_relation(theirs, ours) is likely


# 发送


def test_what_would_leave_is_shown_before_anything_is_written(qtbot, page, world):
    choose_receiver(qtbot, page, TOWN)

    assert "青溪镇人民政府　第 1 号" in page.sending.outlook.heading.text()
    assert "问题 3" in page.sending.outlook.problems.accessibleName()
    assert page.sending.outlook.warning.isHidden()
    assert list(world.folder.iterdir()) == []


def test_nothing_can_be_sent_before_a_folder_is_chosen(qtbot, page, world):
    choose_receiver(qtbot, page, TOWN)
    page.sending.folder.setText("")

    assert not page.sending.send_button.isEnabled()
    assert "文件夹" in page.sending.send_button.toolTip()
    page.sending.order.ask_folder = lambda _parent, _start: world.folder
    page.sending.folder_button.click()
    assert page.sending.send_button.isEnabled()


def test_a_package_is_made_with_the_words_to_go_with_it(qtbot, page, world, said):
    choose_receiver(qtbot, page, TOWN)
    page.sending.folder.setText(str(world.folder))

    page.sending.send_button.click()
    settle(qtbot, page.sending)
    page.sending.sent.copy_button.click()

    made = next(world.folder.iterdir())
    note = QGuiApplication.clipboard().text()
    assert made.name in page.sending.sent.path.text()
    assert note.startswith(f"{TOWN}：")
    assert "现下发整改台账第 1 号数据包" in note
    assert "问题 3 条" in note
    assert made.name in note
    opened = []
    page.sending.sent.open_folder = opened.append
    page.sending.sent.open_button.click()
    assert opened == [made]


def test_an_office_with_nothing_assigned_gets_no_package_and_is_told_why(qtbot, page, world, tmp_path):
    other = ledgers.create_ledger(tmp_path / "局.dczg", "安平县水利局", "510723S1", Level.DEPARTMENT, "陈")
    offices.enrol(world.county, offices.export_card(other, tmp_path / "局")[0], Relation.DEPARTMENT)
    other.close()
    page.reload()
    choose_receiver(qtbot, page, "安平县水利局")
    page.sending.folder.setText(str(world.folder))

    assert not page.sending.send_button.isEnabled()
    assert "交办" in page.sending.send_button.toolTip()


# 接收


def test_the_preview_names_every_change_and_writes_nothing(qtbot, page, world):
    path = world.package_for_county()

    preview(qtbot, page, path)

    assert groups(page) == {"变化": 1}
    line = page.receiving.review.model.row_at(0)
    assert (line.field, line.before, line.after) == ("整改措施", "完成设计并开工", "镇里分两期开工")
    assert page.receiving.review.detail.after.text() == "镇里分两期开工"
    assert page.receiving.review.trust.word == "已登记可信"
    assert world.measure_text() == "完成设计并开工"


def test_a_package_is_accepted_and_taken_back_in_one_piece(qtbot, page, world, said):
    preview(qtbot, page, world.package_for_county())

    page.receiving.receive_button.click()
    settle(qtbot, page.receiving)
    assert world.measure_text() == "镇里分两期开工"
    assert page.receiving.review.state.word == "已接收"
    page.receiving.confirm = lambda *_question: True
    page.receiving.undo_button.click()
    settle(qtbot, page.receiving)

    assert world.measure_text() == "完成设计并开工"
    assert "已撤销" in said[-1]


def test_the_same_package_again_is_answered_calmly(qtbot, page, world, shown_errors):
    path = world.package_for_county()
    receiving.receive(world.county, path)

    preview(qtbot, page, path)

    assert "无需重复" in page.receiving.review.message.text()
    assert not page.receiving.receive_button.isEnabled()
    assert shown_errors == []


def test_cancelling_leaves_nothing(qtbot, page, world, context, said):
    preview(qtbot, page, world.package_for_county())
    gate = Event()
    context.pool.submit(gate.wait)

    page.receiving.receive_button.click()
    assert not page.receiving.receive_button.isEnabled()
    page.receiving.strip.cancel_button.click()
    gate.set()
    settle(qtbot, page.receiving)

    assert world.measure_text() == "完成设计并开工"
    assert "没有留下任何改动" in said[-1]
    assert page.receiving.receive_button.isEnabled()


def test_a_foreign_table_is_offered_to_the_import(qtbot, page, tmp_path):
    path = tmp_path / "乡镇自制.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["序号", "问题"])
    book.save(path)
    imported = []
    page.receiving.open_import = imported.append

    preview(qtbot, page, path)
    page.receiving.inbox.import_button.click()

    assert "乡镇自制.xlsx" in page.receiving.inbox.refusal.words.text()
    assert [one.name for one in imported] == [path.name]


def test_a_damaged_file_is_refused_without_offering_an_import(qtbot, page, tmp_path):
    path = tmp_path / "坏包.zip"
    path.write_bytes(b"PK\x03\x04 not a zip")
    page.receiving.open_import = lambda _path: None

    preview(qtbot, page, path)

    assert "坏包.zip" in page.receiving.inbox.refusal.words.text()
    assert page.receiving.inbox.import_button.isHidden()


def test_hand_edits_are_taken_only_when_ticked(qtbot, page, world):
    sent = shipments.send(world.county, TOWN, world.folder).path
    returned = filled_by_hand(sent, world.folder / "回填.xlsx")

    preview(qtbot, page, returned)
    assert groups(page) == {"手工填报": 1}
    assert not page.receiving.receive_button.isEnabled()
    page.receiving.all_tick.click()
    page.receiving.receive_button.click()
    settle(qtbot, page.receiving)

    reports = detail.problem_detail(world.county, world.uids[0]).facts.progress
    assert [one.text for one in reports] == ["已覆盖防尘网"]


def test_leaving_hand_edits_behind_is_asked_about(qtbot, page, world):
    receiving.receive(world.town, shipments.send(world.county, TOWN, world.folder).path)
    own = shipments.send(world.town, COUNTY, world.folder).path
    preview(qtbot, page, filled_by_hand(own, world.folder / "又填过.xlsx"))
    asked = []
    page.receiving.confirm = lambda *question: bool(asked.append(question))

    page.receiving.receive_button.click()

    assert "1 处（手工填报、建议修改）没有勾选" in asked[0][2]
    assert not page.receiving.is_busy


def test_the_review_is_narrowed_by_words_and_by_group(qtbot, page, world):
    world.package_for_county()
    uid = problems.add_problem(world.town, ProblemDraft("镇里自查发现的渗漏"))
    duties.assign(world.town, [uid], COUNTY, DutyRole.SUPERVISING_UNIT)
    preview(qtbot, page, shipments.send(world.town, COUNTY, world.folder).path)
    whole = groups(page)

    page.search("渗漏")
    found = groups(page)
    page.search("")
    page.receiving.review.cards["变化"].click()

    assert set(whole) == {"新增", "变化"}
    assert found == {"新增": 1}
    assert groups(page) == {"变化": whole["变化"]}


def test_one_dropped_file_is_taken_and_several_are_not(page, tmp_path):
    files = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    for file in files:
        file.touch()
    one, both, folder = QMimeData(), QMimeData(), QMimeData()
    one.setUrls([QUrl.fromLocalFile(str(files[0]))])
    both.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    folder.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    given = []
    page.counterparts.drop.given.disconnect()
    page.counterparts.drop.given.connect(given.append)

    for data in (one, both, folder):
        page.counterparts.drop.dropEvent(
            QDropEvent(
                QPointF(5, 5),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    assert given == [files[0]]
    assert dropped_file(both) is None


# 冲突


@pytest.fixture
def disputed(qtbot, page, world):
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.reload()
    page.show_tab("冲突")
    return page.conflicts


def test_a_conflict_shows_both_values_with_who_wrote_them(disputed, page):
    assert page.tabs.tabText(3) == "冲突（1）"
    assert disputed.model.row_at(0).label == "整改措施"
    assert {value.office for value in disputed.model.row_at(0).conflict.values} == {COUNTY, TOWN}
    assert len(disputed.detail.cards) == 2


def test_a_decision_ends_the_conflict_and_the_page_is_calm(qtbot, disputed, page, world, context, said):
    badges = []
    context.badge_changed.connect(lambda name, count: badges.append((name, count)))
    one = disputed.model.row_at(0).conflict
    town = next(value for value in one.values if value.office == TOWN)
    disputed.ask = lambda _parent, _conflict, _names, chosen: Decision(
        next(value.value for value in one.values if value.act_uid == chosen), "镇里了解现场"
    )

    next(
        card for card in disputed.detail.cards if TOWN in card.use_button.accessibleName()
    ).use_button.click()
    settle(qtbot, disputed)

    assert world.measure_text() == town.value
    assert conflicts.list_conflicts(world.county) == []
    assert disputed.stack.currentIndex() == 0
    assert set(badges) == {("数据交换", 0)}
    assert "镇里分两期开工" in said[-1]


def test_a_conflict_that_is_gone_is_refused_in_words(qtbot, disputed, world, shown_errors):
    one = disputed.model.row_at(0).conflict

    def meanwhile(*_question):
        conflicts.resolve_conflict(world.county, one.kind, one.uid, one.field, "第三种", "按批复")
        return Decision("第四种", "")

    disputed.ask = meanwhile
    disputed.detail.another_button.click()
    settle(qtbot, disputed)

    assert isinstance(shown_errors[0], UserError)
    assert world.measure_text() == "第三种"


def test_the_dialog_asks_for_a_choice_and_takes_other_words(qtbot, disputed):
    one = disputed.model.row_at(0).conflict
    dialog = ResolveDialog(None, one, {})
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.do_button.click()
    assert "请选择" in dialog.wrong.text()
    dialog.text.setPlainText("分两期，\t一期年内通水 ")
    dialog.reason.setText("协商一致")
    dialog.do_button.click()

    assert dialog.answer() == Decision("分两期， 一期年内通水", "协商一致")


def test_an_unreadable_date_is_not_taken_as_a_decision(qtbot, disputed):
    one = disputed.model.row_at(0).conflict
    values = [conflicts.LivingValue(f"a{n}", f"2026-11-{n:02}", TOWN, "", "", n == 1) for n in (1, 2)]
    on_a_day = conflicts.Conflict(
        "measure",
        one.uid,
        "done_on",
        "完成日期",
        one.problem_uid,
        one.code,
        one.record,
        one.owner,
        (*values,),
    )
    dialog = ResolveDialog(None, on_a_day, {})
    qtbot.addWidget(dialog)

    dialog.text.setPlainText("下周")
    dialog.do_button.click()

    assert "2026-11-01" in dialog.wrong.text()


def test_values_are_said_in_words_and_references_cannot_be_typed(disputed):
    one = disputed.model.row_at(0).conflict
    flag = conflicts.Conflict(
        "problem", one.uid, "confidential", "内部掌握", one.uid, "", "", one.owner,
        (conflicts.LivingValue("a", True, TOWN, "", "", True),),
    )  # fmt: skip

    assert [value_words(value, {"u1": TOWN}) for value in (True, None, "u1", ["甲", "乙"], 3)] == [
        "是",
        "〔空〕",
        TOWN,
        "甲、乙",
        "3",
    ]
    assert may_be_written(one)
    assert not may_be_written(flag)


# 登记簿


def test_the_register_tells_what_went_and_what_was_confirmed(qtbot, page, world):
    receiving.receive(world.county, world.package_for_county())
    page.reload()

    page.show_tab("登记簿")

    rows = [page.shipments.model.row_at(n) for n in range(page.shipments.model.rowCount())]
    assert [(row.direction, row.office, row.number) for row in rows] == [
        ("收到", TOWN, "1"),
        ("发出", TOWN, "1"),
    ]
    assert rows[0].receipt == "已接收"
    assert rows[1].receipt.startswith("对方已收")


def test_only_a_received_package_can_be_taken_back_from_the_register(qtbot, page, world):
    receiving.receive(world.county, world.package_for_county())
    page.reload()
    page.show_tab("登记簿")
    register = page.shipments
    register.confirm = lambda *_question: True

    register.grid.selectRow(1)
    assert "收到的" in register.undo_button.toolTip()
    register.grid.selectRow(0)
    register.undo_button.click()
    settle(qtbot, register)

    assert register.model.row_at(0).receipt == "已撤销"
    assert world.measure_text() == "完成设计并开工"


def test_the_register_is_filtered_by_direction_and_words(page, world):
    shipments.send(world.county, TOWN, world.folder)
    page.reload()
    page.show_tab("登记簿")

    page.shipments.filters.set_values({"direction": "收到"})
    page.search("")
    received = page.shipments.model.rowCount()
    page.shipments.filters.clear()
    page.search("青溪")

    assert received == 0
    assert page.shipments.model.rowCount() == 1


def test_another_page_opens_a_tab_by_name(page):
    page.show_filter("冲突")

    assert page.tabs.currentIndex() == 3
    assert page.conflicts.stack.currentIndex() == 0


def test_a_ledger_without_partners_says_what_to_do_first(qtbot, context, tmp_path):
    ledger = ledgers.create_ledger(tmp_path / "新.dczg", COUNTY, "510723", Level.COUNTY, "李秀兰")
    context.open_ledger(ledger, ledger.user_uid, "李秀兰", COUNTY)
    page = ExchangePage(context)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    first = page.counterparts.partners.grab().toImage()

    page.search("青溪")

    assert page.counterparts.partner_model.rowCount() == 0
    assert page.counterparts.partners.grab().toImage() == first
    page.show_tab("发送")
    assert page.sending.send_button.toolTip() == "请先在左边选择接收单位。"
    ledger.close()


# 收件箱


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


def test_cells_filled_in_by_hand_are_ticked_one_by_one(qtbot, page, world):
    sent = shipments.send(world.county, TOWN, world.folder).path
    book = openpyxl.load_workbook(filled_by_hand(sent, world.folder / "回填.xlsx"))
    sheet = book["整改措施"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "完成情况" for cell in row))
    column = next(cell.column for cell in heading if cell.value == "完成情况")
    sheet.cell(heading[0].row + 1, column).value = "已完成设计"
    book.save(world.folder / "回填.xlsx")
    preview(qtbot, page, world.folder / "回填.xlsx")
    review = page.receiving.review
    assert [review.model.row_at(n).choice for n in range(2)] == ["留待以后"] * 2

    review.grid.selectRow(next(n for n in range(2) if review.model.row_at(n).after == "已完成设计"))
    qtbot.keyClick(review.grid, Qt.Key.Key_Space)
    assert {review.model.row_at(n).after: review.model.row_at(n).choice for n in range(2)} == {
        "已完成设计": "接收",
        "已覆盖防尘网": "留待以后",
    }
    page.receiving.confirm = lambda *_question: True
    page.receiving.receive_button.click()
    settle(qtbot, page.receiving)

    facts = detail.problem_detail(world.county, world.uids[0]).facts
    assert (facts.measures[0].result, facts.progress) == ("已完成设计", ())
    page.receiving.again_button.click()
    assert page.receiving.inbox.model.row_at(0).state == "部分接收"


def test_the_review_says_who_wrote_what_and_narrows_by_problem_kind_and_field(qtbot, page, world):
    preview(qtbot, page, world.package_for_county())
    review = page.receiving.review

    assert review.model.row_at(0).origin.startswith(f"{TOWN}　张建国　2026-11-20")
    assert "来自：青溪镇人民政府" in review.detail.origin.text()
    assert "已收到我方第 1 号" in review.origin.text()
    review.filters.set_values({"kind": "措施", "field": "整改措施"})
    review.filters.changed.emit({})
    assert review.model.rowCount() == 1


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


# 退回与建议


@pytest.fixture
def returned(qtbot, page, world):
    """The town has reported; the county has sent the report and a measure back."""
    receiving.receive(world.town, shipments.send(world.county, TOWN, world.folder).path)
    report_progress(world.town, world.uids[0], Report("2026-11", "进展顺利"))
    receiving.receive(world.county, shipments.send(world.town, COUNTY, world.folder).path)
    wishes = [
        Wish(item, "请写明数量")
        for item in returnable(detail.problem_detail(world.county, world.uids[0]).facts)
        if (item.kind, item.field) in {("progress", "text"), ("measure", "result")}
    ]
    return_fields(world.county, world.uids[0], wishes, world.town.identity.office_uid)
    page.reload()
    page.show_tab("退回与建议")
    return world


def test_what_was_returned_stands_there_until_it_is_put_right(qtbot, page, returned):
    model = page.amendments.model
    assert {(model.row_at(n).place, model.row_at(n).standing) for n in range(2)} == {
        ("2026-11 进展　本期进展", "待办理"),
        ("第 1 条措施　完成情况", "待办理"),
    }

    receiving.receive(returned.town, shipments.send(returned.county, TOWN, returned.folder).path)
    report_progress(returned.town, returned.uids[0], Report("2026-11", "覆盖 3 处"))
    receiving.receive(returned.county, shipments.send(returned.town, COUNTY, returned.folder).path)
    page.reload()

    assert {model.row_at(n).standing for n in range(2)} == {"待办理", "已改正"}


def test_the_letter_lists_what_is_still_to_be_put_right(qtbot, page, returned, tmp_path):
    target = tmp_path / "补正通知.pdf"
    page.amendments.ask_target = lambda _parent, _name: target
    page.amendments.grid.selectRow(0)

    page.amendments.print_button.click()
    settle(qtbot, page.amendments)

    text = text_of_pdf(target)
    assert TOWN in text
    assert "请写明数量" in text
    assert "2项问题" in text


def text_of_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


def test_a_proposal_is_accepted_or_declined_from_the_list(qtbot, page, world, context):
    receiving.receive(world.town, shipments.send(world.county, TOWN, world.folder).path)
    for n, goal in enumerate(["全部覆盖", "不覆盖"]):
        propose(world.town, world.uids[n], {"goal": goal}, "现场情况")
    receiving.receive(world.county, shipments.send(world.town, COUNTY, world.folder).path)
    page.reload()
    page.show_tab("退回与建议")
    assert page.tabs.tabText(4) == "退回与建议（2）"
    panel = page.amendments
    panel.answering.ask_reason = lambda *_question: "不符合方案"

    for wanted, choice in (("全部覆盖", "采纳"), ("不覆盖", "不采纳…")):
        panel.grid.selectRow(next(n for n in range(2) if panel.model.row_at(n).asked.wanted == wanted))
        panel.detail.buttons[choice].click()

    goals = [detail.problem_detail(world.county, uid).fields["goal"] for uid in world.uids[:2]]
    assert goals == ["全部覆盖", ""]
    assert {one.standing.value for one in list_amendments(world.county)} == {"已采纳", "不采纳"}
    assert page.tabs.tabText(4) == "退回与建议"


# 冲突的横幅和数字键


def test_conflicts_stand_above_every_page_until_they_are_decided(qtbot, page, world, context):
    heard = []
    context.banner_changed.connect(heard.append)
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.reload()
    assert heard[-1].words.startswith("还有 1 处冲突：1 处由本单位定夺")
    assert not heard[-1].closable

    (one,) = conflicts.list_conflicts(world.county)
    conflicts.resolve_conflict(world.county, one.kind, one.uid, one.field, one.values[0].value, "按批复")
    page.reload()

    assert heard[-1].words == ""


def test_a_number_key_takes_a_value_and_asks_for_the_reason_where_one_is_needed(qtbot, page, world, context):
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.reload()
    page.show_tab("冲突")
    asked = []

    def answer(_parent, conflict, _names, act_uid):
        asked.append(conflict.note_required)
        chosen = next(one for one in conflict.values if one.act_uid == act_uid)
        return Decision(chosen.value, "以现场为准")

    page.conflicts.ask = answer
    (conflict,) = conflicts.list_conflicts(world.county)
    qtbot.keyClick(page.conflicts.grid, Qt.Key.Key_1)
    settle(qtbot, page.conflicts)

    assert asked == [True]
    assert world.measure_text() == conflict.values[0].value
    assert "分歧以前：" in page.conflicts.detail.base.text() or page.conflicts.stack.currentIndex() == 0


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


def test_a_strangers_file_is_received_without_being_asked_for_again_once_its_card_is_enrolled(
    qtbot, page, world, context, said, tmp_path
):
    city = ledgers.create_ledger(tmp_path / "市.dczg", "绵州市整改办", "510700", Level.CITY, "王志强")
    offices.enrol(city, offices.export_card(world.county, tmp_path / "县卡")[0], Relation.SUBORDINATE)
    duties.assign(city, [problems.add_problem(city, ProblemDraft("第 9 处堆场未覆盖"))], COUNTY)
    card = offices.export_card(city, tmp_path / "市卡")[0]
    item = inbox.keep(world.county, shipments.send(city, COUNTY, tmp_path).path)
    city.close()
    assert item.state is InboxState.STRANGER
    page.show_tab("往来单位")

    page.counterparts.ask_relation = lambda _parent, _card, likely: likely
    page.counterparts.enrol(card)

    qtbot.waitUntil(lambda: inbox.item_of(world.county, item.uid).state is InboxState.READY, timeout=10_000)
    qtbot.waitUntil(lambda: any("现在可以接收了" in words for words in said), timeout=10_000)
