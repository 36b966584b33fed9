"""Plans by how their labels are written: in brackets, alone on a line, with blanks or dashes for colons."""

from tests.imports.samples.plan_samples import Sample, two

LABELS = (
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
)  # fmt: skip
