"""What can be done on the page 信访件: ask, call one service, tell what was done."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from dczg_desktop.domain.petitions import CLOSED, sets_back
from dczg_desktop.services.petitions.closure import (
    StepRow,
    apply_petition,
    closure_steps,
    decide_petition,
    petition_objections,
    reopen_petition,
)
from dczg_desktop.services.petitions.items import PetitionDetail, edit_petition, link_petition
from dczg_desktop.services.petitions.listing import EMPTY, PetitionQuery
from dczg_desktop.services.petitions.points import Point, points_of, proposed_points, save_points
from dczg_desktop.services.petitions.repeats import (
    Repeats,
    confirm_repeat,
    deny_repeat,
    find_petition,
    repeats_of,
    similar_petitions,
)
from dczg_desktop.services.petitions.views import PetitionView
from dczg_desktop.services.petitions.voiding import restore_petition, void_petition
from dczg_desktop.services.problems import find_problem
from ui.dialogs.batch import BatchDialog
from ui.dialogs.petition import LinkDialog, PetitionDialog
from ui.dialogs.petition_closure import ClosureAnswer, PetitionClosureDialog
from ui.dialogs.points import PointsDialog
from ui.dialogs.reason import Draft, ReasonDialog
from ui.dialogs.repeats import Answer, RepeatsDialog
from ui.pages.acting import attempt, perform, saving
from ui.pages.petitions.batches import announcing
from ui.pages.petitions.panel import PetitionPanel
from ui.pages.petitions.requesting import Requesting
from ui.pages.petitions.walk import BatchWalk
from ui.reading import Reading, reading
from ui.widgets.page import Page

SET_BACK = "信访件 {} 已验收销号。改为“{}”就是重新启动整改：销号退回“未申请验收”，原来的验收意见保留，下次要重新申请。"
VOIDING = (
    "信访件 {}　作废后不再统计和公开，记录保留，随下一个数据包告知承办单位；可用“全部标记—已作废”查看、恢复。"
)


class PetitionActs:
    """The acts of one register; tests replace the `ask_…` dialogs.

    `when_read(act)` does an act as soon as the chosen petition is there. What a dialog shows is read beside the window.
    """

    def __init__(
        self,
        page: Page,
        panel: PetitionPanel,
        walk: BatchWalk,
        when_read: Callable[[Callable[[], None]], None],
    ) -> None:
        self.page, self.context, self.panel, self.walk = page, page.context, panel, walk
        self.ask_changes, self.ask_link, self.ask_points = (
            PetitionDialog.ask,
            LinkDialog.ask,
            PointsDialog.ask,
        )
        self.ask_repeat, self.ask_closure, self.ask_reason = (
            RepeatsDialog.ask,
            PetitionClosureDialog.ask,
            ReasonDialog.ask,
        )
        self.ask_batch = BatchDialog.ask
        self._reading = Reading(page, self.context)
        self.requesting = Requesting(page, panel, self.look, when_read)
        for signal, act in (
            (self.panel.edit_asked, self.edit),
            (self.panel.link_asked, self.link),
            (self.panel.unlink_asked, self.unlink),
            (self.panel.points_asked, self.points),
            (self.panel.repeats_asked, self.repeats),
            (self.panel.closure_asked, self.closure),
            (self.panel.void_asked, self.void),
        ):
            signal.connect(partial(when_read, act))

    def look(
        self, work: Callable[[], Any], ask: Callable[[PetitionDetail, Any], None], detail: PetitionDetail
    ) -> None:
        """Read what a dialog about `detail` shows, then `ask`; not when another petition was chosen meanwhile."""

        def answered(found: object) -> None:
            if self.panel.detail is not None and self.panel.detail.uid == detail.uid:
                ask(detail, found)

        self._reading.ask(work, answered)

    def show_beside(self, found: PetitionView) -> None:
        """Points, repetitions, closure, publications and requests of the chosen one, for the panel."""
        self.panel.show_beside(
            found.points, found.disagreement, found.repeats, found.steps, found.publications
        )
        why_not = "" if found.may_be_returned else "没有下级单位承办这一件"
        self.panel.show_exchange(found.requests, found.place, why_not)

    def edit(self) -> None:
        """Change the fields of the chosen one."""
        if detail := self.panel.detail:
            save = partial(self._save, detail, Draft())
            self.ask_changes(self.page, detail, self.requesting.marks(), save)

    def _save(self, detail: PetitionDetail, draft: Draft, changes: Mapping[str, str | bool]) -> str:
        """Write what was changed; the dialog stays open with it when that is refused, for the reason returned."""
        number, wanted = detail.text("number"), str(changes.get("completion", ""))
        act = partial(edit_petition, self.context.ledger, detail.uid, dict(changes))
        if "completion" not in changes or not sets_back(detail.closure, wanted):
            return attempt(self.context, act, lambda n: f"已保存信访件 {number} 的 {n} 处修改。")
        said = "没有保存。改动还在，可以接着改，或者点“取消”放弃。"

        def save(reason: str) -> str:
            nonlocal said
            told = partial("已保存信访件 {} 的 {} 处修改，验收销号已重新启动。".format, number)
            said = attempt(self.context, partial(act, reason), told, undoable=False)
            return said

        lead = SET_BACK.format(number, wanted or "未填写")
        self.ask_reason(self.page, "重新启动整改", "保存并重新启动", lead, "理由", save, draft=draft)
        return said

    def void(self) -> None:
        """Let the chosen one count no longer, or again, with the reason."""
        detail = self.panel.detail
        if detail is None:
            return
        number = detail.text("number") or detail.text("sequence")
        act, verb = (restore_petition, "恢复") if detail.voided else (void_petition, "作废")
        lead = f"信访件 {number}　作废的理由：{detail.voided}" if detail.voided else VOIDING.format(number)
        lead += f"\n本件{detail.closure}。" if detail.closure == CLOSED and not detail.voided else ""
        save = saving(
            self.context, partial(act, self.context.ledger, detail.uid), f"已{verb}信访件 {number}。"
        )
        self.ask_reason(self.page, f"{verb}信访件", verb, lead, f"{verb}理由", save)

    def link(self) -> None:
        """Say which problem it is about."""
        detail = self.panel.detail
        if detail is None:
            return
        ledger, number = self.context.ledger, detail.text("number")
        act = partial(link_petition, ledger, detail.uid)
        save = saving(self.context, act, f"信访件 {number} 已关联问题。")
        self.ask_link(self.page, number, partial(find_problem, ledger), save)

    def unlink(self) -> None:
        """Take the link back."""
        if detail := self.panel.detail:
            act = partial(link_petition, self.context.ledger, detail.uid, "")
            words = f"信访件 {detail.text('number')} 已取消关联。"
            perform(self.context, self.page, act, words, undoable=True)

    def points(self) -> None:
        """Judge its points one by one."""
        if detail := self.panel.detail:
            self.look(partial(points_of, self.context.ledger, detail.uid), self._judge, detail)

    def _judge(self, detail: PetitionDetail, stored: Sequence[Point]) -> None:
        ledger = self.context.ledger
        save = saving(
            self.context,
            partial(save_points, ledger, detail.uid),
            lambda done: f"逐点清单已保存：新增 {done.added}，修改 {done.changed}，移除 {done.removed}。",
        )
        self.ask_points(self.page, detail, stored, partial(proposed_points, ledger, detail.uid), save)

    def repeats(self) -> None:
        """Look at what it repeats and what repeats it."""
        if detail := self.panel.detail:
            self.look(partial(repeats_of, self.context.ledger, detail.uid), self._repeated, detail)

    def _repeated(self, detail: PetitionDetail, found: Repeats) -> None:
        ledger, uid = self.context.ledger, detail.uid

        def save(answer: Answer) -> str:
            verb, other = answer
            if verb == "confirm":
                return attempt(self.context, partial(confirm_repeat, ledger, uid, other), "已登记为重复件。")
            if verb == "deny":
                told = "已登记为互不相关，不再算作重复件。"
                return attempt(self.context, partial(deny_repeat, ledger, uid, other), told)
            chain = tuple(one.uid for one in found.chain) or (uid,)
            self._open((other,) if verb == "open" else chain)
            return ""

        similar, find = partial(similar_petitions, ledger, uid), partial(find_petition, ledger)
        self.ask_repeat(self.page, detail.text("number"), found, similar, find, self.context, save)

    def _open(self, uids: tuple[str, ...]) -> None:
        self.page.show_filter(PetitionQuery(uids=uids))
        self.page.reload()

    def closure(self) -> None:
        """Apply for its closure, decide, or start it again."""
        if detail := self.panel.detail:
            ledger, uid = self.context.ledger, detail.uid
            work = reading(partial(closure_steps, ledger, uid), partial(petition_objections, ledger, uid))
            self.look(work, self._step, detail)

    def _step(self, detail: PetitionDetail, found: tuple[Sequence[StepRow], Sequence[str]]) -> None:
        number = detail.text("number")

        def save(answer: ClosureAnswer) -> str:
            return attempt(
                self.context, partial(self._close, detail.uid, answer), f"信访件 {number}：{answer.words}。"
            )

        self.ask_closure(self.page, detail, self.panel.closure.word, *found, save)

    def _close(self, uid: str, answer: ClosureAnswer) -> None:
        ledger = self.context.ledger
        if answer.verb == "apply":
            apply_petition(ledger, uid, answer.opinion)
        elif answer.verb == "reopen":
            reopen_petition(ledger, uid, answer.opinion)
        else:
            agree = answer.verb == "agree"
            decide_petition(
                ledger, uid, agree=agree, opinion=answer.opinion, document=answer.document, on=answer.on
            )

    def announce(self) -> None:
        """Write down what the covering letter of the chosen batch says."""
        source, batch = self.walk.chosen()
        save = announcing(self.context, "" if source == EMPTY else source)
        self.ask_batch(self.page, batch, self.walk.row(), save)
