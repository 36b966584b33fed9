"""补正通知: what an office below still has to put right, as a letter to be signed and sent with the package."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.entities import Problem
from dczg_desktop.domain.personal import masked
from dczg_desktop.domain.words import AmendmentWay
from dczg_desktop.reports.letter import Sender, write_correction_pdf
from dczg_desktop.reports.pen import PrintResult
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.documents import print_code
from dczg_desktop.services.petitions.requests import returned_to
from dczg_desktop.services.requests import list_amendments
from dczg_desktop.services.tree import below, office_name, office_tree
from dczg_desktop.store.ledger import Ledger

DAYS = 7
"""How long an office has for a correction when nothing else is said."""


def to_be_corrected(ledger: Ledger) -> dict[str, list[Asked]]:
    """Open returns made by this office, by the name of the office that is to put them right.

    Without petitions that have moved on since: whoever was asked cannot put them right any more.
    """
    with ledger.reading() as session:
        lower = below(office_tree(session), ledger.identity.office_uid)
        back = {asked.uid for some in returned_to(session, lower).values() for asked in some}
    found: dict[str, list[Asked]] = {}
    for one in list_amendments(ledger):
        stands = one.standing is Standing.OPEN and (not one.petition_uid or one.uid in back)
        if one.mine and one.way is AmendmentWay.RETURN and stands:
            found.setdefault(one.receiver, []).append(one)
    return found


def print_correction(
    ledger: Ledger, to: str, target: Path, *, due: date | None = None, phone: str = "", number: str = ""
) -> PrintResult:
    """Write the 补正通知 for everything that `to` still has to put right, by `due` (a week from now).

    Raises UserError when nothing is open for that office (of what is 内部掌握 no letter speaks) or the disk refuses.
    """
    with ledger.reading() as session:
        secret = set(session.scalars(select(Problem.uid).where(Problem.confidential)))
    asked = [one for one in to_be_corrected(ledger).get(to, []) if one.problem_uid not in secret]
    if not asked:
        raise UserError(f"没有退回“{to}”而尚未改正的内容，不必发补正通知。")
    flaws = [
        masked(f"{'信访件 ' if one.petition_uid else ''}{one.code}　{one.place}“{one.label}”：{one.reason}")
        for one in asked
    ]
    with ledger.reading() as session:
        ours = office_name(session, ledger.identity.office_uid)
        code = print_code(session)
    sender = Sender(ours, number, phone or "　　　　　　", ledger.today(), code=code)
    by = due or ledger.today() + timedelta(days=DAYS)
    return write_correction_pdf(sender, to, "整改台账内容", flaws, by, target)
