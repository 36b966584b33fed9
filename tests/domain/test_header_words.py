"""Headers nobody listed are named by the words they are built of."""

import pytest

from dczg_desktop.domain.headings import header_field

HEADINGS = {
    "number": "问题编码 整改任务序号 任务号 案卷号 转办件号 反馈问题序号 省清单序号 督察问题编号 举报受理编号 案件受理号 问题条目号",
    "sequence": "顺序 项次 行次 总序号 编序",
    "batch": "轮次 第几批 期次 督察批次 交办轮次 第几轮次",
    "source": "督察组 来源类别 任务出处 发现途径 信息来源 问题线索来源 问题由来 问题发现方式",
    "channel": "信访来源 举报途径 反映方式 来电或来信 来件类型 来电/来信/微信 交办方式",
    "description": (
        "整改任务名称 督察反馈意见 指出的问题 督察报告原文 生态环境问题 现场问题 举报事项 群众诉求 问题线索 隐患问题 交办件基本情况 披露问题 被通报问题 问题现状 具体情形 "
        "涉及问题 环保问题 违法排污情况 投诉反映内容 待整改问题 共性问题 问题要点 案情简介 存在问题及隐患 整改任务及问题 信访举报问题概要"
    ),
    "goal": "整改要达到的目标 预期目标 目标要求 总体目标 工作要求 预期成效 拟达到效果 具体目标 整改最终目标 目标值",
    "measures": "整改对策 整改步骤 主要做法 具体工作 工作任务分解 措施内容 整改计划 推进措施及要求 解决方案 工程内容 针对性措施 具体整改举措",
    "deadline": "完成日期要求 限期整改时间 整改时间节点 计划完成日期 最迟完成时间 整改限期 拟办结时间 序时要求 工期安排 限时 完成年限 应办结时间 进度计划",
    "responsible_unit": "主责单位 落实单位 责任镇街 责任乡镇 属地责任 负责部门 责任企业 接办单位 主办部门 承接单位 责任办局 涉事企业 业主单位 整改对象 责任镇",
    "responsible_leader": "县级包案领导 主管领导 挂联领导 单位分管领导 领衔领导 包案负责人 厅级领导 党政主要领导 分管负责人 分管局长",
    "responsible_person": "包保责任人 直接责任人员 现场负责人 第一责任人 承办人 网格员 落实人 责任同志 整改专人 责任人名单 镇村责任人",
    "lead_unit": "牵头 整改牵头 总牵头单位 省直牵头单位 牵头厅局 牵头责任主体单位",
    "supporting_unit": "协助单位 参加单位 配合 协办 共同责任单位 相关单位 协作部门 其他责任单位",
    "supervising_unit": "监督单位 督查部门 指导单位 监管主体 督导专班 督导组",
    "accepting_unit": "验收牵头 核查单位 复核单位 验收销号部门 初验单位 销号认定单位",
    "lead_leader": "牵头县级领导 牵头负责人 总牵头人",
    "progress": "6月底进度 2026年6月整改进度 工作推进情况 整改效果 主要成效 当前情况 现状 已开展工作 建设进度 推进落实情况 工作进度描述 已完成内容 施工进度 治理效果",
    "status": "目前状态 整改完成与否 是否按期完成 完成状况 整改阶段 问题状态 进度评价 整改是否完成 是否解决 销号结果 完成否",
    "category": "问题属性 所属领域 污染因素 问题种类 问题大类 涉及要素 问题归类 问题板块",
    "area": "辖区 行政村 镇街 所在镇村 所属街镇 属地县区 村居 所在村（居）",
    "accountability": "责任人处理结果 党纪政务处分情况 追责问责结果 组织处理情况 处分人员",
    "remark": "其他 其它 备考 情况说明 其他需要说明的情况 特殊说明",
    "findings": "核实结果 现场核查 现场检查 调查结论 现场核查结果 查证情况",
    "substantiated": "属实程度 核查是否属实 属实判定",
    "result": "查处整改结果 边督边改情况 答复情况 处理及整改结果 办理及整改情况 整改及处理 回复内容",
    "completion": "是否办理完结 办理状况 办结认定",
    "handling": "处罚类型 处置方式 处理情形",
}  # fmt: skip
OTHERS = [
    "联系电话", "填报人", "交办时间", "受理时间", "检查日期", "销号时间", "实际完成时间", "整改前照片", "经度", "面积（亩）", "总投资", "资金来源", "下一步工作打算", "存在困难", "原因分析", "滞后原因", "销号文号", "公示时间", "佐证材料", "完成率", "罚款金额（万元）", "责令整改（家次）", "是否重点件", "是否重复", "满意度", "是否公示", "任务量", "是否挂牌督办", "是否滞后", "是否长期坚持", "点位名称", "企业名称", "河流名称", "领导批示", "开工时间", "坐标", "需协调解决的问题", "需要上级支持的事项", "困难及建议", "更新时间", "页码", "评分", "联络员", "签收人", "是否达到序时进度", "重复件编号",
]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [(heading, field) for field, headings in HEADINGS.items() for heading in headings.split()],
)
def test_a_heading_is_named_by_its_words(heading, field):
    assert header_field(heading)[0] == field


@pytest.mark.parametrize("heading", OTHERS)
def test_a_heading_of_something_else_stays_under_its_own_name(heading):
    assert header_field(heading)[0] is None


def test_what_was_done_and_mended_is_one_field_in_any_order():
    headings = ["处理措施及整改情况", "整改措施及处理情况", "处罚及整改情况"]

    assert [header_field(one)[0] for one in headings] == ["result"] * 3


def test_how_it_is_now_may_be_the_problem_or_how_far_it_is_and_is_asked_about():
    field, sure = header_field("现状")

    assert (field, sure < 0.75) == ("progress", True)
    assert header_field("整改现状")[1] > 0.75
