"""打开密码: agreed with each office that has only Excel or WPS, or set by itself and typed here once; kept in this ledger alone."""

import json
import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Meta
from dczg_desktop.store.ledger import Ledger, meta_value

KEY = "form_passwords"
"""Where the ledger keeps {office: its passwords, the newest first}."""
TOLD = "told_passwords"
"""The same of passwords that offices set themselves and told: they open what comes, nothing is ever sent under them."""
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
    value = meta_value(session, KEY)
    return bool(value and json.loads(value).get(office_uid))


def known_passwords(ledger: Ledger) -> Sequence[str]:
    """The newest password agreed with and told by each office, then former ones, as many as `TRIED` in all."""
    every: list[Mapping[str, Sequence[str]]] = [json.loads(ledger.meta(key, "{}")) for key in (KEY, TOLD)]
    ranked = [
        (age, one) for known in every for passwords in known.values() for age, one in enumerate(passwords)
    ]
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])][: max(TRIED, *map(len, every))]


def remember_told(ledger: Ledger, office_uid: str, password: str) -> None:
    """Keep the password that opened a file of this office, so that it is typed once; a changed one is asked for again."""
    known: dict[str, list[str]] = json.loads(ledger.meta(TOLD, "{}"))
    former = known.get(office_uid, [])
    if former[:1] != [password]:
        others = [one for one in former if one != password]
        ledger.set_meta(TOLD, json.dumps({**known, office_uid: [password, *others][:KEPT]}))
