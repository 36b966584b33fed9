"""Who sends and who is silent, from the register of real packages."""

import pypdfium2
import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.correspondence import (
    choose_month_day,
    correspondence,
    month_day,
    numbers_words,
    print_correspondence,
)
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY


def row(ledger, office=COUNTY):
    return next(one for one in correspondence(ledger) if one.office == office)


def test_what_went_came_and_was_confirmed_stands_in_one_line(offices, given):
    offices.deliver(COUNTY, CITY)

    found = row(offices.city)

    assert (found.sent, found.sent_number, found.unconfirmed) == (1, 1, 0)
    assert (found.received, found.received_number, found.days_silent) == (1, 1, 0)
    assert found.confirmed_on == found.received_on
    assert (found.standing, found.relation) == ("正常", "下级")


def test_an_office_that_froze_is_seen_by_its_silence(offices, given, watch):
    offices.deliver(COUNTY, CITY)
    watch.pass_days(34)  # 26 December: the report day of December has passed

    found = row(offices.city)

    assert (found.days_silent, found.silent, found.standing) == (34, 1, "逾期")
    assert found.words == "连续 1 期未报，已 34 天未收到"
    assert correspondence(offices.city)[0].office == COUNTY


def test_an_office_that_never_sent_is_counted_from_its_enrolment(offices, given, watch):
    watch.pass_days(70)

    assert row(offices.city).words == "连续 3 期未报，从未收到，登记已 70 天"


def test_missing_numbers_are_named_on_both_sides(offices, given):
    offices.package(CITY, COUNTY)  # 2 gets lost
    offices.deliver(CITY, COUNTY)  # 3
    offices.deliver(COUNTY, CITY)

    assert row(offices.city).missing_there == (2,)
    assert row(offices.county, CITY).missing_here == (2,)
    assert numbers_words(row(offices.city)) == "对方缺 第 2 号"


def test_the_superior_owes_no_monthly_report(offices, given, watch):
    watch.pass_days(60)

    found = row(offices.county, CITY)

    assert (found.standing, found.silent) == ("上级", 0)
    assert found.words == "已 60 天未收到"


def test_a_receipt_taken_back_does_not_count(offices, given):
    receipt = receive(offices.city, offices.package(COUNTY, CITY))
    undo(offices.city, receipt.act_uid)

    assert row(offices.city).received == 0


def test_the_report_day_is_chosen_by_the_office(offices, given, watch):
    offices.deliver(COUNTY, CITY)
    watch.pass_days(12)  # 4 December
    assert "12-25 到期" in row(offices.city).words

    choose_month_day(offices.city, 3)

    assert month_day(offices.city) == 3
    assert row(offices.city).standing == "待报"
    assert "01-03 到期" in row(offices.city).words
    assert [one.words for one in row(offices.city).periods][-2:] == ["按期", "未到期"]
    with pytest.raises(UserError, match="1 到 31"):
        choose_month_day(offices.city, 32)


def test_the_grid_is_printed_on_paper_and_into_a_workbook(offices, given, watch, tmp_path):
    watch.pass_days(40)

    done = print_correspondence(offices.city, tmp_path / "往来.pdf")
    table = print_correspondence(offices.city, tmp_path / "往来.xlsx", "A3")

    with pypdfium2.PdfDocument(done.path) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")
    assert (done.pages, done.rows, table.rows) == (1, 1, 1)
    assert "往来台账" in text
    assert COUNTY in text
    assert "未报" in text
    with pytest.raises(UserError, match="类型不对"):
        print_correspondence(offices.city, tmp_path / "往来.doc")
