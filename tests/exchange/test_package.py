"""A package is written whole or not at all, read back as it was sent, and its format and sender are told."""

import zipfile
from dataclasses import replace

import pytest

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.domain.records import Record
from dczg_desktop.exchange.manifest import Head, Party
from dczg_desktop.exchange.package import volumes, write_package
from dczg_desktop.exchange.received import Trust, open_package
from tests.exchange.builders import KEY, a_manifest, an_outgoing, with_files


def test_a_package_is_read_back_as_sent(written, opened_from):
    opened = opened_from(written.path)

    assert opened.verdict is Trust.ENROLLED
    assert opened.manifest == written.manifest
    assert opened.digest == written.digest
    assert list(opened.records) == an_outgoing().records
    assert opened.acts == an_outgoing().acts
    assert (list(opened.hand_edits), list(opened.new_rows), list(opened.missing_rows)) == ([], [], [])
    assert list(opened.problems) == []


def test_the_manifest_says_everything(written):
    manifest = written.manifest

    assert manifest.sender == Party("office-county", "361102000000", "信州区")
    assert (manifest.sequence, manifest.head, manifest.acknowledged) == (7, Head(12, "ab" * 32), ("pkg-0",))
    assert manifest.heads_seen == {"replica-9": Head(3, "cd" * 32)}
    assert manifest.counts == {"problem": 3}
    assert set(manifest.sheets) == {"问题清单"}


def test_attachments_travel_in_a_zip_and_arrive_whole(tmp_path, opened_from):
    outgoing = with_files(tmp_path)
    written = write_package(tmp_path / "来文.xlsx", outgoing, KEY.sign)

    opened = opened_from(written.path)

    assert written.path.name == "来文.zip"
    assert {digest: path.read_bytes() for digest, path in opened.attachments.items()} == {
        digest: path.read_bytes() for digest, path in outgoing.attachments.items()
    }
    assert [note.included for note in opened.manifest.attachments] == [True, True, False]
    with zipfile.ZipFile(written.path) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_missing_or_damaged_attachment_is_awaited_and_the_rest_goes_in(tmp_path, opened_from):
    written = write_package(tmp_path / "a.zip", with_files(tmp_path), KEY.sign)
    with zipfile.ZipFile(written.path) as archive:
        members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    first, second = [name for name in members if name.startswith("附件")]
    members[first] = members[first][::-1]
    del members[second]
    members["Thumbs.db"] = b"x"
    members[f"附件/{'f' * 64}"] = b"stranger"
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"解压后/{name}", content)

    opened = opened_from(tmp_path / "b.zip")

    assert opened.attachments == {}
    assert len(opened.records) == 3
    told = " ".join(fault.message for fault in opened.problems)
    for words in ("与数据包无关", "附件已损坏", "压缩包里没有", "清单里没有这个附件"):
        assert words in told


def test_a_damaged_evidence_file_is_not_sent(tmp_path):
    outgoing = with_files(tmp_path)
    next(iter(outgoing.attachments.values())).write_bytes(b"changed")

    with pytest.raises(UserError, match="文件已损坏，没有生成数据包"):
        write_package(tmp_path / "a.zip", outgoing, KEY.sign)
    assert not (tmp_path / "a.zip").exists()


def test_a_vanished_evidence_file_is_named(tmp_path):
    outgoing = with_files(tmp_path)
    next(iter(outgoing.attachments.values())).unlink()

    with pytest.raises(UserError, match="已不在本机"):
        write_package(tmp_path / "a.zip", outgoing, KEY.sign)


def test_cancelling_leaves_the_old_file(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"old")

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_package(tmp_path / "a.zip", with_files(tmp_path), KEY.sign, stop)
    assert (tmp_path / "a.zip").read_bytes() == b"old"
    assert not list(tmp_path.glob("*.part"))


def test_a_disk_that_returns_something_else_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "dczg_desktop.exchange.package.write_file", lambda path, _write: path.write_bytes(b"rotten")
    )

    with pytest.raises(UserError, match="读回的内容不一致"):
        write_package(tmp_path / "a.xlsx", an_outgoing(), KEY.sign)
    with pytest.raises(UserError, match="读回的内容不一致"):
        write_package(tmp_path / "a.zip", with_files(tmp_path), KEY.sign)


def test_an_unknown_sender_is_intact_but_not_enrolled(written, tmp_path):
    assert open_package(written.path, lambda _office, _replica: None, tmp_path / "w").verdict is Trust.UNKNOWN


def test_kinds_and_fields_of_a_newer_minor_format_are_handed_on(tmp_path, opened_from):
    record = Record("无人机航拍", "d1", {"航线": {"点": [1, 2.5, None, True]}}, "a0")
    newer = an_outgoing(records=[record], manifest=a_manifest(format="1.7"))

    opened = opened_from(write_package(tmp_path / "a.xlsx", newer, KEY.sign).path)

    assert list(opened.records) == [record]


def test_a_newer_major_format_names_the_version_needed(tmp_path, opened_from):
    newer = an_outgoing(manifest=a_manifest(format="2.0", min_reader="3.4.0"))
    written = write_package(tmp_path / "a.xlsx", newer, KEY.sign)

    with pytest.raises(UserError, match=r"升级到 3\.4\.0 版"):
        opened_from(written.path)


def test_another_signature_algorithm_is_not_taken_for_ours(tmp_path, opened_from):
    manifest = a_manifest(algorithms={"digest": "SM3", "signature": "SM2"})
    written = write_package(tmp_path / "a.xlsx", an_outgoing(manifest=manifest), KEY.sign)

    with pytest.raises(UserError, match="SM2"):
        opened_from(written.path)


def test_volumes_stay_below_the_limit_and_forget_nothing():
    sizes = {"a": 50, "b": 60, "c": 30, "d": 200, "e": 40}

    groups = volumes(sizes, 100)

    assert sorted(name for group in groups for name in group) == sorted(sizes)
    assert all(sum(sizes[name] for name in group) <= 100 or len(group) == 1 for group in groups)
    assert volumes({}, 100) == []


def test_a_package_without_sheets_or_records_is_still_a_package(tmp_path, opened_from):
    empty = an_outgoing(records=[], acts={}, sheets=[])

    opened = opened_from(write_package(tmp_path / "a.xlsx", empty, KEY.sign).path)

    assert (list(opened.records), list(opened.missing_rows)) == ([], [])


def test_one_record_twice_is_refused(tmp_path, opened_from):
    outgoing = an_outgoing()
    twice = replace(outgoing, records=[*outgoing.records, outgoing.records[0]])

    with pytest.raises(UserError, match="出现了两次"):
        opened_from(write_package(tmp_path / "a.xlsx", twice, KEY.sign).path)


@pytest.mark.parametrize("limit", ["payload.UNPACKED", "rows.WORKBOOK_BYTES"])
def test_more_data_than_a_receiver_accepts_is_not_written(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(f"dczg_desktop.exchange.{limit}", 1000)

    with pytest.raises(UserError, match="分批报送"):
        write_package(tmp_path / "a.xlsx", an_outgoing(), KEY.sign)
    assert not (tmp_path / "a.xlsx").exists()
