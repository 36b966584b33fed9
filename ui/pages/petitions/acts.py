"""What can be done on the page 信访件: ask, call one service, tell what was done."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from dczg_desktop.services.batches import announce_batch
from dczg_desktop.services.daily import FileBatch, batch_of_file, last_source
from dczg_desktop.services.petition_closure import (
    apply_petition,
    closure_steps,
    decide_petition,
    petition_objections,
    reopen_petition,
)
from dczg_desktop.services.petition_list import AGAIN, EMPTY, PetitionQuery, petition_ids
from dczg_desktop.services.petition_points import points_disagree, points_of, proposed_points, save_points
from dczg_desktop.services.petition_print import PetitionOrder, list_of
from dczg_desktop.services.petition_repeats import (
    confirm_repeat,
    deny_repeat,
    find_petition,
    repeats_of,
    similar_petitions,
)
from dczg_desktop.services.petitions import PetitionDetail, edit_petition, link_petition
from dczg_desktop.services.printed import Printed, write_report
from dczg_desktop.services.problems import find_problem
from dczg_desktop.services.publications import Published, personal_hits, publications_of, publish
from ui.dialogs.batch import BatchAnswer, BatchDialog, TakeBatchDialog
from ui.dialogs.petition import LinkDialog, PetitionDialog
from ui.dialogs.petition_closure import ClosureAnswer, PetitionClosureDialog
from ui.dialogs.points import PointsDialog
from ui.dialogs.print_preview import PrintPreview, made
from ui.dialogs.publish import ExportAnswer, ExportDialog
from ui.dialogs.repeats import RepeatsDialog
from ui.pages.intake.order import BatchOrder
from ui.pages.ledger.acting import perform
from ui.task import Task

if TYPE_CHECKING:
    from ui.pages.petitions.register import RegisterPanel

KINDS = "表格 (*.xlsx *.xls *.et *.ods *.csv *.tsv *.txt *.docx *.html *.htm *.zip);;所有文件 (*)"


class PetitionActs:
    """The acts of one register; tests replace the `ask_…` dialogs."""

    def __init__(self, page: "RegisterPanel") -> None:
        self.page, self.context, self.panel = page, page.context, page.panel
        self.ask_changes, self.ask_link, self.ask_points = (
            PetitionDialog.ask,
            LinkDialog.ask,
            PointsDialog.ask,
        )
        self.ask_repeat, self.ask_closure = RepeatsDialog.ask, PetitionClosureDialog.ask
        self.ask_batch, self.ask_take, self.ask_export = (
            BatchDialog.ask,
            TakeBatchDialog.ask,
            ExportDialog.ask,
        )
        self.show_document = PrintPreview.ask
        self.ask_file: Callable[[QWidget], Path | None] = ask_file
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        for signal, act in (
            (self.panel.edit_asked, self.edit),
            (self.panel.link_asked, self.link),
            (self.panel.unlink_asked, self.unlink),
            (self.panel.points_asked, self.points),
            (self.panel.repeats_asked, self.repeats),
            (self.panel.closure_asked, self.closure),
        ):
            signal.connect(act)

    def _perform(self, act: Callable[[], object], words: str) -> None:
        perform(self.context, self.page, act, words, undoable=True)

    def show_beside(self, detail: PetitionDetail | None) -> None:
        """Points, repetitions, closure and publications of the chosen one, for the panel."""
        if detail is None:
            return
        ledger, uid = self.context.ledger, detail.uid
        self.panel.show_beside(
            points_of(ledger, uid), points_disagree(ledger, uid), repeats_of(ledger, uid), closure_steps(ledger, uid),
            publications_of(ledger, uid),
        )  # fmt: skip

    def edit(self) -> None:
        """Change the fields of the chosen one."""
        detail = self.panel.detail
        changes = self.ask_changes(self.page, detail) if detail else None
        if detail and changes:
            act = partial(edit_petition, self.context.ledger, detail.uid, dict(changes))
            perform(
                self.context, self.page, act, lambda n: f"已保存信访件 {detail.text('number')} 的 {n} 处修改。", undoable=True
            )  # fmt: skip

    def link(self) -> None:
        """Say which problem it is about."""
        detail = self.panel.detail
        if detail is None:
            return
        uid = self.ask_link(self.page, detail.text("number"), partial(find_problem, self.context.ledger))
        if uid:
            act = partial(link_petition, self.context.ledger, detail.uid, uid)
            self._perform(act, f"信访件 {detail.text('number')} 已关联问题。")

    def unlink(self) -> None:
        """Take the link back."""
        if detail := self.panel.detail:
            act = partial(link_petition, self.context.ledger, detail.uid, "")
            self._perform(act, f"信访件 {detail.text('number')} 已取消关联。")

    def points(self) -> None:
        """Judge its points one by one."""
        detail = self.panel.detail
        if detail is None:
            return
        ledger = self.context.ledger
        stored = points_of(ledger, detail.uid)
        wanted = self.ask_points(self.page, detail, stored, partial(proposed_points, ledger, detail.uid))
        if wanted is not None:
            act = partial(save_points, ledger, detail.uid, wanted)
            perform(
                self.context, self.page, act,
                lambda done: f"逐点清单已保存：新增 {done.added}，修改 {done.changed}，移除 {done.removed}。", undoable=True,
            )  # fmt: skip

    def repeats(self) -> None:
        """Look at what it repeats and what repeats it."""
        detail = self.panel.detail
        if detail is None:
            return
        ledger, uid = self.context.ledger, detail.uid
        similar = partial(similar_petitions, ledger, uid)
        answer = self.ask_repeat(
            self.page, detail.text("number"), repeats_of(ledger, uid), similar, partial(find_petition, ledger), self.context
        )  # fmt: skip
        if answer is None:
            return
        verb, other = answer
        if verb == "open":
            self.page.show_filter(PetitionQuery(uids=(other,)))
            self.page.reload()
        elif verb == "chain":
            self._open_chain(uid)
        elif verb == "confirm":
            self._perform(partial(confirm_repeat, ledger, uid, other), "已登记为重复件。")
        else:
            self._perform(partial(deny_repeat, ledger, uid, other), "已登记为互不相关，不再算作重复件。")

    def _open_chain(self, uid: str) -> None:
        chain = tuple(one.uid for one in repeats_of(self.context.ledger, uid).chain)
        self.page.show_filter(PetitionQuery(uids=chain or (uid,)))
        self.page.reload()

    def closure(self) -> None:
        """Apply for its closure, decide, or start it again."""
        detail = self.panel.detail
        if detail is None:
            return
        ledger, uid = self.context.ledger, detail.uid
        steps, reasons = closure_steps(ledger, uid), petition_objections(ledger, uid)
        answer = self.ask_closure(self.page, detail, self.panel.closure.word, steps, reasons)
        if answer is not None:
            self._perform(
                partial(self._close, uid, answer), f"信访件 {detail.text('number')}：{answer.words}。"
            )

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
        source, batch = self.page.walk.chosen()
        answer = self.ask_batch(self.page, batch, self.page.walk.row())
        if answer is not None:
            self._announce(answer, "" if source == EMPTY else source)

    def _announce(self, answer: BatchAnswer, source: str) -> None:
        act = partial(
            announce_batch,
            self.context.ledger,
            answer.name,
            source,
            answer.handed_on,
            answer.expected,
            answer.remark,
        )
        perform(self.context, self.page, act, lambda name: f"已登记{name}。", undoable=True)

    def take_batch(self) -> None:
        """Read the file of the day, with the batch and day its title names."""
        path = self.ask_file(self.page)
        if path is not None:
            work, title = partial(batch_of_file, path), f"正在读取“{path.name}”的标题"
            self._run(work, title, partial(self._take, path), only_reads=True)

    def _take(self, path: Path, found: FileBatch) -> None:
        answer = self.ask_take(self.page, path, found, last_source(self.context.ledger))
        if answer is not None:
            order = BatchOrder(path, answer.name, answer.source, answer.handed_on, answer.expected)
            self.context.navigate("导入表格", order)

    def export(self) -> None:
        """Print or export a list of what is shown, internal or public."""
        ledger, query = self.context.ledger, self.page.query()
        count, again = (
            len(petition_ids(ledger, query)),
            len(petition_ids(ledger, PetitionQuery(published=AGAIN))),
        )
        hits = partial(personal_hits, ledger)
        answer = self.ask_export(self.page, query, count, again, hits, ledger.today(), self.context)
        if answer is None:
            return
        name = f"{answer.order.form}{query.batch}{'' if not answer.public else '（公开版）'}{answer.suffix}"
        if not answer.public and answer.suffix == ".pdf":
            self._preview(answer.order, name)
        elif target := self.ask_target(self.page, name):
            self._run(partial(_written, self.context, answer, target), f"正在写出{name}", self._exported)

    def _preview(self, order: PetitionOrder, name: str) -> None:
        ledger = self.context.ledger
        work = partial(made, name, lambda target, tick: write_report(list_of(ledger, order), target, tick))
        self._run(
            work,
            f"正在生成{name}",
            lambda content: self.show_document(self.page, self.context, content, name),
        )

    def _run(
        self,
        work: Callable[..., object],
        title: str,
        done: Callable[[Any], None],
        *,
        only_reads: bool = False,
    ) -> None:
        task = Task(self.page, work, title, only_reads=only_reads)
        task.ended.connect(partial(self.page.set_busy, is_busy=False))
        task.succeeded.connect(done)
        task.failed.connect(partial(self.context.show_error, self.page))
        self.page.strip.follow(task)
        self.page.set_busy(is_busy=True)
        task.start(self.context.pool)

    def _exported(self, done: object) -> None:
        if isinstance(done, Published):
            again = f"，其中再次公开 {done.again} 件" if done.again else ""
            mended = (
                f"遮盖 {done.masked} 处，确认保留 {done.confirmed} 处" if done.masked + done.confirmed else ""
            )
            recorded = "已登记公开" if done.recorded else "没有登记公开（送审稿）"
            words = f"已写出 {done.printed.path.name}：{done.printed.rows} 件{again}。{recorded}。{mended}"
            self.context.say(words, undoable=done.recorded)
            self.context.ledger_changed.emit()
        elif isinstance(done, Printed):
            self.context.say(f"已写出 {done.path.name}：{done.rows} 件。")


def _written(context: object, answer: ExportAnswer, target: Path, tick: Callable[[int, int], None]) -> object:
    ledger = context.ledger  # type: ignore[attr-defined]
    if not answer.public:
        return write_report(list_of(ledger, answer.order), target, tick)
    return publish(ledger, answer.order, target, answer.decisions, answer.published_on, answer.place, tick)


def ask_file(parent: QWidget) -> Path | None:
    """The list of the day; None when the user changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "选择本日交办的一览表", "", KINDS)
    return Path(chosen) if chosen else None


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where the list goes; None when the user changed their mind."""
    kind = "PDF (*.pdf)" if name.endswith(".pdf") else "Excel 工作簿 (*.xlsx)"
    chosen, _ = QFileDialog.getSaveFileName(parent, "保存一览表", name, kind)
    return Path(chosen) if chosen else None
