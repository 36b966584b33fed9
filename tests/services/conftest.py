"""A problem that has gone down all three levels."""

import pytest

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import assign
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.acts import a_given_problem


@pytest.fixture
def given(offices):
    """A problem of the city for which county and township answer, known to all three."""
    uid = a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。", number="D3HN202611220001")
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [uid], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    offices.deliver(COUNTY, TOWNSHIP)
    return uid
