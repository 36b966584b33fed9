"""What was sent back or proposed about petitions, and where each stands; asking and answering are in `amendments`."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.amendments import Item, Standing
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.entities import (
    ChangeSet,
    Office,
    Petition,
    PetitionAmendment,
    PetitionAmendmentAnswer,
    PetitionPoint,
)
from dczg_desktop.domain.facts import AmendmentFacts, AnswerFacts
from dczg_desktop.domain.petition_amendments import (
    PETITION_FIELDS,
    POINT_FIELDS,
    PROPOSABLE,
    PetitionFacts,
    PointFacts,
    open_of,
    returnable_of,
    said_of,
    standing_of,
)
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.petitions.holders import moved_away
from dczg_desktop.services.tree import above, below, office_tree
from dczg_desktop.store.among import Question, among, listed
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.ledger import Ledger


def petition_facts(session: Session, uids: Collection[str]) -> dict[str, PetitionFacts]:
    """Facts of each of these petitions that is in the ledger and not void."""
    found: dict[str, PetitionFacts] = {}
    p = Petition
    names = (*PETITION_FIELDS, *PROPOSABLE)
    columns = [p.uid, p.sequence, p.issuer_uid, p.office_uid, *(getattr(p, name) for name in names)]
    for part in chunks(sorted(uids)):
        points, requests = _points(session, part), _amendments(session, part)
        for row in session.execute(select(*columns).where(p.uid.in_(part), ~p.hidden, p.voided == "")):
            found[row.uid] = PetitionFacts(
                row.uid, row.number or f"序号{row.sequence}", row.issuer_uid, row.office_uid,
                {name: said_of(getattr(row, name)) for name in names}, tuple(points[row.uid]), tuple(requests[row.uid]),
            )  # fmt: skip
    return found


def _points(session: Session, part: Sequence[str]) -> dict[str, list[PointFacts]]:
    c = PetitionPoint
    query = select(c.petition_uid, c.uid, *(getattr(c, name) for name in POINT_FIELDS))
    query = query.where(c.petition_uid.in_(part), ~c.hidden, c.voided == "")
    found: dict[str, list[PointFacts]] = defaultdict(list)
    for row in session.execute(query.order_by(c.position, c.id)):
        fields = {name: said_of(getattr(row, name)) for name in POINT_FIELDS}
        found[row.petition_uid].append(PointFacts(row.uid, fields))
    return found


def _amendments(session: Session, part: Sequence[str]) -> dict[str, list[AmendmentFacts]]:
    """Requests with their answers; only who asked takes one back, only who was asked answers it, whatever came."""
    a, w = PetitionAmendment, PetitionAmendmentAnswer
    found: dict[str, list[AmendmentFacts]] = defaultdict(list)
    asked = session.scalars(select(a).where(a.petition_uid.in_(part), ~a.hidden).order_by(a.made_at, a.id))
    rows = asked.all()
    if not rows:
        return found
    answers: dict[str, list[Any]] = defaultdict(list)
    said = session.scalars(select(w).where(w.petition_uid.in_(part), ~w.hidden).order_by(w.made_at, w.id))
    for one in said:
        answers[one.amendment_uid].append(one)
    for row in rows:
        if any(_takes_back(one, row) for one in answers[row.uid]):
            continue
        told = tuple(
            AnswerFacts(one.amendment_uid, one.verdict, one.text, one.office_uid, one.made_by, one.made_at, one.uid)
            for one in answers[row.uid]
            if one.office_uid == row.to_office_uid and one.verdict is not AmendmentVerdict.WITHDRAWN
        )  # fmt: skip
        found[row.petition_uid].append(
            AmendmentFacts(
                row.way, row.target_kind, row.target_uid, row.field, "", row.place, row.said, row.wanted, row.reason, row.batch,
                row.office_uid, row.to_office_uid, row.made_by, row.made_at, row.uid, told,
            )
        )  # fmt: skip
    return found


def _takes_back(answer: PetitionAmendmentAnswer, asked: PetitionAmendment) -> bool:
    return answer.verdict is AmendmentVerdict.WITHDRAWN and answer.office_uid == asked.office_uid


_request = PetitionAmendment.__table__.c
_ANY = select(_request.petition_uid).where(~_request.hidden).distinct()
_ASKED, _ASKED_OF = Question(_ANY), Question(_ANY.where(among(_request.to_office_uid)))


def asked_petitions(session: Session, offices: Collection[str] = ()) -> set[str]:
    """Petitions about which somebody ever asked something; of these `offices` when some are given."""
    rows = _ASKED_OF.rows(session, listed(offices)) if offices else _ASKED.rows(session)
    return {uid for (uid,) in rows}


def returned_to(session: Session, offices: Collection[str]) -> dict[str, list[AmendmentFacts]]:
    """What these offices have still to put right, petition by petition.

    Of a petition that has moved on since nothing: neither it nor an office below it can write there any more.
    """
    found = {}
    asked_of = petition_facts(session, asked_petitions(session, offices)) if offices else {}
    tree = office_tree(session) if asked_of else {}
    for uid, petition in asked_of.items():
        holders = above(tree, petition.office_uid) & set(offices)
        waiting = [
            asked
            for asked in open_of(petition)
            if asked.way is AmendmentWay.RETURN and asked.to_office_uid in holders
        ]
        if waiting:
            found[uid] = waiting
    return found


def requests_about(ledger: Ledger, uid: str) -> list[Asked]:
    """Every request about one petition: what this office has to settle first, the oldest first."""
    with ledger.reading() as session:
        found = list_petition_requests(session, ledger.identity.office_uid, uid)
    return sorted(found, key=lambda one: not one.ours)


def returnable_items(ledger: Ledger, uid: str) -> list[Item]:
    """Everything on a petition that can be sent back."""
    with ledger.reading() as session:
        petition = petition_facts(session, [uid]).get(uid)
    return returnable_of(petition) if petition else []


def field_label(asked: AmendmentFacts) -> str:
    """The field's name as the screen says it."""
    return label_of(asked.target_kind, asked.field)


def petition_may_be_returned_to(ledger: Ledger, uid: str) -> list[tuple[str, str]]:
    """(uid, name) of the offices below this one that answer for the petition: the one that does, then those over it."""
    our_uid = ledger.identity.office_uid
    with ledger.reading() as session:
        tree = office_tree(session)
        lower = below(tree, our_uid) - {our_uid} - above(tree, our_uid)
        petition = petition_facts(session, [uid]).get(uid)
        names: Mapping[str, str] = dict(session.execute(select(Office.uid, Office.name)).all())
    found, office = [], petition.office_uid if petition else ""
    while office in lower and office not in found:
        found.append(office)
        office = tree.get(office, "")
    return [(one, names.get(one, "")) for one in found]


def list_petition_requests(session: Session, our_uid: str, petition_uid: str = "") -> list[Asked]:
    """Every request about petitions on record, or those about one of them."""
    wanted = {petition_uid} if petition_uid else asked_petitions(session)
    offices = dict(session.execute(select(Office.uid, Office.name)).all())
    facts = petition_facts(session, wanted).values()
    moved = moved_away(session, our_uid, [(one.uid, one.issuer_uid, one.office_uid) for one in facts])
    return _answered_values(session, our_uid, offices, petition_uid) + [
        _row(petition, asked, offices, "" if petition.uid in moved else our_uid)
        for petition in facts
        for asked in petition.amendments
    ]


def _row(petition: PetitionFacts, asked: AmendmentFacts, offices: Mapping[str, str], our_uid: str) -> Asked:
    answer = asked.answers[-1] if asked.answers else None
    return Asked(
        asked.uid, asked.way, "", petition.number, asked.place, field_label(asked), asked.said, asked.wanted, asked.reason,
        offices.get(asked.office_uid, ""), offices.get(asked.to_office_uid, ""), asked.made_by, asked.made_at,
        standing_of(petition, asked), answer.text if answer else "", answer.made_by if answer else "",
        asked.to_office_uid == our_uid, asked.office_uid == our_uid, asked, petition.uid,
    )  # fmt: skip


def _answered_values(
    session: Session, our_uid: str, offices: Mapping[str, str], petition_uid: str
) -> list[Asked]:
    """What other offices said about values of ours that they did or did not take when they decided a conflict."""
    w = PetitionAmendmentAnswer
    query = (
        select(w, Petition.number, ChangeSet.who, ChangeSet.at)
        .join(ChangeSet, ChangeSet.uid == w.amendment_uid)
        .join(Petition, Petition.uid == w.petition_uid)
        .where(ChangeSet.office_uid == our_uid, w.office_uid != our_uid, ~w.hidden)
    )
    if petition_uid:
        query = query.where(w.petition_uid == petition_uid)
    found = []
    for answer, number, who, at in session.execute(query):
        state = Standing.ACCEPTED if answer.verdict is AmendmentVerdict.ACCEPTED else Standing.DECLINED
        facts = AmendmentFacts(AmendmentWay.PROPOSAL, "value", answer.amendment_uid, "")
        found.append(
            Asked(answer.uid, AmendmentWay.PROPOSAL, "", number, "冲突定夺", "本单位写的值", "", "", "",
                  offices.get(our_uid, ""), offices.get(answer.office_uid, ""), who, at, state, answer.text,
                  answer.made_by, ours=False, mine=True, facts=facts, petition_uid=answer.petition_uid)
        )  # fmt: skip
    return found
