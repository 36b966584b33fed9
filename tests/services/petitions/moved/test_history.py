"""What was written about a petition goes along when it moves, and comes back with it."""

from dczg_desktop.base.progress import no_tick
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.incoming.unpacking import unpacked
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import points_of
from tests.offices import CITY, COUNTY
from tests.services.petition_acts import field
from tests.services.petitions.moved.counties import from_other, to_other


def test_the_history_goes_along_to_the_new_county(offices, other, item):
    to_other(offices, other)

    assert field(other, item, "findings") == "老县核查属实"
    assert [one.text for one in points_of(other, item)] == ["料堆扬尘"]
    edit_petition(other, item, {"findings": "新县重新核查，部分属实", "substantiated": "部分属实"})
    from_other(offices, other)
    assert field(offices.city, item, "findings") == "新县重新核查，部分属实"
    assert list_conflicts(offices.city) == []


def test_what_the_new_county_wrote_is_not_for_the_old_one_and_comes_when_it_is_given_back(
    offices, other, item
):
    to_other(offices, other)
    for words in (
        "新县初查，企业负责人已约谈",
        "新县复查，料堆已清",
    ):  # the first is replaced before it is sent
        edit_petition(other, item, {"findings": words, "result": f"{words}之后", "handling": "新县立案处罚"})
    from_other(offices, other)
    edit_petition(offices.city, item, {"remark": "市里对新县的话"})

    path = offices.package(CITY, COUNTY)
    assert "新县" not in everything_in(offices.county, path)
    receive(offices.county, path)
    offices.deliver(COUNTY, CITY)

    assert field(offices.county, item, "findings") == "老县核查属实"
    assert field(offices.city, item, "findings") == "新县复查，料堆已清"
    assert list_conflicts(offices.city) == list_conflicts(offices.county) == []
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    assert field(offices.county, item, "findings") == "新县复查，料堆已清"
    assert field(offices.county, item, "remark") == "市里对新县的话"
    assert list_conflicts(offices.county) == []


def everything_in(ledger, path):
    """All that a package says."""
    with unpacked(ledger, path, no_tick) as package:
        return f"{package.records}{package.acts}{package.manifest}{package.shown}"


def test_a_petition_that_comes_back_is_as_the_city_has_it(offices, other, item):
    to_other(offices, other)
    edit_petition(other, item, {"findings": "新县核查", "result": "新县处理"})
    from_other(offices, other)
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})

    offices.deliver(CITY, COUNTY)

    assert (field(offices.county, item, "findings"), field(offices.county, item, "result")) == (
        "新县核查",
        "新县处理",
    )
    assert list_conflicts(offices.county) == []
    edit_petition(offices.county, item, {"result": "老县接着办"})
    offices.deliver(COUNTY, CITY)
    assert field(offices.city, item, "result") == "老县接着办"
    assert list_conflicts(offices.city) == []
