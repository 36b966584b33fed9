"""What a row of a foreign table does to a record the ledger has: another number, or the ticked differences and nothing else.

Every value taken over keeps its file, sheet, row and cell in the record's provenance; what an earlier value came from
stays in the journal.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.domain.comparison import Candidate, Choice, Difference, Way
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.entities import Deadline, Duty, Measure, Petition, Problem, ProblemSource, Progress
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.records import Value
from dczg_desktop.domain.words import DeadlineKind, DutyRole
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.services.importing.comparing import Planned
from dczg_desktop.services.importing.intake import Taking, child_of, number_of, provenance_of, source_name
from dczg_desktop.services.importing.promises import measure_records
from dczg_desktop.services.problems import after_former, deadline_of, source_named
from dczg_desktop.store.bulk import add_records
from dczg_desktop.store.facts import chunks


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row with what a person chose for it; `record` holds no error values."""

    planned: Planned
    choice: Choice
    table: Table
    record: RecordReading

    @property
    def place(self) -> str:
        """The row, for messages."""
        return f"“{self.table.sheet}”第 {self.planned.row} 行"


@dataclass(slots=True)
class _Updating:
    """One record under change."""

    session: Session
    taking: Taking
    one: Chosen
    target: Any
    source: str
    said: dict[tuple[str, str], tuple[str, str]]
    made: int = 0

    def text(self, name: str) -> str:
        return self.one.record.fields.get(name, "")

    def is_said(self, difference: Difference) -> bool:
        """Whether a row before this one has settled the same thing with the same words. Raises UserError: with other words."""
        if difference.key == "pictures":
            return False
        own = self.one.place, difference.theirs
        place, words = self.said.setdefault((self.one.choice.target, difference.thing), own)
        if words != difference.theirs:
            raise UserError(
                f"{self.one.place}与{place}给同一条记录的“{difference.label}”写得不一样，没有导入。请只勾选其中一行的这一项。"
            )
        return place != self.one.place

    def remember(self, key: str, difference: Difference) -> None:
        """Keep where the value of `key` came from."""
        whole = provenance_of(self.taking, self.one.planned.table, self.one.table, self.one.record)
        place: dict[str, Value] = {name: whole[name] for name in ("file", "sheet", "row")}
        place["cell"] = difference.cell
        read: Any = whole.get("read") or {}
        name = difference.key.removeprefix("extra:").partition(":")[0]
        if original := read.get(_READ_FROM.get(name, name), read.get(difference.key.removeprefix("extra:"))):
            place["read"] = original
        later: Any = self.target.provenance.get("later") or {}
        self.target.provenance = {**self.target.provenance, "later": {**later, key: place}}
        self.made += 1


_READ_FROM = {"measure": "measures", "duty": "responsible_unit"}


def apply_choices(
    session: Session, taking: Taking, chosen: Sequence[Chosen], source: str, tick: Tick = no_tick
) -> tuple[int, int]:
    """Do to the known records what was chosen; returns how many values and how many further numbers came over.

    What two rows say alike of one record is done once. Raises UserError naming the row: record gone, locked, a value that
    belongs to the issuing office, no reason for a deadline, a number it has, a value that another row gives otherwise.
    """
    values = numbers = 0
    said: dict[tuple[str, str], tuple[str, str]] = {}
    targets: dict[str, Any] = {}
    for part in chunks([one.choice.target for one in chosen]):
        problems = session.scalars(select(Problem).where(Problem.uid.in_(part), ~Problem.hidden))
        petitions = session.scalars(select(Petition).where(Petition.uid.in_(part), ~Petition.hidden))
        targets |= {found.uid: found for found in (*problems, *petitions)}
    for done, one in enumerate(chosen):
        target, candidate = targets.get(one.choice.target), one.planned.candidate(one.choice.target)
        if target is None or candidate is None:
            raise UserError(f"{one.place}要写到的记录已不在台账里，没有导入。请按 F5 重新比对。")
        if candidate.locked:
            raise UserError(f"{one.place}：{candidate.code} {candidate.locked}没有导入，请改选“不导入”。")
        named = source_name(one.table, one.record, source)
        updating = _Updating(session, taking, one, target, named, said)
        if one.choice.way is Way.NUMBER:
            _give_number(updating, candidate)
            numbers += updating.made
        else:
            _update(updating, candidate)
            values += updating.made
        tick(done, len(chosen))
    return values, numbers


def _give_number(updating: _Updating, candidate: Candidate) -> None:
    """The row as another number of the problem, unless it has it from this source."""
    one, number = updating.one, number_of(updating.one.record)[0]
    difference = Difference("number", "外部编号", "", number, one.record.cells.get("number", ""))
    if number and updating.is_said(difference):
        return
    has = ProblemSource
    query = select(func.count()).where(
        has.problem_uid == updating.target.uid, has.number == number, has.number != "", ~has.hidden, has.voided == "",
        has.source_uid == source_named(updating.session, updating.source),
    )  # fmt: skip
    if updating.session.scalar(query):
        raise UserError(
            f"{one.place}：{candidate.code} 已有编号“{number}”，没有导入。请改选“不导入”或“更新”。"
        )
    _add_number(updating, difference)


def _update(updating: _Updating, candidate: Candidate) -> None:
    one = updating.one
    by_key = {difference.key: difference for difference in candidate.differences}
    for key in [key for key in by_key if key in one.choice.ticks]:
        difference = by_key[key]
        if difference.locked:
            raise UserError(
                f"{one.place}：{candidate.code} 的“{difference.label}”{difference.locked}没有导入，请去掉这一项的勾。"
            )
        if updating.is_said(difference):
            continue
        act = _ACTS.get(key.partition(":")[0], _put_value)
        act(updating, difference)
    if not isinstance(updating.target, Petition):
        updating.taking.rows[one.planned.table, one.planned.row] = updating.target.uid


def _put_value(updating: _Updating, difference: Difference) -> None:
    target, name = updating.target, difference.key
    text = updating.text(name) or (updating.text("progress") if name == "result" else "")
    if name == "responsible_unit":
        target.office_uid = updating.taking.offices.get(clean(text), ("", ""))[0]
    setattr(target, name, text)
    updating.remember(name, difference)


def _put_batch(updating: _Updating, difference: Difference) -> None:
    """The batch of a petition, or that of the problem's number."""
    number = number_of(updating.one.record)[0]
    if isinstance(updating.target, Petition):
        updating.target.batch = difference.theirs
    has = ProblemSource
    query = select(has).where(
        has.problem_uid == updating.target.uid, has.number == number, ~has.hidden, has.voided == ""
    )
    for source in updating.session.scalars(query):
        source.batch = difference.theirs
    updating.remember("batch", difference)


def _put_status(updating: _Updating, difference: Difference) -> None:
    updating.target.stated_status = updating.text("status")
    updating.remember("stated_status", difference)


def _put_extra(updating: _Updating, difference: Difference) -> None:
    heading = difference.key.removeprefix("extra:")
    updating.target.extra = {**updating.target.extra, heading: difference.theirs}
    updating.remember(difference.key, difference)


def _add_number(updating: _Updating, difference: Difference) -> None:
    number, batch, starred = number_of(updating.one.record)
    if not number:
        raise UserError(
            f"{updating.one.place}没有编号，不能作为另一编号登记，没有导入。请改选“更新”或“新增”。"
        )
    source_uid = source_named(updating.session, updating.source)
    made = ProblemSource(
        problem_uid=updating.target.uid, source_uid=source_uid, number=number, batch=batch, starred=starred
    )
    _add(updating, made, "number", difference)


def _add(updating: _Updating, made: Any, kind: str, difference: Difference) -> None:
    updating.session.add(made)
    updating.session.flush()
    updating.remember(f"{kind}:{made.uid}", difference)


def _decide_deadline(updating: _Updating, difference: Difference) -> None:
    uid, raw, one = updating.target.uid, updating.text("deadline"), updating.one
    if isinstance(updating.target, Petition):
        updating.target.deadline = raw
        updating.target.due = read_deadline(raw, updating.taking.today).due
        updating.remember("deadline", difference)
        return
    query = select(func.count()).where(Deadline.problem_uid == uid, ~Deadline.hidden)
    is_first = not updating.session.scalar(query)
    reason = clean(one.choice.reason)
    if not is_first and not reason:
        raise UserError(
            f"{one.place}要调整整改时限，必须写明原因（政策调整、客观条件、项目审批、不可抗力等），没有导入。"
        )
    kind = DeadlineKind.ORIGINAL if is_first else DeadlineKind.ADJUSTED
    decision = deadline_of(uid, raw, updating.taking.today, kind)
    decision.reason = reason
    decision.document = updating.taking.file_name
    decision.made_at = after_former(updating.session, uid, updating.taking.act.at)
    _add(updating, decision, "deadline", difference)


def _change_duty(updating: _Updating, difference: Difference) -> None:
    _duty, way, rest = difference.key.split(":", 2)
    today = updating.taking.today
    if way == "-":
        duty = updating.session.scalar(select(Duty).where(Duty.uid == rest))
        if duty is not None:
            duty.until, duty.voided = today, f"“{updating.taking.file_name}”中已改为{difference.theirs}"
            updating.remember(difference.key, difference)
        return
    role, _, name = rest.partition(":")
    office_uid = updating.taking.offices.get(clean(name), ("", ""))[0]
    made = Duty(
        problem_uid=updating.target.uid, role=DutyRole(role), name=name, office_uid=office_uid, since=today
    )
    _add(updating, made, "duty", difference)


def _change_measure(updating: _Updating, difference: Difference) -> None:
    _measure, uid, number = difference.key.split(":")
    text = split_measures(updating.text("measures"))[int(number) - 1]
    if uid != "+":
        measure = updating.session.scalar(select(Measure).where(Measure.uid == uid))
        if measure is not None:
            measure.text = text
            updating.remember(f"measure:{uid}", difference)
        return
    query = select(func.max(Measure.position)).where(Measure.problem_uid == updating.target.uid)
    last = updating.session.scalar(query) or 0
    taking = updating.taking
    records = list(
        measure_records(partial(child_of, taking, updating.target.uid), text, taking.today, {}, last)
    )
    add_records(updating.session, taking.act, records)
    for made in records:
        taking.made[made.kind] = taking.made.get(made.kind, 0) + 1
        if made.kind == "measure":
            updating.remember(f"measure:{made.uid}", difference)


def _report(updating: _Updating, difference: Difference) -> None:
    text = updating.text("progress") or updating.text("result")
    period = f"{updating.taking.today:%Y-%m}"
    _add(
        updating,
        Progress(problem_uid=updating.target.uid, period=period, text=text),
        "progress",
        difference,
    )


def _count_pictures(updating: _Updating, difference: Difference) -> None:
    """The pictures of a row become evidence with those of all rows; here it is only noted."""
    updating.remember("pictures", difference)


_ACTS: Mapping[str, Callable[[_Updating, Difference], None]] = {
    "number": _add_number, "batch": _put_batch, "deadline": _decide_deadline, "duty": _change_duty, "measure": _change_measure,
    "progress": _report, "status": _put_status, "extra": _put_extra, "pictures": _count_pictures,
}  # fmt: skip
