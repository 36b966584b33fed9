"""退回修改 in the sheets of a package: the cell is marked, the reason beside it, the correction taken from there."""

from dczg_desktop.domain.amendments import Standing
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.requests import list_amendments
from tests.offices import CITY, COUNTY
from tests.services.acts import measures_of
from tests.services.amendments.scene import send_back
from tests.services.workbooks import Filled


def test_returned_cells_are_marked_in_the_sheets_with_the_reason_beside_them(offices, reported):
    send_back(offices.city, reported, ("progress", "text"), ("measure", "result"), ("duty", "责任人员"))
    first, second = measures_of(offices.city, reported)

    form = Filled(offices.package(CITY, COUNTY))

    page = form.book["整改措施"]
    column = form.columns("整改措施")
    cell = page.cell(form.row_of("整改措施", first), column["完成情况"])
    other = page.cell(form.row_of("整改措施", second), column["完成情况"])
    assert (cell.fill.fgColor.rgb[-6:], cell.protection.locked) == ("FCE4D6", False)
    assert other.fill.fgColor.rgb[-6:] != "FCE4D6"
    assert page.cell(cell.row, column["退回意见"]).value == "完成情况：result 不实，请改"
    assert "退回意见" in form.columns("进展填报")
    assert "退回意见" in form.columns("责任清单")
    assert "退回意见" not in form.columns("问题清单")


def test_a_township_without_the_program_puts_it_right_in_the_sheet(offices, given):
    uid = given
    send_back(offices.city, uid, ("measure", "result"))
    first, _ = measures_of(offices.city, uid)
    form = Filled(offices.package(CITY, COUNTY)).fill("整改措施", first, 完成情况="已封堵 2 处，余 1 处")

    receive(offices.city, form.save(), accept_hand_edits=True)

    assert [one.standing for one in list_amendments(offices.city)] == [Standing.CORRECTED]


def test_sheets_without_anything_returned_look_as_before(offices, given):
    form = Filled(offices.package(CITY, COUNTY))

    assert all("退回意见" not in form.columns(name) for name in ("整改措施", "进展填报", "责任清单"))


def test_a_report_of_an_earlier_period_is_named_but_not_marked_in_the_sheet_of_this_one(
    offices, reported, watch
):
    send_back(offices.city, reported, ("progress", "text"))
    watch.pass_days(20)

    form = Filled(offices.package(CITY, COUNTY))

    page, column = form.book["进展填报"], form.columns("进展填报")
    row = form.row_of("进展填报", reported)
    assert page.cell(row, column["退回意见"]).value == "2026-11 本期进展：text 不实，请改"
    assert page.cell(row, column["本期进展"]).fill.fgColor.rgb[-6:] != "FCE4D6"
