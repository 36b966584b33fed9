"""Requests to change a field of a petition or of one of its points: what can be sent back, where each request stands.

Texts are compared and kept without anybody's personal data, as every office may see them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dczg_desktop.domain.amendments import Item, Standing, standing_by
from dczg_desktop.domain.dictionary import KINDS, Owner, label_of
from dczg_desktop.domain.facts import AmendmentFacts
from dczg_desktop.domain.personal import without_persons
from dczg_desktop.domain.words import AmendmentVerdict

PETITION_FIELDS = (
    "findings",
    "substantiated",
    "goal",
    "result",
    "completion",
    "completed_on",
    "accountability",
)
POINT_FIELDS = ("findings", "substantiated", "result")
"""What the responsible office fills in: of a petition, and of one of its points."""

PROPOSABLE = ("number", "batch", "description", "deadline")
"""Fields that only the issuing office writes and others may ask it to change."""

STANDINGS = {
    AmendmentVerdict.ACCEPTED: Standing.ACCEPTED,
    AmendmentVerdict.DECLINED: Standing.DECLINED,
    AmendmentVerdict.EXPLAINED: Standing.EXPLAINED,
}


@dataclass(frozen=True, slots=True)
class PointFacts:
    """One point as far as a request may be about it."""

    uid: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PetitionFacts:
    """One petition as far as requests may be about it; void and hidden points and withdrawn requests are left out."""

    uid: str
    number: str
    issuer_uid: str
    office_uid: str
    fields: Mapping[str, str]
    points: tuple[PointFacts, ...] = ()
    amendments: tuple[AmendmentFacts, ...] = ()


def owned_by_issuer(field: str) -> bool:
    """Whether the field belongs to the issuing office; the deadline's text goes with its day (docs/package-format.md)."""
    return KINDS["petition"].owner_of("due" if field == "deadline" else field) is Owner.ISSUER


def returnable_of(petition: PetitionFacts) -> list[Item]:
    """Everything that the responsible office fills in, in the order of the screen."""
    found = [
        Item("petition", petition.uid, name, label_of("petition", name), "整件", petition.fields[name])
        for name in PETITION_FIELDS
    ]
    for number, point in enumerate(petition.points, start=1):
        found += [
            Item("petition_point", point.uid, name, label_of("petition_point", name), f"第 {number} 个点位", point.fields[name])
            for name in POINT_FIELDS
        ]  # fmt: skip
    return found


def said_of(value: object) -> str:
    """What a field says, as text to compare, to keep and to show."""
    return "" if value is None else without_persons(str(value))


def said_today(petition: PetitionFacts, asked: AmendmentFacts) -> str | None:
    """What the field says today; None when the point it stood in is gone."""
    if asked.target_kind == "petition":
        return petition.fields.get(asked.field)
    found = next((one for one in petition.points if one.uid == asked.target_uid), None)
    return found.fields.get(asked.field) if found else None


def standing_of(petition: PetitionFacts, asked: AmendmentFacts) -> Standing:
    """An answer settles a request; a return is also settled by the correction itself."""
    if asked.answers:
        return STANDINGS.get(asked.answers[-1].verdict, Standing.EXPLAINED)
    return standing_by(asked, said_today(petition, asked))


def open_of(petition: PetitionFacts) -> list[AmendmentFacts]:
    """The requests that nobody has settled yet."""
    return [asked for asked in petition.amendments if standing_of(petition, asked) is Standing.OPEN]
