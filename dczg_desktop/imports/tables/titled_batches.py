"""The batch of petitions that stands only in the title of their table (…一览表（第十二批）)."""

import re
from functools import lru_cache

from dczg_desktop.domain.numbering import split_number
from dczg_desktop.domain.petitions import batch_in
from dczg_desktop.imports.reading import Table

_LEADS = re.compile(r"如下\s*[:：。]?\s*(?:[（(][^（()）]{0,30}[)）])?$")
_NOTE = "“{sheet}”没有批次一栏，各件的批次取表名或表前的话里的“{batch}”，用“导入本日批次”导入时以填的批次为准。请核对。"


def titled_batch(table: Table) -> str:
    """The one batch that the title of a list of petitions names; '' where it names none or several, or the list has a column for it."""
    if table.kind != "petition" or "batch" in table.mapping:
        return ""
    return _of_title(table.title) or _of_title("\n".join(_said_above(table)))


def titled_batch_note(table: Table) -> str:
    """What to say when petitions belong to the batch in the title; '' where all name their own in their numbers."""
    batch = titled_batch(table)
    if batch and any(not split_number(one.fields.get("number", "")).batch for one in table.records):
        return _NOTE.format(sheet=table.sheet, batch=batch)
    return ""


def _said_above(table: Table) -> list[str]:
    """The sentences above a table that lead to it (现将第三批交办问题办理结果通报如下：)."""
    return [one.text for one in table.left_out if one.row < table.first_data_row and _LEADS.search(one.text)]


@lru_cache(maxsize=256)
def _of_title(title: str) -> str:
    return batch_in(title)
