"""Evidence files: kept under their SHA-256 in two-letter folders beside the ledger; never changed, never deleted once named."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason, sha256_of, sync_folder


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The folder `<ledger>.附件`."""

    root: Path

    def path_of(self, sha256: str) -> Path:
        """Where the content with this hash lies, present or not."""
        return self.root / sha256[:2] / sha256[2:]

    def has(self, sha256: str) -> bool:
        """Whether the content is present."""
        return self.path_of(sha256).is_file()

    def missing(self, hashes: Iterable[str]) -> list[str]:
        """Those of `hashes` whose content is not present; each folder is listed once, however many are asked for."""
        there: dict[str, frozenset[str]] = {}
        for sha256 in (found := list(hashes)):
            if (start := sha256[:2]) not in there:
                there[start] = _names_in(self.root / start)
        return [sha256 for sha256 in found if sha256[2:] not in there[sha256[:2]]]

    def intact(self, sha256: str) -> bool:
        """Whether the content is present and still has its hash."""
        path = self.path_of(sha256)
        return path.is_file() and sha256_of(path) == sha256

    def keep(self, source: Path) -> str:
        """Copy a file into the store: temporary name, flush, hash of the copy, rename. Returns its SHA-256.

        Raises UserError when it cannot be read or the disk is full; nothing half written stays behind.
        """
        part: Path | None = None
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(suffix=".part", dir=self.root)
            part = Path(name)
            with os.fdopen(handle, "wb") as target, source.open("rb") as stream:
                shutil.copyfileobj(stream, target, 1 << 20)
                target.flush()
                os.fsync(target.fileno())
            sha256 = sha256_of(part)
            final = self.path_of(sha256)
            if not (final.is_file() and sha256_of(final) == sha256):
                final.parent.mkdir(parents=True, exist_ok=True)
                part.replace(final)
                sync_folder(final.parent)
        except OSError as error:
            raise UserError(
                f"附件“{source.name}”没有存入：{disk_reason(error)}。台账没有改动，请检查后重试。"
            ) from error
        finally:
            if part is not None:
                part.unlink(missing_ok=True)
        return sha256

    def drop(self, sha256: str) -> None:
        """Take out a content that no record names: what it was kept for was not done."""
        path = self.path_of(sha256)
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """An empty folder on the ledger's disk for unpacking; emptied after use, or by `sweep` after a kill.

        Raises UserError when the disk refuses.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            folder = tempfile.TemporaryDirectory(suffix=".part", dir=self.root)
        except OSError as error:
            raise UserError(
                f"不能在“{self.root.name}”里建立工作文件夹：{disk_reason(error)}。台账没有改动，请检查磁盘后重试。"
            ) from error
        with folder as name:
            yield Path(name)

    def sweep(self) -> int:
        """Remove temporary files and folders that a killed program left behind; return how many."""
        leftovers = list(self.root.glob("*.part")) if self.root.is_dir() else []
        for leftover in leftovers:
            if leftover.is_dir():
                shutil.rmtree(leftover)
            else:
                leftover.unlink(missing_ok=True)
        return len(leftovers)


def _names_in(folder: Path) -> frozenset[str]:
    try:
        with os.scandir(folder) as entries:  # names alone: `iterdir` makes a path of each
            return frozenset(one.name for one in entries)
    except FileNotFoundError:
        return frozenset()
