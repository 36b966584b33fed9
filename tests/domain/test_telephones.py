import time

import pytest

from dczg_desktop.domain.telephones import without_telephones


@pytest.mark.parametrize(
    ("text", "unit", "numbers"),
    [
        ("县水利局 0797-5301234", "县水利局", ("0797-5301234",)),
        ("县水利局13800138000", "县水利局", ("13800138000",)),
        ("县水利局（0797-5301234）", "县水利局", ("0797-5301234",)),
        ("县水利局（联系电话：0797-5301234）", "县水利局", ("0797-5301234",)),
        ("县水利局，电话：0797—5301234", "县水利局", ("0797—5301234",)),
        ("县水利局\n5301234", "县水利局", ("5301234",)),
        ("县水利局 138 0013 8000", "县水利局", ("138 0013 8000",)),
        ("县水利局 0797-5301234、13800138000", "县水利局", ("0797-5301234、13800138000",)),
        (
            "县水利局 0797-5301234；县住建局 0797-5305678",
            "县水利局；县住建局",
            ("0797-5301234", "0797-5305678"),
        ),
        ("县水利局（0797）5301234", "县水利局", ("（0797）5301234",)),
    ],
)
def test_a_number_behind_a_unit_is_no_part_of_its_name(text, unit, numbers):
    assert without_telephones(text) == (unit, numbers)


@pytest.mark.parametrize(
    "text",
    [
        "县水利局",
        "县水利局（2025年6月）",
        "县水利局20260608",
        "县水利局（联系人：李某，电话0555-7211243）",
        "县水利局202606",
        "12345热线办",
        "中铁十二局集团第3工程公司",
        "0797-5301234",
        "91360724MA35XXXX1K公司",
        "360724199001011234",
    ],
)
def test_other_numbers_stay_and_a_number_alone_is_left(text):
    assert without_telephones(text) == (text, ())


def test_a_long_line_is_passed_over_in_no_time():
    began = time.process_time()
    for text in (" " * 200_000 + "0797", "（" * 5_000 + "0797-5301234", "0797-530123 " * 20_000):
        without_telephones(text)

    assert time.process_time() - began < 1
