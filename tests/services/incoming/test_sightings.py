import zipfile
from pathlib import Path, PurePosixPath

import pytest

from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.safety.drives import REMOVABLE, Mount
from dczg_desktop.safety.sticks import Stick, linux_sticks, windows_sticks
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.incoming.sightings import given_files, looks_like_package, packages_in, plugged
from tests.offices import CITY, COUNTY
from tests.services.acts import a_photo


@pytest.fixture
def sent(offices, given):
    return offices.package(CITY, COUNTY)


def test_a_package_is_known_by_its_hidden_sheet_and_other_tables_are_not(offices, sent, tmp_path):
    other = tmp_path / "普通表.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet name='Sheet1'/></sheets></workbook>")
    broken = tmp_path / "坏.zip"
    broken.write_bytes(b"PK\x03\x04")

    assert looks_like_package(sent)
    assert not looks_like_package(other)
    assert not looks_like_package(broken)


def test_a_package_with_files_is_known_too(offices, given, tmp_path):
    attach_files(offices.county, given, [a_photo(tmp_path)], EvidenceRole.AFTER)

    assert looks_like_package(offices.package(COUNTY, CITY))


def test_packages_are_found_in_folders_below_and_temporary_files_are_not(sent, tmp_path):
    deep = tmp_path / "盘" / "十一月" / "来文"
    deep.mkdir(parents=True)
    for name in ("包.xlsx", "~$包.xlsx", ".藏.xlsx"):
        (deep / name).write_bytes(sent.read_bytes())
    (tmp_path / "盘" / "说明.txt").write_text("x")

    assert [one.path for one in packages_in(tmp_path / "盘")] == [deep / "包.xlsx"]
    assert [one.name for one in plugged(lambda: [Stick(tmp_path / "盘", "科室U盘")])] == ["科室U盘"]
    assert plugged(lambda: [Stick(tmp_path / "没有", "空")]) == []


def test_dropped_folders_give_their_files_once(tmp_path):
    folder = tmp_path / "夹"
    folder.mkdir()
    for name in ("甲.xlsx", "乙.zip", "丙.txt"):
        (folder / name).touch()

    found = given_files([folder, folder / "甲.xlsx", tmp_path / "丁.docx"])

    assert [path.name for path in found] == ["乙.zip", "甲.xlsx", "丁.docx"]


def test_only_removable_drives_are_sticks():
    mounts = [
        Mount("/dev/sda1", PurePosixPath("/"), "ext4"),
        Mount("/dev/sdb1", PurePosixPath("/media/li/科室U盘"), "vfat"),
        Mount("/dev/sda2", PurePosixPath("/home"), "ext4"),
    ]

    assert linux_sticks(mounts, lambda device: device != "/dev/sda2") == [
        Stick(Path("/media/li/科室U盘"), "科室U盘")
    ]
    assert windows_sticks(lambda root: REMOVABLE if root == "Q:\\" else 3) == []
