"""The receipt read over the telephone: twelve digits that stand for one package, its receiver and what became of it."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum

PURPOSE = "DCZG-RECEIPT-CODE-1"
LENGTH = 12

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
"""The table of H. M. Damm's check digit: finds every single wrong digit and every swap of neighbours."""


class Outcome(StrEnum):
    """What became of a package at its receiver."""

    ACCEPTED = "全部接收"
    PARTLY = "部分接收"
    REFUSED = "没有接收"


_DIGIT = {Outcome.ACCEPTED: "2", Outcome.PARTLY: "5", Outcome.REFUSED: "8"}


class MistypedCode(ValueError):
    """The code cannot be right; the text says why, in the user's words."""


def code_for(digest: str, receiver_uid: str, outcome: Outcome) -> str:
    """Three groups of four digits, for example `2481 9037 5526`."""
    said = "\0".join((PURPOSE, digest, receiver_uid, outcome.value)).encode("utf-8")
    body = _DIGIT[outcome] + f"{int.from_bytes(hashlib.sha256(said).digest(), 'big') % 10**10:010}"
    whole = body + check_digit(body)
    return " ".join(whole[start : start + 4] for start in range(0, LENGTH, 4))


def check_digit(digits: str) -> str:
    """The digit that makes a mistyped code noticed."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return str(state)


def read_code(text: str) -> str:
    """The twelve digits of what somebody typed: blanks, hyphens and full-width digits do not matter.

    Raises MistypedCode with what to do when there are more or fewer, or one was misheard.
    """
    digits = "".join(str(int(one)) for one in text if one.isdecimal())
    others = [one for one in text if not one.isdecimal() and not one.isspace() and one not in "-－—_·.,，、"]
    if others:
        raise MistypedCode(f"回执码只有数字，不含“{others[0]}”。请让对方再念一遍，共三组、每组四位。")
    if len(digits) != LENGTH:
        raise MistypedCode(
            f"回执码是 12 位数字（三组、每组四位），现在输入了 {len(digits)} 位。请让对方再念一遍。"
        )
    if check_digit(digits[:-1]) != digits[-1] or digits[0] not in _DIGIT.values():
        raise MistypedCode(
            "回执码有一位听错或输错了（校验位不符）。请让对方一组一组再念一遍，核对后重新输入。"
        )
    return digits


def found(digits: str, candidates: Iterable[tuple[str, str]]) -> tuple[int, Outcome] | None:
    """Which of the candidates (digest, receiver uid) the code stands for, by its place, and the outcome; None for none."""
    outcome = next(one for one, digit in _DIGIT.items() if digit == digits[0])
    for place, (digest, receiver_uid) in enumerate(candidates):
        if code_for(digest, receiver_uid, outcome).replace(" ", "") == digits:
            return place, outcome
    return None
