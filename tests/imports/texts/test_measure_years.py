"""Months without a year in the measures of a plan are shown as they are read, or asked about."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import asked


def plan(*problems, title="青石县整改方案"):
    parts = [
        f"（{count}）料场{count}处未覆盖\n整改目标：到位。\n责任单位：县住建局\n整改时限：{deadline}\n整改措施：{measures}"
        for count, (deadline, measures) in zip("一二三", problems, strict=False)
    ]
    reading = read_text("\n".join([title, *parts]))
    return reading.tables[0], "\n".join(reading.notes)


def test_the_only_year_of_a_paper_is_read_and_told():
    table, notes = plan(("2026年9月底前", "3月底前清运，6月底前验收。"), ("2026年12月底前", "1.年底前验收。2.清理。"))  # fmt: skip

    assert not asked(table)
    assert "按整改时限写的 2026 年读，如“3月底前、6月底前”读作 2026-03-31、2026-06-30" in notes


def test_the_year_of_the_title_is_told_too():
    table, notes = plan(
        ("2026年9月底前", "3月底前清运。"), ("长期坚持", "巡查。"), title="青石县2026年整改方案"
    )

    assert not asked(table)
    assert "按表上写的 2026 年读，如“3月底前”读作 2026-03-31" in notes


def test_a_year_taken_from_the_deadline_is_asked_about_where_the_paper_names_others():
    table, _notes = plan(("2026年9月底前", "3月底前清运。"), ("2027年9月底前", "3月底前清运。"))

    assert asked(table) == (
        "措施里的“3月底前”没有写年份，按整改时限“2026年9月底前”读作 2026-03-31，请核对；不是这一年的，请在措施里写明年份。\n"
        "措施里的“3月底前”没有写年份，按整改时限“2027年9月底前”读作 2027-03-31，请核对；不是这一年的，请在措施里写明年份。"
    )
    assert [fault.place for fault in table.faults] == ["剪贴板!第6行", "剪贴板!第11行"]


@pytest.mark.parametrize(
    ("deadline", "measures", "words"),
    [
        ("2027年12月底前", "1.2026年6月底前开工。2.9月底前完工。", "可能是 2026、2027 年，没有读出日期"),
        ("2026年9月底前", "11月底前验收。", "与整改时限“2026年9月底前”也对不上，没有读出日期"),
        ("长期坚持", "1.2026年6月底前开工。2.9月底前完工。", "看不出是哪一年，没有读出日期"),
        ("长期坚持", "9月底前完工。", "题名、时限里也没有。请在措施里写明年份"),
    ],
)
def test_none_or_several_years_are_asked_about(deadline, measures, words):
    table, notes = plan((deadline, measures), (deadline, "巡查。"))

    assert words in asked(table)
    assert not notes


def test_a_problem_that_is_done_is_not_asked_about():
    table, _notes = plan(("长期坚持", "9月底前完工。\n整改状态：已完成整改"), ("长期坚持", "巡查。"))

    assert not asked(table)


def test_a_long_table_is_asked_about_row_by_row_only_so_far(read):
    rows = [f"{number}|料场{number}|9月底前完工{number}|长期坚持|县住建局" for number in range(1, 402)]
    table = read("序号|问题|整改措施|整改时限|责任单位", *rows)

    told = [fault.message for fault in table.faults if "没有写年份" in fault.message]
    assert len(told) == 300
    assert table.faults[-1].message == "往下还有别的措施只写了月份，没有逐条看，请核对是哪一年。"
