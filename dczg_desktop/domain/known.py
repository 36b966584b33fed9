"""A record of the ledger as a row of a foreign table is compared with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dczg_desktop.domain.dictionary import KINDS, Owner
from dczg_desktop.domain.spelling import same_number
from dczg_desktop.domain.words import DutyRole

FOREIGN = "由交办单位掌握，本级不能修改；如有出入，请向交办单位提出，由交办单位修改后下发。"


@dataclass(frozen=True, slots=True)
class KnownDuty:
    """A duty that stands: its uid, role and name."""

    uid: str
    role: DutyRole
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """A record of the ledger with what hangs on it; `locked` says why it cannot be changed, `foreign` that it came from above.

    `reports` are texts of progress, `periods` of which month each is, in the order of the months.
    `closure` is where the closure of a petition stands. `own_of_measures` are unit and deadline of each measure, by its uid.
    """

    kind: str
    uid: str
    code: str
    fields: Mapping[str, object]
    unit: str = ""
    locked: str = ""
    foreign: bool = False
    numbers: frozenset[str] = frozenset()
    deadlines: tuple[str, ...] = ()
    duties: tuple[KnownDuty, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    reports: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    pictures: frozenset[str] = frozenset()
    extra: Mapping[str, str] = field(default_factory=dict)
    closure: str = ""
    batches: Mapping[str, str] = field(default_factory=dict)
    own_of_measures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field as text."""
        return str(self.fields.get(name) or "")

    def number_like(self, number: str) -> str:
        """The number it carries that is this one, as the ledger writes it; '' when it carries none."""
        return (
            number
            if number in self.numbers
            else next((one for one in self.numbers if same_number(one, number)), "")
        )


def owned_above(known: Known, name: str) -> str:
    """Why a value cannot be taken over: what the issuing office above us owns is its own to change."""
    is_issuers = KINDS[known.kind].owner_of(name) is Owner.ISSUER
    return FOREIGN if known.foreign and is_issuers else ""
