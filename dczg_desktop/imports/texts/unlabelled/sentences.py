"""What the sentences of a text give where its labels give nothing, or less: petitions, notices and problems told without labels."""

from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.imports.reading import LeftOut, Table
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import WEAK, is_trouble
from dczg_desktop.imports.texts.unlabelled.answered import answer_table
from dczg_desktop.imports.texts.unlabelled.answers_in_turn import answers_in_turn
from dczg_desktop.imports.texts.unlabelled.bulletins import is_bulletin, of_problems
from dczg_desktop.imports.texts.unlabelled.found_lines import found_table
from dczg_desktop.imports.texts.unlabelled.letters_of_one import letter_table
from dczg_desktop.imports.texts.unlabelled.orders import order_table
from dczg_desktop.imports.texts.unlabelled.patrols import patrol_table
from dczg_desktop.imports.texts.unlabelled.prose import prose_table
from dczg_desktop.imports.texts.unlabelled.sectioned import sectioned_table
from dczg_desktop.imports.texts.unlabelled.several_named import several_named
from dczg_desktop.imports.texts.unlabelled.told import announced_table, told_table
from dczg_desktop.imports.texts.unlabelled.told_petitions import told_petitions
from dczg_desktop.imports.texts.unlabelled.unit_entries import unit_table

_OF_REPORT = frozenset({"description", "progress", "result", "measures", "goal", "status"})
_WAYS = (
    several_named,
    prose_table,
    order_table,
    patrol_table,
    told_table,
    sectioned_table,
    unit_table,
    letter_table,
    found_table,
    answers_in_turn,
    answer_table,
)
_FEWEST, _HEAD = 2, 3


def with_sentences(table: Table | None, name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The `table` that the labels gave, or that of the sentences where it tells more; None for a bulletin whose problems cannot
    be parted.
    """
    if table is None or not _tells_of_petitions(table):
        found = told_petitions(name, lines, unit, handed_on=table is None)
        if found is None and is_bulletin(lines) and _is_report(table):
            return _of_bulletin(name, lines, unit)
        table = found or table
    if table is None:
        return next(filter(None, (way(name, lines, unit) for way in _WAYS)), None)
    if _only_says_who(table) and (listed := announced_table(name, lines, unit)):
        return listed
    return _one_by_one(table, name, lines, unit) if _holds_several(table, lines) else table


def _only_says_who(table: Table) -> bool:
    """Whether the only record has nothing but units and times: where a list stands above, they are of all its problems."""
    said = {field for one in table.records for field, text in one.fields.items() if text}
    return len(table.records) == 1 and bool(said) and said <= WEAK


def _tells_of_petitions(table: Table) -> bool:
    """Whether labels say what was found in every petition, and what each is about."""
    return "findings" in table.mapping and all(one.fields.get("description") for one in table.records)


def _is_report(table: Table | None) -> bool:
    """Whether labels give nothing, or only what a report tells of problems, and these are neither counted nor told one by one."""
    if table is None:
        return True
    numbers = [one.fields.get("number", "") for one in table.records]
    is_counted = all(numbers) and len(set(numbers)) == len(numbers)
    is_told = all(one.fields.get("description") and one.fields.get("progress") for one in table.records)
    said = {field for one in table.records for field, text in one.fields.items() if text}
    is_list = len(numbers) > 1 and (is_counted or is_told)
    return not is_list and not said - _OF_REPORT - {"number"}


def _holds_several(table: Table, lines: Sequence[Line]) -> bool:
    """Whether the only record of a report lists problems one by one (二、存在问题：（一）…（二）…); those of a notice are one, and
    so are those of one site, which say whose they are.
    """
    if len(table.records) != 1 or any("公示" in line for _row, line in lines[:_HEAD]):
        return False
    if not _is_report(table):
        return False
    label = next((one.header for one in table.columns if one.field == "description"), "")
    text = table.records[0].fields.get("description", "")
    return is_trouble(label) and len(split_measures(text)) >= _FEWEST


def _of_bulletin(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The problems of the section that lists them; what the other sections tell is listed, as nobody knows of which it is."""
    own, others = of_problems(lines)
    found = announced_table(name, own, unit) if own else None
    if found is None or len(found.records) < _FEWEST:
        return None
    told = [LeftOut(row + 1, line, "简报的其他各节") for row, line in others]
    return replace(found, left_out=(*found.left_out, *told))


def _one_by_one(table: Table, name: str, lines: Sequence[Line], unit: str) -> Table:
    """The problems of such a list; the one record with a question where they cannot be parted."""
    found = announced_table(name, lines, unit)
    if found and len(found.records) >= _FEWEST:
        return found
    place = table.records[0].cells.get("description", "")
    asked = Fault(
        f"{table.sheet}!{place}", "",
        "这里的存在问题有编号的几条，读成了一个问题。是几个问题的，请按问题逐条列成表（编号、问题、责任、措施各一栏），再导入。",
    )  # fmt: skip
    return replace(table, faults=(*table.faults, asked))
