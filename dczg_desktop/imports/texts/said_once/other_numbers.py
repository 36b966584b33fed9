"""A notice of one problem whose title, opening and annex name different numbers (序号十 … 附表：序号一…)."""

from collections.abc import Iterator

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.numbering import is_petition_number, ordinal
from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.imports.reading import Table

_LONGEST = 160
"""Characters of an opening sentence; longer paragraphs tell of more than the problem."""
_WORDS = "读的编号是“{}”，“{}”里写的却是“{}”，请对照原件核对是哪一个。"


def other_number_faults(table: Table) -> Iterator[Fault]:
    """The question about the first line around the only record of a text that names another number than its own."""
    if len(table.records) != 1 or "number" not in table.records[0].fields:
        return
    (one,) = table.records
    number = one.fields["number"]
    own = None if is_petition_number(number) else ordinal(number)
    for line in [*table.title.splitlines(), *(row.text for row in table.left_out if row.why == "说明")]:
        named = titled_number(line) if own is not None and len(line) <= _LONGEST else ""
        if not named or is_petition_number(named) or ordinal(named) in {None, own}:
            continue
        place = f"{table.sheet}!{one.cells['number']}"
        yield Fault(place, number, _WORDS.format(number, excerpt(line, 40), named))
        return
