import pytest

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign, incomplete, responsibility
from dczg_desktop.services.grid import GridQuery
from tests.services.acts import a_given_problem, a_problem
from tests.ui.held import Held
from tests.ui.typed import answering, is_given_again, left_open, typing
from ui.dialogs.assign import Assignment
from ui.pages.responsibility.holders import VIEWS
from ui.pages.responsibility.page import Holder, ResponsibilityPage


@pytest.fixture
def page(qtbot, context, ledger):
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    page = ResponsibilityPage(context)
    page.asked, page.said = [], []
    context.navigation_requested.connect(lambda name, chosen: page.asked.append((name, chosen)))
    context.said.connect(lambda words, undoable: page.said.append((words, undoable)))
    context.ledger_changed.connect(page.reload)
    qtbot.addWidget(page)
    page.resize(1190, 676)
    return page


@pytest.fixture
def problems(ledger) -> list[str]:
    """Two of 东河乡, one overdue; one of nobody."""
    return [
        a_given_problem(ledger, "东河乡", text="甲", deadline="2026年10月底前"),
        a_given_problem(ledger, "东河乡", text="乙"),
        a_problem(ledger, "丙"),
    ]


def shown(grid) -> list[list[str]]:
    model = grid.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_units_stand_with_their_counts_and_what_is_missing_in_words(page, problems):
    page.reload()

    unclear, unit = shown(page.holders["按责任单位"].grid)
    assert unclear[0] == "〔未明确〕"
    assert unit[:6] == ["东河乡", "2", "2", "已逾期 1", "1", "0"]
    assert "责任人员 2" in unit[6]


def test_each_problem_of_a_unit_says_whether_somebody_by_name_answers_for_it(page, problems, ledger):
    page.reload()
    panel = page.panel
    panel.choose("东河乡")

    assert [row[2] for row in shown(panel.problems.grid)] == ["未到人", "未到人"]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.title)
def test_each_tab_lists_exactly_what_the_service_says(page, problems, ledger, view):
    assign(ledger, problems[:1], "某某", view.fills)
    page.tabs.setCurrentWidget(page.holders[view.title])
    page.reload()

    rows = shown(page.panel.grid)

    assert [row[0] for row in rows] == [row.name for row in responsibility(ledger, view.roles)]
    assert "某某" in {row[0] for row in rows}


def test_choosing_a_unit_shows_as_many_problems_as_it_counts(page, problems):
    page.reload()
    panel = page.panel
    for line in panel.lines.rows(panel.model.ids()):
        panel.choose(line.name)
        assert len(panel.problems.model.ids()) == line.total


def test_a_double_click_opens_the_problem_in_the_ledger(page, problems):
    page.show_filter(Holder("东河乡"))
    page.reload()

    page.panel.problems.grid.selectRow(0)
    page.panel.problems.grid.doubleClicked.emit(page.panel.problems.grid.currentIndex())

    assert page.asked == [("整改台账", problems[0])]


def test_the_selected_problems_get_a_leader_in_one_undoable_act(page, problems, ledger):
    page.ask_assignment = typing(Assignment("王县长", DutyRole.RESPONSIBLE_LEADER, "副县长"))
    page.show_filter(Holder("东河乡"))
    page.reload()
    page.panel.problems.grid.selectRow(1)

    page.panel.assign_button.click()

    named = [bool(problem_detail(ledger, uid).facts.named(DutyRole.RESPONSIBLE_LEADER)) for uid in problems]
    assert named == [False, True, False]
    assert page.said == [("已给 1 个问题确定责任领导：王县长。", True)]


def test_without_a_selection_all_shown_problems_are_meant_and_the_button_says_so(page, problems, ledger):
    asked = []
    page.ask_assignment = answering(lambda *told: asked.append(told[1:]))
    page.show_filter(Holder("东河乡"))
    page.reload()

    assert "列出的 2 个" in page.panel.assign_button.toolTip()
    page.panel.assign_button.click()

    assert asked[0][0] == "2 个问题"
    assert asked[0][2] is DutyRole.RESPONSIBLE_UNIT
    assert page.said == []


def test_an_unknown_unit_is_assigned_and_told(page, problems):
    page.ask_assignment = typing(Assignment("新来的局", DutyRole.RESPONSIBLE_UNIT))
    page.show_filter(Holder("〔未明确〕"))
    page.reload()

    page.panel.assign_button.click()

    assert "单位名录里还没有这个单位" in page.said[0][0]


def test_the_gaps_can_be_narrowed_to_one_element_and_filled_from_there(page, problems, ledger):
    page.ask_assignment = answering(lambda _parent, _subject, _names, role: Assignment("东河乡", role))
    page.show_filter(GridQuery(gap=True))
    page.reload()
    assert page.panel is page.gaps
    assert page.tabs.tabText(4) == f"七要素缺项 {len(incomplete(ledger))}"

    page.gaps.filters.set_values({"element": "责任单位"})
    page.gaps.filters.changed.emit(page.gaps.filters.values())
    assert page.gaps.uids() == [problems[2]]
    page.gaps.assign_button.click()

    assert page.gaps.uids() == []
    assert page.gaps.assign_button.toolTip() == "没有缺项的问题"
    assert not page.gaps.assign_button.isEnabled()


def test_a_gap_that_no_assignment_fills_is_opened_in_the_ledger(page, problems):
    page.show_filter(GridQuery(gap=True))
    page.reload()
    page.gaps.grid.clearSelection()
    assert page.gaps.open_button.toolTip() == "先选一个问题"

    page.gaps.grid.selectRow(0)
    page.gaps.open_button.click()

    assert page.asked[0][1] == page.gaps.lines.get(page.gaps.grid.current_id()).uid


def test_the_list_is_printed_off_the_window_thread_and_shown(qtbot, page, problems):
    documents = []
    page.show_document = lambda _parent, _context, content, name: documents.append((content[:5], name))
    page.show_filter(Holder("东河乡"))
    page.reload()

    page.panel.print_button.click()
    assert not page.strip.isHidden()
    qtbot.waitUntil(lambda: bool(documents), timeout=20_000)
    qtbot.waitUntil(page.strip.isHidden)

    assert documents == [(b"%PDF-", "责任清单.pdf")]


def test_an_empty_ledger_says_so_and_offers_nothing(page):
    page.reload()

    assert page.panel.grid.model().rowCount() == 0
    assert not page.panel.assign_button.isEnabled()
    assert page.panel.assign_button.toolTip() == "没有可以补责任的问题"


def test_who_is_to_answer_stays_in_the_dialog_when_it_is_refused(qtbot, monkeypatch, page, problems, ledger):
    page.show_filter(Holder("东河乡"))
    page.reload()
    dialogs = left_open(monkeypatch)
    page.panel.assign_button.click()
    dialogs[0].name.setCurrentText("西河乡")

    is_given_again(qtbot, monkeypatch, dialogs[0])

    qtbot.waitUntil(lambda: not dialogs[0].isVisible())
    assert page.said[-1][0].startswith("已给 2 个问题确定责任单位：西河乡。")


def test_whose_problems_are_wanted_is_chosen_when_the_list_is_there(page, problems, context):
    context.reader = held = Held()
    page.show_filter(Holder("东河乡"))
    page.reload()
    assert page.panel.model.rowCount() == 0

    held.answer_all()
    page.panel._reading._look()

    assert page.panel.subject() == "东河乡"
    assert page.panel.problems.model.rowCount() == 2
