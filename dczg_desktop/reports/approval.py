"""销号审批表: one problem's closure on A4, from the facts through 四不放过 to the opinions of every office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dczg_desktop.reports.fonts import Typeface
from dczg_desktop.reports.grid import Cell, Grid, GridStyle, Row
from dczg_desktop.reports.linebreak import Line
from dczg_desktop.reports.paper import ERHAO, FORM, MM, WUHAO, XIAOWU
from dczg_desktop.reports.pen import ASCENT, Pen, PrintResult, write_pdf
from dczg_desktop.reports.tables import Align

BOX = GridStyle(size=WUHAO, leading=15.5, pad_x=4.0, pad_y=4.0)
LABEL = 27 * MM
OPINION_LINES = 6
STAMP_LINE = "签字：　　　　　　　（盖章）　　　　　　{day}"


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A promised measure, what was done, and when it was finished (as text, e.g. 2026年5月30日 or 未完成)."""

    text: str
    result: str
    done_on: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence: its name, what it proves (整改前, 监测报告 …), its SHA-256 in hexadecimal."""

    name: str
    role: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Light:
    """One of the four 四不放过 gates: met or not, and the reason that is printed beside it."""

    name: str
    is_met: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """The box of one office: label (责任单位申请意见 …), text, and the day it was given; empty ones are filled by hand."""

    label: str
    text: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ApprovalForm:
    """Everything the form shows; texts as they stand in the ledger, empty ones stay blank boxes."""

    title: str
    unit: str
    number: str
    source: str
    problem: str
    goal: str
    deadline_original: str
    deadline_current: str
    responsible_unit: str
    responsible_leader: str
    responsible_person: str
    supervising_unit: str
    measures: tuple[MeasureLine, ...]
    evidence: tuple[EvidenceLine, ...]
    lights: tuple[Light, ...]
    opinions: tuple[Opinion, ...]
    public_notice: str = ""
    code: str = ""
    journal_head: str = ""


def write_approval_pdf(form: ApprovalForm, target: Path) -> PrintResult:
    """Print the form to `target`, replacing it only when whole. Raises UserError when the disk refuses."""
    return write_pdf(target, FORM, form.title, lambda pen: _Form(pen, form).draw())


class _Form:
    """One form being drawn."""

    def __init__(self, pen: Pen, form: ApprovalForm) -> None:
        self.pen, self.form = pen, form
        self.left, self.right = FORM.left, FORM.left + FORM.inner_width
        self.grid = Grid(pen, BOX, self.left, self.right, self._title(), FORM.floor, self._turn)

    def draw(self) -> None:
        form, pen = self.form, self.pen
        self._pair(("问题编号", form.number), ("来源轮次", form.source))
        self._long("问题描述", form.problem)
        self._long("整改目标", form.goal)
        self._pair(("原定时限", form.deadline_original), ("现行时限", form.deadline_current))
        self._pair(("责任单位", form.responsible_unit), ("督导单位", form.supervising_unit))
        self._pair(("责任领导", form.responsible_leader), ("责任人员", form.responsible_person))
        self._measures()
        self._evidence()
        self._lights()
        self._long("公示情况", form.public_notice, least=2)
        for opinion in form.opinions:
            self._opinion(opinion)
        self.grid.close()
        self._footer()
        pen.end_page()
        total = pen.page - 1
        middle = (self.left + self.right) / 2 + 4
        pen.define(
            "total", lambda: pen.text(f"共 {total} 页", middle, FORM.floor + 9 * MM, Typeface.SONG, XIAOWU)
        )

    def _title(self) -> float:
        """Title, office and number; returns where the table starts."""
        pen, y = self.pen, FORM.top
        for line in pen.even_lines(self.form.title, FORM.inner_width, Typeface.TITLE, ERHAO):
            pen.centred(line.text, (self.left + self.right) / 2, y + ERHAO * ASCENT, Typeface.TITLE, ERHAO)
            y += ERHAO * 1.35
        y += 3 * MM
        pen.text(
            f"填报单位（盖章）：{self.form.unit}", self.left + 2, y + WUHAO * ASCENT, Typeface.SONG, WUHAO
        )
        return y + WUHAO + 2 * MM

    def _turn(self) -> float:
        self._footer()
        self.pen.end_page()
        return FORM.top

    def _footer(self) -> None:
        pen, y, middle = self.pen, FORM.floor + 9 * MM, (self.left + self.right) / 2
        pen.ended(f"第 {pen.page} 页", middle - 4, y, Typeface.SONG, XIAOWU)
        pen.later("total")
        pen.text(f"问题编号：{self.form.number}", self.left, y, Typeface.SONG, XIAOWU)
        if self.form.code:
            pen.ended(f"打印编号：{self.form.code}", self.right, y, Typeface.SONG, XIAOWU)
        if self.form.journal_head:
            pen.ended(
                f"日志摘要：{self.form.journal_head}", self.right, y + XIAOWU * 1.4, Typeface.SONG, XIAOWU
            )

    def _label(self, text: str, x: float, width: float = LABEL) -> Cell:
        lines = self.pen.even_lines(text, width - 2 * BOX.pad_x, Typeface.HEI, BOX.size)
        return Cell(x, width, lines, Typeface.HEI, Align.CENTER, lines)

    def _value(self, text: str, x: float, width: float, align: Align = Align.LEFT) -> Cell:
        breaker = self.pen.even_lines if align is Align.CENTER else self.pen.lines
        return Cell(
            x, width, breaker(text, width - 2 * BOX.pad_x, Typeface.SONG, BOX.size), Typeface.SONG, align
        )

    def _pair(self, first: tuple[str, str], second: tuple[str, str]) -> None:
        half = (self.right - self.left) / 2
        cells = []
        for (label, value), x in ((first, self.left), (second, self.left + half)):
            cells += [self._label(label, x), self._value(value, x + LABEL, half - LABEL, Align.CENTER)]
        self.grid.place(Row(cells, least=2))

    def _long(self, label: str, text: str, least: int = 3) -> None:
        value = self._value(text, self.left + LABEL, self.right - self.left - LABEL)
        self.grid.place(Row([self._label(label, self.left), value], least=least))

    def _band(
        self, label: str, heads: tuple[str, ...], weights: tuple[float, ...], rows: Sequence[tuple[str, ...]]
    ) -> None:
        """A label at the left with a small table of `heads` beside it."""
        left = self.left + LABEL
        widths = [weight * (self.right - left) / sum(weights) for weight in weights]
        starts = [left + sum(widths[:number]) for number in range(len(widths))]
        head = [self._label(text, x, width) for text, x, width in zip(heads, starts, widths, strict=True)]
        body = [
            self._band_row(texts, starts, widths)
            for texts in rows or [("", "（无）", *("" for _ in heads[2:]))]
        ]
        self.grid.make_room(1 + min(body[0].depth(), 3), self.grid.height(0))
        self.grid.open_label(self._label(label, self.left))
        self.grid.place(Row(head))
        for row in body:
            self.grid.place(row)
        self.grid.close_label()

    def _band_row(self, texts: tuple[str, ...], starts: list[float], widths: list[float]) -> Row:
        """Wide cells are running text, narrow ones stand in the middle."""
        room = sum(widths) / 3.5
        return Row(
            [
                self._value(
                    text,
                    starts[number],
                    widths[number],
                    Align.LEFT if widths[number] > room else Align.CENTER,
                )
                for number, text in enumerate(texts)
            ]
        )

    def _measures(self) -> None:
        rows = [
            (str(number), measure.text, measure.result, measure.done_on)
            for number, measure in enumerate(self.form.measures, start=1)
        ]
        self._band("整改措施及完成情况", ("序号", "整改措施", "完成情况", "完成时间"), (9, 42, 42, 27), rows)

    def _evidence(self) -> None:
        rows = [
            (str(number), item.name, item.role, item.sha256[:12])
            for number, item in enumerate(self.form.evidence, start=1)
        ]
        self._band("佐证材料清单", ("序号", "材料名称", "类别", "校验码前12位"), (9, 58, 22, 31), rows)

    def _lights(self) -> None:
        rows = [
            (light.name, light.reason, "✓ 达到" if light.is_met else "✗ 未达到") for light in self.form.lights
        ]
        self._band("“四不放过”\n核验", ("项目", "核验情况", "结论"), (24, 70, 26), rows)

    def _opinion(self, opinion: Opinion) -> None:
        value = self._value(opinion.text, self.left + LABEL, self.right - self.left - LABEL)
        day = (
            f"{opinion.day.year}年{opinion.day.month}月{opinion.day.day}日"
            if opinion.day
            else "　　　年　　月　　日"
        )
        feet = self._stamp(STAMP_LINE.format(day=day))
        row = Row([self._label(opinion.label, self.left), value], least=OPINION_LINES, feet=feet)
        self.grid.make_room(min(row.depth(), 2 * OPINION_LINES))
        self.grid.place(row)

    def _stamp(self, text: str) -> list[Line]:
        return [Line(text, sum(map(self.pen.fonts.widths(Typeface.SONG).__getitem__, text)), soft=False)]
