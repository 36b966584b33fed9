"""The page 系统 of a county's new ledger, and what it says."""

import pytest

from dczg_desktop.domain.words import Level
from dczg_desktop.services.ledgers import create_ledger
from ui.pages.system import SystemPage


@pytest.fixture
def page(qtbot, context, tmp_path):
    ledger = create_ledger(tmp_path / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    context.open_ledger(ledger, ledger.user_uid, "王芳", "青石县")
    made = SystemPage(context)
    made.resize(1180, 660)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    yield made
    ledger.close()


@pytest.fixture
def said(context):
    words: list[str] = []
    context.said.connect(lambda text, _undoable: words.append(text))
    return words
