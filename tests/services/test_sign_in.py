"""Signing in: who may act, and how long a guesser waits."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.users import add_user, disable_user, list_users, sign_in

PASSWORD = "清溪河畔三十六号院"


def test_a_wrong_password_five_times_makes_the_account_wait(offices):
    ledger = offices.county
    add_user(ledger, "周小兰", password=PASSWORD * 2)
    for _ in range(5):
        with pytest.raises(UserError, match="口令不对"):
            sign_in(ledger, "周小兰", "猜一猜")
    with pytest.raises(UserError, match="秒后再试"):
        sign_in(ledger, "周小兰", PASSWORD * 2)

    offices.watch.pass_days(1)
    sign_in(ledger, "周小兰", PASSWORD * 2)

    assert ledger.user_uid == next(user.uid for user in list_users(ledger) if user.name == "周小兰")
    sign_in(ledger, "周小兰", PASSWORD * 2)


def test_a_disabled_or_unknown_person_is_refused(offices):
    ledger = offices.county
    uid = add_user(ledger, "调离的人")
    disable_user(ledger, uid)
    for name, words in (("调离的人", "已停用"), ("不存在", "没有名为")):
        with pytest.raises(UserError, match=words):
            sign_in(ledger, name)
