"""What may be done with a request to change a field: accept, decline, explain, take back; one place for every page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.petitions.amendments import answer_request, withdraw_request
from ui.context import Context
from ui.dialogs.reason import ReasonDialog

ACCEPT, DECLINE, EXPLAIN, TAKE_BACK = "采纳", "不采纳…", "不用改，说明情况…", "撤回…"


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
        reason = ""
        if choice != ACCEPT:
            given = self.ask_reason(self._page, choice.rstrip("…"), choice.rstrip("…"), subject)
            if given is None:
                return
            reason = given
        ledger = self._context.ledger
        acts: dict[str, Callable[[], None]] = {
            ACCEPT: partial(answer_request, ledger, asked, AmendmentVerdict.ACCEPTED),
            DECLINE: partial(answer_request, ledger, asked, AmendmentVerdict.DECLINED, reason),
            EXPLAIN: partial(answer_request, ledger, asked, AmendmentVerdict.EXPLAINED, reason),
            TAKE_BACK: partial(withdraw_request, ledger, asked, reason),
        }
        try:
            acts[choice]()
        except UserError as error:
            self._context.show_error(self._page, error)
            return
        done = {ACCEPT: "已采纳", DECLINE: "已答复不采纳", EXPLAIN: "已说明情况", TAKE_BACK: "已撤回"}[choice]
        self._context.say(f"{done}：{subject}，随下一次数据包发出。", undoable=True)
        self._context.ledger_changed.emit()
