from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from dczg_desktop.domain.findings import Finding, Severity
from dczg_desktop.domain.words import EvidenceRole, Level, Role
from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.services.closure import procedure_of
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.services.users import list_users
from tests.ui.typed import answering, is_given_again, left_open, typing
from ui.dialogs.user import NewPassword, NewUser, PasswordDialog, UserDialog
from ui.pages.system import SystemPage
from ui.pages.system.backup import size_words


@pytest.fixture
def page(qtbot, context, tmp_path):
    ledger = create_ledger(tmp_path / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    context.open_ledger(ledger, ledger.user_uid, "王芳", "青石县")
    made = SystemPage(context)
    made.resize(1180, 660)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    yield made
    ledger.close()


@pytest.fixture
def said(context):
    words: list[str] = []
    context.said.connect(lambda text, _undoable: words.append(text))
    return words


def idle(qtbot, panel):
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=8000)


def test_a_user_is_added_given_a_role_and_disabled(page, context, said):
    users = page.users
    users.ask_user = typing(NewUser("李慧", Role.CLERK, ""))
    users.ask_role = typing(Role.REVIEWER)

    users.add_button.click()
    users.reload()
    users.grid.selectRow(1)
    users.role_button.click()
    users.reload()
    users.disable_button.click()

    found = list_users(context.ledger)[1]
    assert (found.name, found.role, found.disabled) == ("李慧", Role.REVIEWER, True)
    assert said == ["已新增用户“李慧”（录入）。", "“李慧”的角色改为审核。", "“李慧”已停用。"]


def test_buttons_of_users_say_why_they_rest(page, context):
    users = page.users
    users.grid.selectRow(0)

    assert "不能停用正在使用的账号" in users.disable_button.toolTip()
    assert "只有一个用户" in users.switch_button.toolTip()
    assert not users.switch_button.isEnabled()


def test_another_person_takes_over(page, context):
    users = page.users
    users.ask_user = typing(NewUser("李慧", Role.CLERK, ""))
    users.add_button.click()
    users.reload()

    def ask(_parent, people, _chosen, sign_in):
        sign_in(people[1].name, "")
        return people[1].name

    users.ask_person = ask
    users.switch_button.click()
    users.reload()

    assert (context.user_name, context.settings.last_user) == ("李慧", "李慧")
    assert context.user_uid == context.ledger.user_uid == list_users(context.ledger)[1].uid
    assert "由管理员办理" in users.add_button.toolTip()


def test_a_password_is_set_and_a_weak_one_refused(page, context, shown_errors):
    users = page.users
    users.grid.selectRow(0)
    asked: list[bool] = []

    def ask(_parent, _name, *, asks_old):
        asked.append(asks_old)
        return NewPassword("", "青山绿水共为邻好风光")

    users.ask_password = answering(ask)
    users.password_button.click()
    users.reload()
    users.grid.selectRow(0)
    users.ask_password = answering(lambda _parent, _name, *, asks_old: asked.append(asks_old))
    users.password_button.click()
    assert asked == [False, True]
    assert list_users(context.ledger)[0].has_password

    told: list[str] = []
    users.ask_password = typing(NewPassword("青山绿水共为邻好风光", "123"), told)
    users.password_button.click()
    assert "太短" in told[0]
    assert shown_errors == []


def test_two_different_passwords_are_not_taken(qtbot):
    dialog = PasswordDialog(None, "王芳", asks_old=False)
    qtbot.addWidget(dialog)
    dialog.new.setText("青山绿水共为邻好风光")
    assert "不一样" in dialog.check()

    other = UserDialog(None)
    qtbot.addWidget(other)
    assert other.check() == "请填写姓名。"


def test_a_copy_tells_what_would_be_lost_and_comes_back(qtbot, page, context, said, tmp_path):
    ledger = context.ledger
    safety_copy(ledger.path, "导入前", ledger.moment())
    add_problem(ledger, ProblemDraft(description="污水直排"))
    page.show_filter("备份与恢复")
    backup = page.backup
    assert "先在上面选一份备份" in backup.restore_button.toolTip()
    backup.grid.selectRow(0)
    assert "新增问题" in backup.words.text()

    told: list[str] = []
    backup.confirm = lambda *words: bool(told.append(words[-1])) or True
    backup.ask_target = lambda _parent, proposed: proposed
    backup.restore_button.click()
    idle(qtbot, backup)

    assert (tmp_path / "青石县（恢复）.dczg").is_file()
    assert "没有之后办理的" in told[0]
    assert "请重新交换单位卡片" in said[-1]
    assert context.settings.recent[-1].endswith("青石县（恢复）.dczg")


def test_a_full_backup_is_made_and_brought_back(qtbot, page, context, said, tmp_path):
    page.show_filter("备份与恢复")
    backup = page.backup
    backup.ask_folder = lambda _parent, _title: tmp_path / "U盘"
    backup.backup_button.click()
    idle(qtbot, backup)
    (folder,) = Path(tmp_path / "U盘").iterdir()
    assert "已备份到" in said[-1]

    backup.ask_folder = lambda _parent, _title: folder
    backup.confirm = lambda *_words: True
    backup.ask_target = lambda _parent, _proposed: tmp_path / "另一本.dczg"
    backup.folder_button.click()
    idle(qtbot, backup)
    assert (tmp_path / "另一本.dczg").is_file()


def test_a_folder_that_is_no_backup_is_refused(page, shown_errors, tmp_path):
    page.backup.ask_folder = lambda _parent, _title: tmp_path

    page.backup.folder_button.click()

    assert "不能恢复" in str(shown_errors[0])


def test_verification_answers_in_words(qtbot, page, context, tmp_path):
    uid = add_problem(context.ledger, ProblemDraft(description="污水直排"))
    (tmp_path / "照片.txt").write_text("照片", encoding="utf-8")
    made = attach_files(context.ledger, uid, [tmp_path / "照片.txt"], EvidenceRole.BEFORE)[0]
    panel = page.verification

    panel.start_button.click()
    idle(qtbot, panel)
    assert panel.verdict.text().startswith("核验通过：3 次操作")
    assert panel.answers["佐证材料"].text() == "共 1 份，全部与登记时一致。"

    context.ledger.evidence.path_of(made.sha256).write_text("换过的照片", encoding="utf-8")
    panel.start_button.click()
    idle(qtbot, panel)
    assert "核验发现问题" in panel.verdict.text()
    assert [chip.word for chip in panel.chips.values()] == ["正常", "正常", "严重"]
    assert "照片.txt" in panel.answers["佐证材料"].text()


def test_checks_list_findings_and_open_the_problem(qtbot, page, context):
    uid = add_problem(context.ledger, ProblemDraft(description="污水直排", deadline="2020年6月底前"))
    asked: list[tuple[str, object]] = []
    context.navigation_requested.connect(lambda name, which: asked.append((name, which)))
    panel = page.findings

    panel.start_button.click()
    idle(qtbot, panel)
    assert len(panel.model.ids()) > 0
    panel.grid.selectRow(0)
    panel.grid.opened.emit(panel.grid.current_id())

    assert asked == [("整改台账", GridQuery(uids=(uid,)))]


def test_findings_are_narrowed_by_weight_and_rule(page):
    panel = page.findings
    panel.show_findings(
        [
            Finding("R19", Severity.WARN, "u1", "甲-1", "时限", "已逾期 3 天"),
            Finding("R13", Severity.BLOCK, "u2", "甲-2", "进展", "残留占位符"),
        ]
    )

    panel.filters.set_values({"severity": "阻断"})
    panel._show(panel.filters.values())

    assert [line.code for line in panel.lines.rows(panel.model.ids())] == ["甲-2"]


def test_the_log_shows_acts_and_takes_one_back(page, context, said):
    add_problem(context.ledger, ProblemDraft(description="污水直排"))
    page.show_filter("操作日志")
    panel = page.journal
    panel.reload()
    assert [panel.model.row_at(row).act for row in range(2)] == ["新增问题", "新建台账"]
    panel.grid.selectRow(1)
    assert panel.undo_button.toolTip() == "“新建台账”不能撤销"

    panel.grid.selectRow(0)
    panel.undo_button.click()
    panel.reload()

    assert problem_ids(context.ledger, GridQuery()) == []
    assert said[-1].startswith("已撤销：新增问题")
    panel.grid.selectRow(0)
    assert panel.undo_button.text() == "重做这一步(&Z)"
    panel.filters.set_values({"act": "新建台账"})
    panel._show()
    assert len(panel.model.ids()) == 1


def test_a_procedure_shows_its_steps_and_is_adopted(page, context):
    page.show_filter("销号流程")
    panel = page.procedure
    assert "正在采用" in panel.use_button.toolTip()

    panel.choices["山东"].setChecked(True)
    panel.use_button.click()

    assert procedure_of(context.ledger).key == "山东"
    panel.reload()
    assert "正在采用" in panel.meaning.heading.text()


def test_the_display_acts_at_once_and_is_kept(page, context):
    sizes: list[int] = []
    context.point_size_changed.connect(sizes.append)
    page.show_filter("显示")

    assert all("督办预警" not in one.text() for one in page.display.findChildren(QLabel))  # no such page
    page.display.sizes[15].click()
    page.display.rows[3].click()
    page.display.days.setValue(20)

    settings = context.settings
    assert (sizes, settings.point_size, settings.rows, settings.due_soon_days) == ([15], 15, 3, 20)


def test_about_names_office_and_file(page, context):
    page.show_filter("关于")

    assert page.about.office.text() == "青石县（县，代码 450421）"
    assert page.about.path.text() == str(context.ledger.path)


def test_sizes_in_words():
    assert (size_words(10), size_words(3_500_000)) == ("1 KB", "3.3 MB")


def test_what_is_refused_about_a_person_is_mended_in_the_same_dialog(qtbot, monkeypatch, page, context):
    users, dialogs = page.users, left_open(monkeypatch)
    users.add_button.click()
    account = dialogs[0]
    account.name.setText("李慧")
    account.password.setText("123")
    account.again.setText("123")

    account.do_button.click()
    assert (account.isVisible(), "太短" in account.wrong.text()) == (True, True)
    for field in (account.password, account.again):
        field.setText("青山绿水共为邻好风光")
    is_given_again(qtbot, monkeypatch, account)
    users.reload()
    users.grid.selectRow(1)
    users.role_button.click()
    dialogs[1].role.setCurrentIndex(dialogs[1].role.findData(Role.LEADER))
    is_given_again(qtbot, monkeypatch, dialogs[1])
    users.reload()
    users.grid.selectRow(1)
    users.password_button.click()
    is_given_again(qtbot, monkeypatch, dialogs[2])

    found = list_users(context.ledger)[1]
    assert (found.name, found.role, found.has_password) == ("李慧", Role.LEADER, False)
    assert [one.isVisible() for one in dialogs] == [False] * 3
