"""How far problems are as only their chapter, the title of their group or the name of their sheet says (一、已完成整改的问题（3个））."""

import pytest
from openpyxl import Workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.tables.around.named_state import state_in
from tests.imports.samples.word_files import document, paragraph
from tests.imports.texts_read import asked, one_table

HEADER = "序号|问题|责任单位|整改措施|整改进展"
DONE_ROW, OPEN_ROW = "1|料场扬尘|县住建局|覆盖|已覆盖", "2|黑臭水体|县住建局|截污|铺管2公里"


def problem(count, name, done, more=""):
    return f"（{count}）{name}\n整改措施：治理\n责任单位：县住建局\n整改情况：{done}\n{more}"


def report(first, second, *, done="一、已完成整改的问题（1个）", going="二、正在推进的问题"):
    return f"青石县整改情况报告\n{done}\n{first}{going}\n{second}"


@pytest.mark.parametrize(
    ("heading", "state", "word"),
    [
        ("一、已完成整改的问题（3个）", "已完成整改", "完成整改"), ("二、正在推进的问题", "正在推进", "达到序时进度"),
        ("（一）未达到序时进度的任务（共2项）", "未达到序时进度", "未达到序时进度"), ("三、已销号问题2个", "已销号", "已销号"),
        ("一、已完成整改的3个问题情况", "已完成整改", "完成整改"), ("二、进展滞后的问题", "进展滞后", "未达到序时进度"),
        ("（二）尚未启动整改的问题。", "尚未启动整改", "尚未启动"), ("一、已办结信访件12件", "已办结", "已办结"),
    ],
)  # fmt: skip
def test_a_chapter_of_one_state_says_it(heading, state, word):
    assert state_in(heading) == state
    assert status_of(state) == word


@pytest.mark.parametrize(
    "heading", ["一、整改完成情况", "二、整改情况", "三、存在问题", "一、基本完成整改的问题", "二、水环境问题（3个）", "（一）整改措施", "一、已完成的工作"]
)  # fmt: skip
def test_other_chapters_say_no_state(heading):
    assert state_in(heading) == ""


def test_problems_carry_the_state_of_their_chapter_and_its_place(tmp_path):
    text = report(problem("一", "料场扬尘问题", "已覆盖"), problem("一", "黑臭水体问题", "铺管2公里"))
    word = read_tables(document(tmp_path / "a.docx", *map(paragraph, text.split("\n")))).tables[0]
    for table, unit in ((one_table(text), "行"), (word, "段")):
        assert [one.fields["status"] for one in table.records] == ["已完成整改", "正在推进"]
        assert [one.cells["status"] for one in table.records] == [f"第2{unit}", f"第7{unit}"]
        assert not asked(table)


def test_a_problem_that_states_something_else_keeps_its_own_and_is_asked_about():
    table = one_table(
        report(
            problem("一", "料场扬尘问题", "已覆盖"),
            problem("一", "黑臭水体问题", "铺管2公里", "整改状态：已完成\n"),
        )
    )

    assert [one.fields["status"] for one in table.records] == ["已完成整改", "已完成"]
    assert asked(table) == "“正在推进”下面的这一条写着“已完成”，与标题说的不一致，请核对完成情况。"


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("正在清运，尚未完成", "铺管2公里", "“已完成整改”下面的这一条写着“正在清运”"),
        ("工程总量完成60%", "铺管2公里", "“已完成整改”下面的这一条写着“完成60%”"),
        ("已覆盖", "已于5月完成整改并通过验收", "“正在推进”下面的这一条写着“已于5月完成整改”"),
    ],
)
def test_what_was_done_otherwise_than_the_chapter_says_is_asked_about(first, second, words):
    table = one_table(report(problem("一", "料场问题", first), problem("一", "水体问题", second)))

    assert words in asked(table)


def test_work_that_goes_on_with_a_part_done_does_not_contradict_its_chapter():
    table = one_table(
        report(
            problem("一", "料场问题", "已完成100%"), problem("一", "水体问题", "正在施工，已完成截污管2公里")
        )
    )

    assert not asked(table)


def test_a_chapter_that_counts_otherwise_than_was_read_is_asked_about():
    text = report(problem("一", "料场问题", "已覆盖"), problem("一", "水体问题", "铺管")).replace(
        "1个", "2个"
    )

    assert asked(one_table(text)) == (
        "“一、已完成整改的问题（2个）”下面读出 1 个，请对照原文核对有没有漏读或多读。"
    )


def test_problems_told_without_labels_carry_the_state_too():
    table = one_table(
        "整改情况报告\n一、已完成整改的问题（2个）\n（一）料场扬尘扰民的问题。已全部覆盖。\n（二）河道垃圾的问题。已清运30吨。\n"
        "二、正在推进的问题（1个）\n（一）黑臭水体问题。已完成截污管2公里。"
    )

    assert [one.fields["status"] for one in table.records] == ["已完成整改", "已完成整改", "正在推进"]
    assert [one.cells["status"] for one in table.records] == ["第2行", "第2行", "第5行"]


@pytest.mark.parametrize("last", ["1", "3"])
def test_a_bare_list_below_chapters_of_states_is_a_list_of_problems(last):
    table = one_table(
        f"整改情况报告\n一、已完成整改的问题（2个）\n1.料场扬尘扰民。\n2.河道垃圾未清理。\n二、正在推进的问题（1个）\n{last}.黑臭水体。"
    )

    assert [one.fields["number"] for one in table.records] == ["1", "2", last]
    assert [one.fields["status"] for one in table.records] == ["已完成整改", "已完成整改", "正在推进"]


def test_work_that_was_done_is_no_list_of_problems():
    with pytest.raises(UserError):
        read_text(
            "工作报告\n一、已完成的工作任务\n1.印发方案。\n2.召开会议。\n二、正在推进的工作任务\n1.开展排查。"
        )


def test_petitions_under_such_chapters_are_finished_or_not():
    item = "受理编号：X3JX20240524002{}\n反映问题：料场扬尘{}\n是否属实：属实\n处理和整改情况：{}\n"
    table = one_table(
        "信访件办理情况\n一、已办结的信访件\n1." + item.format(3, "", "已覆盖") + "2." + item.format(4, "和噪声", "已拆除")
        + "二、未办结的信访件\n1." + item.format(5, "和异味", "加装设备")
    )  # fmt: skip

    assert table.kind == "petition"
    assert [one.fields["completion"] for one in table.records] == ["已办结", "已办结", "未办结"]


@pytest.mark.parametrize(
    ("done", "going", "states"),
    [
        ("一、已完成整改的问题（1个）", "二、正在推进的问题（1个）", ["已完成整改", "正在推进"]),
        ("已完成|1个", "未完成|1个", ["已完成", "未完成"]),
        ("（一）已销号", "（二）未销号", ["已销号", "未销号"]),
    ],
)
def test_titles_of_groups_in_a_table_say_the_state_of_their_rows(read, done, going, states):
    table = read(HEADER, done, DONE_ROW, going, OPEN_ROW)

    assert [one.fields["status"] for one in table.records] == states
    assert [one.cells["status"] for one in table.records] == ["A2", "A4"]
    assert [one.why for one in table.left_out] == ["分组标题，已读作“完成情况”"] * 2


def test_empty_cells_of_states_are_filled_from_the_title_and_others_compared(read):
    table = read(
        HEADER + "|完成情况",
        "一、已完成整改的问题（2个）", DONE_ROW + "|已完成", "2|河道垃圾|县水利局|清运|已清运",
        "二、正在推进的问题（1个）", "3|黑臭水体|县住建局|截污|铺管|已完成",
    )  # fmt: skip

    assert [one.fields["status"] for one in table.records] == ["已完成", "已完成整改", "已完成"]
    assert [(one.place[-2:], one.message) for one in table.faults] == [
        ("F4", "该格空着，上面的分组标题写着，已按标题读，请核对。"),
        ("F6", "该格写的与上面分组标题说的不一致，请核对。"),
    ]


def test_a_row_on_a_sheet_of_closed_problems_that_is_still_worked_on_is_asked_about(tmp_path):
    book = Workbook()
    book.active.title = "已销号"
    for line in (HEADER, DONE_ROW, "2|黑臭水体|县住建局|截污|正在施工"):
        book.active.append(line.split("|"))
    book.save(tmp_path / "a.xlsx")
    (table,) = read_tables(tmp_path / "a.xlsx").tables

    assert [one.fields["status"] for one in table.records] == ["已销号", "已销号"]
    assert asked(table) == "“已销号”下面的这一条写着“正在施工”，与标题说的不一致，请核对完成情况。"
