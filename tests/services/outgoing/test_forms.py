"""Sheets for an office that has only Excel or WPS: one a job; what comes back is what it says."""

from datetime import date

import openpyxl
import pytest

from dczg_desktop.domain.words import DutyRole, EvidenceRole, Job, ShipmentKind
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.shipments import SendOrder, resend, send
from dczg_desktop.services.register import shipments
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, dump, visible
from tests.re_saving import needs_libreoffice, resaved
from tests.services.acts import a_given_problem, measures_of
from tests.services.workbooks import Filled

EVERY = SendOrder(jobs=tuple(Job))


@pytest.fixture
def given(offices):
    return a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。")


@pytest.fixture
def sent(offices, given):
    return send(offices.city, COUNTY, offices.post, EVERY)


@pytest.fixture
def form(sent):
    return Filled(sent.path)


def code_of(ledger, uid):
    return problem_detail(ledger, uid).row.code


def taken(ledger, form):
    return receive(ledger, form.save(), accept_hand_edits=True)


def test_only_the_chosen_sheets_are_in_it_and_no_files(offices, given):
    path = send(offices.city, COUNTY, offices.post, SendOrder(jobs=(Job.PEOPLE, Job.PROGRESS))).path

    book = openpyxl.load_workbook(path)
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown == ["说明", "进展填报", "责任人员", "问题清单"]
    assert path.suffix == ".xlsx"
    assert "填报表" in path.name


def test_cells_to_fill_in_are_open_the_others_locked_with_help_and_lists(form, given, offices):
    page = form.book["销号材料目录"]
    columns = form.columns("销号材料目录")
    row = form.row_of("销号材料目录", f"{given}|整改前")
    assert [page.cell(row, columns[name]).protection.locked for name in ("问题描述", "是否必备", "是否已附", "页数")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert page.protection.sheet
    helps = {rule.promptTitle: rule for rule in page.data_validations.dataValidation}
    assert helps["是否已附"].type == "list"
    assert "整数" in helps["页数"].prompt
    codes = {rule.promptTitle: rule for rule in form.book["措施细化"].data_validations.dataValidation}[
        "台账编号"
    ]
    assert codes.type == "list"
    assert code_of(offices.city, given) in [cell.value for cell in form.book["_选项"]["A"]]


def test_it_prints_as_it_is(form):
    for name in ("进展填报", "措施细化", "责任人员", "销号材料目录"):
        page = form.book[name]
        assert page.print_title_rows == "$1:$4"
        assert page.print_area.startswith(f"'{name}'!$B$1:")
        assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert all(page.row_dimensions[n].height for n in range(5, page.max_row + 1))


def test_a_report_is_the_word_of_that_office_for_that_period(offices, given, form):
    taken(offices.city, form.fill("进展填报", given, 本期进展="封堵 3 个排口", 完成比例="60%"))

    report = problem_detail(offices.city, given).facts.progress[-1]
    assert (report.period, report.text, report.percent, report.office_uid) == (
        "2026-11", "封堵 3 个排口", 60, offices.county.identity.office_uid,
    )  # fmt: skip


def test_measures_are_changed_added_and_split_in_their_places(offices, given, form):
    first, second = measures_of(offices.city, given)
    code = code_of(offices.city, given)
    form.fill("措施细化", first, 整改措施="封堵 1 号排口", 承办单位="镇环保所", 完成时限="2026年11月底前")
    form.add(
        "措施细化",
        台账编号=code,
        整改措施="封堵 2 号排口",
        承办单位="镇水务站",
        完成时限="2026-12-10",
        拆分自第几条="1",
    )
    form.add("措施细化", 台账编号=code, 整改措施="建立巡查制度")

    receipt = taken(offices.city, form)

    found = problem_detail(offices.city, given).facts.measures
    assert [(m.text, m.unit, m.due) for m in found] == [
        ("封堵 1 号排口", "镇环保所", date(2026, 11, 30)),
        ("封堵 2 号排口", "镇水务站", date(2026, 12, 10)),
        ("2.铺设管网。", "", None),
        ("建立巡查制度", "", None),
    ]
    assert found[0].uid == first
    assert found[2].uid == second
    undo(offices.city, receipt.act_uid)
    assert [m.text for m in problem_detail(offices.city, given).facts.measures] == [
        "1.封堵排口。",
        "2.铺设管网。",
    ]


@pytest.mark.parametrize(("after", "words"), [("第一条", "要填原措施的序次"), ("9", "")])
def test_where_a_measure_was_split_from_must_be_a_number(offices, given, form, after, words):
    form.add("措施细化", 台账编号=code_of(offices.city, given), 整改措施="巡查", 拆分自第几条=after)

    receipt = taken(offices.city, form)

    if words:
        assert words in receipt.refused[0].message
    else:
        assert problem_detail(offices.city, given).facts.measures[-1].text == "巡查"


def test_people_come_with_their_posts_and_a_post_is_put_right(offices, given):
    assign(offices.city, [given], "王建", DutyRole.RESPONSIBLE_LEADER, post="镇长")
    assign(offices.city, [given], "旧干事", DutyRole.RESPONSIBLE_PERSON)
    form = Filled(send(offices.city, COUNTY, offices.post, EVERY).path)
    columns = form.columns("责任人员")
    assert form.book["责任人员"].cell(5, columns["责任领导（职务）"]).value == "王建（镇长）"
    form.fill(
        "责任人员",
        given,
        **{"责任领导（职务）": "王建（副镇长、政法委员）", "责任人员（职务）": "赵亮（所长）、钱进 干事"},
    )

    taken(offices.city, form)

    people = problem_detail(offices.city, given).facts.people()
    assert [(one.name, one.post) for one in people] == [
        ("王建", "副镇长、政法委员"), ("赵亮", "所长"), ("钱进", "干事"),
    ]  # fmt: skip
    assert {one.office_uid for one in people} == {"", offices.county.identity.office_uid}
    before = dump(offices.city)
    assert receive(offices.city, form.save("再次.xlsx"), accept_hand_edits=True).hand_edits == ()
    assert visible(offices.city)["duty"]
    assert len(before) > 0


def test_a_telephone_beside_a_name_is_not_taken(offices, given, form):
    form.fill("责任人员", given, **{"责任人员（职务）": "赵亮 13907741234"})

    receipt = taken(offices.city, form)

    assert "只写姓名和职务" in receipt.refused[0].message
    assert problem_detail(offices.city, given).facts.people() == ()


def test_the_list_of_closure_materials_becomes_a_record_of_what_is_where(offices, given, form):
    code = code_of(offices.city, given)
    form.fill("销号材料目录", f"{given}|整改前", 是否已附="是", 存放位置="卷宗第 1 册", 页数="12页")
    form.fill("销号材料目录", f"{given}|整改后", 是否已附="缺", 说明="12 月补拍")
    form.add("销号材料目录", 台账编号=code, 材料="监测报告", 是否已附="是", 页数="8")

    taken(offices.city, form)

    found = {one.role: one for one in problem_detail(offices.city, given).facts.materials}
    before, after, more = (
        found[role] for role in (EvidenceRole.BEFORE, EvidenceRole.AFTER, EvidenceRole.MONITORING)
    )
    assert (before.enclosed, before.place, before.pages) == (True, "卷宗第 1 册", 12)
    assert (after.enclosed, after.note) == (False, "12 月补拍")
    assert (more.enclosed, more.pages, more.office_uid) == (True, 8, offices.county.identity.office_uid)

    again = Filled(send(offices.city, COUNTY, offices.post, EVERY).path)
    cells = again.columns("销号材料目录")
    row = again.row_of("销号材料目录", f"{given}|整改前")
    assert again.book["销号材料目录"].cell(row, cells["存放位置"]).value == "卷宗第 1 册"
    taken(offices.city, again.fill("销号材料目录", f"{given}|整改前", 页数="15"))
    (now,) = [
        one for one in problem_detail(offices.city, given).facts.materials if one.role is EvidenceRole.BEFORE
    ]
    assert (now.place, now.pages) == ("卷宗第 1 册", 15)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"是否已附": "大概"}, "只能填“是”或“否”"),
        ({"页数": "很多"}, "页数要填整数"),
        ({"材料": "整改方案"}, "不能改编号和类别"),
    ],
)
def test_a_line_of_materials_that_cannot_be_read_is_refused(offices, given, form, cells, words):
    form.fill("销号材料目录", f"{given}|整改前", **cells)

    receipt = taken(offices.city, form)

    assert words in receipt.refused[0].message
    assert problem_detail(offices.city, given).facts.materials == ()


@pytest.mark.parametrize(
    ("cells", "words"),
    [({"材料": "监测报告"}, "要选台账编号"), ({"台账编号": "CODE", "材料": "合影"}, "没有“合影”这一类材料")],
)
def test_an_added_material_needs_a_problem_and_a_class(offices, given, form, cells, words):
    code = code_of(offices.city, given)
    form.add("销号材料目录", **{name: code if text == "CODE" else text for name, text in cells.items()})

    assert words in taken(offices.city, form).refused[0].message


def test_the_materials_travel_to_the_offices_concerned(offices, given, form):
    taken(offices.city, form.fill("销号材料目录", f"{given}|整改前", 是否已附="是", 页数="3"))
    offices.deliver(CITY, COUNTY)

    (one,) = problem_detail(offices.county, given).facts.materials
    assert (one.role, one.pages) == (EvidenceRole.BEFORE, 3)


def test_a_form_that_came_back_counts_as_confirmed(offices, given, sent, form):
    assert [row.receipt for row in shipments(offices.city)] == ["等待交回"]

    taken(offices.city, form.fill("进展填报", given, 本期进展="进场"))

    back, out = shipments(offices.city)
    assert (out.kind, out.receipt, out.jobs) == (
        ShipmentKind.FORM,
        "已交回 11-22",
        tuple(job.value for job in Job),
    )
    assert back.kind is ShipmentKind.FORM


def test_sending_again_sends_the_present_state_in_the_same_form_and_names_what_it_replaces(
    offices, given, sent
):
    again = resend(offices.city, sent.package_uid, offices.post)

    assert (again.sequence, again.jobs, again.supersedes) == (2, sent.jobs, ("第 1 号（2026-11-22）",))
    assert [row.receipt for row in shipments(offices.city)] == ["等待交回", "由第 2 号代替"]


@needs_libreoffice
def test_all_four_come_back_sorted_and_saved_by_another_program(offices, given, form, tmp_path):
    other = a_given_problem(offices.city, COUNTY, text="另一问题", plan="1.清运。")
    form = Filled(send(offices.city, COUNTY, offices.post, EVERY).path)
    form.fill("进展填报", given, 本期进展="封堵 3 个排口")
    form.fill("措施细化", measures_of(offices.city, other)[0], 承办单位="镇环卫所")
    form.fill("责任人员", other, **{"责任人员（职务）": "赵亮（所长）"})
    form.fill("销号材料目录", f"{other}|整改后", 是否已附="是", 页数="6")
    page = form.book["责任人员"]
    upper, lower = (
        [page.cell(row, column).value for column in range(1, page.max_column + 1)] for row in (5, 6)
    )
    for column, (one, two) in enumerate(zip(lower, upper, strict=True), start=1):
        page.cell(5, column).value, page.cell(6, column).value = one, two
    (path,) = resaved([form.save()], "xlsx", tmp_path / "另存")

    receipt = receive(offices.city, path, accept_hand_edits=True)

    assert len(receipt.hand_edits) == 5
    assert receipt.refused == ()
    assert problem_detail(offices.city, given).facts.progress[-1].text == "封堵 3 个排口"
    facts = problem_detail(offices.city, other).facts
    assert facts.measures[0].unit == "镇环卫所"
    assert [(one.name, one.post) for one in facts.people()] == [("赵亮", "所长")]
    assert facts.materials[0].pages == 6
