"""Offices: our card, enrolling others by their card and fingerprint, the directory."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Counterpart, Duty, Office, Petition, Shipment
from dczg_desktop.domain.words import UNIT_ROLES, Level, Relation
from dczg_desktop.exchange.card import (
    OfficeCard,
    OfficeEntry,
    fingerprint,
    read_card,
    write_card,
)
from dczg_desktop.safety.keys import restored
from dczg_desktop.services.tree import below, office_tree
from dczg_desktop.services.trust.cards import endorsement
from dczg_desktop.services.trust.keys import (
    known_revocations,
    our_serial,
    our_successions,
    refuse_old_card,
    short,
    take_card_revocations,
)
from dczg_desktop.services.trust.sealing import our_sealing_key
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An installation that may exchange with us; both sides read the fingerprint over the telephone.

    `replaced` are the installations enrolled before that its card stopped; `endorsed`: the key known here named this one.
    """

    office_uid: str
    name: str
    relation: Relation
    replica: str
    fingerprint: str
    linked: int
    enrolled_at: str = ""
    replaced: tuple[str, ...] = ()
    endorsed: bool = False


def _entry(office: Office) -> OfficeEntry:
    return OfficeEntry(office.uid, office.code, office.name, office.level.value, office.parent_uid)


def export_card(ledger: Ledger, out: Path) -> tuple[Path, str]:
    """Write this office's card; returns its path and the fingerprint to read aloud. Raises UserError when the disk refuses."""
    key = restored(ledger.identity.private_key)
    with ledger.reading() as session:
        offices = session.scalars(
            select(Office).where(Office.voided == "", ~Office.hidden).order_by(Office.id)
        ).all()
        ours = next(office for office in offices if office.uid == ledger.identity.office_uid)
        card = OfficeCard(
            _entry(ours), ledger.identity.replica, key.public, tuple(_entry(office) for office in offices),
            our_sealing_key(session), our_serial(session), known_revocations(session, ours.uid), our_successions(session),
        )  # fmt: skip
    return write_card(out, card, key.sign), fingerprint(key.public, card.office.uid)


def our_fingerprint(ledger: Ledger) -> str:
    """The fingerprint of this installation."""
    return fingerprint(restored(ledger.identity.private_key).public, ledger.identity.office_uid)


def look_at_card(path: Path) -> tuple[str, str, str]:
    """(office name, level, fingerprint) of a card, before enrolling. Raises UserError for a damaged card."""
    card = read_card(path)
    return card.office.name, card.office.level, fingerprint(card.public_key, card.office.uid)


def enrol(ledger: Ledger, path: Path, relation: Relation) -> Enrolled:
    """Enrol another office's installation by its card; problems already assigned to it by name are linked.

    Keys of the office that its card says count no longer are stopped here too. Raises UserError: damaged card, our own
    card, a card of this installation id with another key, a card that a newer one has replaced.
    """
    card = read_card(path)
    mark = fingerprint(card.public_key, card.office.uid)
    if card.office.uid == ledger.identity.office_uid:
        raise UserError(f"“{path.name}”是本单位自己的卡片，不需要登记。请选择对方单位的卡片。")
    with ledger.transaction("登记单位", f"{relation}：{card.office.name}") as (session, act):
        require_user(session, ledger.user_uid)
        refuse_old_card(session, card, path.name)
        known = session.scalar(select(Counterpart).where(Counterpart.replica == card.replica))
        if known is not None and known.public_key != card.public_key.hex():
            raise UserError(
                f"“{card.office.name}”这台电脑以前登记过，但密钥不同，没有改动。请与对方核实是否更换过密钥。"
            )
        _directory(session, card, relation, ledger.identity.office_uid)
        endorsed = bool(known is None and endorsement(session, card))
        if known is None:
            session.add(
                Counterpart(office_uid=card.office.uid, replica=card.replica, relation=relation, serial=card.serial,
                            public_key=card.public_key.hex(), sealing_key=card.sealing_key, enrolled_at=act.at)
            )  # fmt: skip
        elif card.sealing_key:
            known.sealing_key, known.serial = card.sealing_key, card.serial
        replaced = take_card_revocations(session, act, card)
        session.flush()
        linked = link_names(session, act)
        if replaced:
            act.title += f"（取代电脑 {'、'.join(map(short, replaced))}）"
    return Enrolled(
        card.office.uid, card.office.name, relation, card.replica, mark, linked, replaced=tuple(replaced), endorsed=endorsed
    )  # fmt: skip


def withdraw_enrolment(ledger: Ledger, replica: str) -> None:
    """Take an enrolment back that was made by mistake. Raises UserError once packages were received from it."""
    with ledger.transaction("取消登记") as (session, act):
        require_user(session, ledger.user_uid)
        row = session.scalar(select(Counterpart).where(Counterpart.replica == replica))
        if row is None:
            raise UserError("没有登记过这台电脑，无需取消。请刷新后再选。")
        name = session.scalar(select(Office.name).where(Office.uid == row.office_uid)) or ""
        if session.scalar(select(Shipment.id).where(Shipment.replica == replica).limit(1)):
            raise UserError(
                f"已经接收过“{name}”这台电脑的数据包，不能取消登记。电脑丢失或密钥可疑的，请用“停用密钥”。"
            )
        act.title = f"{name} 电脑 {short(replica)}"
        session.delete(row)


def _directory(session: Session, card: OfficeCard, relation: Relation, our_uid: str) -> None:
    entries = [card.office, *(entry for entry in card.directory if entry.uid != card.office.uid)]
    ours = session.scalars(select(Office).where(Office.uid == our_uid)).one()
    for entry in entries:
        office = session.scalar(select(Office).where(Office.uid == entry.uid))
        if office is None and entry.uid != card.office.uid and clean(entry.name) == ours.name:
            continue  # we stand there under a name given before we had a program; our card puts that right
        if office is None:
            office = Office(uid=entry.uid, name=clean(entry.name), code=clean(entry.code), level=Level(entry.level),
                            parent_uid=entry.parent_uid)  # fmt: skip
            session.add(office)
        if (
            entry.uid == card.office.uid
            and relation is not Relation.SUPERIOR
            and office.parent_uid not in below(office_tree(session), our_uid)  # it may stand two levels down
        ):
            office.parent_uid = our_uid
    if relation is Relation.SUPERIOR:
        ours.parent_uid = card.office.uid
    session.flush()
    _take_the_place(session, card.office, our_uid)


def _take_the_place(session: Session, entry: OfficeEntry, our_uid: str) -> None:
    """An office that had no program and now shows a card: what was assigned to its stand-in is its own from now on."""
    enrolled = set(session.scalars(select(Counterpart.office_uid)))
    same = select(Office).where(
        Office.name == clean(entry.name), Office.uid.not_in({entry.uid, our_uid, *enrolled}), Office.voided == "",
        ~Office.hidden,
    )  # fmt: skip
    for stand_in in session.scalars(same):
        for duty in session.scalars(select(Duty).where(Duty.office_uid == stand_in.uid, ~Duty.hidden)):
            duty.office_uid = entry.uid
        of_it = select(Petition).where(Petition.office_uid == stand_in.uid, ~Petition.hidden)
        for petition in session.scalars(of_it):
            petition.office_uid = entry.uid
        for child in session.scalars(select(Office).where(Office.parent_uid == stand_in.uid, ~Office.hidden)):
            child.parent_uid = entry.uid
        stand_in.voided = "已登记卡片，由同名的单位代替"


def add_office(ledger: Ledger, name: str, code: str, level: Level) -> str:
    """An office below this one that has no program of its own: it gets sheets to fill in. Returns its uid.

    Raises UserError when the name is empty or already in the directory.
    """
    if not clean(name):
        raise UserError("请填写单位名称。")
    with ledger.transaction("新增单位", clean(name)) as (session, act):
        require_user(session, ledger.user_uid)
        if session.scalar(
            select(Office.id).where(Office.name == clean(name), Office.voided == "", ~Office.hidden)
        ):
            raise UserError(f"机构表里已有“{clean(name)}”，没有重复新增。")
        office = Office(name=clean(name), code=clean(code), level=level, parent_uid=act.office_uid)
        session.add(office)
        session.flush()
        link_names(session, act)
        return office.uid


def link_names(session: Session, act: Act) -> int:
    """Duties of units and petitions written by name get the office of that name; returns how many."""
    offices = dict(
        session.execute(select(Office.name, Office.uid).where(Office.voided == "", ~Office.hidden)).all()
    )
    linked = 0
    waiting = select(Duty).where(
        Duty.office_uid == "", Duty.role.in_(UNIT_ROLES), Duty.name.in_(offices), ~Duty.hidden
    )
    for duty in session.scalars(waiting):
        duty.office_uid = offices[duty.name]
        linked += 1
    named = select(Petition).where(
        Petition.office_uid == "", Petition.responsible_unit.in_(offices), ~Petition.hidden
    )
    for petition in session.scalars(named):
        petition.office_uid = offices[petition.responsible_unit]
        linked += 1
    act.title = f"{act.title}（关联 {linked} 处）" if linked else act.title
    return linked


def counterparts(ledger: Ledger) -> list[Enrolled]:
    """Everyone enrolled, superiors first."""
    with ledger.reading() as session:
        query = select(Counterpart, Office.name).join(
            Office, Office.uid == Counterpart.office_uid, isouter=True
        )
        rows = session.execute(query.order_by(Counterpart.id)).all()
        found = [
            Enrolled(one.office_uid, name or "", one.relation, one.replica,
                     fingerprint(bytes.fromhex(one.public_key), one.office_uid), 0, one.enrolled_at)
            for one, name in rows
        ]  # fmt: skip
    return sorted(found, key=lambda one: (list(Relation).index(one.relation), one.name))


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office of the directory."""

    uid: str
    name: str
    code: str
    level: Level
    parent: str
    ours: bool
    enrolled: bool


def offices(ledger: Ledger) -> list[OfficeRow]:
    """The directory of offices."""
    with ledger.reading() as session:
        enrolled = set(session.scalars(select(Counterpart.office_uid)))
        rows = session.scalars(
            select(Office).where(Office.voided == "", ~Office.hidden).order_by(Office.id)
        ).all()
        names = {row.uid: row.name for row in rows}
        ours = ledger.identity.office_uid
        return [
            OfficeRow(
                row.uid,
                row.name,
                row.code,
                row.level,
                names.get(row.parent_uid, ""),
                row.uid == ours,
                row.uid in enrolled,
            )
            for row in rows
        ]
