"""Plans of rectification in the layouts offices use, each with every field that must come out of it."""

from dataclasses import dataclass, field

Fields = dict[str, str]


@dataclass(frozen=True)
class Sample:
    """A text and its records; `extra` are the columns that are no field of ours, `loose` lines that belong to no record."""

    name: str
    text: str
    records: list[Fields]
    extra: list[Fields] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


def two(first: Fields, second: Fields) -> list[Fields]:
    return [first, second]


SAMPLES = (
    Sample(
        "seven labels under 一、",
        """青石县贯彻落实省生态环境保护督察反馈意见整改措施清单
一、南坪镇河道管护不力，垃圾长期未清。
整改目标：2025年底前完成清理，水质达到Ⅲ类。
整改时限：2025年12月底前，并长期坚持
责任单位：南坪镇人民政府
责任领导：李明（副镇长）
责任人员：王海
督导单位：县水利局
验收单位：市水利局
整改措施：
1.清理河道垃圾。（责任单位：南坪镇人民政府；时限：2025年6月底前）
2.建立保洁队伍。（牵头单位：县水利局；配合单位：南坪镇人民政府；完成时限：长期坚持）
二、云岭料场扬尘污染严重。
整改目标：料堆全部覆盖。
整改时限：立行立改
责任单位：县住房和城乡建设局
责任领导：赵强
责任人员：孙丽
督导单位：市住房和城乡建设局
验收单位：市住房和城乡建设局
整改措施：
1.覆盖料堆。
2.每季度开展一次检查。
""",
        two(
            {
                "sequence": "一", "description": "南坪镇河道管护不力，垃圾长期未清。", "goal": "2025年底前完成清理，水质达到Ⅲ类。",
                "deadline": "2025年12月底前，并长期坚持", "responsible_unit": "南坪镇人民政府", "responsible_leader": "李明（副镇长）",
                "responsible_person": "王海", "supervising_unit": "县水利局", "accepting_unit": "市水利局",
                "measures": "1.清理河道垃圾。（责任单位：南坪镇人民政府；时限：2025年6月底前）\n2.建立保洁队伍。（牵头单位：县水利局；配合单位：南坪镇人民政府；完成时限：长期坚持）",
            },
            {
                "sequence": "二", "description": "云岭料场扬尘污染严重。", "goal": "料堆全部覆盖。", "deadline": "立行立改",
                "responsible_unit": "县住房和城乡建设局", "responsible_leader": "赵强", "responsible_person": "孙丽",
                "supervising_unit": "市住房和城乡建设局", "accepting_unit": "市住房和城乡建设局", "measures": "1.覆盖料堆。\n2.每季度开展一次检查。",
            },
        ),
    ),
    Sample(
        "three levels with tasks and chapters",
        """一、共性整改任务
（一）关于工作推进不够深入的问题
整改任务第1项：思想认识有待提升。个别干部重部署、轻落实。
整改目标：提高认识。
责任单位：县委组织部
整改时限：长期坚持
整改措施：
1.加强学习。
2.强化培训。
整改任务第2项：压力传导不够。
整改目标：压实责任。
责任单位：县政府督查室
整改时限：2019年底前
整改措施：
（一）建立制度。
（二）定期调度。
（二）关于大气污染防治的问题
整改任务第3项：扬尘管控不严。
整改目标：六个百分之百。
责任单位：县住建局
整改时限：2019年9月底前
整改措施：
全面排查工地。
二、个性整改任务
（一）关于水污染防治的问题
整改任务第4项：污水直排。
整改目标：截污纳管。
责任单位：县水利局
整改时限：2020年6月底前
整改措施：
1.封堵排口。
三、保障措施
（一）加强领导。各级要高度重视。
（二）严格考核。
""",
        [
            {
                "number": "第1项", "description": "思想认识有待提升。个别干部重部署、轻落实。", "goal": "提高认识。", "responsible_unit": "县委组织部",
                "deadline": "长期坚持", "measures": "1.加强学习。\n2.强化培训。",
            },
            {
                "number": "第2项", "description": "压力传导不够。", "goal": "压实责任。", "responsible_unit": "县政府督查室",
                "deadline": "2019年底前", "measures": "（一）建立制度。\n（二）定期调度。",
            },
            {
                "number": "第3项", "description": "扬尘管控不严。", "goal": "六个百分之百。", "responsible_unit": "县住建局",
                "deadline": "2019年9月底前", "measures": "全面排查工地。",
            },
            {
                "number": "第4项", "description": "污水直排。", "goal": "截污纳管。", "responsible_unit": "县水利局",
                "deadline": "2020年6月底前", "measures": "1.封堵排口。",
            },
        ],
        [
            {"所在章节": "一、共性整改任务 / （一）关于工作推进不够深入的问题"}, {"所在章节": "一、共性整改任务 / （一）关于工作推进不够深入的问题"},
            {"所在章节": "一、共性整改任务 / （二）关于大气污染防治的问题"}, {"所在章节": "二、个性整改任务 / （一）关于水污染防治的问题"},
        ],
        ["三、保障措施", "（一）加强领导。各级要高度重视。", "（二）严格考核。"],
    ),
    Sample(
        "labels in thick brackets",
        """（一）南坪镇畜禽养殖粪污直排。
【整改目标】粪污综合利用率达到90%以上。
【整改时限】2026年6月30日前
【责任单位】县农业农村局、南坪镇人民政府
【整改措施】1.建设储粪池。2.开展巡查。
（二）云岭县污水处理厂超标排放。
【整改目标】稳定达标。
【整改时限】2026年底前
【责任单位】县住建局
【整改措施】1.改造工艺。2.加强监测。
""",
        two(
            {
                "sequence": "一", "description": "南坪镇畜禽养殖粪污直排。", "goal": "粪污综合利用率达到90%以上。", "deadline": "2026年6月30日前",
                "responsible_unit": "县农业农村局、南坪镇人民政府", "measures": "1.建设储粪池。2.开展巡查。",
            },
            {
                "sequence": "二", "description": "云岭县污水处理厂超标排放。", "goal": "稳定达标。", "deadline": "2026年底前",
                "responsible_unit": "县住建局", "measures": "1.改造工艺。2.加强监测。",
            },
        ),
    ),
    Sample(
        "thick brackets one after another on a line",
        """1.【反馈问题】河湾村垃圾露天堆放。【整改目标】清理到位。【整改时限】2025年9月底前【责任单位】河湾乡人民政府【督导单位】县城管局
【整改措施】（1）清理。（2）设置围挡。
2.【反馈问题】白石河水质超标。【整改目标】达到Ⅳ类。【整改时限】2025年底前【责任单位】县水利局【督导单位】县生态环境局
【整改措施】（1）截污。（2）清淤。
""",
        two(
            {
                "sequence": "1", "description": "河湾村垃圾露天堆放。", "goal": "清理到位。", "deadline": "2025年9月底前",
                "responsible_unit": "河湾乡人民政府", "supervising_unit": "县城管局", "measures": "（1）清理。（2）设置围挡。",
            },
            {
                "sequence": "2", "description": "白石河水质超标。", "goal": "达到Ⅳ类。", "deadline": "2025年底前", "responsible_unit": "县水利局",
                "supervising_unit": "县生态环境局", "measures": "（1）截污。（2）清淤。",
            },
        ),
    ),
    Sample(
        "labels alone on their lines without a colon",
        """一、尾矿库渗漏
整改目标
消除渗漏隐患。
整改时限
2025年12月31日
责任单位
县应急管理局
整改措施
1.修复防渗层。
2.开展监测。
二、危废贮存不规范
整改目标
规范贮存。
整改时限
2025年6月30日
责任单位
县生态环境局
整改措施
1.建设贮存间。
2.落实台账。
""",
        two(
            {
                "sequence": "一", "description": "尾矿库渗漏", "goal": "消除渗漏隐患。", "deadline": "2025年12月31日",
                "responsible_unit": "县应急管理局", "measures": "1.修复防渗层。\n2.开展监测。",
            },
            {
                "sequence": "二", "description": "危废贮存不规范", "goal": "规范贮存。", "deadline": "2025年6月30日",
                "responsible_unit": "县生态环境局", "measures": "1.建设贮存间。\n2.落实台账。",
            },
        ),
    ),
    Sample(
        "blanks of scanning inside words and full-width digits",
        """１．南坪镇河道垃圾未清理。
整 改 目 标：２０２５年底前清理完毕。
整 改 时 限： ２０２５ 年 １２ 月 底 前
责 任 单 位：县 水 利 局
责任 领导：王　强
整 改 措 施：
（１）组织清理。
（２）落实保洁。
２．料场未覆盖。
整 改 目 标：全部覆盖。
整 改 时 限：立行立改
责 任 单 位：县住建局
责任 领导：李 丽
整 改 措 施：
（１）覆盖。
""",
        two(
            {
                "sequence": "1", "description": "南坪镇河道垃圾未清理。", "goal": "２０２５年底前清理完毕。", "deadline": "２０２５ 年 １２ 月 底 前",
                "responsible_unit": "县水利局", "responsible_leader": "王强", "measures": "（１）组织清理。\n（２）落实保洁。",
            },
            {
                "sequence": "2", "description": "料场未覆盖。", "goal": "全部覆盖。", "deadline": "立行立改", "responsible_unit": "县住建局",
                "responsible_leader": "李丽", "measures": "（１）覆盖。",
            },
        ),
    ),
    Sample(
        "units said once for a chapter",
        """一、关于水环境的问题
责任单位：县水利局
督导单位：市水利局
（一）白石河断面超标。
整改目标：达到Ⅲ类。
整改时限：2025年底前
整改措施：
1.截污。
2.清淤。
（二）黑臭水体返黑。
整改目标：消除黑臭。
整改时限：2025年6月底前
整改措施：
1.清淤。
2.换水。
二、关于大气环境的问题
责任单位：县生态环境局
（一）燃煤锅炉未淘汰。
整改目标：全部淘汰。
整改时限：2025年10月底前
整改措施：
1.拆除锅炉。
2.改用天然气。
（二）工地扬尘。
责任单位：县住建局
整改目标：覆盖到位。
整改时限：立行立改
整改措施：
1.洒水。
2.覆盖。
""",
        [
            {
                "sequence": "一", "description": "白石河断面超标。", "goal": "达到Ⅲ类。", "deadline": "2025年底前", "responsible_unit": "县水利局",
                "supervising_unit": "市水利局", "measures": "1.截污。\n2.清淤。",
            },
            {
                "sequence": "二", "description": "黑臭水体返黑。", "goal": "消除黑臭。", "deadline": "2025年6月底前", "responsible_unit": "县水利局",
                "supervising_unit": "市水利局", "measures": "1.清淤。\n2.换水。",
            },
            {
                "sequence": "一", "description": "燃煤锅炉未淘汰。", "goal": "全部淘汰。", "deadline": "2025年10月底前",
                "responsible_unit": "县生态环境局", "measures": "1.拆除锅炉。\n2.改用天然气。",
            },
            {
                "sequence": "二", "description": "工地扬尘。", "goal": "覆盖到位。", "deadline": "立行立改", "responsible_unit": "县住建局",
                "measures": "1.洒水。\n2.覆盖。",
            },
        ],
        [{"所在章节": "一、关于水环境的问题"}] * 2 + [{"所在章节": "二、关于大气环境的问题"}] * 2,
    ),
    Sample(
        "the numbering begins anew in each chapter, one problem in the first",
        """第一部分 共性问题
1.责任落实不到位。
整改目标：压实责任。
整改时限：长期坚持
整改措施：（1）建立清单。（2）定期调度。
第二部分 个性问题
1.污水管网破损。
整改目标：修复管网。
整改时限：2025年底前
整改措施：（1）排查。（2）修复。
2.垃圾堆放。
整改目标：清理。
整改时限：2025年6月底前
整改措施：（1）清理。（2）巡查。
""",
        [
            {"sequence": "1", "description": "责任落实不到位。", "goal": "压实责任。", "deadline": "长期坚持", "measures": "（1）建立清单。（2）定期调度。"},
            {"sequence": "1", "description": "污水管网破损。", "goal": "修复管网。", "deadline": "2025年底前", "measures": "（1）排查。（2）修复。"},
            {"sequence": "2", "description": "垃圾堆放。", "goal": "清理。", "deadline": "2025年6月底前", "measures": "（1）清理。（2）巡查。"},
        ],
        [{"所在章节": "第一部分 共性问题"}, {"所在章节": "第二部分 个性问题"}, {"所在章节": "第二部分 个性问题"}],
    ),
    Sample(
        "measures numbered like the problems",
        """1、河道垃圾。
整改目标：清理。
整改时限：2025年底前
责任单位：县水利局
整改措施：
1、清理。
2、料场扬尘。
整改目标：覆盖。
整改时限：立行立改
责任单位：县住建局
整改措施：
1、覆盖。
2、洒水。
3、噪声扰民。
整改目标：达标。
整改时限：2025年6月底前
责任单位：县公安局
整改措施：
1、检查。
2、处罚。
""",
        [
            {"sequence": "1", "description": "河道垃圾。", "goal": "清理。", "deadline": "2025年底前", "responsible_unit": "县水利局", "measures": "1、清理。"},
            {"sequence": "2", "description": "料场扬尘。", "goal": "覆盖。", "deadline": "立行立改", "responsible_unit": "县住建局", "measures": "1、覆盖。\n2、洒水。"},
            {"sequence": "3", "description": "噪声扰民。", "goal": "达标。", "deadline": "2025年6月底前", "responsible_unit": "县公安局", "measures": "1、检查。\n2、处罚。"},
        ],
    ),
    Sample(
        "problem and title each with a label, other labels kept",
        """问题一：关于南坪镇饮用水水源地
标题：饮用水水源地保护不到位
问题：一级保护区内有农家乐。
整改类型：限期整改
整改目标：拆除农家乐。
完成时限：2025年8月底前
牵头单位：县生态环境局
配合单位：县水利局、南坪镇人民政府
整改措施：1.拆除。2.立界碑。
销号标准：现场无违建。
问题二：关于云岭矿区
标题：矿山修复滞后
问题：修复任务未完成。
整改类型：长期整改
整改目标：完成修复。
完成时限：2026年底前
牵头单位：县自然资源局
配合单位：县林业局
整改措施：1.编制方案。2.实施修复。
销号标准：验收合格。
""",
        two(
            {
                "number": "第一项", "description": "一级保护区内有农家乐。", "goal": "拆除农家乐。", "deadline": "2025年8月底前",
                "lead_unit": "县生态环境局", "supporting_unit": "县水利局、南坪镇人民政府", "measures": "1.拆除。2.立界碑。",
            },
            {
                "number": "第二项", "description": "修复任务未完成。", "goal": "完成修复。", "deadline": "2026年底前", "lead_unit": "县自然资源局",
                "supporting_unit": "县林业局", "measures": "1.编制方案。2.实施修复。",
            },
        ),
        two(
            {"标题": "关于南坪镇饮用水水源地\n饮用水水源地保护不到位", "整改类型": "限期整改", "销号标准": "现场无违建。"},
            {"标题": "关于云岭矿区\n矿山修复滞后", "整改类型": "长期整改", "销号标准": "验收合格。"},
        ),
    ),
    Sample(
        "numbered labels inside a problem",
        """一、秸秆焚烧问题突出
（一）整改目标。秸秆综合利用率达到95%。
（二）整改时限。2025年底前。
（三）责任单位。县农业农村局。
（四）整改措施。
1.落实禁烧。
2.推广还田。
二、餐饮油烟扰民
（一）整改目标。油烟达标。
（二）整改时限。2025年6月底前。
（三）责任单位。县城管局。
（四）整改措施。
1.安装净化器。
2.定期清洗。
""",
        two(
            {
                "sequence": "一", "description": "秸秆焚烧问题突出", "goal": "秸秆综合利用率达到95%。", "deadline": "2025年底前。",
                "responsible_unit": "县农业农村局。", "measures": "1.落实禁烧。\n2.推广还田。",
            },
            {
                "sequence": "二", "description": "餐饮油烟扰民", "goal": "油烟达标。", "deadline": "2025年6月底前。", "responsible_unit": "县城管局。",
                "measures": "1.安装净化器。\n2.定期清洗。",
            },
        ),
    ),
    Sample(
        "each measure with a unit and a time on lines of their own",
        """一、管网覆盖不足
整改目标：管网全覆盖。
责任单位：县住建局
整改时限：2026年底前
整改措施：
1.新建管网12公里。
责任单位：县住建局
完成时限：2026年6月底前
2.改造老旧管网。
责任单位：南坪镇人民政府
完成时限：2026年底前
二、污泥处置不规范
整改目标：规范处置。
责任单位：县住建局
整改时限：2025年底前
整改措施：
1.签订处置协议。
责任单位：县污水处理厂
完成时限：2025年6月底前
2.落实联单。
责任单位：县污水处理厂
完成时限：长期坚持
""",
        two(
            {
                "sequence": "一", "description": "管网覆盖不足", "goal": "管网全覆盖。", "responsible_unit": "县住建局", "deadline": "2026年底前",
                "measures": "1.新建管网12公里。\n责任单位：县住建局\n完成时限：2026年6月底前\n2.改造老旧管网。\n责任单位：南坪镇人民政府\n完成时限：2026年底前",
            },
            {
                "sequence": "二", "description": "污泥处置不规范", "goal": "规范处置。", "responsible_unit": "县住建局", "deadline": "2025年底前",
                "measures": "1.签订处置协议。\n责任单位：县污水处理厂\n完成时限：2025年6月底前\n2.落实联单。\n责任单位：县污水处理厂\n完成时限：长期坚持",
            },
        ),
    ),
    Sample(
        "measures first, the units after them",
        """（一）河湖四乱问题。
整改目标：清零。
整改措施：
1.排查。
2.整治。
牵头单位：县水利局
责任单位：各乡镇人民政府
责任人：张伟
整改时限：2025年底前
（二）采砂管理薄弱。
整改目标：规范采砂。
整改措施：
1.编制规划。
2.严格审批。
牵头单位：县水利局
责任单位：县公安局
责任人：刘洋
整改时限：2025年9月底前
""",
        two(
            {
                "sequence": "一", "description": "河湖四乱问题。", "goal": "清零。", "measures": "1.排查。\n2.整治。", "lead_unit": "县水利局",
                "responsible_unit": "各乡镇人民政府", "responsible_person": "张伟", "deadline": "2025年底前",
            },
            {
                "sequence": "二", "description": "采砂管理薄弱。", "goal": "规范采砂。", "measures": "1.编制规划。\n2.严格审批。",
                "lead_unit": "县水利局", "responsible_unit": "县公安局", "responsible_person": "刘洋", "deadline": "2025年9月底前",
            },
        ),
    ),
    Sample(
        "several labels on a line, problem text over several paragraphs",
        """（一）关于自然保护地管理的问题
督察发现，云岭自然保护区内有违建：
1.缓冲区内有道路。
2.实验区内有矿点。
整改目标：2025年底前全部退出。整改时限：2025年12月底前
责任单位：县林业局；责任领导：周敏；督导单位：市林业局；验收单位：市林业局
整改措施：1.拆除。2.复绿。3.巡护。
（二）关于湿地保护的问题
督察发现，青石湖湿地被占用。
整改目标：恢复湿地。整改时限：2026年6月底前
责任单位：县林业局；责任领导：周敏；督导单位：市林业局；验收单位：市林业局
整改措施：1.清退。2.补水。
""",
        two(
            {
                "sequence": "一", "description": "关于自然保护地管理的问题\n督察发现，云岭自然保护区内有违建：\n1.缓冲区内有道路。\n2.实验区内有矿点。",
                "goal": "2025年底前全部退出。", "deadline": "2025年12月底前", "responsible_unit": "县林业局", "responsible_leader": "周敏",
                "supervising_unit": "市林业局", "accepting_unit": "市林业局", "measures": "1.拆除。2.复绿。3.巡护。",
            },
            {
                "sequence": "二", "description": "关于湿地保护的问题\n督察发现，青石湖湿地被占用。", "goal": "恢复湿地。", "deadline": "2026年6月底前",
                "responsible_unit": "县林业局", "responsible_leader": "周敏", "supervising_unit": "市林业局", "accepting_unit": "市林业局",
                "measures": "1.清退。2.补水。",
            },
        ),
    ),
    Sample(
        "one paragraph a problem",
        """（一）南坪镇固废违法倾倒。督察发现倾倒点3处。整改目标：全部清运。整改时限：2025年6月底前。责任单位：南坪镇人民政府。整改措施：1.清运固废。2.查处责任人。
（二）云岭园区废水偷排。整改目标：杜绝偷排。整改时限：立行立改，长期坚持。责任单位：云岭园区管委会。整改措施：1.封堵暗管。2.在线监控。
""",
        two(
            {
                "sequence": "一", "description": "南坪镇固废违法倾倒。督察发现倾倒点3处。", "goal": "全部清运。", "deadline": "2025年6月底前。",
                "responsible_unit": "南坪镇人民政府。", "measures": "1.清运固废。2.查处责任人。",
            },
            {
                "sequence": "二", "description": "云岭园区废水偷排。", "goal": "杜绝偷排。", "deadline": "立行立改，长期坚持。",
                "responsible_unit": "云岭园区管委会。", "measures": "1.封堵暗管。2.在线监控。",
            },
        ),
    ),
    Sample(
        "measures at 一是, several dates inside, lead and support in the units",
        """第十二项、农业面源污染防治不力
整改目标：化肥农药减量。
整改时限：2021年底前完成方案编制；2022年全面组织实施；2023年底前完成验收
责任单位：县农业农村局牵头，县财政局、各乡镇人民政府配合
整改措施：一是制定方案；二是推广测土配方；三是每年6月底前组织培训。
第十三项、塑料污染治理滞后
整改目标：禁塑到位。
整改时限：2022年6月底前
责任单位：县发改局
整改措施：一是排查；二是替换。
""",
        two(
            {
                "number": "第十二项", "description": "农业面源污染防治不力", "goal": "化肥农药减量。",
                "deadline": "2021年底前完成方案编制；2022年全面组织实施；2023年底前完成验收", "responsible_unit": "县农业农村局牵头，县财政局、各乡镇人民政府配合",
                "measures": "一是制定方案；二是推广测土配方；三是每年6月底前组织培训。",
            },
            {
                "number": "第十三项", "description": "塑料污染治理滞后", "goal": "禁塑到位。", "deadline": "2022年6月底前", "responsible_unit": "县发改局",
                "measures": "一是排查；二是替换。",
            },
        ),
    ),
    Sample(
        "goals with points of their own",
        """一、污水处理能力不足
整改目标：
1.新建污水处理厂1座。
2.收集率达到70%。
整改措施：
1.完成选址。
2.开工建设。
整改时限：2026年底前
责任单位：县住建局
二、垃圾分类推进慢
整改目标：
1.覆盖率达到90%。
2.分类准确率达到80%。
整改措施：
1.配备设施。
2.宣传引导。
整改时限：2025年底前
责任单位：县城管局
""",
        two(
            {
                "sequence": "一", "description": "污水处理能力不足", "goal": "1.新建污水处理厂1座。\n2.收集率达到70%。", "measures": "1.完成选址。\n2.开工建设。",
                "deadline": "2026年底前", "responsible_unit": "县住建局",
            },
            {
                "sequence": "二", "description": "垃圾分类推进慢", "goal": "1.覆盖率达到90%。\n2.分类准确率达到80%。", "measures": "1.配备设施。\n2.宣传引导。",
                "deadline": "2025年底前", "responsible_unit": "县城管局",
            },
        ),
    ),
    Sample(
        "different words for the same label",
        """（一）工业园区雨污不分
整改目标：雨污分流。
整改时限：2025年底前
责任单位：园区管委会
整改措施：1.排查。2.改造。
（二）企业无组织排放
目标任务：收集到位。
完成时限：2025年6月底前
整改责任单位：县工信局
主要措施：1.加装设施。2.监测。
""",
        two(
            {
                "sequence": "一", "description": "工业园区雨污不分", "goal": "雨污分流。", "deadline": "2025年底前", "responsible_unit": "园区管委会",
                "measures": "1.排查。2.改造。",
            },
            {
                "sequence": "二", "description": "企业无组织排放", "goal": "收集到位。", "deadline": "2025年6月底前", "responsible_unit": "县工信局",
                "measures": "1.加装设施。2.监测。",
            },
        ),
    ),
    Sample(
        "dashes and blanks instead of colons",
        """一、河道采砂破坏
整改目标——恢复河道。
整改时限　2025年底前
责任单位　县水利局
整改措施——1.回填。2.复绿。
二、噪声扰民
整改目标——达标排放。
整改时限　2025年3月底前
责任单位　县公安局
整改措施——1.限时。2.检查。
""",
        two(
            {"sequence": "一", "description": "河道采砂破坏", "goal": "恢复河道。", "deadline": "2025年底前", "responsible_unit": "县水利局", "measures": "1.回填。2.复绿。"},
            {"sequence": "二", "description": "噪声扰民", "goal": "达标排放。", "deadline": "2025年3月底前", "responsible_unit": "县公安局", "measures": "1.限时。2.检查。"},
        ),
    ),
    Sample(
        "list of problems to be closed, with progress",
        """青石县对账销号清单
序号：1
问题：南坪镇砖厂超标排放。
整改措施：停产改造。
责任单位：南坪镇人民政府
整改时限：2025年6月底前
整改情况：已安装脱硫设施，正在调试。
完成情况：达到序时进度
序号：2
问题：云岭河排口未封堵。
整改措施：封堵排口。
责任单位：县水利局
整改时限：2024年底前
整改情况：已全部封堵。
完成情况：已完成整改
""",
        two(
            {
                "sequence": "1", "description": "南坪镇砖厂超标排放。", "measures": "停产改造。", "responsible_unit": "南坪镇人民政府", "deadline": "2025年6月底前",
                "progress": "已安装脱硫设施，正在调试。", "status": "达到序时进度",
            },
            {
                "sequence": "2", "description": "云岭河排口未封堵。", "measures": "封堵排口。", "responsible_unit": "县水利局", "deadline": "2024年底前",
                "progress": "已全部封堵。", "status": "已完成整改",
            },
        ),
        loose=[],
    ),
    Sample(
        "tasks in square brackets, people with their posts",
        """【问题1】青石县城区噪声污染。
整改目标：噪声达标。
整改时限：2025年底前
责任领导：县委常委、副县长　王立
责任单位及责任人：县公安局　局长李强
整改措施：
（1）划定区域。
（2）错峰施工。
【问题2】青石县城区内涝。
整改目标：消除积水点。
整改时限：2025年汛期前
责任领导：副县长　刘芳
责任单位及责任人：县住建局　局长张军
整改措施：
（1）疏通管网。
（2）改造泵站。
""",
        two(
            {
                "number": "第1项", "description": "青石县城区噪声污染。", "goal": "噪声达标。", "deadline": "2025年底前",
                "responsible_leader": "县委常委、副县长　王立", "responsible_unit": "县公安局　局长李强", "measures": "（1）划定区域。\n（2）错峰施工。",
            },
            {
                "number": "第2项", "description": "青石县城区内涝。", "goal": "消除积水点。", "deadline": "2025年汛期前", "responsible_leader": "副县长　刘芳",
                "responsible_unit": "县住建局　局长张军", "measures": "（1）疏通管网。\n（2）改造泵站。",
            },
        ),
    ),
    Sample(
        "problems four levels deep",
        """一、总体要求
坚持问题导向。
二、重点任务
（一）水污染防治
1.饮用水水源地
（1）水源地标志不全。
整改目标：补齐标志。
整改时限：2025年3月底前
责任单位：县水利局
整改措施：①制作标志牌。②安装到位。
（2）水源地隔离不严。
整改目标：全封闭隔离。
整改时限：2025年6月底前
责任单位：县水利局
整改措施：①安装围网。②巡护。
2.黑臭水体
（1）南门沟返黑。
整改目标：消除黑臭。
整改时限：2025年底前
责任单位：县住建局
整改措施：①清淤。②截污。
""",
        [
            {"sequence": "1", "description": "水源地标志不全。", "goal": "补齐标志。", "deadline": "2025年3月底前", "responsible_unit": "县水利局", "measures": "①制作标志牌。②安装到位。"},
            {"sequence": "2", "description": "水源地隔离不严。", "goal": "全封闭隔离。", "deadline": "2025年6月底前", "responsible_unit": "县水利局", "measures": "①安装围网。②巡护。"},
            {"sequence": "1", "description": "南门沟返黑。", "goal": "消除黑臭。", "deadline": "2025年底前", "responsible_unit": "县住建局", "measures": "①清淤。②截污。"},
        ],
        [
            {"所在章节": "二、重点任务 / （一）水污染防治 / 1.饮用水水源地"}, {"所在章节": "二、重点任务 / （一）水污染防治 / 1.饮用水水源地"},
            {"所在章节": "二、重点任务 / （一）水污染防治 / 2.黑臭水体"},
        ],
        ["一、总体要求", "坚持问题导向。"],
    ),
    Sample(
        "the number stands before the label of the problem, chapters between",
        """一、关于水的问题
（一）整改任务：河道垃圾。
1.整改目标：清理。
2.整改措施：（1）清理。（2）巡查。
3.整改时限：2025年底前
4.责任单位：县水利局
（二）整改任务：黑臭水体。
1.整改目标：消除。
2.整改措施：（1）清淤。（2）换水。
3.整改时限：2025年6月底前
4.责任单位：县住建局
二、关于气的问题
（三）整改任务：扬尘。
1.整改目标：覆盖。
2.整改措施：（1）覆盖。（2）洒水。
3.整改时限：立行立改
4.责任单位：县住建局
""",
        [
            {"sequence": "一", "description": "河道垃圾。", "goal": "清理。", "measures": "（1）清理。（2）巡查。", "deadline": "2025年底前", "responsible_unit": "县水利局"},
            {"sequence": "二", "description": "黑臭水体。", "goal": "消除。", "measures": "（1）清淤。（2）换水。", "deadline": "2025年6月底前", "responsible_unit": "县住建局"},
            {"sequence": "三", "description": "扬尘。", "goal": "覆盖。", "measures": "（1）覆盖。（2）洒水。", "deadline": "立行立改", "responsible_unit": "县住建局"},
        ],
        [{"所在章节": "一、关于水的问题"}, {"所在章节": "一、关于水的问题"}, {"所在章节": "二、关于气的问题"}],
    ),
    Sample(
        "short labels in thick brackets",
        """一、河道垃圾
【目标】清理。
【措施】1.清理。2.巡查。
【时限】2025年底前
【责任】县水利局
【验收】市水利局
二、扬尘
【目标】覆盖。
【措施】1.覆盖。2.洒水。
【时限】立行立改
【责任】县住建局
【验收】市住建局
""",
        two(
            {"sequence": "一", "description": "河道垃圾", "goal": "清理。", "measures": "1.清理。2.巡查。", "deadline": "2025年底前",
             "responsible_unit": "县水利局", "accepting_unit": "市水利局"},
            {"sequence": "二", "description": "扬尘", "goal": "覆盖。", "measures": "1.覆盖。2.洒水。", "deadline": "立行立改",
             "responsible_unit": "县住建局", "accepting_unit": "市住建局"},
        ),
    ),
    Sample(
        "a goal among the general demands is no problem, office and day at the end",
        """青石县整改方案
一、总体要求
（一）指导思想
坚持问题导向。
（二）工作目标
到2025年底，全部完成整改。
二、整改任务
（一）河道垃圾未清。
整改目标：清理。
整改时限：2025年底前
责任单位：县水利局
整改措施：
1.清理。
2.巡查。
（二）料场扬尘。
整改目标：覆盖。
整改时限：立行立改
责任单位：县住建局
整改措施：
1.覆盖。
三、工作要求
（一）加强领导。各单位要落实责任。
青石县人民政府
2025年6月1日
""",
        two(
            {"sequence": "一", "description": "河道垃圾未清。", "goal": "清理。", "deadline": "2025年底前", "responsible_unit": "县水利局", "measures": "1.清理。\n2.巡查。"},
            {"sequence": "二", "description": "料场扬尘。", "goal": "覆盖。", "deadline": "立行立改", "responsible_unit": "县住建局", "measures": "1.覆盖。"},
        ),
        [{"所在章节": "二、整改任务"}] * 2,
        ["（一）指导思想", "到2025年底，全部完成整改。", "（一）加强领导。各单位要落实责任。", "青石县人民政府", "2025年6月1日"],
    ),
    Sample(
        "labels parted by blanks alone",
        """问题1 河道垃圾未清
整改目标：清理 整改时限：2025年底前 责任单位：县水利局 责任人：王强
整改措施：1.清理；2.巡查
问题2 扬尘
整改目标：覆盖 整改时限：立行立改 责任单位：县住建局 责任人：李丽
整改措施：1.覆盖；2.洒水
""",
        two(
            {"number": "第1项", "description": "河道垃圾未清", "goal": "清理", "deadline": "2025年底前", "responsible_unit": "县水利局",
             "responsible_person": "王强", "measures": "1.清理；2.巡查"},
            {"number": "第2项", "description": "扬尘", "goal": "覆盖", "deadline": "立行立改", "responsible_unit": "县住建局",
             "responsible_person": "李丽", "measures": "1.覆盖；2.洒水"},
        ),
    ),
    Sample(
        "numbered problem labels, measures numbered deeper, full stops after units",
        """1.督察反馈问题：河道垃圾未清。
整改目标：清理。
整改时限：2025年底前。
整改责任单位：县水利局。
督导责任单位：市水利局。
整改措施：
（1）清理。
（2）巡查。
2.督察反馈问题：扬尘。
整改目标：覆盖。
整改时限：立行立改。
整改责任单位：县住建局。
督导责任单位：市住建局。
整改措施：
（1）覆盖。
（2）洒水。
""",
        two(
            {"sequence": "1", "description": "河道垃圾未清。", "goal": "清理。", "deadline": "2025年底前。", "responsible_unit": "县水利局。",
             "supervising_unit": "市水利局。", "measures": "（1）清理。\n（2）巡查。"},
            {"sequence": "2", "description": "扬尘。", "goal": "覆盖。", "deadline": "立行立改。", "responsible_unit": "县住建局。",
             "supervising_unit": "市住建局。", "measures": "（1）覆盖。\n（2）洒水。"},
        ),
    ),
    Sample(
        "one task alone",
        """整改任务第5项：河道垃圾未清。
整改目标：清理。
整改时限：2025年底前
责任单位：县水利局
整改措施：
1.清理。
2.巡查。
""",
        [{"number": "第5项", "description": "河道垃圾未清。", "goal": "清理。", "deadline": "2025年底前", "responsible_unit": "县水利局", "measures": "1.清理。\n2.巡查。"}],
    ),
)  # fmt: skip
