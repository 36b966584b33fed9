"""Headers of other offices' tables: every known spelling of a field, what loosely resembles one, labels of notices."""

import re
import unicodedata
from functools import lru_cache

from dczg_desktop.domain.header_words import OF_TWO, composed_field, first_listed, first_of_two
from dczg_desktop.domain.traditional import simplified

_SPELLINGS = {
    "number": (
        "受理编号 问题编号 编号 信访编号 信访件编号 交办编号 案件编号 转办编号 举报编号 任务编号 "
        "受理号 受理件编号 举报件编号 投诉件编号 来件编号 点位编号 问题序号 整改任务编号 交办件编号 转办件编号 工单编号 工单号 信访件号"
    ),
    "sequence": "序号 顺序号 序列号 行号 No NO",
    "batch": "批次 交办批次 转办批次 期数 轮次批次 督察轮次 批次号",
    "source": "问题来源 来源 督察来源 线索来源 任务来源 督察类别 督察名称 问题出处 交办来源",
    "description": (
        "问题 反馈问题 整改任务 整改任务内容 整改问题 问题描述 问题内容 交办问题基本情况 "
        "转办问题基本情况 存在的问题或隐患 存在隐患或问题 存在问题 存在的问题 具体问题 问题表现 "
        "反馈意见 反馈意见建议 反馈意见内容 督察反馈意见 督察反馈问题 整改事项 问题基本情况 信访内容 举报内容 信访问题 举报问题 主要问题 "
        "突出问题 反馈问题整改任务 交办问题 问题清单 反馈问题情况 问题具体情况 任务内容 "
        "信访举报内容 整改任务反馈问题 整改任务概述 整改任务简述 整改事项概述 披露内容 披露问题 曝光内容 曝光问题 反映主要问题 反映的主要问题 主要反映问题 督察发现问题 发现问题 发现的问题 检查发现 督查发现 现场发现 问题概况 问题情况 存在问题情况 问题概述 信访件基本情况 "
        "信访事项 包案事项 包案问题 化解事项 反映情况 信访反映情况 举报情况 反映的问题 诉求内容 投诉内容 投诉问题 反映问题 反映内容 群众反映 群众反映问题 群众反映情况 举报件内容 排查问题 排查发现问题 自查问题 "
        "信访人反映事项 信访人反映问题 信访人反映内容 信访反映事项 群众反映事项 "
        "信件内容 来信内容 留言内容 来信正文 信件正文 投诉正文 不符合项 不符合项描述 不合格项 不合格内容 缺陷描述 缺陷内容 存在缺陷 存在不足 违规情形 "
        "问题及表现 现状及问题 现状与问题 现状及存在问题 现状及存在的问题 现状及主要问题 现状及存在的主要问题 问题摘要 问题表述 问题简述 问题简介 违法事实 违法行为 违法问题 隐患描述 隐患内容 存在隐患"
    ),
    "goal": (
        "整改目标 目标任务 治理目标 办结目标 整改要求 目标 工作目标 整改目标任务 任务目标 整改标准 完成标志 完成标准"
    ),
    "measures": (
        "整改措施 重点措施 采取的整改措施 整改任务具体要求 措施 具体措施 具体整改措施 主要措施 "
        "工作措施 整改举措 整改工作措施 工作任务 工作内容 具体举措 工作举措 主要举措 推进措施 整改建议 分项任务 细化任务 分项措施 工作计划 工作安排 整改主要内容 整改内容 建设内容 主要建设内容 任务分解 整改方案"
    ),
    "deadline": (
        "整改时限 完成时限 整改期限 办理时限 办理期限 进度安排 时限 期限 整改完成时限 办结时限 限期 "
        "时限要求 整改时限要求 计划完成时间 拟完成时间 要求完成时间 完成期限 计划完成时限 "
        "整改截止时间 截止时间 截止日期 时间节点 期限要求 时间要求 完成时间要求 起止时间 起止时限 实施期限 计划完工时间 预计完成时间 计划竣工时间 拟完工时间 预计完工时间 计划整改完成时间"
    ),
    "responsible_unit": (
        "责任单位 整改责任单位 整改实施主体 主体责任单位 责任部门 整改主体 整改单位 责任主体 "
        "承办单位 认领单位 主办单位 办理单位 答复单位 回复单位 整改责任主体 实施单位 整改责任部门 考核责任单位 属地责任单位 实施主体 承办 交办对象 督办对象"
    ),
    "responsible_leader": (
        "责任领导 分管领导 包案领导 整改责任领导 指标责任领导 包保领导 责任县领导 责任市领导 包联领导 包抓领导 "
        "挂点领导 挂牌领导 包干领导 联系领导"
    ),
    "responsible_person": "责任人员 责任人 整改责任人 具体责任人 整改负责人 直接责任人 责任人及电话 责任人及联系方式 责任人及联系电话 责任人姓名 责任人及职务 责任人员及职务",
    "lead_unit": "牵头单位 牵头部门 牵头责任单位 整改牵头单位",
    "supporting_unit": "配合单位 协办单位 配合部门 整改配合单位 参与单位",
    "supervising_unit": (
        "督导单位 督导验收单位 牵头督导单位 督导部门 督办单位 监管单位 督导责任单位 省级督导单位 监管责任单位 "
        "行业监管单位 行业监管部门 监管部门 督查单位"
    ),
    "accepting_unit": (
        "验收单位 牵头验收单位 市直牵头验收监管单位 市直牵头验收单位 验收部门 销号单位 验收销号单位"
    ),
    "lead_leader": "牵头领导 牵头人 牵头责任人 牵头县领导 牵头市领导",
    "progress": (
        "进展情况 整改情况 目前进展情况及存在问题 进展问题 整改完成情况 整改成效 整改效果 整改进展 "
        "整改进展情况 工作进展 目前进展情况 进展 整改落实情况 整改落实进展情况 落实情况 目前进展 "
        "指标运行情况 整改进度情况 整改任务完成情况 工作进展情况 最新进展 本月进展 本周进展 本期进展 本季度进展 "
        "进展情况及存在问题 当前进展 当前进度 进展描述 整改进展及成效 推进情况 完成进展 整改结果 目前进度 形象进度 工程进度 实际进度 实际进展"
    ),
    "status": (
        "完成进度 完成情况 整改结论 整改状态 状态 进度 整改进度 销号情况 是否完成 是否完成整改 "
        "是否销号 亮灯状态 完成状态 复查结果 复核结果 验收销号情况 销号状态 整改完成状态 是否整改 是否整改到位 是否整改完成 是否通过验收 完成与否 整改与否 结案状态 结案情况 是否结案 办理状态 工作进度 "
        "序时进度 达标状态"
    ),
    "category": (
        "污染类型 问题类型 环境要素 归类 问题类别 类型 类别 隐患类别 要素 污染类别 问题分类 "
        "环境类型 涉及环境要素 污染要素 诉求类别 诉求类型 举报类型 信访类型 投诉类型 举报类别"
    ),
    "area": (
        "行政区域 行政区划 区域 所属区域 县市区 涉及区县及部门 涉及团场及部门 涉及师市及部门 涉及县区及部门 涉及乡镇及部门 涉及区县 涉及地区 涉及行政区域 涉及区域 属地 所在地区 "
        "区县 所属乡镇 乡镇街道 市州 县区 地区 区域分布 所属县区 具体地点 所在地 所在区域"
    ),
    "accountability": (
        "责任人被处理情况 问责情况 责任追究情况 处理处罚和问责情况 追责问责情况 责任追究 追责情况 "
        "问责处理情况 被问责情况 责任人处理情况"
    ),
    "remark": "备注 备注是否加星 说明 其他说明 附注",
    "channel": "受理方式 举报方式 信访方式 来源方式 信访渠道 受理渠道 来电来信 举报形式 信访形式 件别 来件方式",
    "findings": (
        "调查核实情况 核查情况 调查情况 核实情况 调查核查情况 现场核查情况 核实经过 核查经过 调查经过 查处经过 调查处理情况 调查核实结果 查处情况 调查核实 现场调查核实情况 现场调查核实处理情况 调查核实处理情况 现场核查处理情况 核查处理情况"
    ),
    "substantiated": "是否属实 属实情况 是否基本属实 属实与否 举报是否属实 反映问题是否属实",
    "result": (
        "处理和整改情况 处理整改情况 处理及整改情况 整改处理情况 整改处理及问责情况 处理情况 "
        "处理与整改情况 查处和整改情况 办理情况 处理结果 办理结果 处理和整改结果 查处整改情况 "
        "处理措施及整改情况 处理情况及整改措施 处理情况及整改情况 整改措施及处理情况 处理及整改落实情况 处罚及整改情况 办理及整改情况 处置及整改情况 处理意见 处理整改 办理意见 答复内容 回复内容 答复意见 回复意见 办理答复 办理回复"
    ),
    "completion": "是否办结 办结情况 办结状态 办理结果状态 是否已办结",
    "completed_on": (
        "办结日期 办结时间 办理完成时间 办理完成日期 实际办结时间 实际办结日期 办结完成时间 办结完成日期 办毕时间 办毕日期 "
        "整改办结时间 整改办结日期 结案时间 结案日期 办结年月日 办理办结时间 办理办结日期 已办结时间 已办结日期"
    ),
    "staged_on": "阶段性办结时间 阶段性办结日期 阶段办结时间 阶段办结日期 阶段性办结完成时间",
    "handling": "处理类别 处理方式 处理措施 处置类别",
}
HEADERS: dict[str, tuple[str, ...]] = {field: tuple(names.split()) for field, names in _SPELLINGS.items()}
"""The known spellings of every field's header, folded (no blanks, brackets or punctuation); sources in docs/import-fields.md."""

PETITION_SIGNS = frozenset(
    [
        "交办问题基本情况", "转办问题基本情况", "调查核实情况", "是否属实", "受理方式", "受理编号", "信访内容",
        "举报内容", "是否办结", "处理和整改情况", "信访编号", "信访件编号", "整改处理及问责情况", "信访举报内容",
    ]
)  # fmt: skip
"""Headers that only lists of petitions have."""

_OF_PETITIONS = re.compile(
    r"^(?:信访|举报|投诉)反映的?(?:问题|内容|情况)|^(?:信访|举报|投诉|诉求|群众反映|来信来访|信访件|举报件|交办件|转办件)(?:件|问题|内容|事项|编号|方式|时间|类型|类别|基本情况|情况)(?![数量总])"
    r"|^工单编?号$|^(?:举报|信访|投诉|诉求|来电|来访|反映|检举|控告)人(?![数次])"
)

PETITIONER = re.compile(
    r"^(?:(?:实名|匿名|署名|具名)?(?:举报|信访|投诉|诉求|来电|来信|来访|来件|来话|反映|检举|控告|上访|申诉|写信|留言|咨询|提问)(?:人|者|群众)(?!处理|被)|(?:群众|市民|来电|来访|来信)(?=姓名|电话|号码|手机|联系方式|联系电话|身份证|住址))"
    r"(?:员|姓名|名字|信息|的|及|和|与|其|联系|电话|方式|手机|号码|住址|地址|身份证|号|单位|性别|年龄|情况)*$"
)
"""Headers of columns that name who complained: they are never read (docs/import-tables.md §举报人)."""

CONTACT = re.compile(
    r"^(?:联系)?(?:人?(?:联系)?电话|方式|手机号?码?|联系方式|(?:家庭|居住|现)?住址|(?:家庭|居住|户籍)地址|通讯地址|联系地址|身份证号?码?|联系人)$"
)
"""Headers of ways to reach somebody; beside a column of petitioners, or of mobile telephones, they are the petitioner's."""

OF_LETTERS = re.compile(r"^(?:写信|来信|留言|信件|发信)(?:时间|日期|标题|主题|内容|正文|编号|类别|类型)$")
"""Labels of the page that shows a letter to the office with its answer."""

LABELS = frozenset(
    [
        "举报电话", "公示时间", "公示日期", "公示期", "公示期限", "受理单位", "受理部门", "电子邮箱", "监督电话", "联系人", "联系单位",
        "联系地址", "联系电话", "通讯地址", "配合验收单位", "附件", "附表", "验收情况", "验收意见", "反映渠道",
        "反馈渠道", "地址", "受检单位", "受检企业", "受检对象", "被检查单位", "被检查企业", "被检查对象", "检查对象", "企业名称", "点位名称",
        "责任科室", "责任股室", "承办科室", "承办股室", "主办科室", "检查时间", "检查日期", "巡查时间", "巡查日期", "检查人", "检查人员", "巡查人员",
    ]
)  # fmt: skip
"""Labels of notices and forms that are no field of ours but end the text before them."""

_WEAK_DESCRIPTIONS = frozenset(
    [
        "项目名称", "任务清单", "问题名称", "任务名称", "整改任务名称", "整改问题名称", "反馈问题名称", "重点任务", "主要任务",
        "任务", "事项", "督办事项", "督察事项", "工作事项", "交办事项", "整改项目", "任务描述", "反馈事项",
    ]
)  # fmt: skip
"""What a problem is called where no column tells it at length."""

_AREA = re.compile(
    r"(?:所在|所属|涉及|属地|隶属|举报)?(?:(?:设区)?[省市州盟县区旗乡镇]|地[市州区]|街道|街镇|镇街|办事处|师市|团场|新[区城]|[及和或])+(?:名称|街道办)?"
)
_LOOSE_FORMS: tuple[tuple[str, str], ...] = (
    (r"受理.*编号|问题.*编号|(?<!证)(?<!证书|许可|执照|合同|协议)编号$", "number"),
    (r"(?<!企业|单位|机构|区划|信用|项目|邮政)编码$", "number"),
    (r"问题的?(?:(?:整改)?(?:验收|销号|复核)|完成)(?:(?![及和与、]).)*情况$", "status"),
    (r"问题的?整改(?:(?![及和与、]).)*(?:情况|进展|成效|结果)$", "progress"),
    (r"问题的?(?:处理|查处|处置|办理|解决)(?:(?![及和与、]).)*(?:情况|结果)$", "result"),
    (
        r"(?:交办|转办|反馈|督察|信访|举报).*(?:问题|内容)|(?:问题|隐患).*(?:描述|内容|情况|情形|详情|事实)",
        "description",
    ),
    (
        r"(?:具体|主要|突出|存在|发现|排查|自查|巡查|检查).*问题(?!位置|地点|点位|数|类|编|来源)|问题.*表现|问题.*[概简][况述]",
        "description",
    ),
    (r"属实", "substantiated"),
    (r"办结目标|整改目标", "goal"),
    (r"(?:整改|完成|办理|办结).*(?:时限|期限)|(?<!公示)(?<!质保)(?<!有效)[时期]限$", "deadline"),
    (r"调查.*情况|核[实查].*情况", "findings"),
    (r"问责|追责|责任追究|被处理", "accountability"),
    (r"(?:验收|销号).*单位", "accepting_unit"),
    (r"(?:督导|督办|监管|监督).*(?:单位|部门)", "supervising_unit"),
    (r"牵头.*(?:单位|部门)", "lead_unit"),
    (r"(?:配合|协办|协同).*(?:单位|部门)", "supporting_unit"),
    (r"(?:责任|整改|承办|主体|实施).*(?:单位|部门)", "responsible_unit"),
    (r"牵头.*领导", "lead_leader"),
    (r"(?:责任|分管|包案|包保|包抓|包联|挂点|挂联|联系).*领导|领导$", "responsible_leader"),
    (r"整改.*(?:责任人|负责人)|^责任人员?[及和与]", "responsible_person"),
    (r"处理.*整改|处理.*情况", "result"),
    (r"措施.*(?:落实|完成|进展|执行)情况", "progress"),
    (r"(?:任务|问题)[及和与](?:整改)?措施", "description"),
    (r"整改.*措施|(?<!督办|监督|督促|处罚|保障)措施$|举措$|\d{4}年度?工作(?:任务|计划|内容)", "measures"),
    (r"进展|整改.*(?:情况|成效)", "progress"),
    (r"办结", "completion"),
    (r"(?:污染|问题|环境|举报|信访|诉求|投诉|隐患).*(?:类型|类别|要素|分类)", "category"),
    (r"批次", "batch"),
    (r"行政区|县.*区|区域$|(?:责任|所在|属地)地?区$", "area"),
    (r"备注", "remark"),
)
_LOOSE = tuple((re.compile(pattern), field) for pattern, field in _LOOSE_FORMS)
_LOOSE_NOT = re.compile(
    r"下一?步|下阶段|下月|时间$|日期$|照片|图片|电话|配合验收|符合.*条件|联络|人数|件数|数量|科室|总数|原因|重复|合并编号|关联"
)
_OF_ITEM = re.compile(r"第?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[项条]?$")
"""Which item of the upper office's plan a label repeats (整改措施二十八（三）)."""
_CLOSING = ")）]】〕"
_BRACKETED = re.compile(rf"[(（\[【〔][^{re.escape(_CLOSING)}]*[{re.escape(_CLOSING)}]")
_EXACT = {name: field for field, names in HEADERS.items() for name in names}
_YEAR = re.compile(r"^(?:20\d\d年度?|截至.{1,12}?[日底月])|[(（]?20\d\d年度?[)）]?$")
_LONGEST, _LONGEST_LATIN, _LONGEST_KNOWN = 24, 8, 80
_DIGIT = re.compile(r"\d")
_OTHER_DIGITS = bytes.maketrans(b"3456789", b"1111111")
_SET_ASIDE = re.compile(r"[(（\[【〔★☆※▲△◆#＃]|[2２][0０][\d]{2}|截至")
"""What is taken out of a header before it is looked up; a long text without any is none."""
_MARKED = re.compile(r"^[★☆※▲△◆#]+|[★☆※▲△◆#]+.{0,10}$")
"""A mark with what it means at the end of a header: 编号★为重点."""
_MORE_EXACTLY = re.compile(r"^(?:原|定|主要|具体|相关|详细|典型|需|当前|目前|最新)+(?=..)")
_TREATED = re.compile(r"整治|治理|修复|处置|(?<!是否)化解")
_PUNCTUATION = re.compile(r"[\s()\[\]{}（）【】〔〕、，,.。:：;；/\\*＊_\-—－“”\"'《》<>?？!！]+")


@lru_cache(maxsize=65536)
def folded_header(text: str) -> str:
    """A header for comparing: half-width, without blanks, line breaks, brackets and punctuation."""
    return simplified(_PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)))


def of_words(text: str) -> bytes:
    """A text for asking whether it is a header: which number stands in it makes no difference, but that a year begins with 20."""
    return text.encode(errors="surrogatepass").translate(_OTHER_DIGITS)


def may_be_header(text: str) -> bool:
    """A quick look at a text: False only where `header_field` would give nothing."""
    if len(text) <= _LONGEST:
        return not text.isascii() or (len(text) <= _LONGEST_LATIN and not _DIGIT.search(_YEAR.sub("", text)))
    return bool(_SET_ASIDE.search(text)) or len(_PUNCTUATION.sub("", text)) <= _LONGEST


def header_field(text: str) -> tuple[str | None, float]:
    """The field a header names and how sure that is, from 1.0 (a known spelling) to 0 (unknown, None)."""
    field, sure = first_listed(text, _known)
    if field:
        return field, sure
    plain = folded_header(text)
    if not plain or len(plain) > _LONGEST or plain.isdigit() or plain in LABELS:
        return None, 0.0
    for part, most in ((_MORE_EXACTLY.sub("", plain), 0.85), (first_of_two(plain), OF_TWO)):
        found, sure = (
            (_EXACT[part], 1.0) if part in _EXACT else composed_field(part) if most < 0.8 else (None, 0.0)
        )
        if found:
            return found, min(sure, most)
    field, sure = composed_field(_YEAR.sub("", folded_header(_without_brackets(text))) or plain)
    if field:
        return field, sure
    if _LOOSE_NOT.search(plain):
        return None, 0.0
    return next(((field, 0.7) for pattern, field in _LOOSE if pattern.search(plain)), (None, 0.0))


@lru_cache(maxsize=8192)
def _known(text: str) -> tuple[str | None, float]:
    plain = folded_header(text)
    if len(plain) > _LONGEST_KNOWN:
        return None, 0.0
    if field := _EXACT.get(plain):
        return field, 1.0 if plain == HEADERS[field][0] else 0.99  # 责任单位 wins over 责任部门 beside it
    bare = folded_header(_without_brackets(text)) if plain and len(text) <= _LONGEST_KNOWN else plain
    if bare != plain and (field := _EXACT.get(bare) or _EXACT.get(_OF_ITEM.sub("", bare))):
        return field, 0.95
    marked = _MARKED.sub("", bare)
    if marked != bare and marked in _EXACT:
        return _EXACT[marked], 0.95
    undated = _YEAR.sub("", bare).replace("是否已", "是否")
    for other in (undated, _TREATED.sub("整改", undated)):  # 治理时限, 整治措施 are 整改时限, 整改措施
        if other != bare and other in _EXACT:
            return _EXACT[other], 0.95
    if plain in _WEAK_DESCRIPTIONS:
        return "description", 0.8
    return ("area", 0.95) if _AREA.fullmatch(plain) else (None, 0.0)


def _without_brackets(text: str) -> str:
    """A header without what stands in brackets; behind the last closed one nothing is looked for."""
    end = max(map(text.rfind, _CLOSING)) + 1
    return _BRACKETED.sub("", text[:end]) + text[end:]


def of_petitions(text: str) -> bool:
    """Whether a header stands only in lists of petitions, counted among the headers (（7）是否属实) or not."""
    plain = folded_header(text).lstrip("0123456789")
    return plain in PETITION_SIGNS or bool(_OF_PETITIONS.match(plain) or OF_LETTERS.match(plain))


def is_header(text: str) -> bool:
    """Whether a text is a known spelling of some field's header."""
    return _is_header(of_words(text))


@lru_cache(maxsize=8192)
def _is_header(words: bytes) -> bool:
    return _known(words.decode(errors="surrogatepass"))[0] is not None


def is_part_of_header(text: str) -> bool:
    """Whether a text is the beginning of some field's header, or all of it (行政 of 行政区域): no content."""
    plain = folded_header(text)
    return len(plain) > 1 and any(name.startswith(plain) for names in HEADERS.values() for name in names)
