"""What stands under a wrong heading is asked about: cells shifted by one column, columns that were exchanged."""

import pytest

from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.tables.values.misplaced import (
    DAY,
    FIGURE,
    STATE,
    UNIT,
    VERDICT,
    kind_of,
    maybe_misplaced,
)

HEADS = "序号|问题|整改目标|整改措施|责任单位|责任人|整改时限"
RIGHT = ("1", "排口直排污水", "消除直排", "封堵排口", "县水利局", "张建国", "2026年6月底前")


def doubted(*rows: str) -> dict[str, str]:
    """The cells said to hold what belongs elsewhere, with the kind of it."""
    (table,) = read_text("\n".join(row.replace("|", "\t") for row in (HEADS, *rows))).tables
    found = [one for one in table.faults if "各格错开了一栏" in one.message]
    return {
        one.place.rpartition("!")[2]: one.message.partition("写的是")[2].partition("。")[0] for one in found
    }


def test_a_row_in_its_place_is_not_asked_about():
    assert doubted("|".join(RIGHT)) == {}


def test_a_row_that_lost_a_cell_is_asked_about_wherever_a_text_cannot_stand():
    said = doubted("|".join(RIGHT), "2|扬尘|安装喷淋|县住建局|李明|2026年8月底前")

    assert said == {"D3": UNIT, "F3": DAY}


@pytest.mark.parametrize(
    ("place", "text", "kind"),
    [
        (1, "2026年6月底前", DAY), (1, "已完成", STATE), (1, "县水利局", UNIT), (1, "12.5%", FIGURE), (2, "属实", VERDICT),
        (3, "2026.6.30", DAY), (3, "县水利局、县住建局", UNIT), (4, "立行立改", DAY), (4, "整改中", STATE),
        (5, "6月底", DAY), (5, "已销号", STATE),
    ],
)  # fmt: skip
def test_a_text_of_another_kind_is_told_with_what_it_is(place, text, kind):
    row = [*RIGHT[:place], text, *RIGHT[place + 1 :]]

    assert doubted("|".join(row)) == {f"{'ABCDEFG'[place]}2": kind}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (1, "2025年6月发现河道内堆放垃圾"), (1, "县住建局监管不到位"), (2, "完成整改"), (2, "2026年6月底前完成整改"), (3, "已完成"),
        (3, "2026年6月底前封堵排口"), (3, "县水利局封堵"), (4, "三月街管委会"), (4, "月湖镇人民政府"), (4, "一局两中心"), (5, "王已立"), (5, "无"), (2, "/"),
    ],
)  # fmt: skip
def test_what_may_well_stand_there_is_not_asked_about(place, text):
    row = [*RIGHT[:place], text, *RIGHT[place + 1 :]]

    assert doubted("|".join(row)) == {}


def test_only_short_texts_with_a_sign_of_something_else_are_looked_at():
    texts = ["排口直排", "已完成", "县水利局", "在" * 30 + "局", ""]

    assert set(maybe_misplaced("description", texts)) == {"已完成", "县水利局"}
    assert set(maybe_misplaced("lead_unit", texts)) == {"已完成"}
    assert not maybe_misplaced("lead_unit", ["县水利局"])
    assert kind_of("在" * 30 + "局") == ""


def test_a_column_of_persons_under_units_is_asked_about_and_places_are_not():
    def asked(*names: str) -> list[str]:
        rows = [f"{line}\t问题\t{name}" for line, name in enumerate(names, 1)]
        (table,) = read_text("\n".join(("序号\t问题\t责任单位", *rows))).tables
        return [one.value for one in table.faults if "像是人名" in one.message]

    assert asked("张建国", "李大海", "王明") == ["张建国", "李大海", "王明"]
    assert asked("黄山", "常德", "张家界") == []
