"""Spellings of headers, statuses, categories, findings and unit roles."""

import pytest

from dczg_desktop.domain.boxes import ticked
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.vocabulary import (
    categories,
    is_acceptance,
    is_only_undone,
    status_of,
    substantiated_word,
)

BOXES = "□已验收销号\n☑已完成\n□达到时序进度\n□未达时序进度\n□尚未启动"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("达到时序进度", "达到序时进度"), ("达到序时进度", "达到序时进度"), ("按序时进度推进", "达到序时进度"),
        ("未完成但达到序时进度", "达到序时进度"), ("整改中", "达到序时进度"), ("未达时序进度", "未达到序时进度"),
        ("未达到序时进度", "未达到序时进度"), ("滞后任务", "未达到序时进度"), ("超过序时进度", "超过序时进度"),
        ("尚未启动", "尚未启动"), ("待整改", "尚未启动"), ("完成整改", "完成整改"), ("该问题已完成整改", "完成整改"),
        ("完成交账销号", "已销号"), ("已验收销号", "已销号"), ("未申请验收", "完成整改"), ("已办结", "已办结"),
        ("阶段性办结", "阶段性办结"), ("未办结", "未办结"), ("正在办理", "正在办理"), ("已经完成,长期坚持", "完成整改"),
        ("是（4月25日）", "完成整改"), ("是(2026.4.25)", "完成整改"), ("未办结（4月25日）", "未办结"),
        (BOXES, "完成整改"), ("■达到时序进度 □未达时序进度", "达到序时进度"), ("(√)尚未启动 ( )已完成", "尚未启动"),
    ],
)  # fmt: skip
def test_status_words_of_every_spelling(text, word):
    assert status_of(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "见附件",
        "是（4月25日前）",
        "否（4月25日）",
        BOXES.replace("☑", "□"),
        BOXES.replace("□已验收", "☑已验收"),
        "清运垃圾" * 10,
    ],
)
def test_no_single_status_is_none(text):
    assert status_of(text) is None


@pytest.mark.parametrize(
    "text", ["未通过", "不予通过", "不合格，限期整改", "不同意销号", "基本合格", "原则通过"]
)
def test_an_acceptance_that_was_not_passed_whole_is_no_completion(text):
    assert status_of(text) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("通过", True),
        ("符合要求，同意销号", True),
        ("未通过", True),
        ("经验收合格", True),
        ("已清理", False),
        ("同意上报", False),
        ("达标率提高到九成", False),
    ],
)
def test_results_of_acceptances_are_told_from_what_was_done(text, is_one):
    assert is_acceptance(text) == is_one


def test_all_ticked_options_are_listed():
    assert ticked(BOXES.replace("□尚未启动", "√尚未启动")) == ("已完成", "尚未启动")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("大气", ("大气",)), ("生态、扬尘，噪音", ("生态", "扬尘", "噪声")), ("水污染 大气污染", ("水", "大气")), ("其他\n污染", ("其他",)),
        ("油烟;垃圾", ("油烟", "垃圾")), ("群众身边的生态环境问题", ("生态",)), ("畜禽养殖", ("畜禽养殖",)), ("", ()),
        ("水气声渣", ("水", "大气", "噪声", "固体废物")), ("水、气、声、渣", ("水", "大气", "噪声", "固体废物")), ("大气水土", ("大气", "水", "土壤")),
        ("水环境大气环境", ("水", "大气")), ("土壤地下水", ("土壤", "水")), ("水 气", ("水", "大气")), ("大 气", ("大气",)), ("声环境", ("噪声",)),
        ("水泥厂扬尘", ("扬尘",)), ("水土流失", ("生态",)), ("水生态", ("生态",)), ("渣土", ("固体废物",)), ("土地", ("土地",)), ("大气（扬尘）", ("扬尘",)),
        ("☑水 □大气 ☑噪声", ("水", "噪声")), ("水□ 大气☑", ("大气",)),
    ],
)  # fmt: skip
def test_categories_are_normalised(text, words):
    assert categories(text) == words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("是", "属实"),
        ("部分\n属实", "部分属实"),
        ("基本属实", "基本属实"),
        ("否", "不属实"),
        ("不属实", "不属实"),
        ("待查", None),
        ("经核查，渗水属实、污染水田不属实，综合认定为部分属实", "部分属实"),
        ("综合认定噪声属实、异味不属实", None),
        ("现有监测数据和证据还不能综合认定为属实", None),
    ],
)
def test_findings_are_normalised(text, word):
    assert substantiated_word(text) == word


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("整改 时限", "deadline"), ("责任\n单位", "responsible_unit"), ("备注(是否加星)", "remark"), ("县(市、区)", "area"),
        ("督察反馈的主要问题", "description"), ("复查时间", None), ("问题或隐患图片", None), ("配合验收单位", None), ("", None),
    ],
)  # fmt: skip
def test_headers_name_fields(header, field):
    assert header_field(header)[0] == field


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("完成60%", None), ("基本完成", None), ("部分完成", None), ("阶段性完成", None), ("未销号", None), ("不合格", None), ("未通过", None), ("完成3公里", None),
        ("完成100%", "完成整改"), ("待销号", "完成整改"), ("已申请销号", "完成整改"), ("已办结验收中", "完成整改"), ("达序时进度", "达到序时进度"),
        ("正在推进", "达到序时进度"), ("停滞", "未达到序时进度"), ("按序时进度推进", "达到序时进度"), ("未完成但达到序时进度", "达到序时进度"),
        ("完成过半", None), ("已完成前期工作", None), ("主体工程已完成", None), ("已完成招投标", None),
        ("已完成六成", None), ("完成三分之二", None), ("完成了百分之百", "完成整改"), ("一期已完成", None), ("完成整改方案", None), ("主要任务完成", None), ("大体完成", None),
        ("部分办结", None), ("基本办结", None), ("县级已销号，市级未销号", None), ("区级已验收，待市级验收", "完成整改"),
        ("县级已验收，市级未验收", None), ("县级已验收，尚未通过市级验收", None), ("县级、市级均已验收", "已销号"), ("已完成，出现反弹", None), ("已完成，无反弹", "完成整改"),
        ("已销号，又反弹", None), ("完成年度整改任务", None), ("上半年任务已完成", None), ("完成整改任务", "完成整改"), ("通过评审", None), ("完成摸排", None),
    ],
)  # fmt: skip
def test_what_is_only_partly_done_is_not_read_as_done(text, word):
    assert status_of(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("无法按期完成", "未达到序时进度"), ("不能按期完成整改", "未达到序时进度"), ("未能完成", "未达到序时进度"), ("未全部完成", "未达到序时进度"), ("未整改到位", "未达到序时进度"),
        ("整改不到位", "未达到序时进度"), ("达不到序时进度", "未达到序时进度"), ("未能达到序时进度", "未达到序时进度"), ("落后于序时进度", "未达到序时进度"),
        ("没有办结", "未办结"), ("未按期办结", "未办结"), ("无法办结", "未办结"), ("待办结", "未办结"), ("未完成销号", "完成整改"), ("销号退回", None),
        ("即将完成", None), ("计划6月底完成", None), ("预计2026年6月完成", None), ("争取年底前完成", None), ("正在完成", None), ("待完成", None),
        ("将于2026年6月完成", None), ("拟于下半年完成整改", None), ("预计今年底完成", None), ("未在时限内完成", "未达到序时进度"),
        ("逾期完成", "完成整改"), ("逾期未完成", "未达到序时进度"), ("未逾期", None), ("提前完成", "完成整改"), ("如期完成整改", "完成整改"),
        ("2026年12月底前完成", None), ("年底前可完成", None), ("能按期完成", None), ("尽快完成", None), ("需完成", None), ("要求完成", None), ("6月底前办结", None), ("7日内办结", None),
        ("完成时限2026年12月", None), ("完成时间", None), ("已于2026年6月底前完成", "完成整改"), ("已按要求全部完成", "完成整改"), ("按要求完成", "完成整改"), ("已在6月底前办结", "已办结"),
        ("未滞后", None), ("进度滞后", "未达到序时进度"),
    ],
)  # fmt: skip
def test_what_will_be_done_or_was_not_is_not_read_as_done(text, word):
    assert status_of(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("经查属实", "属实"), ("反映问题\n属实", "属实"), ("查实", "属实"), ("查无实据", "不属实"), ("部分属实（扬尘属实）", "部分属实"), ("部分\n属实", "部分属实"),
        ("1.属实；2.不属实", None), ("部分属实、部分不属实", None), ("无法核实", None), ("该问题属实，但已整改到位，不再存在", None),
        ("部份属实", "部分属实"), ("非属实", None), ("是否属实", None), ("否（不属实）", "不属实"), ("□属实 ☑部分属实 □不属实", "部分属实"), ("☑属实 ☑不属实", None),
    ],
)  # fmt: skip
def test_several_findings_in_one_cell_are_not_read_as_one(text, word):
    assert substantiated_word(text) == word


@pytest.mark.parametrize(
    ("text", "word"), [("覆土完成一半", None), ("灭火完成，覆土过半", None), ("覆土完成", "完成整改")]
)
def test_what_is_half_done_is_not_done(text, word):
    assert status_of(text) == word


def test_not_done_is_not_behind_as_the_time_may_not_be_over():
    assert (status_of("是"), status_of("否")) == ("完成整改", None)
    assert all(map(is_only_undone, ("否", "未完成", "尚未完成整改", "未整改到位", "没有完成", "未全部完成")))
    assert not any(
        map(
            is_only_undone,
            ("逾期未完成", "未完成验收", "未按期完成", "未达到序时进度", "未启动", "未办结", "完成"),
        )
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("已办结（阶段性）", "阶段性办结"), ("已办结，阶段性", "阶段性办结"), ("已办结（部分）", None), ("办结中", "正在办理"),
        ("已办结（待回访）", "已办结"),
    ],
)  # fmt: skip
def test_a_petition_that_is_partly_done_is_not_done(text, word):
    assert status_of(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [("属实（部分）", "部分属实"), ("部分不属实", None), ("基本不属实", None), ("不属实", "不属实")],
)
def test_a_part_of_the_truth_is_neither_all_nor_nothing(text, word):
    assert substantiated_word(text) == word
