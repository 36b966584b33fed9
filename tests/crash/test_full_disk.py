import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Self

import pytest
from sqlalchemy import event

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.ledgers import open_ledger
from dczg_desktop.services.verification import verify
from dczg_desktop.store.ledger import Ledger
from tests.crash.killing import check_files, state_of
from tests.crash.scene import ACTS, Scene, clock, dump, make_scene, perform


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return make_scene(tmp_path_factory.mktemp("scene"), rows=12, files=3)


def limit_pages(ledger: Ledger, room: int) -> None:
    """Let SQLite find the disk full once the file has grown by `room` pages."""
    ledger.engine.dispose()

    def limit(raw: Any, _record: object) -> None:
        used = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={used + room}")

    event.listen(ledger.engine, "connect", limit)


def refused(ledger: Ledger, act: str, source: Path) -> str | None:
    """What the user reads when the act is refused; None when it went through."""
    try:
        perform(ledger, act, source)
    except UserError as error:
        return str(error)
    return None


@pytest.mark.parametrize("act", ACTS)
def test_a_disk_that_fills_up_at_any_page_of_the_database_refuses_and_changes_nothing(
    scene: Scene, tmp_path: Path, act: str
) -> None:
    path = scene.copy(tmp_path / "现场")
    refusals = 0
    for room in range(400):
        ledger = open_ledger(path, clock)
        limit_pages(ledger, room)
        refusal = refused(ledger, act, scene.source(act))
        ledger.close()
        if refusal is None:
            break
        refusals += 1
        assert "磁盘空间不足" in refusal
        assert "没有任何改动" in refusal
        assert state_of(scene, act, dump(path)) == "之前"

    assert refusals > 2
    assert state_of(scene, act, dump(path)) == "之后"


class FullDisk:
    """Every file opened for writing through `Path.open` refuses its writes from the n-th one on."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.refused = False

    def opened(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def open_(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            stream = real(path, mode, *arguments, **named)
            return _Refusing(stream, self) if "w" in mode and "b" in mode else stream

        return open_

    def copied(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def copyfileobj(source: BinaryIO, target: BinaryIO, length: int = 0) -> None:
            self.count()
            real(source, target, length)

        return copyfileobj

    def synced(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def fsync(handle: int) -> None:
            self.count()
            real(handle)

        return fsync

    def count(self) -> None:
        self.left -= 1
        if self.left < 0:
            self.refused = True
            raise OSError(errno.ENOSPC, "No space left on device")


class _Refusing:
    def __init__(self, stream: Any, disk: FullDisk) -> None:
        self._stream, self._disk = stream, disk

    def write(self, data: bytes) -> int:
        self._disk.count()
        return int(self._stream.write(data))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@pytest.mark.parametrize("act", ACTS)
def test_a_disk_that_fills_up_at_any_write_of_a_file_refuses_and_changes_nothing(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    path = scene.copy(tmp_path / "现场")
    for after in range(100):
        ledger = open_ledger(path, clock)
        disk = FullDisk(after)
        with monkeypatch.context() as patch:
            patch.setattr("pathlib.Path.open", disk.opened(Path.open))
            patch.setattr("shutil.copyfileobj", disk.copied(shutil.copyfileobj))
            patch.setattr("os.fsync", disk.synced(os.fsync))
            refusal = refused(ledger, act, scene.source(act))
        sound = verify(ledger).sound
        ledger.close()
        assert sound
        check_files(path, f"{act}, write {after}")
        assert disk.refused == (refusal is not None)
        if refusal is None:
            break
        assert "磁盘空间不足" in refusal
        assert state_of(scene, act, dump(path)) == "之前"

    assert after > 1
    assert state_of(scene, act, dump(path)) == "之后"
