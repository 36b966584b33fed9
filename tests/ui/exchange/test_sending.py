import openpyxl
from PySide6.QtGui import QGuiApplication

from dczg_desktop.domain.words import Job, Level, Relation
from dczg_desktop.services import duties, ledgers, offices
from dczg_desktop.services.offices import add_office
from tests.ui.exchange.scene import TOWN, choose_receiver, settle


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
