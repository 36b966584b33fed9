"""Who answers where no column says 责任单位: the firm that was inspected, and a person is asked; a section of an office is no unit.

Beside a unit that answers all of them are kept as they stand: who is inspected is not who rectifies.
"""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.values.rivals import Claim

_SURE = 0.6
_SECTION = re.compile(
    r"(?:具体|主要)?(?:责任|承办|主办|经办|负责|整改|落实|办理|牵头)(?:责任)?(?:业务)?(?:科室|股室|处室|部室|科|股|处|室)(?:名称)?"
)
_INSPECTED = re.compile(
    r"(?:被(?:督[察查]|检查|抽查|巡查|核查|监管|查|检)|受[检查])(?:单位|企业|对象|主体|方)(?:名称)?|(?:检查|抽查|监管)对象|[二三四]级单位|(?:企业|公司|单位)(?:点位|场所)?名称|企业|(?:涉及|排污)(?:单位|企业)"
)
_IN_CHARGE = re.compile(r"主管(?:单位|部门)$")
_ANSWERING = frozenset({"responsible_unit", "lead_unit"})
_ASKED = "表里没有责任单位一栏。“{}”是单位里面的科室，不作为责任单位，原样作为其他栏目留着。请补上责任单位；就以科室为责任单位的，请把这一栏改为责任单位。"

_NOBODY = "“{}”里没有责任单位一栏，措施里也没有写，导入以后这些问题都没有责任单位。表里有的请在“列对应”里指定，没有的请在导入后逐个补上。"
_NAMES_UNITS = re.compile(r"单位|牵头|负责|[（(][^（()）]{0,12}(?:局|委|办|政府|镇|乡|街道|公司|中心)")


def settle_answerers(
    labels: Sequence[str], samples: Sequence[Sequence[str]], taken: dict[int, Claim]
) -> None:
    """Let who was inspected answer for the problems of a list only where nobody else does, be it a section of an office.

    Where nobody answers at all, the office in charge (主管单位) may be meant as who does: it is no supervisor then.
    """
    names = [folded_header(label.rsplit("/", 1)[-1]) for label in labels]
    if "description" in {claim.field for claim in taken.values()}:
        _settle_inspected(names, samples, taken)
    if _ANSWERING.isdisjoint(claim.field for claim in taken.values()):
        for column in [one for one in taken if _IN_CHARGE.search(names[one])]:
            del taken[column]


def _settle_inspected(
    names: Sequence[str], samples: Sequence[Sequence[str]], taken: dict[int, Claim]
) -> None:
    held = [column for column, claim in taken.items() if claim.field in _ANSWERING]
    if any(not _INSPECTED.fullmatch(names[column]) for column in held):
        return
    filled = [column for column, texts in enumerate(samples) if texts]
    if any(_SECTION.fullmatch(names[column]) for column in filled):
        for column in held:
            del taken[column]
    elif not held:
        free = (one for one in filled if one not in taken and _INSPECTED.fullmatch(names[one]))
        if (found := next(free, None)) is not None:
            taken[found] = Claim(found, "responsible_unit", _SURE)


def sections_asked(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """The question about a list in which nobody but a section answers, told once."""
    if table.kind not in {"problem", "petition"} or not _ANSWERING.isdisjoint(table.mapping):
        return
    for column in table.columns:
        if column.field or not _SECTION.fullmatch(folded_header(column.header.rsplit("/", 1)[-1])):
            continue
        first = next((one for one in records if one.extra.get(column.header)), None)
        if first is not None:
            place = f"{table.sheet}!{table.grid.cell_of(first, column)}"
            yield Fault(place, first.extra[column.header], _ASKED.format(without_blanks(column.header)))
            return


def nobody_note(table: Table) -> str:
    """What to say of a list of problems in which nobody answers, neither in a column nor within the measures; '' of any other."""
    if table.kind != "problem" or not table.header_rows or not _ANSWERING.isdisjoint(table.mapping):
        return ""
    measures = "\n".join(one.fields.get("measures", "") for one in table.records)
    is_asked = any(_SECTION.fullmatch(folded_header(one.header.rsplit("/", 1)[-1])) for one in table.columns)
    return "" if is_asked or _NAMES_UNITS.search(measures) else _NOBODY.format(table.sheet)
