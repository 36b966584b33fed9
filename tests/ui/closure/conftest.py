"""The page 验收销号 on an open ledger, with photographs that can be shown."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from tests.services import acts
from tests.ui.typed import typing
from ui.pages.closure.page import ClosurePage


@pytest.fixture
def page(qtbot, context, ledger):
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    page = ClosurePage(context)
    page.asked, page.said = [], []
    page.ask_words = typing("经核查，同意。")
    context.navigation_requested.connect(lambda name, chosen: page.asked.append((name, chosen)))
    context.said.connect(lambda words, undoable: page.said.append((words, undoable)))
    context.ledger_changed.connect(page.reload)
    qtbot.addWidget(page)
    page.resize(1190, 676)
    return page


def real_photo(folder: Path, name: str = "现场.jpg", content: str = "照片") -> Path:
    """A photograph that can be shown; another content is another colour."""
    colour = tuple(hashlib.sha256(content.encode()).digest()[:3])
    Image.new("RGB", (64, 48), colour).save(folder / name)
    return folder / name


@pytest.fixture(autouse=True)
def photos(monkeypatch):
    monkeypatch.setattr(acts, "a_photo", real_photo)
