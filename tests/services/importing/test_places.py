"""Petitions of an area go to its only office; where several may answer for it, the import asks."""

from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.domain.comparison import Verdict
from dczg_desktop.domain.entities import Office, Petition
from dczg_desktop.domain.words import Level
from dczg_desktop.imports.editing import TableEdits
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.petitions.counts import count_table

HEAD = ["受理编号", "交办问题基本情况", "行政区域", "是否属实"]


def petitions(path: Path, *areas: str) -> Path:
    book = Workbook()
    book.active.append(HEAD)
    for number, area in enumerate(areas, start=1):
        book.active.append([f"X3JX2024052400{number:02d}", f"第{number}处垃圾堆放", area, "属实"])
    book.save(path)
    return path


def test_an_area_with_one_office_is_given_to_it(ledger, tmp_path):
    uid = add_office(ledger, "青石县人民政府", "360901", Level.COUNTY)

    accept_import(ledger, preview_import(ledger, petitions(tmp_path / "a.xlsx", "青石 县", "外省某县")))

    with ledger.reading() as session:
        found = session.execute(select(Petition.area, Petition.office_uid).order_by(Petition.number)).all()
    assert [tuple(row) for row in found] == [("青石县", uid), ("外省某县", "")]


def test_an_area_of_several_offices_is_asked_and_left_open(ledger, tmp_path):
    for code, name in (("360901", "青石县整改办"), ("360902", "青石县党委")):
        add_office(ledger, name, code, Level.COUNTY)

    preview = preview_import(ledger, petitions(tmp_path / "a.xlsx", "青石县", "青石县、云岭县"))
    accept_import(ledger, preview)

    first, second = [fault for fault in preview.shown.tables[0].faults if "行政区域" in fault.message]
    assert (first.place, first.value) == ("Sheet!C2", "青石县")
    assert "青石县整改办（" in first.message
    assert second.place == "Sheet!C3"
    with ledger.reading() as session:
        assert session.scalars(select(Petition.office_uid)).all() == ["", ""]


def test_an_area_is_asked_about_still_when_another_column_is_left_out(ledger, tmp_path):
    for code, name in (("360901", "青石县整改办"), ("360902", "青石县党委")):
        add_office(ledger, name, code, Level.COUNTY)
    preview = preview_import(ledger, petitions(tmp_path / "a.xlsx", "青石县"))

    preview = revised(ledger, preview, (TableEdits(columns=frozenset("D")),))

    for reading in (preview.shown, preview.reading):
        assert ["行政区域" in fault.message for fault in reading.tables[0].faults] == [True]


def changed(ledger, uid, **values):
    """As a package of another office may leave it."""
    with ledger.transaction("接收") as (session, _act):
        office = session.scalars(select(Office).where(Office.uid == uid)).one()
        for name, value in values.items():
            setattr(office, name, value)


def test_a_unit_whose_name_two_offices_bear_is_given_to_neither(ledger, tmp_path):
    for code in ("360901101", "360902101"):
        changed(ledger, add_office(ledger, f"{code}镇政府", code, Level.TOWNSHIP), name="南坪镇人民政府")
    book = Workbook()
    book.active.append([*HEAD[:2], "责任单位", HEAD[3]])
    book.active.append(["X3JX202405240001", "垃圾堆放", "南坪镇人民政府", "属实"])
    book.active.append(["X3JX202405240002", "另一处垃圾堆放", "360902101", "属实"])
    book.save(tmp_path / "a.xlsx")

    accept_import(ledger, preview_import(ledger, tmp_path / "a.xlsx"))

    with ledger.reading() as session:
        first, second = session.scalars(select(Petition.office_uid).order_by(Petition.number))
    assert (first, bool(second)) == ("", True)


def test_a_unit_broken_at_a_blank_is_the_office_of_that_name_and_counted_with_it(ledger, tmp_path):
    uid = add_office(ledger, "青石县水利局", "360901", Level.COUNTY)
    book = Workbook()
    book.active.append([*HEAD[:2], "责任单位", HEAD[3]])
    for number, unit in enumerate(("青石县水利局", "青石县 水利局", "青石县\n水利局"), start=1):
        book.active.append([f"X3JX20240524000{number}", f"第{number}处垃圾堆放", unit, "属实"])
    book.save(tmp_path / "a.xlsx")

    accept_import(ledger, preview_import(ledger, tmp_path / "a.xlsx"))

    with ledger.reading() as session:
        assert session.scalars(select(Petition.office_uid)).all() == [uid] * 3
    assert [row.words[:2] for row in count_table(ledger).rows] == [("青石县水利局", "3"), ("合计", "3")]
    assert preview_import(ledger, tmp_path / "a.xlsx").count(Verdict.SAME) == 3


def test_an_office_whose_making_was_taken_back_is_given_nothing(ledger, tmp_path):
    changed(ledger, add_office(ledger, "青石县人民政府", "360901", Level.COUNTY), hidden=True)

    accept_import(ledger, preview_import(ledger, petitions(tmp_path / "a.xlsx", "青石县")))

    with ledger.reading() as session:
        assert session.scalars(select(Petition.office_uid)).all() == [""]
