"""Papers that come close to what is read without labels or from broken tables, and mean something else: refused, asked about, nothing moved."""

import time
from itertools import product

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import asked, one_table

END = "云岭县生态环境局\n2026年3月5日"


@pytest.mark.parametrize(
    "text",
    [
        "整改工作要求\n- 标题要规范\n- 内容要完整\n- 回复单位要写全称\n- 办理结果要附佐证\n- 处理时间要准确",
        "6月3日县督查组巡查\n城东污水厂\n检查存在问题：污泥露天堆放\n城西砖厂\n今日整改进度：已停产",
        "云岭县：一封来信暖民心\n6月3日，县环保局接到群众投诉，反映城东烧烤店油烟扰民。经现场检查，执法人员责令其整改。\n居民都说好。\n云岭县融媒体中心",
        "县城管局2026-03-02回复：\n网友，您好！您所说的占道烧烤已取缔。另有市民反映“夜市噪声扰民”，我局一并处理。",
        f"解除责令整改通知书\n云岭恒远建材有限公司：\n经查，你公司已完成除尘设施安装，环境违法行为已消除。现决定解除对你公司的责令整改。\n{END}",
        f"提醒函\n东河镇人民政府：\n近期检查发现，你镇辖区内存在三处露天焚烧秸秆。另查明，你镇垃圾收集点有积存垃圾。\n请你镇于2026年9月底前完成清理整改。\n{END}",
        "关于督察反馈问题整改情况的报告\n督察反馈我县问题2个，分别是城西砖厂冒烟；城东河道黑臭。\n1.河道清淤已完成，共2公里。\n2.砖厂窑体已拆除。",
        "关于督察反馈问题整改情况的报告\n督察反馈我县问题2个，分别是城西砖厂冒烟；城东河道黑臭。\n一、高度重视。成立专班，主要领导已亲自部署。\n二、压实责任。已召开推进会3次。",
        "环境整治督查通报\n督查发现，东河村未发现垃圾乱堆；西河村未发现污水直排。",
        "整改进度通报\n截至6月底，东河镇仅用20天整改到位；西河镇仅用10天整改到位。",
        "6月检查\n现场检查发现：\n东河岸边有垃圾。\n西河排口未封堵。\n东河镇已安排保洁。\n以上问题，请抓紧整改。",
        "督查小结\n督查组发现：\n东河镇工作推进有力。\n西河镇行动迅速。\n以上情况特此告知。",
        f"关于整改督办的通知\n云岭县水利局：\n检查发现，你局管理的河段有3处排口：东桥排口溢流。西桥排口黑臭。南桥排口无标识。\n请你局于2026年3月底前完成整改。\n{END}",
        f"关于延长限期整改通知的函\n云岭宏达公司：\n经查，你公司申请延期理由成立。现要求你公司于2026年12月底前完成整改。\n{END}",
        "12345热线周报\n本周共受理市民来电120件，其中反映油烟扰民30件。\n县城管局回复：已全部办结。\n县热线办",
        "读者来信\n编辑部：我们村口的砖厂冒黑烟。\n县环保局回复：经查属实，已停产。\n本报将持续关注。",
        "信访答复\n李先生：您好！\n投诉人反映：一、烧烤店油烟扰民。二、夜间噪声。\n一、关于油烟，经查属实。\n二、关于噪声，经查不属实。\n县城管局",
        "整改通知书（回执）\n县整改办：\n经查，贵单位指出的问题属实，现已整改。贵单位要求我局于4月底前完成整改。\n县水利局",
        "关于督办通知的反馈\n县整改办：\n经核实，辖区垃圾堆积。经查，贵办指出的垃圾堆积问题存在。请贵办在4月底前组织验收整改成果。\n东河镇人民政府",
        f"责令改正违法行为决定书\n云岭恒远建材有限公司：\n经调查核实，你公司未批先建。\n经查，你公司排放粉尘超标。\n现责令你公司于2026年7月1日前改正。\n{END}",
        "政策问答\n市民问：异地就医如何备案？\n县医保局答：可在线办理。\n市民问：报销比例多少？\n县医保局答：按规定执行。",
        "督查通报\n督查发现：东河村存在垃圾乱堆；西河村无垃圾积存；南湖村未见乱堆。",
        "序号 问题 责任单位 整改时限 备注\n1 河道黑臭  县水利局 2026年9月底\n2 砖厂冒烟  县工信局 2026年10月底",
        "住建局简介\n职责：负责答复群众来信。\n答复：\n您好！\n县住建局",
        "6月5日检查安排\n检查存在问题：由各组现场记录\n今日整改进度：每日18时前报送",
        "字段 | 修改前 | 修改后\n反馈问题 | 河道黑臭 | 河道水质不达标\n责任单位 | 县水利局 | 县住建局\n整改时限 | 2026年6月底 | 2026年9月底",
        "整改工作简报\n任务6：完成污水厂扩建。目前已完成80%。\n任务9：完成管网改造。\n下一步工作打算\n任务12：加强宣传。已发放传单。",
        "第23批100号：请于6月3日到县体检中心体检。\n第23批101号：请于6月4日到县体检中心体检。",
    ],
)
def test_they_are_refused(text):
    with pytest.raises(UserError):
        read_text(text)


def test_an_answer_that_did_not_find_all_of_it_tells_no_truth_of_the_whole():
    table = one_table(
        f"关于群众反映养殖场粪污直排问题的答复\n您好，您反映的问题收悉。关于粪污直排，经查属实；关于臭气，也属实；噪声未发现。\n{END}"
    )

    assert not table.records[0].fields.get("substantiated")


def test_your_office_is_no_company_that_was_checked():
    table = one_table(
        f"关于限期整改的通知\n云岭宏达公司：\n我局对你公司开展检查时发现，你公司污水处理站停运。现责令你公司在2026年9月10日前完成整改。\n{END}"
    )

    assert "被检查单位" not in table.records[0].extra


@pytest.mark.parametrize(
    ("behind", "is_of_last"),
    [
        ("西河镇存在以下问题：其一，扬尘；其二，噪声。", False),
        ("要求：其一，立即清运；其二，封堵排口。", False),
        ("随后又发现油渍污染。", True),
    ],
)
def test_what_stands_behind_a_list_in_a_paragraph_is_of_its_last_problem_only_where_it_tells_of_it(
    behind, is_of_last
):
    table = one_table(f"督查情况通报\n存在以下问题：其一，垃圾未清运；其二，污水直排入河。{behind}")
    last = table.records[1].fields["description"]

    assert (behind in last) is is_of_last
    assert is_of_last or behind in "\n".join(one.text for one in table.left_out)


def test_a_paragraph_with_the_lists_of_many_places_is_read():
    text = "".join(f"第{place}处存在以下问题：一是垃圾未清运；二是污水直排入河。" for place in range(1, 1501))

    assert len(one_table(f"督查情况通报\n{text}").records) > 2


def test_what_was_done_stays_though_its_line_ends_without_a_sign():
    table = one_table(
        "关于督察反馈问题整改情况的报告\n一、河道黑臭问题。\n已完成清淤2公里。\n二、砖厂冒烟问题。\n砖厂已停产。\n目前正在拆除窑体\n县工信局"
    )

    assert table.records[1].fields["progress"] == "砖厂已停产。\n目前正在拆除窑体"


def test_more_measures_than_have_numbers_are_not_counted():
    table = one_table("问题：河道黑臭\n" + "整改措施：清淤\n整改成效：已清淤\n" * 120)

    assert len(table.records) == 120


LIST = [
    ["序号", "问题", "责任单位", "是否", "受理", "整改时限"],
    ["1", "河道黑臭", "县水利局", "是", "2026-03-01", "2026年9月底"],
    ["2", "砖厂冒烟", "县工信局", "否", "2026-04-01", "2026年10月底"],
]


def test_a_list_of_problems_with_a_cut_heading_stays_one():
    table = one_table("\n".join("\t".join(row) for row in LIST))
    fields = {column.header: column.field for column in table.columns}

    assert table.kind == "problem"
    assert (fields["问题"], fields["是否"], fields["受理"]) == ("description", None, None)


def test_the_only_problem_of_a_list_of_petitions_is_no_category_and_a_day_no_number():
    rows = [[*row, end] for row, end in zip(LIST, ("满意度", "满意", "满意"), strict=True)]
    table = one_table("\n".join("\t".join(row) for row in rows))
    fields = {column.header: column.field for column in table.columns}

    assert (fields["问题"], fields["受理"]) == ("description", None)


@pytest.mark.parametrize(
    ("found", "truth"),
    [
        ("经查，反映冒烟属实；反映噪声无法核实。", ""),
        ("经查，上次举报的扬尘不属实，本次反映的油烟已整改。", ""),
        ("群众反映“上次的答复称情况不属实”，经再次核查，窑炉确有冒烟。", ""),
        ("经核查，该件“部分属实”，已整改。", "部分属实"),
    ],
)
def test_a_verdict_on_something_else_is_none_on_the_petition(found, truth):
    head = ["受理编号", "交办问题", "行政区域", "调查核实情况", "处理情况"]
    rows = [
        [f"D3YN20260601000{number}", "砖厂冒黑烟。", "东河镇", text, "已责令整改。"]
        for number, text in enumerate((found, "经查属实。", "经查属实。"), 1)
    ]
    table = one_table("\n".join("\t".join(row) for row in (head, *rows)))

    assert [one.fields.get("substantiated", "") for one in table.records] == [truth, "属实", "属实"]
    assert bool(truth) != ("看不出整件是否属实" in asked(table))


def test_the_batch_in_the_name_of_the_paper_is_that_of_the_table_it_attaches():
    above = "云岭县第二十三批群众信访举报件办理情况公示\n附件：1.信访件清单\n信访件清单\n"
    table = one_table(
        f"{above}受理编号\t交办问题\t行政区域\t调查核实情况\t处理情况\nD3YN202606010001\t砖厂冒烟\t东河镇\t经查\t已整改\nD3YN202606010002\t砖厂冒烟\t东河镇\t经查\t已整改"
    )

    assert "第二十三批" in table.title
    assert any("第23批" in note for note in read_notes(above, table))


def read_notes(above, table):
    rows = ["\t".join(row) for row in table.grid.rows if row[1]]
    return read_text(above + "\n".join(rows)).notes


@pytest.mark.parametrize("label", ["公示时间", "公示日期", "公开时间", "发布日期"])
def test_the_days_of_publication_are_not_those_on_which_a_problem_was_handed_over(label):
    table = one_table(
        f"河湾县突出环境问题清单\n{label}：2026年2月23日至2026年3月1日\n序号 | 存在问题 | 责任单位 | 整改时限 |\n1 | 堆场未覆盖。 | 县住建局 | 30日内 |\n2 | 污水直排。 | 县水利局 | 15日内 |"
    )

    assert asked(table).count("从交办之日起算") == 2


def test_what_the_page_puts_between_a_label_and_the_answer_is_none_of_it():
    page = "信件标题：油烟扰民\n来信时间：2026-03-02\n信件内容：烧烤店油烟大。\n回复内容\n浏览次数：33\n打印本页\n已要求安装净化器。\n回复单位：县城管局"
    table = one_table(page)

    assert table.records[0].fields["result"] == "已要求安装净化器。"
    assert {one.text for one in table.left_out} >= {"浏览次数：33", "打印本页"}


def test_how_content_people_are_may_be_a_part_of_the_goal():
    (record,) = one_table(
        "问题：河道黑臭\n责任单位：县水利局\n整改时限：2026年9月底\n整改目标：\n满意度\n达到90%以上"
    ).records

    assert record.fields["goal"] == "满意度\n达到90%以上"


@pytest.mark.parametrize(
    "text",
    [
        f"关于网友反映的河道黑臭等问题的答复\n网友：\n您好！您反映的问题已收悉，现答复如下：经查，不属实，河道水质正常。\n{END}",
        f"市民服务\n您好，您在3月2日通过热线反映的城东河道黑臭的问题，属于县住建局职责，已转去办理。\n{END}",
    ],
)
def test_a_complaint_told_again_is_without_the_words_that_join_it(text):
    told = one_table(text).records[0].fields["description"]

    assert told.endswith("河道黑臭")
    assert not told.startswith("的")


@pytest.mark.parametrize("above", ["清淤，完成长度（公里）", "清淤，共涉及村"])
def test_a_number_behind_a_point_inside_a_sentence_is_no_page(above):
    (record,) = one_table(
        f"问题：河道黑臭\n责任单位：县水利局\n整改措施：{above}\n• 12\n整改时限：2026年9月底"
    ).records

    assert record.fields["measures"] == f"{above}\n• 12"


def test_many_blanks_between_open_cells_take_no_longer():
    text = f"序号 | 问题 | 责任单位 | 进展\n1 | 河道 | 县水利局 | 已清淤\n2 | 砖{' ' * 60_000}厂 | 县工信局 | 已停产"
    began = time.process_time()
    one_table(text)

    assert time.process_time() - began < 8


def test_what_stands_between_and_behind_answers_is_none_of_them():
    table = one_table(
        "一、油烟\n市民反映：烧烤店油烟扰民。\n县城管局答复：已安装净化器。\n二、扬尘\n市民反映：工地扬尘。\n县住建局答复：已洒水。\n云岭县热线办公室\n2026年3月2日\n如有疑问请拨打12345。"
    )

    assert [one.fields["result"] for one in table.records] == ["已安装净化器。", "已洒水。"]
    assert {"二、扬尘", "云岭县热线办公室"} <= {one.text for one in table.left_out}


def test_of_several_days_in_what_is_ordered_none_is_the_deadline():
    table = one_table(
        f"责令改正违法行为决定书\n云岭恒远建材有限公司：\n检查发现，你公司排放粉尘超标。\n现责令你公司于2026年5月1日前停止排放，2026年7月1日前改正。\n{END}"
    )

    assert not table.records[0].fields.get("deadline")
    assert "要求里写着几个时间，整改时限请补填" in asked(table)


def test_a_unit_with_two_characters_of_trouble_is_not_lost_behind_the_others():
    table = one_table("督查通报\n督查发现：东河村存在垃圾乱堆2处；西河村乱倒渣土；南湖村脏乱；请各村整改。")

    assert [one.fields["description"] for one in table.records] == ["存在垃圾乱堆2处", "乱倒渣土", "脏乱"]


@pytest.mark.parametrize(
    ("label", "field", "contents"),
    [
        ("整改措施", "measures", ("清淤2公里\n加强巡查\n拆除违建", "关停窑炉\n加强巡查\n更换设备")),
        ("责任单位", "responsible_unit", ("县水利局\n县住建局\n县城管局", "县工信局\n县住建局\n县环保局")),
        ("问题", "description", ("河道黑臭\n长期未治\n水质劣五类", "砖厂冒烟\n长期未治\n群众反映强烈")),
    ],
)
def test_a_line_that_comes_again_inside_of_contents_is_no_label(label, field, contents):
    cells = {
        "编号": "1",
        "问题": "河道黑臭。",
        "整改措施": "清淤。",
        "责任单位": "县水利局",
        "整改时限": "2026年9月底",
    }
    forms = [{**cells, "编号": str(number), label: content} for number, content in enumerate(contents, 1)]
    table = one_table("\n".join(f"{name}\n{text}" for form in forms for name, text in form.items()))

    assert [one.fields[field] for one in table.records] == list(contents)


def test_many_lines_that_come_again_take_no_longer():
    signs = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
    lines = "\n".join("".join(one) for one in product(signs, repeat=3))
    began = time.process_time()
    read_text("\n".join(f"问题\n{lines}\n责任单位\n县水利局\n整改时限\n2026年9月底" for _form in range(2)))

    assert time.process_time() - began < 8
