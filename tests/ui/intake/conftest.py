"""The page 导入, empty and with a table read."""

import pytest

from tests.ui.import_scene import SECOND, a_book, a_ledger
from tests.ui.intake.scene import drop, idle
from ui.pages.intake import ImportPage


@pytest.fixture
def opened(tmp_path):
    """The ledger that the page is opened on."""
    return a_ledger(tmp_path)


@pytest.fixture
def page(qtbot, context, opened):
    context.open_ledger(opened, opened.user_uid, "王芳", "青石县")
    made = ImportPage(context)
    made.resize(1180, 660)
    qtbot.addWidget(made)
    made.show()
    yield made
    opened.close()


@pytest.fixture
def shown(qtbot, page, tmp_path):
    drop(page, a_book(tmp_path / "整改推进表.xlsx", SECOND, hidden=True))
    idle(qtbot, page)
    return page


@pytest.fixture
def active(qtbot, shown):
    """The page in a window that has the keys."""
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown
