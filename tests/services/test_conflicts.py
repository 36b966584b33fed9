"""Two offices write the same field without knowing of each other."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.measures import MeasureDraft, edit_measure
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, COUNTY, TOWNSHIP, shared, visible
from tests.services.acts import measures_of


@pytest.fixture
def disputed(offices, given):
    """County and township have worded the same measure differently without knowing of each other."""
    first, _ = measures_of(offices.county, given)
    edit_measure(offices.county, first, MeasureDraft("封堵全部排口"))
    edit_measure(offices.township, first, MeasureDraft("封堵排口并设监控"))
    return first


def test_a_conflict_appears_on_both_sides_and_its_resolution_travels(offices, disputed):
    receipt = offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, TOWNSHIP)

    assert [change.field for change in receipt.conflicts] == ["整改措施"]
    for ledger in (offices.county, offices.township):
        (conflict,) = list_conflicts(ledger)
        assert {one.value for one in conflict.values} == {"封堵全部排口", "封堵排口并设监控"}
        assert {one.office for one in conflict.values} == {COUNTY, TOWNSHIP}
        assert sum(one.shown for one in conflict.values) == 1
    assert shared(offices.county) == shared(offices.township)

    resolve_conflict(offices.county, "measure", disputed, "text", "封堵全部排口并设监控", "电话商定")
    offices.deliver(COUNTY, TOWNSHIP)

    assert list_conflicts(offices.county) == list_conflicts(offices.township) == []
    assert (
        problem_detail(offices.township, offices_problem(offices)).facts.measures[0].text
        == "封堵全部排口并设监控"
    )


def offices_problem(offices):
    return visible(offices.county)["problem"][0][0]


def test_a_conflict_that_is_gone_cannot_be_decided_again(offices, disputed):
    offices.deliver(TOWNSHIP, COUNTY)
    resolve_conflict(offices.county, "measure", disputed, "text", "甲")

    with pytest.raises(UserError, match="已经不在了"):
        resolve_conflict(offices.county, "measure", disputed, "text", "乙")


def test_editing_a_disputed_field_ends_the_conflict_and_undo_brings_it_back(offices, disputed):
    offices.deliver(TOWNSHIP, COUNTY)
    before = visible(offices.county)
    edit_measure(offices.county, disputed, MeasureDraft("另行商定"))
    assert list_conflicts(offices.county) == []

    undo(offices.county, last_undoable(offices.county).uid)

    assert visible(offices.county) == before
    assert len(list_conflicts(offices.county)) == 1


def test_only_the_issuing_office_decides_about_its_own_fields(offices, given, tmp_path):
    copy = offices.copy_of(CITY, tmp_path / "旧.dczg")
    edit_problem(offices.city, given, {"goal": "目标甲"})
    offices.deliver(CITY, COUNTY)
    offices.put_back(CITY, copy)
    edit_problem(offices.city, given, {"goal": "目标乙"})
    offices.deliver(CITY, COUNTY)
    (conflict,) = list_conflicts(offices.county)

    with pytest.raises(UserError, match="由交办单位定夺"):
        resolve_conflict(offices.county, "problem", given, "goal", "目标甲")

    assert conflict.label == "整改目标"
    offices.deliver(COUNTY, CITY)
    resolve_conflict(offices.city, "problem", given, "goal", "目标甲")
    offices.deliver(CITY, COUNTY)
    assert list_conflicts(offices.county) == []
