"""Tables of petitions and problems as offices lay them out, each with what must be read."""

from tests.imports.samples.office_workbooks import LONG, Variant

PETITION = {
    "description": "交办问题基本情况",
    "area": "行政区域",
    "findings": "调查核实情况",
    "substantiated": "是否属实",
    "result": "处理和整改情况",
}
_STORY = "云溪镇河湾村东侧砂石堆场扬尘严重，\n夜间装卸噪声扰民。"
_ANSWER = "责令限期整改，\n已完成覆盖和围挡。"


def _petition(name: str, headers: str, row: dict[str, str], **mapping: str) -> Variant:
    names = tuple(headers.split("|"))
    base = {
        "受理编号": "X3YX202405240023",
        "交办问题基本情况": _STORY,
        "行政区域": "云溪县",
        "调查核实情况": LONG,
        "是否属实": "基本\n属实",
        "处理和整改情况": _ANSWER,
    }
    cells = tuple((base | row).get(header, "") for header in names)
    return Variant(name, names, (cells,), "petition", PETITION | mapping)


PETITIONS = (
    _petition(
        "V01",
        "序号|受理编号|交办问题基本情况|行政区域|问题类型|调查核实情况|是否属实|办结目标|处理和整改情况|是否办结|责任人被处理情况",
        {
            "序号": "70",
            "问题类型": "大气、噪声",
            "办结目标": "完成覆盖",
            "是否办结": "已办结",
            "责任人被处理情况": "无",
        },
        sequence="序号",
        number="受理编号",
        category="问题类型",
        goal="办结目标",
        completion="是否办结",
        accountability="责任人被处理情况",
    ),
    _petition(
        "V02",
        "序号|受理编号|交办问题基本情况|行政区域|污染类型|调查核实情况|是否属实|处理和整改情况|责任人被处理情况",
        {"序号": "1", "污染类型": "大气", "责任人被处理情况": "约谈1人"},
        sequence="序号",
        number="受理编号",
        category="污染类型",
        accountability="责任人被处理情况",
    ),
    _petition(
        "V03",
        "序号|受理编号|受理方式|交办问题基本情况|行政区域|污染类型|调查核实情况|是否属实|处理和整改情况|问责情况",
        {"序号": "1", "受理方式": "来电", "污染类型": "水", "问责情况": "无"},
        sequence="序号",
        number="受理编号",
        channel="受理方式",
        category="污染类型",
        accountability="问责情况",
    ),
    _petition(
        "V04",
        "序号|受理编号|批次|交办问题基本情况|行政区域|污染类型|调查核实情况|是否属实|处理和整改情况|是否办结|问责情况",
        {"序号": "1", "批次": "第三批", "污染类型": "水", "是否办结": "阶段性办结", "问责情况": "无"},
        sequence="序号",
        number="受理编号",
        batch="批次",
        category="污染类型",
        completion="是否办结",
        accountability="问责情况",
    ),
    _petition(
        "V05",
        "序号|受理编号|交办问题基本情况|行政区域|污染类型|调查核实情况|是否属实|处理类别|处理和整改情况|责任人被处理情况",
        {
            "序号": "1",
            "受理编号": "2145",
            "污染类型": "土壤",
            "是否属实": "是",
            "处理类别": "停产整治",
            "责任人被处理情况": "无",
        },
        sequence="序号",
        number="受理编号",
        handling="处理类别",
        category="污染类型",
        accountability="责任人被处理情况",
    ),
    _petition(
        "V06",
        "序号|受理编号|交办问题基本情况|行政区域|污染类型|调查核实情况|是否属实|处理和整改情况|问责情况|备注",
        {"序号": "1", "污染类型": "水", "问责情况": "无", "备注": "重点件"},
        sequence="序号",
        number="受理编号",
        category="污染类型",
        accountability="问责情况",
        remark="备注",
    ),
    _petition(
        "V07",
        "序号|行政区域|交办问题基本情况|污染类型|调查核实情况|是否属实|处理和整改情况|问责情况|备注",
        {"序号": "21", "污染类型": "噪声污染", "问责情况": "", "备注": ""},
        number="序号",
        category="污染类型",
        accountability="问责情况",
        remark="备注",
    ),
    _petition(
        "V08",
        "序号|受理编号|交办问题基本情况|行政区域|污染类型|调查核实情况|是否属实|处理和整改情况|问责情况|备注(是否加星)"
        "|办案人(姓名、单位及职务、手机号)|是否办结|符合办结条件",
        {"序号": "1", "污染类型": "水", "备注(是否加星)": "*", "是否办结": "已办结", "符合办结条件": "符合"},
        sequence="序号",
        number="受理编号",
        category="污染类型",
        accountability="问责情况",
        remark="备注(是否加星)",
        completion="是否办结",
    ),
    _petition(
        "V09",
        "受理编号|交办问题基本情况|行政区域|污染类型|调查核实情况|是否属实|处理和整改情况|是否办结",
        {"污染类型": "水", "是否办结": "已办结"},
        number="受理编号",
        category="污染类型",
        completion="是否办结",
    ),
)

_UNIT, _GOAL, _WORK = "云溪县住房和城乡建设局", "2025年底前完成12公里管网改造。", "1.编制方案；\n2.组织施工。"
_DONE = "已完成管网改造12公里，经检测出水达标，群众反映良好，正在按程序申请验收销号。"


def _problem(name: str, kind: str, cells: dict[str, str], **mapping: str) -> Variant:
    return Variant(name, tuple(cells), (tuple(cells.values()),), kind, mapping, "督察反馈问题整改措施清单")


PROBLEMS = (
    _problem(
        "V14",
        "problem",
        {"问题": _STORY, "整改目标": _GOAL, "整改时限": "2025年底前，并长期坚持", "责任单位": _UNIT, "责任领导": "县委常委",
         "责任人员": "王海", "督导单位": "市住建局", "整改措施": _WORK},
        description="问题", goal="整改目标", deadline="整改时限", responsible_unit="责任单位", responsible_leader="责任领导",
        responsible_person="责任人员", supervising_unit="督导单位", measures="整改措施",
    ),
    _problem(
        "V15",
        "measure",
        {"整改目标": _GOAL, "整改措施": _WORK, "责任领导": "县委常委", "责任单位": _UNIT, "督导验收单位": "市住建局", "完成时限": "立行立改"},
        goal="整改目标", measures="整改措施", responsible_leader="责任领导", responsible_unit="责任单位",
        supervising_unit="督导验收单位", deadline="完成时限",
    ),
    _problem(
        "V16",
        "measure",
        {"整改目标": _GOAL, "整改措施": _WORK, "牵头单位": "县整改办", "责任单位": _UNIT, "责任人": "王海", "整改时限": "2024年12月底"},
        goal="整改目标", measures="整改措施", lead_unit="牵头单位", responsible_unit="责任单位", responsible_person="责任人",
        deadline="整改时限",
    ),
    _problem(
        "V17",
        "problem",
        {"序号": "1", "整改任务": "十三、截至2021年8月，仍有部分村未通集中供水。", "整改时限": "2022年年底前", "整改措施": _WORK,
         "目前进展情况及存在问题": _DONE, "完成进度": "□已验收销号\n☑已完成\n□达到时序进度\n□未达时序进度\n□尚未启动", "备注": ""},
        number="序号", description="整改任务", deadline="整改时限", measures="整改措施", progress="目前进展情况及存在问题",
        status="完成进度", remark="备注",
    ),
    _problem(
        "V19",
        "problem",
        {"整改问题": _STORY, "整改实施主体": _UNIT, "重点措施": _WORK, "目标任务": _GOAL, "完成时限": "2025年12月31日", "整改完成情况": _DONE},
        description="整改问题", responsible_unit="整改实施主体", measures="重点措施", goal="目标任务", deadline="完成时限",
        progress="整改完成情况",
    ),
    _problem(
        "V20",
        "problem",
        {"整改任务内容(反馈问题)": _STORY, "整改目标": _GOAL, "整改措施": _WORK, "整改完成情况": _DONE},
        description="整改任务内容(反馈问题)", goal="整改目标", measures="整改措施", progress="整改完成情况",
    ),
    _problem(
        "V21",
        "problem",
        {"问题编号": "第二十七项", "整改目标": _GOAL, "整改时限": "2021年12月底前", "责任单位": _UNIT, "整改情况": _DONE,
         "整改结论": "该问题已完成整改", "公示时间": "2021年12月6日至10日", "受理部门": _UNIT, "联系电话": "0730-1234567", "联系地址": "县城"},
        number="问题编号", goal="整改目标", deadline="整改时限", responsible_unit="责任单位", progress="整改情况", status="整改结论",
    ),
    _problem(
        "V22",
        "problem",
        {"反馈问题": _STORY, "整改目标": _GOAL, "整改措施": _WORK, "整改实施主体": _UNIT, "牵头验收单位": "市住建局",
         "配合验收单位": _UNIT, "整改完成情况": _DONE},
        description="反馈问题", goal="整改目标", measures="整改措施", responsible_unit="整改实施主体", accepting_unit="牵头验收单位",
        progress="整改完成情况",
    ),
    _problem(
        "V23",
        "petition",
        {"转办问题基本情况": _STORY, "整改情况": _DONE, "验收情况": "经查验已到位。", "公示时间": "2025年5月21日至6月4日",
         "受理部门": _UNIT, "联系电话": "0730-1234567", "联系地址": "县城"},
        description="转办问题基本情况", result="整改情况",
    ),
    _problem(
        "V24",
        "problem",
        {"整改任务": _STORY, "整改责任单位": _UNIT, "整改完成情况": _DONE},
        description="整改任务", responsible_unit="整改责任单位", progress="整改完成情况",
    ),
    _problem(
        "V25",
        "problem",
        {"序号": "1", "县(市、区)": "云溪县", "问题编号": "202302-43-N1-007-MD-0018", "保护地名称": "云溪湿地公园", "保护地级别": "省级",
         "问题所在功能区": "合理利用区", "活动/设施类型": "旅游设施", "问题来源": "遥感监测", "问题描述": _STORY, "整改成效": _DONE,
         "整改完成情况": "已完成整改"},
        sequence="序号", area="县(市、区)", number="问题编号", source="问题来源", description="问题描述", progress="整改成效",
        status="整改完成情况",
    ),
    _problem(
        "V26",
        "problem",
        {"编号": "7", "问题类型": "水", "问题内容": _STORY, "治理目标": _GOAL, "进度安排": "2023年12月底前", "2023年工作任务": _WORK,
         "主体责任单位": _UNIT, "责任科室": "建设股", "联络单位": "县水利局"},
        number="编号", category="问题类型", description="问题内容", goal="治理目标", deadline="进度安排", measures="2023年工作任务",
        responsible_unit="主体责任单位",
    ),
    _problem(
        "V31",
        "problem",
        {"序号": "1", "被检查单位": "河湾砂石厂", "具体地点": "河湾村东", "隐患类别": "一般", "存在的问题或隐患": _STORY,
         "问题或隐患图片": "", "整改措施": _WORK, "整改期限": "30日内", "整改责任人": "王海", "整改资金（元）": "20000", "复查\n时间": "2025/6/3",
         "完成\n情况": "已完成", "复查人": "李江", "备注": ""},
        number="序号", responsible_unit="被检查单位", area="具体地点", description="存在的问题或隐患",
        measures="整改措施", deadline="整改期限", responsible_person="整改责任人", status="完成\n情况", remark="备注",
    ),
    _problem(
        "V32",
        "problem",
        {"序号": "1", "被检查单位": "河湾砂石厂", "具体地点": "河湾村东", "隐患类别": "一般", "存在隐患或问题": _STORY,
         "采取的整改措施": _WORK, "整改期限": "2025/6/30", "整改责任人": "王海", "整改情况": _DONE, "完成时间": "2025/6/20", "复查人": "李江",
         "整改前图片": "", "整改后图片": ""},
        number="序号", responsible_unit="被检查单位", area="具体地点", description="存在隐患或问题",
        measures="采取的整改措施", deadline="整改期限", responsible_person="整改责任人", progress="整改情况",
    ),
    _problem(
        "V33",
        "problem",
        {"序号": "1", "检查时间": "2025/6/3", "检查人": "李江", "隐患类别": "重大", "存在隐患或问题": _STORY, "整改措施": _WORK,
         "整改完成时间": "2025/6/20", "责任人": "王海", "复查时间": "2025/6/25", "复查人": "李江", "复查结果": "合格"},
        number="序号", description="存在隐患或问题", measures="整改措施", responsible_person="责任人", status="复查结果",
    ),
)  # fmt: skip
VARIANTS = (*PETITIONS, *PROBLEMS)
