"""What a row of a foreign table does to a record the ledger has: another number, or the ticked differences and nothing else.

Every value taken over keeps its file, sheet, row and cell in the record's provenance; what an earlier value came from
stays in the journal.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.domain.comparison import Candidate, Difference, Way
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.earlier_differences import EARLIER
from dczg_desktop.domain.entities import Deadline, Duty, Measure, Petition, Problem, ProblemSource, Progress
from dczg_desktop.domain.finishing import FINISHED, loses_day
from dczg_desktop.domain.measure_differences import changed_words, own_words
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.reported import report_of
from dczg_desktop.domain.spelling import same_number
from dczg_desktop.domain.units import one_unit
from dczg_desktop.domain.words import DeadlineKind, DutyRole
from dczg_desktop.services.importing.handing import finished_of, said_of
from dczg_desktop.services.importing.intake import child_of
from dczg_desktop.services.importing.promises import measure_records, own_of_measure, reworded
from dczg_desktop.services.importing.taking import Taking, number_in, number_of, source_name
from dczg_desktop.services.importing.updating import Chosen, Said, Updating
from dczg_desktop.services.problems import after_former, deadline_of, source_named
from dczg_desktop.store.bulk import add_records
from dczg_desktop.store.facts import chunks


def apply_choices(
    session: Session, taking: Taking, chosen: Sequence[Chosen], source: str, tick: Tick = no_tick
) -> tuple[int, int]:
    """Do to the known records what was chosen; returns how many values and how many further numbers came over.

    What two rows say alike of one record is done once. Raises UserError naming the row: record gone, locked, a value that
    belongs to the issuing office, no reason for a deadline, a number it has, a value that another row gives otherwise.
    """
    values = numbers = 0
    said: Said = {}
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
        updating = Updating(session, taking, one, target, named, said)
        if one.choice.way is Way.NUMBER:
            _give_number(updating, candidate)
            numbers += updating.made
        else:
            _update(updating, candidate)
            values += updating.made
        tick(done, len(chosen))
    return values, numbers


def _give_number(updating: Updating, candidate: Candidate) -> None:
    """The row as another number of the problem, unless it has it from this source."""
    one, number = updating.one, number_of(updating.one.record)[0]
    difference = Difference("number", "外部编号", "", number, one.record.cells.get("number", ""))
    if number and updating.is_said(difference):
        return
    has = ProblemSource
    query = select(has.number).where(
        has.problem_uid == updating.target.uid, has.number != "", ~has.hidden, has.voided == "",
        has.source_uid == source_named(updating.session, updating.source),
    )  # fmt: skip
    if any(same_number(one, number) for one in updating.session.scalars(query)):
        raise UserError(
            f"{one.place}：{candidate.code} 已有编号“{number}”，没有导入。请改选“不导入”或“更新”。"
        )
    _add_number(updating, difference)


def _update(updating: Updating, candidate: Candidate) -> None:
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


def _put_value(updating: Updating, difference: Difference) -> None:
    target, name = updating.target, difference.key
    text = updating.text(name) or (updating.text("progress") if name == "result" else "")
    if name == "responsible_unit":
        text = one_unit(text)
        target.office_uid = updating.taking.offices.get(clean(text), ("", ""))[0]
    setattr(target, name, text)
    updating.remember(name, difference)
    if name == "completion" and loses_day(text) and target.completed_on:
        target.completed_on = None
        updating.remember(FINISHED, difference)


def _put_batch(updating: Updating, difference: Difference) -> None:
    """The batch of a petition, or that of the problem's number where it is the one shown: other lists may bear that number too."""
    number = number_of(updating.one.record)[0]
    if isinstance(updating.target, Petition):
        updating.target.batch = difference.theirs
    has = ProblemSource
    query = select(has).where(
        has.problem_uid == updating.target.uid, has.batch == difference.ours, ~has.hidden, has.voided == "",
    )  # fmt: skip
    for source in updating.session.scalars(query):
        if same_number(source.number, number):
            source.batch = difference.theirs
    updating.remember("batch", difference)


def _put_finished(updating: Updating, difference: Difference) -> None:
    """The day on which the petition was finished; what stood there and was not understood is answered by it."""
    finished = finished_of(updating.taking.handing, updating.one.table, updating.one.record)
    updating.target.completed_on = finished.day
    updating.remember(FINISHED, difference, said_of(finished))


def _put_status(updating: Updating, difference: Difference) -> None:
    updating.target.stated_status = updating.text("status")
    updating.remember("stated_status", difference)


def _put_extra(updating: Updating, difference: Difference) -> None:
    heading = difference.key.removeprefix("extra:")
    updating.target.extra = {**updating.target.extra, heading: difference.theirs}
    updating.remember(difference.key, difference)


def _add_number(updating: Updating, difference: Difference) -> None:
    number, batch, starred = number_in(updating.one.table, updating.one.record)
    if not number:
        raise UserError(
            f"{updating.one.place}没有编号，不能作为另一编号登记，没有导入。请改选“更新”或“新增”。"
        )
    source_uid = source_named(updating.session, updating.source)
    made = ProblemSource(
        problem_uid=updating.target.uid, source_uid=source_uid, number=number, batch=batch, starred=starred
    )
    _add(updating, made, "number", difference)


def _add(updating: Updating, made: Any, kind: str, difference: Difference) -> None:
    updating.session.add(made)
    updating.session.flush()
    updating.remember(f"{kind}:{made.uid}", difference)


def _decide_deadline(updating: Updating, difference: Difference) -> None:
    uid, raw, one = updating.target.uid, updating.text("deadline"), updating.one
    if isinstance(updating.target, Petition):
        updating.target.deadline = raw
        start = updating.taking.handing.of(one.table, one.record)
        updating.target.due = read_deadline(raw, updating.base, start=start, asks_start=True).due
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
    decision = deadline_of(uid, raw, updating.base, kind)
    decision.reason = reason
    decision.document = updating.taking.file_name
    decision.made_at = after_former(updating.session, uid, updating.taking.act.at)
    _add(updating, decision, "deadline", difference)


def _change_duty(updating: Updating, difference: Difference) -> None:
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


def _change_measure(updating: Updating, difference: Difference) -> None:
    _measure, uid, number = difference.key.split(":")
    text = split_measures(updating.text("measures"))[int(number) - 1]
    if uid != "+":
        measure = updating.session.scalar(select(Measure).where(Measure.uid == uid))
        if measure is not None:
            _reword(updating, measure, text)
            updating.remember(f"measure:{uid}", difference)
        return
    query = select(func.max(Measure.position)).where(Measure.problem_uid == updating.target.uid)
    last = updating.session.scalar(query) or 0
    taking = updating.taking
    child = partial(child_of, taking, updating.target.uid)
    start = taking.handing.of(updating.one.table, updating.one.record)
    own = own_of_measure(updating.one.own, updating.base, start) if updating.one.own else {}
    records = list(measure_records(child, text, updating.years, own, last, start=start))
    add_records(updating.session, taking.act, records)
    for made in records:
        taking.made[made.kind] = taking.made.get(made.kind, 0) + 1
        if made.kind == "measure":
            updating.remember(f"measure:{made.uid}", difference)


def _reword(updating: Updating, measure: Measure, text: str) -> None:
    """Give a measure its new words, with the unit and the time that they name."""
    start = updating.taking.handing.of(updating.one.table, updating.one.record)
    before = {name: getattr(measure, name) for name in ("text", "unit", "deadline")}
    for name, value in reworded(before, text, updating.years, start).items():
        setattr(measure, name, date.fromisoformat(str(value)) if name == "due" and value else value)


def _change_own(updating: Updating, difference: Difference) -> None:
    """Give a measure the unit and time that its row says now."""
    measure = updating.session.scalar(select(Measure).where(Measure.uid == difference.key.partition(":")[2]))
    own = updating.one.own
    if measure is None or own is None:
        return
    ours = {name: getattr(measure, name) for name in ("unit", "deadline")}
    theirs = {name: words for name, words in own_words(own.fields).items() if name in ours}
    for name, words in changed_words(measure.text, ours, theirs).items():
        setattr(measure, name, words)
        if name == "deadline":
            start = updating.taking.handing.of(updating.one.table, updating.one.record)
            measure.due = read_deadline(words, updating.base, start=start, asks_start=True).due
    updating.remember(f"measure:{measure.uid}", difference)


def _report(updating: Updating, difference: Difference) -> None:
    one, text = updating.one, report_of(updating.one.record.fields)
    period = updating.taking.periods.of(one.planned.table, one.table, text)
    _add(
        updating,
        Progress(problem_uid=updating.target.uid, period=period, text=text),
        "progress",
        difference,
    )


def _report_earlier(updating: Updating, difference: Difference) -> None:
    """What a column of an earlier month tells, as the report of that month."""
    period = difference.key.partition(":")[2]
    made = Progress(problem_uid=updating.target.uid, period=period, text=difference.theirs)
    _add(updating, made, "progress", difference)


def _count_pictures(updating: Updating, difference: Difference) -> None:
    """The pictures of a row become evidence with those of all rows; here it is only noted."""
    updating.remember("pictures", difference)


_ACTS: Mapping[str, Callable[[Updating, Difference], None]] = {
    "number": _add_number, "batch": _put_batch, "deadline": _decide_deadline, "duty": _change_duty, "measure": _change_measure, "own": _change_own,
    "progress": _report, EARLIER: _report_earlier, "status": _put_status, FINISHED: _put_finished, "extra": _put_extra, "pictures": _count_pictures,
}  # fmt: skip
