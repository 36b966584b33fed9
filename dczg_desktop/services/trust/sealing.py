"""Whether a package is sealed, why, for whom; and the sealing keys of this installation."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Counterpart, Revocation
from dczg_desktop.domain.personal import PersonalKind
from dczg_desktop.domain.words import Sealing
from dczg_desktop.exchange.protection import is_protected, protect, unprotect
from dczg_desktop.exchange.sealing import SUFFIX, NeedsPhrase, is_sealed, seal, seal_with_phrase, unseal
from dczg_desktop.safety.keys import make_sealing_key, sealing_recipient
from dczg_desktop.safety.phrase import make_phrase
from dczg_desktop.services.outgoing.scope import Scope
from dczg_desktop.services.passwords import grouped, has_password, known_passwords
from dczg_desktop.store.ledger import Ledger, meta_value

KEY, FORMER = "sealing_key", "former_sealing_keys"
"""Where the ledger keeps its secret sealing key, and those it had before (packages under way are sealed for them)."""


@dataclass(frozen=True, slots=True)
class SealingOutlook:
    """How a package would be closed: `words` for the screen, `reasons` why, `choices` what may be chosen instead.

    `keys` are the receiver's public sealing keys, `told` the words of each choice; `usual` is the way without a wish,
    `agreed` whether there is a password for opening already.
    """

    how: Sealing
    words: str
    reasons: tuple[str, ...]
    choices: tuple[Sealing, ...]
    keys: tuple[str, ...] = ()
    told: Mapping[Sealing, str] = field(default_factory=dict)
    usual: Sealing = Sealing.PLAIN
    agreed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether personal data would lie open in the file, so that a reason is needed."""
        return self.how is Sealing.PLAIN and bool(self.reasons)


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
    secret = meta_value(session, KEY)
    return sealing_recipient(secret) if secret else ""


@dataclass(frozen=True, slots=True)
class Way:
    """What is sent and to whom: `is_form` sheets to be filled in with Excel or WPS, `has_files` an archive with evidence."""

    is_form: bool = False
    has_files: bool = False


_counterpart = Counterpart.__table__.c
_GONE = select(Revocation.__table__.c.replica)
_ENROLLED = select(_counterpart.replica, _counterpart.sealing_key).where(
    _counterpart.office_uid == bindparam("office")
)


def sealing_outlook(
    session: Session,
    office_uid: str,
    scope: Scope,
    personal: Sequence[PersonalKind | str],
    wish: Sealing | None = None,
    way: Way | None = None,
) -> SealingOutlook:
    """How a package with `scope` for this office is to be closed; `personal` are the kinds of personal data found in it,
    `wish` is what the person chose.

    Raises UserError when the wish cannot be granted.
    """
    way = way or Way()
    reasons = tuple(personal_reasons(scope, personal))
    gone = set(session.scalars(_GONE))
    enrolled = session.execute(_ENROLLED, {"office": office_uid}).all()
    known = [key for replica, key in enrolled if replica not in gone]
    keys = tuple(key for key in known if key)
    # an office whose only computer was lost is none without the program
    choices = _choices(way, is_enrolled=bool(enrolled), has_key=bool(keys), is_personal=bool(reasons))
    usual = choices[0] if reasons else Sealing.PLAIN
    how = wish or usual
    if how not in choices:
        raise UserError(_refusal(how, reasons, way, is_enrolled=bool(enrolled)))
    agreed = has_password(session, office_uid)
    words = {
        one: _words(one, reasons, known, way, by_choice=one is not usual, agreed=agreed) for one in choices
    }
    return SealingOutlook(how, words[how], reasons, choices, keys, words, usual, agreed)


def personal_reasons(scope: Scope, personal: Sequence[PersonalKind | str]) -> list[str]:
    """Why this content must not lie open on a stick, in words; empty when nothing speaks against it."""
    petitions = sum(record.kind == "petition" for record in scope.records)
    reasons = [f"含信访件 {petitions} 件"] if petitions else []
    if personal:
        listed = "、".join(f"{kind} {count} 处" for kind, count in Counter(map(str, personal)).items())
        reasons.append(f"文字里疑似有个人信息：{listed}")
    return reasons


class Seal:
    """Closes the files of one sending as the outlook says; all volumes under one pass-phrase. `ours` is our own key:
    we must be able to open what we sent; `password` the one agreed with the office.
    """

    def __init__(self, outlook: SealingOutlook, ours: str, password: str = "") -> None:
        self._outlook, self._ours, self._password = outlook, ours, password
        self._words = make_phrase() if outlook.how is Sealing.PHRASE else ""

    @property
    def phrase(self) -> str:
        """What must be told by telephone, '' for nothing."""
        return grouped(self._password) if self._outlook.how is Sealing.PASSWORD else self._words

    def close(self, path: Path) -> Path:
        """The file to hand over: `path` itself, or sealed beside it. Raises UserError when it cannot be sealed."""
        how = self._outlook.how
        if how in {Sealing.PLAIN, Sealing.BLANK}:
            return path
        if how is Sealing.PASSWORD:
            (path.parent / "加密").mkdir()
            protect(path, path.parent / "加密" / path.name, self._password)
            return path.parent / "加密" / path.name
        target = path.with_name(path.name + SUFFIX)
        if how is Sealing.KEY:
            seal(path, target, [*self._outlook.keys, *([self._ours] if self._ours else [])])
        else:
            seal_with_phrase(path, target, self._words)
        return target


def asks_for_phrase(error: Exception) -> bool:
    """Whether a refusal means that the file is sealed with a pass-phrase: ask the person for it."""
    return isinstance(error, NeedsPhrase)


def opened_seal(ledger: Ledger, path: Path, phrase: str = "") -> Path:
    """The file itself, or what stood in its seal, written beside it. Raises UserError as `exchange.sealing.unseal`."""
    return unsealed(ledger, path, phrase)[0]


def unsealed(ledger: Ledger, path: Path, phrase: str = "") -> tuple[Path, str]:
    """As `opened_seal`, with the password for opening when it was not known here yet, '' otherwise."""
    guarded = is_protected(path)
    if not guarded and not is_sealed(path):
        return path, ""
    name = path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else f"{path.name}.xlsx"
    target = path.with_name("解封") / (name if name.strip(". ") else "数据包.xlsx")
    target.parent.mkdir(exist_ok=True)
    if guarded:
        known = known_passwords(ledger)
        fitting = unprotect(path, target, known, phrase)
        return target, "" if fitting in known else fitting
    unseal(path, target, [ledger.meta(KEY), *json.loads(ledger.meta(FORMER, "[]"))], phrase)
    return target, ""


def _choices(way: Way, *, is_enrolled: bool, has_key: bool, is_personal: bool) -> tuple[Sealing, ...]:
    """What may be chosen, the usual way for personal data first."""
    if way.is_form:  # filled in with Excel or WPS, whoever the receiver is
        return (
            (Sealing.PASSWORD, Sealing.BLANK, Sealing.PLAIN)
            if is_personal
            else (Sealing.PLAIN, Sealing.PASSWORD)
        )
    if not is_enrolled:  # an office without the program opens workbooks only
        closed = (Sealing.PHRASE,) if way.has_files else (Sealing.PASSWORD, Sealing.PHRASE)
        return (*closed, Sealing.PLAIN)
    sealed = (Sealing.KEY, Sealing.PHRASE) if has_key else (Sealing.PHRASE,)
    return sealed if is_personal else (*sealed, Sealing.PLAIN)


def _words(
    how: Sealing, reasons: tuple[str, ...], known: list[str], way: Way, *, by_choice: bool, agreed: bool
) -> str:
    why = "；".join(reasons) or ("按您的选择" if by_choice else "没有信访件，文字里也没有发现个人信息")
    if how is Sealing.KEY:
        others = sum(not key for key in known)
        rest = f"对方另有 {others} 台电脑的卡片没有密封公钥，打不开。" if others else ""
        return f"将密封（{why}）：只有对方登记过的电脑能打开，不用口令。{rest}"
    if how is Sealing.PASSWORD:
        told = "沿用与该单位约定的密码" if agreed else "生成 20 位数字的密码，请电话告知对方"
        return f"将设打开密码（{why}）：对方用 Excel 或 WPS 打开时输入密码。{told}，不要写在文件旁边。"
    if how is Sealing.BLANK:
        return f"不带个人信息（{why}）：含个人信息的地方写“不随表发出”，表后面也不带台账记录，不用密码。"
    if how is Sealing.PHRASE:
        lacking = "" if any(known) else "对方没有可用的密封公钥，"
        program = "" if known else "对方要装有本程序才能打开；"
        return f"将用口令密封（{why}）：{lacking}{program}生成后口令只显示一次，请电话告知对方，不要写在文件旁边。"
    kind = "填报表给人直接打开来填" if way.is_form else "对方没有登记"
    if reasons:
        return f"不密封（{why}；{kind}）：谁拿到文件都看得见。要写明理由，理由记入操作日志；请当面交接，不要经过互联网。"
    return f"不密封（{why}）：对方可以直接用 Excel 或 WPS 打开。"


def _refusal(how: Sealing, reasons: tuple[str, ...], way: Way, *, is_enrolled: bool) -> str:
    if how is Sealing.PLAIN:
        return f"本次内容{'；'.join(reasons)}，必须密封，没有生成数据包。请选“密封”或“口令密封”。"
    if way.is_form:
        return f"填报表是给人用 Excel 或 WPS 打开来填的，不能选“{how}”，没有生成。请选“打开密码”或“不带个人信息”。"
    if how in {Sealing.PASSWORD, Sealing.BLANK}:
        return f"“{how}”只用于给没有本程序的单位的表格（不带附件），没有生成数据包。请选“密封”或“口令密封”。"
    if not is_enrolled:
        return "对方还没有登记，没有它的密封公钥，没有生成数据包。请先登记对方的单位卡片，或改用口令密封。"
    return "对方没有可用的密封公钥（卡片是旧版程序导出的，或密钥已停用），没有生成数据包。请对方重新导出卡片来登记，或改用口令密封。"
