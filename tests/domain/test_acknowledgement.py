"""The receipt code for the telephone: one package, one receiver, one outcome; a slip of the tongue is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.acknowledgement import MistypedCode, Outcome, check_digit, code_for, found, read_code

DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
OFFICES = st.text("0123456789abcdef", min_size=32, max_size=32)


@given(DIGESTS, OFFICES, st.sampled_from(Outcome))
def test_a_code_leads_back_to_its_package_and_outcome(digest, office, outcome):
    code = code_for(digest, office, outcome)

    assert [len(group) for group in code.split()] == [4, 4, 4]
    assert found(read_code(code), [("g" * 64, office), (digest, office)]) == (1, outcome)


@given(DIGESTS, OFFICES, st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digest, office, place, by):
    digits = list(code_for(digest, office, Outcome.ACCEPTED).replace(" ", ""))
    digits[place] = str((int(digits[place]) + by) % 10)

    with pytest.raises(MistypedCode):
        read_code("".join(digits))


@given(DIGESTS, OFFICES, st.integers(0, 10))
def test_two_neighbours_swapped_are_always_noticed(digest, office, place):
    digits = list(code_for(digest, office, Outcome.PARTLY).replace(" ", ""))
    if digits[place] == digits[place + 1]:
        return
    digits[place], digits[place + 1] = digits[place + 1], digits[place]

    with pytest.raises(MistypedCode):
        read_code("".join(digits))


def test_blanks_hyphens_and_full_width_digits_do_not_matter():
    code = code_for("a" * 64, "b" * 32, Outcome.ACCEPTED)
    wide = code.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}).replace(" ", "－")

    assert read_code(wide) == code.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "words"), [("123", "现在输入了 3 位"), ("12O4 5678 9012", "不含“O”"), ("", "现在输入了 0 位")]
)
def test_what_is_wrong_with_a_code_is_said(text, words):
    with pytest.raises(MistypedCode, match=words):
        read_code(text)


def test_a_code_of_another_receiver_fits_nothing():
    code = code_for("a" * 64, "b" * 32, Outcome.ACCEPTED)

    assert found(read_code(code), [("a" * 64, "c" * 32), ("d" * 64, "b" * 32)]) is None


def test_the_check_digit_of_a_known_number_is_the_published_one():
    assert check_digit("572") == "4"
