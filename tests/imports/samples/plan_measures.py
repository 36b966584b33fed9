"""Plans by how their measures are counted, and what a measure says of itself."""

from tests.imports.samples.plan_samples import Sample, two

MEASURES = (
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
)  # fmt: skip
