"""An older program between newer ones: what it does not know survives storing, forwarding, undo, and its own upgrade."""

from dataclasses import replace

import pytest

from dczg_desktop.domain import dictionary
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.records import Record
from dczg_desktop.exchange import package as package_module
from dczg_desktop.services.detail import problem_history
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.shipments import outlook
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import last_redoable, redo, undo
from dczg_desktop.services.verification import verify
from dczg_desktop.store.bulk import load_records
from dczg_desktop.store.foreign import load_foreign
from tests.offices import CITY, COUNTY, TOWNSHIP, visible

NEWS = {"weather": "雨", "gauges": [1, 2, {"深": 3}]}


def written(record):
    """The record after a newer program wrote fields of its own: by an act where records are mutable."""
    fields = {**record.fields, **NEWS}
    if record.kind == "progress":
        return replace(record, fields=fields)
    living = {**record.living, **{name: {"c" * 32: value} for name, value in NEWS.items()}}
    return replace(record, fields=fields, living=living, seen=(*record.seen, "c" * 32))


@pytest.fixture
def newer_city(offices, given, monkeypatch):
    """A package of a newer program of the city: unknown fields on a problem and a report, and records of an unknown kind."""
    report = report_progress(offices.city, given, Report("2026-11", "市里核查"))
    whole = package_module.write_package

    def write(target, outgoing, sign, *rest):
        records = [
            written(record)
            if record.uid in {given, report} and record.kind in {"problem", "progress"}
            else record
            for record in outgoing.records
        ]
        records.append(
            Record("drill", "d" * 32, {"problem_uid": given, "text": "应急演练", "score": 95}, "a" * 32)
        )
        records.append(Record("rumour", "e" * 32, {"text": "不挂在问题上"}, "a" * 32))
        newer = replace(outgoing, records=records, manifest=replace(outgoing.manifest, format="1.9"))
        return whole(target, newer, sign, *rest)

    monkeypatch.setattr("dczg_desktop.services.outgoing.shipments.write_package", write)
    path = offices.package(CITY, COUNTY)
    monkeypatch.undo()
    return given, report, path


def beyond(ledger, kind, uid):
    with ledger.reading() as session:
        fields = load_records(session, KINDS[kind], [uid])[uid].fields
    return {name: fields.get(name) for name in NEWS}


def drills(ledger):
    with ledger.reading() as session:
        return load_foreign(session, "drill", ["d" * 32])


def test_unknown_fields_and_kinds_are_stored_forwarded_and_come_back_unchanged(offices, newer_city):
    given, report, path = newer_city
    receipt = receive(offices.county, path)

    offices.deliver(COUNTY, TOWNSHIP)
    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, CITY)

    assert any("drill 1 条" in warning for warning in receipt.warnings)
    for ledger in offices.every:
        if ledger is not offices.city:
            assert beyond(ledger, "problem", given) == NEWS
            assert beyond(ledger, "progress", report) == NEWS
        (drill,) = drills(ledger).values()
        assert (drill.fields, drill.origin) == (
            {"problem_uid": given, "text": "应急演练", "score": 95},
            "a" * 32,
        )
    assert beyond(offices.city, "problem", given) == NEWS
    assert beyond(offices.city, "progress", report) == NEWS


def test_an_unknown_record_that_hangs_on_no_problem_stays_where_it_came_and_is_named(offices, newer_city):
    _given, _report, path = newer_city
    receive(offices.county, path)

    offices.deliver(COUNTY, TOWNSHIP)

    with offices.township.reading() as session:
        assert load_foreign(session, "rumour", ["e" * 32]) == {}
    assert any("rumour" in str(reason) for reason in outlook(offices.county, TOWNSHIP).withheld)


def test_undo_and_redo_of_the_receipt_take_unknown_kinds_along(offices, newer_city):
    given, _report, path = newer_city
    before = visible(offices.county)
    receipt = receive(offices.county, path)
    after = visible(offices.county)

    undo(offices.county, receipt.act_uid)

    assert visible(offices.county) == before
    assert beyond(offices.county, "problem", given) == {"weather": None, "gauges": None}
    offices.deliver(COUNTY, TOWNSHIP)
    assert drills(offices.township) == {}
    again = receive(offices.county, path)
    assert again.accepted
    assert visible(offices.county) == after
    assert beyond(offices.county, "problem", given) == NEWS
    offices.deliver(COUNTY, TOWNSHIP)
    assert set(drills(offices.township)) == {"d" * 32}
    assert verify(offices.county).sound


def test_redoing_an_undone_receipt_brings_unknown_kinds_back(offices, newer_city):
    _given, _report, path = newer_city
    receipt = receive(offices.county, path)
    undo(offices.county, receipt.act_uid)
    redo(offices.county, last_redoable(offices.county).uid)
    offices.deliver(COUNTY, TOWNSHIP)

    assert set(drills(offices.township)) == {"d" * 32}


def test_the_history_of_a_problem_names_an_unknown_kind_by_its_own_name(offices, newer_city):
    given, _report, path = newer_city
    receive(offices.county, path)

    assert problem_history(offices.county, given)


def test_an_upgraded_program_takes_in_the_kinds_and_fields_it_only_kept_before(offices, given, monkeypatch):
    """An 'older' county that knows neither reports nor the remark of a problem is upgraded to today's program."""
    report = report_progress(offices.city, given, Report("2026-11", "市里核查", 30))
    path = offices.package(CITY, COUNTY)
    older = {name: kind for name, kind in KINDS.items() if name != "progress"}
    with monkeypatch.context() as old:
        for name in list(KINDS):
            old.delitem(dictionary.KINDS, name)
        for name, kind in older.items():
            old.setitem(dictionary.KINDS, name, kind)
        receipt = receive(offices.county, path)
        assert any("progress 1 条" in warning for warning in receipt.warnings)

    county = offices.reopen(COUNTY)

    with county.reading() as session:
        assert load_foreign(session, "progress", [report]) == {}
        assert load_records(session, KINDS["progress"], [report])[report].fields["text"] == "市里核查"
    assert problem_history(county, given)
    assert verify(county).sound
    offices.deliver(COUNTY, CITY)
