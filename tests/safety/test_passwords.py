"""Passwords: hashed with their own parameters, checked, renewed, and guesses slowed down."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dczg_desktop.base.errors import UserError
from dczg_desktop.safety.passwords import (
    Cost,
    hash_password,
    refuse_weak,
    verify_password,
    waiting_seconds,
)

CHEAP = Cost(log_n=10, r=8, p=1)


def test_the_right_password_is_accepted_and_a_wrong_one_is_not():
    stored = hash_password("整改到位 2026 年底")

    assert verify_password("整改到位 2026 年底", stored)
    assert not verify_password("整改到位 2026 年", stored)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_only_the_same_text_opens(password, other):
    stored = hash_password(password, CHEAP)

    assert verify_password(password, stored)
    assert verify_password(other, stored) == (normalize("NFKC", other) == normalize("NFKC", password))


def test_full_width_input_counts_as_the_same():
    assert verify_password("ＡＢＣ１２３ｘｙｚ０", hash_password("ABC123xyz0", CHEAP))


def test_the_text_is_not_in_the_hash_and_each_hash_is_new():
    first, second = (hash_password("secret-words-1", CHEAP) for _ in range(2))

    assert first != second
    assert "secret" not in first


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "plain",
        "scrypt$15$8$3$AAAA",
        "scrypt$15$8$3$!!$!!",
        "scrypt$60$8$3$AAAAAAAAAAAAAAAAAAAAAA==$" + "A" * 43 + "=",
        "scrypt$15$8$3$$" + "A" * 43 + "=",
        "md5$15$8$3$AAAAAAAAAAAAAAAAAAAAAA==$" + "A" * 43 + "=",
    ],
)
def test_a_damaged_hash_is_refused_with_advice(stored):
    with pytest.raises(UserError, match="管理员为该账号重设口令"):
        verify_password("x", stored)


@pytest.mark.parametrize(
    ("password", "name"), [("短口令", "张三"), ("1111111111", "张三"), ("Zhangsan-Li", "zhangsan-li")]
)
def test_weak_passwords_are_refused(password, name):
    with pytest.raises(UserError, match="原口令未改动"):
        refuse_weak(password, name)


def test_a_sentence_is_a_good_password():
    refuse_weak("每月五日之前报送进展", "张三")


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (10, 960), (11, 1800), (10_000, 1800)]
)
def test_guessing_gets_slower(failures, seconds):
    assert waiting_seconds(failures) == seconds
