"""Areas are read as names, and an office is named only where it is certain."""

import pytest

from dczg_desktop.domain.areas import AreaMatch, Offices, Seat, areas

TREE = Offices(
    [
        Seat("city", "浔江市整改办"),
        Seat("qing", "青石县人民政府", "city"),
        Seat("qing-env", "青石县生态环境局", "city"),
        Seat("yun", "云岭县整改办", "city"),
        Seat("nan-q", "城关镇人民政府", "qing"),
        Seat("nan-y", "城关镇人民政府", "yun"),
        Seat("he", "河湾乡", "yun"),
        Seat("park", "浔江经开区管委会", "city"),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("嘉峪 关市", ("嘉峪关市",)), ("浔阳 区", ("浔阳区",)), ("青石县", ("青石县",)), ("青石县、云岭县", ("青石县", "云岭县")), ("青石县 云岭县", ("青石县", "云岭县")),
        ("青石\n县", ("青石县",)), ("青石县\n南坪镇", ("青石县南坪镇",)), ("浔江市青石县", ("浔江市青石县",)), ("", ()), ("青石县，青石县", ("青石县",)), ("　青石县　", ("青石县",)),
        ("青石县\n市场监督管理局", ("青石县市场监督管理局",)), ("青石县\n市住建局", ("青石县", "市住建局")), ("青石县\n住建局", ("青石县住建局",)),
    ],
)  # fmt: skip
def test_the_areas_of_a_cell_are_whole_names(text, names):
    assert areas(text) == names


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("青石县", "qing"), ("青石 县", "qing"), ("浔江市青石县", "qing"), ("云岭县", "yun"), ("河湾乡", "he"), ("云岭县城关镇", "nan-y"), ("青石县 城关镇", "nan-q"),
        ("浔江市", "city"), ("浔江经开区", "park"),
    ],
)  # fmt: skip
def test_an_area_of_one_office_is_found(text, uid):
    assert TREE.of(text).uid == uid


def test_an_area_of_two_offices_is_asked_and_both_are_named():
    assert TREE.of("城关镇") == AreaMatch(
        "", ("城关镇人民政府（青石县人民政府）", "城关镇人民政府（云岭县整改办）")
    )


def test_two_areas_are_asked_and_an_unknown_one_is_left():
    assert TREE.of("青石县、云岭县") == AreaMatch("", ("青石县人民政府", "云岭县整改办"))
    assert TREE.of("外省某县") == AreaMatch()
