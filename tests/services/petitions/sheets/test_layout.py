"""The sheet of petitions in a package and in a form: which items it shows, which cells are open, whom it does not name."""

from dataclasses import replace

import openpyxl

from dczg_desktop.domain.words import Job
from dczg_desktop.services.amendments import Wish
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.outlook import as_form, outlook
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.petitions import sheets as petition_sheets
from dczg_desktop.services.petitions.amendments import return_petition
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.services.petitions.requests import returnable_items
from dczg_desktop.services.register import shipments
from dczg_desktop.services.trust.sealing import opened_seal
from tests.offices import CITY, COUNTY
from tests.services.acts import a_given_problem
from tests.services.petition_acts import field, put
from tests.services.petitions.sheets.paper_office import FORM, OPEN, PAPER, given_item, package, taken
from tests.services.workbooks import Filled


def test_the_package_shows_the_items_of_the_receiver_alone(offices, item):
    put(offices.city, "D3XJ202611200099", responsible_unit="别的县", description="不归它的件")

    page = package(offices).book["信访件"]

    assert [cell.value for cell in page["A"] if cell.value and cell.row > 4] == [item]
    assert "不归它的件" not in str([cell.value for row in page for cell in row])


def test_a_package_without_petitions_has_no_such_sheet(offices, given):
    assert "信访件" not in Filled(offices.package(CITY, COUNTY)).book.sheetnames


def test_cells_of_the_receiver_are_open_those_of_the_issuer_locked(offices, item):
    save_points(offices.city, item, [Point("料堆扬尘"), Point("夜间噪声")])
    form = package(offices)
    page, columns = form.book["信访件"], form.columns("信访件")

    def locked(uid, *headings):
        return [page.cell(form.row_of("信访件", uid), columns[one]).protection.locked for one in headings]

    assert locked(item, "受理编号", "批次", "交办问题基本情况", "办理时限") == [True] * 4
    assert (
        locked(item, "调查核实情况", "是否属实", "处理和整改情况", "办结情况", "办结日期", "责任人被处理情况")
        == [False] * 6
    )
    point = points_of(offices.city, item)[0].uid
    assert locked(point, "是否属实", "处理和整改情况", "办结情况", "交办问题基本情况") == [
        False,
        False,
        True,
        True,
    ]
    assert page.protection.sheet
    lists = {rule.promptTitle: rule.type for rule in page.data_validations.dataValidation}
    assert [lists[name] for name in ("是否属实", "办结情况", "受理编号")] == ["list"] * 3
    assert (page.print_title_rows, page.page_setup.orientation) == ("$1:$4", "landscape")


def test_an_item_of_the_superior_goes_up_with_everything_locked(offices, tmp_path):
    item = given_item(offices, unit=COUNTY)
    offices.deliver(CITY, COUNTY)
    form = Filled(opened_seal(offices.city, offices.package(COUNTY, CITY), ""))
    page = form.book["信访件"]
    row = form.row_of("信访件", item)

    assert all(page.cell(row, column).protection.locked for column in form.columns("信访件").values())


def test_nobody_is_named_in_the_sheets(offices, item):
    told = "举报人：张小明，13912345678，反映夜间噪声"
    uid = given_item(offices, "D3XJ7", description=told, findings="已电话联系举报人：李大明")
    form = Filled(send(offices.city, PAPER, offices.post, FORM).path)

    shown = str([cell.value for row in form.book["信访件办理"] for cell in row])
    assert "139****5678" in shown
    assert "张小明" not in shown
    assert "李大明" not in shown
    receipt = taken(offices.city, form.fill("信访件办理", uid, 是否属实="属实"))
    assert [edit.field for edit in receipt.hand_edits] == ["是否属实"]


def test_the_form_asks_for_what_is_not_finished(offices, item):
    given_item(offices, "D3XJ202611200018", completion="已办结")

    form = Filled(send(offices.city, PAPER, offices.post, FORM).path)

    assert [sheet.title for sheet in form.book if sheet.sheet_state == "visible"] == ["说明", "信访件办理"]
    assert [cell.value for cell in form.book["信访件办理"]["A"] if cell.value and cell.row > 4] == [item]
    receipt = taken(offices.city, form.fill("信访件办理", item, 是否属实="不属实", 办结情况="已办结"))
    assert len(receipt.hand_edits) == 2
    assert field(offices.city, item, "completion") == "已办结"
    assert shipments(offices.city)[0].kind.value == "填报表"


def test_the_form_stands_beside_the_sheets_of_problems(offices, item):
    a_given_problem(offices.city, PAPER)

    path = send(offices.city, PAPER, offices.post, replace(OPEN, jobs=tuple(Job))).path

    shown = [sheet.title for sheet in openpyxl.load_workbook(path) if sheet.sheet_state == "visible"]
    assert shown == ["说明", "进展填报", "措施细化", "责任人员", "销号材料目录", "信访件办理", "问题清单"]


def test_a_sheet_of_too_many_items_leaves_the_finished_ones_out_says_so_and_loses_none(offices, monkeypatch):
    open_, done, back = (
        given_item(offices, f"D3XJ{n}", COUNTY, completion=word)
        for n, word in enumerate(("", "已办结", "已办结"))
    )
    offices.deliver(CITY, COUNTY)
    wish = next(one for one in returnable_items(offices.city, back) if one.field == "completion")
    return_petition(offices.city, back, [Wish(wish, "没有办结")], offices.county.identity.office_uid)
    edit_petition(offices.city, done, {"goal": "表上没有，数据里有"})
    monkeypatch.setattr(petition_sheets, "MOST", 2)

    seen = outlook(offices.city, COUNTY)
    path = offices.package(CITY, COUNTY)
    page = Filled(opened_seal(offices.county, path, "")).book["信访件"]

    assert [cell.value for cell in page["A"] if cell.value and cell.row > 4] == [open_, back]
    assert "已办结、已销号的 1 件不列入本表，但都在数据包里" in page["B2"].value
    assert (seen.lines[0].weight, seen.lines[0].text[:10]) == ("数据照发", "信访件超过 8000")
    assert not [line for line in as_form(seen).lines if line.weight == "数据照发"]
    receive(offices.county, path)
    assert field(offices.county, done, "goal") == "表上没有，数据里有"
