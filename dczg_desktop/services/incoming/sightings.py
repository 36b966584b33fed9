"""Files that look like packages, seen in a folder or on a stick; nothing is opened further, nothing is taken."""

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.exchange.payload import HIDDEN_SHEET
from dczg_desktop.safety.sticks import Stick, sticks

SUFFIXES = (".xlsx", ".zip", ".age")
SEALED = b"age-encryption.org/v1"
DEEP, MANY = 4, 2000
"""How many folders down, and how many files are looked at: a stick may hold a whole archive."""
HEAD = 1 << 20
"""Bytes of the list of sheets that are read at most."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file that looks like a package; size and time tell whether it is still the same."""

    path: Path
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class StickSight:
    """A stick with the packages on it."""

    root: Path
    name: str
    packages: tuple[Sighting, ...]


MOST_FOLDERS = 256
"""So many folders below a watched one are watched each; what lies deeper or beyond is found by looking now and then."""


@dataclass(frozen=True, slots=True)
class FolderSight:
    """What a watched folder holds: the packages, and the folders whose changes are worth being told."""

    packages: tuple[Sighting, ...]
    folders: tuple[Path, ...]


def watched(folder: Path) -> FolderSight:
    """Look at a watched folder and below it."""
    return FolderSight(tuple(packages_in(folder)), tuple(_folders(folder)))


def _folders(folder: Path) -> list[Path]:
    """The folder itself and those below it, the nearest first."""
    found = [folder] if folder.is_dir() else []
    for place in found:
        if len(found) >= MOST_FOLDERS or len(place.parts) - len(folder.parts) >= DEEP:
            break
        try:
            inner = sorted(one.name for one in os.scandir(place) if one.is_dir(follow_symlinks=False))
        except OSError:
            continue
        found += [place / name for name in inner if not name.startswith((".", "$"))]
    return found[:MOST_FOLDERS]


def packages_in(folder: Path, tick: Tick = no_tick) -> list[Sighting]:
    """What looks like a package in a folder and below it; what cannot be read is passed over."""
    found = []
    for count, path in enumerate(_files(folder), start=1):
        tick(count, 0)
        if count > MANY:
            break
        try:
            stat = path.stat()
            if stat.st_size and looks_like_package(path):
                found.append(Sighting(path, stat.st_size, stat.st_mtime_ns))
        except OSError:
            continue
    return found


def _files(folder: Path) -> Iterator[Path]:
    base = len(folder.parts)
    for place, folders, names in os.walk(folder):
        here = Path(place)
        if len(here.parts) - base >= DEEP:
            folders.clear()
        folders[:] = sorted(name for name in folders if not name.startswith((".", "$")))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith(("~$", ".")):
                yield here / name


def looks_like_package(path: Path) -> bool:
    """Whether the file is a workbook with our hidden sheet, an archive with a workbook beside `附件/`, or sealed."""
    try:
        if path.suffix.lower() == ".age":
            with path.open("rb") as stream:
                return stream.read(len(SEALED)) == SEALED
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                with archive.open("xl/workbook.xml") as part:
                    return HIDDEN_SHEET.encode() in part.read(HEAD)
            books = [name for name in names if name.lower().endswith(".xlsx")]
            return len(books) == 1 and all(name in books or "附件" in name for name in names)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return False


def given_files(paths: Sequence[Path]) -> list[Path]:
    """Files as they were dropped: single ones as they are, of folders everything that may be a package or a table."""
    found: list[Path] = []
    for path in paths:
        found.extend(_files(path) if path.is_dir() else [path])
    return list(dict.fromkeys(found))[:MANY]


def plugged(find: Callable[[], Sequence[Stick]] = sticks) -> list[StickSight]:
    """Every stick that is plugged in and carries packages."""
    seen = [StickSight(one.root, one.name, tuple(packages_in(one.root))) for one in find()]
    return [one for one in seen if one.packages]
