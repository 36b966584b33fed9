"""The day and the year that stand above a table: when it was handed over, and which year its 6月底前 means."""

import re
from datetime import date
from functools import lru_cache

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.notice_contacts import is_office
from dczg_desktop.imports.reading import Column, LeftOut, Table
from dczg_desktop.imports.tables.records.rows import HOW_TO_FILL

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?=年|\.\d|[-/]\d|〕|[—–~～至到]+20\d\d)")
_OF_INSPECTION = re.compile(
    r"20\d\d年度?(?:\d{1,2}月(?:\d{1,2}日)?(?:[至到—–-](?:\d{1,2}月)?\d{1,2}日)?[，,]?)?(?:(?!整改|台账|调度|清单).){0,16}(?:督察|巡视|警示片|审计|回头看)(?!整改)|〔20\d\d〕"
)
_SENTENCE_ENDS = ("。", "：", ":", "；", ";")
_MARKS = "#* \t\u3000"
_BESIDE_TITLE = re.compile(
    r"^(?:附件|附表|附录|附|表)[\d一二三四五六七八九十]*(?:[-—－.][\d一二三四五六七八九十]+)*[:：]?$|^.{0,20}[〔\[(（]20\d\d[〕\])）]\s*\d+\s*号$|^[(（]?(?:截至|截止|单位[:：])"
)
_SENT_BY = re.compile(r"[（(](?:填报|填表|报送|上报|制表|编制)(?:单位|部门|时间|日期)[:：][^（）()]*[)）]$")
"""Behind a title: who filled the table in, or when."""
_RED_HEAD = re.compile(r"(?!.*关于)[^《》。：:]{4,40}文件|中共[^《》。：:]{2,20}委(?:员会)?")
"""The office that a paper is from, in red above it (…办公室文件)."""
_ISSUED = re.compile(r".{0,30}关于(?:印发|转发|下发|公布|公开)《(.+)》的(?:通知|公告|函|通告)")
_NO_YEAR = re.compile(
    r"(?<![\d年.])(?:1[0-2]|0?[1-9])月|季度|半年|年底|年内|年末|^\s*\d{1,2}[./]\d{1,2}[日号]?[之以]?前"
)
_WHOLE_DAY = re.compile(
    r"(?:截至|截止)[:：]?(?:到|至)?(20\d\d)年(\d{1,2})月(\d{1,2})日|(20\d\d)年(\d{1,2})月(\d{1,2})日$"
)
_OF_FORM = re.compile(r"^(?:交办|转办|督办|签发|下达|下发|印发|填表|填报)(?:日期|时间)$")
_HANDED_OVER = re.compile(r"[（(]?(?:交办|转办)(?:日期|时间)[:：]")
_FOUND_ON = re.compile(r"(?:检查|巡查|排查|发现|暗访)(?:日期|时间)$")
_STATED = re.compile(
    r"(?<!填报)(?<!填表)(?<!填写)(?<!制表)(?<!更新)(?<!统计)(?<!报送)(?<!上报)(?<!公示)(?<!公开)(?<!发布)(?:日期|时间)[:：]\s*(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})|^[（(]?(\d{4}年\d{1,2}月\d{1,2}日)[)）]?$"
)


def _says_found_on(column: Column) -> bool:
    """Whether a column says on which day each problem was found."""
    return not column.field and _FOUND_ON.search(folded_header(column.header)) is not None


def stated_day(table: Table, today: date | None = None) -> date | None:
    """The day the sender wrote above the table; None when there is none, or it is to come.

    Neither the day on which a form was filled in nor, where every row has its own day of inspection, that of the whole
    table is when a problem was handed over: what counts days from it is asked about.
    """
    above = (one.text for one in table.left_out if one.why != HOW_TO_FILL and one.row < table.first_data_row)
    handed = (line for line in table.title.split("\n") if _HANDED_OVER.match(line))
    for text in (*above, *handed):
        if match := _STATED.search(text.strip()):
            day = read_deadline(match[1] or match[2]).due
            is_meant = day and (today is None or day <= today)
            return day if is_meant and not any(map(_says_found_on, table.columns)) else None
    return None


def told_title(table: Table) -> str:
    """The line of the title that says what the table is: not 附件1, the number of the paper, 截至 or 单位, and no office alone.

    A sentence above the table (现将办理情况公布如下：) is no title; '' where nothing else stands there. A letter that only sends
    a plan round (关于印发《…》的通知) is called by the plan.
    """
    return _told(table.title)


@lru_cache(maxsize=256)
def _told(text: str) -> str:
    lines = [_SENT_BY.sub("", line.strip(_MARKS)) for line in text.split("\n")]
    told = [line for line in lines if not line.endswith(_SENTENCE_ENDS)]
    titles = [line for line in told if not _BESIDE_TITLE.match(line)]
    named = (line for line in titles if not is_office(line) and not _RED_HEAD.fullmatch(line))
    title = next(named, next(iter([*titles, *told]), ""))
    issued = _ISSUED.fullmatch(title)
    return issued[1] if issued else title


def is_only_numbered(title: str) -> bool:
    """Whether a title only counts the tables of a file (表二): what they are is said once, above the first."""
    return _BESIDE_TITLE.match(title) is not None


def stated_year(table: Table) -> date | None:
    """The day from which months without a year are read: the only year written in the title, above the table or below it.

    A full day (截至2025年6月30日) counts as itself, a year alone as its first day. None when several years are named, or only
    that of an inspection (2024年省级督察反馈问题) or of a paper (〔2025〕7号): then the months are asked about.
    """
    texts = [*table.title.split("\n"), *(row.text for row in table.left_out if _is_around(table, row))]
    if not table.header_rows:  # a form says it in a line of its own
        texts += [text for one in table.records for name, text in one.extra.items() if _OF_FORM.search(name)]
    days = [match for text in texts if (match := _WHOLE_DAY.search(re.sub(r"\s", "", text)))]
    years = {
        int(year) for text in texts for year in _YEAR.findall(_OF_INSPECTION.sub("", re.sub(r"\s", "", text)))
    }
    if len(years) != 1:
        return None
    found = [tuple(int(part) for part in match.groups() if part) for match in days]
    try:
        return date(*max(found)) if found else date(years.pop(), 1, 1)
    except ValueError:
        return None


def _is_around(table: Table, row: LeftOut) -> bool:
    """Whether a row that is no record stands above the table, or signs it; the year of an example is only an example."""
    if row.why == HOW_TO_FILL:
        return False
    last = table.records[-1].row if table.records else table.first_data_row
    first = table.first_data_row if table.header_rows else table.first_data_row + 1
    return row.row < first or row.row > last or row.why in {"签名行", "落款日期"}


def year_note(table: Table) -> str:
    """What to say when deadlines without a year were read by the year of the table; empty when there are none."""
    base = table.year
    if base is None or "deadline" not in table.mapping:
        return ""
    for text in dict.fromkeys(record.fields.get("deadline", "") for record in table.records):
        if _NO_YEAR.search(text) and not _YEAR.search(text) and (due := read_deadline(text, base).due):
            return f"“{table.sheet}”里没写年份的时限按表上写的 {base.year} 年读，如“{excerpt(text, 20)}”读作 {due}。不是这一年的，请在预览里改。"
    return ""
