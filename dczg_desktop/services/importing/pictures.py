"""Pictures that lie in a foreign table become evidence of the problem in whose row they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import select

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Evidence, new_uid
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.imports.reading import ImportReading, Picture
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.evidence import MAGIC
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger

Line = tuple[int, int]
"""Table and row."""


@contextmanager
def pictures_kept(ledger: Ledger, reading: ImportReading, lines: Iterable[Line]) -> Iterator[list[Picture]]:
    """Put the pictures that stand in these rows into the evidence store, before the act inside; gives those kept.

    Pictures of a kind that is no evidence are passed over. When the act is stopped or refused, what it alone brought goes
    again. Raises UserError when the disk refuses.
    """
    wanted = set(lines)
    kept = [one for one in reading.pictures if one.line in wanted and _media(one)]
    fresh = ledger.evidence.missing({one.sha256 for one in kept})
    try:
        if kept:
            with ledger.evidence.workspace() as folder:
                for picture in kept:
                    (folder / picture.sha256).write_bytes(picture.data)
                    ledger.evidence.keep(folder / picture.sha256)
        yield kept
    except (UserError, Cancelled):
        _drop(ledger, fresh)
        raise


def _drop(ledger: Ledger, fresh: Sequence[str]) -> None:
    """Take contents out of the store that nothing has come to name meanwhile; nobody can name one while this looks."""
    with ledger.housekeeping() as session:
        named: set[str] = set()
        for part in chunks(fresh):
            named |= set(session.scalars(select(Evidence.sha256).where(Evidence.sha256.in_(part))))
        for sha256 in set(fresh) - named:
            ledger.evidence.drop(sha256)


def picture_records(
    act: Act, reading: ImportReading, pictures: Iterable[Picture], problems: Mapping[Line, str]
) -> list[Record]:
    """One piece of evidence a picture, its role read from the heading of its column (整改前, 整改后, else 其他)."""
    made = []
    for picture in pictures:
        if uid := problems.get(picture.line):
            fields: dict[str, Value] = {
                "problem_uid": uid, "role": _role(picture.heading).value, "name": clean(picture.name),
                "sha256": picture.sha256, "size": len(picture.data), "media": _media(picture), "office_uid": act.office_uid,
                "made_by": act.who, "made_at": act.at, "note": f"{reading.file_name} {picture.where}",
            }  # fmt: skip
            made.append(Record("evidence", new_uid(), blank_fields("evidence") | fields, act.uid))
    return made


def _role(heading: str) -> EvidenceRole:
    """One column for both (整改前后照片) does not say which of them a picture is."""
    if "后" in heading:
        return EvidenceRole.OTHER if "前" in heading else EvidenceRole.AFTER
    return EvidenceRole.BEFORE if "前" in heading or "问题" in heading else EvidenceRole.OTHER


def _media(picture: Picture) -> str:
    return next(
        (media for magic, media in MAGIC if media.startswith("image/") and picture.data.startswith(magic)), ""
    )
