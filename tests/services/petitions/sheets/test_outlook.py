"""What is said of petitions before they go out and when they have come."""

from datetime import date

from dczg_desktop.services.outgoing.outlook import Section, outlook
from dczg_desktop.services.petitions.batches import announce_batch
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import Point, save_points
from dczg_desktop.services.register import shipments
from tests.offices import CITY, COUNTY
from tests.services.petition_acts import put
from tests.services.petitions.sheets.paper_office import NUMBER, PAPER, given_item


def test_the_register_counts_the_petitions_that_came(offices):
    item = given_item(offices, unit=COUNTY)
    receipt = offices.deliver(CITY, COUNTY)

    assert "其中信访件新增 1 件" in receipt.message
    assert "其中信访件 1" in shipments(offices.county)[0].content
    edit_petition(offices.county, item, {"findings": "核实了", "substantiated": "属实"})
    back = offices.deliver(COUNTY, CITY)
    assert [(one.problem, one.field, one.before, one.after) for one in back.changed] == [
        (NUMBER, "是否属实", "", "属实"), (NUMBER, "调查核实情况", "", "核实了"),
    ]  # fmt: skip


def test_the_outlook_lists_each_item_with_what_goes_along_and_what_stays(offices, item):
    save_points(offices.city, item, [Point("料堆扬尘"), Point("夜间噪声")])
    kept = given_item(offices, "D3XJ8", extra={"来访人栏": "有"})
    away = put(offices.city, "D3XJ9", responsible_unit="别的县")
    announce_batch(offices.city, "第17批", "", date(2026, 11, 20), 3, "")

    seen = outlook(offices.city, PAPER)

    leaves = {
        line.code: line.what for line in seen.lines if line.petition_uid and line.section is Section.LEAVES
    }
    assert leaves == {NUMBER: "信访件，对方办理，带 逐点 2", "D3XJ8": "信访件，对方办理"}
    stays = {line.petition_uid: line.text for line in seen.lines if line.section is Section.WITHHELD}
    assert "来访人栏" in stays[kept]
    assert "不在发出范围" in stays[away]
    assert any(line.what == "信访件批次 1 批" for line in seen.lines)
    assert seen.petitions == 2


def test_personal_data_in_a_point_are_told_with_the_petition_they_hang_on(offices, item):
    save_points(offices.city, item, [Point("料堆扬尘", findings="已告知13812345678")])

    (line,) = [one for one in outlook(offices.city, PAPER).lines if one.section is Section.PERSONAL]

    assert (line.code, line.petition_uid) == (NUMBER, item)
