"""The batch of petitions, or of the numbers of problems, that stands only in the title of their table (…一览表（第十二批）)."""

import re
from functools import lru_cache

from dczg_desktop.domain.numbering import split_number
from dczg_desktop.domain.petitions import batch_in
from dczg_desktop.imports.reading import Table

_LEADS = re.compile(r"如下\s*[:：。]?\s*(?:[（(][^（()）]{0,30}[)）])?$")
_OF_PROBLEMS = re.compile(
    r"(?<![轮輪])第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})批次?"
    r"(?=(?:省|市|县|区|州|重点|突出|生态|环境|问题|整改|督办)*(?:交办|移交|转办|下发|曝光|问题|线索|事项|任务|案件|清单|台账|挂牌)|[)）]|$)",
    re.MULTILINE,
)
"""第一批交办问题清单, …台账（第三批）; 第二轮第三批 and 第三批中央督察 name the inspection."""
_NOTE_OF_PROBLEMS = "“{sheet}”没有批次一栏，各个问题的批次取表名里的“{batch}”，请核对。"
_NOTE = "“{sheet}”没有批次一栏，各件的批次取表名或表前的话里的“{batch}”，用“导入本日批次”导入时以填的批次为准。请核对。"


def titled_batch(table: Table) -> str:
    """The one batch that the title of a list of petitions names; '' where it names none or several, or the list has a column for it."""
    if table.kind != "petition" or "batch" in table.mapping:
        return ""
    return _of_title(table.title) or _of_title("\n".join(_said_above(table)))


def titled_problem_batch(table: Table) -> str:
    """The one batch in which the title of a list of problems says that they were handed over; '' where it names none, or that of an inspection."""
    if table.kind != "problem" or "batch" in table.mapping:
        return ""
    return _of_problems(table.title)


@lru_cache(maxsize=256)
def _of_problems(title: str) -> str:
    title = "\n".join(line for line in title.splitlines() if not line.lstrip().startswith(("来源", "來源")))
    name = batch_in(title)
    return name if name and _OF_PROBLEMS.search(re.sub(r"[^\S\n]", "", title)) else ""


def titled_batch_note(table: Table) -> str:
    """What to say when petitions belong to the batch in the title; '' where all name their own in their numbers."""
    of_problems = titled_problem_batch(table)
    batch = of_problems or titled_batch(table)
    if of_problems and "number" not in table.mapping:
        return ""
    if batch and any(not split_number(one.fields.get("number", "")).batch for one in table.records):
        return (_NOTE_OF_PROBLEMS if of_problems else _NOTE).format(sheet=table.sheet, batch=batch)
    return ""


def _said_above(table: Table) -> list[str]:
    """The sentences above a table that lead to it (现将第三批交办问题办理结果通报如下：)."""
    return [one.text for one in table.left_out if one.row < table.first_data_row and _LEADS.search(one.text)]


@lru_cache(maxsize=256)
def _of_title(title: str) -> str:
    return batch_in(title)
