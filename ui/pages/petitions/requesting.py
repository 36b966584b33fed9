"""Sending back and proposing on the page 信访件, and where the chosen petition is."""

from collections.abc import Callable
from functools import partial
from typing import Any

from dczg_desktop.domain.words import AmendmentWay
from dczg_desktop.services.petitions.amendments import propose_petition, return_petition
from dczg_desktop.services.petitions.items import PetitionDetail
from dczg_desktop.services.petitions.requests import (
    petition_may_be_returned_to,
    returnable_items,
)
from ui.dialogs.amendment import OF_PETITION, Proposed, ProposeDialog, ReturnDialog, Returned
from ui.pages.acting import attempt
from ui.pages.petitions.panel import PetitionPanel
from ui.reading import reading
from ui.widgets.page import Page


class Requesting:
    """Tests replace the `ask_…` dialogs; `look` and `when_read` as `PetitionActs` has them."""

    def __init__(
        self,
        page: Page,
        panel: PetitionPanel,
        look: Callable[..., None],
        when_read: Callable[[Callable[[], None]], None],
    ) -> None:
        self.page, self.context, self.panel = page, page.context, panel
        self.ask_return, self.ask_proposal = ReturnDialog.ask, ProposeDialog.ask
        self._look = look
        self.panel.return_asked.connect(partial(when_read, self.send_back))
        self.panel.proposal_asked.connect(partial(when_read, self.propose))

    def marks(self) -> dict[str, str]:
        """By field of the whole petition, what this office has to put right in it."""
        shown = [one for one in self.panel.requests.shown if one.ours and one.way is AmendmentWay.RETURN]
        return {one.facts.field: one.reason for one in shown if one.facts.target_kind == "petition"}

    def send_back(self) -> None:
        """Return fields that an office below filled in."""
        if detail := self.panel.detail:
            ledger, uid = self.context.ledger, detail.uid
            work = reading(
                partial(returnable_items, ledger, uid), partial(petition_may_be_returned_to, ledger, uid)
            )
            self._look(work, self._send_back, detail)

    def _send_back(self, detail: PetitionDetail, found: tuple[Any, Any]) -> None:
        subject = _subject(detail)

        def save(one: Returned) -> str:
            act = partial(return_petition, self.context.ledger, detail.uid, one.wishes, one.to_office_uid)
            return attempt(self.context, act, f"{subject}：已退回 {len(one.wishes)} 处，随下一次数据包下发。")

        self.ask_return(self.page, subject, *found, save)

    def propose(self) -> None:
        """Ask the issuing office to change what it owns."""
        detail = self.panel.detail
        if detail is None:
            return
        issuer, now = detail.issuer or "交办单位", {name: detail.text(name) for name in OF_PETITION}
        subject = _subject(detail)

        def save(one: Proposed) -> str:
            act = partial(propose_petition, self.context.ledger, detail.uid, one.values, one.reason)
            words = f"{subject}：已向{issuer}提出 {len(one.values)} 处建议，随下一次数据包上报。"
            return attempt(self.context, act, words)

        self.ask_proposal(self.page, subject, issuer, OF_PETITION, now, save)


def _subject(detail: PetitionDetail) -> str:
    return f"信访件 {detail.text('number') or detail.text('sequence')}"
