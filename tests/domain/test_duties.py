import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.duties import ELEMENTS, gaps, gaps_mask, gaps_of
from dczg_desktop.domain.facts import DutyFacts
from dczg_desktop.domain.words import DutyRole
from tests.domain.builders import CHAIN, a_problem

NAMES = [name for name, _ in ELEMENTS]


def test_a_complete_chain_has_no_gap():
    assert gaps(a_problem()) == []


def test_an_empty_problem_lacks_all_seven_in_the_order_of_the_form():
    empty = a_problem(goal="", deadlines=(), duties=(), measures=(), plan="")

    assert gaps(empty) == ["整改目标", "整改时限", "责任单位", "责任领导", "责任人员", "督导单位", "整改措施"]


@pytest.mark.parametrize("word", ["", "无", "/", "—", "相关单位", "有关部门", " 待定 "])
def test_a_word_that_names_nobody_counts_as_missing(word):
    duties = (DutyFacts(DutyRole.RESPONSIBLE_UNIT, word), *CHAIN[1:])

    assert gaps(a_problem(duties=duties)) == ["责任单位"]


@pytest.mark.parametrize(
    ("role", "standing_in"),
    [
        (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT),
        (DutyRole.RESPONSIBLE_LEADER, DutyRole.LEAD_LEADER),
        (DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT),
    ],
)
def test_roles_that_stand_in_for_each_other(role, standing_in):
    duties = tuple(DutyFacts(standing_in if duty.role is role else duty.role, duty.name) for duty in CHAIN)

    assert gaps(a_problem(duties=duties)) == []


def test_a_supporting_unit_does_not_answer_for_a_problem():
    duties = (DutyFacts(DutyRole.SUPPORTING_UNIT, "县水利局"), *CHAIN[1:])

    assert gaps(a_problem(duties=duties)) == ["责任单位"]


def test_measures_as_a_run_on_text_count_as_measures():
    assert gaps(a_problem(measures=(), plan="1.封堵排口。")) == []


@given(st.sets(st.sampled_from(NAMES)))
def test_the_mask_keeps_every_gap(missing):
    ordered = [name for name in NAMES if name in missing]

    assert gaps_of(gaps_mask(ordered)) == ordered
