import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.personal import (
    PersonalKind,
    masked,
    maybe_person_data,
    person_data,
    personal_data,
    roughly,
)


@pytest.mark.parametrize(
    ("text", "kind", "found", "proposal"),
    [
        ("联系电话13907741234，请回复", PersonalKind.MOBILE, "13907741234", "139****1234"),
        ("电话：139 0774 1234", PersonalKind.MOBILE, "139 0774 1234", "139****1234"),
        ("电话：+86-139-0774-1234", PersonalKind.MOBILE, "+86-139-0774-1234", "139****1234"),
        ("电话１３９０７７４１２３４", PersonalKind.MOBILE, "１３９０７７４１２３４", "139****1234"),
        ("微信截图_15907741234.jpg", PersonalKind.MOBILE, "15907741234", "159****1234"),
        ("举报人家庭电话0774-2345678", PersonalKind.TELEPHONE, "0774-2345678", "0774-234****"),
        ("身份证450421198807150031。", PersonalKind.IDENTITY, "450421198807150031", "4504**************"),
        ("证号45042119880715003x", PersonalKind.IDENTITY, "45042119880715003x", "4504**************"),
        ("身份证号码：450421880715003", PersonalKind.IDENTITY, "450421880715003", "4504***********"),
        ("花园小区11栋2单元203号市民反映", PersonalKind.DOOR, "11栋2单元203号", "*栋*单元*号"),
        ("家住3号楼二单元501室", PersonalKind.DOOR, "3号楼二单元501室", "*号楼*单元*室"),
        ("阳光城5幢1单元302", PersonalKind.DOOR, "5幢1单元302", "*幢*单元*"),
        ("阳光城A栋1203室", PersonalKind.DOOR, "A栋1203室", "A栋*室"),
        ("南坪村三组12号住户", PersonalKind.DOOR, "三组12号", "*组*号"),
        ("举报人张建国反映夜间施工", PersonalKind.NAME, "张建国", "张某某"),
        ("信访人李明，多次投诉", PersonalKind.NAME, "李明", "李某"),
        ("举报人：于大海（男）", PersonalKind.NAME, "于大海", "于某某"),
        ("投诉人姓名 王芳", PersonalKind.NAME, "王芳", "王某"),
    ],
)  # fmt: skip
def test_personal_data_is_found_where_it_stands_with_a_masked_proposal(text, kind, found, proposal):
    (one,) = personal_data(text)

    assert (one.kind, text[one.start : one.end], one.masked) == (kind, found, proposal)


@pytest.mark.parametrize(
    "text",
    [
        "受理编号X140000201812090003",
        "D410400000000201912170004、D3JX202405160020",
        "统一社会信用代码91450421MA5K000X12",
        "总投资13800138000元",
        "mmexport1598765432101.jpg",
        "文件校验值8fa13907741234bc",
        "受理部门电话0774-2345678",
        "举报人反映该厂夜间排污",
        "举报人高度关注此事",
        "信访人于近日反映，信访人和周边群众",
        "举报人：匿名；信访人：周边居民、商户",
        "举报人张某反映，信访人李某某称，投诉人王女士要求",
        "建设3栋厂房、5栋8号厂房，配2座3号罐",
        "拆除违建5栋8户",
        "电话138****5678，住*栋*单元*号",
        "完成第3单元改造",
        "",
    ],
)
def test_ordinary_words_and_numbers_of_the_trade_are_left_alone(text):
    assert personal_data(text) == []


def test_several_are_named_in_order_and_masking_leaves_none():
    text = "举报人赵志强（手机13907741234），家住幸福里8栋1单元602室"

    assert [one.kind for one in personal_data(text)] == [
        PersonalKind.NAME,
        PersonalKind.MOBILE,
        PersonalKind.DOOR,
    ]
    assert masked(text) == "举报人赵某某（手机139****1234），家住幸福里*栋*单元*室"


@given(st.text(alphabet="举报人信访：张李于高三0139栋幢单元号室组村身份证，x*- １３", max_size=40))
def test_masking_takes_everything_in_one_go_and_touches_nothing_else(text):
    found = personal_data(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert (masked(text) == text) == (not found)
    assert personal_data(masked(text)) == []


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("电话 13912345678", True), ("电话１３９１２３４５６７８", True), ("电话：139-1234-5678", True), ("举报人张某称", True),
        ("有关人员 2026 年 12 月投入 1500 万元", False), ("", False),
    ],
)  # fmt: skip
def test_one_rough_look_tells_where_texts_may_hold_personal_data(text, may):
    whole = f"完成整改。\n{text}\n长期坚持"

    places = list(maybe_person_data(whole, roughly(whole)))

    assert bool(places) is may
    assert all(6 <= place < 6 + len(text) for place in places)


@given(st.lists(st.text(alphabet="举报信访人：张139-0２３x* \n", max_size=24), max_size=6))
def test_no_text_with_personal_data_is_passed_over_by_the_rough_look(texts):
    whole = "\n".join(texts)
    places = list(maybe_person_data(whole, roughly(whole)))

    start = 0
    for text in texts:
        if person_data(text):
            assert any(start <= place < start + len(text) for place in places)
        start += len(text) + 1
