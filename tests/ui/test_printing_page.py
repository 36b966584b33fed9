from threading import Event

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from dczg_desktop.domain.words import DutyRole, Level
from dczg_desktop.services import duties, ledgers, problems
from dczg_desktop.services.grid import GridQuery
from dczg_desktop.services.problems import ProblemDraft
from ui.pages.printing.choice import query_words
from ui.pages.printing.page import PrintingPage

OFFICE, UNIT = "安平县整改办", "安平县水利局"
PLACES = ("青溪", "石桥", "柳河", "白云")


@pytest.fixture
def ledger(tmp_path, context):
    ledger = ledgers.create_ledger(tmp_path / "县.dczg", OFFICE, "510723", Level.COUNTY, "李秀兰")
    context.open_ledger(ledger, ledger.user_uid, "李秀兰", OFFICE)
    yield ledger
    ledger.close()


@pytest.fixture
def filled(ledger):
    """Four problems; the unit answers for the first two."""
    uids = [
        problems.add_problem(ledger, ProblemDraft(f"{place}砂石堆场未覆盖", number=f"督〔2026〕{place}"))
        for place in PLACES
    ]
    duties.assign(ledger, uids[:2], UNIT, DutyRole.RESPONSIBLE_UNIT)
    return uids


@pytest.fixture
def page(qtbot, context, ledger):
    page = PrintingPage(context)
    qtbot.addWidget(page)
    for widget in page.header_widgets():
        qtbot.addWidget(widget)
    page.resize(1180, 660)
    page.show()
    return page


def settle(qtbot, page) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=10_000)


def text_of(page) -> str:
    """All words of the shown PDF without blanks."""
    found = []
    for number in range(len(page.pdf.pages)):
        part = page.pdf.pages._document[number]
        found.append(part.get_textpage().get_text_range())
    return "".join("".join(found).split())


def test_no_key_stands_for_two_things_before_there_is_anything_to_print(page):
    page.reload()
    parts = [*page.findChildren(QPushButton), *page.findChildren(QLabel), *page.header_widgets()]
    keys = [
        one.text().partition("&")[2][:1]
        for one in parts
        if "&" in one.text() and not one.visibleRegion().isEmpty()
    ]

    assert "去整改台账" in page.nothing.action.text()
    assert sorted(keys) == sorted(set(keys))


def test_a_list_is_seen_before_it_is_printed(qtbot, page, filled):
    page.reload()

    page.preview_button.click()
    settle(qtbot, page)

    assert page.pdf.pages is not None
    assert "青溪砂石堆场未覆盖" in text_of(page)
    assert page.pdf.print_button.isEnabled()
    assert page.printed.code in page.facts.text()
    assert f"共 {len(page.pdf.pages)} 页，4 项" in page.facts.text()


def test_an_empty_ledger_says_where_to_begin(page, context):
    asked = []
    context.navigation_requested.connect(lambda name, _filter: asked.append(name))

    page.reload()
    page.nothing.action.click()

    assert page.right.currentWidget() is page.nothing
    assert "没有符合条件" in page.preview_button.toolTip()
    assert not page.export_button.isEnabled()
    assert asked == ["整改台账"]


def test_the_filter_of_the_ledger_page_is_offered_and_can_be_left(qtbot, page, filled):
    page.reload()

    page.show_filter(GridQuery(unit=UNIT))
    page.preview()
    settle(qtbot, page)
    assert page.printed.rows == 2
    page.choice.scope.setCurrentIndex(0)

    assert "共 4 个问题" in page.guide.advice.text()


def test_units_and_words_narrow_what_is_printed(page, filled):
    page.reload()

    page.choice.unit.setCurrentIndex(page.choice.unit.findData(UNIT))
    by_unit = page.guide.advice.text()
    page.search("石桥")
    by_words = page.guide.advice.text()
    page.search("没有这样的字")

    assert "共 2 个问题" in by_unit
    assert "共 1 个问题" in by_words
    assert not page.preview_button.isEnabled()


def test_an_old_preview_cannot_be_printed_after_another_choice(qtbot, page, filled):
    page.reload()
    page.preview()
    settle(qtbot, page)

    page.choice.choose("责任清单")

    assert page.pdf.pages is None
    assert not page.pdf.print_button.isEnabled()
    assert page.right.currentWidget() is page.guide


def test_a_change_of_the_ledger_is_told_beside_the_preview(qtbot, page, filled, context):
    context.ledger_changed.connect(page.reload)
    page.reload()
    page.preview()
    settle(qtbot, page)
    assert page.changed.isHidden()

    context.ledger_changed.emit()

    assert "重新生成" in page.changed.words.text()


def test_the_paper_is_as_chosen(qtbot, page, filled):
    page.reload()
    page.choice.a4.setChecked(True)

    page.preview()
    settle(qtbot, page)

    size = page.pdf.pages.sizes[0]
    assert (round(size.width()), round(size.height())) == (842, 595)


def test_an_approval_form_is_made_for_one_chosen_problem(qtbot, page, filled):
    page.reload()
    page.show_filter("销号审批表")
    assert "选一个问题" in page.preview_button.toolTip()
    assert "只出 PDF" in page.export_button.toolTip()

    page.search("柳河")
    page.picker.grid.selectRow(0)
    page.preview()
    settle(qtbot, page)

    assert "柳河砂石堆场未覆盖" in text_of(page)
    assert "督〔2026〕柳河" in page.pdf._name


def test_a_workbook_is_exported_where_the_user_says(qtbot, page, filled, tmp_path):
    page.reload()
    proposed = []

    def ask(_parent, name):
        proposed.append(name)
        return tmp_path / name

    page.ask_target = ask
    page.export_button.click()
    settle(qtbot, page)

    book = openpyxl.load_workbook(tmp_path / proposed[0])
    texts = {str(cell.value) for row in book.active.iter_rows() for cell in row}
    assert proposed[0].startswith(f"问题清单_{OFFICE}_")
    assert "白云砂石堆场未覆盖" in texts


def test_a_refused_export_is_shown(qtbot, page, filled, tmp_path, shown_errors):
    page.reload()
    target = tmp_path / "占用.xlsx"
    target.mkdir()
    page.ask_target = lambda _parent, _name: target

    page.export()
    settle(qtbot, page)

    assert "占用.xlsx" in str(shown_errors[0])


def test_petitions_are_printed_whole_or_said_to_be_missing(qtbot, page, filled):
    page.reload()
    page.choice.choose("信访件一览表")
    assert not page.choice.scope.isEnabled()

    page.preview()
    settle(qtbot, page)

    assert page.printed is None
    assert "没有可以列入" in page.guide.advice.text()


def test_cancelling_shows_no_preview(qtbot, page, filled, context):
    page.reload()
    gate = Event()
    context.pool.submit(gate.wait)

    page.preview()
    assert "请等它做完" in page.preview_button.toolTip()
    page.strip.cancel_button.click()
    gate.set()
    settle(qtbot, page)

    assert page.printed is None
    assert page.right.currentWidget() is page.guide
    assert page.preview_button.isEnabled()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (GridQuery(), "没有筛选条件，即全部问题"),
        (GridQuery(unit=UNIT, due="已逾期"), f"{UNIT}，已逾期"),
        (GridQuery(gap=True, uids=("a", "b")), "责任有缺项，所选 2 个"),
        (GridQuery(held_by=("张三", (DutyRole.RESPONSIBLE_PERSON,))), "张三"),
    ],
)
def test_a_filter_is_said_in_words(query, words):
    assert query_words(query) == words
