"""The cards above the register count what is shown below them."""

import pytest

from tests.services.petition_acts import put
from tests.ui.petitions.register.scene import numbers


@pytest.mark.parametrize("chosen", [{"place": "未定承办单位"}, {"area": "东河乡"}, {"truth": "未写明"}])
def test_every_filter_narrows_the_cards_and_a_card_shows_as_many_as_it_says(page, ledger, chosen):
    put(
        ledger,
        "D901",
        office_uid=ledger.identity.office_uid,
        area="西岭乡",
        substantiated="属实",
        completion="已办结",
    )
    page.reload()
    everything = int(numbers(page)["信访件总数"])
    page.filters.set_values(chosen)
    page.filters.changed.emit(page.filters.values())

    counted = numbers(page)
    assert int(counted["信访件总数"]) == page.model.rowCount() < everything
    assert int(counted["已办结"]) + int(counted["未办结"]) == int(counted["信访件总数"])
    for title in ("已办结", "未办结", "信访件总数"):
        page.cards[title].click()
        assert page.model.rowCount() == int(counted[title]) > 0
        assert numbers(page) == counted


def test_a_search_narrows_the_cards_too(page):
    page.search("D00")

    assert (numbers(page)["信访件总数"], page.model.rowCount()) == ("9", 9)
