"""What closure notices say and what is doubtful about them; texts read by the importer, rules pure."""

from datetime import date

import pytest

from dczg_desktop.domain.notice_dates import lost_dates, period_in
from dczg_desktop.domain.notices import ClosureNotice, is_notice, notice_of
from dczg_desktop.domain.workdays import Calendar, shipped_calendar, working_days
from dczg_desktop.imports.read import read_text
from tests.imports.samples.notice_texts import SAMPLES

CALENDAR: Calendar = shipped_calendar()


def count(starts: date, ends: date) -> int:
    return working_days(starts, ends, CALENDAR)


def noticed(text: str) -> ClosureNotice:
    (table,) = read_text(text).tables
    (record,) = table.records
    others = [row.text for row in table.left_out]
    assert is_notice(record.fields, record.extra, table.title, others)
    return notice_of(record.fields, record.extra, table.title, others, count)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_notice_is_read_in_full(sample):
    notice = noticed(sample.text)

    flat = {name: getattr(notice, name, getattr(notice.period, name, None)) for name in sample.told}
    assert flat == sample.told


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_exactly_what_is_wrong_is_found(sample):
    words = [doubt.words for doubt in noticed(sample.text).doubts]

    for expected in sample.wrong:
        assert sum(expected in one for one in words) == 1, (expected, words)
    assert len(words) == len(sample.wrong), words


def test_a_stamp_on_a_line_of_its_own_is_part_of_the_signature():
    text = "河道垃圾问题整改完成情况公示\n反馈问题：河道垃圾。\n整改完成情况：已清理。\n举报电话：0888-1234567\n青石县生态环境局\n（盖章）\n2026年1月4日"

    notice = noticed(text)

    assert (notice.phone, notice.issued_by, notice.issued_on) == (
        "0888-1234567",
        "青石县生态环境局",
        date(2026, 1, 4),
    )


def test_a_plan_is_no_notice():
    text = "一、河道垃圾。\n整改目标：清理。\n整改时限：2025年底前\n责任单位：县水利局\n二、扬尘。\n整改目标：覆盖。\n整改时限：立行立改\n责任单位：县住建局"
    (table,) = read_text(text).tables

    assert not is_notice(table.records[0].fields, table.records[0].extra, table.title, [])


@pytest.mark.parametrize(
    ("text", "starts", "ends", "stated", "working"),
    [
        ("自2025年5月21日起至6月4日止，为期10个工作日", "2025-05-21", "2025-06-04", 10, True),
        ("2025.5.21—2025.6.4（10个工作日）", "2025-05-21", "2025-06-04", 10, True),
        ("2025-05-21至2025-06-04", "2025-05-21", "2025-06-04", None, False),
        ("２０２５年５月２１日（星期三）至６月４日，共十个工作日", "2025-05-21", "2025-06-04", 10, True),
        ("即日起至2025年6月4日", "", "2025-06-04", None, False), ("自2025年5月21日起10个工作日", "2025-05-21", "", 10, True),
        ("公示期为5个工作日", "", "", 5, True), ("2025年5月21日—23日，共3日", "2025-05-21", "2025-05-23", 3, False),
        ("2025年2月30日至3月5日", "", "2025-03-05", None, False), ("公示时间另行通知", "", "", None, False),
    ],
)  # fmt: skip
def test_days_of_a_notice(text, starts, ends, stated, working):
    period = period_in(text)

    shown = (
        period.starts.isoformat() if period.starts else "",
        period.ends.isoformat() if period.ends else "",
    )
    assert (*shown, period.stated, period.is_working) == (starts, ends, stated, working)


def test_whole_dates_have_lost_nothing():
    assert lost_dates("2025年9月1日至2025年9月12日，电话0557-2666213，文号〔2025〕912号") == []
