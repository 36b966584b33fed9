"""Sending fields back, how requests stand, and what a changed program writes."""

from dczg_desktop.domain.amendments import returnable
from dczg_desktop.services.amendments import Wish, return_fields
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.requests import list_amendments, may_be_returned_to


def item(ledger, uid, kind, field):
    """The returnable field of the problem as this office sees it."""
    facts = problem_detail(ledger, uid).facts
    return next(one for one in returnable(facts) if (one.kind, one.field) == (kind, field))


def send_back(ledger, uid, *fields):
    """Return these fields to the first office that may get them."""
    wishes = [Wish(item(ledger, uid, kind, field), f"{field} 不实，请改") for kind, field in fields]
    return return_fields(ledger, uid, wishes, may_be_returned_to(ledger, uid)[0][0])


def standings(ledger):
    return {(one.place, one.label): one.standing for one in list_amendments(ledger)}


def forged(ledger, record):
    """A record that a changed program wrote."""
    with ledger.transaction("修改问题", "改过的程序") as (session, _):
        session.add(record)
