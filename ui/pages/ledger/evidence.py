"""The tab 佐证: photos before and after side by side, every file by its role, taking in, opening, withdrawing."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.facts import EvidenceFacts
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.detail import ProblemDetail, evidence_path
from dczg_desktop.services.evidence import Attached, attach_files, evidence_file, withdraw_evidence
from dczg_desktop.services.traces import (
    ADVICE,
    Cleaned,
    Trace,
    TraceKind,
    clean_evidence,
    may_clean,
    trace_words,
    traces_of,
)
from ui.context import Context
from ui.dialogs.attach import AttachDialog, Attachment
from ui.dialogs.reason import ReasonDialog
from ui.pages.acting import saving
from ui.pages.ledger.panel import ProblemPanel, why_locked
from ui.pages.notice import Notice
from ui.pages.work_page import unticked
from ui.reading import Reading
from ui.task import Task
from ui.widgets.dialog import confirm
from ui.widgets.pair_view import PairView, Photo
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.thumbnails import Thumbnail, ThumbnailStrip
from ui.widgets.words import allow, button, label, passage

CLEAN_TIP = "照片里的机主、机身编号，文档属性里的作者、最后修改人：用去掉这些的副本代替，原件留存"

PLACE_TIP = "照片是在哪里拍的，是证据；不该让对方知道的，用去掉位置的副本代替，原件留存"


class EvidencePanel(ProblemPanel):
    """Pressing a picture chooses it; files may be dropped anywhere on the panel."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_requests("evidence")
        self.ask_files, self.ask_reason = AttachDialog.ask, ReasonDialog.ask
        self.open_url = QDesktopServices.openUrl
        self._chosen: EvidenceFacts | None = None
        self.setAcceptDrops(True)
        self.pair, self.strip = PairView(), ProgressStrip(context)
        self.thumbnails = ThumbnailStrip()
        self.thumbnails.setMinimumHeight(120)
        self.caption = passage("", "secondary")
        self.missing = passage("", "fault")
        self.nothing = label("还没有佐证。点“附材料”，或把照片、文件拖到这里。", "secondary")
        self.nothing.setWordWrap(True)
        self.attach_button, self.open_button = button("附材料(&F)"), button("打开文件(&O)")
        self.clean_button = button("清理个人信息…", tip=CLEAN_TIP)
        self.place_button, self.withdraw_button = button("去掉拍摄位置…"), button("撤回", "danger")
        self.told = Notice("warning")
        self._traces: tuple[Trace, ...] = ()
        self._reading = Reading(self, context)
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
        self.add_buttons(
            self.attach_button, self.open_button, self.clean_button, self.place_button, self.withdraw_button
        )
        for part in (
            self.strip,
            self.nothing,
            self.missing,
            self.pair,
            self.caption,
            self.told,
            self.thumbnails,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.pair.setFixedHeight(230)
        self.thumbnails.opened.connect(self._choose)
        self.pair.opened.connect(self._choose)
        self.attach_button.clicked.connect(self._attach)
        self.open_button.clicked.connect(self._open)
        for made, act in (
            (self.clean_button, self.clean),
            (self.place_button, self._clean_place),
            (self.withdraw_button, self._withdraw),
        ):
            made.clicked.connect(act)

    def show_problem(self, detail: ProblemDetail) -> None:
        super().show_problem(detail)
        files, kept = detail.facts.evidence, self._chosen.uid if self._chosen else ""
        self._chosen = next((one for one in files if one.uid == kept), None)
        ledger = self.context.ledger
        paths = {one.uid: evidence_path(ledger, one.sha256) for one in files}
        away = [one.name for one in files if paths[one.uid] is None]
        self.missing.setText(f"待收原件 {len(away)} 件：{'、'.join(away)}。请在“数据交换”里请对方补发。")
        self.missing.setVisible(bool(away))
        self.nothing.setVisible(not files)
        self.thumbnails.setVisible(bool(files))
        self.thumbnails.show_files(_thumbnails(files, paths))
        self._show_pair()

    def attach(self, files: Sequence[Path] = ()) -> None:
        """Ask what these files show and take them in."""
        if self.detail is None or why_locked(self.detail):
            return
        detail, ledger = self.detail, self.context.ledger
        measures = [(one.uid, one.text) for one in detail.facts.measures]
        role = EvidenceRole.AFTER if _newest(detail, EvidenceRole.BEFORE) else EvidenceRole.BEFORE

        def save(one: Attachment) -> Task:
            work = partial(
                attach_files, ledger, detail.uid, list(one.files), one.role, one.note, one.measure_uid
            )
            task = Task(self, work, "正在附上材料")
            task.succeeded.connect(self._attached)
            task.failed.connect(partial(self.context.show_unforeseen, self))
            self.strip.follow(task)
            task.start(self.context.pool)
            return task

        self.ask_files(self, detail.row.code, files, role, measures, save)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not why_locked(self.detail):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.attach([file for file in files if file.is_file()])

    def _attach(self) -> None:
        self.attach()

    def _attached(self, attached: list[Attached]) -> None:
        used = sum(1 for one in attached if one.also_used_by)
        more = f"其中 {used} 件的内容也用在其他问题上，请核对。" if used else ""
        more += "".join(f"“{one.name}”里有{one.runs}，请核对来源再用。" for one in attached if one.runs)
        self.context.say(f"已附上 {len(attached)} 件材料。{more}", undoable=True)
        self.context.ledger_changed.emit()

    def _choose(self, key: str) -> None:
        found = self.detail.facts.evidence if self.detail else ()
        self._chosen = next((one for one in found if one.uid == key), None)
        self._show_pair()

    def _show_pair(self) -> None:
        before, after = self._photo(EvidenceRole.BEFORE), self._photo(EvidenceRole.AFTER)
        self.pair.show_pair(before, after)
        self.pair.setVisible(bool(before or after))
        one = self._chosen
        self.caption.setText(_caption(one) if one else "点一下图片选中，再打开或撤回。")
        self.caption.setVisible(bool(self.detail and self.detail.facts.evidence))
        self._show_traces(())
        self._reading.forget()
        if one is not None:
            self._reading.ask(partial(traces_of, self.context.ledger, one.sha256), self._show_looked)
        locked, none = why_locked(self.detail), "" if one else "请先点一下要选的材料"
        allow(self.attach_button, locked, "可以多选，也可以把文件拖进来")
        allow(self.open_button, none, "核对校验值后用本机程序打开")
        allow(self.withdraw_button, locked or none, "写明理由后撤回，记录和原件保留")

    def _show_looked(self, found: tuple[Trace, ...]) -> None:
        self._show_traces(found)
        if not found:
            self.told.say("这个文件查过，没有夹带人名、设备、位置等别的信息。")

    def _show_traces(self, found: tuple[Trace, ...]) -> None:
        """What the chosen file tells beside what it shows."""
        self._traces = found
        one = self._chosen
        runs = any(each.kind is TraceKind.RUNS for each in found)
        words = trace_words(found)
        self.told.say(
            f"这个文件里另有：{words}。{ADVICE if runs else ''}" if words else "", "warning" if runs else ""
        )
        able = one is not None and may_clean(found, one.media, one.name)
        has_place = any(each.kind is TraceKind.PLACE for each in found)
        self.place_button.setVisible(
            one is not None and has_place and may_clean(found, one.media, one.name, keep_place=False)
        )
        allow(self.place_button, why_locked(self.detail), PLACE_TIP)
        allow(
            self.clean_button,
            why_locked(self.detail) or ("" if able else "选中的材料里没有程序能去掉的人名、机主"),
            CLEAN_TIP,
        )

    def clean(self, *, keep_place: bool = True) -> None:
        """A copy without the names in it, and by choice without the place, takes the place of the chosen file."""
        one = self._chosen
        if one is None or not may_clean(self._traces, one.media, one.name, keep_place=keep_place):
            return
        what = "去掉人名、机主、设备编号" if keep_place else "去掉拍摄位置和人名、机主、设备编号"
        question = f"“{one.name}”用{what}的副本代替吗？"
        more = f"看得见的内容{'和拍摄位置' if keep_place else ''}不变。副本和原件的校验值都记下，对方看得出是清理副本；原件撤回，留存本单位，不再发出。可以撤销。"
        if self.confirm(self, "清理个人信息", question, "用清理副本", more):
            work = partial(clean_evidence, self.context.ledger, one.uid, keep_place=keep_place)
            task = Task(self, unticked(work), "正在清理")
            task.succeeded.connect(self._cleaned)
            task.failed.connect(partial(self.context.show_error, self))
            self.strip.follow(task)
            task.start(self.context.pool)

    def _clean_place(self) -> None:
        self.clean(keep_place=False)

    def _cleaned(self, done: Cleaned) -> None:
        self._chosen = None
        self.context.say(f"“{done.name}”已改用清理副本，去掉了{done.words}。", undoable=True)
        self.context.ledger_changed.emit()

    def _photo(self, role: EvidenceRole) -> Photo | None:
        if self.detail is None:
            return None
        one = self._chosen if self._chosen and self._chosen.role is role else _newest(self.detail, role)
        path = evidence_path(self.context.ledger, one.sha256) if one else None
        return Photo(one.uid, path, _caption(one)) if one and path else None

    def _open(self) -> None:
        if self._chosen is None:
            return
        try:
            path = evidence_file(self.context.ledger, self._chosen.sha256)
        except UserError as error:
            self.context.show_error(self, error)
            return
        if not self.open_url(QUrl.fromLocalFile(str(path))):
            self.context.show_error(self, UserError(f"本机没有能打开“{self._chosen.name}”的程序。"))

    def _withdraw(self) -> None:
        if one := self._chosen:
            act = partial(withdraw_evidence, self.context.ledger, one.uid)
            save = saving(self.context, act, f"已撤回佐证：{one.name}")
            self.ask_reason(self, "撤回佐证", "撤回", one.name, "理由", save)


def _newest(detail: ProblemDetail, role: EvidenceRole) -> EvidenceFacts | None:
    fitting = [one for one in detail.facts.evidence if one.role is role]
    photos = [one for one in fitting if one.media.startswith("image/")]
    return next(reversed(photos or fitting), None)


def _caption(one: EvidenceFacts) -> str:
    when = one.taken_at or one.file_time or one.made_at
    told = "拍摄" if one.taken_at else "文件日期" if one.file_time else "附上"
    return "　".join(part for part in (one.name, f"{told} {when[:10]}", one.note) if part)


def _thumbnails(files: Sequence[EvidenceFacts], paths: dict[str, Path | None]) -> list[Thumbnail]:
    shown: list[Thumbnail] = []
    for role in EvidenceRole:
        of_role = [one for one in files if one.role is role]
        for number, one in enumerate(of_role, start=1):
            path = paths[one.uid]
            title = f"{role.value}-{number}" if path else f"待收 {role.value}-{number}"
            shown.append(Thumbnail(one.uid, path or Path(one.sha256), one.name, title))
    return shown
