"""Two offices write the same field without knowing of each other."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.amendments import Standing
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.measures import MeasureDraft, edit_measure
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.requests import list_amendments
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
    (conflict,) = list_conflicts(offices.county)
    resolve_conflict(offices.county, "measure", disputed, "text", "甲")
    assert last_undoable(offices.county).title == f"{conflict.code}：措施 整改措施：甲"

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


def test_a_conflict_shows_what_the_field_said_before_and_who_decides(offices, disputed):
    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, TOWNSHIP)
    offices.deliver(COUNTY, CITY)

    for ledger in (offices.county, offices.township):
        (conflict,) = list_conflicts(ledger)
        assert conflict.base == "1.封堵排口。"
        assert (conflict.may_decide, conflict.note_required) == (True, False)
        assert {value.who for value in conflict.values} == {"张录入"}
        assert all(value.at.startswith("2026-11-22") for value in conflict.values)
    (above,) = list_conflicts(offices.city)
    assert above.note_required
    assert COUNTY in above.decider


def test_who_does_not_own_the_field_decides_only_with_a_reason_and_the_others_read_it(offices, disputed):
    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, CITY)
    with pytest.raises(UserError, match="写明理由"):
        resolve_conflict(offices.city, "measure", disputed, "text", "封堵全部排口")

    resolve_conflict(offices.city, "measure", disputed, "text", "封堵全部排口", "以批复方案为准")
    offices.deliver(CITY, COUNTY)
    offices.deliver(COUNTY, TOWNSHIP)

    assert [list_conflicts(one) for one in offices.every] == [[], [], []]
    (told,) = list_amendments(offices.township)
    assert (told.standing, told.mine) == (Standing.DECLINED, True)
    assert "以批复方案为准" in told.answer
    assert [one.standing for one in list_amendments(offices.county)] == [Standing.ACCEPTED]


def test_what_this_office_cannot_decide_stands_in_its_list_until_the_owner_has_decided(
    offices, given, tmp_path
):
    copy = offices.copy_of(CITY, tmp_path / "旧.dczg")
    edit_problem(offices.city, given, {"goal": "目标甲"})
    offices.deliver(CITY, COUNTY)
    offices.put_back(CITY, copy)
    edit_problem(offices.city, given, {"goal": "目标乙"})
    offices.deliver(CITY, COUNTY)

    (waiting,) = list_conflicts(offices.county)
    assert (waiting.may_decide, waiting.decider) == (False, CITY)


def test_equal_values_are_one_and_name_everybody_who_wrote_them(offices, given):
    first, _ = measures_of(offices.county, given)
    edit_measure(offices.county, first, MeasureDraft("同样的写法"))
    edit_measure(offices.township, first, MeasureDraft("同样的写法"))
    edit_measure(offices.city, first, MeasureDraft("另一种写法"))
    offices.deliver(TOWNSHIP, COUNTY)
    assert list_conflicts(offices.county) == []

    offices.deliver(CITY, COUNTY)

    (conflict,) = list_conflicts(offices.county)
    assert {(one.value, frozenset(one.office.split("、"))) for one in conflict.values} == {
        ("同样的写法", frozenset({COUNTY, TOWNSHIP})),
        ("另一种写法", frozenset({CITY})),
    }
