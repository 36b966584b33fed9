"""A ledger of 0.1.0 is brought to the register: every petition has its line and is found; disputes of points are decided."""

import shutil
from pathlib import Path

from sqlalchemy import func, select

from dczg_desktop.domain.entities import Petition, PetitionLine
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.petitions.cards import petition_counts
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.store.opening import open_existing
from tests.offices import CITY, COUNTY
from tests.services.petition_acts import put

OLD = Path(__file__).parents[2] / "data" / "0.1.0" / "city.dczg"


def test_every_petition_of_an_older_ledger_has_its_line_and_is_found(tmp_path):
    path = tmp_path / "旧.dczg"
    shutil.copy(OLD, path)
    ledger = open_existing(path)

    with ledger.reading() as session:
        standing = session.scalar(
            select(func.count()).select_from(Petition).where(~Petition.hidden, Petition.voided == "")
        )
        first = session.scalar(select(PetitionLine.number).limit(1))
    assert standing
    assert petition_counts(ledger).total == len(petition_ids(ledger, PetitionQuery())) == standing
    assert petition_ids(ledger, PetitionQuery(words=str(first).rstrip("*")))
    ledger.close()


def test_two_findings_of_one_point_are_a_conflict_that_is_decided(offices):
    county = offices.county.identity.office_uid
    uid = put(offices.city, "D1", office_uid=county, responsible_unit=COUNTY)
    save_points(offices.city, uid, [Point("甲厂")])
    offices.deliver(CITY, COUNTY)
    point = points_of(offices.city, uid)[0]
    for ledger, words in ((offices.city, "属实"), (offices.county, "不属实")):
        save_points(ledger, uid, [Point("甲厂", substantiated=words, uid=point.uid)])
    offices.deliver(COUNTY, CITY)

    found = list_conflicts(offices.city)
    assert [(one.record, one.label) for one in found] == [("逐点 甲厂", "是否属实")]
    resolve_conflict(offices.city, found[0].kind, found[0].uid, found[0].field, "属实", "现场复核")
    offices.deliver(CITY, COUNTY)

    assert [points_of(one, uid)[0].substantiated for one in (offices.city, offices.county)] == [
        "属实",
        "属实",
    ]
    assert list_conflicts(offices.county) == []
