"""How much waits in the exchange: the number beside the page, the bars above all pages, and files that can be received now."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from dczg_desktop.services.incoming import inbox
from dczg_desktop.services.incoming.awaiting import Awaiting, awaiting
from dczg_desktop.services.incoming.inbox import InboxItem
from ui.context import Context
from ui.reading import Reading
from ui.task import Task
from ui.widgets.banners import Banner

NAME = "数据交换"
PARTNERS, INBOX, CONFLICTS, AMENDMENTS = "往来单位", "接收", "冲突", "退回与建议"


def by_tab(found: Awaiting) -> dict[str, int]:
    """The number of things to be done on each tab."""
    return {INBOX: found.inbox, CONFLICTS: found.conflicts, AMENDMENTS: found.amendments}


class Counts(QObject):
    """Owned by the context: counts when the ledger opens and after every write; `counted` carries the numbers by tab."""

    counted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._reading = Reading(self, context)
        self._tried: frozenset[str] = frozenset()
        context.ledger_changed.connect(self.read)

    @classmethod
    def of(cls, context: Context) -> "Counts":
        """The one of this context."""
        return context.findChild(cls) or cls(context)

    def read(self) -> None:
        """Count anew."""
        if self._context.has_ledger:
            self._reading.ask(partial(awaiting, self._context.ledger), self._show)

    def _show(self, found: Awaiting) -> None:
        context = self._context
        counts = by_tab(found)
        context.set_badge(NAME, sum(counts.values()))
        theirs = found.conflicts - found.decided_by_us
        rest = f"，其余 {theirs} 处等对方定夺" if theirs else ""
        said = (
            f"还有 {found.conflicts} 处冲突：{found.decided_by_us} 处由本单位定夺{rest}。"
            if found.conflicts
            else ""
        )
        act = partial(context.navigate, NAME, CONFLICTS)
        go = partial(context.navigate, NAME, PARTNERS)
        tone = "trouble" if found.decided_by_us else ""
        context.banner_changed.emit(
            Banner("installation", found.installation, "去处理", go, "trouble", closable=False)
        )
        context.banner_changed.emit(Banner("conflicts", said, "去处理", act, tone, closable=False))
        self.counted.emit(counts)
        self._look_again(found.ripe)

    def _look_again(self, ripe: frozenset[str]) -> None:
        """What was kept for a newer program, or for the card of its sender, is tried once without being asked."""
        if not ripe - self._tried:
            return
        self._tried |= ripe
        task = Task(self._context, partial(inbox.retry_waiting, self._context.ledger), "正在重新核对收件箱")
        task.succeeded.connect(self._looked_again)
        task.failed.connect(partial(self._context.show_error, None))
        task.start(self._context.pool)

    def _looked_again(self, ready: list[InboxItem]) -> None:
        if ready:
            names = "、".join(item.file_name for item in ready)
            self._context.say(f"收件箱里原来不能接收的 {len(ready)} 个文件现在可以接收了：{names}")
        self._context.ledger_changed.emit()
