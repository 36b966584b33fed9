"""Rows of a batch's table about petitions of former batches: those stay where they were, and the new batch knows of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Petition
from dczg_desktop.domain.petitions import batch_of
from dczg_desktop.services.importing.imports import Preview
from dczg_desktop.services.importing.planned import Planned
from dczg_desktop.services.importing.taking import Taking, number_of, source_name
from dczg_desktop.services.petitions.batches import Key, keep_earlier
from dczg_desktop.store.facts import chunks

Line = tuple[int, int]
_Named = tuple[str, str, str, int]
"""Uid of the petition, batch and source that its row names ('' for none), 序号 of the row."""


def keep_earlier_items(
    session: Session,
    taking: Taking,
    preview: Preview,
    acts: Mapping[Line, Choice],
    source: str,
    batch: tuple[str, Mapping[str, str]],
) -> None:
    """Write down, batch by batch, which rows were items of former batches; `batch` is the name of that of the day, '' without
    one, with the uids of its inspections.

    A row counts whether its item is updated or left as it is; an unclear row only when it was chosen which item it is.
    """
    session.flush()
    day, sources = batch
    named = list(_named(preview, acts, source))
    places = dict(_places(session, [uid for uid, *_rest in named]))
    found: dict[Key, dict[str, int]] = defaultdict(dict)
    for uid, own, said, sequence in named:
        if uid not in places:
            continue
        name = batch_of(own)[0] or day
        named_by = sources if day and not own else taking.sources
        key = named_by.get(said, places[uid][0]), name
        if name and key != places[uid]:
            found[key][uid] = sequence
    for (source_uid, name), earlier in found.items():
        keep_earlier(session, name, source_uid, earlier)


def _named(preview: Preview, acts: Mapping[Line, Choice], source: str) -> Iterator[_Named]:
    tables = preview.reading.tables
    records = {
        (index, record.row): record
        for index, table in enumerate(tables)
        if table.kind == "petition"
        for record in table.records
    }
    for one in preview.planned:
        record = records.get((one.table, one.row))
        if record is None or one.follows is not None:
            continue
        if uid := _item(one, acts.get((one.table, one.row))):
            text = record.fields.get("sequence", "")
            sequence = int(text) if text.isdecimal() else 0
            yield uid, number_of(record)[1], source_name(tables[one.table], record, source), sequence


def _item(one: Planned, choice: Choice | None) -> str:
    """The petition that a row is about, '' when it is about none or nobody knows."""
    if choice is not None and choice.way is Way.UPDATE:
        uid = choice.target
    else:
        uid = one.known_uid if one.verdict in {Verdict.SAME, Verdict.CHANGED} else ""
    found = one.candidate(uid)
    return uid if found is not None and found.kind == "petition" else ""


def _places(session: Session, uids: Iterable[str]) -> Iterator[tuple[str, Key]]:
    """Inspection and batch of every petition as they are now."""
    for part in chunks(list(uids)):
        query = select(Petition.uid, Petition.source_uid, Petition.batch).where(Petition.uid.in_(part))
        for uid, source_uid, batch in session.execute(query):
            yield uid, (source_uid, batch_of(batch)[0])
