"""What is written on the way to a sealed file: after a kill nothing lies open where others read, and nothing at all after the next start."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dczg_desktop.base.scratch import scratch, scratch_root, sweep_scratch
from tests.crash.killing import run_victim
from tests.crash.scene import SEND, Scene
from tests.offices import CITY, COUNTY, Offices


def open_books(folder: Path) -> list[Path]:
    """Everything in a folder that is a workbook or an archive without a seal."""
    return [path for path in folder.rglob("*") if path.is_file() and zipfile.is_zipfile(path)]


@pytest.mark.parametrize("place", ["send.before_seal", "send.before_delivery"])
def test_a_program_killed_while_it_seals_leaves_nothing_open_in_the_common_temporary_folder(
    offices: Offices, given: str, tmp_path: Path, place: str
) -> None:
    ledger, out = offices.city.path, tmp_path / "寄出"
    offices.open.pop(CITY).close()
    own = ledger.with_name("台账.附件")
    scene, before = Scene(ledger.parent, out, {}, {}), {*open_books(tmp_path)}

    ran = run_victim(scene, f"{SEND}{COUNTY}", ledger, fault=place)

    left = {*open_books(tmp_path)} - before
    assert ran.died
    assert left, "the victim did not come as far as writing"
    assert all(own in path.parents for path in left)
    assert [*(ledger.parent / "临时").rglob("*")] == []
    assert not out.exists()
    assert offices.city.path == ledger
    assert {*open_books(tmp_path)} == before
    assert [*own.glob("*.part")] == []


def test_what_a_killed_program_left_in_the_data_folder_goes_and_what_a_living_one_has_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DCZG_DATA", str(tmp_path))
    with subprocess.Popen([sys.executable, "-S", "-c", ""]) as ended:
        pass
    left = scratch_root() / f"{ended.pid}-x"
    left.mkdir(parents=True)
    (left / "预览.pdf").write_bytes(b"%PDF")

    with scratch() as folder:
        (folder / "a").write_bytes(b"a")
        assert not left.exists()
        assert sweep_scratch() == 0
        assert (folder / "a").exists()
    assert [*scratch_root().iterdir()] == []
