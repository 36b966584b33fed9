"""A petition is given to another county."""

import pytest

from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import Point, save_points
from tests.offices import CITY, COUNTY, OTHER
from tests.services.petition_acts import put
from tests.services.petitions.moved.counties import NUMBER, office_uid


@pytest.fixture
def item(offices, other):
    """The first county has it, has found something and said so; then the city gives it to the second one."""
    county = office_uid(offices.city, COUNTY)
    uid = put(offices.city, NUMBER, office_uid=county, responsible_unit=COUNTY, batch="第17批")
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, uid, {"findings": "老县核查属实", "substantiated": "属实"})
    save_points(offices.county, uid, [Point("料堆扬尘")])
    offices.deliver(COUNTY, CITY)
    edit_petition(offices.city, uid, {"responsible_unit": OTHER})
    return uid
