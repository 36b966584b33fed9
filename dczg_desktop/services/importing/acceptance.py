"""Accepting a previewed table: one act with a safety copy before it, everything chosen or nothing."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.base.faults import fault_point
from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.records.wholes import Wholes
from dczg_desktop.imports.tables.values.oddities import Oddities
from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.services.importing.corrected import original_words
from dczg_desktop.services.importing.day_batches import keep_day
from dczg_desktop.services.importing.earlier_items import keep_earlier_items
from dczg_desktop.services.importing.imports import Preview, acts_so_far, revised
from dczg_desktop.services.importing.intake import records_of
from dczg_desktop.services.importing.pictures import picture_records, pictures_kept
from dczg_desktop.services.importing.planned import TAKEN_IN, Planned
from dczg_desktop.services.importing.promises import plans_of
from dczg_desktop.services.importing.taking import Taking, start_taking
from dczg_desktop.services.importing.updates import apply_choices
from dczg_desktop.services.importing.updating import Chosen
from dczg_desktop.services.petitions.batches import DailyBatch
from dczg_desktop.store.bulk import add_records
from dczg_desktop.store.journal import Act, journal_head
from dczg_desktop.store.ledger import Ledger, require_user

Line = tuple[int, int]
"""Number of the table in its file, and row."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an import made: new records, values taken over into `updated` known ones, further numbers.

    `known` rows had nothing chosen for them because the ledger has them, `unclear` ones wait for a person's word.
    """

    act_uid: str
    problems: int
    petitions: int
    measures: int
    known: int
    skipped: int
    updated: int = 0
    values: int = 0
    numbers: int = 0
    unclear: int = 0


def accept_import(
    ledger: Ledger,
    preview: Preview,
    source: str = "",
    leave_out: frozenset[Line] = frozenset(),
    tick: Tick = no_tick,
    choices: Mapping[Line, Choice] | None = None,
    batch: DailyBatch | None = None,
) -> Accepted:
    """Do what was chosen for the rows of a preview, as one act with a safety copy before it; undo takes all of it back.

    Rows without a choice: new ones come in, all others are left as they are. Rows the ledger has got since the preview are
    left and counted. A preview that is not complete is refused. Every value keeps its cell as provenance. New petitions without a batch of their own belong to `batch`, by default that of the preview. Raises
    UserError when there is nothing to do, a choice no longer fits or the office above owns a chosen value; Cancelled
    through `tick`.
    """
    choices = {line: one for line, one in (choices or {}).items() if line not in leave_out}
    batch = batch or preview.handing.batch
    shown, preview = preview, _compared_again(ledger, preview, source, choices, tick, batch)
    acts = _acts(preview, choices, leave_out, shown)
    new = {line for line, one in acts.items() if one.way is Way.NEW}
    chosen = _chosen(
        preview, {line: one for line, one in acts.items() if one.way in {Way.NUMBER, Way.UPDATE}}
    )
    if not new and not chosen:
        raise UserError(_nothing(preview))
    reading = preview.reading
    with (
        _copied_before(ledger),
        pictures_kept(ledger, reading, had := _had(preview, new, chosen)) as kept,
        ledger.transaction("导入表格", reading.file_name, tick=share(tick, 60, 100)) as (session, act),
    ):
        pictures = [picture for picture in kept if picture.sha256 not in had[picture.line]]
        require_user(session, ledger.user_uid)
        _refuse_written_since(session, preview)
        taking = start_taking(session, act, reading, ledger.today())
        taking.originals = original_words(preview)
        taking.handing = preview.handing
        taking.plans = plans_of(reading, new)
        values, numbers = _write(session, act, taking, preview, source, new, chosen, share(tick, 0, 60))
        add_records(session, act, picture_records(act, reading, pictures, taking.rows))
        day = keep_day(session, taking, preview, source, chosen, batch)
        keep_earlier_items(session, taking, preview, acts, source, (batch.name if batch else "", day))
        fault_point("import.after_rows")
        done = replace(
            _counted(preview, act, taking, new, chosen, leave_out | choices.keys()),
            values=values,
            numbers=numbers,
        )
        act.title = f"{reading.file_name}：{words_of(done)}"
    fault_point("import.after_commit")
    return done


@contextmanager
def _copied_before(ledger: Ledger) -> Iterator[None]:
    """A safety copy before the act inside; of one that was stopped, and changed nothing, it goes again."""
    copy = safety_copy(ledger.path, "导入前", ledger.moment())
    fault_point("import.after_copy")
    try:
        yield
    except Cancelled:
        copy.unlink(missing_ok=True)
        raise


def _refuse_written_since(session: Session, preview: Preview) -> None:
    """Another window or a script may have written while the safety copy was made."""
    if journal_head(session)[0] != preview.view.head:
        raise UserError("导入前备份的时候，另一个窗口或脚本改动了台账，没有导入。请按 F5 重新比对后再导入。")


def _had(preview: Preview, new: set[Line], chosen: list[Chosen]) -> dict[Line, frozenset[str]]:
    """The rows whose pictures come along, with those that their problem has already."""
    tables = preview.reading.tables
    had: dict[Line, frozenset[str]] = {
        line: frozenset() for line in new if tables[line[0]].kind != "petition"
    }
    for one in chosen:
        if "pictures" in one.choice.ticks:
            preview.view.read([("problem", one.choice.target)])
            known = preview.view.known["problem", one.choice.target]
            had[one.planned.table, one.planned.row] = known.pictures
    return had


def _write(
    session: Session, act: Act, taking: Taking, preview: Preview, source: str, new: set[Line], chosen: list[Chosen],
    tick: Tick,
) -> tuple[int, int]:  # fmt: skip
    total = len(new) + len(chosen)
    if new:
        records = records_of(session, taking, preview.reading, source, new)
        add_records(session, act, records, tick, total)
    return apply_choices(session, taking, chosen, source, lambda done, _total: tick(len(new) + done, total))


def _compared_again(
    ledger: Ledger,
    preview: Preview,
    source: str,
    choices: Mapping[Line, Choice],
    tick: Tick,
    batch: DailyBatch | None,
) -> Preview:
    """The preview, compared anew when somebody has written since; an incomplete one and a choice made about other facts are refused."""
    if preview.waiting:
        raise UserError(
            f"“{preview.reading.file_name}”还有 {preview.waiting} 行没有与台账比对完，没有导入。请等比对完成再导入。"
        )
    known = acts_so_far(ledger) == preview.view.head and ledger.today() == preview.handing.today
    if known and (source, batch) == (preview.source, preview.handing.batch):
        return preview
    again = revised(ledger, preview, tick=tick, source=source, batch=batch)
    for before, now in zip(preview.planned, again.planned, strict=True):
        choice = choices.get((now.table, now.row))
        if choice is None or choice.way is Way.SKIP or _still_fits(before, now, choice):
            continue
        sheet = again.reading.tables[now.table].sheet
        raise UserError(
            f"“{sheet}”第 {now.row} 行在预览之后台账里有了变化（现在是“{now.verdict.value}”），没有导入。请按 F5 重新比对后再选。"
        )
    return again


def _still_fits(before: Planned, now: Planned, choice: Choice) -> bool:
    if now.verdict is Verdict.SAME or (before.verdict, before.candidates) == (now.verdict, now.candidates):
        return True
    if choice.way is Way.NEW:
        seen_before = {one.uid for one in before.candidates}
        return before.verdict is now.verdict and all(one.uid in seen_before for one in now.candidates)
    seen, found = before.candidate(choice.target), now.candidate(choice.target)
    if seen is None or found is None:
        return False
    return choice.way is Way.NUMBER or seen.ticked(choice.ticks) == found.ticked(choice.ticks)


def _acts(
    preview: Preview,
    choices: Mapping[Line, Choice],
    leave_out: frozenset[Line],
    shown: Preview,
) -> dict[Line, Choice]:
    """What happens to every row; one merged under a problem goes with it. One `shown` as known comes in when somebody wanted that.

    Where the row of the problem is left out, those under it stand for themselves: they show its merged cells too.
    """
    acts: dict[Line, Choice] = {}
    for one, before in zip(preview.planned, shown.planned, strict=True):
        line = one.table, one.row
        usual = Choice(Way.NEW) if one.verdict is Verdict.NEW else Choice(Way.SKIP)
        choice = choices.get(line, usual)
        leads = (one.table, one.follows or 0)
        leader = acts.get(leads) if leads not in leave_out else None
        if leader is not None and line not in choices:
            choice = following(one, leader)
        _refuse_other_kinds(preview, one, choice)
        is_known = choice.way is Way.NEW and before.verdict is not one.verdict is Verdict.SAME
        acts[line] = Choice(Way.SKIP) if line in leave_out or is_known else choice
    return acts


def _refuse_other_kinds(preview: Preview, one: Planned, choice: Choice) -> None:
    table = preview.reading.tables[one.table]
    if choice.way is not Way.SKIP and table.kind not in TAKEN_IN:
        raise UserError(
            f"“{table.sheet}”第 {one.row} 行不是问题或信访件，没有导入。请改选“不导入”，或在“列对应”里指定问题一栏。"
        )


def following(one: Planned, leader: Choice) -> Choice:
    """What happens to a row merged under a problem when this is chosen for the problem."""
    if leader.way is not Way.UPDATE:
        return leader if leader.way is Way.NEW else Choice(Way.SKIP)
    found = one.candidate(leader.target)
    ticks = found.proposed() if found else frozenset[str]()
    return Choice(Way.UPDATE, leader.target, ticks) if ticks else Choice(Way.SKIP)


def _chosen(preview: Preview, choices: Mapping[Line, Choice]) -> list[Chosen]:
    records: dict[Line, tuple[Table, Wholes, RecordReading]] = {}
    for index, table in enumerate(preview.reading.tables):
        own = list(map(Oddities(table).without, table.records))
        wholes = Wholes(table, own)
        records |= {(index, record.row): (table, wholes, record) for record in own}
    found = []
    for one in preview.planned:
        choice = choices.get((one.table, one.row))
        if choice is not None and _does_anything(one, choice):
            table, wholes, record = records[one.table, one.row]
            alone = record if one.follows is not None or wholes.leads(record) else None
            found.append(Chosen(one, choice, table, wholes.of(record), alone, wholes.below(record)))
    return found


def _does_anything(one: Planned, choice: Choice) -> bool:
    """Whether a choice writes anything: what was ticked may stand in the ledger by now. A record that is gone is refused later."""
    found = one.candidate(choice.target)
    return choice.way is Way.NUMBER or bool(choice.ticks and (found is None or found.ticked(choice.ticks)))


def _counted(
    preview: Preview,
    act: Act,
    taking: Taking,
    new: set[Line],
    chosen: list[Chosen],
    decided: AbstractSet[Line],
) -> Accepted:
    done = new | {(one.planned.table, one.planned.row) for one in chosen}
    left = [one for one in preview.planned if (one.table, one.row) not in done]
    known = sum(one.verdict in {Verdict.SAME, Verdict.CHANGED} for one in left)
    unclear = sum(one.verdict is Verdict.UNCLEAR and (one.table, one.row) not in decided for one in left)
    made = taking.made
    return Accepted(
        act.uid, made["problem"], made["petition"], made["measure"], known, len(left) - known - unclear,
        len({one.choice.target for one in chosen if one.choice.way is Way.UPDATE}), unclear=unclear,
    )  # fmt: skip


def words_of(done: Accepted) -> str:
    """What an import made, in a few words."""
    parts = (
        (done.problems, f"新增问题 {done.problems}"),
        (done.petitions, f"新增信访件 {done.petitions}"),
        (done.updated, f"更新 {done.updated} 条（{done.values} 处）"),
        (done.numbers, f"另一编号 {done.numbers}"),
    )
    return "，".join(words for count, words in parts if count)


def _nothing(preview: Preview) -> str:
    known = preview.count(Verdict.SAME) + preview.count(Verdict.CHANGED)
    notices = sum(one.is_notice for one in preview.planned)
    unclear = preview.count(Verdict.UNCLEAR) - notices
    waiting = f"，{unclear} 行与台账里的记录相似，要先选定怎样处理" if unclear else ""
    waiting += f"，{notices} 件是销号公示，要登记到已有的问题上，或选定作为新的问题" if notices else ""
    return (
        f"“{preview.reading.file_name}”里没有可以导入的新记录：{known} 条台账里已有，"
        f"{preview.count(Verdict.SKIPPED)} 行不是问题或信访件{waiting}。台账没有改动。"
    )
