"""People and their passwords: added, given a role, disabled, changed places with."""

from dczg_desktop.domain.words import Role
from dczg_desktop.services.users import list_users
from tests.ui.typed import answering, is_given_again, left_open, typing
from ui.dialogs.user import NewPassword, NewUser, PasswordDialog, UserDialog


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
