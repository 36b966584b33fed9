"""How far down problems are really staffed, from real packages between three offices."""

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import assign
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.staffing import staffed_rows, staffing
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.acts import a_given_problem, a_problem


def standings(ledger):
    return {row.uid: (row.standing, row.unit) for row in staffing(ledger)}


def test_a_problem_is_staffed_where_the_lowest_unit_has_named_somebody(offices, given):
    assign(offices.county, [given], "赵科长", DutyRole.RESPONSIBLE_PERSON)
    offices.deliver(COUNTY, CITY)
    assert standings(offices.city)[given] == ("未到人", TOWNSHIP)

    assign(offices.township, [given], "钱站长", DutyRole.RESPONSIBLE_PERSON)
    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, CITY)

    (row,) = staffing(offices.city)
    assert (row.standing, row.unit, row.people, row.level) == ("已到人", TOWNSHIP, "钱站长", "乡镇")


def test_problems_without_a_unit_and_those_not_yet_sent_are_told_apart(offices):
    nobody = a_problem(offices.city)
    unsent = a_given_problem(offices.city, COUNTY, text="另一处")
    assign(offices.city, [unsent], "赵科长", DutyRole.RESPONSIBLE_PERSON)

    found = standings(offices.city)

    assert found[nobody][0] == "无责任单位"
    assert found[unsent] == ("未收到", COUNTY)
    offices.deliver(CITY, COUNTY)
    offices.deliver(COUNTY, CITY)
    assert standings(offices.city)[unsent] == ("已到人", COUNTY)


def test_a_list_of_problems_says_the_same_as_the_chains(offices, given):
    a_problem(offices.city)
    assign(offices.township, [given], "钱站长", DutyRole.RESPONSIBLE_PERSON)
    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, CITY)

    rows = staffed_rows(offices.city, problem_ids(offices.city, GridQuery()))

    assert {row.uid: row.standing for row in rows} == {
        row.uid: row.standing for row in staffing(offices.city)
    }
    assert {row.standing for row in rows} == {"无责任单位", "已到人"}
