from dataclasses import replace
from datetime import date

from dczg_desktop.reports.approval import (
    ApprovalForm,
    EvidenceLine,
    Light,
    MeasureLine,
    Opinion,
    write_approval_pdf,
)

HASH = "3f9a0c71be22" + "0" * 52


def a_form() -> ApprovalForm:
    return ApprovalForm(
        title="生态环境保护督察反馈问题整改销号审批表",
        unit="青石县人民政府",
        number="湘-青石-017",
        source="第三轮中央督察",
        problem="老城区生活污水直排。",
        goal="水质稳定达到Ⅲ类。",
        deadline_original="2025年12月底前",
        deadline_current="2026年6月底前",
        responsible_unit="青石县人民政府",
        responsible_leader="李明华",
        responsible_person="王𬭎",
        supervising_unit="市住房和城乡建设局",
        measures=(MeasureLine("完成管网普查", "已普查48.6公里", "2024年9月20日"),),
        evidence=(EvidenceLine("整改后照片.jpg", "整改后", HASH),),
        lights=(
            Light("问题查清", is_met=True, reason="原因已查明"),
            Light("群众满意", is_met=False, reason="异议未办结"),
        ),
        opinions=(Opinion("责任单位申请意见", "申请销号。", date(2026, 7, 2)), Opinion("验收意见")),
        public_notice="2026年7月6日至17日",
        code="A7K2-05",
        journal_head="9f3c51d02ab7741e",
    )


def test_every_fact_of_the_form_is_printed(tmp_path, texts):
    result = write_approval_pdf(a_form(), tmp_path / "审批表.pdf")
    whole = "".join(texts(result.path))

    for words in (
        "湘-青石-017", "第三轮中央督察", "老城区生活污水直排。", "水质稳定达到Ⅲ类。", "2025年12月底前", "2026年6月底前",
        "李明华", "王𬭎", "市住房和城乡建设局", "完成管网普查", "已普查48.6公里", "2024年9月20日", "整改后照片.jpg",
        "3f9a0c71be22", "✓达到", "✗未达到", "异议未办结", "申请销号。", "2026年7月2日", "2026年7月6日至17日", "A7K2-05",
        "9f3c51d02ab7741e", "签字：", "（盖章）",
    ):  # fmt: skip
        assert words in whole
    assert HASH not in whole


def test_the_four_lights_stand_under_their_own_label(tmp_path, texts):
    assert "“四不放过”核验" in "".join(texts(write_approval_pdf(a_form(), tmp_path / "t.pdf").path))


def test_long_measures_run_on_and_repeat_their_label(tmp_path, texts):
    measures = tuple(
        MeasureLine(f"第{number}项措施" + "治理" * 60, "完成" * 40, "未完成") for number in range(1, 25)
    )
    result = write_approval_pdf(replace(a_form(), measures=measures), tmp_path / "t.pdf")
    pages = texts(result.path)

    assert result.pages == len(pages) >= 3
    for number in range(1, 25):
        assert f"第{number}项措施" in "".join(pages)
    assert all("整改措施及" in page for page in pages[:2])
    assert all(
        f"第{number}页" in page and f"共{len(pages)}页" in page for number, page in enumerate(pages, start=1)
    )


def test_a_problem_longer_than_a_page_is_printed_whole(tmp_path, texts):
    problem = "".join(f"{number}号排口溢流，" for number in range(900))
    result = write_approval_pdf(replace(a_form(), problem=problem), tmp_path / "t.pdf")
    pages = texts(result.path)

    assert "".join(pages).count("溢") == 900
    assert all("问题描述" in page for page in pages[:3])


def test_missing_lists_are_shown_as_none_and_the_boxes_stay(tmp_path, texts):
    empty = replace(a_form(), measures=(), evidence=(), problem="", opinions=(Opinion("验收意见"),))
    whole = "".join(texts(write_approval_pdf(empty, tmp_path / "t.pdf").path))

    assert whole.count("（无）") == 2
    assert "验收意见" in whole
