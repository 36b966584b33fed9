"""Taking other people's tables in: preview against the ledger, mending, accept in one act, undo like any act."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dczg_desktop.base.collector import collector_resting
from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.domain.areas import Offices
from dczg_desktop.domain.comparison import SAID, Verdict
from dczg_desktop.imports.editing import (
    Edits,
    Spot,
    TableEdits,
    corrected,
    hidden_columns,
    hidden_rows,
    kept,
    text_at,
    with_pictures_kept,
    with_tables,
)
from dczg_desktop.imports.preview import as_json
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import ImportReading, Table
from dczg_desktop.imports.sender import sender_of
from dczg_desktop.imports.tables.around.stated import is_only_numbered, told_title
from dczg_desktop.imports.tables.asked.faults import with_days_doubted
from dczg_desktop.services.importing.comparing import plan, read_all
from dczg_desktop.services.importing.handing import NOBODY_SAID, Handing, handing_of
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.importing.layouts import (
    Remembered,
    forget_layout,
    recall,
    remember,
    remembered_for,
)
from dczg_desktop.services.importing.notice_rows import with_notices_asked
from dczg_desktop.services.importing.only_known import only_known, without_needless_questions
from dczg_desktop.services.importing.places import with_area_doubts
from dczg_desktop.services.importing.planned import Planned
from dczg_desktop.services.petitions.batches import DailyBatch
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as understood, with what accepting would do. Nothing is written before `accept_import`.

    `original` is the file as it stands, `shown` with the cells corrected, `reading` without the columns left out: that is
    what is compared and taken in. `remembered` are, by table, the assignments of columns applied from memory.
    """

    path: Path
    reading: ImportReading
    planned: tuple[Planned, ...]
    original: ImportReading
    shown: ImportReading
    view: LedgerView = field(repr=False)
    edits: Edits = ()
    sender: str = ""
    source: str = ""
    remembered: tuple[Remembered | None, ...] = ()
    handing: Handing = field(default=NOBODY_SAID, repr=False)

    def count(self, verdict: str) -> int:
        """How many rows have this verdict."""
        return sum(1 for one in self.planned if one.verdict == verdict)

    @property
    def waiting(self) -> int:
        """How many rows still wait for the search for like texts; nothing can be taken in before `completed`."""
        return self.count(Verdict.WAITING)

    def of_table(self, table: int) -> tuple[Planned, ...]:
        """The rows of one table, in its order."""
        return tuple(one for one in self.planned if one.table == table)

    def hidden(self, table: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Row numbers and column letters of a table that are hidden in the file."""
        return hidden_rows(self.shown.tables[table]), hidden_columns(self.shown.tables[table])


def preview_import(
    ledger: Ledger,
    path: Path,
    sheet: str | None = None,
    tick: Tick = no_tick,
    *,
    source: str | None = "",
    most_alike: int | None = None,
    batch: DailyBatch | None = None,
) -> Preview:
    """Read a table file and compare its rows with the ledger; a remembered layout is applied.

    `source` is what all its rows come from, '' the title of each table, None the common title or the name of the file;
    `batch` the one that petitions without a batch of their own belong to, from whose day their counts of days begin.
    Where more than `most_alike` rows need a search for like texts, they are left waiting for `completed`. Raises UserError
    as `imports.read_tables`: wrong type, empty, damaged, encrypted, no such sheet.
    """
    with collector_resting():
        reading = read_tables(path, sheet, share(tick, 0, 50))
        tick(50, 100)  # whoever left while the file was read has nothing to do with the ledger any more
        edits = tuple(TableEdits() for _table in reading.tables)
        source = proposed_source(path, reading) if source is None else source
        original = _Read(path, reading, edits, sender_of(reading), source, most_alike, batch)
        return _compared(ledger, original, LedgerView(ledger), share(tick, 50, 100))


def completed(ledger: Ledger, preview: Preview, tick: Tick = no_tick) -> Preview:
    """The preview with the like texts of the waiting rows found; compared anew when somebody has written since."""
    if acts_so_far(ledger) != preview.view.head:
        return revised(ledger, preview, tick=tick)
    with collector_resting():
        found = plan(preview.view, preview.reading, preview.source, tick, handing=preview.handing)
        return replace(preview, planned=with_notices_asked(preview.reading, found))


def proposed_source(path: Path, reading: ImportReading) -> str:
    """The common title of the tables that will be taken in; the file's name when they have none, '' when they differ."""
    taken = [table for table in reading.tables if table.kind in {"problem", "petition"}]
    titles = {told_title(table) for table in ([table for table in taken if table.records] or taken)}
    titles = {one for one in titles if not is_only_numbered(one)} or titles
    return "" if len(titles) > 1 else next(iter(titles), "") or path.stem


def revised(
    ledger: Ledger,
    preview: Preview,
    edits: Edits | None = None,
    tick: Tick = no_tick,
    *,
    sender: str | None = None,
    source: str | None = None,
    most_alike: int | None = None,
    batch: DailyBatch | None = None,
) -> Preview:
    """The same file with other corrections, from another office, source or batch; what was left out stays as it was.

    An assignment of columns made before the office was named is remembered for the office now named. Raises UserError for an unknown field or header.
    """
    edits = preview.edits if edits is None else edits
    if sender is not None and sender != preview.sender:
        for table, mended in zip(preview.original.tables, edits, strict=True):
            if mended.fields is not None:
                remember(ledger, table, sender, mended.fields)
    read = _Read(
        preview.path,
        preview.original,
        edits,
        preview.sender if sender is None else sender,
        preview.source if source is None else source,
        most_alike,
        batch or preview.handing.batch,
    )
    with collector_resting():
        return _compared(ledger, read, _fresh(ledger, preview.view), tick)


def _fresh(ledger: Ledger, view: LedgerView) -> LedgerView:
    """The view, or a new one when somebody has written since; what was looked at is read again."""
    if acts_so_far(ledger) == view.head:
        return view
    fresh = LedgerView(ledger)
    fresh.read(list(view.known))
    return fresh


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it was read, what a person said of it, and how much is compared at once."""

    path: Path
    original: ImportReading
    edits: Edits
    sender: str
    source: str
    most_alike: int | None
    batch: DailyBatch | None


def _compared(ledger: Ledger, read: _Read, view: LedgerView, tick: Tick) -> Preview:
    known, (_named, offices) = recall(ledger), view.offices
    handing = handing_of(ledger, read.source, read.batch)
    shown, taken, remembered = [], [], []
    for table, mended in zip(read.original.tables, read.edits, strict=True):
        found = remembered_for(known, table, read.sender) if mended.fields is None else None
        if found is not None and dict(found.fields) != table.mapping:
            mended = replace(mended, fields=found.fields)  # noqa: PLW2901 - the edits of this reading only
        else:
            found = None
        said = corrected(table, mended)
        left = kept(said, mended)
        shown.append(_doubted(said, handing, offices))
        taken.append(shown[-1] if left is said else _doubted(left, handing, offices))
        remembered.append(found)
    reading = with_pictures_kept(with_tables(read.original, taken), read.edits)
    planned = plan(view, reading, read.source, tick, most_alike=read.most_alike, handing=handing)
    planned, asks_nothing = with_notices_asked(reading, planned), only_known(planned)
    return Preview(
        read.path, without_needless_questions(reading, asks_nothing), planned, read.original,
        without_needless_questions(with_tables(reading, shown), asks_nothing), view, read.edits, read.sender, read.source,
        tuple(remembered), handing,
    )  # fmt: skip


def _doubted(table: Table, handing: Handing, offices: Offices) -> Table:
    """The table with what only the ledger and the day of handing over make doubtful."""
    return with_area_doubts(with_days_doubted(table, handing.starts, handing.today), offices)


def acts_so_far(ledger: Ledger) -> int:
    """How many acts the ledger's journal holds."""
    with ledger.reading() as session:
        return journal_head(session)[0]


def correct_mapping(
    ledger: Ledger,
    preview: Preview,
    table: int,
    columns: Mapping[str, str],
    tick: Tick = no_tick,
    *,
    most_alike: int | None = None,
) -> Preview:
    """The preview with the columns of one table assigned by hand; `columns` is {field: heading}.

    The assignment is remembered for the next file of the same sending office with the same headings.
    """
    edits = list(preview.edits)
    edits[table] = replace(edits[table], fields=dict(columns))
    mended = revised(ledger, preview, tuple(edits), tick, most_alike=most_alike)
    remember(ledger, preview.original.tables[table], preview.sender, columns)
    return mended


def forget_mapping(
    ledger: Ledger, preview: Preview, table: int, tick: Tick = no_tick, *, most_alike: int | None = None
) -> Preview:
    """Forget the assignment of columns applied to a table from memory, and read the table as if there never was one."""
    found = preview.remembered[table]
    if found is not None:
        forget_layout(ledger, found)
    edits = list(preview.edits)
    edits[table] = replace(edits[table], fields=None)
    return revised(ledger, preview, tuple(edits), tick, most_alike=most_alike)


def preview_json(preview: Preview) -> dict[str, Any]:
    """The reading as scripts see it (docs/scripts.md), with what the comparison says of every record."""
    read_all(preview.view, preview.planned)
    document = as_json(preview.reading)
    for index, table in enumerate(document["tables"]):
        rows, columns = preview.hidden(index)
        table["hidden"] = {"rows": list(rows), "columns": list(columns)}
        table["remembered"] = preview.remembered[index] is not None
        for record, planned in zip(table["records"], preview.of_table(index), strict=True):
            record.update(_comparison_json(planned))
    document |= {"sender": preview.sender, "counts": {word.value: preview.count(word) for word in SAID}}
    return document


def _comparison_json(planned: Planned) -> dict[str, Any]:
    return {
        "verdict": planned.verdict.value,
        "proposal": planned.proposal.way.value,
        "candidates": [
            {
                "kind": one.kind, "uid": one.uid, "code": one.code, "why": one.why, "likeness": round(one.alike, 3),
                "locked": one.locked,
                "differences": [
                    {"key": each.key, "label": each.label, "ours": each.ours, "theirs": each.theirs, "cell": each.cell,
                     "note": each.note, "locked": each.locked, "proposed": each.proposed}
                    for each in one.differences
                ],
            }
            for one in planned.candidates
        ],
    }  # fmt: skip


def original_text(table: Table, spot: Spot) -> str:
    """What a cell of a table said when it was read."""
    return text_at(table, spot)
