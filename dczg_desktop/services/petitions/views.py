"""What the page 信访件 shows, read in one go beside the window: the register as it is narrowed, and one petition in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.petitions.batches import BatchRow, batches
from dczg_desktop.services.petitions.cards import PetitionCounts, petition_counts
from dczg_desktop.services.petitions.closure import StepRow, closure_steps
from dczg_desktop.services.petitions.items import PetitionDetail, petition_detail
from dczg_desktop.services.petitions.listing import (
    PetitionChoices,
    PetitionQuery,
    PetitionRow,
    petition_choices,
    petition_ids,
    petition_rows,
)
from dczg_desktop.services.petitions.places import Whereabouts, whereabouts
from dczg_desktop.services.petitions.points import Point, points_disagree, points_of
from dczg_desktop.services.petitions.publications import PublicationRow, publications_of
from dczg_desktop.services.petitions.repeats import Repeats, repeats_of
from dczg_desktop.services.petitions.requests import petition_may_be_returned_to, requests_about
from dczg_desktop.services.petitions.voiding import voided_ids, voided_rows
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The rows of a query in their order, the rows of some pages in full, the numbers of the cards.

    `total` is how many petitions there are at all; `batches` and `choices` only when they were asked for too.
    """

    query: PetitionQuery
    ids: Sequence[int]
    pages: Mapping[int, Sequence[PetitionRow]]
    counts: PetitionCounts
    total: int
    batches: Sequence[BatchRow] = ()
    choices: PetitionChoices = field(default_factory=PetitionChoices)


def register_view(
    ledger: Ledger, query: PetitionQuery, counted: PetitionQuery, page: int, near: int | None, *, whole: bool
) -> RegisterView:
    """The register narrowed by `query`, the cards by `counted`; of its pages of so many rows the first, and that of the row `near`."""
    ids = rows_ids(ledger, query)
    place = ids.index(near) // page if near is not None and near in ids else 0
    pages = {one: rows_of(ledger, query, ids[one * page : (one + 1) * page]) for one in {0, place}}
    counts, total = petition_counts(ledger, counted), petition_counts(ledger).total
    if not whole:
        return RegisterView(query, ids, pages, counts, total)
    return RegisterView(query, ids, pages, counts, total, batches(ledger), petition_choices(ledger))


def rows_ids(ledger: Ledger, query: PetitionQuery) -> list[int]:
    """Ids of the petitions of a query, void ones when they are asked for."""
    return voided_ids(ledger, query) if query.voided else petition_ids(ledger, query)


def rows_of(ledger: Ledger, query: PetitionQuery, ids: Sequence[int]) -> list[PetitionRow]:
    """The rows with these ids."""
    return voided_rows(ledger, ids) if query.voided else petition_rows(ledger, ids)


@dataclass(frozen=True, slots=True)
class PetitionView:
    """One petition with its points, repetitions, closure, publications, requests, and where it is."""

    detail: PetitionDetail
    points: Sequence[Point]
    disagreement: str
    repeats: Repeats
    steps: Sequence[StepRow]
    publications: Sequence[PublicationRow]
    requests: Sequence[Asked]
    place: Whereabouts | None
    may_be_returned: bool


def petition_view(ledger: Ledger, row_id: int) -> PetitionView | UserError:
    """One petition by its id in the grid; the refusal when it is gone meanwhile."""
    try:
        detail = petition_detail(ledger, row_id)
    except UserError as refusal:
        return refusal
    uid = detail.uid
    return PetitionView(
        detail, points_of(ledger, uid), points_disagree(ledger, uid), repeats_of(ledger, uid), closure_steps(ledger, uid),
        publications_of(ledger, uid), requests_about(ledger, uid), whereabouts(ledger, [uid]).get(uid),
        bool(petition_may_be_returned_to(ledger, uid)),
    )  # fmt: skip
