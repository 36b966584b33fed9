"""Elements of a bulletin are counted where stated and named where not."""

from decimal import Decimal

import pytest

from dczg_desktop.domain.bulletin import NO_COUNT, OTHER_ORDER, readings, words_of


def read(text: str) -> dict[str, Decimal | None]:
    return {one.name: one.number for one in readings(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("责令整改3家，立案处罚2家，罚款2.5万元，约谈4人，问责1人。", {"责令整改": 3, "立案处罚": 2, "罚款金额": 25000, "约谈": 4, "问责": 1}),
        ("约谈镇分管负责人等三人", {"约谈": 3}),
        ("处罚款人民币123,456.50元", {"罚款金额": Decimal("123456.50")}),
        ("对甲厂罚款2万元，对乙厂罚款3万元", {"罚款金额": 50000}),
        ("立案侦查1件，刑事拘留2人", {"立案侦查": 1, "拘留": 2}),
        ("责令该企业立即整改", {"责令整改": None}),
        ("对甲罚款2万元，对乙罚款3万元，共计罚款5万元", {"罚款金额": None}),
        ("拟罚款10万元", {"罚款金额": None}),
        ("罚款若干", {"罚款金额": None}),
        ("对该厂罚款2万元，企业已缴纳罚款2万元。", {"罚款金额": 20000}),
        ("企业已足额缴纳罚款2万元", {"罚款金额": 20000}),
        ("不予罚款，未立案处罚", {}),
        ("未问责", {}),
        ("已种植草坪300平方米", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_numbers_are_read_where_stated_and_never_guessed(text, found):
    assert read(text) == found


def test_what_is_not_read_says_why():
    assert [one.why for one in readings("拟罚款10万元")] == ["拟处或建议处罚，尚未决定"]


@pytest.mark.parametrize(
    "text",
    [
        "责令11户安装油烟净化器",
        "责令3家整改，责令11户安装油烟净化器",
        "责令拆除违建2处",
        "责令该店于6月30日前安装净化器",
    ],
)
def test_an_order_to_do_something_else_is_listed_and_not_counted(text):
    (one,) = readings(text)

    assert (one.name, one.number) == ("责令整改", None)
    assert one.why in {OTHER_ORDER, NO_COUNT}


def test_orders_to_put_right_are_counted_as_before():
    assert read("责令11户限期整改") == {"责令整改": 11}
    assert read("责令停产整治2家") == {"责令整改": 2}
    assert read("责令2人作出检查") == {}


def test_amounts_are_exact_and_grouped():
    assert words_of(Decimal("0.1") + Decimal("0.2") + 123456) == "123,456.3"
    assert words_of(Decimal(1000)) == "1,000"


def test_what_two_columns_both_count_is_left_to_a_person():
    found = readings("立案处罚1家，罚款5万元", "对该厂立案处罚1家，罚款5万元，约谈2人", "责令整改")

    assert {one.name: one.number for one in found} == {
        "立案处罚": None,
        "罚款金额": None,
        "约谈": 2,
        "责令整改": None,
    }
    assert found[0].why == "几个栏目都写了数目，可能是同一件事，需人工核定"


def test_a_column_that_names_no_number_does_not_hide_the_number_of_another():
    assert [one.number for one in readings("立案处罚", "对甲、乙两厂立案处罚2家")] == [2]


def test_a_fine_only_planned_in_one_column_is_not_counted_from_another():
    assert [one.why for one in readings("罚款5万元", "拟罚款5万元")] == ["拟处或建议处罚，尚未决定"]
