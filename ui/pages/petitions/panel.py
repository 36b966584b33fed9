"""The side of the register: one petition with all its texts, its points, repetitions, closure and publications."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from dczg_desktop.services.asked import Asked
from dczg_desktop.services.petitions.closure import StepRow
from dczg_desktop.services.petitions.items import PetitionDetail
from dczg_desktop.services.petitions.listing import truth_word
from dczg_desktop.services.petitions.places import Whereabouts
from dczg_desktop.services.petitions.points import Point
from dczg_desktop.services.petitions.publications import PublicationRow
from dczg_desktop.services.petitions.repeats import Repeats
from dczg_desktop.services.petitions.voiding import VOIDED
from ui.context import Context
from ui.dialogs.petition import title_of
from ui.pages.ledger.requests import RequestList
from ui.pages.petitions.wording import origin_tip, origin_words, repeat_lines
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.scroll import scrolled
from ui.widgets.words import allow, button, label, passage

LEAST = 64
"""Pixels of text that are always in sight; more is scrolled beside it, so that nothing lies over the buttons under a bar."""
SHORT = (
    "batch",
    "channel",
    "area",
    "category",
    "responsible_unit",
    "deadline",
    "substantiated",
    "handling",
    "completed_on",
)
LONG = ("description", "findings", "goal", "result", "accountability", "remark")
BESIDE = {"points": "逐点核查", "repeats": "重复件", "steps": "验收销号", "publications": "公开记录",
          "extra": "其他栏目（只在本单位，不发出）", "origin": "出处"}  # fmt: skip

MOVED = "已改由{}承办，本单位只能查看"


class PetitionPanel(SectionCard):
    """The `…_asked` signals go to the page; `opened` carries the uid of the linked problem."""

    edit_asked = Signal()
    link_asked = Signal()
    unlink_asked = Signal()
    points_asked = Signal()
    repeats_asked = Signal()
    closure_asked = Signal()
    void_asked = Signal()
    return_asked = Signal()
    proposal_asked = Signal()
    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__("信访件")
        self.detail: PetitionDetail | None = None
        self._uid = ""
        self.completion, self.closure = ChipLabel(), ChipLabel()
        self.edit_button, self.points_button = button("修改(&E)"), button("逐点核查(&D)")
        self.repeats_button, self.closure_button = button("重复件(&R)"), button("验收销号(&C)")
        self.void_button = button("作废(&V)", "danger")
        self.link_button, self.unlink_button = button("关联问题(&L)"), button("取消关联", "link")
        self.return_button, self.propose_button = button("退回修改(&B)…"), button("建议修改…")
        self.requests = RequestList(context)
        self.problem = button("", "link", "在整改台账里打开")
        self.no_problem = label("还没有关联台账里的问题", "secondary")
        self.dispute = passage("两个单位改了同一处，请到“数据交换”里处理冲突。", "fault")
        self.disagreement, self.voided = passage("", "fault"), passage("", "fault")
        self.source, self.place = passage("", "secondary"), passage("", "secondary")
        self.short = {name: passage() for name in SHORT}
        self.short_titles = {name: label(title_of(name), "secondary") for name in SHORT}
        self.unsaid = passage("", "secondary")
        self._grid = QGridLayout()
        self.long = {name: passage() for name in LONG}
        self.beside = {name: passage() for name in BESIDE}
        self.headings: dict[str, QLabel] = {}
        self.nothing = passage("在左边选一件，这里显示交办内容、调查核实和处理整改的全文", "secondary")
        self._lay_out()
        for one, signal in (
            (self.edit_button, self.edit_asked), (self.link_button, self.link_asked), (self.unlink_button, self.unlink_asked),
            (self.points_button, self.points_asked), (self.repeats_button, self.repeats_asked), (self.closure_button, self.closure_asked),
            (self.void_button, self.void_asked),
            (self.return_button, self.return_asked), (self.propose_button, self.proposal_asked),
        ):  # fmt: skip
            one.clicked.connect(signal)
        self.problem.clicked.connect(lambda: self.opened.emit(self.detail.problem_uid if self.detail else ""))
        self.show_detail(None)

    def _lay_out(self) -> None:
        self.add_action(self.completion)
        self.add_action(self.closure)
        self.nothing.setMargin(12)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = QWidget()
        layout = QVBoxLayout(self._whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._area = scrolled(self._texts())
        self._area.setMinimumHeight(LEAST)
        layout.addWidget(self._area, 1)
        acts = QWidget()
        flow = FlowLayout(6)
        acts.setLayout(flow)
        for one in (
            self.points_button, self.repeats_button, self.closure_button, self.edit_button,
            self.link_button, self.return_button, self.propose_button, self.void_button,
        ):  # fmt: skip
            one.setProperty("dense", "true")  # two rows where the panel is narrow: the texts need the room
            flow.addWidget(one)
        layout.addWidget(acts)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._whole)
        self.body.addLayout(self._stack, 1)

    def _texts(self) -> QWidget:
        texts = QWidget()
        inner = QVBoxLayout(texts)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(5)
        for words in (self.voided, self.place, self.requests, self.dispute, self.disagreement, self.source):
            inner.addWidget(words)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        inner.addLayout(self._grid)
        for row, name in enumerate(SHORT):  # takes them in; each petition places its own
            self._grid.addWidget(self.short_titles[name], row, 0)
            self._grid.addWidget(self.short[name], row, 1)
        inner.addWidget(self.unsaid)
        linked = QHBoxLayout()
        linked.addWidget(self.problem)
        linked.addWidget(self.no_problem)
        linked.addStretch(1)
        linked.addWidget(self.unlink_button)
        inner.addLayout(linked)
        titles = {name: title_of(name) for name in LONG} | BESIDE
        for name, words in {**self.long, **self.beside}.items():
            heading = label(titles[name], "strong")
            self.headings[name] = heading
            inner.addSpacing(3)
            inner.addWidget(heading)
            inner.addWidget(words)
        inner.addStretch(1)
        return texts

    def show_detail(self, detail: PetitionDetail | None) -> None:
        """Show a petition, or what to do when none is chosen."""
        self.detail = detail
        if detail is not None and detail.uid != self._uid:
            self._uid = detail.uid
            self._area.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(0 if detail is None else 1)
        for chip in (self.completion, self.closure):
            chip.setVisible(detail is not None)
        if detail is None:
            self.set_heading("信访件")
            return
        star = "*" if detail.fields["starred"] else ""
        self.set_heading(f"{detail.text('number') or detail.text('sequence')}{star}")
        self.completion.set_word(detail.completion)
        self.closure.set_word(VOIDED if detail.voided else detail.closure)
        gone = f"已作废：{detail.voided}。不再统计和公开，记录保留。" if detail.voided else ""
        self.voided.setText(gone or (f"{MOVED.format(detail.moved)}，历史都在。" if detail.moved else ""))
        self.voided.setVisible(bool(detail.voided or detail.moved))
        self.dispute.setVisible(detail.disputed)
        parts = (
            detail.source,
            f"交办单位：{detail.issuer}" if detail.issuer else "",
            "重点件" if star else "",
        )
        self.source.setText("　".join(filter(None, parts)))
        self._show_texts(detail)
        self._show_link(detail)

    def show_beside(
        self,
        points: Sequence[Point],
        disagreement: str,
        repeats: Repeats,
        steps: Sequence[StepRow],
        publications: Sequence[PublicationRow],
    ) -> None:
        """Show what hangs on the petition; what is not there takes no room."""
        self.disagreement.setText(disagreement)
        self.disagreement.setVisible(bool(disagreement))
        judged = [
            f"{n}. {one.text}：{truth_word(one.substantiated)}" for n, one in enumerate(points, start=1)
        ]
        acts = [
            f"{(one.decided_on or one.at[:10])}　{one.verdict}　{one.office}{one.who}　{one.document}{one.opinion}"
            for one in steps
        ]
        went = [
            f"{one.published_on}　{one.completion}　{one.place or one.form}　{one.who}"
            for one in publications
        ]
        for name, lines in {
            "points": judged,
            "repeats": repeat_lines(repeats),
            "steps": acts,
            "publications": went,
        }.items():
            self.beside[name].setText("\n".join(lines))
            self.beside[name].setVisible(bool(lines))
            self.headings[name].setVisible(bool(lines))

    def show_exchange(self, found: Sequence[Asked], place: Whereabouts | None, why_not_back: str) -> None:
        """Show what was sent back or proposed, where the petition is, and whether it can be sent back."""
        self.requests.show_requests(found)
        self.place.setText(place.told if place else "")
        self.place.setVisible(place is not None and not (self.detail and self.detail.moved))
        allow(self.return_button, why_not_back, "逐处退回下级填报的内容，写明理由")
        self.propose_button.setVisible(self.detail is not None and bool(self.detail.foreign))

    def _show_texts(self, detail: PetitionDetail) -> None:
        self._show_short(detail)
        for name, words in self.long.items():
            text = detail.text(name)
            words.setText(text)
            words.setToolTip(origin_tip(detail, name))
            words.setVisible(bool(text))
            self.headings[name].setVisible(bool(text))

        self._show_origin(detail)

    def _show_short(self, detail: PetitionDetail) -> None:
        """What is filled in two by two without gaps; what is not, by name in one line."""
        place, unsaid = 0, []
        top = Qt.AlignmentFlag.AlignTop
        for name, words in self.short.items():
            text, title = detail.text(name), self.short_titles[name]
            for widget in (title, words):
                self._grid.removeWidget(widget)
                widget.setVisible(bool(text))
            if not text:
                unsaid.append(title.text())
                continue
            words.setText(truth_word(text) if name == "substantiated" else text)
            words.setToolTip(origin_tip(detail, name))
            self._grid.addWidget(title, place // 2, place % 2 * 2, top)
            self._grid.addWidget(words, place // 2, place % 2 * 2 + 1, top)
            place += 1
        self.unsaid.setText(f"没有填：{'、'.join(unsaid)}")
        self.unsaid.setVisible(bool(unsaid))

    def _show_origin(self, detail: PetitionDetail) -> None:
        """The file and the cell of every value, as the tips say it one by one; the columns that are no field of ours."""
        extra = detail.fields.get("extra")
        others = extra.items() if isinstance(extra, Mapping) else ()
        for name, text in (
            ("extra", "\n".join(f"{heading}：{content}" for heading, content in others)),
            ("origin", origin_words(detail)),
        ):
            self.beside[name].setText(text)
            self.beside[name].setVisible(bool(text))
            self.headings[name].setVisible(bool(text))

    def _show_link(self, detail: PetitionDetail) -> None:
        linked = bool(detail.problem_uid)
        self.problem.setText(f"关联问题：{detail.problem[:26]}")
        for widget, shown in (
            (self.problem, linked),
            (self.unlink_button, linked),
            (self.no_problem, not linked),
        ):
            widget.setVisible(shown)
        self.link_button.setText("改关联" if linked else "关联问题(&L)")
        gone = "已作废，不能再办理；要继续办理请先恢复" if detail.voided else ""
        gone = gone or (MOVED.format(detail.moved) if detail.moved else "")
        allow(self.link_button, gone, "指明这件信访反映的是台账里的哪个问题")
        allow(self.edit_button, gone, "修改本单位掌握的内容")
        allow(self.points_button, gone, "一件里有几个点位的，逐点判定是否属实")
        allow(self.repeats_button, gone, "引用的前件、后来的重复件，确认或排除")
        allow(self.propose_button, gone, "对交办单位掌握的内容提出修改建议")
        allow(self.closure_button, gone, "申请、审核本件的验收销号，或重新启动")
        self.unlink_button.setEnabled(not gone)
        foreign = "由交办单位掌握，本级不能作废；登记错的请报交办单位" if detail.foreign else ""
        self.void_button.setText("恢复(&V)" if detail.voided else "作废(&V)")
        allow(
            self.void_button,
            foreign,
            "写明理由，重新统计和办理" if detail.voided else "登记错了、重复登记的写明理由作废，记录保留",
        )
