"""Asks what a published closure notice is about and shows what it says, what is doubtful, and what will be registered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.notice_days import Doubt
from dczg_desktop.domain.notices import ClosureNotice
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.importing.closure_notices import NoticeReading, notice_words
from dczg_desktop.services.importing.notice_matching import Candidate
from ui.widgets.dialog import Sheet
from ui.widgets.form import Form
from ui.widgets.scroll import scrolled
from ui.widgets.words import label, passage

ASK = "请选择这份公示是哪个问题的"
OTHER = "都不是，按编号在台账里找…"
LEAD = "只登记公示日期、整改完成情况和公示件；不销号、不填措施完成日期。登记后可以撤销。"
Findings = Callable[[ClosureNotice, Candidate | None], Sequence[Doubt]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The record chosen, and the days and place as confirmed."""

    candidate: Candidate
    starts: date | None
    ends: date | None
    place: str


class ClosureNoticeDialog(Sheet):
    """`find` looks a number up in the ledger (None when there is none), `findings` says what is doubtful for a choice.

    Only a petition of exactly this number is proposed; anything else waits for a choice.
    """

    def __init__(
        self,
        parent: QWidget | None,
        reading: NoticeReading,
        findings: Findings,
        find: Callable[[str], Candidate | None],
    ) -> None:
        super().__init__(parent, "登记销号公示", "登记", LEAD)
        self._reading, self._findings, self._find = reading, findings, find
        self._candidates = list(reading.candidates)
        notice = reading.notice
        form = Form()
        self.target = QComboBox()
        self.target.setMinimumContentsLength(30)
        self.target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._offer()
        form.add("哪个问题", self.target, required=True)
        self.number = form.line("编号", hint="台账编号、问题编号或受理编号")
        self.about = form.shown("", "", "secondary")
        self.starts = form.day("公示起日", notice.period.starts, required=True)
        self.ends = form.day("公示止日", notice.period.ends, required=True)
        self.days = form.shown("天数", "", "secondary")
        self.place = form.line("公示地点", notice.place, required=True, hint="例如：县政府网站、乡镇公示栏")
        self.report = passage(notice_words(notice) or "（没有读到）")
        self.doubts = passage("", "fault")
        self.nothing = passage("没有发现疑点。", "secondary")
        self._lay_out(form, notice)
        self.target.currentIndexChanged.connect(self._choose)
        self.number.editingFinished.connect(self._look_up)
        self.starts.changed.connect(self._count)
        self.ends.changed.connect(self._count)
        self.check = self._missing
        self._choose()
        self._count()

    def _lay_out(self, form: Form, notice: ClosureNotice) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 6, 0)
        title = " ".join(notice.title.split()) or self._reading.path.name
        inside.addWidget(label(excerpt(title, 46), "strong"))
        inside.addWidget(form)
        for heading, parts in (
            ("疑点", (self.doubts, self.nothing)),
            ("登记为进展报告的文字", (self.report,)),
            ("公示件", (passage(f"{self._reading.path.name}，存为佐证（公示材料）", "secondary"),)),
        ):
            inside.addWidget(label(heading, "strong"))
            for part in parts:
                inside.addWidget(part)
        inside.addStretch(1)
        self.body.addWidget(scrolled(inner))
        self.setMinimumSize(640, 560)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        reading: NoticeReading,
        findings: Findings,
        find: Callable[[str], Candidate | None],
        save: Callable[[Answer], str],
    ) -> None:
        """Have the notice registered by `save`, which gives the reason of a refusal."""
        dialog = cls(parent, reading, findings, find)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Answer | None:
        """What was chosen and confirmed."""
        chosen = self.chosen()
        if chosen is None:
            return None
        return Answer(chosen, self.starts.value(), self.ends.value(), self.place.text().strip())

    def chosen(self) -> Candidate | None:
        """The record chosen; None while nobody has said."""
        number = self.target.currentIndex() - 1
        return self._candidates[number] if 0 <= number < len(self._candidates) else None

    def _offer(self) -> None:
        self.target.clear()
        self.target.addItem(ASK)
        for one in self._candidates:
            kind = "信访件 " if one.kind == "petition" else ""
            self.target.addItem(f"{kind}{one.code}　{excerpt(one.summary, 28)}（{one.why}）")
        self.target.addItem(OTHER)
        certain = [number for number, one in enumerate(self._candidates) if one.is_certain and not one.locked]
        self.target.setCurrentIndex(certain[0] + 1 if len(certain) == 1 else 0)

    def _choose(self) -> None:
        chosen = self.chosen()
        by_hand = self.target.currentIndex() == len(self._candidates) + 1
        self.number.setEnabled(by_hand)
        self.about.setText(_about(chosen))
        found = self._findings(self._reading.notice, chosen)
        self.doubts.setText(
            "\n".join(f"{'▲' if one.is_serious else '·'} {one.where}：{one.words}" for one in found)
        )
        self.doubts.setVisible(bool(found))
        self.nothing.setVisible(not found)

    def _look_up(self) -> None:
        words = self.number.text().strip()
        if not words or not self.number.isEnabled():
            return
        found = self._find(words)
        if found is None:
            self.say_wrong(f"台账里没有编号为“{words}”的问题，请核对编号。")
            return
        self.say_wrong("")
        known = [one.uid for one in self._candidates]
        if found.uid not in known:
            self._candidates.append(found)
            known.append(found.uid)
        self._offer()
        self.target.setCurrentIndex(known.index(found.uid) + 1)

    def _count(self) -> None:
        starts, ends = self.starts.value(), self.ends.value()
        if starts and ends and ends >= starts:
            natural = (ends - starts).days + 1
            self.days.setText(f"{working_days(starts, ends)} 个工作日（{natural} 个自然日），首尾都算")
        else:
            self.days.setText("填写起止日期后自动计算，起止两日都计入")

    def _missing(self) -> str:
        chosen, answer = self.chosen(), self.answer()
        if chosen is None or answer is None:
            return "请先选定这份公示是哪个问题的。"
        if chosen.locked:
            return f"{chosen.code} 不能登记：{chosen.locked}"
        if not chosen.problem_uid:
            return ""
        if not answer.starts or not answer.ends:
            return "请对照公示件填写公示的起日和止日，例如 2026-11-05。"
        if answer.ends < answer.starts:
            return "公示止日早于起日，请对照公示件核对。"
        return "" if answer.place else "请写明公示在哪里（网站、公示栏等）。"


def _about(chosen: Candidate | None) -> str:
    """What is chosen, in a sentence."""
    if chosen is None:
        return "编号相同也可能是别的批次的，请核对后选定。"
    linked = f"，关联问题 {chosen.problem_code}" if chosen.kind == "petition" and chosen.problem_code else ""
    return f"{chosen.code}{linked}：{chosen.summary}"
