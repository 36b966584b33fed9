"""The page 整改台账 with four problems, and one problem shown beside the ledger."""

from collections.abc import Callable

import pytest

from dczg_desktop.services.duties import assign
from dczg_desktop.services.problems import ProblemDraft, add_problem
from tests.ui.ledger.scene import DEADLINES, PLAN, TEXTS
from ui.pages.ledger import LedgerPage
from ui.pages.ledger.detail import DetailPanel


@pytest.fixture
def uid(ledger) -> str:
    return add_problem(
        ledger, ProblemDraft("沟渠垃圾清运不及时", "A1", "省级督察", "全面清理", PLAN, "2026年10月底前")
    )


@pytest.fixture
def show(qtbot, context) -> Callable[..., DetailPanel]:
    def shown(ledger, uid: str) -> DetailPanel:
        context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
        panel = DetailPanel(context)
        context.ledger_changed.connect(panel.reload)
        qtbot.addWidget(panel)
        panel.resize(480, 620)
        panel.show()
        panel.show_now(uid)
        return panel

    return shown


@pytest.fixture
def panel(show, ledger, uid) -> DetailPanel:
    return show(ledger, uid)


@pytest.fixture
def uids(ledger) -> list[str]:
    """Four problems: overdue, soon due, long-term, without a deadline; the first two with a unit."""
    made = [
        add_problem(ledger, ProblemDraft(text, f"A{number}", "省级督察", deadline=deadline, area="东河镇"))
        for number, (text, deadline) in enumerate(zip(TEXTS, DEADLINES, strict=True))
    ]
    assign(ledger, made[:2], "县水务局")
    return made


@pytest.fixture
def make_page(qtbot, context, ledger) -> Callable[[], LedgerPage]:
    def made() -> LedgerPage:
        context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
        page = LedgerPage(context)
        context.ledger_changed.connect(page.reload)
        qtbot.addWidget(page)
        page.resize(1280, 720)
        page.show()
        page.reload()
        return page

    return made


@pytest.fixture
def page(make_page, uids) -> LedgerPage:
    return make_page()
