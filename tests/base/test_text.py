import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.base.text import HIDDEN, TURNED, clean, count_unseen, excerpt, folded, with_unseen_shown


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("一\r\n二\r三", "一\n二\n三"),
        ("\t缩进\t的　", "缩进 的"),
        ("零\x00字\x0b节\x7f", "零字节"),
        ("\ufeff标记", "标记"),
        ("半个\ud83d代理", "半个代理"),
        ("  \n ", ""),
        ("𠮷野家🏭", "𠮷野家🏭"),
    ],
)
def test_text_is_cleaned_at_the_door(raw, kept):
    assert clean(raw) == kept


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_always_storable(text):
    once = clean(text)

    assert clean(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert not set(once) & {"\r", "\t", "\x00"}


def test_folding_is_for_comparing():
    assert folded("ＡＢ１２ 县 局") == folded("ab12县局")
    assert folded("甲") != folded("乙")


@pytest.mark.parametrize(
    ("text", "length", "line"), [("短", 5, "短"), ("一二三四五六", 5, "一二三四…"), ("一\n 二", 9, "一 二")]
)
def test_an_excerpt_is_one_line_and_says_that_it_was_cut(text, length, line):
    assert excerpt(text, length) == line


UNSEEN = [
    *"\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u061c\u00ad"
]


@pytest.mark.parametrize("character", UNSEEN)
def test_what_is_not_seen_is_shown_as_a_mark_and_counted(character):
    text = f"罚款{character}7531元"

    shown = with_unseen_shown(text)
    assert shown in {f"罚款{TURNED}7531元", f"罚款{HIDDEN}7531元"}
    assert count_unseen(text) == 1
    assert with_unseen_shown(shown) == shown


@given(st.text(st.sampled_from([*UNSEEN, *"罚款1357 aA🏭，"])))
def test_nothing_else_of_a_text_changes_when_it_is_shown(text):
    shown = with_unseen_shown(text).replace(TURNED, "").replace(HIDDEN, "")

    assert shown == "".join(one for one in text if one not in UNSEEN)
    assert count_unseen(text) == len(text) - len(shown)
