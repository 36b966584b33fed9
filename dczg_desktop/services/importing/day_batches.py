"""The batch of a day under the inspection of each of its petitions: one list may hold those of several."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Petition, Source
from dczg_desktop.domain.petitions import batch_of
from dczg_desktop.services.importing.imports import Preview
from dczg_desktop.services.importing.taking import Taking, number_of, source_name
from dczg_desktop.services.importing.updating import Chosen
from dczg_desktop.services.petitions.batches import DailyBatch, keep_batch
from dczg_desktop.store.facts import chunks


def keep_day(
    session: Session,
    taking: Taking,
    preview: Preview,
    source: str,
    chosen: Sequence[Chosen],
    batch: DailyBatch | None,
) -> dict[str, str]:
    """Within the act of an import: write down the batch under every inspection that the list names; return uid by name.

    An announced number is that of the whole list: where it is the number of its rows, each inspection has its own; otherwise
    nobody knows how it is shared out, and UserError is raised.
    """
    if batch is None:
        return {}
    counted = Counter(_names(preview, source, batch.name))
    known = {name: uid for name in counted if (uid := _uid(session, taking, name))}
    if len(known) < 2:
        only = _source_of(session, taking, chosen)
        keep_batch(session, batch, only)
        return dict.fromkeys(["", *counted], only)
    if batch.expected is not None and batch.expected != counted.total():
        raise UserError(
            f"这份文件里的信访件来自{len(known)}个来源（{'、'.join(known)}），共{counted.total()}件，应有件数写的是{batch.expected}件，"
            "不知道算在哪个来源的名下，没有导入。请不填应有件数再导入，然后在“批次”里按来源分别登记。"
        )
    for name, uid in known.items():
        expected = None if batch.expected is None else counted[name]
        keep_batch(session, DailyBatch(batch.name, batch.handed_on, expected), uid)
    return known


def _names(preview: Preview, source: str, batch: str) -> list[str]:
    """The inspection of every petition in the list of the day, as its row names it."""
    merged = {(one.table, one.row) for one in preview.planned if one.follows is not None}
    return [
        source_name(table, record, source)
        for index, table in enumerate(preview.reading.tables)
        if table.kind == "petition"
        for record in table.records
        if (index, record.row) not in merged and batch_of(number_of(record)[1])[0] in {"", batch}
    ]


def _uid(session: Session, taking: Taking, name: str) -> str:
    if name in taking.sources:
        return taking.sources[name]
    query = select(Source.uid).where(Source.name == name, Source.voided == "", ~Source.hidden)
    return session.scalar(query) or ""


def _source_of(session: Session, taking: Taking, chosen: Sequence[Chosen]) -> str:
    """The one inspection of a list: that of its new rows, else of the petitions it updates."""
    if taking.sources:
        return next(iter(taking.sources.values()))
    targets = [one.choice.target for one in chosen]
    for part in chunks(targets):
        query = select(Petition.source_uid).where(Petition.uid.in_(part)).order_by(Petition.id).limit(1)
        if (found := session.scalar(query)) is not None:
            return found
    return ""
