"""Petitions between offices: the visible sheet of a package, the sheet to fill in, and what comes back."""

import sqlite3
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from sqlalchemy import select

from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.entities import Office, Petition
from dczg_desktop.domain.petition_amendments import PETITION_FIELDS, POINT_FIELDS
from dczg_desktop.domain.words import Job, Level, Sealing
from dczg_desktop.exchange.returned import NewRow
from dczg_desktop.services.amendments import Wish
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.handwork.petitions import plan_petitions
from dczg_desktop.services.handwork.plan import HandPlan
from dczg_desktop.services.incoming.merging import MergePlan
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.outgoing.blanking import BLANK
from dczg_desktop.services.outgoing.outlook import Section, as_form, outlook
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.petitions import sheets as petition_sheets
from dczg_desktop.services.petitions.amendments import return_petition
from dczg_desktop.services.petitions.batches import announce_batch
from dczg_desktop.services.petitions.closure import apply_petition, decide_petition
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.services.petitions.requests import returnable_items
from dczg_desktop.services.register import shipments
from dczg_desktop.services.trust.sealing import opened_seal
from dczg_desktop.services.undo import undo
from dczg_desktop.store.among import driver
from tests.offices import CITY, COUNTY, visible
from tests.re_saving import needs_libreoffice, resaved
from tests.services.acts import SecondPerson, a_given_problem
from tests.services.petition_acts import put
from tests.services.workbooks import Filled

OPEN = SendOrder(reason="经核对当面交接", sealing=Sealing.PLAIN)
FORM = replace(OPEN, jobs=(Job.PETITIONS,))
PAPER = "清源县整改办"
NUMBER = "D3XJ202611200017"


@pytest.fixture
def item(offices):
    """A petition of the city, answered for by a county that has no program."""
    add_office(offices.city, PAPER, "430624", Level.COUNTY)
    return given_item(offices)


def given_item(offices, number=NUMBER, unit=PAPER, **values):
    """One more petition for this office, on the daily batch."""
    with offices.city.reading() as session:
        uid = session.scalar(select(Office.uid).where(Office.name == unit))
    return put(
        offices.city, number, **({"office_uid": uid, "responsible_unit": unit, "batch": "第17批"} | values)
    )


def field(ledger, uid, name):
    with ledger.reading() as session:
        return session.scalar(select(getattr(Petition, name)).where(Petition.uid == uid))


def sent(offices):
    return send(offices.city, PAPER, offices.post, OPEN).path


def package(offices):
    return Filled(sent(offices))


def taken(ledger, filled, name="回填.xlsx"):
    return receive(ledger, filled.save(name), accept_hand_edits=True)


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


def test_what_is_filled_in_becomes_ordinary_edits_under_review(offices, item):
    form = package(offices).fill(
        "信访件", item, 调查核实情况="现场核查，确有扬尘", 是否属实="部分属实", 处理和整改情况="覆盖料堆 3 处", 办结情况="已办结",
        办结日期="2026年11月20日", 责任人被处理情况="无",
    )  # fmt: skip
    path = form.save()

    shown = preview_package(offices.city, path)
    assert field(offices.city, item, "substantiated") == ""
    receipt = receive(offices.city, path, accept_hand_edits=True)

    assert [(one.problem, one.field, one.after) for one in shown.hand_edits][:2] == [
        (NUMBER, "调查核实情况", "现场核查，确有扬尘"), (NUMBER, "是否属实", "部分属实"),
    ]  # fmt: skip
    assert "其中信访件手工填报 6 处" in receipt.message
    assert [field(offices.city, item, name) for name in ("substantiated", "completion", "completed_on")] == [
        "部分属实", "已办结", date(2026, 11, 20),
    ]  # fmt: skip


def test_blank_is_unchanged_and_the_word_for_it_clears(offices, item):
    edit_petition(offices.city, item, {"findings": "原来的核实", "result": "原来的整改"})
    form = package(offices).fill("信访件", item, 调查核实情况=None, 处理和整改情况="〔清空〕")

    taken(offices.city, form)

    assert [field(offices.city, item, name) for name in ("findings", "result")] == ["原来的核实", ""]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"是否属实": "不好说"}, "属实、基本属实、部分属实、不属实"),
        ({"办结情况": "快了"}, "已办结、阶段性办结、未办结"),
        ({"办结日期": "上个月"}, "办结日期无法识别"),
        ({"办结日期": "2026年6月"}, "办结日期无法识别"),
        ({"办结日期": "2027-01-01"}, "晚于今天"),
        ({"交办问题基本情况": "没有这回事"}, "由交办单位掌握"),
        ({"批次": "第18批"}, "由交办单位掌握"),
        ({"调查核实情况": "=1+1"}, "公式"),
    ],
)
def test_what_cannot_be_taken_is_named_with_its_cell(offices, item, cells, reason):
    before = visible(offices.city)
    receipt = taken(offices.city, package(offices).fill("信访件", item, **cells))

    (fault,) = receipt.refused
    assert reason in fault.message
    assert fault.place.startswith("信访件!")
    assert visible(offices.city) == before


def test_a_closed_item_is_not_set_back_by_a_sheet(offices, item):
    edit_petition(offices.city, item, {"completion": "已办结", "findings": "查了", "substantiated": "属实"})
    form = package(offices).fill("信访件", item, 办结情况="未办结", 处理和整改情况="补充说明")
    apply_petition(offices.city, item)
    with SecondPerson(offices.city):
        decide_petition(offices.city, item, agree=True, opinion="同意", document="", on=date(2026, 11, 22))

    receipt = taken(offices.city, form)

    assert [edit.field for edit in receipt.hand_edits] == ["处理和整改情况"]
    assert "已验收销号" in receipt.refused[0].message


def test_personal_data_that_comes_back_is_masked_and_said_so(offices, item):
    form = package(offices).fill("信访件", item, 调查核实情况="已电话 13912345678 回访举报人：王小二，满意")

    receipt = taken(offices.city, form)

    (edit,) = receipt.hand_edits
    assert edit.field == "调查核实情况（已遮盖个人信息 2 处）"
    assert (
        field(offices.city, item, "findings") == "已电话 139****5678 回访举报人：王某某，满意" == edit.after
    )
    assert not any("13912345678" in line for line in offices.city.path.read_bytes().decode("latin1").split())


def test_points_are_judged_one_by_one_and_new_ones_added(offices, item):
    save_points(offices.city, item, [Point("料堆扬尘"), Point("夜间噪声")])
    first, second = points_of(offices.city, item)
    form = package(offices)
    form.fill("信访件", first.uid, 是否属实="属实", 处理和整改情况="已覆盖")
    form.fill("信访件", second.uid, 办结情况="已办结")
    form.add("信访件", 受理编号=NUMBER, 交办问题基本情况="污水外溢", 是否属实="不属实")
    form.add("信访件", 受理编号="D3XJ000000000000", 交办问题基本情况="不认识的件")

    receipt = taken(offices.city, form)

    assert [(one.text, one.substantiated, one.result) for one in points_of(offices.city, item)] == [
        ("料堆扬尘", "属实", "已覆盖"), ("夜间噪声", "", ""), ("污水外溢", "不属实", ""),
    ]  # fmt: skip
    assert sorted(fault.message[:11] for fault in receipt.refused) == [
        "“办结情况”只在整件的",
        "台账里没有受理编号“D",
    ]
    again = taken(offices.city, form, "再交一次.xlsx")
    assert len(points_of(offices.city, item)) == 3
    assert any("台账里已有" in fault.message for fault in again.refused)


def test_what_changed_here_meanwhile_stands_beside_what_was_filled_in(offices, item):
    form = package(offices).fill("信访件", item, 处理和整改情况="乡镇写的")
    edit_petition(offices.city, item, {"result": "市里写的"})

    receipt = taken(offices.city, form)

    assert receipt.hand_edits[0].disputed
    (conflict,) = list_conflicts(offices.city)
    assert {one.value for one in conflict.values} == {"乡镇写的", "市里写的"}


def test_taking_it_back_leaves_the_ledger_as_before(offices, item):
    save_points(offices.city, item, [Point("料堆扬尘")])
    form = package(offices).fill("信访件", item, 调查核实情况="核实了").add(
        "信访件", 受理编号=NUMBER, 交办问题基本情况="污水外溢"
    )  # fmt: skip
    before = visible(offices.city)
    receipt = taken(offices.city, form)
    assert visible(offices.city) != before

    undo(offices.city, receipt.act_uid)

    assert visible(offices.city) == before


def test_sorting_moving_and_renaming_change_nothing(offices, item):
    other = given_item(offices, "D3XJ202611200018")
    form = package(offices)
    page = form.book["信访件"]
    one, two = form.row_of("信访件", item), form.row_of("信访件", other)
    rows = [[page.cell(row, column).value for column in range(1, 18)] for row in (one, two)]
    for row, texts in zip((two, one), rows, strict=True):
        for column, text in enumerate(texts, start=1):
            page.cell(row, column, text)
    form.fill("信访件", item, 是否属实="属实")
    place = form.columns("信访件")["是否属实"]
    page.cell(4, place, "属不属实")
    letter = get_column_letter(place)
    page.move_range(f"{letter}3:{letter}{max(one, two)}", cols=30)
    page.title = "改过名字"

    receipt = taken(offices.city, form)

    assert [(one.problem, one.field, one.after) for one in receipt.hand_edits] == [
        (NUMBER, "是否属实", "属实")
    ]
    assert receipt.refused == ()


@needs_libreoffice
def test_an_office_that_saves_with_another_program_returns_the_same(offices, item, tmp_path):
    save_points(offices.city, item, [Point("料堆扬尘")])
    point = points_of(offices.city, item)[0].uid
    edit_petition(offices.city, item, {"findings": "第一段\n第二段，=不是公式", "goal": "+达标"})
    untouched = sent(offices)
    form = Filled(untouched).fill(
        "信访件", item, 是否属实="属实", 办结情况="已办结", 办结日期=date(2026, 11, 20)
    )
    form.fill("信访件", point, 调查核实情况="现场看了")
    plain, filled = resaved([untouched, form.save()], "xlsx", tmp_path / "另存")

    assert preview_package(offices.city, plain).hand_edits == ()
    receipt = receive(offices.city, filled, accept_hand_edits=True)

    assert {(one.field, one.after) for one in receipt.hand_edits} == {
        ("是否属实", "属实"), ("办结情况", "已办结"), ("办结日期", "2026-11-20"), ("调查核实情况", "现场看了"),
    }  # fmt: skip


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


def test_the_register_counts_the_petitions_that_came(offices):
    item = given_item(offices, unit=COUNTY)
    receipt = offices.deliver(CITY, COUNTY)

    assert "其中信访件新增 1 件" in receipt.message
    assert "其中信访件 1" in shipments(offices.county)[0].content
    edit_petition(offices.county, item, {"findings": "核实了", "substantiated": "属实"})
    back = offices.deliver(COUNTY, CITY)
    assert [(one.problem, one.field, one.before, one.after) for one in back.changed] == [
        (NUMBER, "是否属实", "", "属实"), (NUMBER, "调查核实情况", "", "核实了"),
    ]  # fmt: skip


WRITTEN = {
    "substantiated": st.sampled_from(["属实", "基本属实", "部分\n属实", "不属实"]),
    "completion": st.sampled_from(["已办结", "阶段性办结", "未办结", "是"]),
    "completed_on": st.sampled_from([date(2026, 11, 20), "2026年11月20日", "2026.11.20"]),
}
FREE = st.text("核查属实料堆 覆盖0１二=+\n。、", min_size=1, max_size=12).map(lambda text: f"写{text}")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_cell_that_is_filled_in_is_found_and_none_invented(offices, many, data):
    path, items, points = many
    cells = [(uid, name, "petition") for uid in items for name in PETITION_FIELDS]
    cells += [(uid, name, "petition_point") for uid in points for name in POINT_FIELDS]
    chosen = data.draw(st.lists(st.sampled_from(cells), unique=True, max_size=8))
    filled = Filled(path)
    for uid, name, kind in chosen:
        filled.fill("信访件", uid, **{label_of(kind, name): data.draw(WRITTEN.get(name, FREE))})

    receipt = preview_package(offices.city, filled.save("任意.xlsx"))

    page, columns = filled.book["信访件"], filled.columns("信访件")
    places = {
        f"信访件!{get_column_letter(columns[label_of(kind, name)])}{filled.row_of('信访件', uid)}"
        for uid, name, kind in chosen
    }
    named = {fault.place for fault in receipt.refused}
    assert {edit.record for edit in receipt.hand_edits} | named == places
    assert all("不能有办结日期" in fault.message for fault in receipt.refused)
    assert page.title == "信访件"


@pytest.fixture
def many(offices, item):
    """A package with three items, one of them with two points; some cells have something in them already."""
    items = [
        item,
        given_item(offices, "D3XJ1", findings="核查过", completion="正在办理"),
        given_item(offices, "D3XJ2"),
    ]
    save_points(offices.city, item, [Point("料堆扬尘", findings="看过"), Point("夜间噪声")])
    return sent(offices), items, [one.uid for one in points_of(offices.city, item)]


def test_the_outlook_lists_each_item_with_what_goes_along_and_what_stays(offices, item):
    save_points(offices.city, item, [Point("料堆扬尘"), Point("夜间噪声")])
    kept = given_item(offices, "D3XJ8", extra={"来访人栏": "有"})
    away = put(offices.city, "D3XJ9", responsible_unit="别的县")
    announce_batch(offices.city, "第17批", "", date(2026, 11, 20), 3, "")

    seen = outlook(offices.city, PAPER)

    leaves = {
        line.code: line.what for line in seen.lines if line.petition_uid and line.section is Section.LEAVES
    }
    assert leaves == {NUMBER: "信访件，对方办理，带 逐点 2", "D3XJ8": "信访件，对方办理"}
    stays = {line.petition_uid: line.text for line in seen.lines if line.section is Section.WITHHELD}
    assert "来访人栏" in stays[kept]
    assert "不在发出范围" in stays[away]
    assert any(line.what == "信访件批次 1 批" for line in seen.lines)
    assert seen.petitions == 2


def test_personal_data_in_a_point_are_told_with_the_petition_they_hang_on(offices, item):
    save_points(offices.city, item, [Point("料堆扬尘", findings="已告知13812345678")])

    (line,) = [one for one in outlook(offices.city, PAPER).lines if one.section is Section.PERSONAL]

    assert (line.code, line.petition_uid) == (NUMBER, item)


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


def test_a_new_point_is_taken_only_for_what_the_sheet_was_open_for(offices, item):
    other = put(offices.city, "D3XJ202611200099", responsible_unit="别的县", description="不归它的件")
    form = package(offices).add("信访件", 受理编号="D3XJ202611200099", 交办问题基本情况="别人的点位")

    receipt = taken(offices.city, form)

    assert ["不由填这张表的单位承办" in fault.message for fault in receipt.refused] == [True]
    assert points_of(offices.city, other) == []


def test_more_new_points_than_the_database_binds_at_once_are_sorted_calmly(offices, item):
    rows = [NewRow("信访件", n, {"number": f"D3XJ{n}", "description": "新点位"}) for n in range(200)]
    plan = HandPlan(PAPER, "", "回填.xlsx", "2026-11")
    with offices.city.reading() as session:
        driver(session).setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 100)
        plan_petitions(session, plan, [], rows, MergePlan(), offices.city.today(), [])

    assert len(plan.refused) == len(rows)


def test_a_superior_adds_no_point_in_a_sheet_that_is_only_to_be_looked_at(offices):
    item = given_item(offices, unit=COUNTY)
    offices.deliver(CITY, COUNTY)
    form = Filled(opened_seal(offices.city, offices.package(COUNTY, CITY), ""))

    receipt = taken(offices.city, form.add("信访件", 受理编号=NUMBER, 交办问题基本情况="上级加的点位"))

    assert ["不由填这张表的单位承办" in fault.message for fault in receipt.refused] == [True]
    assert points_of(offices.city, item) == []


def test_what_a_former_office_filled_in_is_named_and_not_taken(offices, item):
    form = package(offices).fill("信访件", item, 调查核实情况="旧单位填的")
    add_office(offices.city, "石桥县", "430628", Level.COUNTY)
    edit_petition(offices.city, item, {"responsible_unit": "石桥县"})

    receipt = taken(offices.city, form)

    (fault,) = receipt.refused
    assert (fault.value, "改由别的单位承办" in fault.message) == ("旧单位填的", True)
    assert field(offices.city, item, "findings") == ""


def test_nobody_is_named_in_the_unit_of_a_point_filled_in_by_hand(offices, item):
    unit = "南坪镇（举报人：张小明 13912345678）"
    taken(
        offices.city, package(offices).add("信访件", 受理编号=NUMBER, 交办问题基本情况="扬尘", 责任单位=unit)
    )
    assert points_of(offices.city, item)[0].unit == "南坪镇（举报人：张某某 139****5678）"

    save_points(offices.city, item, [Point("噪声", unit=unit)])

    assert "张小明" not in str([cell.value for row in package(offices).book["信访件"] for cell in row])


def test_a_cell_that_was_sent_without_personal_data_makes_no_conflict(offices, item):
    edit_petition(offices.city, item, {"findings": "在河东路3栋2单元501室旁，料堆未盖"})
    order = replace(FORM, sealing=Sealing.BLANK)
    form = Filled(send(offices.city, PAPER, offices.post, order).path)
    receipt = taken(offices.city, form.fill("信访件办理", item, 调查核实情况="料堆已盖"))

    assert [edit.disputed for edit in receipt.hand_edits] == [False]
    assert field(offices.city, item, "findings") == "料堆已盖"
    assert list_conflicts(offices.city) == []


def test_a_cell_that_says_otherwise_how_much_was_left_out_stands_beside_the_whole_text(offices, item):
    whole = "在河东路3栋2单元501室旁，料堆未盖"
    edit_petition(offices.city, item, {"findings": whole})
    order = replace(FORM, sealing=Sealing.BLANK)
    form = Filled(send(offices.city, PAPER, offices.post, order).path)

    taken(offices.city, form.fill("信访件办理", item, 调查核实情况=f"在河东路{BLANK}、{BLANK}旁，料堆已盖"))

    (conflict,) = list_conflicts(offices.city)
    assert whole in {one.value for one in conflict.values}


def test_what_stayed_here_of_a_form_without_personal_data_stands_in_its_place_again(offices, item):
    told = "家住3栋2单元401室，反映夜间噪声"
    edit_petition(offices.city, item, {"findings": told})
    order = SendOrder(jobs=(Job.PETITIONS,), sealing=Sealing.BLANK)
    form = Filled(send(offices.city, PAPER, offices.post, order).path)
    page, columns = form.book["信访件办理"], form.columns("信访件办理")
    shown = page.cell(form.row_of("信访件办理", item), columns["调查核实情况"]).value
    assert "401" not in shown

    receipt = taken(
        offices.city, form.fill("信访件办理", item, 调查核实情况=f"{shown}，已核查", 是否属实="属实")
    )

    assert [(edit.problem, edit.field, edit.disputed) for edit in receipt.hand_edits] == [
        (NUMBER, "调查核实情况", False), (NUMBER, "是否属实", False),
    ]  # fmt: skip
    assert field(offices.city, item, "findings") == f"{told}，已核查"


DAY = date(2026, 11, 20)


@pytest.fixture
def finished(offices, item):
    edit_petition(offices.city, item, {"completion": "已办结", "completed_on": DAY.isoformat()})
    return item


@pytest.mark.parametrize("word", ["〔清空〕", "未办结"])
def test_clearing_the_completion_takes_its_day_along_and_shows_it(offices, finished, word):
    filled = package(offices).fill("信访件", finished, 办结情况=word).save()
    after = "" if word == "〔清空〕" else word

    seen = preview_package(offices.city, filled)
    assert [(one.field, one.before, one.after) for one in seen.hand_edits] == [
        ("办结情况", "已办结", after),
        ("办结日期（随办结情况清空）", "2026-11-20", ""),
    ]
    assert len({one.key for one in seen.hand_edits}) == 1  # ticked and left together
    receive(offices.city, filled, accept_hand_edits=True)
    assert (field(offices.city, finished, "completion"), field(offices.city, finished, "completed_on")) == (
        after,
        None,
    )


def test_a_day_stands_only_beside_what_is_finished(offices, item):
    receipt = taken(offices.city, package(offices).fill("信访件", item, 办结日期=DAY))

    assert receipt.hand_edits == ()
    (fault,) = receipt.refused
    assert "办结情况没有填写，不能有办结日期" in fault.message
    assert "2026-11-20" in fault.value


def test_a_new_day_beside_a_cleared_completion_is_named_and_left(offices, finished):
    form = package(offices).fill("信访件", finished, 办结情况="未办结", 办结日期=date(2026, 11, 21))

    receipt = taken(offices.city, form)

    assert [one.field for one in receipt.hand_edits] == ["办结情况", "办结日期（随办结情况清空）"]
    assert ["是“未办结”，不能有办结日期" in one.message for one in receipt.refused] == [True]
    assert field(offices.city, finished, "completed_on") is None


def test_a_completion_with_its_day_is_taken_or_left_as_one(offices, item):
    filled = package(offices).fill("信访件", item, 办结情况="阶段性办结", 办结日期=DAY).save()

    seen = preview_package(offices.city, filled)
    assert len({one.key for one in seen.hand_edits}) == 1
    receive(offices.city, filled, accept_hand_edits=True)
    assert field(offices.city, item, "completed_on") == DAY
