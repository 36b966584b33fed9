"""The words of the import: fields, kinds of table, kinds of file, how sure a column is, how a deadline was read."""

from collections.abc import Mapping
from datetime import date

from dczg_desktop.domain.deadlines import read_deadline, reading_words
from dczg_desktop.domain.finishing import finished_text, read_finished

FIELD_NAMES = {
    "number": "编号", "sequence": "序号", "batch": "批次", "source": "问题来源", "description": "问题描述",
    "goal": "整改目标", "measures": "整改措施", "deadline": "整改时限", "responsible_unit": "责任单位",
    "responsible_leader": "责任领导", "responsible_person": "责任人员", "lead_unit": "牵头单位",
    "supporting_unit": "配合单位", "supervising_unit": "督导单位", "accepting_unit": "验收单位",
    "lead_leader": "牵头领导", "progress": "进展情况", "status": "完成状态", "category": "类别", "area": "属地",
    "accountability": "责任追究", "remark": "备注", "channel": "受理方式", "findings": "调查核实情况",
    "substantiated": "是否属实", "result": "处理整改情况", "completion": "办结情况", "completed_on": "办结日期",
    "staged_on": "阶段性办结日期", "handling": "处理类别",
}  # fmt: skip
"""What a column may be taken for, in the order of the choices."""

KEPT = "其他字段（保留）"
"""A column that is no field of ours: its texts are kept with the record under its own heading."""
LEFT = "不导入这一列"
"""A column that a person has left out."""

KINDS = {
    "problem": "问题清单", "petition": "信访件清单", "measure": "措施清单", "duty": "责任清单", "site": "点位清单",
    "statistics": "统计表",
}  # fmt: skip
IMPORTABLE = frozenset({"problem", "petition"})

REASONS = {
    "statistics": "这是一张统计表：列的是数量，没有逐条的问题，不导入。请改选逐条列出问题的表。",
    "measure": "这张表只有措施，没有问题描述，不知道措施属于哪个问题，不导入。如果其中一列写的是问题，请在“列对应”里把它改为“问题描述”。",
    "duty": "这张表只有单位和人员，没有问题描述，不导入。如果其中一列写的是问题，请在“列对应”里把它改为“问题描述”。",
    "site": "这张表列的是点位，没有问题描述，不导入。如果其中一列写的是问题，请在“列对应”里把它改为“问题描述”。",
}
UNKNOWN = "认不出这是什么表，不导入。如果其中一列写的是问题，请在“列对应”里把它改为“问题描述”。"

CONTAINERS = {
    "xlsx": "Excel 工作簿", "xls": "旧版 Excel 或 WPS 表格", "ods": "ODS 表格", "csv": "逗号分隔文本", "tsv": "制表符分隔文本",
    "txt": "文本文件", "docx": "Word 文档", "html": "网页", "xml": "XML 电子表格 2003",
}  # fmt: skip
SURE, LIKELY = 0.95, 0.75
DOUBTED = "请核对"


def reason_not_taken(kind: str) -> str:
    """Why nothing of a table of this kind is taken in; '' when it is."""
    return "" if kind in IMPORTABLE else REASONS.get(kind, UNKNOWN)


def certainty(confidence: float) -> str:
    """How sure the program is of a column, in a word."""
    return "确定" if confidence >= SURE else "较可靠" if confidence >= LIKELY else DOUBTED


def deadline_words(raw: str, base: date | None, start: date | None = None) -> str:
    """How a deadline will be read: `2026-06-30`, `长期坚持`; what is doubtful says so. Counts of days begin on `start`."""
    if not raw:
        return ""
    reading = read_deadline(raw, base, start=start, asks_start=True)
    words = reading_words(reading).removeprefix("读作 ")
    return words if reading.understood else f"没有读懂：{words}"


def finished_words(fields: Mapping[str, str], today: date, start: date | None = None) -> str:
    """How the day on which a petition was finished will be read; what is doubtful says so."""
    found = read_finished(finished_text(fields)[1], start, today)
    return "没有读懂" if found.is_asked else f"{found.day or ''}{'（请核对）' if found.doubt else ''}"


ADVICE = (
    "问题清单、整改方案、信访件一览表、销号公示都可以，不用先改成固定格式：Excel、WPS（.xlsx .xls .et）、Word（.docx）、.ods、.csv、.txt、网页；"
    "复制的行和文字按 Ctrl+V 粘贴。先给您看读到了什么，确认后才写入台账。"
)
HELP = (
    "把别的单位发来的表格（.xlsx、.xls、.et、.ods、.csv、.txt）读进台账。表头、合并单元格、列名各不相同也能读。\n"
    "读完先看：红框的格子有疑点，双击（或按 F2）就地改，读入时的原文留在出处里；列对应可以改，按报送单位记住；"
    "不要的行去掉勾，不要的列在“列对应”里选“不导入这一列”。\n"
    "比对：新增的、台账里已有而有变动的、无变动的、待定的（与台账里的记录相似，要由人选定）。"
    "每一行可以作为新增、作为已有问题的另一编号、更新已有的记录（逐项打勾）或者不导入。\n"
    "选中的一行导入后怎样记（单位、时限、措施各读成什么），列在右边“比对”下面。\n"
    "导入前自动备份，导入后可以整批撤销，包括更新的内容。\n"
    "整改方案的正文：点“原文对照”，左边原文右边字段，互相标出；波浪线是没有读入的文字。\n"
    "销号公示：点“登记销号公示”，选定是哪个问题，登记公示日期、整改完成情况和公示件，不销号。\n"
    "导出问题行：有疑点的行连同退回原因导出成工作簿，发给报送单位改好再导入。"
)
