import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import Level, Role
from dczg_desktop.services.accounts import change_role, set_password
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.users import add_user, list_users, sign_in

SECRET = "青山绿水共为邻好风光"


@pytest.fixture
def ledger(tmp_path):
    made = create_ledger(tmp_path / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    yield made
    made.close()


def test_an_administrator_changes_a_role(ledger):
    uid = add_user(ledger, "李慧")

    change_role(ledger, uid, Role.REVIEWER)

    assert [user.role for user in list_users(ledger)] == [Role.ADMINISTRATOR, Role.REVIEWER]


def test_the_last_administrator_stays_one(ledger):
    with pytest.raises(UserError, match="唯一的管理员"):
        change_role(ledger, ledger.user_uid, Role.CLERK)
    add_user(ledger, "李慧", Role.ADMINISTRATOR)
    change_role(ledger, ledger.user_uid, Role.CLERK)

    assert list_users(ledger)[0].role is Role.CLERK


def test_others_may_not_change_roles_or_passwords(ledger):
    first = ledger.user_uid
    add_user(ledger, "李慧")
    sign_in(ledger, "李慧")

    with pytest.raises(UserError, match="由管理员办理"):
        change_role(ledger, first, Role.CLERK)
    with pytest.raises(UserError, match="由管理员办理"):
        set_password(ledger, first, SECRET)
    assert not list_users(ledger)[0].has_password


def test_ones_own_password_needs_the_old_one(ledger):
    set_password(ledger, ledger.user_uid, SECRET)
    with pytest.raises(UserError, match="口令不对"):
        sign_in(ledger, "王芳", "猜一个试试看")
    with pytest.raises(UserError, match="原口令不对"):
        set_password(ledger, ledger.user_uid, "")

    set_password(ledger, ledger.user_uid, "", SECRET)

    sign_in(ledger, "王芳")


def test_a_weak_password_changes_nothing(ledger):
    with pytest.raises(UserError, match="太短"):
        set_password(ledger, ledger.user_uid, "123")
    assert not list_users(ledger)[0].has_password
