"""The words that are labels of plans and notices beside those of tables: listed ones, and those built of certain words."""

import re
from collections.abc import Iterable

from dczg_desktop.domain.headings import folded_header, header_field, is_part_of_header
from dczg_desktop.imports.tables.forms.upright import is_label

WEAK = frozenset(
    [
        "responsible_unit", "lead_unit", "supporting_unit", "supervising_unit", "accepting_unit", "lead_leader",
        "responsible_leader", "responsible_person", "deadline",
    ]
)  # fmt: skip
"""Fields that a single measure may name as well as a problem."""
OWN = frozenset({"responsible_unit", "lead_unit", "supporting_unit", "responsible_person", "deadline"})
"""What a single measure may say of itself."""
UNITS = WEAK - {"deadline"}
STRONG = frozenset({"goal", "measures", "description", "progress", "result"})
"""Fields that only a problem has."""

_NAMES = frozenset(
    ["number", "sequence", "batch", "channel", "area", "category", "source", "status", "completion", "substantiated", "handling"]
)  # fmt: skip
_FEW_WORDS = 30
SHORT = {
    "责任": "责任单位", "牵头": "牵头单位", "配合": "配合单位", "督导": "督导单位", "验收": "验收单位", "领导": "责任领导", "任务": "整改任务",
    "责任人": "责任人员", "标准": "整改标准",
}  # fmt: skip
"""Words that are labels only in thick brackets (`【责任】`), or parted by signs from others on a line (`时限：…；督导：…`)."""
WITH_COLON = {
    "整改完成": "整改完成情况", "督察反馈": "督察反馈问题", "督察指出": "督察反馈问题", "反馈指出": "督察反馈问题", "督察反馈情况": "督察反馈问题",
    "检查存在问题": "存在问题", "检查发现问题": "存在问题", "现场存在问题": "存在问题",
    "满意度": "满意度", "今日整改进度": "整改进展", "今日整改进展": "整改进展", "今日整改情况": "整改进展",
}  # fmt: skip
"""Words that are labels only before a colon (整改完成：…) or in thick brackets, and what they stand for: alone on a line they are a state, or begin a sentence."""
GOES_ON = ("”", "’", "」", "』", "，", "。", "；", "、", "！", "？", "）", "》", "】")
"""A line that begins so is the rest of the one above it, broken off where the page ended."""
ATTACHED = frozenset({"附件", "附表", "附图"})
"""What is attached is nothing of any problem."""
_MORE = frozenset(
    [
        "标题", "问题标题", "检查内容", "整改类型", "销号标准", "验收标准", "完成标准", "整改时间", "完成时间", "整改完成时间", "督导领导", "督导责任领导",
        "包抓领导", "问题性质", "联络员", "举一反三", "长效机制", "整改责任", "公示网址", "公示网站", "公示地点", "公示方式", "公示媒体", "公示平台",
        "公示渠道", "公示单位", "公示日期", "公示起止时间", "公示时限", "反馈方式", "反馈渠道", "受理电话", "受理方式", "受理地址", "受理邮箱", "邮箱", "通信地址",
        "邮政编码", "邮编", "整改验收情况", "验收结论", "验收意见", "销号意见", "整改结果", "整改成效", "监督方式", "联系方式", "传真", "验收时间", "验收日期",
        "反映渠道", "反映方式", "反映电话", "反馈电话", "咨询电话", "公示电话", "反馈单位", "受理机构", "受理科室", "联系部门", "邮寄地址", "反馈地址", "电话", "地址",
        "交办日期", "交办时间", "转办日期", "转办时间", "督办日期", "督办时间", "办理要求", "交办要求", "督办要求", "领导批示",
        "自查结论", "监督单位", "销号结论", "异议受理", "异议反映", "异议反馈", "反映途径", "公示截止日期", "公示截止时间", "公示开始时间", "公示结束时间", "意见反馈", "异议受理电话", "异议反映电话", "举报方式", "举报邮箱", "验收结果", "核查意见", "核查结论", "复核意见", "自查自验情况", "自验情况", "现场核查情况",
        "问题情况", "存在问题情况", "存在困难", "存在的困难", "主要困难", "存在的主要困难", "困难和问题", "滞后原因", "未完成原因", "未完成整改原因", "佐证材料",
        "需协调解决的问题", "需要协调解决的问题", "需协调事项", "需要协调事项", "需协调解决事项",
    ]
)  # fmt: skip
"""Labels of plans and notices beside those of tables."""
_LOOSE = re.compile(
    r"^(?:[省市县区乡镇州]{1,2}[级直]?)?(?:市直|县直|区直)?(?:牵头|整改|主体|直接|具体|属地|督导|督办|验收|销号|配合|协办|包案|包抓|包保|分管|责任|监管)+"
    r"(?:责任)?(?:单位|部门|领导|人员|责任人|负责人|主体)(?:及(?:职务|联系人|负责人|人员))?$"
    r"|^(?:[省市县区镇]级?|原|新)(?:任务|问题|清单)?(?:序号|编号)$|^(?:受理|联系|监督)(?:单位|部门|人|科室)[及和](?:联系)?电话$"
    r"|^(?:主要|整改|具体)(?:整改|主要|工作|做法|措施|完成|落实|进展|情况){0,3}(?:及|和|与)?(?:主要|取得)?成效$"
    r"|^(?:进度|进展|完成|整改|序时){1,2}(?:评价|判定|评定|研判)(?:结果)?$"
    r"|^(?:逐[条项个一])?(?:整改)?(?:措施|举措|目标|任务)(?:完成|落实|进展|达成|整改)+情况$"
    r"|^(?:整改|治理|工作){1,2}(?:目标|措施|举措|任务)(?:及要求|和要求)?$|^(?:整改|完成|办结|销号){1,2}(?:时限|期限)(?:要求)?$"
    r"|^(?:提交|写信|来信|来电|留言|回复|答复|回信|举报|投诉)(?:日期|时间)$|^(?:信件|来信|留言|回复|办理|处理)状态$|^(?:来信|写信|留言|提交)人$"
    r"|^(?:截[至止]到?)?(?:20\d\d年)?(?:\d{1,2}月(?:份|底|末)?|第?[一二三四]季度|[上下]半年)(?:整改|工作|主要|任务)*(?:进展|推进|落实|完成|整改)(?:情况|进度)$"
)
_CALLING = re.compile(
    r"^(?!设立|设置|开通|公布|公开|拨打|畅通)[\u4e00-\u9fff]{0,10}(?:电话|邮箱|热线|传真)$|^公示[\u4e00-\u9fff]{0,4}(?:时间|日期|期限|期间|期|时限)$"
    r"|^[\u4e00-\u9fff]{0,4}(?:验收|销号|复核)(?:组)?(?:意见|结论|结果|情况)$"
)
_DONE = re.compile(r"(?:措施|目标|任务).{0,4}(?:完成|落实|进展|整改)情况$")
_ONLY_A_NAME = 0.8
_EXACT = 0.99
_LONGEST = 24
_LONGEST_ROW = 400
"""Characters of all the headings of a wide table."""
"""No known spelling of a header is longer."""
_EITHER = re.compile(r"^([^（(]{2,12})[（(]\s*[或即]\s*([^）)]{2,12})[）)]$")
_OWN_WORDS = re.compile(r"(?:信件|来信|留言)(?:内容|正文)|(?:网友|网民|市民|群众)留言")
_ONLY_PROBLEMS = frozenset({"问题", "困难", "不足", "短板", "突出问题"})
"""Words that may be the problem itself."""
_TROUBLE = re.compile(
    r"(?:目前|当前|现|尚|仍然?|还)*(?:存在的?)?(?:主要|突出)?(?:困难|问题|不足|短板)(?:[和及与、]?(?:主要)?(?:困难|问题|不足|短板))?"
    r"(?:[和及与、以]*(?:下一?步|今后|后续)(?:的)?(?:工作)?(?:要求|打算|安排|计划|措施|建议|思路)?)?"
)


def is_trouble(label: str) -> bool:
    """Whether a label is what a report says is still in the way (存在问题, 目前存在的困难和问题): below what was done it is no other problem."""
    return bool(_TROUBLE.fullmatch(folded_header(label))) and folded_header(label) not in _ONLY_PROBLEMS


def is_own_words(label: str) -> bool:
    """Whether a label holds the words of whoever wrote to an office (信件内容): no office says or finds anything in them."""
    return bool(_OWN_WORDS.fullmatch(folded_header(label)))


def is_part_of_report(words: Iterable[str]) -> bool:
    """Whether labels say of goals or measures that they were reached: below what was done (三、整改完成情况) each is a part of it."""
    return all(_DONE.search(word) for word in words)


def names_field(text: str) -> bool:
    """Whether a text is a label of plans and notices, with blanks between its characters or without.

    One written in two ways (整改效果（或整改完成情况）) is a label where either way is.
    """
    either = _EITHER.match(text)
    return any(map(_names_field, either.groups() if either else (text,)))


def _names_field(text: str) -> bool:
    plain = folded_header(text)
    return is_label(text) or plain in _MORE or bool(_LOOSE.match(plain) or _CALLING.match(plain))


def is_name(label: str) -> bool:
    """Whether a label holds what the problem is called (项目名称), which another one (存在问题) may tell at length."""
    field, sure = header_field(label)
    return field == "description" and sure <= _ONLY_A_NAME


def section_of(text: str) -> str:
    """The label of a numbered section nobody lists: as written, but a section of goals and what was done is what was done."""
    is_done = _DONE.search(folded_header(text)) and field_of(text) != "progress"
    return f"整改完成情况（{text}）" if is_done else text


def field_of(label: str) -> str:
    """The field of a label, or the label itself folded when it is no field of ours."""
    either = _EITHER.match(label)
    named = (header_field(one)[0] for one in (either.groups() if either else (label,)))
    return next(filter(None, named), None) or folded_header(label)


def is_short(label: str, content: str) -> bool:
    """Whether what stands under a label is a word or two, so that no other label belongs to it: a unit, a time, a number, or
    a few words under a label nobody lists.
    """
    field = field_of(label)
    return field in WEAK | _NAMES or (field == folded_header(label) and len(content) <= _FEW_WORDS)


def is_only_headers(text: str) -> bool:
    """Whether a text is headers one after the other with nothing between them (是否属实办结目标是否办结), the last perhaps cut."""
    plain = folded_header(text) if len(text) <= _LONGEST_ROW else ""
    ends = [0]
    for end in range(2, len(plain) + 1):
        near = [start for start in ends[-_LONGEST:] if 1 < end - start <= _LONGEST]
        if any(header_field(plain[start:end])[1] >= _EXACT for start in near):
            ends.append(end)
    return len(plain) > 1 and any(end == len(plain) or is_part_of_header(plain[end:]) for end in ends)
