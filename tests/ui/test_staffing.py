"""责任链 in the details and 未到人 in 责任清单."""

import pytest

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import assign
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.acts import a_given_problem
from ui.pages.ledger.detail import DetailPanel
from ui.pages.responsibility.page import ResponsibilityPage


@pytest.fixture
def given(offices, context):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [uid], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    assign(offices.county, [uid], "赵科长", DutyRole.RESPONSIBLE_PERSON)
    offices.deliver(COUNTY, CITY)
    context.open_ledger(offices.city, offices.city.user_uid, "张录入", CITY)
    return uid


def test_the_details_show_the_levels_their_people_and_where_it_stops(qtbot, context, given):
    panel = DetailPanel(context)
    qtbot.addWidget(panel)

    panel.show_now(given, panel.duties)

    table = panel.duties.chain.table
    cells = [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]
    assert [(level, unit.split("（")[0], people) for level, unit, people, _ in cells] == [
        ("县", COUNTY, "赵科长"),
        ("乡镇", TOWNSHIP, "未到人"),
    ]
    assert f"已落实到乡镇：{TOWNSHIP}" in panel.duties.chain.words.text()


def test_problems_that_nobody_below_answers_for_are_listed(qtbot, context, given):
    page = ResponsibilityPage(context)
    qtbot.addWidget(page)
    page.tabs.setCurrentWidget(page.staffing)
    qtbot.waitUntil(lambda: not page.staffing.is_busy and page.staffing.model.rowCount() == 1)

    row = page.staffing.model.row_at(0)
    assert (row.standing, row.unit) == ("未到人", TOWNSHIP)
    assert page.tabs.tabText(page.tabs.indexOf(page.staffing)) == "未到人 1"
