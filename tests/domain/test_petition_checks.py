"""Checks of petitions: each finds its flaw once and is silent when there is none."""

from datetime import date

import pytest

from dczg_desktop.domain.petition_checks import Earlier, PetitionFacts, odd_units, petition_findings


def a_petition(**values) -> PetitionFacts:
    return PetitionFacts(
        **({"uid": "u1", "number": "D1", "unit": "南坪镇", "truth": "属实", "day": date(2026, 6, 9)} | values)
    )


def found(**values) -> list[tuple[str, str, str]]:
    return [(one.rule, one.where, one.why) for one in petition_findings([a_petition(**values)])]


def test_a_sound_petition_has_no_findings():
    assert (
        found(points=("属实", "属实"), texts=(("备注", "已转办"),), earlier=(Earlier("D0", "重复件"),)) == []
    )


@pytest.mark.parametrize(
    ("flaw", "rule", "words"),
    [
        ({"earlier": (Earlier("D0", "重复件", closed=True, closed_on=date(2026, 5, 1)),)}, "R18", "前件 D0 已验收销号（2026-05-01）又有举报，距销号 39 天，疑似反弹，建议回头看"),
        ({"earlier": (Earlier("D0", "同一地点", closed=True, closed_on=date(2025, 5, 1)),)}, "R18", "前件 D0 已验收销号（2025-05-01）又有举报，建议回头看"),
        ({"texts": (("调查核实情况", "举报人电话13800001234"),)}, "R23", "可能含手机号，公开前请遮盖或核实"),
        ({"unknown": (("D3GS202300781", "编号缺 3 位"),)}, "R24", "编号缺 3 位"),
        ({"unknown": (("D3GS202312070006", ""),)}, "R24", "引用的前件 D3GS202312070006 台账里没有，请核对编号，或补充导入那一件"),
        ({"truth": "不属实", "points": ("属实", "属实")}, "R26", "逐点为属实 2，整件写“不属实”，按逐点应为“属实”，请核对"),
        ({"texts": (("备注", "罚款\u202e7531\u202c元"),)}, "R28", "含 2 个看不见或改变文字方向的字符，看到的可能不是写的，请删去重写"),
        ({"completion": "未办结", "finished_on": date(2026, 6, 8)}, "R29", "写了办结日期，办结情况却是“未办结”（计为未办结），请核对。"),
        (
            {"completion": "已办结", "finished_on": date(2026, 6, 8), "day": date(2026, 6, 9)},
            "R29",
            "办结日期 2026-06-08 早于编号里的受理日期 2026-06-09，请核对。",
        ),
        ({"closure": "已验收销号", "completion": "未办结"}, "R27", "已验收销号，办结情况却是“未办结”，请核对是否要重新启动整改"),
    ],
)  # fmt: skip
def test_each_flaw_is_found_once(flaw, rule, words):
    assert [(one[0], one[2]) for one in found(**flaw)] == [(rule, words)]


def test_what_was_reported_before_the_closure_is_no_rebound():
    assert found(earlier=(Earlier("D0", "重复件", closed=True, closed_on=date(2026, 7, 1)),)) == []


def test_the_personal_data_itself_is_not_repeated_in_the_finding():
    told = [" ".join(one) for one in found(texts=(("备注", "电话13800001234"),))]

    assert told
    assert not any("13800001234" in one for one in told)


def items(truths: list[str], batch: int | None = None) -> list[PetitionFacts]:
    return [
        a_petition(uid=str(n), truth=truth, batch=n if batch is None else batch)
        for n, truth in enumerate(truths)
    ]


@pytest.mark.parametrize(
    ("petitions", "words"),
    [
        (items(["不属实"] * 6 + ["属实"] * 4, batch=1), "已核查 10 件中 6 件不属实（60%），请抽查复核"),
        (items(["属实"] + ["不属实"] * 5), "连续 5 批共 5 件全部不属实，请抽查复核"),
    ],
)
def test_a_unit_that_finds_most_complaints_untrue_is_named(petitions, words):
    assert [(one.rule, one.code, one.why) for one in odd_units(petitions)] == [("R22", "南坪镇", words)]


@pytest.mark.parametrize(
    "petitions",
    [
        items(["不属实"] * 5 + ["属实"] * 5, batch=1),
        items(["不属实"] * 4),
        items(["不属实"] * 5 + ["属实"]),
        items(["未写明"] * 20),
        [],
    ],
)
def test_few_or_mixed_findings_are_no_sign(petitions):
    assert list(odd_units(petitions)) == []


def test_a_petition_of_two_units_tells_of_both():
    untrue = [a_petition(uid=str(n), truth="不属实", batch=n, unit="南坪镇、县水利局") for n in range(5)]

    assert [one.code for one in odd_units(untrue)] == ["南坪镇", "县水利局"]
