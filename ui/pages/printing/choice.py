"""What is to be printed: the document, which problems, the paper."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from dczg_desktop.domain.words import ClosureStatus, ProgressStatus
from dczg_desktop.services.grid import FilterChoices, GridQuery
from ui.widgets.cards import SectionCard
from ui.widgets.form import Form
from ui.widgets.words import allow, label, passage

APPROVAL = "销号审批表"
PETITIONS = "信访件一览表"
DOCUMENTS = {
    "问题清单": "来源、描述、属地、责任单位、时限和状态，一题一行。",
    "责任清单": "每个问题的责任单位、责任领导、责任人员、督导单位和缺项。",
    "整改清单": "目标、措施、时限、责任人和最新进展，最全的一份。",
    PETITIONS: "群众信访举报转办和边督边改公开情况，一件一行。",
    "信访件统计表": "各单位交办、办结、销号件数和污染类型，两级表头。",
    "信访件逐点核查表": "一件里的几个点位分开判定的，一个点位一行。",
    "信访件批次表": "每批应有、已有、缺号和办结、销号件数。",
    APPROVAL: "四不放过核对、佐证目录和各级意见栏。",
}
FIXED = {
    PETITIONS: "列出全部信访件，不按问题筛选；分批的、公开版在“信访件”页导出。",
    "信访件统计表": "统计全部信访件；分批的在“信访件—统计”打印。",
    "信访件逐点核查表": "列出全部做过逐点核查的信访件。",
    "信访件批次表": "列出全部批次。",
    APPROVAL: "一次打印一个问题，固定用 A4 纸；请在下面选问题。",
}
ALL, HANDED = "全部问题", "台账当前筛选"


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """A document over a query on a paper; `uid` names the one problem of an approval form."""

    document: str
    query: GridQuery
    paper: str
    uid: str = ""
    number: str = ""


def query_words(query: GridQuery) -> str:
    """A handed over query in words."""
    plain = (query.words, query.source, query.round, query.area, query.unit, query.category, query.progress,
             query.closure, query.due)  # fmt: skip
    said = [part for part in plain if part]
    flags = ((query.gap, "责任有缺项"), (query.disputed, "有冲突"), (query.voided, "已作废"))
    said += [words for is_set, words in flags if is_set]
    if query.held_by is not None:
        said.append(query.held_by[0])
    if query.uids is not None:
        said.append(f"所选 {len(query.uids)} 个")
    return "，".join(said) or "没有筛选条件，即全部问题"


class PrintChoice(SectionCard):
    """`changed` says that another document, scope or paper was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("文书")
        self._handed = GridQuery()
        self._group = QButtonGroup(self)
        self.documents = {name: QRadioButton(name) for name in DOCUMENTS}
        self.about = passage("", "secondary")
        for choice in self.documents.values():
            self._group.addButton(choice)
            self.body.addWidget(choice)
        self.body.addWidget(self.about)
        self.form = Form()
        self.scope = self.form.choice("范围", [(ALL, ALL)])
        self.unit = self.form.choice("单位", [("全部单位", "")])
        self.progress = self.form.choice("进度", _options("全部进度", ProgressStatus))
        self.closure = self.form.choice("销号", _options("全部", ClosureStatus))
        self.paper = QButtonGroup(self)
        self.a3, self.a4 = QRadioButton("A3 横向"), QRadioButton("A4 横向")
        self.scope_words = passage("", "secondary")
        self.body.addWidget(self.form)
        self.body.addWidget(self.scope_words)
        self.paper_row = self._paper_row()
        self.body.addWidget(self.paper_row)
        self.documents["问题清单"].setChecked(True)
        self.a3.setChecked(True)
        self._group.buttonToggled.connect(self._tell)
        self.paper.buttonToggled.connect(self._tell)
        for box in self._boxes():
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.currentIndexChanged.connect(self._tell)
        self._enable()

    def _paper_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(label("纸张", "strong"))
        for choice in (self.a3, self.a4):
            self.paper.addButton(choice)
            layout.addWidget(choice)
        layout.addStretch(1)
        return row

    @property
    def document(self) -> str:
        """The chosen document."""
        return next(name for name, choice in self.documents.items() if choice.isChecked())

    def order(self, words: str) -> PrintOrder:
        """The choice; `words` of the search field narrow further."""
        paper = "A4" if self.a4.isChecked() else "A3"
        if self.document in FIXED:
            return PrintOrder(self.document, GridQuery(words=words), paper)
        query = self._handed if self.scope.currentData() == HANDED else GridQuery()
        parts = {
            "unit": self.unit.currentData(),
            "progress": self.progress.currentData(),
            "closure": self.closure.currentData(),
            "words": words,
        }
        return PrintOrder(
            self.document, query.narrowed(**{key: part for key, part in parts.items() if part}), paper
        )

    def choose(self, document: str) -> None:
        """Choose a document by its name."""
        if document in self.documents:
            self.documents[document].setChecked(True)

    def take_query(self, query: GridQuery) -> None:
        """Offer the rows of another page's filter and choose them."""
        self._handed = query
        self._quietly(self.scope, [(ALL, ALL), (HANDED, HANDED)], HANDED)
        if self.document in FIXED:
            self.choose("问题清单")
        self._tell()

    def take_choices(self, choices: FilterChoices) -> None:
        """Fill the units that occur, keeping the chosen one."""
        options = [("全部单位", ""), *((unit, unit) for unit in choices.units)]
        self._quietly(self.unit, options, str(self.unit.currentData() or ""))

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.scope, self.unit, self.progress, self.closure

    def _quietly(self, box: QComboBox, options: list[tuple[str, str]], chosen: str) -> None:
        box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        box.clear()
        for shown, value in options:
            box.addItem(shown, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _enable(self) -> None:
        document = self.document
        self.about.setText(DOCUMENTS[document])
        for box in self._boxes():
            allow(box, FIXED.get(document, ""))
        self.paper_row.setVisible(document != APPROVAL)
        is_handed = self.scope.currentData() == HANDED and document not in FIXED
        self.form.setVisible(document not in FIXED)
        self.scope_words.setText(query_words(self._handed) if is_handed else FIXED.get(document, ""))
        self.scope_words.setVisible(bool(self.scope_words.text()))

    def _tell(self, *_answer: object) -> None:
        self._enable()
        self.changed.emit()


def _options(everything: str, words: type[ProgressStatus] | type[ClosureStatus]) -> list[tuple[str, str]]:
    return [(everything, ""), *((word.value, word.value) for word in words)]
