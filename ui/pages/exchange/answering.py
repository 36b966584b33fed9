"""What may be done with a request to change a field: accept, decline, explain, take back; one place for every page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.petitions.amendments import answer_request, withdraw_request
from ui.context import Context
from ui.dialogs.reason import ReasonDialog
from ui.pages.acting import perform, saving

ACCEPT, DECLINE, EXPLAIN, TAKE_BACK = "采纳", "不采纳…", "不用改，说明情况…", "撤回…"
SENT = "，随下一次数据包发出。"


def choices(asked: Asked) -> tuple[str, ...]:
    """The buttons a request has for this office."""
    if asked.standing is not Standing.OPEN:
        return (TAKE_BACK,) if asked.waits else ()
    if asked.ours:
        return (EXPLAIN,) if asked.way is AmendmentWay.RETURN else (ACCEPT, DECLINE)
    return (TAKE_BACK,) if asked.mine else ()


class Answering:
    """`ask_reason` is the dialog; tests replace it."""

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context, self._page = context, page
        self.ask_reason = ReasonDialog.ask

    def answer(self, asked: Asked, choice: str) -> None:
        """Carry out one of `choices`, asking for the reason where one is needed."""
        subject = f"{asked.code}　{asked.place} {asked.label}"
        ledger = self._context.ledger
        if choice == ACCEPT:
            accept = partial(answer_request, ledger, asked, AmendmentVerdict.ACCEPTED)
            perform(self._context, self._page, accept, f"已采纳：{subject}{SENT}")
            return
        acts: dict[str, tuple[Callable[[str], None], str]] = {
            DECLINE: (partial(answer_request, ledger, asked, AmendmentVerdict.DECLINED), "已答复不采纳"),
            EXPLAIN: (partial(answer_request, ledger, asked, AmendmentVerdict.EXPLAINED), "已说明情况"),
            TAKE_BACK: (partial(withdraw_request, ledger, asked), "已撤回"),
        }
        act, done = acts[choice]
        title = choice.rstrip("…")
        save = saving(self._context, act, f"{done}：{subject}{SENT}")
        self.ask_reason(self._page, title, title, subject, "理由", save)
