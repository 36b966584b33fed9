"""What happens when packages are sighted: those on a stick get a calm bar, those in the watched folder go to the inbox."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from dczg_desktop.services.incoming import deliveries
from dczg_desktop.services.incoming.deliveries import Kept
from dczg_desktop.services.incoming.sightings import Sighting, StickSight
from ui.context import Context
from ui.pages.exchange.watching import Watching
from ui.task import Task
from ui.widgets.banners import Banner


class Sighted(QObject):
    """Owned by the context; nothing is ever received from here. `watching` may be driven by tests."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.watching = Watching(self)
        self.watching.stick_found.connect(self._stick)
        self.watching.stick_gone.connect(lambda root: context.banner_changed.emit(Banner(f"stick {root}")))
        self.watching.files_found.connect(self._files)
        context.folder_watched.connect(self.watching.watch)
        context.ledger_opened.connect(self.begin)
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.watching.stop)

    def begin(self) -> None:
        """Watch what the settings name."""
        folder = self._context.settings.watched_folder
        self.watching.watch(Path(folder) if folder else None)
        self.watching.start()

    def _stick(self, sight: StickSight) -> None:
        paths = [one.path for one in sight.packages]
        words = f"U 盘 {sight.name} 上有 {len(paths)} 个数据包。查看时先存入收件箱，不会自动接收。"
        act = partial(self._context.navigate, "数据交换", paths)
        self._context.banner_changed.emit(Banner(f"stick {sight.root}", words, "查看", act))

    def _files(self, sightings: list[Sighting]) -> None:
        if not self._context.has_ledger:
            return
        task = Task(
            self, partial(deliveries.keep_news, self._context.ledger, sightings), "正在存入新到的文件"
        )
        task.succeeded.connect(self._kept)
        task.failed.connect(partial(self._context.show_error, None))
        task.start(self._context.pool)

    def _kept(self, kept: Kept) -> None:
        if kept.items:
            self._context.say(f"监视的文件夹里新到 {len(kept.items)} 个文件，已存入收件箱，等您查看。")
            self._context.ledger_changed.emit()
