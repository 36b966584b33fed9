"""What the words behind a problem told without labels are: what was done, what will be, or more of the problem."""

import re

from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import WEAK, field_of
from dczg_desktop.imports.texts.labelling.labels import labels_at

_DONE = re.compile(
    r"(?:该|此)问题[，,]?(?:已|正在|基本)|整改(?:已|完成|到位)|完成整改|办结|(?:正在|进行了?|开展了?)(?:整改|整治|清理|治理)|收到[^。]{0,20}(?:通知|交办|函)"
    r"|(?:现|均|目前|全部)?已(?:经|于[^，。]{2,12})?(?:全部|基本|陆续)?(?:完成|整改|拆除|清理|清运|清除|关闭|关停|取缔|修复|安装|责令|组织|启动|开工|恢复|落实|制定|印发|处置|封堵|约谈|问责|要求|通知|安排|处理|处罚|立案|移交|到位|建成|建设|投运|投入|治理|整治|覆盖|硬化|复绿)"
)
_TO_DO = re.compile(r"由[^。]{2,40}(?:牵头|负责|组织)|(?:\d{1,2}月|年|年?底)(?:\d{1,2}日)?[底末]?之?前")
_BY_WHOM = re.compile(r"由[^。]{2,40}(?:牵头|负责|组织)|(?:要求|责令|督促)")
_NOT_DONE = re.compile(r"未|仍|尚")
_WRONG = re.compile(r"仍|仅|尚|虚假|不[足到力实]|滞后|超标|偷排|直排|违[规法]|未(?!来)")
"""In what is called a list of problems: still more of the problem, whatever was done or should have been."""
_CLAUSE = re.compile(r"[^，,。；;\n]+")
_OF_WORK = WEAK | {"completion", "accountability"}
PROGRESS, MEASURES = "整改情况", "整改措施"


def labelled_line(line: Line) -> list[Pair]:
    """Who does it, until when and how far it is, where that is all a line says, each under its label (整改时限：2024年1月31日)."""
    row, text = line
    labels, _count = labels_at([text], 0)
    is_own = bool(labels) and all(content and field_of(label) in _OF_WORK for label, content in labels)
    return [(row, 0, label, content.rstrip("。；;")) for label, content in labels] if is_own else []


def what_is_told(text: str, *, is_report: bool, is_list: bool) -> str:
    """The label of such words; '' where they are more of the problem."""
    is_measure = _TO_DO.search(text) is not None
    if is_list and _WRONG.search(text) and not _BY_WHOM.search(text):
        return ""
    clauses = (clause[0] for clause in _CLAUSE.finditer(text))
    is_done = any(_DONE.search(one) and ("已" in one or not _TO_DO.search(one)) for one in clauses)
    if is_done or (is_report and not _NOT_DONE.search(text) and not is_measure):
        return PROGRESS
    return MEASURES if is_measure and not _NOT_DONE.search(text) else ""
