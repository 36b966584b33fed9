"""Sentences of a content that only look like a closing, a label or a heading stay where they stand."""

import pytest

from dczg_desktop.imports.read import read_text

PLAN = """云溪县整改方案
一、河道垃圾问题
整改目标：清理到位。
责任单位：县水利局
整改措施：
全面清理河道垃圾。
{}
建立巡查队伍，长期坚持。
二、料场扬尘问题
整改目标：覆盖到位。
责任单位：县住建局
整改措施：
全面覆盖。
加强巡查。
三、保障措施。
加强领导。
"""


@pytest.mark.parametrize(
    "line",
    [
        "如有问题，立即整改到位。", "如对效果不满意，重新整改。", "若群众有疑问，及时解释说明。", "凡对补偿有异议的，逐户上门解释。", "公示期内未收到异议。",
        "以上整改完成后组织公示。", "以上整改任务由乡镇落实。", "现将任务分解到乡镇。", "附件清单由县住建局另行印发。", "任何单位不得降低标准，听取群众意见。",
        "设立举报电话：12369，受理群众举报。", "任务一、任务二同步推进。", "事项1、2同步推进。", "第一项 垃圾清理完成后验收。", "第三类 工业固废全部清运。",
        "三、四级河道一并清理。", "（三）类水体全部达标。",
    ],
)  # fmt: skip
def test_a_sentence_of_a_content_stays_in_it(line):
    (table,) = read_text(PLAN.format(line), "方案").tables

    assert [record.fields["measures"] for record in table.records] == [
        f"全面清理河道垃圾。\n{line}\n建立巡查队伍，长期坚持。",
        "全面覆盖。\n加强巡查。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "如有异议，请向县整改办反映。", "如对整改情况有意见，可拨打0888-1234567。", "以上整改情况现予以公示。", "现将完成情况公示如下。",
        "公示期为2026年1月5日至1月9日。", "任何单位和个人如有异议，请来信反映。",
    ],
)  # fmt: skip
def test_what_speaks_to_the_public_closes_the_content(line):
    (table,) = read_text(PLAN.format(line), "方案").tables

    assert table.records[0].fields["measures"] == "全面清理河道垃圾。"
    assert line in [row.text for row in table.left_out]
