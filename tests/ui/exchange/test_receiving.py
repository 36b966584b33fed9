from threading import Event

import openpyxl
from PySide6.QtCore import Qt

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services import detail, duties, problems, register, undo
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.problems import ProblemDraft
from tests.ui.exchange.scene import COUNTY, TOWN, filled_by_hand, preview, settle


def groups(page) -> dict[str, int]:
    model = page.receiving.review.model
    found: dict[str, int] = {}
    for n in range(model.rowCount()):
        group = model.row_at(n).group
        found[group] = found.get(group, 0) + 1
    return found


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


def test_a_foreign_table_is_offered_to_the_import(qtbot, page, tmp_path, context):
    path = tmp_path / "乡镇自制.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["序号", "问题"])
    book.save(path)
    asked = []
    context.navigation_requested.connect(lambda name, wanted: asked.append((name, wanted.name)))

    preview(qtbot, page, path)
    assert not page.receiving.inbox.import_button.isHidden()
    page.receiving.inbox.import_button.click()

    assert page.receiving.inbox.refusal.words.text().count("乡镇自制.xlsx") == 1
    assert asked == [("导入表格", path.name)]


def test_a_damaged_file_is_refused_without_offering_an_import(qtbot, page, tmp_path):
    path = tmp_path / "坏包.zip"
    path.write_bytes(b"PK\x03\x04 not a zip")
    preview(qtbot, page, path)

    assert "坏包.zip" in page.receiving.inbox.refusal.words.text()
    assert page.receiving.inbox.import_button.isHidden()


def test_hand_edits_are_taken_only_when_ticked(qtbot, page, world, said):
    sent = shipments.send(world.county, TOWN, world.folder).path
    returned = filled_by_hand(sent, world.folder / "回填.xlsx")

    preview(qtbot, page, returned)
    assert groups(page) == {"手工填报": 1}
    inbox = page.receiving.inbox.model.row_at(0)
    assert page.receiving.review.trust.word == inbox.trust == "交回的填报表"
    assert not page.receiving.receive_button.isEnabled()
    page.receiving.all_tick.click()
    page.receiving.receive_button.click()
    settle(qtbot, page.receiving)

    reports = detail.problem_detail(world.county, world.uids[0]).facts.progress
    assert [one.text for one in reports] == ["已覆盖防尘网"]
    assert said[-1].startswith(f"来自“{TOWN}”的填报：已接收")
    assert page.receiving.told.isHidden()  # it has no program to enter a receipt in
    assert register.shipments(world.county)[0].content == "手工填报 1"


def test_the_list_says_why_a_cell_is_not_taken_instead_of_what_was_written_in_it(qtbot, page, world):
    sent = shipments.send(world.county, TOWN, world.folder).path
    book = openpyxl.load_workbook(sent)
    sheet = book["整改措施"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "完成日期" for cell in row))
    column = next(cell.column for cell in heading if cell.value == "完成日期")
    sheet.cell(heading[0].row + 1, column).value = "2026年13月"
    book.save(world.folder / "回填.xlsx")

    preview(qtbot, page, world.folder / "回填.xlsx")

    line = page.receiving.review.model.row_at(0)
    assert line.group == "未接收"
    assert "完成日期无法识别" in page.receiving.review.model.index(0, 6).data()
    assert page.receiving.review.detail.after.text() == "2026年13月"


def test_a_reception_taken_back_elsewhere_is_shown_as_done_no_more(qtbot, page, world):
    preview(qtbot, page, world.package_for_county())
    page.receiving.receive_button.click()
    settle(qtbot, page.receiving)

    undo.undo(world.county, undo.last_undoable(world.county).uid)
    page.receiving.reload()

    assert page.receiving.stack.currentIndex() == 0
    assert page.receiving.receipt is None


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
