"""A second county beside the three offices, for what the city gives from one to the other."""

import pytest

from dczg_desktop.domain.words import Level, Relation
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.offices import enrol, export_card
from tests.offices import CLERK, OTHER


@pytest.fixture
def other(offices, tmp_path):
    """A second county that the city exchanges with."""
    ledger = create_ledger(
        tmp_path / "平江" / "台账.dczg", OTHER, "430626", Level.COUNTY, CLERK, offices.watch
    )
    enrol(offices.city, export_card(ledger, tmp_path / "平江.卡片")[0], Relation.SUBORDINATE)
    enrol(ledger, export_card(offices.city, tmp_path / "市.卡片")[0], Relation.SUPERIOR)
    yield ledger
    ledger.close()
