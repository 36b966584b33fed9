"""Times inside measures and deadlines: what is certain becomes a day, what comes again or is doubtful stays text."""

from datetime import date

import pytest

from dczg_desktop.domain.milestones import is_time, nodes_of, steps_of


def days(text: str, *, is_deadline: bool = False) -> list[str]:
    return [step.due.isoformat() if step.due else "" for step in steps_of(text, is_deadline=is_deadline)]


def test_every_clause_with_a_date_is_a_step_with_its_own_words():
    steps = steps_of(
        "2.每年6月底前下达年度任务；2017年12月底前出台《2016年网格化方案》，完善机制；每季度组织督查。"
    )

    assert [step.phrase for step in steps] == ["每年6月底前", "2017年12月底前", "每季度"]
    assert [step.recurring for step in steps] == [True, False, True]
    assert steps[1].text == "2017年12月底前出台《2016年网格化方案》，完善机制"
    assert steps[1].due == date(2017, 12, 31)
    assert (steps[0].due, steps[2].due) == (None, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021年底前完成方案；2022年全面组织实施；2023年底前完成验收", ["2021-12-31", "2022-12-31", "2023-12-31"]),
        ("2021年6月底前完成方案，12月底前开工", ["2021-06-30", "2021-12-31"]),
        ("2021年6月底前完成方案。12月底前开工", ["2021-06-30", ""]), ("8月底前完成清理", [""]),
        ("１．２０２５年６月底前完成清理", ["2025-06-30"]), ("2025 年 12 月 31 日 前 完成", ["2025-12-31"]),
        ("二〇二五年十二月底前完成", ["2025-12-31"]), ("1.到2025年底，收集率达到70%", []), ("力争2025年底前完成", ["2025-12-31"]),
        ("2020年12月前完成", [""]), ("自2021年1月起开展，2022年12月底前完成", ["2022-12-31"]), ("截至2021年底，完成3处", []),
        ("根据2017年12月5日印发的方案开展清理", []), ("2021年督察反馈问题整改", []), ("2021年度计划任务完成", []),
        ("20259月底前完成", []), ("2025年2月30日前完成", [""]), ("2025年初完成", []), ("清理3.5公里，投入12000元", []),
        ("2024年6月至12月开展清理", []), ("每日2次洒水；2025.6底前完成硬化", ["", "2025-06-30"]),
        ("甲（时限：2024年底）；乙（时限：2025年底）", ["2024-12-31", "2025-12-31"]),
        ("2025年9月底前完成方案，次年3月底前完工，6月底前验收", ["2025-09-30", "2026-03-31", "2026-06-30"]), ("2025年6月底前开工，次年底前完工", ["2025-06-30", "2026-12-31"]),
        ("2025年6月启动，当年12月底前完成", ["2025-06-30", "2025-12-31"]), ("2025年12月31前完成", ["2025-12-31"]), ("2025年的6月底前完成", ["2025-06-30"]),
        ("2025年6月底清理完毕", ["2025-06-30"]), ("2025年6月30日清理到位", ["2025-06-30"]), ("预计2025年6月完工", ["2025-06-30"]), ("2025年6月初完成", []),
        ("2025年6-7月完成", []), ("对2025年6月底前未完成的企业予以关停", []), ("每年6月底前、12月底前各报送一次", [""]),
    ],
)  # fmt: skip
def test_only_dates_that_read_as_deadlines_count(text, found):
    assert days(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12月底前完成", ["2026-12-31"]), ("年底前完成", ["2026-12-31"]), ("去年12月底前已完成3处", ["2025-12-31"]), ("明年6月底前完成", ["2027-06-30"]),
        ("25年12月底前完成", [""]), ("2024年3月底前完成方案。12月底前开工", ["2024-03-31", ""]), ("2024年督察反馈，12月底前完成", [""]),
        ("2025年6月底前开工，明年底前完工", ["2025-06-30", ""]), ("按照《2024年方案》，12月底前完成", ["2026-12-31"]),
    ],
)  # fmt: skip
def test_the_year_of_the_base_serves_where_no_other_year_is_said(text, found):
    steps = steps_of(text, base=date(2026, 11, 27))

    assert [step.due.isoformat() if step.due else "" for step in steps] == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("2021年6月，2022年12月", ["2021-06-30", "2022-12-31"]), ("2025年6月30日、2025年12月31日", ["2025-06-30", "2025-12-31"]),
        ("2023年6月至2024年12月", ["2024-12-31"]), ("2025年底前，并长期坚持", ["2025-12-31"]), ("每季度", [""]), ("立行立改", []),
    ],
)  # fmt: skip
def test_in_a_deadline_every_date_counts(raw, found):
    assert days(raw, is_deadline=True) == found


def test_one_date_alone_makes_no_node():
    assert nodes_of("2025年底前完成清理") == ()
    assert [node.text for node in nodes_of("2024年底前开工，2025年底前完工")] == [
        "2024年底前开工",
        "2025年底前完工",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2025年6月底前完成", True), ("长期坚持", True), ("每季度", True), ("县水利局", False), ("2025年6月底前完成清理任务", False),
     ("", False), ("完成整改", False), ("整改到位", False), ("2026年6月底前完成整改", True)],
)  # fmt: skip
def test_a_bare_deadline_is_told_from_a_sentence(text, expected):
    assert is_time(text) is expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024年一季度完成排查，二季度完成建设，三季度完成验收，四季度巩固提升。", ["3-31", "6-30", "9-30", "12-31"]),
        ("2024年第一季度：开展排查。第二季度：制定方案。", ["3-31", "6-30"]),
        ("2024年上半年完成排查；下半年完成整治。", ["6-30", "12-31"]),
        ("2024年3月完成立项，5月开工建设，10月建成投用。", ["3-31", "5-31", "10-31"]),
        ("2024年1月至3月开展排查，4月至9月全面整治。", ["3-31", "9-30"]),
        ("第一阶段（2024年3月—5月）：排查。第二阶段（6月—9月）：整治。", ["5-31", "9-30"]),
        ("2024年，3月底前完成立项，6月底前完成招标；2024年12月，完成建设。", ["3-31", "6-30", "12-31"]),
        ("2024年3月完成立项，5月开工建设，10月底前建成。", ["3-31", "5-31", "10-31"]),
    ],
)  # fmt: skip
def test_stages_of_one_paragraph_are_steps_of_their_own(text, days):
    assert [f"{one.due:%-m-%-d}" for one in steps_of(text) if one.due] == days


@pytest.mark.parametrize("sign", ["", "，", "："])
def test_years_of_one_paragraph_are_steps_though_only_a_comma_parts_them(sign):
    steps = steps_of(f"2024年{sign}完成50%，2025年{sign}完成80%，2026年{sign}全部完成。")

    assert [one.due.year for one in steps] == [2024, 2025, 2026]
    assert steps[1].text == f"2025年{sign}完成80%"


def test_stages_without_a_year_have_that_of_the_table_or_no_day():
    text = "第一季度，开展排查。第二季度，制定方案。"

    assert [one.due for one in steps_of(text)] == [None, None]
    assert [one.due for one in steps_of(text, base=date(2024, 5, 1))] == [
        date(2024, 3, 31),
        date(2024, 6, 30),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2021年违规建设，2022年被通报，要求企业拆除。",
        "对2021年排查、2023年整改情况开展回头看。",
        "一季度、二季度开展的排查不再重复。",
    ],
)
def test_years_and_quarters_that_tell_what_happened_are_no_stages(text):
    assert steps_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2024年12月底前（经批准延期至2025年10月底）",
        "2025年10月底前（原2024年12月底前，已批准延期）",
        "由2025年12月底前提前至2025年10月底前",
    ],
)
def test_a_deadline_that_was_put_off_leaves_no_step_on_its_old_day(text):
    assert nodes_of(text, is_deadline=True) == ()


def test_steps_beside_a_deadline_that_was_put_off_stand():
    text = "2024年6月底前完成方案；2024年12月底前（延期至2025年10月底）完成验收"

    steps = nodes_of(text, is_deadline=True)

    assert [one.due for one in steps] == [date(2024, 6, 30), date(2025, 10, 31)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025年11月底前开工，3月底前完工", [date(2025, 11, 30), None]),
        ("2025年11月底前开工，次年3月底前完工", [date(2025, 11, 30), date(2026, 3, 31)]),
        ("2025年12月底前完成，力争10月底前完成", [date(2025, 12, 31), date(2025, 10, 31)]),
        ("2025年6月已完成清淤，2025年12月底前完成复绿", [date(2025, 12, 31)]),
        ("2025年8月上中旬完成", [date(2025, 8, 20)]),
    ],
)
def test_a_month_that_goes_back_has_no_day_and_what_was_done_is_no_step(text, days):
    assert [one.due for one in steps_of(text)] == days
