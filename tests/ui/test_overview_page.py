from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt

from dczg_desktop.domain.words import ClosureStatus, DutyRole, EvidenceRole
from dczg_desktop.services.closure import apply_for_closure
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.overview import overview
from tests.services.acts import a_given_problem, a_problem, make_ready
from tests.ui.held import Held
from tests.ui.ledger.scene import photo
from ui.pages.overview.page import CARDS, OverviewPage


@pytest.fixture
def page(qtbot, context, ledger):
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    page = OverviewPage(context)
    page.asked = []
    context.navigation_requested.connect(lambda name, chosen: page.asked.append((name, chosen)))
    context.ledger_changed.connect(page.reload)
    qtbot.addWidget(page)
    page.resize(1190, 676)
    return page


@pytest.fixture
def filled(page, ledger, tmp_path):
    """Three problems of one unit (one overdue), one of nobody, one in review."""
    late = a_given_problem(ledger, "东河乡", text="已经过期的问题", deadline="2026年10月底前")
    a_given_problem(ledger, "东河乡", text="还没到期的问题")
    a_problem(ledger, "没有单位的问题", source="警示片")
    ready = a_given_problem(ledger, "东河乡", text="已经申请的问题")
    make_ready(ledger, ready, tmp_path)
    apply_for_closure(ledger, ready)
    page.reload()
    page.show()
    page.grab()
    return late


def counted(ledger, query: GridQuery | None) -> int:
    return len(problem_ids(ledger, query or GridQuery()))


def test_an_empty_ledger_says_what_to_do_first_and_opens_it(page):
    page.reload()

    assert page._stack.currentWidget() is page.first_steps
    for words, place in (("导入表格", "导入表格"), ("新增问题", "整改台账"), ("登记上级卡片", "数据交换")):
        page.first_steps.buttons[words].click()
        assert page.asked[-1][0] == place


def test_every_card_opens_exactly_the_rows_it_counted(page, filled, ledger):
    for title, _word, _parts in CARDS:
        page.cards[title].click()
        name, query = page.asked[-1]
        assert name == "整改台账"
        assert page.cards[title]._number == str(counted(ledger, query)), title
    assert page.cards["问题总数"]._number == "4"
    assert page.cards["已逾期"]._number == "1"


def test_tasks_show_their_reason_and_open_their_rows(page, filled, ledger):
    found = overview(ledger).tasks
    assert [line.task for line in page.today.lines] == list(found)
    assert "申请人以外的第二人" in page.today.lines[1].accessibleName()

    for line in page.today.lines:
        line.click()
        name, chosen = page.asked[-1]
        assert name == line.task.page
        if isinstance(chosen, GridQuery):
            assert counted(ledger, chosen) == line.task.count


def test_the_task_of_pending_applications_opens_their_queue(page, filled):
    line = next(one for one in page.today.lines if "销号申请" in one.task.title)

    line.click()

    assert page.asked == [("验收销号", "待审核")]


def test_the_keys_of_both_rings_open_the_rows_of_their_status(page, filled, ledger):
    for part in page.closure._parts:
        page.closure.clicked.emit(part.key)
        assert counted(ledger, page.asked[-1][1]) == part.value
    for part in page.progress._parts:
        page.progress.clicked.emit(part.key)
        assert counted(ledger, page.asked[-1][1]) == part.value


def test_a_bar_opens_the_open_problems_and_its_red_part_the_overdue_ones(page, filled, ledger):
    bar = next(one for one in page.units._bars if one.name == "东河乡")

    page.units.clicked.emit(bar.key)
    assert counted(ledger, page.asked[-1][1]) == bar.total == 3
    page.units.clicked.emit(f"{bar.key}/已逾期")
    assert counted(ledger, page.asked[-1][1]) == 1


def test_problems_of_nobody_are_a_bar_of_their_own(page, filled, ledger):
    bar = next(one for one in page.units._bars if one.name == "〔未明确〕")

    page.units.clicked.emit(bar.key)

    assert counted(ledger, page.asked[-1][1]) == 1


def test_the_rate_of_a_source_opens_its_problems(page, filled, ledger):
    bar = next(one for one in page.sources._bars if one.name == "警示片")

    page.sources.clicked.emit(bar.key)

    assert bar.words == "0/1　0%"
    assert page.asked[-1][1].source == "警示片"


def test_a_real_press_on_a_legend_line_reaches_the_ledger(qtbot, page, filled):
    area, key = next(spot for spot in page.closure._spots if spot[1] == ClosureStatus.IN_REVIEW.value)

    qtbot.mouseClick(page.closure, Qt.MouseButton.LeftButton, pos=QPointF(area.center()).toPoint())

    assert page.asked[-1][1].closure == key


def test_the_newest_act_stands_on_top_and_a_write_reads_the_page_again(page, filled, ledger, context):
    assert "申请销号" in page.recent.item(0).data(Qt.ItemDataRole.AccessibleTextRole)

    assign(ledger, [filled], "石桥镇", DutyRole.RESPONSIBLE_UNIT)
    context.ledger_changed.emit()

    assert "交办" in page.recent.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert {bar.name for bar in page.units._bars} == {"东河乡", "石桥镇", "〔未明确〕"}


def test_nothing_to_do_is_said_in_words(page, ledger, watch):
    a_problem(ledger, deadline="2028年底前")
    page.reload()
    page.today.show_tasks([])

    assert not page.today.nothing.isHidden()
    assert ledger.today() == date(2026, 11, 22)


@pytest.mark.parametrize(("width", "beside"), [(1190, True), (700, False)])
def test_a_narrow_window_puts_the_charts_below(qtbot, page, filled, width, beside):
    page.resize(width, 676)

    def top(widget) -> float:
        return widget.mapTo(page, QPointF(0, 0)).y()

    qtbot.waitUntil(lambda: (top(page.progress) < top(page.today) + 60) is beside)


def test_what_the_overview_shows_is_read_beside_the_window_and_replaces_dashes(page, filled, context):
    context.reader = held = Held()
    again = OverviewPage(context)
    again.reload()
    assert again.cards["问题总数"]._number == "–"

    held.answer_all()
    again._reading._look()

    assert again.cards["问题总数"]._number == "4"


def test_originals_that_have_not_come_are_counted_once_each(ledger, tmp_path):
    uid = a_problem(ledger, "沟渠淤积")
    for name, colour in (("前.png", "brown"), ("后.png", "green")):
        attach_files(ledger, uid, [photo(tmp_path / name, colour)], EvidenceRole.BEFORE)
    attach_files(
        ledger, a_problem(ledger, "另一处"), [photo(tmp_path / "又.png", "brown")], EvidenceRole.BEFORE
    )
    assert not [one for one in overview(ledger).tasks if one.title == "待收附件"]
    stored = sorted(path for path in ledger.evidence.root.rglob("*") if path.is_file())
    assert len(stored) == 2

    for path in stored:
        path.unlink()

    assert [one.count for one in overview(ledger).tasks if one.title == "待收附件"] == [2]
