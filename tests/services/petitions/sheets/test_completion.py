"""The completion of a petition and its day in a sheet: one goes with the other."""

from datetime import date

import pytest

from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.petitions.items import edit_petition
from tests.services.petition_acts import field
from tests.services.petitions.sheets.paper_office import package, taken

DAY = date(2026, 11, 20)


@pytest.fixture
def finished(offices, item):
    edit_petition(offices.city, item, {"completion": "已办结", "completed_on": DAY.isoformat()})
    return item


@pytest.mark.parametrize("word", ["〔清空〕", "未办结"])
def test_clearing_the_completion_takes_its_day_along_and_shows_it(offices, finished, word):
    filled = package(offices).fill("信访件", finished, 办结情况=word).save()
    after = "" if word == "〔清空〕" else word

    seen = preview_package(offices.city, filled)
    assert [(one.field, one.before, one.after) for one in seen.hand_edits] == [
        ("办结情况", "已办结", after),
        ("办结日期（随办结情况清空）", "2026-11-20", ""),
    ]
    assert len({one.key for one in seen.hand_edits}) == 1  # ticked and left together
    receive(offices.city, filled, accept_hand_edits=True)
    assert (field(offices.city, finished, "completion"), field(offices.city, finished, "completed_on")) == (
        after,
        None,
    )


def test_a_day_stands_only_beside_what_is_finished(offices, item):
    receipt = taken(offices.city, package(offices).fill("信访件", item, 办结日期=DAY))

    assert receipt.hand_edits == ()
    (fault,) = receipt.refused
    assert "办结情况没有填写，不能有办结日期" in fault.message
    assert "2026-11-20" in fault.value


def test_a_new_day_beside_a_cleared_completion_is_named_and_left(offices, finished):
    form = package(offices).fill("信访件", finished, 办结情况="未办结", 办结日期=date(2026, 11, 21))

    receipt = taken(offices.city, form)

    assert [one.field for one in receipt.hand_edits] == ["办结情况", "办结日期（随办结情况清空）"]
    assert ["是“未办结”，不能有办结日期" in one.message for one in receipt.refused] == [True]
    assert field(offices.city, finished, "completed_on") is None


def test_a_completion_with_its_day_is_taken_or_left_as_one(offices, item):
    filled = package(offices).fill("信访件", item, 办结情况="阶段性办结", 办结日期=DAY).save()

    seen = preview_package(offices.city, filled)
    assert len({one.key for one in seen.hand_edits}) == 1
    receive(offices.city, filled, accept_hand_edits=True)
    assert field(offices.city, item, "completed_on") == DAY
