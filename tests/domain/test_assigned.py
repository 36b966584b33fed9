"""Who does a task and until when is taken from the end of a sentence, and never out of words that say something else."""

import pytest

from dczg_desktop.domain.assigned import assigned_in
from dczg_desktop.domain.words import DutyRole

LEAD, HELP, DOES = DutyRole.LEAD_UNIT, DutyRole.SUPPORTING_UNIT, DutyRole.RESPONSIBLE_UNIT


@pytest.mark.parametrize(
    ("text", "units", "deadline"),
    [
        ("污水直排，由县住建局牵头，县水利局配合，2024年6月底前完成整改。", [(LEAD, "县住建局"), (HELP, "县水利局")], "2024年6月底前完成整改"),
        ("堆场未覆盖。由县城管局牵头、城关镇配合，于2024年9月底前覆盖到位。", [(LEAD, "县城管局"), (HELP, "城关镇")], "2024年9月底前"),
        ("沿河倾倒垃圾，由青溪镇负责，6月底前清理完毕。", [(DOES, "青溪镇")], "6月底前"),
        ("垃圾多。牵头单位县水利局，配合单位青溪镇，立行立改。", [(LEAD, "县水利局"), (HELP, "青溪镇")], "立行立改"),
        ("垃圾多（县水利局牵头，青溪镇配合，2024年6月底前完成）。", [(LEAD, "县水利局"), (HELP, "青溪镇")], "2024年6月底前完成"),
        ("清理河道，由县水利局牵头，青溪镇配合。", [(LEAD, "县水利局"), (HELP, "青溪镇")], ""),
        ("垃圾未清理，2024年6月底前完成整改。", [], "2024年6月底前完成整改"),
    ],
)  # fmt: skip
def test_units_and_day_are_taken_from_the_end(text: str, units: list[tuple[DutyRole, str]], deadline: str):
    found = assigned_in(text)

    assert found is not None
    assert (list(found.units), found.deadline) == (units, deadline)


@pytest.mark.parametrize(
    "text",
    [
        "采石场扬尘严重。",
        "已于2024年6月底前完成。",
        "管网由县住建局负责建设，2023年底前未完成。",
        "扬尘突出，由县住建局负责监管。",
        "县水利局未落实河长制，巡河流于形式。",
        "河道由县水利局负责清淤，垃圾由青溪镇负责清运，6月底前完成。",
        "甲段由县水利局负责，6月底前完成；乙段长期未治，由青溪镇负责，9月底前完成。",
        "项目由县住建局负责，至今没有完成。",
    ],
)
def test_nothing_is_made_of_other_sentences(text: str):
    assert assigned_in(text) is None
