"""Masking personal data in what would leave: fields are rewritten, reports and files told again without it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import new_uid
from dczg_desktop.domain.personal import masked
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import write
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.outgoing.contents import acts_behind, receiver_named
from dczg_desktop.services.outgoing.leaving import PersonalFinding, personal_findings, sifted
from dczg_desktop.services.outgoing.scope import scope_for
from dczg_desktop.store.bulk import add_records, load_records, replace_records
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class Mended:
    """How many places were masked, and how many a person must see to."""

    places: int
    left: int


def mend_personal(ledger: Ledger, name: str) -> Mended:
    """Mask what would leave for `name` wherever this office may write. One act, which undo takes back.

    Raises UserError for an unknown office.
    """
    with ledger.transaction("遮住个人信息") as (session, act):
        require_user(session, ledger.user_uid)
        office = receiver_named(session, name, act.office_uid)
        scope = sifted(scope_for(session, office.uid, act.office_uid))
        acts = acts_behind(session, scope)
        found = personal_findings(session, scope.records, acts, office.uid, act.office_uid)
        mendable = [one for one in found if one.mendable]
        _rewrite(session, act, mendable)
        _tell_again(session, act, mendable)
        act.title = f"发给{office.name}的内容，{len(mendable)} 处"
    return Mended(len(mendable), len(found) - len(mendable))


def _by_record(found: list[PersonalFinding], *, mutable: bool) -> dict[str, dict[str, set[str]]]:
    """Fields to mask by kind and record."""
    grouped: dict[str, dict[str, set[str]]] = {}
    for one in found:
        if KINDS[one.record_kind].mutable is mutable:
            grouped.setdefault(one.record_kind, {}).setdefault(one.record_uid, set()).add(one.field)
    return grouped


def _masked(record: Record, names: set[str]) -> dict[str, Value]:
    return {name: masked(str(record.fields[name])) for name in sorted(names)}


def _rewrite(session: Session, act: Act, found: list[PersonalFinding]) -> None:
    for kind, wanted in _by_record(found, mutable=True).items():
        records = load_records(session, KINDS[kind], list(wanted))
        pairs = [
            (record, write(record, _masked(record, wanted[uid]), act.uid)) for uid, record in records.items()
        ]
        replace_records(session, act, pairs)


def _tell_again(session: Session, act: Act, found: list[PersonalFinding]) -> None:
    """A report is replaced by its masked text; a file gets a new entry, the old one is withdrawn."""
    made: list[Record] = []
    for kind, wanted in _by_record(found, mutable=False).items():
        for uid, record in load_records(session, KINDS[kind], list(wanted)).items():
            retold = {**record.fields, **_masked(record, wanted[uid])} | _made(act)
            if kind == "progress":
                made.append(Record(kind, new_uid(), retold | {"replaces": uid}, act.uid))
                continue
            made.append(Record(kind, new_uid(), retold, act.uid))
            taken_back: Mapping[str, Value] = {
                "problem_uid": record.fields["problem_uid"], "target_kind": kind, "target_uid": uid,
                "reason": "名称或说明含个人信息，遮住后重新登记",
            }  # fmt: skip
            fields = blank_fields("withdrawal") | dict(taken_back) | _made(act)
            made.append(Record("withdrawal", new_uid(), fields, act.uid))
    add_records(session, act, made)


def _made(act: Act) -> dict[str, Value]:
    return {"office_uid": act.office_uid, "made_by": act.who, "made_at": act.at}
