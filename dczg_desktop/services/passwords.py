"""打开密码: the password agreed with each office that has only Excel or WPS; kept in this ledger, told by telephone."""

import json
import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Meta
from dczg_desktop.store.ledger import Ledger

KEY = "form_passwords"
"""Where the ledger keeps {office: its passwords, the newest first}."""
DIGITS, GROUP = 20, 4
"""Twenty digits are 66 random bits behind a hundred thousand rounds; only digits, since Excel's box takes no Chinese words."""
KEPT, TRIED = 5, 24


def grouped(password: str) -> str:
    """The digits in groups, to be read aloud."""
    return " ".join(password[start : start + GROUP] for start in range(0, len(password), GROUP))


def password_for(session: Session, office_uid: str, *, renew: bool = False) -> str:
    """The password agreed with an office; a new one when there is none yet, or another is wished. Written with the session."""
    row = session.scalar(select(Meta).where(Meta.key == KEY))
    known: dict[str, list[str]] = json.loads(row.value) if row else {}
    former = known.get(office_uid, [])
    if former and not renew:
        return former[0]
    made = "".join(str(secrets.randbelow(10)) for _ in range(DIGITS))
    value = json.dumps({**known, office_uid: [made, *former][:KEPT]})
    if row is None:
        session.add(Meta(key=KEY, value=value))
    else:
        row.value = value
    return made


def has_password(session: Session, office_uid: str) -> bool:
    """Whether a password was agreed with an office before."""
    value = session.scalar(select(Meta.value).where(Meta.key == KEY))
    return bool(value and json.loads(value).get(office_uid))


def known_passwords(ledger: Ledger) -> Sequence[str]:
    """The newest password agreed with each office, then former ones, as many as `TRIED` in all."""
    known: Mapping[str, Sequence[str]] = json.loads(ledger.meta(KEY, "{}"))
    ranked = [(age, one) for passwords in known.values() for age, one in enumerate(passwords)]
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])][: max(TRIED, len(known))]
