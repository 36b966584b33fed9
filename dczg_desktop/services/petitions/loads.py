"""How many petitions each office answers for, how many it has not answered, how many are overdue: for 往来台账."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Petition, PetitionLine
from dczg_desktop.domain.petitions import UNFINISHED
from dczg_desktop.services.tree import above, below, office_tree


@dataclass(frozen=True, slots=True)
class Load:
    """Petitions given; without any answer; unfinished past their day."""

    given: int = 0
    silent: int = 0
    late: int = 0

    def plus(self, other: "Load") -> "Load":
        """Both together."""
        return Load(self.given + other.given, self.silent + other.silent, self.late + other.late)

    @property
    def words(self) -> str:
        """One cell; '' without petitions."""
        if not self.given:
            return ""
        told = (f"未答复 {self.silent}" if self.silent else "", f"逾期 {self.late}" if self.late else "")
        return "，".join(filter(None, (f"{self.given} 件", *told)))


def loads(session: Session, our_uid: str, today: date, offices: Collection[str]) -> dict[str, Load]:
    """For each of these offices below us what it and those below it answer for; for a superior what we answer to it."""
    tree = office_tree(session)
    superiors = above(tree, our_uid)
    by_unit, by_issuer = _counted(session, today, our_uid)
    found: dict[str, Load] = {}
    for uid in offices:
        parts = (
            [by_issuer[uid]]
            if uid in superiors
            else [by_unit[one] for one in below(tree, uid) if one in by_unit]
        )
        total = Load()
        for part in parts:
            total = total.plus(part)
        found[uid] = total
    return found


def _counted(session: Session, today: date, our_uid: str) -> tuple[dict[str, Load], dict[str, Load]]:
    p, line = Petition, PetitionLine
    silent = (p.findings == "") & (p.result == "") & (p.substantiated == "")
    late = (line.completion == UNFINISHED) & (line.due < today)
    query = select(
        p.office_uid,
        p.issuer_uid,
        func.count(),
        *(func.sum(case((one, 1), else_=0)) for one in (silent, late)),
    )
    query = query.join(line, line.id == p.id).group_by(p.office_uid, p.issuer_uid)
    by_unit: dict[str, Load] = defaultdict(Load)
    by_issuer: dict[str, Load] = defaultdict(Load)
    for unit, issuer, count, quiet, overdue in session.execute(query):
        load = Load(count, int(quiet), int(overdue))
        by_unit[unit] = by_unit[unit].plus(load)
        if unit == our_uid:
            by_issuer[issuer] = by_issuer[issuer].plus(load)
    return by_unit, by_issuer
