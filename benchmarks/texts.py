"""Wordings of problems, measures, petitions and reports as offices write them, drawn from a seeded generator."""

from collections.abc import Sequence
from random import Random

COUNTIES = tuple(
    f"{first}{second}县" for first in "青安永临新东西南北平" for second in "河山阳林泉川陵溪塘冈"
)
"""One hundred invented county names."""

TOWNS = ("城关镇", "石桥镇", "柳林乡", "大湾镇", "沙坪乡", "龙泉镇", "三岔镇", "白水乡", "红旗镇", "高店镇")
RIVERS = ("清水河", "沙河", "洛溪", "九曲河", "黑石沟", "团结渠", "柳叶江", "小南河", "白马湖", "东干渠")
TRADES = ("化工园区", "砖瓦窑厂", "生猪养殖场", "石料加工点", "沥青拌合站", "屠宰场", "印染企业", "铸造作坊",
          "废旧塑料加工点", "洗砂场", "医疗废物暂存间", "再生铅企业", "水泥粉磨站", "垃圾填埋场")  # fmt: skip
BUREAUX = ("生态环境局", "住房和城乡建设局", "水利局", "农业农村局", "自然资源局", "林业局", "交通运输局", "工业和信息化局",
           "城市管理执法局", "应急管理局", "卫生健康局", "发展和改革局")  # fmt: skip
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = (
    "伟",
    "芳",
    "志强",
    "建国",
    "丽华",
    "文博",
    "海燕",
    "国栋",
    "晓明",
    "春梅",
    "永刚",
    "俊杰",
    "雪莲",
    "振华",
)
CATEGORIES = ("水环境", "大气环境", "固体废物", "生态破坏", "噪声扰民", "农业面源", "土壤污染", "自然保护地")
CHANNELS = ("来电", "来信", "网络举报", "微信")

_FINDINGS = (
    "{town}{trade}未按环评要求配套建设污染防治设施，生产废水经雨水沟直排{river}，现场监测化学需氧量{a}毫克/升，超标{b}倍",
    "{town}{river}沿线{a}处入河排污口未完成溯源整治，其中{b}处仍有生活污水直排，断面氨氮浓度不降反升",
    "{trade}物料露天堆存约{a}万吨，未采取有效抑尘措施，距最近居民点仅{c}米，群众反映强烈",
    "{town}污水处理厂设计规模{c}吨/日，实际日均处理量不足设计能力的{b}成，管网覆盖率仅{a}%，雨污混流问题突出",
    "{river}流域内{a}家{trade}违规占用河道管理范围，破坏岸线{b}公里，生态修复方案长期停留在纸面",
    "{town}非正规垃圾堆放点渗滤液外溢，积存量约{c}立方米，周边地下水监测井总硬度超标，整治工程进度滞后{b}个月",
    "{trade}夜间违法生产，挥发性有机物收集效率低，活性炭{b}个月未更换，台账记录与实际工况不符",
)
_GOALS = (
    "{river}断面水质稳定达到Ⅲ类标准，{town}生活污水收集率提高到{d}%以上",
    "完成{trade}清理整治，恢复植被{a}亩，不再出现同类问题",
    "堆存固体废物全部安全处置，{trade}污染防治设施与主体工程同步运行",
    "建立{town}长效管护机制，群众满意度达到{d}%以上",
)
_MEASURES = (
    "编制{town}{river}综合整治方案，明确{a}项工程清单、责任单位和完成时限",
    "新建污水管网{b}.{c}公里，改造雨污错接点{a}处，完成{town}提标改造",
    "责令{trade}停产整改，依法立案查处，罚款{a}万元，并督促完善污染防治设施",
    "清运处置积存固体废物{c}吨，对堆场覆土{a}亩并恢复植被",
    "在{river}新增水质自动监测站{b}座，实行每月通报，水质反弹的约谈所在乡镇主要负责人",
    "开展{trade}专项排查，建立问题清单{a}条，逐一销号，举一反三",
    "落实河长巡查制度，{town}每周巡查不少于{b}次，发现问题{a}小时内处置",
)
_PROGRESS = (
    "已完成管网铺设{b}.{c}公里，占总任务的{d}%，剩余路段正在办理施工许可",
    "{trade}已停产，设备拆除{d}%，场地平整完成{a}亩，等待验收监测结果",
    "本月清运{c}吨，累计处置率{d}%；因连续降雨影响，进度比计划慢{b}天",
    "整治方案已经专家评审，资金{a}万元到位，施工单位已进场",
)
_PETITIONS = (
    "反映{town}{trade}夜间排放刺鼻气体，附近居民不敢开窗，多次向有关部门反映未解决",
    "举报人称{town}{river}边有人倾倒建筑垃圾和生活垃圾，约{c}方，影响行洪和饮水安全",
    "{town}{trade}噪声从凌晨{b}点持续到天亮，{a}户居民无法休息，希望尽快处理",
    "{trade}把养殖粪污直接排入{river}，鱼塘死鱼约{c}斤，要求赔偿并查处",
)
_FILES = (
    "整改前照片",
    "整改后照片",
    "监测报告",
    "施工合同",
    "验收意见",
    "公示材料",
    "现场核查记录",
    "会议纪要",
)


class Texts:
    """Endless texts from one generator: the same seed gives the same ledger."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def _filled(self, choices: Sequence[str]) -> str:
        pick = self._random
        return pick.choice(choices).format(
            town=pick.choice(TOWNS), trade=pick.choice(TRADES), river=pick.choice(RIVERS),
            a=pick.randint(2, 98), b=pick.randint(2, 9), c=pick.randint(100, 9800), d=pick.randint(60, 99),
        )  # fmt: skip

    def description(self, county: str) -> str:
        """A finding of an inspection, one to three sentences of about 60 characters."""
        return (
            county
            + "；".join(self._filled(_FINDINGS) for _ in range(self._random.choice((1, 1, 2, 3))))
            + "。"
        )

    def goal(self) -> str:
        """What rectification must reach."""
        return self._filled(_GOALS) + "。"

    def measure(self) -> str:
        """One promised piece of work."""
        return self._filled(_MEASURES) + "。"

    def progress(self) -> str:
        """What was done in a period."""
        return self._filled(_PROGRESS) + "。"

    def petition(self, county: str) -> str:
        """What a petition complains about."""
        return county + self._filled(_PETITIONS) + "。"

    def bureau(self, county: str) -> str:
        """An office of a county."""
        return county.removesuffix("县") + "县" + self._random.choice(BUREAUX)

    def person(self) -> str:
        """A person's name."""
        return self._random.choice(SURNAMES) + self._random.choice(GIVEN)

    def file_name(self) -> str:
        """The name of a piece of evidence."""
        return (
            f"{self._random.choice(TOWNS)}{self._random.choice(_FILES)}{self._random.randint(1, 999):03d}.jpg"
        )
