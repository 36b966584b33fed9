"""One request to change a field as the lists, the pages and the letters show it."""

from dataclasses import dataclass

from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.facts import AmendmentFacts
from dczg_desktop.domain.words import AmendmentWay


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the lists show it, about a problem or about a petition: the other uid is ''. `ours`: put to this office;
    `mine`: made by it.
    """

    uid: str
    way: AmendmentWay
    problem_uid: str
    code: str
    place: str
    label: str
    said: str
    wanted: str
    reason: str
    maker: str
    receiver: str
    made_by: str
    made_at: str
    standing: Standing
    answer: str
    answered_by: str
    ours: bool
    mine: bool
    facts: AmendmentFacts
    petition_uid: str = ""
