"""Words of states, headings and verdicts that are clear where they stand: read; those with two meanings are asked about, and why is said."""

import pytest

from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.tables.values.rivals import ASKED

LIST = "序号|存在问题|整改措施|责任单位|整改时限"
ROW = "1|河湾镇污水直排小河，岸边垃圾成堆|清理垃圾|河湾镇人民政府|2026年5月底前"
PETITIONS = "受理编号|信访事项|责任单位"
PETITION = "X3YN202609030015|反映某店油烟直排|河湾镇人民政府"


def fields(table):
    return {one.header: one.field for one in table.columns}


def sureness(table, header):
    return next(one.confidence for one in table.columns if one.header == header)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("已整改", "完成整改"),
        ("均已整改。", "完成整改"),
        ("目前已全部整改", "完成整改"),
        ("已整改，待验收", "完成整改"),
        ("未整改", "尚未启动"),
        ("部分已整改", None),
        ("基本已整改", None),
        ("已整改3处", None),
        ("已整改80%", None),
        ("已整改，又反弹", None),
        ("已化解", "已办结"),
        ("未化解", "未办结"),
        ("化解中", "未办结"),
        ("部分化解", None),
    ],
)
def test_what_is_rectified_is_finished_and_not_closed(text, word):
    assert status_of(text) == word


@pytest.mark.parametrize("text", ["已关闭", "未关闭", "关闭"])
def test_what_is_shut_may_be_the_item_or_the_plant_and_is_asked_with_the_reason(read, text):
    table = read(f"{LIST}|状态", f"{ROW}|{text}")

    (fault,) = [one for one in table.faults if one.value == text]
    assert "可能是问题已经核实销号，也可能是企业、设施已经关停" in fault.message


@pytest.mark.parametrize("heading", ["主管部门", "行业主管部门", "县级主管单位"])
def test_the_office_in_charge_of_a_trade_supervises_and_is_asked_about(read, heading):
    table = read(f"{LIST}|{heading}", f"{ROW}|县水利局")

    assert fields(table)[heading] == "supervising_unit"
    assert sureness(table, heading) <= ASKED


def test_the_office_in_charge_is_kept_where_nobody_else_answers(read):
    table = read("序号|存在问题|整改时限|主管单位", "1|道路积尘|2026年5月底前|市城管局")

    assert table.records[0].extra["主管单位"] == "市城管局"


def test_who_answers_for_supervising_supervises(read):
    table = read(f"{LIST}|监管责任单位|主管部门", f"{ROW}|县生态环境局|县水利局")

    assert table.records[0].fields["supervising_unit"] == "县生态环境局"
    assert table.records[0].fields["responsible_unit"] == "河湾镇人民政府"
    assert table.records[0].extra["主管部门"] == "县水利局"


@pytest.mark.parametrize(("text", "doubted"), [("是", 0), ("否", 0), ("已化解", 0), ("未化解", 0), ("部分化解", 1)])  # fmt: skip
def test_whether_a_petition_is_settled_tells_whether_it_is_finished(read, text, doubted):
    table = read(f"{PETITIONS}|化解情况|是否化解", f"{PETITION}|已上门沟通|{text}")

    assert table.records[0].fields["completion"] == text
    assert sureness(table, "是否化解") <= ASKED
    assert len(table.faults) == doubted


@pytest.mark.parametrize(
    "head",
    ["排污许可证号|到期时间", "许可证编号|发证机关|到期日期", "采矿许可证/证号|采矿许可证/到期时间"],
)
def test_until_when_a_permit_is_valid_is_no_deadline(read, head):
    cells = "|".join([*["9131", "县局"][: head.count("|")], "2026-12-31"])
    asked = read(f"序号|企业名称|{head}|存在问题|责任单位|整改时限", f"1|恒发厂|{cells}|废气直排|县局|2026年5月底前")  # fmt: skip
    alone = read(f"序号|企业名称|{head}|存在问题|责任单位", f"1|恒发厂|{cells}|废气直排|县局")

    expiry = head.rsplit("|", 1)[-1]
    assert asked.records[0].fields["deadline"] == "2026年5月底前"
    assert not [one for one in asked.faults if "时限" in one.message]
    assert "deadline" not in alone.mapping
    assert alone.records[0].extra[expiry] == "2026-12-31"


def test_the_number_of_a_permit_is_no_number_of_a_problem(read):
    table = read("序号|许可证编号|存在问题|责任单位", "1|91310001|废气直排|县局", "2|91310002|废水直排|县局")

    assert table.records[0].fields["number"] == "1"
    assert table.records[0].extra["许可证编号"] == "91310001"


def test_an_end_that_belongs_to_the_work_is_a_deadline_beside_a_permit_too(read):
    table = read("序号|许可证编号|存在问题|责任单位|到期时间", "1|91310001|废气直排|县局|2026-12-31")

    assert table.records[0].fields["deadline"] == "2026-12-31"


@pytest.mark.parametrize("heading", ["查实情况", "调查核实情况", "核实情况"])
def test_a_column_of_findings_that_only_says_true_or_not_is_the_verdict(read, heading):
    rows = [f"X3YN20260903001{n}|某店第{n}次油烟直排|{one}|已清洗" for n, one in enumerate(["属实", "不属实。", "部分属实"])]  # fmt: skip
    table = read(f"受理编号|信访内容|{heading}|办理情况", *rows)

    assert [one.fields["substantiated"] for one in table.records] == ["属实", "不属实。", "部分属实"]
    assert sureness(table, heading) <= ASKED
    assert not table.faults


def test_findings_of_which_one_tells_more_stay_findings(read):
    table = read(
        "受理编号|信访内容|调查核实情况|办理情况",
        "X3YN202609030010|某店油烟直排|经查，该店没有安装净化器，问题属实|已清洗",
        "X3YN202609030011|某厂噪声|不属实|已约谈",
    )

    assert fields(table)["调查核实情况"] == "findings"


def test_verdicts_beside_findings_that_repeat_them_are_asked_about_nowhere(read):
    table = read(
        "受理编号|信访内容|调查核实情况|是否属实|办理情况",
        "X3YN202609030010|某店油烟直排|属实|是|已清洗",
        "X3YN202609030011|某厂噪声|不属实|否|已约谈",
    )

    assert [one.fields["findings"] for one in table.records] == ["属实", "不属实"]
    assert [one.fields["substantiated"] for one in table.records] == ["是", "否"]
    assert not table.faults


def test_results_of_which_one_tells_what_was_done_stay_reports(read):
    table = read(
        f"{LIST}|整改结果", f"{ROW}|已整改", f"{ROW.replace('1|', '2|')}|已整改", f"{ROW.replace('1|', '3|')}|已恢复运行", f"{ROW.replace('1|', '4|')}|已整改"
    )  # fmt: skip

    assert fields(table)["整改结果"] == "progress"


def test_results_that_all_name_a_state_are_states(read):
    table = read(f"{LIST}|整改结果", f"{ROW}|已整改", f"{ROW.replace('1|', '2|')}|整改中")

    assert fields(table)["整改结果"] == "status"
