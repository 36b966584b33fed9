"""What stands in a column, where its header alone does not tell which field it is: states or reports, ends of spans, names of units."""

import re

from dczg_desktop.domain.boxes import has_boxes
from dczg_desktop.domain.header_words import SHORTENED
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.vocabulary import is_acceptance, status_of, substantiated_word
from dczg_desktop.imports.tables.values.other_meanings import MOSTLY, UNIT_NAME, holds_something_else, share
from dczg_desktop.imports.tables.values.pace import tells_pace

Wish = tuple[str, float]
"""A field and how sure a column is of it, or how much of the header's sureness remains."""

_HARDLY = 0.3
_SHORT_STATE, _LONGEST_WORD, _LONGEST_VERDICT = 24, 8, 6
_PERSON = re.compile(r"^[\u4e00-\u9fff·]{2,4}(?:[、，,\s]+[\u4e00-\u9fff·]{2,4})*$")
_PUNISHED = re.compile(r"约谈|处分|问责|诫勉|警告|批评|免职|检讨|通报|^无$|立案|处罚")
_PUNISHED_PERSON = re.compile(r"约谈|处分|诫勉|警告|批评|免职|检讨|谈话|问责")
_PHONE = re.compile(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}")
_TIMED = re.compile(
    r"前|底|[日天周月]内|长期|持续|立行|立即|完成|年内|季度|每|^20\d\d年\d{1,2}月$|^20\d\d\.\d{1,2}$"
)
_AHEAD = re.compile(r"(?:日|月|底|年)前(?:完成)?$|^(?:立即|立行|即知即|马上)|长期|持续")
"""What is never said of a day on which something was finished."""
_DAY = re.compile(r"20\d\d(?:年|[./-])\d{1,2}(?:月|[./-])\d{1,2}|^20\d{6}$|^4\d{4}$")
_ACCEPTANCE = re.compile(r"(?:验收|销号|复核|核查|复查)(?:验收|销号)?(?:意见|结论|结果|情况)$|^.{0,6}验收$")
_STATISTIC = re.compile(r"件数|数量|总数|总计|小计|合计|个数|占比|率$|[（(][件个家人元]{1,2}[)）]|亮灯|指标")
_NUMBER = re.compile(r"^-?[\d.,%]+$")
_OFFICE_NAME = re.compile(r"(?:政府|办事处|管委会|委员会|[局厅])$")
_OFFICE_OF_PLACE = re.compile(r"(?:办事处|管委会|管理委员会)$")
_CHECKED = re.compile(r"核|查|认定")
_CHANNEL = re.compile(r"(?:群众)?(?:来电|来信|来访|电话|信件|微信|网络|网上|邮件)(?:举报|投诉)?")
_OFFICES = re.compile(r"[局委办厅](?:$|[、，,;；\s])")
_STATUS_WORDS = re.compile(
    r"已经?|尚?未|基本|全部|正在|按|达到?|超过|整改|整治|到位|完成|完毕|启动|序时|时序|进度|推进|验收|销号|办结|阶段性?|长期坚持|并|但|中|的|滞后|待"
)
_TELLS_STATE = re.compile(r"情况|进度|结论|结果|现状|现况|状况")
BEGINS = re.compile(r"下达|交办|下发|起|自|起始|开始|启动|开工|起期|起始时间|开始时间|启动时间")
_ENDS = re.compile(r"到期|期满|止|至|终止|结束|完成|截止|完工|止期|结束时间|完成时间|截止时间")
_DATED = re.compile(r"20\d\d|月|季度|长期|立行|年底")
_IS_DONE = re.compile(r"是否已?(?:完成|通过|开展|提交|到位|合格|组织|办理|公示|公开)")
_STEP = re.compile(
    r"^(?!.*(?:整改|完成)(?:情况)?[及和与、]).*(?:自验|验收|初审|审核|公示|公开|备案|评估|申请|复核|核查)"
)
_TIME = re.compile(r"时间|时限|期限|工期|日期|安排|节点|计划")
_REPORT = re.compile(
    r"\d\s*(?:余?[亩家个米吨处套台座人件项批车户方月日辆口所次份]|公里|平方)|^[^，]*，.*[。；]$|^已(?:完成|建成)?(?!验收|销号|整改|完成|到位|办结|启动|上报|申请|达到)[\u4e00-\u9fff]{6,}$",
    re.S,
)
_RECTIFIED = re.compile(r"[均都现全部目前问题]*已经?(?:全部|全面|完全|彻底)?整改(?:完|好|结束)?[。.]?")
_SENTENCE = re.compile(r"[，。；,;]")
_PERCENT = re.compile(r"\d[%％]")


DONE_OR_DUE = frozenset(
    {
        "完成时间",
        "整改完成时间",
        "整改时间",
        "完成日期",
        "整改完成日期",
        "完成整改时间",
        "完成整改日期",
        "完成整改的时间",
        "任务完成时间",
        "问题整改时间",
        "整改到位时间",
        "到位时间",
        "整改到位日期",
    }
)
"""Headers of days by which something is to be done, or on which it was."""
_OF_COMPLETION = frozenset({"已办结", "阶段性办结", "未办结", "正在办理"})
_JUDGED = frozenset(
    {"结果", "现况", "评价", "评定", "考评", "评判", "研判", "预警", "预警等级", "灯色", "亮灯", "督办评价"}
)
"""Headers of how it goes, where every cell says so in a word (绿灯, 滞后)."""
_YES_OR_NO = frozenset({"是", "否"})
_MONTH = re.compile(
    r"(?:20\d\d年)?(?:1[0-2]|[1-9]|十?[一二三四五六七八九十])月份?|第?[一二三四1-4]季度|[上下]半年|第[\d一二三四五]{1,3}周(?:\d.*)?"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_DONE = frozenset({"实际完成时间", "实际完成日期"})


def of_span(label: str, own: str, texts: list[str]) -> list[Wish] | None:
    """整改时间 over 起 and 止: only the end is a deadline, and 市级验收 over 是否完成 tells of that step alone; None for any other header."""
    plain = folded_header(own)
    if "/" in label and _IS_DONE.fullmatch(plain) and _STEP.search(label.rsplit("/", 2)[-2]):
        return []
    if "/" not in label or not (BEGINS.fullmatch(plain) or _ENDS.fullmatch(plain)):
        return None
    if not _TIME.search(folded_header(label.rsplit("/", 1)[0])):
        return None
    if not _ENDS.fullmatch(plain):
        return []
    return [("deadline", 0.85)] if share(texts, _DATED) > MOSTLY else None


def by_content(plain: str, field: str, texts: list[str]) -> list[Wish]:
    """What an ambiguous header means, judged by its column: (field, factor on the confidence)."""
    if holds_something_else(plain, field, texts):
        return []
    if (told := _told_in_a_word(plain, field, texts)) is not None:
        return [told]
    if field == "findings" and len(texts) > 1 and all(map(_is_verdict, texts)):
        return [("substantiated", 0.74), ("findings", 0.73)]
    if plain in {"责任人", "责任人员", "负责人"} and texts:
        if share(texts, _PUNISHED) > MOSTLY:
            return [("accountability", 0.8)]
        return [("responsible_person", 1.0 if share(texts, _PERSON) > MOSTLY else 0.85)]
    if field == "area" and _names_offices(plain, texts):
        return [("responsible_unit", 0.74), ("area", 0.73)]  # 属地 over 白石乡人民政府
    if field in {"status", "progress"} and _TELLS_STATE.search(plain) and texts:
        return _state_or_report(plain, field, texts)
    return [(field, 1.0)]


def _names_offices(plain: str, texts: list[str]) -> bool:
    """Whether a column of places names offices; streets and zones (城关街道办事处, 高新区管委会) are places under any header but 属地."""
    if not texts or not all(map(_OFFICE_NAME.search, texts)):
        return False
    return plain.startswith("属地") or not all(map(_OFFICE_OF_PLACE.search, texts))


def _told_in_a_word(plain: str, field: str, texts: list[str]) -> Wish | None:
    """Another field that all the short texts of a column belong to: 来源 that holds 来电, 核查结论 that holds 属实, 处理方式 that holds 警告."""
    if field == "source" and texts and all(map(_CHANNEL.fullmatch, texts)):
        return "channel", 1.0
    if field == "findings" and _ACCEPTANCE.search(plain) and _tells_acceptance(texts):
        return "status", 0.85
    if field == "result" and texts and all(map(_is_completion, texts)):
        return "completion", 0.9
    if field == "goal" and "办结" in plain and texts and all(map(_is_completion, texts)):
        return "completion", 0.7
    if field == "area" and plain.endswith("及部门") and share(texts, _OFFICES) > MOSTLY:
        return "responsible_unit", 0.7
    if (
        field == "findings"
        and plain.endswith(("结论", "结果"))
        and texts
        and all(map(substantiated_word, texts))
    ):
        return "substantiated", 0.85
    is_handling = field == "handling" or (field == "result" and plain in {"处理情况", "处理结果"})
    return ("accountability", 0.85) if is_handling and _punishes(texts) else None


def _is_verdict(text: str) -> bool:
    """Whether findings say nothing but true or not (属实, 经查属实); behind a comma they tell more (属实，未覆盖)."""
    return (
        not _SENTENCE.search(text.strip().rstrip("。"))
        and len(folded_header(text)) <= _LONGEST_VERDICT
        and substantiated_word(text) is not None
    )


def _is_completion(text: str) -> bool:
    """Whether a text is nothing but a word for how far a petition is; what was done may end with it."""
    return len(text) <= _LONGEST_WORD and status_of(text) in _OF_COMPLETION


def _state_or_report(plain: str, field: str, texts: list[str]) -> list[Wish]:
    """完成情况 may hold a state of a few words or tell what was done."""
    is_report = "结论" not in plain and share(texts, _REPORT) > MOSTLY
    is_report = is_report or (field == "progress" and _tells_more(texts))
    if not is_report and sum(_is_status(text, field) for text in texts) > len(texts) * MOSTLY:
        return [("status", 1.0)] if field == "status" else [("status", 0.85), ("progress", 0.7)]
    is_long = (
        max(map(len, texts)) > _SHORT_STATE or max(share(texts, _PERCENT), share(texts, _SENTENCE)) > MOSTLY
    )
    states = sum(status_of(text) is not None for text in texts)
    is_told = max(map(len, texts)) > _LONGEST_WORD and states < len(texts) * _HARDLY
    if field == "status" and (is_report or is_long or is_told) and "结论" not in plain:
        return [("progress", 0.85), ("status", 0.6)]
    return [(field, 1.0)]


def _tells_more(texts: list[str]) -> bool:
    """Whether beside cells that only say 已整改 others tell what was done and no state (已恢复运行)."""
    return any(map(_RECTIFIED.fullmatch, texts)) and not all(map(status_of, texts))


def _punishes(texts: list[str]) -> bool:
    """Whether a column of handling tells only what became of people: 约谈, 通报批评."""
    return bool(texts) and max(map(len, texts)) <= 24 and share(texts, _PUNISHED_PERSON) > MOSTLY


def _is_status(text: str, field: str) -> bool:
    """A status word; under a header of progress only a bare word, because 已完成清理 is a report."""
    if status_of(text) is None:
        return False
    return field == "status" or has_boxes(text) or not _STATUS_WORDS.sub("", folded_header(text))


def claims_by_content(plain: str, texts: list[str], *, petition: bool) -> list[Wish]:
    """Headers that mean a field only when the column shows it: 完成时间 is a deadline when it says 前 or 底.

    Where it says days, it is in a list of petitions the day on which each was finished.
    """
    if plain in DONE_OR_DUE | _DONE and texts:
        if share(texts, _TIMED) > MOSTLY or any(map(_AHEAD.search, texts)):
            return [("deadline", 0.6)]
        if petition and holds_days(texts):
            return [("completed_on", 0.6)]
    if petition and _CHECKED.search(plain) and texts and _are_findings(texts):
        return [("substantiated", 0.6)]
    if not petition and _ACCEPTANCE.search(plain) and _tells_acceptance(texts):
        return [("status", 0.6)]
    if tells_pace(plain, texts):
        return [("status", 0.6)]
    if (
        plain in _JUDGED
        and len(texts) > 1
        and all(status_of(text) and text not in _YES_OR_NO for text in texts)
    ):
        return [("status", 0.6)]
    return _of_names_and_months(plain, texts, petition=petition) if texts else []


def _of_names_and_months(plain: str, texts: list[str], *, petition: bool) -> list[Wish]:
    """Headers of persons and firms that answer where nobody else does, and of months over what was done in each (1月 | 2月)."""
    if plain in {"负责人", "责任领导及责任人"} and not share(texts, _PHONE):
        return [("responsible_person", 0.6)]
    if plain in SHORTENED and share(texts, UNIT_NAME) > MOSTLY:
        return [(SHORTENED[plain], 0.6)]
    if plain in {"单位名称", "企业名称", "涉及单位"}:
        return [("responsible_unit", 0.5)]
    is_told = not petition and _MONTH.fullmatch(plain) and share(texts, _WORDS) > MOSTLY
    return [("progress", 0.55)] if is_told else []


def _are_findings(texts: list[str]) -> bool:
    """Whether a column holds nothing but 属实, 部分属实, 不属实."""
    return all(substantiated_word(text) and text not in _YES_OR_NO for text in texts)


def _tells_acceptance(texts: list[str]) -> bool:
    """Whether a column holds nothing but results of acceptances, and not what was seen there."""
    if len(texts) > 1 and all(status_of(text) and text not in _YES_OR_NO for text in texts):
        return True
    return bool(texts) and sum(map(is_acceptance, texts)) > len(texts) * MOSTLY


def tells_counts(plain: list[str], rows: list[list[str]]) -> bool:
    """Whether a table says by its headers, or by most of its columns, that it counts."""
    numeric = sum(
        bool(texts) and share(texts, _NUMBER) >= MOSTLY
        for texts in ([text for text in column if text] for column in zip(*rows, strict=True))
    )
    return any(_STATISTIC.search(label) for label in plain) or numeric * 2 > len(plain)


def holds_days(texts: list[str]) -> bool:
    """Whether most of the texts are single days."""
    return share(texts, _DAY) > MOSTLY
