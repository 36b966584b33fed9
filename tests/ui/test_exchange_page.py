from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import DutyRole, Level, Relation
from dczg_desktop.services import (
    conflicts,
    detail,
    duties,
    ledgers,
    measures,
    offices,
    problems,
    receiving,
    shipments,
)
from dczg_desktop.services.measures import MeasureDraft
from dczg_desktop.services.problems import ProblemDraft
from ui.dialogs.enrolment import Card, EnrolmentDialog, likely_relation
from ui.dialogs.resolve import Decision, ResolveDialog, may_be_written, value_words
from ui.pages.drop_area import dropped_file
from ui.pages.exchange import ExchangePage

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


@pytest.fixture
def world(tmp_path, context):
    clock = Clock()
    county = ledgers.create_ledger(tmp_path / "县.dczg", COUNTY, "510723", Level.COUNTY, "李秀兰", clock)
    town = ledgers.create_ledger(tmp_path / "镇.dczg", TOWN, "510723101", Level.TOWNSHIP, "张建国", clock)
    offices.enrol(town, offices.export_card(county, tmp_path / "县")[0], Relation.SUPERIOR)
    offices.enrol(county, offices.export_card(town, tmp_path / "镇")[0], Relation.SUBORDINATE)
    uids = [problems.add_problem(county, ProblemDraft(f"第 {n} 处堆场未覆盖")) for n in range(3)]
    duties.assign(county, uids, TOWN)
    measures.add_measures(county, uids[0], [MeasureDraft("完成设计并开工")])
    folder = tmp_path / "U盘"
    folder.mkdir()
    context.open_ledger(county, county.user_uid, "李秀兰", COUNTY)
    yield Offices(county, town, folder, uids)
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


def test_our_card_is_written_where_the_user_says(page, world, said):
    page.counterparts.ask_target = lambda _parent, _name: world.folder / "我们"

    page.counterparts.ours.export_button.click()

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
    assert page.sending.outlook.stranger.isHidden()
    assert list(world.folder.iterdir()) == []


def test_nothing_can_be_sent_before_a_folder_is_chosen(qtbot, page, world):
    choose_receiver(qtbot, page, TOWN)
    page.sending.folder.setText("")

    assert not page.sending.send_button.isEnabled()
    assert "文件夹" in page.sending.send_button.toolTip()
    page.sending.ask_folder = lambda _parent, _start: world.folder
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
    page.receiving.import_button.click()

    assert "乡镇自制.xlsx" in page.receiving.refusal.words.text()
    assert imported == [path]


def test_a_damaged_file_is_refused_without_offering_an_import(qtbot, page, tmp_path):
    path = tmp_path / "坏包.zip"
    path.write_bytes(b"PK\x03\x04 not a zip")
    page.receiving.open_import = lambda _path: None

    preview(qtbot, page, path)

    assert "坏包.zip" in page.receiving.refusal.words.text()
    assert page.receiving.import_button.isHidden()


def test_hand_edits_are_taken_only_when_ticked(qtbot, page, world):
    sent = shipments.send(world.county, TOWN, world.folder).path
    returned = filled_by_hand(sent, world.folder / "回填.xlsx")

    preview(qtbot, page, returned)
    assert groups(page) == {"手工填报": 1}
    assert not page.receiving.receive_button.isEnabled()
    page.receiving.hand_tick.setChecked(True)
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

    assert "1 处手工填报" in asked[0][2]
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


def test_a_decision_ends_the_conflict_and_the_page_is_calm(disputed, page, world, context, said):
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

    assert world.measure_text() == town.value
    assert conflicts.list_conflicts(world.county) == []
    assert disputed.stack.currentIndex() == 0
    assert badges == [("数据交换", 0)]
    assert "镇里分两期开工" in said[-1]


def test_a_conflict_that_is_gone_is_refused_in_words(disputed, world, shown_errors):
    one = disputed.model.row_at(0).conflict

    def meanwhile(*_question):
        conflicts.resolve_conflict(world.county, one.kind, one.uid, one.field, "第三种")
        return Decision("第四种", "")

    disputed.ask = meanwhile
    disputed.detail.another_button.click()

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
    assert [(row.direction, row.office, row.sequence) for row in rows] == [
        ("收到", TOWN, 1),
        ("发出", TOWN, 1),
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
