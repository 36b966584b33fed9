"""Whether a package is sealed, why, for whom; and the sealing keys of this installation."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Counterpart, Meta, Revocation
from dczg_desktop.domain.personal import PersonalKind
from dczg_desktop.domain.words import Sealing
from dczg_desktop.exchange.sealing import SUFFIX, NeedsPhrase, is_sealed, seal, seal_with_phrase, unseal
from dczg_desktop.safety.keys import make_sealing_key, sealing_recipient
from dczg_desktop.safety.phrase import make_phrase
from dczg_desktop.services.scope import Scope
from dczg_desktop.store.ledger import Ledger

KEY, FORMER = "sealing_key", "former_sealing_keys"
"""Where the ledger keeps its secret sealing key, and those it had before (packages under way are sealed for them)."""


@dataclass(frozen=True, slots=True)
class SealingOutlook:
    """How a package would be closed: `words` for the screen, `reasons` why, `choices` what may be chosen instead.

    `keys` are the receiver's public sealing keys.
    """

    how: Sealing
    words: str
    reasons: tuple[str, ...]
    choices: tuple[Sealing, ...]
    keys: tuple[str, ...] = ()


def ensure_sealing_key(ledger: Ledger) -> None:
    """Give this installation a sealing key when it has none (a ledger of 0.1.0)."""
    if not ledger.meta(KEY):
        ledger.set_meta(KEY, make_sealing_key())


def renew_sealing_key(ledger: Ledger) -> None:
    """A new sealing key; the old one still opens what is under way."""
    former = json.loads(ledger.meta(FORMER, "[]"))
    if old := ledger.meta(KEY):
        ledger.set_meta(FORMER, json.dumps([*former, old]))
    ledger.set_meta(KEY, make_sealing_key())


def our_sealing_key(session: Session) -> str:
    """The public half of this installation's sealing key; '' when it has none."""
    secret = session.scalar(select(Meta.value).where(Meta.key == KEY))
    return sealing_recipient(secret) if secret else ""


def sealing_outlook(
    session: Session,
    office_uid: str,
    scope: Scope,
    personal: Sequence[PersonalKind | str],
    wish: Sealing | None = None,
    *,
    is_form: bool = False,
) -> SealingOutlook:
    """How a package with `scope` for this office is to be closed; `personal` are the kinds of personal data found in it,
    `wish` is what the person chose, `is_form` sheets to be filled in with Excel or WPS.

    Raises UserError when the wish cannot be granted.
    """
    reasons = tuple(personal_reasons(scope, personal))
    gone = set(session.scalars(select(Revocation.replica)))
    query = select(Counterpart.replica, Counterpart.sealing_key).where(Counterpart.office_uid == office_uid)
    enrolled = session.execute(query).all()
    known = [key for replica, key in enrolled if replica not in gone]
    keys = tuple(key for key in known if key)
    has_program = (
        bool(enrolled) and not is_form
    )  # an office whose only computer was lost is none without the program
    choices = _choices(is_enrolled=has_program, has_key=bool(keys), is_personal=bool(reasons))
    usual = choices[0] if reasons else Sealing.PLAIN
    how = wish or usual
    if how not in choices:
        raise UserError(_refusal(how, reasons, is_enrolled=bool(enrolled)))
    return SealingOutlook(
        how, _words(how, reasons, known, by_choice=how is not usual), reasons, choices, keys
    )


def personal_reasons(scope: Scope, personal: Sequence[PersonalKind | str]) -> list[str]:
    """Why this content must not lie open on a stick, in words; empty when nothing speaks against it."""
    petitions = sum(record.kind == "petition" for record in scope.records)
    reasons = [f"含信访件 {petitions} 件"] if petitions else []
    if personal:
        listed = "、".join(f"{kind} {count} 处" for kind, count in Counter(map(str, personal)).items())
        reasons.append(f"文字里疑似有个人信息（{listed}）")
    return reasons


class Seal:
    """Closes the files of one sending as the outlook says; all volumes under one pass-phrase. `ours` is our own key:
    we must be able to open what we sent.
    """

    def __init__(self, outlook: SealingOutlook, ours: str) -> None:
        self._outlook, self._ours = outlook, ours
        self.phrase = make_phrase() if outlook.how is Sealing.PHRASE else ""

    def close(self, path: Path) -> Path:
        """The file to hand over: `path` itself, or sealed beside it. Raises UserError when it cannot be sealed."""
        if self._outlook.how is Sealing.PLAIN:
            return path
        target = path.with_name(path.name + SUFFIX)
        if self._outlook.how is Sealing.KEY:
            seal(path, target, [*self._outlook.keys, *([self._ours] if self._ours else [])])
        else:
            seal_with_phrase(path, target, self.phrase)
        return target


def asks_for_phrase(error: Exception) -> bool:
    """Whether a refusal means that the file is sealed with a pass-phrase: ask the person for it."""
    return isinstance(error, NeedsPhrase)


def opened_seal(ledger: Ledger, path: Path, phrase: str = "") -> Path:
    """The file itself, or what stood in its seal, written beside it. Raises UserError as `exchange.sealing.unseal`."""
    if not is_sealed(path):
        return path
    name = path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else f"{path.name}.xlsx"
    target = path.with_name("解封") / (name if name.strip(". ") else "数据包.xlsx")
    target.parent.mkdir(exist_ok=True)
    unseal(path, target, [ledger.meta(KEY), *json.loads(ledger.meta(FORMER, "[]"))], phrase)
    return target


def _choices(*, is_enrolled: bool, has_key: bool, is_personal: bool) -> tuple[Sealing, ...]:
    """What may be chosen, the usual way for personal data first."""
    if not is_enrolled:  # an office without the program could open no sealed file
        return (Sealing.PLAIN, Sealing.PHRASE)
    sealed = (Sealing.KEY, Sealing.PHRASE) if has_key else (Sealing.PHRASE,)
    return sealed if is_personal else (*sealed, Sealing.PLAIN)


def _words(how: Sealing, reasons: tuple[str, ...], known: list[str], *, by_choice: bool) -> str:
    why = "；".join(reasons) or ("按您的选择" if by_choice else "没有信访件，文字里也没有发现个人信息")
    if how is Sealing.KEY:
        others = sum(not key for key in known)
        rest = f"对方另有 {others} 台电脑的卡片没有密封公钥，打不开。" if others else ""
        return f"将密封（{why}）：只有对方登记过的电脑能打开，不用口令。{rest}"
    if how is Sealing.PHRASE:
        lacking = "" if any(known) else "对方没有可用的密封公钥，"
        return f"将用口令密封（{why}）：{lacking}生成后口令只显示一次，请电话告知对方，不要写在文件旁边。"
    if reasons:
        return f"不密封（{why}，但对方没有登记，密封了打不开）：请当面交接，不要经过互联网。"
    return f"不密封（{why}）：对方可以直接用 Excel 或 WPS 打开。"


def _refusal(how: Sealing, reasons: tuple[str, ...], *, is_enrolled: bool) -> str:
    if how is Sealing.PLAIN:
        return f"本次内容{'；'.join(reasons)}，必须密封，没有生成数据包。请选“密封”或“口令密封”。"
    if not is_enrolled:
        return "对方还没有登记，没有它的密封公钥，没有生成数据包。请先登记对方的单位卡片，或改用口令密封。"
    return "对方没有可用的密封公钥（卡片是旧版程序导出的，或密钥已停用），没有生成数据包。请对方重新导出卡片来登记，或改用口令密封。"
