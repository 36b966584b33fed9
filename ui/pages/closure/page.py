"""The page 验收销号: the queues at the left, the chosen case with everything that speaks for and against it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick
from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.services.approval import print_approval
from dczg_desktop.services.cases import CaseAct, CaseFile, closure_case
from dczg_desktop.services.closure import (
    answer_objection,
    apply_for_closure,
    decide,
    publish_notice,
    raise_objection,
    reopen,
)
from dczg_desktop.services.grid import GridQuery
from dczg_desktop.services.public_notices import Contact, print_public_notice
from ui.context import Context, ErrorShower
from ui.dialogs.closure import Notice, NoticeDialog
from ui.dialogs.letter import LetterChoice, LetterDialog
from ui.dialogs.print_preview import PrintPreview, made
from ui.dialogs.reason import ReasonDialog
from ui.pages.acting import after_dialog, attempt, saving
from ui.pages.closure.case import CasePanel
from ui.pages.closure.queue import CaseQueue
from ui.reading import Reading
from ui.task import Task
from ui.widgets.list_detail import ListDetail
from ui.widgets.page import Page
from ui.widgets.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from dczg_desktop.store.ledger import Ledger


class ClosurePage(Page):
    """Apply, agree, return, publish, answer objections, reopen; each refusal stands beside its button."""

    search_hint = "搜索编号、问题、单位"
    help_text = (
        "左边是四个队列：待审核、可申请、已退回、已销号；右边是选中问题的销号条件（四不放过）、整改前后照片、公示与异议、办理过程。\n"
        "措施全部完成、佐证和责任要素齐全的问题自动列入“可申请”。申请后由第二人审核，申请人不能审批本人事项。\n"
        "同意或退回都要写明意见；申请后内容有改动的，要先退回再重新申请。\n"
        "已销号的问题锁定，发现反弹时写明理由“重新启动”，原销号记录保留。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_words, self.ask_notice = ReasonDialog.ask, NoticeDialog.ask
        self.ask_letter = LetterDialog.ask
        self.show_document = PrintPreview.ask
        self.strip = ProgressStrip(context)
        self.queue, self.panel = CaseQueue(context), CasePanel()
        self._uid = self._wanted = ""
        self._reading = Reading(self, context)
        self._then: Callable[[CaseFile], None] | None = None
        self.body.addWidget(self.strip)
        self.body.addWidget(ListDetail(context, self.queue, self.panel, (56, 44)), 1)
        self.queue.current.connect(self._chosen)
        self.queue.turned.connect(self._show)
        self.queue.opened.connect(self._open)
        self.panel.opened.connect(self._open)
        self.panel.acted.connect(self._act)
        self.panel.notice.answer_asked.connect(self._answer)
        self.panel.print_asked.connect(partial(self._with_case, self._print))
        self.panel.notice.print_asked.connect(partial(self._with_case, self._print_notice))

    def reload(self) -> None:
        """Read the case in sight and the queues; the case stays in sight, also when it has moved to another queue."""
        if self._uid and not self._wanted:
            self._show(self._uid)
        self.queue.reload(self._queues_shown)

    def search(self, text: str) -> None:
        self.queue.search(text, self._found)

    def show_filter(self, page_filter: object) -> None:
        """The uid of a problem, the title of a queue, or a `GridQuery` with one uid; shown with the next reading."""
        if isinstance(page_filter, GridQuery):
            page_filter = page_filter.uids[0] if page_filter.uids else page_filter.closure
        if page_filter == ClosureStatus.IN_REVIEW.value:
            page_filter = "待审核"
        self._wanted = str(page_filter)

    def _queues_shown(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if len(wanted) == 32:
            self.queue.seek(wanted)
            self._show(wanted)
        elif wanted:
            self.queue.show_tab(wanted)
            self._show(self.queue.current_uid())
        elif not self._uid:
            self._show(self.queue.current_uid())

    def _found(self) -> None:
        """After a search the first row that was found is shown, unless the shown one is among them."""
        if uid := self.queue.current_uid():
            self._chosen(uid)

    def _chosen(self, uid: str) -> None:
        if uid and uid != self._uid:
            self._show(uid)

    def _show(self, uid: str) -> None:
        """Read a case, beside the window; until it is there nothing can be done with the former one."""
        self._uid, self._then = uid, None
        if uid:
            self._reading.ask(partial(_case_of, self.context.ledger, uid), self._show_case)
        else:
            self._reading.forget()
            self.panel.show_case(None)

    def _show_case(self, found: CaseFile | UserError) -> None:
        then, self._then = self._then, None
        if isinstance(found, UserError):
            self._uid = ""
            self.panel.show_case(None)
            self.context.say(str(found))
            return
        self.panel.show_case(found)
        if then is not None:
            then(found)

    def _with_case(self, act: Callable[[CaseFile], None]) -> None:
        """Do something with the chosen case, as soon as it is there."""
        if self._reading.is_running:
            self._then = act
        elif self.panel.case is not None:
            act(self.panel.case)

    def _open(self, uid: str) -> None:
        self.context.navigate("整改台账", uid)

    def _act(self, act: CaseAct) -> None:
        self._with_case(partial(self._do, act))

    def _do(self, act: CaseAct, case: CaseFile) -> None:
        acts: dict[CaseAct, Callable[[CaseFile], None]] = {
            CaseAct.APPLY: self._apply,
            CaseAct.AGREE: self._agree,
            CaseAct.RETURN: self._return,
            CaseAct.NOTICE: self._publish,
            CaseAct.OBJECT: self._object,
            CaseAct.REOPEN: self._reopen,
        }
        if not case.refusals[act]:
            acts[act](case)

    def _apply(self, case: CaseFile) -> None:
        lead = f"问题 {case.code}　{case.procedure}"
        told = f"问题 {case.code} 已申请销号，等待第二人审核。"
        act = partial(apply_for_closure, self.context.ledger, case.uid)
        save = saving(self.context, act, told, undoable=False)
        self.ask_words(self, "申请销号", "提交申请", lead, "申请意见", save, required=False)

    def _agree(self, case: CaseFile) -> None:
        lead = f"问题 {case.code}　申请人：{case.applicant}　请写明核查情况和结论。"
        act = partial(_decide, self.context.ledger, case.uid, agree=True)
        save = saving(self.context, act, partial(_decided, case), undoable=False)
        self.ask_words(self, f"{case.step}：同意", "同意", lead, "意见", save)

    def _return(self, case: CaseFile) -> None:
        lead = f"问题 {case.code}　申请人：{case.applicant}　请逐条写明需要补正什么。"
        act = partial(_decide, self.context.ledger, case.uid, agree=False)
        save = saving(self.context, act, f"问题 {case.code} 的销号申请已退回。", undoable=False)
        self.ask_words(self, f"{case.step}：退回", "退回", lead, "退回理由", save)

    def _publish(self, case: CaseFile) -> None:
        def save(notice: Notice) -> str:
            work = partial(
                publish_notice, self.context.ledger, case.uid, notice.starts, notice.ends, notice.place
            )
            return attempt(
                self.context, work, lambda days: f"已登记问题 {case.code} 的公示，共 {days} 个工作日。"
            )

        self.ask_notice(self, case.code, case.notice_rule, save)

    def _object(self, case: CaseFile) -> None:
        lead = f"问题 {case.code}　登记后，异议处理完才能销号。请勿写入反映人的姓名和联系方式。"
        act = partial(raise_objection, self.context.ledger, case.uid)
        save = saving(self.context, act, f"已登记对问题 {case.code} 的异议。")
        self.ask_words(self, "登记异议", "登记", lead, "异议内容", save)

    def _answer(self, objection_uid: str) -> None:
        self._with_case(partial(self._answer_in, objection_uid))

    def _answer_in(self, objection_uid: str, case: CaseFile) -> None:
        doubt = next((one for one in case.doubts if one.uid == objection_uid), None)
        if doubt is None or doubt.answer.strip():
            return
        act = partial(answer_objection, self.context.ledger, objection_uid)
        save = saving(self.context, act, "异议的处理结果已保存。")
        self.ask_words(self, "答复异议", "保存答复", f"异议：{doubt.text}", "核查处理结果", save)

    def _reopen(self, case: CaseFile) -> None:
        lead = f"问题 {case.code} 已销号。重新启动后回到整改，原销号记录保留。"
        act = partial(reopen, self.context.ledger, case.uid)
        save = saving(self.context, act, f"问题 {case.code} 已重新启动整改。", undoable=False)
        self.ask_words(self, "重新启动", "重新启动", lead, "理由", save)

    def _print(self, case: CaseFile) -> None:
        ledger, uid = self.context.ledger, case.uid
        self._make(f"销号审批表 {case.code}.pdf", lambda target: print_approval(ledger, uid, target))

    def _print_notice(self, case: CaseFile) -> None:
        lead = f"问题 {case.code}　电话印在公示上，供公众反映意见。"
        ledger, uid, name = self.context.ledger, case.uid, f"整改销号公示 {case.code}.pdf"

        def save(choice: LetterChoice) -> Task:
            contact = Contact(choice.heading.phone)
            return self._make(
                name,
                lambda target: print_public_notice(ledger, uid, contact, target),
                self.context.show_unforeseen,
            )

        self.ask_letter(self, "整改销号公示", lead, None, (), save, phone_needed=True)

    def _make(self, name: str, write: Callable[[Path], object], failed: ErrorShower | None = None) -> Task:
        """Make a document on the worker and show it."""

        def work(target: Path, tick: Tick) -> None:
            write(target)
            tick(1, 1)

        task = Task(self, partial(made, name, work), f"正在生成{name.split(maxsplit=1)[0]}")
        task.succeeded.connect(after_dialog(self, partial(self._show_document, name)))
        task.failed.connect(partial(failed or self.context.show_error, self))
        self.strip.follow(task)
        task.start(self.context.pool)
        return task

    def _show_document(self, name: str, content: bytes) -> None:
        shown: QWidget = self
        self.show_document(shown, self.context, content, name)


def _case_of(ledger: "Ledger", uid: str) -> CaseFile | UserError:
    """One case; the refusal when the problem is gone meanwhile."""
    try:
        return closure_case(ledger, uid)
    except UserError as refusal:
        return refusal


def _decide(ledger: "Ledger", uid: str, opinion: str, *, agree: bool) -> ClosureStatus:
    return decide(ledger, uid, agree=agree, opinion=opinion)


def _decided(case: CaseFile, status: ClosureStatus) -> str:
    if status is ClosureStatus.CLOSED:
        return f"问题 {case.code} 已销号。"
    return f"问题 {case.code} 的“{case.step}”已同意，进入下一环节。"
