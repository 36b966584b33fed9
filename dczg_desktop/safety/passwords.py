"""Passwords of named accounts: stored as scrypt hashes that carry their own parameters, never as text."""

import base64
import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass

from dczg_desktop.base.errors import UserError

MINIMUM_LENGTH = 10
"""Characters of a new password; no forced change, no prescribed kinds of characters."""
FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = 30, 1800


@dataclass(frozen=True, slots=True)
class Cost:
    """scrypt's price: memory is 128 · r · 2**log_n bytes, time grows with p."""

    log_n: int
    r: int
    p: int


CURRENT = Cost(log_n=15, r=8, p=3)  # one of OWASP's equal settings, 32 MB: fits office PCs with 4 GB


def hash_password(password: str, cost: Cost = CURRENT) -> str:
    """`scrypt$log_n$r$p$salt$hash`, salt of 16 and hash of 32 bytes in base64; new at each call."""
    salt = os.urandom(16)
    words = (base64.b64encode(part).decode() for part in (salt, _derived(password, salt, cost)))
    return "$".join(["scrypt", str(cost.log_n), str(cost.r), str(cost.p), *words])


def verify_password(password: str, stored: str) -> bool:
    """Whether `password` made `stored`. Full-width and half-width letters count as the same (input methods).

    Raises UserError when `stored` is not one of our hashes.
    """
    cost, salt, expected = _parsed(stored)
    return hmac.compare_digest(_derived(password, salt, cost), expected)


def refuse_weak(password: str, user_name: str) -> None:
    """Raise UserError when a new password is too short, one repeated character or the user's own name."""
    if len(password) < MINIMUM_LENGTH:
        raise UserError(f"口令太短：至少 {MINIMUM_LENGTH} 个字符。原口令未改动。可以用一句容易记住的话。")
    if len(set(password)) < 4 or (
        user_name and password.casefold() in {user_name.casefold(), user_name.casefold() * 2}
    ):
        raise UserError("口令太容易猜到（重复的字符或本人姓名）。原口令未改动。请换一个。")


def waiting_seconds(failures: int) -> int:
    """The wait after so many failures in a row: none up to 4, then 30 s, doubling up to 30 minutes."""
    if failures < FREE_TRIES:
        return 0
    return min(FIRST_WAIT << min(failures - FREE_TRIES, 10), LONGEST_WAIT)


def _derived(password: str, salt: bytes, cost: Cost) -> bytes:
    text = unicodedata.normalize("NFKC", password).encode()
    memory = 256 * cost.r * (1 << cost.log_n) + (1 << 20)
    return hashlib.scrypt(text, salt=salt, n=1 << cost.log_n, r=cost.r, p=cost.p, maxmem=memory, dklen=32)


def _parsed(stored: str) -> tuple[Cost, bytes, bytes]:
    """The parts of a stored hash; the limits keep an altered price from exhausting the computer."""
    try:
        name, *numbers, salt, digest = stored.split("$")
        cost = Cost(*map(int, numbers))
        parts = base64.b64decode(salt, validate=True), base64.b64decode(digest, validate=True)
        is_ours = name == "scrypt" and 10 <= cost.log_n <= 18 and 1 <= cost.r <= 16 and 1 <= cost.p <= 16
        if is_ours and len(parts[0]) >= 8 and len(parts[1]) == 32:
            return cost, *parts
    except (ValueError, TypeError):
        pass
    raise UserError(
        "该账号保存的口令记录无法识别，可能已损坏。其他账号和台账数据不受影响。请管理员为该账号重设口令。"
    )
