"""An office with names and secrets planted where nothing may leave it."""

import pytest

from dczg_desktop.domain.entities import Petition
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.passwords import password_for, remember_told
from dczg_desktop.services.problems import edit_problem
from tests.hostile import markers
from tests.hostile.markers import NAMES
from tests.offices import COUNTY
from tests.services.acts import a_given_problem, a_photo


@pytest.fixture
def secrets(offices, monkeypatch) -> None:
    """Passwords agreed with and told by the county, and the keys, are searched for as the names are."""
    city = offices.city
    with city.transaction("约定密码") as (session, _act):
        agreed = password_for(session, office_uid(offices))
    remember_told(city, office_uid(offices), "Jiangnan-欧阳-0815")
    keys = (city.identity.private_key, city.meta("sealing_key"))
    monkeypatch.setattr(markers, "MARKED", [agreed, "Jiangnan-欧阳-0815", *keys])
    assert all(markers.MARKED)


@pytest.fixture
def planted(offices, secrets) -> list[str]:
    """Ten names each in petitions' unknown columns, confidential problems, their children, internal notes, texts of acts."""
    city, names = offices.city, iter(NAMES)
    uids = [a_given_problem(city, COUNTY, text=f"可以发出的问题{number}") for number in range(10)]
    with city.transaction("导入表格") as (session, _act):
        for number in range(10):
            extra = {"来信人": next(names), "电话": "见原件"}
            session.add(Petition(number=f"X{number}", description="噪声扰民", issuer_uid=city.identity.office_uid,
                                 office_uid=office_uid(offices), responsible_unit=COUNTY, extra=extra))  # fmt: skip
    for _ in range(10):
        name = next(names)
        secret = a_given_problem(city, COUNTY, text=f"{name}反映的线索", goal=name, plan=f"1.{name}")
        edit_problem(city, secret, {"confidential": True})
        attach_files(
            city, secret, [a_photo(offices.folder, f"{next(names)}.jpg", next(names))], EvidenceRole.BEFORE
        )
    for uid in uids:
        edit_problem(city, uid, {"internal_note": f"内部：{next(names)}"})
    assert next(names, None) is None
    return uids


def office_uid(offices) -> str:
    return offices.county.identity.office_uid
