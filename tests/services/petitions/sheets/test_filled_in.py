"""What is filled in by hand in a sheet of petitions: found, shown, taken or refused cell by cell, and taken back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.petition_amendments import PETITION_FIELDS, POINT_FIELDS
from dczg_desktop.domain.words import Level
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.petitions.closure import apply_petition, decide_petition
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.services.undo import undo
from tests.offices import visible
from tests.re_saving import needs_libreoffice, resaved
from tests.services.acts import SecondPerson
from tests.services.petition_acts import field
from tests.services.petitions.sheets.paper_office import NUMBER, given_item, package, sent, taken
from tests.services.workbooks import Filled


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


def test_what_a_former_office_filled_in_is_named_and_not_taken(offices, item):
    form = package(offices).fill("信访件", item, 调查核实情况="旧单位填的")
    add_office(offices.city, "石桥县", "430628", Level.COUNTY)
    edit_petition(offices.city, item, {"responsible_unit": "石桥县"})

    receipt = taken(offices.city, form)

    (fault,) = receipt.refused
    assert (fault.value, "改由别的单位承办" in fault.message) == ("旧单位填的", True)
    assert field(offices.city, item, "findings") == ""
