"""A petition that is closed (已验收销号) and no longer finished (办结): not without a reason, and then its closure starts again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Petition, PetitionLine, PetitionStep
from dczg_desktop.domain.petitions import sets_back
from dczg_desktop.domain.words import Verdict


def start_again_if_set_back(
    session: Session, petition: Petition, completion: str, reason: str, office_uid: str, user_uid: str
) -> bool:
    """Before a new 办结 is written: a closed petition that would be unfinished starts its closure again, with the reason.

    Returns whether it did. Raises UserError: no reason, closed with the problem it is linked to, closed by another office.
    """
    closure = session.scalar(select(PetitionLine.closure).where(PetitionLine.uid == petition.uid))
    if not sets_back(closure or "", completion):
        return False
    name = petition.number or petition.sequence
    if not clean(reason):
        raise UserError(
            f"信访件 {name} 已验收销号，改为“{completion or '未填写'}”就是重新启动整改，必须写明理由，没有保存。"
        )
    own = select(PetitionStep.uid).where(PetitionStep.petition_uid == petition.uid, ~PetitionStep.hidden)
    if session.scalar(own.limit(1)) is None:
        raise UserError(
            f"信访件 {name} 随关联的问题验收销号，不能单独改为“{completion or '未填写'}”，没有保存。"
            "请先在整改台账里重新启动那个问题，或取消关联。"
        )
    if petition.issuer_uid not in {"", office_uid}:
        raise UserError(
            f"信访件 {name} 由交办单位验收销号，本单位不能改为“{completion or '未填写'}”，没有保存。请报交办单位重新启动。"
        )
    session.add(
        PetitionStep(
            petition_uid=petition.uid, verdict=Verdict.REOPENED, actor_uid=user_uid,
            opinion=f"办结情况由“{petition.completion}”改为“{completion or '未填写'}”：{clean(reason)}",
        )
    )  # fmt: skip
    return True
