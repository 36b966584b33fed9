"""Personal data in the texts of a table: told with its cell and what to write instead, never repeated."""

from collections.abc import Iterable, Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.personal import PersonalData, person_data, with_proposals
from dczg_desktop.imports.reading import RecordReading, Table, column_number

_TEXTS = frozenset(
    {
        "description",
        "findings",
        "handling",
        "result",
        "progress",
        "goal",
        "measures",
        "accountability",
        "remark",
    }
)
_KINDS = frozenset({"petition", "problem"})
_SHORTEST = 5
_SHOWN = 3


def text_columns(table: Table) -> list[tuple[str, int]]:
    """The fields and columns in which personal data is looked for."""
    if table.kind not in _KINDS:
        return []
    return [(one.field, column_number(one.letter)) for one in table.columns if one.field in _TEXTS]


def names_persons(table: Table, field: str, texts: Iterable[tuple[RecordReading, str]]) -> Iterator[Fault]:
    """A fault at every one of these texts of a field that holds a telephone, an identity number or a petitioner's name."""
    for record, text in texts:
        if len(text) >= _SHORTEST and (found := person_data(text)):
            spot = f"{table.sheet}!{record.cells[field]}"
            yield Fault(spot, excerpt(with_proposals(text, found), 80), _message(found))


def _message(found: Sequence[PersonalData]) -> str:
    kinds = "、".join(dict.fromkeys(one.kind.value for one in found))
    words = list(dict.fromkeys(f"“{one.masked}”" for one in found))
    more = " 等" if len(words) > _SHOWN else ""
    return f"文中可能有{kinds}。请改写为{'、'.join(words[:_SHOWN])}{more}；确是可以公开的（如办公电话），可以照样导入。"
