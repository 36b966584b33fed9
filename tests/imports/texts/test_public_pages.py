"""Texts of public pages: words nobody lists in thick brackets, buttons and titles of the page, traditional characters, lost lines."""

import pytest

from dczg_desktop.imports.read import read_tables
from tests.imports.samples.read_texts import asked, left_out, records_of, table_of

THICK = """湖区警示片问题整改情况（青石县）
【位置】青石县河湾镇北侧
【问题描述】河湾码头污水直排。
【整改目标】污水不再直排。
【整改措施】接入污水管网。
【整改时限】2024年6月底
【位置】青石县云溪镇
【问题描述】云溪砂场占用滩地。
【整改目标】恢复滩地。
【整改措施】拆除砂场。
【整改时限】2024年9月底
"""


def test_a_word_of_two_signs_in_thick_brackets_is_a_label():
    first, second = records_of(THICK)

    assert first.extra["位置"] == "青石县河湾镇北侧"
    assert (first.fields["deadline"], second.extra["位置"]) == ("2024年6月底", "青石县云溪镇")


def test_labels_in_thick_brackets_that_lost_their_lines_are_parted_known_or_not():
    (record,) = records_of(
        "湖区警示片问题【所属区域】青石区【位置】河湾大道北侧【主管单位】市城管局【问题描述】道路积尘。【整改目标】路面清洁。【整改时限】立行立改\n"
    )

    assert (record.fields["area"], record.extra["位置"], record.fields["deadline"]) == (
        "青石区",
        "河湾大道北侧",
        "立行立改",
    )


NOTICE = """青石县督察反馈问题整改公示
一、整改问题
河湾路扬尘。
二、整改目标
不再扬尘。
三、整改措施
洒水清扫。
四、整改完成情况
路面已硬化。
"""


@pytest.mark.parametrize(
    "buttons", ["【纠错】【打印本页】【关闭窗口】", "[收藏] [打印] [关闭]", "【我要纠错】 | 【分享】"]
)
def test_a_row_of_buttons_below_a_text_is_nothing_that_was_done(buttons):
    (record,) = records_of(NOTICE + buttons + "\n")

    assert record.fields["progress"] == "路面已硬化。"


def test_when_a_page_was_put_up_is_no_content():
    line = "添加时间：2024-05-22 12:42:42"
    title = NOTICE.split("\n", 1)[0]
    text = NOTICE.replace(title, f"{title}\n{line}")

    table = table_of(text)
    (record,) = table.records

    assert (table.title, dict(record.extra)) == (title, {})
    assert line in left_out(table)


def test_who_put_up_a_page_is_nothing_that_was_done():
    (record,) = records_of(NOTICE + "发布者：王强\n")

    assert record.fields["progress"] == "路面已硬化。"


def test_a_title_that_the_page_has_twice_stands_once():
    title = NOTICE.split("\n", 1)[0]

    assert table_of(f"{title}\n{NOTICE}").title == title


def test_a_number_does_not_go_on_with_whom_a_text_is_written_to():
    (record,) = records_of(
        "青石县信访件办理情况\n受理编号：D2024060033\n县督察整改办：\n贵办转来的信访件已收悉，现将办理情况报告如下。\n"
        "一、信访问题\n河湾砖厂扬尘。\n二、调查核实情况\n经调查，属实。\n三、处理情况\n已责令整改。\n"
    )

    assert record.fields["number"] == "D2024060033"


def test_a_day_with_a_running_number_before_the_problem_of_a_title_is_whole():
    (record,) = records_of("关于20240731-3号信访问题整改完成情况的公示\n" + NOTICE.split("\n", 1)[1])

    assert record.fields["number"] == "20240731-3号"


TRADITIONAL = """青石縣第二輪督察反饋第三十八項問題整改完成情況公示
一、整改問題
河灣養殖場污水直排。
二、整改目標
不再直排。
三、整改措施
（一）新建沉澱池。
四、責任單位
青石縣委、青石縣政府
五、整改完成情況
養殖場已關停。
對該項問題整改情況有異議的，請在公示期內向縣督察整改辦反映。
"""


def test_a_notice_in_traditional_characters_is_read_as_any_other():
    (record,) = records_of(TRADITIONAL)

    assert record.fields["number"] == "第三十八項"
    assert record.fields["progress"] == "養殖場已關停。"


def test_the_section_on_what_became_of_measures_is_no_label_that_lost_its_line():
    table = table_of(
        NOTICE.replace(
            "路面已硬化。", "具体如下（一）整改目标完成情况：扬尘已控制（二）整改措施完成情况：路面已硬化。"
        )
    )

    assert "丢了换行" not in asked(table)


def test_headings_run_together_with_their_text_are_parted():
    (record,) = records_of(
        "青石县督察整改销号公示\n一、整改问题垃圾收运体系不畅。\n二、整改目标垃圾日产日清。\n三、整改措施添置清运车辆。\n四、整改完成情况车辆已投用。\n"
    )

    assert record.fields["description"] == "垃圾收运体系不畅。"
    assert record.fields["measures"] == "添置清运车辆。"


def test_units_and_times_run_together_with_their_headings_are_parted_where_problem_and_measures_are():
    (record,) = records_of(
        "青石区督察整改销号公示\n（一）反馈问题垃圾收运体系不畅。\n（二）整改时限2024年底前\n（三）责任单位县城管局\n（四）整改措施添置清运车辆。\n"
        "（五）整改完成情况车辆已投用。\n"
    )

    assert (record.fields["deadline"], record.fields["responsible_unit"]) == ("2024年底前", "县城管局")
    assert record.fields["description"] == "垃圾收运体系不畅。"


def test_a_chapter_that_begins_like_a_label_is_not_parted():
    text = "青石县整改工作情况\n一、整改措施有力推进。\n县里开会研究。\n二、整改措施落地见效。\n各镇巡查。\n"

    with pytest.raises(Exception, match="没有"):
        records_of(text)


EXCERPT = """青石县整改方案（节选）
六、小水电清理整改工作不力。
整改目标：完成清理整改。
责任单位：县水利局
整改时限：2024年12月底前
整改措施：
1.逐站核查。
2.拆除两座电站。
"""


def test_a_heading_that_states_a_problem_above_its_fields_is_a_plan_of_one():
    (record,) = records_of(EXCERPT)

    assert "小水电清理整改工作不力" in record.fields["description"]
    assert record.fields["responsible_unit"] == "县水利局"


TOLD = """督察组第八批交办案件办理情况
一、受理编号609号：“河湾镇有人用林地填埋垃圾，并在上面建房。”
河湾村内堆放垃圾，没有填埋。6月11日，县林业局责令河湾村清运垃圾。
二、受理编号612号：“云溪砖厂夜里冒黑烟，气味刺鼻难闻。”
砖厂除尘器没有开启。6月12日，县环保局对砖厂送达了处罚告知书。
"""


def test_the_words_of_a_letter_behind_its_number_are_the_problem_and_the_rest_is_what_was_found():
    table = table_of(TOLD)
    first, second = table.records

    assert (first.fields["number"], second.fields["number"]) == ("609号", "612号")
    assert first.fields["findings"] == "河湾村内堆放垃圾，没有填埋。"
    assert first.fields["result"] == "6月11日，县林业局责令河湾村清运垃圾。"
    assert second.fields["result"].endswith("送达了处罚告知书。")
    assert "是否属实没有看出来" in asked(table)


def test_the_words_of_a_letter_may_go_over_lines():
    folded = TOLD.replace("填埋垃圾，并", "填埋垃圾，\n并")

    assert [one.fields["findings"] for one in records_of(folded)] == [
        one.fields["findings"] for one in records_of(TOLD)
    ]


@pytest.mark.parametrize("section", ["整改措施落實情況", "整改措施推进情况"])
def test_a_section_with_a_colon_of_its_own_is_not_parted_inside_its_name(section):
    records = records_of(
        "一、整改任務\n（一）反饋問題：河灣養殖場污水直排。\n（二）責任單位：青石縣政府\n（三）整改目標：不再直排。\n（四）整改措施：新建沉澱池。\n"
        f"二、整改落實情況\n（一）整改目標完成情況：已完成。\n（二）{section}：沉澱池已建成。\n"
    )

    assert [one.fields["measures"] for one in records] == ["新建沉澱池。"]


def test_the_last_word_of_a_sentence_that_a_page_broke_is_no_label():
    broken = NOTICE.replace(
        "不再扬尘。", "巩固河湾路、江东路等道路扬尘治理工作成果，构建道路扬尘污染防治\n长效机制。"
    )

    assert records_of(broken)[0].fields["goal"].endswith("长效机制。")


def test_a_table_whose_cells_are_paragraphs_of_a_page_is_counted_off(tmp_path):
    cells = [
        "编号",
        "水体名称",
        "水体类型",
        "所在区域",
        "水质现状",
        "责任人",
        "1",
        "内河",
        "河流",
        "河湾区",
        "无黑臭",
        "王强",
    ]
    cells += ["2", "清溪", "河流", "云溪区", "无黑臭", "李伟"]
    page = tmp_path / "清单.html"
    page.write_text(
        "<html><body><p>青石市黑臭水体清单</p>" + "".join(f"<p>{one}</p>" for one in cells) + "</body></html>"
    )
    (told,) = read_tables(page).tables

    assert [one.fields["area"] for one in told.records] == ["河湾区", "云溪区"]
