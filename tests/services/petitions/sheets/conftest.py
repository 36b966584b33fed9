"""A petition that goes out as a sheet."""

import pytest

from dczg_desktop.domain.words import Level
from dczg_desktop.services.offices import add_office
from tests.services.petitions.sheets.paper_office import PAPER, given_item


@pytest.fixture
def item(offices):
    """A petition of the city, answered for by a county that has no program."""
    add_office(offices.city, PAPER, "430624", Level.COUNTY)
    return given_item(offices)
