"""Texts as long as a cell or a whole paper can be, made of what a rule looks for: none is looked at again for every place in it.

Nothing is timed: read the slow way each of these takes minutes, or does not end.
"""

from datetime import date

import pytest

from dczg_desktop.domain.areas import areas
from dczg_desktop.domain.bulletin import FINES, readings
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.finishing import read_finished
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.milestones import steps_of
from dczg_desktop.domain.notice_dates import period_in
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.personal import masked, personal_data
from dczg_desktop.domain.petitions import batch_of
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.domain.points import complaints, enumerated
from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.domain.units import split_units

BLANKS = " " * 100_000


@pytest.mark.parametrize("text", [f"{BLANKS}甲", "《" * 300_000, "×" * 100_000, "30日内" * 6_000])
def test_a_deadline(text):
    assert read_deadline(text, date(2026, 1, 1)).raw == text


def test_a_day_of_finishing():
    assert read_finished(f"办结{BLANKS}甲").day is None


def test_units_and_the_signs_between_them():
    assert len(split_units("县局、" * 15_000 + "（含甲、乙）县委")) == 15_001
    assert len(split_units("县局和" * 30_000)) == 1


@pytest.mark.parametrize("text", [f"【{BLANKS}县局", f"县局{'。' * 100_000}甲"])
def test_units_among_nothing_but_blanks_and_stops(text):
    assert split_units(text)


def test_measures_with_empty_lines_between_them():
    assert split_measures("1.清理。" + "\n" * 70_000 + "2.巡查。") == ["1.清理。", "2.巡查。"]


@pytest.mark.parametrize(
    "text", ["《" * 100_000, "《2025年" * 20_000, "12月底前" * 20_000, f"2025年{BLANKS}甲"]
)
def test_the_times_of_a_measure(text):
    steps_of(text, base=date(2026, 1, 1))


def test_points_and_complaints():
    assert enumerated("一、甲。" + "\n" * 70_000 + "二、乙") == ["甲。", "乙"]
    assert complaints("反映：" + "；" * 50_000 + "：" + BLANKS + "甲") == []


def test_the_days_of_a_notice_and_a_line_drawn_behind_them():
    """A row of dashes could be parted into spans in more ways than there are atoms."""
    assert period_in(f"公示时间：2026年1月5日{'—' * 200}").starts is None


def test_numbers_longer_than_anybody_counts():
    assert numeral("一" * 5_000) is None
    assert numeral("1" * 5_000) is None
    assert heading_of("一" * 5_000 + "、甲").ordinal == 0
    assert batch_of(f"第1{BLANKS}甲")[0]
    assert titled_number(f"问题编号{BLANKS}，") == ""


def test_headers():
    assert header_field("整改" + "（" * 100_000) == (None, 0.0)
    assert header_field("镇街" * 50_000 + "甲") == (None, 0.0)
    assert header_field("★" * 50_000 + "整改措施整改措施整改措施") == (None, 0.0)


def test_a_heading_with_blanks_behind_its_words():
    assert heading_of(f"整改任务{BLANKS}甲") is None


def test_areas():
    assert areas(f"青石县{BLANKS}甲") == ("青石县甲",)


def test_telephones_by_the_thousand():
    text = "13812345678，" * 8_000

    assert len(personal_data(text)) == 8_000
    assert masked(text) == "138****5678，" * 8_000


def test_numbers_of_a_bulletin():
    assert [one.name for one in readings("罚款" + "1" * 50_000)] == [FINES]
    assert [one.name for one in readings("约谈" + "一" * 50_000 + "拘留" * 5_000)] == ["拘留", "约谈"]
