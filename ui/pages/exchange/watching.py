"""Watches a chosen folder and the sticks that are plugged in; what looks like a package is told, nothing is taken."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from dczg_desktop.services.incoming.sightings import FolderSight, Sighting, StickSight, plugged, watched

EVERY = 5000
"""Milliseconds between two looks at the drives; a folder is looked at when it or one below it changes, and every minute besides."""
FOLDER_EVERY = 12
LOOK = 40
SETTLED = 1500
"""Milliseconds that a changed folder must rest: files are still being copied."""


class Watching(QObject):
    """`start` begins; `find_sticks` and `look_into` may be replaced by tests. One look at a time, on its own thread."""

    stick_found = Signal(object)
    """A `StickSight` that was not there at the last look, or holds more packages than then."""
    stick_gone = Signal(object)
    """The root of a stick that is no longer there."""
    files_found = Signal(object)
    """`Sighting`s in the watched folder that were not told before."""

    looked = Signal()
    """A look has ended and was answered for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.find_sticks: Callable[[], Sequence[StickSight]] = plugged
        self.look_into: Callable[[Path], FolderSight] = watched
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="watch")
        self._folder: Path | None = None
        self._told: set[Sighting] = set()
        self._sticks: dict[Path, StickSight] = {}
        self._looks = 0
        self._running: list[tuple[Future[Any], Callable[[Any], None]]] = []
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._drives, self._rest, self._look = (self._timer(ms) for ms in (EVERY, SETTLED, LOOK))
        self._rest.setSingleShot(True)
        self._drives.timeout.connect(self.look)
        self._rest.timeout.connect(self.look_at_folder)
        self._look.timeout.connect(self._answers)
        self.destroyed.connect(self._pool.shutdown)

    def start(self) -> None:
        """Look now, and again and again."""
        self._drives.start()
        self.look()
        self.look_at_folder()

    def stop(self) -> None:
        """Look no more; a look under way is waited for, its answer forgotten."""
        for timer in (self._drives, self._rest, self._look):
            timer.stop()
        self._running.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def watch(self, folder: Path | None) -> None:
        """Watch this folder from now on instead of the former one; None watches none."""
        self._folder, self._told = folder, set()
        self._follow(())
        self.look_at_folder()

    @property
    def folder(self) -> Path | None:
        return self._folder

    def watched_folders(self) -> list[str]:
        """The folders whose changes are told at once."""
        return sorted(self._watcher.directories())

    def look(self) -> None:
        """Look for sticks, and every so often at the folder: on network drives changes are not told."""
        self._ask(self.find_sticks, self._sticks_seen)
        self._looks += 1
        if self._looks % FOLDER_EVERY == 0:
            self.look_at_folder()

    def look_at_folder(self) -> None:
        """Look for packages in the watched folder."""
        folder = self._folder
        if folder is not None:
            self._ask(lambda: (folder, self.look_into(folder)), self._folder_seen)

    def _follow(self, folders: Sequence[Path]) -> None:
        """Be told of changes in these folders and no others."""
        wanted, had = {str(one) for one in folders}, set(self._watcher.directories())
        if gone := had - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - had:
            self._watcher.addPaths(sorted(new))

    def _timer(self, pause: int) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(pause)
        return timer

    def _folder_changed(self, _path: str) -> None:
        self._rest.start()

    def _ask(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if any(waiting == done for _, waiting in self._running):
            return  # a slow drive: the look before has not ended
        self._running.append((self._pool.submit(work), done))
        self._look.start()

    def _answers(self) -> None:
        """The worker touches no Qt: its answers are fetched here, on the window's thread."""
        ended = [one for one in self._running if one[0].done()]
        self._running = [one for one in self._running if not one[0].done()]
        if not self._running:
            self._look.stop()
        for future, done in ended:
            error = future.exception()
            if error is None:
                done(future.result())
            elif not isinstance(error, OSError):
                raise error
            self.looked.emit()

    def _sticks_seen(self, seen: Sequence[StickSight]) -> None:
        now = {one.root: one for one in seen}
        for root in [root for root in self._sticks if root not in now]:
            self.stick_gone.emit(root)
        for root, one in now.items():
            before = self._sticks.get(root)
            if before is None or set(one.packages) - set(before.packages):
                self.stick_found.emit(one)
        self._sticks = now

    def _folder_seen(self, answer: tuple[Path, FolderSight]) -> None:
        folder, seen = answer
        if folder != self._folder:
            self.look_at_folder()  # another one was chosen while this one was looked at
            return
        self._follow(seen.folders)
        news = [one for one in seen.packages if one not in self._told]
        self._told = set(seen.packages)
        if news:
            self.files_found.emit(news)
