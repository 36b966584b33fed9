"""What a person sees in a file for an office: the lists of a package or the sheets asked for, with what was sent back marked."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dczg_desktop.domain.words import Job
from dczg_desktop.exchange.sheets import Sheet
from dczg_desktop.services.outgoing.forms import build_form
from dczg_desktop.services.outgoing.returned_cells import mark_returned
from dczg_desktop.services.outgoing.scope import Scope, filling
from dczg_desktop.services.outgoing.sheets import build_sheets
from dczg_desktop.services.petitions.sheets import petition_form, petition_sheets
from dczg_desktop.store.ledger import Ledger


def sheets_for(
    ledger: Ledger, session: Session, receiver_uid: str, scope: Scope, jobs: Sequence[Job], period: str
) -> list[Sheet]:
    """The visible sheets over what leaves for the receiver; those of `jobs` instead of all when some are named."""
    petitions, offices = scope.petitions(), filling(session, receiver_uid, ledger.identity.office_uid)
    if jobs:
        asked = petition_form(session, petitions, offices) if Job.PETITIONS in jobs else None
        sheets = build_form(ledger, session, scope.problems, period, jobs, asked)
    else:
        listed = petition_sheets(session, petitions, offices)
        problems = build_sheets(session, scope.problems, period)
        sheets = [*problems, *listed] if scope.problems else [*listed, *problems]
    return mark_returned(session, sheets, scope.problems, petitions, receiver_uid, period)
