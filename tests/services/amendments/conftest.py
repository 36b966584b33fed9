"""A problem of which the county has reported, and one that the city has sent back to it."""

import pytest

from dczg_desktop.services.progress import Report, report_progress
from tests.offices import CITY, COUNTY
from tests.services.amendments.scene import send_back


@pytest.fixture
def reported(offices, given):
    """The county has reported to the city."""
    report_progress(offices.county, given, Report("2026-11", "完成大部分", 80))
    offices.deliver(COUNTY, CITY)
    return given


@pytest.fixture
def returned(offices, reported):
    """The city has sent three fields back; the county has the package."""
    send_back(offices.city, reported, ("progress", "text"), ("progress", "percent"), ("measure", "result"))
    offices.deliver(CITY, COUNTY)
    return reported
