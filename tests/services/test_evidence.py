"""Files as proof: kept under their hash, refused when they are none, found when damaged."""

import errno
import io
import shutil

import pytest
from PIL import Image

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.closure import closure_objections
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.evidence import attach_files, evidence_file, media_type, withdraw_evidence
from dczg_desktop.services.verification import verify
from tests.offices import dump
from tests.services.acts import a_photo, a_problem, make_ready


def attach(ledger, uid, *files, role=EvidenceRole.AFTER):
    return attach_files(ledger, uid, list(files), role)


def test_the_content_is_kept_under_its_hash_and_outlives_the_original(ledger, tmp_path):
    photo = a_photo(tmp_path)
    content = photo.read_bytes()
    (kept,) = attach(ledger, a_problem(ledger), photo)

    photo.unlink()

    assert evidence_file(ledger, kept.sha256).read_bytes() == content
    assert verify(ledger).evidence == 1


def test_the_time_a_photo_was_taken_is_read_from_it(ledger, tmp_path):
    image = Image.new("RGB", (8, 8))
    exif = image.getexif()
    exif[0x0132] = "2026:10:31 08:15:00"
    path = tmp_path / "现场.jpg"
    image.save(path, exif=exif)
    uid = a_problem(ledger)

    attach(ledger, uid, path)

    (item,) = problem_detail(ledger, uid).facts.evidence
    assert (item.taken_at, item.media, item.size) == (
        "2026-10-31T08:15:00",
        "image/jpeg",
        path.stat().st_size,
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("工具.exe", b"MZ\x90\x00" + bytes(60)),
        ("伪装.jpg", b"MZ\x90\x00" + bytes(60)),
        ("脚本.bat", b"@echo off"),
        ("网页.html", b"<html>"),
        ("压缩程序.exe", b"PK\x03\x04" + bytes(60)),
        ("安装.msi", b"\xd0\xcf\x11\xe0" + bytes(60)),
        ("快捷方式.lnk", b"L\x00\x00\x00\x01\x14\x02\x00"),
        ("空.pdf", b""),
    ],
)
def test_what_is_no_proof_is_refused_and_nothing_is_kept(ledger, tmp_path, name, content):
    bad = tmp_path / name
    bad.write_bytes(content)
    uid = a_problem(ledger)
    before = dump(ledger)

    with pytest.raises(UserError, match=name):
        attach(ledger, uid, a_photo(tmp_path), bad)

    assert dump(ledger) == before
    assert not ledger.evidence.root.exists()


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("说明.txt", "整改说明".encode("gb18030"), "text/plain"),
        ("报告.pdf", b"%PDF-1.7", "application/pdf"),
        ("台账.xlsx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("录像.mp4", b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
    ],
)
def test_kinds_are_told_by_their_first_bytes(tmp_path, name, content, media):
    path = tmp_path / name
    path.write_bytes(content)

    assert media_type(path) == media


def test_a_missing_file_is_named(ledger, tmp_path):
    with pytest.raises(UserError, match=r"读不到文件“不在.jpg”"):
        attach(ledger, a_problem(ledger), tmp_path / "不在.jpg")


def test_the_same_photo_on_another_problem_is_reported(ledger, tmp_path):
    first, second = a_problem(ledger, "甲"), a_problem(ledger, "乙")
    photo = a_photo(tmp_path)
    assert attach(ledger, first, photo)[0].also_used_by == ()

    assert attach(ledger, second, photo)[0].also_used_by == (first,)


def test_a_withdrawn_file_no_longer_counts_but_stays(ledger, tmp_path):
    uid = a_problem(ledger)
    make_ready(ledger, uid, tmp_path)
    assert closure_objections(ledger, uid) == []
    item = next(one for one in problem_detail(ledger, uid).facts.evidence if one.role is EvidenceRole.AFTER)
    with pytest.raises(UserError, match="必须写明理由"):
        withdraw_evidence(ledger, item.uid, "")

    withdraw_evidence(ledger, item.uid, "照片拍错地点")

    assert closure_objections(ledger, uid) == ["缺少佐证材料：整改后"]
    assert problem_detail(ledger, uid).row.evidence == 1
    assert evidence_file(ledger, item.sha256).exists()


def test_damaged_content_is_found_and_not_shown(ledger, tmp_path):
    (kept,) = attach(ledger, a_problem(ledger), a_photo(tmp_path))
    path = ledger.evidence.path_of(kept.sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    found = verify(ledger)

    assert (found.sound, found.damaged, found.missing) == (False, ("现场.jpg",), ())
    with pytest.raises(UserError, match="已损坏"):
        evidence_file(ledger, kept.sha256)


def test_damaged_content_is_mended_by_attaching_the_original_again(ledger, tmp_path):
    uid, photo = a_problem(ledger), a_photo(tmp_path)
    (kept,) = attach(ledger, uid, photo)
    ledger.evidence.path_of(kept.sha256).write_bytes(b"broken")

    attach(ledger, uid, photo)

    assert verify(ledger).sound


def test_content_that_has_not_arrived_is_missing_not_damaged(ledger, tmp_path):
    (kept,) = attach(ledger, a_problem(ledger), a_photo(tmp_path))
    ledger.evidence.path_of(kept.sha256).unlink()

    found = verify(ledger)

    assert (found.sound, found.missing) == (True, ("现场.jpg",))
    with pytest.raises(UserError, match="还没有收到"):
        evidence_file(ledger, kept.sha256)


def test_a_full_disk_leaves_nothing_behind(ledger, tmp_path, monkeypatch):
    uid, photo = a_problem(ledger), a_photo(tmp_path)
    before = dump(ledger)

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(UserError, match=r"附件“现场.jpg”没有存入：磁盘空间不足"):
        attach(ledger, uid, photo)

    assert dump(ledger) == before
    assert [path for path in ledger.evidence.root.rglob("*") if path.is_file()] == []


def test_an_image_that_is_none_is_kept_without_a_time(ledger, tmp_path):
    path = tmp_path / "坏图.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + io.BytesIO(b"nonsense").read())
    uid = a_problem(ledger)

    attach(ledger, uid, path)

    assert problem_detail(ledger, uid).facts.evidence[0].taken_at == ""


def test_temporary_files_of_a_killed_program_are_swept_at_opening(offices):
    folder = offices.city.evidence.root
    folder.mkdir(parents=True)
    (folder / "tmpabc.part").write_bytes(b"half")

    offices.reopen("云溪市整改办")

    assert list(folder.iterdir()) == []
