"""Values from an office that does not own the field: kept beside ours as 建议修改, or left for later, never in its place.

Stock programs refuse such edits at entry; this guards against changed ones, and against work that an office did on a
problem it no longer answers for (docs/package-format.md §归属（ownership）).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.dictionary import Kind, Owner
from dczg_desktop.domain.entities import ChangeSet, Duty, ForeignAct, Petition
from dczg_desktop.domain.records import ActNote, Record, Value
from dczg_desktop.domain.versions import Chooser, arriving, living
from dczg_desktop.domain.words import Verdict
from dczg_desktop.services.petitions.holders import past_holders
from dczg_desktop.services.tree import above, below, office_tree
from dczg_desktop.store.among import one_of
from dczg_desktop.store.facts import chunks


@dataclass(frozen=True, slots=True)
class Proposal:
    """News of one record that may be left for later as a whole; `key` names it, the same in every reading of the file."""

    key: str
    fields: frozenset[str]


def proposals_in(
    kind: Kind,
    ours: Record,
    theirs: Record,
    acts: Mapping[str, ActNote],
    receiving: "Receiving",
) -> list[Proposal]:
    """What of *theirs* was written by somebody who does not own it: all its fields ours, or all its writers outsiders."""
    found, outsiders = [], receiving.outsiders
    for written_by, fields in arriving(ours, theirs):
        offices = {note.office_uid if (note := acts.get(act)) else "" for act in written_by}
        foreign = receiving.issues and receiving.our_uid not in offices
        foreign = foreign and all(kind.owner_of(name) is Owner.ISSUER for name in fields)
        if foreign or offices <= set(outsiders):
            found.append(Proposal(f"{kind.name}:{ours.uid}:{min(written_by)}", frozenset(fields)))
    return found


@dataclass(frozen=True, slots=True)
class Receiving:
    """The office that receives, whom it no longer counts in, the act of receiving, and which of several values is shown.

    `issues`: it issued what the record belongs to, so that the issuer's fields are its own.
    """

    our_uid: str
    outsiders: Collection[str]
    act_uid: str
    shown: Chooser
    issues: bool = True


def as_proposals(
    kind: Kind, ours: Record, merged: Record, acts: Mapping[str, ActNote], receiving: Receiving
) -> Record:
    """`merged` with the present value alive in every field that is ours, as issuer, or that an outsider wrote.

    The act of receiving says the present value anew: the other office has seen the former acts and would drop them, and
    the two would never agree. Both values live on, at every office, until this one accepts the other or writes its own
    again.
    """
    fields: dict[str, Value] = dict(merged.fields)
    alive = {name: dict(values) for name, values in merged.living.items()}
    seen = set(merged.seen)
    for name, value in merged.fields.items():
        if value == ours.fields.get(name):
            continue
        before, now = living(ours, name), living(merged, name)
        was_ours = receiving.issues and any(_office(acts, act) == receiving.our_uid for act in before)
        is_ours = any(_office(acts, act) == receiving.our_uid for act in now)
        news = now.keys() - before.keys()
        outside = bool(news) and all(_office(acts, act) in receiving.outsiders for act in news)
        if outside or (kind.owner_of(name) is Owner.ISSUER and was_ours and not is_ours):
            alive[name] = {**now, receiving.act_uid: ours.fields.get(name)}
            fields[name] = alive[name][receiving.shown(name, alive[name])]
            seen.add(receiving.act_uid)
    return Record(merged.kind, merged.uid, fields, merged.origin, alive, tuple(sorted(seen)))


def _office(acts: Mapping[str, ActNote], act: str) -> str:
    note = acts.get(act)
    return note.office_uid if note else ""


def outsiders_of(session: Session, problems: Iterable[str], our_uid: str) -> dict[str, set[str]]:
    """Of each of these problems the offices whose duty ended here, with whom they passed it on to below them."""
    held: dict[str, list[Duty]] = {}
    for part in chunks(sorted(problems)):
        ended = select(Duty.problem_uid).where(
            Duty.problem_uid.in_(part), Duty.voided != "", Duty.office_uid != "", ~Duty.hidden
        )
        for duty in session.scalars(select(Duty).where(Duty.problem_uid.in_(ended), ~Duty.hidden)):
            held.setdefault(duty.problem_uid, []).append(duty)
    if not held:
        return {}
    tree = office_tree(session)
    makers = _makers(session, {duty.origin for duties in held.values() for duty in duties})
    return {uid: _outside(duties, tree, makers, our_uid) for uid, duties in held.items()}


def _outside(
    duties: list[Duty], tree: Mapping[str, str], makers: Mapping[str, str], our_uid: str
) -> set[str]:
    standing = {duty.office_uid for duty in duties if not duty.voided}
    ended = {duty.office_uid for duty in duties if duty.voided} - standing - {"", our_uid}
    zone = {office for uid in ended for office in below(tree, uid)} - {our_uid}
    kept = {duty.office_uid for duty in duties if not duty.voided and makers.get(duty.origin) not in zone}
    return zone - {office for uid in kept - {""} for office in below(tree, uid)}


def former_holders(session: Session, petitions: Iterable[str], our_uid: str) -> dict[str, set[str]]:
    """Of each of these petitions the offices that answer for it no longer, with those below them.

    One that passed it on to its own is still in charge of it, as are we and everybody over us.
    """
    past = past_holders(session, petitions)
    if not past:
        return {}
    tree = office_tree(session)
    standing = above(tree, our_uid)
    query = select(Petition.uid, Petition.office_uid).where(one_of(Petition.uid, past))
    return {
        uid: {
            office
            for held in holders
            if held.office_uid and held.office_uid not in standing | above(tree, now)
            for office in below(tree, held.office_uid)
        }
        for uid, now in session.execute(query)
        for holders in [past[uid]]
    }


def _makers(session: Session, acts: Collection[str]) -> dict[str, str]:
    """The office of each of these acts, here or elsewhere."""
    found: dict[str, str] = {}
    for table in (ForeignAct, ChangeSet):
        query = select(table.uid, table.office_uid).where(one_of(table.uid, acts))
        found |= dict(session.execute(query).all())
    return found


def foreign_decision(
    kind: Kind, record: Record, issuer: str, outsiders: Collection[str] = ()
) -> Fault | None:
    """A deadline or a petition's closure decided by an office that did not issue it is named and left out.

    So is an application for the closure of a petition by an office that answers for it no longer.
    """
    maker = str(record.fields.get("office_uid") or "")
    if kind.name == "petition_step" and maker in outsiders:
        why = "信访件已改由其他单位承办，来文单位的验收销号申请没有接收。确需办理的，由现在的承办单位申请。"
        return Fault(f"信访销号 {record.uid[:8]}", str(record.fields.get("verdict", "")), why)
    if kind.name not in {"deadline", "petition_step"} or not issuer or maker in {"", issuer}:
        return None
    if kind.name == "petition_step":
        return _foreign_closure(record)
    said = str(record.fields.get("raw", ""))
    return Fault(
        f"时限 {record.uid[:8]}",
        said,
        "整改时限由交办单位决定，来文单位自行确定的时限没有接收。请与来文单位核对。",
    )


def _foreign_closure(record: Record) -> Fault | None:
    """Applying is the responsible unit's act; agreeing, returning and starting again are the issuer's."""
    verdict = str(record.fields.get("verdict", ""))
    if verdict == Verdict.APPLIED:
        return None
    return Fault(
        f"信访销号 {record.uid[:8]}",
        verdict,
        "信访件的验收销号由交办单位决定，来文单位自行作出的意见没有接收。请与来文单位核对。",
    )
