"""Whom a row of a table names otherwise than the record it is about: added one by one, and taken away only when a person says so."""

from collections.abc import Iterator

from dczg_desktop.base.text import folded
from dczg_desktop.domain.comparison import Difference, Row
from dczg_desktop.domain.known import Known
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.plans import promise_of
from dczg_desktop.domain.words import PERSON_ROLES, DutyRole


def duty_differences(row: Row, known: Known) -> Iterator[Difference]:
    """Who is named beside those that stand in the same role, and who of these is named no longer."""
    named: dict[DutyRole, list[tuple[str, str]]] = {}
    for source, role, name in row.duties:
        named.setdefault(role, []).append((source, name))
    for role, theirs in named.items():
        standing = [duty for duty in known.duties if duty.role is role]
        ours = "、".join(duty.name for duty in standing)
        if [duty.name for duty in standing] == [name for _source, name in theirs]:
            continue
        names = {folded(name) for _source, name in theirs}
        named_here = {folded(duty.name) for duty in standing}
        for source, name in theirs:
            if folded(name) not in named_here:
                note = "增加；原有的保留" if standing else "台账里是空的"
                key = f"duty:+:{role.value}:{name}"
                yield Difference(
                    key, role.value, ours, name, row.cells.get(source, ""), note, proposed=not standing
                )
        own = () if role in PERSON_ROLES else _of_brackets(row)
        for duty in standing:
            if folded(duty.name) not in names and duty.name not in own:
                theirs_words = "、".join(name for _source, name in theirs)
                note = f"来表没有列{duty.name}：勾选则今日起不再担任，记录保留"
                key = f"duty:-:{duty.uid}"
                yield Difference(
                    key, f"{role.value}　{duty.name}", duty.name, theirs_words, row.cells.get(theirs[0][0], ""), note
                )  # fmt: skip


def _of_brackets(row: Row) -> frozenset[str]:
    """The units that the measures of a row name in their brackets: they need not stand in its column of units."""
    texts = split_measures(row.fields.get("measures", ""))
    return frozenset(name for text in texts for _role, name in promise_of(text).units)
