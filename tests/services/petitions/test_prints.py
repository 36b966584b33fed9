"""Counts and lists of petitions on paper and in workbooks; what we export reads back as the same fields."""

from datetime import date

import pytest

from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.documents import print_list
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.petitions.batches import announce_batch
from dczg_desktop.services.petitions.counts import bulletin, count_table
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_choices, petition_ids
from dczg_desktop.services.petitions.points import Point, save_points
from dczg_desktop.services.petitions.printing import (
    COUNTS,
    PRINTS,
    SETS,
    PetitionOrder,
    columns_of,
    count_report,
    list_of,
    petition_report,
)
from dczg_desktop.services.printed import write_report
from tests.services.petition_acts import put
from tests.services.printed_files import cells_of, lines_of, words_of


@pytest.fixture
def four(ledger):
    put(ledger, "D1", batch="第1批", responsible_unit="南坪镇", category="大气、噪声", completion="已办结")
    put(ledger, "D2", batch="第1批", responsible_unit="南坪镇", category="水", completion="阶段性办结")
    put(ledger, "D3", batch="第2批", responsible_unit="石桥镇", category="噪声", completion="")
    put(ledger, "D4", batch="第2批", category="", completion="已办结")
    return ledger


def column(table, name: str) -> list[int]:
    place = [heading for _upper, heading, _wanted in table.columns].index(name)
    return [row.numbers[place] for row in table.rows]


def test_an_item_of_two_types_counts_in_each_and_once_in_the_total(four):
    table = count_table(four)

    assert [row.name for row in table.rows] == ["南坪镇", "石桥镇", "未写明", "合计"]
    assert column(table, "移交件数") == [2, 1, 1, 4]
    assert column(table, "噪声") == [1, 1, 0, 2]
    assert column(table, "大气") == [1, 0, 0, 1]
    assert table.note.endswith("所以各类型之和 5 大于移交件数 4。")


def test_counting_each_item_once_makes_the_types_add_up(four):
    table = count_table(four, once=True)

    types = [name for upper, name, _ in table.columns if upper == "污染类型"]
    assert sum(column(table, name)[-1] for name in types) == 4
    assert column(table, "噪声") == [0, 1, 0, 1]
    assert table.note == "每件只计入第一个污染类型，各类型之和等于移交件数 4。"


@pytest.mark.parametrize("by", ["unit", "area", "batch"])
@pytest.mark.parametrize("once", [False, True])
def test_every_number_opens_exactly_its_rows(four, by, once):
    table = count_table(four, by, once=once)

    for row, counted in enumerate(table.rows):
        for place, number in enumerate(counted.numbers):
            assert len(petition_ids(four, table.cell(row, place))) == number


def test_a_table_of_one_batch_counts_that_batch(four):
    table = count_table(four, query=PetitionQuery(batch="第2批"))

    assert column(table, "移交件数") == [1, 1, 2]


def test_the_elements_of_a_bulletin_are_added_up_and_the_unread_listed(ledger):
    put(ledger, "D1", result="责令整改2家，立案处罚1家，罚款2.5万元", accountability="约谈3人")
    second = put(ledger, "D2", result="责令该厂限期整改，罚款3,000元")
    put(ledger, "D3", result="正在办理")

    found = bulletin(ledger)
    elements = {one.name: one for one in found.elements}

    assert elements["罚款金额"].words == "28,000"
    assert (elements["责令整改"].words, [one.uid for one in elements["责令整改"].unread]) == ("2", [second])
    assert elements["约谈"].words == "3"
    assert elements["问责"].stated == []
    assert (
        "共交办信访件 3 件，已办结 0 件，阶段性办结 0 件，未办结 3 件。责令整改 2 家，立案处罚 1 家"
        in found.text
    )
    assert "另有 1 处写到而没有读出数目，未计入" in found.text


def test_points_with_results_speak_for_their_item(ledger):
    uid = put(ledger, "D1", result="罚款1万元")
    save_points(ledger, uid, [Point("甲", result="罚款6000元"), Point("乙", result="罚款4000元")])

    assert {one.name: one.words for one in bulletin(ledger).elements}["罚款金额"] == "10,000"


def test_the_table_is_printed_with_two_levels_of_headings(four, tmp_path):
    write_report(count_report(four, "unit", PetitionQuery()), tmp_path / "表.pdf")
    write_report(count_report(four, "unit", PetitionQuery()), tmp_path / "表.xlsx")

    words = words_of(tmp_path / "表.pdf")
    for word in (
        "交办情况",
        "销号情况",
        "污染类型",
        "移交件数",
        "已办结验收中",
        "备注：一件涉及几个污染类型的",
    ):
        assert word in words
    heads = [row for row in cells_of(tmp_path / "表.xlsx") if "移交件数" in row]
    assert heads


@pytest.mark.parametrize("name", PRINTS)
def test_every_print_of_petitions_is_made_by_its_name(four, tmp_path, name):
    announce_batch(four, "第1批", expected=3, handed_on=date(2026, 6, 9))

    done = print_list(four, name, tmp_path / f"{name}.pdf")

    assert done.pages >= 1
    assert done.rows >= (0 if name == "信访件逐点核查表" else 2)
    assert len(SETS) == 3
    assert set(COUNTS) < set(PRINTS)


LONG = "".join(f"第{n}日现场核查，洗砂场沉淀池已满，" for n in range(1, 130))
FILLED = {
    "number": "D3GS202606070006", "starred": True, "sequence": "1", "batch": "第1批", "description": "反映洗砂场噪声扰民", "area": "青石县", "category": "噪声",
    "findings": LONG, "substantiated": "部分属实", "goal": "噪声达标", "result": "责令停产；\n罚款2万元", "completion": "阶段性办结",
    "accountability": "约谈1人", "handling": "立案处罚", "remark": "重点关注", "responsible_unit": "南坪镇", "deadline": "2026年12月底前", "completed_on": date(2026, 11, 20),
}  # fmt: skip


@pytest.mark.parametrize("form", SETS)
@pytest.mark.parametrize("internal", [False, True])
def test_what_we_export_reads_back_as_the_same_fields(offices, tmp_path, form, internal):
    filled = dict(FILLED)
    put(offices.city, filled.pop("number"), **filled)
    put(offices.city, "X3GS202606070007", description="反映油烟", batch="第1批", sequence="2")
    order = PetitionOrder(form=form, internal=internal)
    target = tmp_path / "一览表.xlsx"
    write_report(list_of(offices.city, order), target)

    done = accept_import(offices.county, preview_import(offices.county, target))

    assert (done.petitions, done.problems) == (2, 0)
    with offices.county.reading() as session:
        taken = session.query(Petition).filter(Petition.number == FILLED["number"]).one()
        names = [name for name, _column in columns_of(order) if name in FILLED]
        assert {name: getattr(taken, name) for name in names} == {name: FILLED[name] for name in names}
        assert taken.starred


LONG_NUMBERS = ("X2HA202104270093", "D53250020230620035")


@pytest.mark.parametrize("form", [*SETS, "信访件逐点核查表"])
@pytest.mark.parametrize("internal", [False, True])
def test_a_long_number_and_a_day_stay_on_one_line(ledger, tmp_path, form, internal):
    for number in LONG_NUMBERS:
        uid = put(
            ledger,
            number,
            starred=True,
            description=LONG,
            findings=LONG,
            result=LONG,
            completed_on=date(2026, 11, 20),
        )
        save_points(ledger, uid, [Point(LONG)])
    order = PetitionOrder(form=form, internal=internal)
    report = list_of(ledger, order) if form in SETS else petition_report(ledger, form)

    write_report(report, tmp_path / "表.pdf")

    lines = lines_of(tmp_path / "表.pdf")
    assert all(any(f"{number}*" in line for line in lines) for number in LONG_NUMBERS)
    assert not (internal and form in SETS) or any("2026-11-20" in line for line in lines)


def test_a_petition_of_several_units_counts_under_each_and_once_in_the_total(four):
    put(
        four,
        "D5",
        batch="第2批",
        responsible_unit="石桥镇、南坪镇（配合）",
        category="水",
        completion="已办结",
    )
    put(four, "D6", batch="第2批", responsible_unit="石桥镇牵头；县水利局督导", category="水")
    table = count_table(four)

    assert [row.name for row in table.rows] == ["南坪镇", "石桥镇", "未写明", "合计"]
    assert column(table, "移交件数") == [3, 3, 1, 6]
    assert column(table, "已办结") == [2, 1, 1, 3]
    assert table.note.endswith("一件由几个单位负责的，在各单位中分别计入，合计按件数，不按单位相加。")
    for row, counted in enumerate(table.rows):
        for place, number in enumerate(counted.numbers):
            assert len(petition_ids(four, table.cell(row, place))) == number
    assert petition_choices(four).units == ["南坪镇", "石桥镇", "〔空〕"]
    assert [row.name for row in count_table(four, query=PetitionQuery(unit="石桥镇")).rows] == ["石桥镇", "南坪镇", "合计"]  # fmt: skip
    assert "合计按件数" not in count_table(four, "area").note
    assert "合计按件数，不按单位相加" in "".join(count_report(four, "unit", PetitionQuery()).footnotes)


def test_petitions_of_one_unit_each_say_nothing_of_several(four):
    assert "合计按件数" not in count_table(four).note
