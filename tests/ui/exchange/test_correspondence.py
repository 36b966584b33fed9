"""往来台账 as the window shows it."""

import pytest

from dczg_desktop.services.correspondence import month_day
from tests.offices import CITY, COUNTY
from tests.services.acts import a_given_problem
from ui.pages.exchange.correspondence import CorrespondencePanel


@pytest.fixture
def given(offices):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    return uid


@pytest.fixture
def panel(qtbot, context, offices, given, watch):
    offices.deliver(COUNTY, CITY)
    offices.package(CITY, COUNTY)
    watch.pass_days(34)
    context.open_ledger(offices.city, offices.city.user_uid, "张录入", CITY)
    made = CorrespondencePanel(context)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.reload()
    return made


def files(panel):
    return [panel.packages.model.row_at(n).direction for n in range(panel.packages.model.rowCount())]


def test_a_silent_office_stands_first_and_says_for_how_long(panel):
    row = panel.model.row_at(0)

    assert (row.office, row.standing, row.days_silent) == (COUNTY, "逾期", 34)
    assert panel.packages.silence.words.text() == "连续 1 期未报，已 34 天未收到"
    assert "12 月未报" in panel.packages.periods.text()


def test_every_number_opens_its_packages(panel):
    assert len(files(panel)) == 3

    panel.packages.cards["收到"].click()
    assert files(panel) == ["收到"]
    panel.packages.cards["未确认"].click()
    assert files(panel) == ["发出"]
    assert not panel.packages.cards["缺号"].isEnabled()


def test_the_report_day_is_kept_in_the_ledger(qtbot, panel, offices):
    panel.day.setValue(28)
    panel.day.editingFinished.emit()
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=10_000)

    assert month_day(offices.city) == 28


def test_the_grid_is_printed(qtbot, panel, tmp_path, context):
    panel.ask_target = lambda _parent: tmp_path / "往来.pdf"

    panel.print_button.click()
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=10_000)

    assert (tmp_path / "往来.pdf").read_bytes().startswith(b"%PDF")
