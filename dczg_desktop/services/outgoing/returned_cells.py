"""Marks in the sheets for an office what was sent back to it: the cells, and beside them why."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.amendments import open_requests
from dczg_desktop.domain.entities import Amendment
from dczg_desktop.domain.facts import AmendmentFacts, ProblemFacts
from dczg_desktop.domain.petition_amendments import said_of
from dczg_desktop.domain.words import AmendmentWay, DutyRole
from dczg_desktop.exchange.sheets import Sheet, SheetColumn, SheetRow
from dczg_desktop.services.petitions.requests import field_label, returned_to
from dczg_desktop.services.requests import label_for
from dczg_desktop.services.tree import below, office_tree
from dczg_desktop.store.among import Question, among, listed
from dczg_desktop.store.facts import load_facts

REASON = SheetColumn("returned", "退回意见", 30)
PEOPLE = {DutyRole.RESPONSIBLE_LEADER.value: "leader", DutyRole.RESPONSIBLE_PERSON.value: "person"}

PAST = "@"
"""Behind the column of a report for another period."""

Marks = dict[str, dict[str, str]]
"""Per row the columns that were sent back, with the words that say why."""


_amendment = Amendment.__table__.c
_ASKED = Question(
    select(_amendment.problem_uid).where(among(_amendment.to_office_uid), ~_amendment.hidden).distinct()
)


def mark_returned(
    session: Session,
    sheets: Sequence[Sheet],
    problems: Sequence[str],
    petitions: Sequence[str],
    receiver_uid: str,
    period: str,
) -> list[Sheet]:
    """The sheets with everything marked that the receiver, or an office below it, has still to put right.

    Of a report for another period than the sheet asks for only the reason is given: this sheet cannot correct it.
    """
    offices = below(office_tree(session), receiver_uid)
    concerned = {uid for (uid,) in _ASKED.rows(session, listed(offices))} & set(problems)
    marks: Marks = {}
    for problem in load_facts(session, sorted(concerned)).values():
        for asked in open_requests(problem):
            if asked.way is AmendmentWay.RETURN and asked.to_office_uid in offices:
                row, column = _place(problem, asked, period)
                when = f"{asked.period} " if asked.period else ""
                marks.setdefault(row, {})[column] = f"{when}{label_for(asked)}：{asked.reason}"
    given = set(petitions)
    for uid, asked_of in returned_to(session, offices).items():
        for asked in asked_of if uid in given else ():
            marks.setdefault(asked.target_uid, {})[asked.field] = (
                f"{field_label(asked)}：{said_of(asked.reason)}"
            )
    return [_marked(sheet, marks) for sheet in sheets] if marks else list(sheets)


def _place(problem: ProblemFacts, asked: AmendmentFacts, period: str) -> tuple[str, str]:
    if asked.target_kind == "measure":
        return asked.target_uid, asked.field
    past = PAST if asked.target_kind == "progress" and asked.period != period else ""
    return problem.uid, f"{PEOPLE.get(asked.field, asked.field)}{past}"


def _marked(sheet: Sheet, marks: Marks) -> Sheet:
    editable = {column.id for column in sheet.columns if column.editable}
    rows = [
        _row(
            row,
            {
                name: why
                for name, why in marks.get(row.uid, {}).items()
                if name.removesuffix(PAST) in editable
            },
        )
        for row in sheet.rows
    ]
    if not any(REASON.id in row.cells for row in rows):
        return sheet
    return replace(sheet, columns=(*sheet.columns, REASON), rows=rows)


def _row(row: SheetRow, reasons: dict[str, str]) -> SheetRow:
    if not reasons:
        return row
    return SheetRow(
        row.uid,
        {**row.cells, REASON.id: "\n".join(reasons.values())},
        frozenset(name for name in reasons if not name.endswith(PAST)),
        row.locked,
    )
