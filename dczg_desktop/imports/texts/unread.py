"""Why a text gave no record, and what to do about it: what kind of paper it seems to be, and the sentence behind the refusal."""

import re
from collections import Counter
from collections.abc import Sequence

from dczg_desktop.domain.plans import heading_of, named_problem, quoted_problem
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.unlabelled.bulletins import WHAT_TO_DO, is_bulletin
from dczg_desktop.imports.texts.unlabelled.patrols import days_of_log
from dczg_desktop.imports.texts.unlabelled.unit_entries import entries_of_units

_FIGURES = re.compile(r"(?<!\d)\d+(?:\.\d+)?\s*(?:件|个|项|家|起|人|处|批|万元|%)")
_REFERRED = re.compile(r"(?:反映|举报|投诉|来电|来信)")
_KINDS = (
    (re.compile(r"讲话|发言|致辞|主持词"), "讲话、发言稿"),
    (re.compile(r"纪要|会议记录"), "会议纪要"),
    (re.compile(r"简报|专报|快报|要情|信息专刊"), "工作简报"),
    (re.compile(r"(?:巡查|巡河|检查|值班|工作|执法)(?:日志|日记|记录)|台班"), "巡查、检查记录"),
    (re.compile(r"通报"), "通报"),
    (re.compile(r"(?:督办|交办|提醒|建议|商请|催办)[^，。]{0,12}函|函$|督办单|交办单|转办单"), "函件"),
    (re.compile(r"公[示告]"), "公示、公告"),
    (re.compile(r"方案|计划|要点|清单"), "工作方案"),
    (re.compile(r"总结|汇报|报告|进展情况|工作情况"), "工作报告"),
    (re.compile(r"通知"), "通知"),
    (re.compile(r"记者|本报讯|^[\u4e00-\u9fff]{2,8}讯|新闻"), "新闻报道"),
)
"""What a paper is called in its first lines."""
_HEAD, _LONGEST_TITLE = 4, 60
_FEWEST_FIGURES, _FEWEST_ITEMS = 3, 2
_TABLE = "请把内容整理成有表头的表格（.xlsx）再导入。"
_ATTACHED = re.compile(r"(?:详见|见|请见|请看)[^。]{0,8}附[件表]")
_SHOWN = "正文只说了是哪个问题，整改情况写在附表、附件里：请导入附表、附件，或把里面的表复制后粘贴导入。"
_LOG = (
    "里面一天一段，看不出检查发现了什么问题：有问题的，请一天一段写明“3月5日，检查某某厂，发现……，要求3月20日前整改”再导入，"
    f"或者{_TABLE}"
)
_UNITS = (
    "里面一个单位一段，看不出说的是不是问题（只写了成绩或要求的不是）：是问题的，请一个单位一段写明“某某局：……滞后、未……”再导入，"
    f"或者{_TABLE}"
)


def what_to_do(lines: Sequence[Line]) -> str:
    """What a paper seems to be, and what a person can do with it."""
    if is_bulletin(lines):
        return WHAT_TO_DO
    kind = _kind(lines)
    return (f"这份文字像是{kind}。" if kind else "") + _advice(lines)


def _kind(lines: Sequence[Line]) -> str:
    """What the first lines call the paper; the first of them that says it."""
    titles = [line for _row, line in lines[:_HEAD] if len(line) <= _LONGEST_TITLE and not line.endswith("。")]
    return next((word for title in titles for pattern, word in _KINDS if pattern.search(title)), "")


def _advice(lines: Sequence[Line]) -> str:
    texts = [text for _row, text in lines]
    if days_of_log(lines) >= _FEWEST_ITEMS:
        return _LOG
    if entries_of_units(lines) >= _FEWEST_ITEMS:
        return _UNITS
    shown = next((text for text in texts if "公示" in text and _ATTACHED.search(text)), "")
    if shown and (named_problem(shown) or quoted_problem(shown)):
        return _SHOWN
    levels = Counter(one.level for one in map(heading_of, texts) if one)
    if max(levels.values(), default=0) >= _FEWEST_ITEMS:
        return (
            "里面有编号的几条，看不出是不是问题：是问题清单的，请在第一条上面加一行“存在以下问题：”再导入，"
            f"或者{_TABLE}"
        )
    if sum(len(_FIGURES.findall(text)) for text in texts) >= _FEWEST_FIGURES:
        return f"里面多是件数、金额一类的统计数字，没有逐条的问题或信访件；有明细的，{_TABLE}"
    if sum(bool(_REFERRED.search(text)) for text in texts) >= _FEWEST_ITEMS:
        return (
            "像是几件信访，但没有写明核查结果（经查……属实）：请一件一段，写明反映什么、经查怎样、是否属实、怎样处理，"
            f"或者{_TABLE}"
        )
    return f"里面没有逐条写着的问题：有问题的，请逐条写成“1.……”“2.……”各占一行，上面加一行“存在以下问题：”再导入，或者{_TABLE}"
