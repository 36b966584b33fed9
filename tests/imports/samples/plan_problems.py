"""Plans by how their problems begin: numbered, labelled, one paragraph each, one alone."""

from tests.imports.samples.plan_samples import Sample, two

PROBLEMS = (
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
