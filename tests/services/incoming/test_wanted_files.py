"""Evidence that did not arrive is asked for with the next package and sent again."""

import shutil
import zipfile
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.evidence import attach_files, evidence_file
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.shipments import outlook
from dczg_desktop.services.trust.installation import renew_installation
from tests.offices import COUNTY, TOWNSHIP
from tests.services.acts import a_photo


def test_a_file_left_out_of_the_zip_comes_with_the_package_after_the_answer(offices, given, tmp_path):
    (attached,) = attach_files(offices.township, given, [a_photo(tmp_path)], EvidenceRole.AFTER)
    package = offices.package(TOWNSHIP, COUNTY)
    with zipfile.ZipFile(package) as archive:
        workbook = Path(archive.extract("台账.xlsx", tmp_path))
    receive(offices.county, workbook)
    with pytest.raises(UserError, match="待收附件"):
        evidence_file(offices.county, attached.sha256)

    offices.deliver(COUNTY, TOWNSHIP)
    assert outlook(offices.township, COUNTY).files == 1
    offices.deliver(TOWNSHIP, COUNTY)

    assert evidence_file(offices.county, attached.sha256).is_file()
    offices.deliver(COUNTY, TOWNSHIP)
    assert outlook(offices.township, COUNTY).files == 0


def test_an_office_that_lost_its_files_gets_back_what_it_had_delivered(offices, given, tmp_path):
    (attached,) = attach_files(offices.township, given, [a_photo(tmp_path)], EvidenceRole.AFTER)
    offices.deliver(TOWNSHIP, COUNTY)
    shutil.rmtree(offices.township.evidence.root)

    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, TOWNSHIP)

    assert evidence_file(offices.township, attached.sha256).is_file()


def test_a_copied_ledger_that_counts_behind_gets_the_files_it_lacks(offices, given, tmp_path):
    (attached,) = attach_files(offices.county, given, [a_photo(tmp_path)], EvidenceRole.AFTER)
    offices.deliver(COUNTY, TOWNSHIP)
    copy = offices.copy_of(TOWNSHIP, tmp_path / "另一台电脑.dczg")
    for _ in range(3):
        offices.deliver(TOWNSHIP, COUNTY)
    offices.put_back(TOWNSHIP, copy)
    shutil.rmtree(offices.township.evidence.root)

    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, TOWNSHIP)

    assert evidence_file(offices.township, attached.sha256).is_file()


def test_a_sheet_returned_after_a_restore_is_still_known_as_ours(offices, given):
    sheet = offices.package(COUNTY, TOWNSHIP)
    renew_installation(offices.county)

    receipt = receive(offices.county, sheet)

    assert receipt.trust == "已登记可信"
    assert receipt.accepted is False


def test_a_package_that_claims_to_be_ours_needs_our_key(offices, given):
    sheet = offices.package(COUNTY, TOWNSHIP)
    renew_installation(offices.county)
    offices.county.set_meta("former_keys", "{}")

    with pytest.raises(UserError, match="不是本机签发的"):
        receive(offices.county, sheet)
