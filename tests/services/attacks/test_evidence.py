"""Evidence of others mixed up, kept back, withdrawn, or packed to burst."""

import zipfile
import zlib

import pytest

from dczg_desktop.domain.entities import Evidence, Withdrawal
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.safety.hidden.pdf import _objects
from dczg_desktop.safety.hidden.trace import LONGEST
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.traces import MARK
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.acts import a_photo


def test_attack_mix_and_match_files_of_one_package_put_into_another_are_not_taken(offices, given, tmp_path):
    attach_files(offices.county, given, [a_photo(tmp_path, "真.jpg", "真的照片")], EvidenceRole.AFTER)
    real = offices.package(COUNTY, CITY)
    mixed = tmp_path / "混装.zip"
    with zipfile.ZipFile(real) as source, zipfile.ZipFile(mixed, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(
                entry.filename,
                b"\xff\xd8" + b"x" * (len(content) - 2) if "附件/" in entry.filename else content,
            )
        target.writestr("附件/" + "ab" * 32, b"\xff\xd8 of another package")

    receipt = receive(offices.city, mixed)

    assert receipt.missing_files == ("真.jpg",)
    assert any("没有这个附件" in fault.message for fault in receipt.refused)
    assert any("附件已损坏" in fault.message for fault in receipt.refused)
    assert not any(offices.city.evidence.root.glob("??/*"))


def test_attack_a_false_cleaned_copy_keeps_no_evidence_of_another_office_back(offices, given, tmp_path):
    """A township claims that the county's photo has a cleaned copy and withdraws it: the county's file still goes up."""
    (made,) = attach_files(offices.county, given, [a_photo(tmp_path)], EvidenceRole.BEFORE)
    offices.deliver(COUNTY, TOWNSHIP)
    with offices.township.transaction("附佐证") as (session, _act):
        session.add(
            Evidence(
                problem_uid=given,
                role=EvidenceRole.BEFORE,
                name="假.jpg",
                sha256="0" * 64,
                size=1,
                note=f"{MARK}{made.sha256} 假的",
            )
        )
        session.add(Withdrawal(problem_uid=given, target_kind="evidence", target_uid=made.uid, reason="假的"))
    offices.deliver(TOWNSHIP, COUNTY)

    offices.deliver(COUNTY, CITY)

    assert offices.city.evidence.intact(made.sha256)


def test_attack_a_pdf_packed_to_burst_is_looked_through_up_to_a_limit():
    """Each of the packed objects would unpack to eight megabytes, all of them together to more than twenty gigabytes."""
    packed = zlib.compress(b"/Launch " + bytes(8 << 20), 9)
    head = b"<</Type /ObjStm /Filter /FlateDecode /Length %d>> stream\n" % len(packed)
    data = b"%PDF-1.5\n" + (head + packed + b"\nendstream endobj\n") * 3_000

    found = list(_objects(data))
    assert 0 < sum(map(len, filter(None, found))) <= LONGEST
    assert found[-1] is None  # it is said that not everything was read


@pytest.mark.parametrize("claims", [TOWNSHIP, COUNTY])
def test_attack_an_office_below_makes_the_evidence_of_its_superior_disappear(
    offices, given, tmp_path, claims
):
    """Whoever it claims to be: the withdrawal is pointed out and counts only when somebody ticks it."""
    (made,) = attach_files(offices.county, given, [a_photo(tmp_path)], EvidenceRole.BEFORE)
    offices.deliver(COUNTY, TOWNSHIP)
    with offices.township.transaction("附佐证") as (session, _act):
        session.add(Withdrawal(problem_uid=given, target_kind="evidence", target_uid=made.uid, reason="拍错了",
                               office_uid=offices.open[claims].identity.office_uid))  # fmt: skip
    path = offices.package(TOWNSHIP, COUNTY)

    (words,) = [one for one in preview_package(offices.county, path).warnings if "要撤回" in one]
    receipt = receive(offices.county, path, chosen=())

    assert f"附的佐证“{a_photo(tmp_path).name}”" in words
    assert receipt.pending == 1
    assert [one.uid for one in problem_detail(offices.county, given).facts.evidence] == [made.uid]
