"""What a row tells of months before that of its report (7月 | 8月 | 9月): months the record has no report of, and those it tells otherwise."""

from collections.abc import Iterator

from dczg_desktop.base.text import folded
from dczg_desktop.domain.comparison import Difference, Row
from dczg_desktop.domain.known import Known

EARLIER = "earlier"
"""Key of such a difference, before its period."""
_MISSING = "台账里没有这个月的进展，补记一次，原有进展不动"
_OTHERWISE = "台账里这个月的进展写得不一样；勾选则另记一次，原有的不动"
_REPEATED = "台账里没有这个月的进展，但 {} 写着同样的话；是这个月的才勾选"


def earlier_differences(row: Row, known: Known) -> Iterator[Difference]:
    """A report for every month that the record has none of; a month with another text, or with words of another month, is a person's choice."""
    if not row.earlier:
        return
    told = list(zip(known.periods, known.reports, strict=True))
    standing = [(period, folded(text)) for period, text in told]
    for period, heading, text in reversed(row.earlier):
        plain = folded(text)
        if (period, plain) in standing:
            continue
        ours = [said for month, said in told if month == period]
        repeated = next((month for month, said in standing if said == plain), "")
        note = _OTHERWISE if ours else _REPEATED.format(repeated) if repeated else _MISSING
        yield Difference(
            f"{EARLIER}:{period}", f"{period} 进展", ours[-1] if ours else "", text, row.cells.get(heading, ""), note,
            proposed=not ours and not repeated,
        )  # fmt: skip


def is_of_earlier(row: Row, heading: str) -> bool:
    """Whether a column is compared as the report of its month."""
    return any(heading == one for _period, one, _text in row.earlier)
