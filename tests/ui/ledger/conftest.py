"""One problem, shown beside the ledger."""

from collections.abc import Callable

import pytest

from dczg_desktop.services.problems import ProblemDraft, add_problem
from tests.ui.ledger.scene import PLAN
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
