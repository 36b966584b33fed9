"""将要发出的内容: what a package would hold, what stays behind and why, what must be confirmed first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from dczg_desktop.domain.words import Sealing
from dczg_desktop.services.outgoing.outlook import Outlook, OutlookLine, Section, volumes_for
from dczg_desktop.services.outgoing.outlook_files import MAY_CLEAN, PROOF
from dczg_desktop.services.petitions.listing import PetitionQuery
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.listed import Listed, mentions
from ui.pages.notice import Notice
from ui.theme.status import look_of
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.words import button

COLUMNS = (
    GridColumn("section", "类别", 84),
    GridColumn("code", "编号", 156),
    GridColumn("what", "事项", 150, secondary=True),
    GridColumn("text", "内容或原因", 220, "long"),
    GridColumn("weight", "情况", 84),
)
NAMED = 3
CLEAN_TIP = "照片、文档里的机主、设备编号、作者、批注人：改发去掉这些的副本，原件留存本单位，两个校验值都记下；可以撤销"


@dataclass(frozen=True, slots=True)
class ToClean:
    """The files for which a cleaned copy is to go, and whether the place they were taken stays in it."""

    uids: tuple[str, ...]
    keep_place: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines of one part ('' for all) that mention the words."""

    section: str = ""
    words: str = ""


def size_words(count: int) -> str:
    """Bytes as `3.2 MB`, at least `0.1 MB` for anything at all."""
    return f"{max(0.1, count / 1_048_576):.1f} MB" if count else "0 MB"


class OutlookCard(SectionCard):
    """`mend_asked`, `clean_asked` and `print_asked` are for the page; a double click opens the record a line speaks of."""

    mend_asked = Signal()
    clean_asked = Signal(object)
    print_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("将要发出的内容")
        self._context = context
        self.seen: Outlook | None = None
        self._lines = Listed[OutlookLine](_fits)
        self._words = ""
        self.trust = ChipLabel()
        self.mend_button = button("代为遮住(&M)", "", "本单位有权改的，一次遮住；可以撤销")
        self.print_button = button("打印(&P)", "", "打印下面列出的内容，供审签")
        self.clean_button = button("发送去除隐藏信息的副本(&L)", "", CLEAN_TIP)
        self.clean_menu = QMenu(self.clean_button)
        self.clean_one, self.clean_all, self.clean_places = (self.clean_menu.addAction("") for _ in range(3))
        self.clean_button.setMenu(self.clean_menu)
        for acting in (self.trust, self.mend_button, self.clean_button, self.print_button):
            self.add_action(acting)
        self.problems, self.petitions, self.files = StatCard("问题"), StatCard("信访件"), StatCard("附件")
        self.withheld, self.findings = StatCard("不发出"), StatCard("疑点", look_of("期限不明"))
        self.personal = StatCard("个人信息", look_of("已逾期"))
        self.warning, self.missing, self.sealing = Notice("warning"), Notice("warning"), Notice()
        self.filters = FilterBar()
        self.filters.add_choice("section", "全部内容", [one.value for one in Section])
        self.grid = Grid("exchange-outlook", context, "没有符合条件的内容", least_rows=2)
        self.model = GridModel(COLUMNS, self._lines.ids, self._lines.rows, self)
        self.grid.show_model(self.model)
        self.body.addWidget(
            StatRow(self.personal, self.findings, self.problems, self.petitions, self.files, self.withheld)
        )
        for widget in (self.sealing, self.warning, self.missing, self.filters):
            self.body.addWidget(widget)
        self.body.addWidget(self.grid, 1)
        self._connect()

    def _connect(self) -> None:
        parts = {self.personal: Section.PERSONAL, self.findings: Section.FINDINGS, self.problems: Section.LEAVES, self.petitions: Section.LEAVES,
                 self.files: Section.FILES, self.withheld: Section.WITHHELD}  # fmt: skip
        for card, section in parts.items():
            card.clicked.connect(partial(self.show_section, section.value))
        self.filters.changed.connect(self._narrow)
        self.model.counted.connect(self._count)
        self.grid.opened.connect(self._open)
        self.mend_button.clicked.connect(self.mend_asked)
        self.print_button.clicked.connect(self.print_asked)
        self.clean_menu.aboutToShow.connect(self.offer_cleaning)
        self.clean_one.triggered.connect(self._clean_one)
        self.clean_all.triggered.connect(lambda: self._clean(ToClean(self._files(MAY_CLEAN))))
        self.clean_places.triggered.connect(
            lambda: self._clean(ToClean(self._files(MAY_CLEAN, PROOF), keep_place=False))
        )

    def show_outlook(self, outlook: Outlook, volume_size: int = 0, wish: Sealing | None = None) -> None:
        """Show what would leave, in volumes of this many bytes, closed as wished."""
        self.seen = outlook
        self.set_heading(f"将要发给 {outlook.office}　第 {outlook.sequence} 号")
        word, look = ("已登记", "可信") if outlook.enrolled else ("未登记", "未验证")
        self.trust.set_word(word, look_of(look))
        self.personal.show_number(len(outlook.personal))
        self.findings.show_number(
            len(outlook.findings), f"阻断 {len(outlook.blocking)}" if outlook.blocking else ""
        )
        released = f"移交 {outlook.released}" if outlook.released else ""
        self.problems.show_number(outlook.problems, released)
        self.petitions.show_number(outlook.petitions, f"移交 {outlook.moved}" if outlook.moved else "")
        self.files.show_number(outlook.files, size_words(outlook.file_bytes))
        self.withheld.show_number(len(outlook.withheld))
        told = outlook.sealing
        is_open = told is not None and bool(told.reasons) and (wish or told.how) is Sealing.PLAIN
        words = told.told.get(wish, told.words) if told and wish else told.words if told else ""
        self.sealing.say(words, "warning" if is_open else "")
        self.warning.say(_warning(outlook, volume_size), "warning")
        self.missing.say(_missing(outlook.missing), "warning")
        self.mend_button.setVisible(any(one.mendable for one in outlook.personal))
        self.clean_button.setVisible(any(one.evidence_uid for one in outlook.lines))
        self._lines.put(outlook.lines)
        self._narrow()

    def show_section(self, section: str) -> None:
        """List one part only, '' for everything."""
        self.filters.set_values({"section": section})
        self._narrow()

    def search(self, words: str) -> None:
        """Narrow by words."""
        self._words = words
        self._narrow()

    def shown_lines(self) -> list[OutlookLine]:
        """What is listed now."""
        return self._lines.rows(self._lines.ids(self._wanted(), None))

    def offer_cleaning(self) -> None:
        """Say for which files a cleaned copy may go: the chosen line's, all with names, all with names or places."""
        line, named, every = self._line(), self._files(MAY_CLEAN), self._files(MAY_CLEAN, PROOF)
        able = bool(line and line.evidence_uid)
        what = "去掉位置" if line and line.weight == PROOF else "去掉人名、机主等，保留拍摄位置"
        self.clean_one.setText(
            f"选中的这一件：{what}" if able else "选中的这一件（先在下面选一行“附件里的信息”）"
        )
        self.clean_one.setEnabled(able)
        self.clean_all.setText(f"全部 {len(named)} 件：去掉人名、机主等，保留拍摄位置")
        self.clean_all.setEnabled(bool(named))
        self.clean_places.setText(f"全部 {len(every)} 件：连拍摄位置一起去掉")
        self.clean_places.setEnabled(bool(every))

    def _clean_one(self) -> None:
        line = self._line()
        if line is not None and line.evidence_uid:
            self._clean(ToClean((line.evidence_uid,), keep_place=line.weight != PROOF))

    def _clean(self, wanted: ToClean) -> None:
        self.clean_asked.emit(wanted)

    def _line(self) -> OutlookLine | None:
        return self._lines.get(self.grid.current_id())

    def _files(self, *weights: str) -> tuple[str, ...]:
        found = (one for one in self._lines if one.evidence_uid and one.weight in weights)
        return tuple(dict.fromkeys(one.evidence_uid for one in found))

    def _wanted(self) -> Wanted:
        return Wanted(self.filters.values()["section"], self._words)

    def _narrow(self, _values: object = None) -> None:
        self.model.show(self._wanted())

    def _count(self, count: int) -> None:
        self.filters.show_count(count, "项")

    def _open(self, row_id: int) -> None:
        line = self._lines.get(row_id)
        if line is not None and line.problem_uid:
            self._context.navigate("整改台账", line.problem_uid)
        elif line is not None and line.petition_uid:
            self._context.navigate("信访件", PetitionQuery(uids=(line.petition_uid,)))


def _fits(line: OutlookLine, wanted: object) -> bool:
    if not isinstance(wanted, Wanted):
        return True
    if wanted.section not in {"", line.section.value}:
        return False
    return mentions(wanted.words, line.code, line.what, line.text, line.weight)


def _missing(names: Sequence[str]) -> str:
    """A line or two however many there are; the list below has them all."""
    if not names:
        return ""
    more = "等，点上面的“附件”看全部" if len(names) > NAMED else ""
    return f"{len(names)} 件佐证文件在本机找不到，不会随包发出：{'、'.join(names[:NAMED])}{more}。"


def _warning(outlook: Outlook, volume_size: int) -> str:
    said = []
    if outlook.needs_reason:
        said.append("有个人信息或阻断疑点：双击打开改正；确需照发的，生成时要写明理由，理由记入操作日志。")
    if not outlook.enrolled:
        said.append(
            "对方还没有登记：只能用 Excel、WPS 填表交回；用本程序接收前，须先登记本单位卡片并核对指纹。"
        )
    if volume_size:
        count, large = volumes_for(outlook, volume_size)
        said.append(f"附件分 {count} 卷。" if count > 1 else "一卷装得下，不用分卷。")
        if large:
            said.append(f"比每卷还大、独自成卷：{'、'.join(large[:5])}。")
    return "\n".join(said)
