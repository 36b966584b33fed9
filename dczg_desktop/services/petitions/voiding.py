"""Petitions that count no longer (作废): voided with a reason, looked at, taken back in; nothing is ever deleted."""

from collections.abc import Sequence

from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.entities import Petition
from dczg_desktop.domain.petitions import batch_of, completion_word, truth_word, types_of
from dczg_desktop.services.petitions.items import opened, refuse_foreign_petition
from dczg_desktop.services.petitions.listing import EMPTY, PetitionQuery, PetitionRow
from dczg_desktop.store.ledger import Ledger, require_user

VOIDED = "已作废"


def void_petition(ledger: Ledger, uid: str, reason: str) -> None:
    """Void a petition; it stays on record and counts nowhere. Raises UserError: no reason, void already, issued by another office."""
    reason = clean(reason)
    if not reason:
        raise UserError("作废必须写明理由，没有作废。")
    with ledger.transaction("作废信访件") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        refuse_foreign_petition(petition, "voided", act.office_uid)
        act.title = f"{petition.number or petition.sequence}：{reason}"
        petition.voided = reason


def restore_petition(ledger: Ledger, uid: str, reason: str) -> None:
    """Let a voided petition count again. Raises UserError: no reason, not void, issued by another office."""
    reason = clean(reason)
    if not reason:
        raise UserError("恢复作废的信访件必须写明理由，没有恢复。")
    with ledger.transaction("恢复信访件") as (session, act):
        require_user(session, ledger.user_uid)
        petition = session.scalar(select(Petition).where(Petition.uid == uid, ~Petition.hidden))
        if petition is None or not petition.voided:
            raise UserError("这件信访件没有作废，不需要恢复。请按 F5 刷新列表。")
        refuse_foreign_petition(petition, "voided", act.office_uid)
        act.title = f"{petition.number or petition.sequence}：{reason}"
        petition.voided = ""


def voided_ids(ledger: Ledger, query: PetitionQuery) -> list[int]:
    """Ids of the voided petitions that fit the rest of a query; their publications and closures are not asked about."""
    with ledger.reading() as session:
        found = session.scalars(
            select(Petition).where(~Petition.hidden, Petition.voided != "").order_by(Petition.id)
        )
        return [one.id for one in found if _fits(one, query)]


def voided_rows(ledger: Ledger, ids: Sequence[int]) -> list[PetitionRow]:
    """Rows of voided petitions, in the order of `ids`."""
    with ledger.reading() as session:
        query = select(Petition).where(Petition.id.in_(ids), ~Petition.hidden, Petition.voided != "")
        found = {one.id: _row(one) for one in session.scalars(query)}
    return [found[key] for key in ids if key in found]


def _fits(one: Petition, query: PetitionQuery) -> bool:
    batch = "" if query.batch == EMPTY else batch_of(query.batch)[0]
    exact = (
        (query.area, one.area), (query.unit, one.responsible_unit), (query.truth, truth_word(one.substantiated)),
        (query.completion, completion_word(one.completion)), (query.source, one.source_uid),
    )  # fmt: skip
    if any(wanted and ("" if wanted == EMPTY else wanted) != value for wanted, value in exact):
        return False
    if query.batch and batch_of(one.batch)[0] != batch:
        return False
    if query.category and query.category not in types_of(one.category):
        return False
    text = "\n".join((one.number, one.area, one.description, one.findings, one.result, one.voided))
    return all(word in text for word in clean(query.words).split())


def _row(one: Petition) -> PetitionRow:
    return PetitionRow(
        one.id, one.uid, f"{one.number}{'*' if one.starred else ''}", one.batch, one.area, "、".join(types_of(one.category)),
        truth_word(one.substantiated), completion_word(one.completion), VOIDED, one.responsible_unit, one.due,
        f"作废：{excerpt(one.voided, 60)}", excerpt(one.description, 160),
    )  # fmt: skip
