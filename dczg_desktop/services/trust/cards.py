"""What a card of another office means before it is enrolled: a newcomer, a second computer, a key in place of an old one."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Counterpart, Revocation
from dczg_desktop.domain.words import RevocationCause
from dczg_desktop.exchange.card import OfficeCard, endorsed_by, read_card
from dczg_desktop.services.trust.keys import refuse_old_card, short
from dczg_desktop.store.ledger import Ledger


def endorsement(session: Session, card: OfficeCard) -> str:
    """The installation known here whose key, not doubtful itself, named the card's key."""
    doubtful = select(Revocation.replica).where(Revocation.cause == RevocationCause.DOUBTFUL)
    query = select(Counterpart.replica, Counterpart.public_key).where(
        Counterpart.office_uid == card.office.uid, Counterpart.replica.not_in(doubtful)
    )
    return endorsed_by(card, {replica: bytes.fromhex(key) for replica, key in session.execute(query)})


@dataclass(frozen=True, slots=True)
class CardNews:
    """What enrolling a card would change, before it is done, in words; `refusal` says why it cannot be enrolled."""

    words: tuple[str, ...]
    endorsed: bool
    refusal: str = ""


def card_news(ledger: Ledger, path: Path) -> CardNews:
    """Whether a card replaces one enrolled here, and whether the old key vouches for it. Raises UserError for a damaged card."""
    card = read_card(path)
    with ledger.reading() as session:
        try:
            refuse_old_card(session, card, path.name)
        except UserError as error:
            return CardNews((), endorsed=False, refusal=str(error))
        known = set(
            session.scalars(select(Counterpart.replica).where(Counterpart.office_uid == card.office.uid))
        )
        old = {note.replica: note for note in card.revoked if note.replica in known}
        words = [
            f"这张卡片取代原来登记的电脑 {short(note.replica)}（{note.cause}）：它签发的文件自第 {note.since} 条起不再有效。"
            for note in old.values()
        ]
        endorsed = bool(card.replica not in known and endorsement(session, card))
        if old and endorsed:
            words.append("更换由原来的密钥签字确认，是同一单位换的新密钥。")
        elif old:
            words.append("原来的密钥没有签字（丢失或可疑），必须电话核对指纹才能登记。")
        elif known - {card.replica}:
            words.append(
                "该单位已登记过别的电脑，这是另外一台（恢复备份、复制台账后也会这样）；原来的继续有效。"
            )
        if not card.sealing_key:
            words.append(
                "卡片里没有密封公钥（0.1.0 版导出的）：含个人信息的数据包要用口令密封；对方升级后自动补上。"
            )
    return CardNews(tuple(words), endorsed=endorsed)
