"""Where a published notice says otherwise than the ledger."""

from pathlib import Path

import pytest

from dczg_desktop.domain.entities import (
    Problem,
)
from dczg_desktop.services.closure import choose_procedure
from dczg_desktop.services.importing.closure_notices import notice_findings, read_notice
from dczg_desktop.services.importing.notice_matching import (
    candidate_of_problem,
)
from dczg_desktop.store.ledger import Ledger
from tests.services.importing.notices import NOTICE, notice_file, rows


def findings(ledger: Ledger, folder: Path, text: str) -> list[str]:
    reading = read_notice(ledger, notice_file(folder, text))
    chosen = (
        reading.candidates[0]
        if reading.candidates
        else candidate_of_problem(ledger, rows(ledger, Problem)[0].uid)
    )
    return [doubt.words for doubt in notice_findings(ledger, reading.notice, chosen)]


def test_a_notice_that_agrees_with_the_ledger_only_reminds_of_the_measures(county, tmp_path):
    assert findings(county, tmp_path, NOTICE) == [
        "台账里还有 2 条措施没有填完成日期，请先核实再在“措施与节点”里填写。"
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("责任单位：青石县自然资源局", "责任单位：云岭县林业局", "公示写的责任单位是“云岭县林业局”，台账里是“青石县自然资源局”"),
        ("验收单位：浔江市自然资源局", "验收单位：浔江市林业局", "公示写的验收单位是“浔江市林业局”，台账里是“浔江市自然资源局”"),
        ("验收单位：浔江市自然资源局", "验收单位：青石县自然资源局", "既是整改实施主体，又是验收单位"),
        ("2025年6月4日，共10", "2025年6月3日，共10", "首尾都算是 9 个工作日、14 个自然日，少 1 个工作日"),
        ("整改时限：2025年底前", "整改时限：2024年底前", "公示写的整改时限是“2024年底前”，台账里是“2025年底前”"),
        ("反馈问题：南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失。", "反馈问题：城区餐饮油烟和夜间施工噪声扰民。", "问题文字相差很大"),
        ("2025年5月21日至2025年6月4日", "2027年5月21日至2027年6月4日", "期满前不能销号"),
        ("已完成整改", "已于XX月完成整改", "占位内容“XX”"),
        ("（序号14）", "（序号14）\n附件：序号十五公示表", "标题写的是“序号14”，这里写的是“序号十五”"),
    ],
)  # fmt: skip
def test_what_differs_is_said(county, tmp_path, before, after, said):
    assert before in NOTICE
    words = findings(county, tmp_path, NOTICE.replace(before, after))

    assert sum(said in one for one in words) == 1, words


def test_a_notice_shorter_than_the_procedure_demands_is_found(county, tmp_path):
    choose_procedure(county, "江西")

    words = findings(county, tmp_path, NOTICE.replace("2025年6月4日，共10", "2025年5月27日，共5"))

    assert sum("公示只有 5 个工作日，本单位销号流程“江西式" in one for one in words) == 1, words
