"""The page 信访件 with two petitions of two batches."""

import pytest

from tests.services.petition_acts import put
from tests.ui.petitions.scene import FINDINGS, FIRST, SECOND
from ui.pages.petitions import PetitionsPage


@pytest.fixture
def page(qtbot, context, ledger):
    put(ledger, FIRST, batch="第1批", sequence="1", category="大气、噪声", responsible_unit="南坪镇", completion="已办结",
        findings=FINDINGS, substantiated="属实", result="罚款2万元")  # fmt: skip
    put(ledger, SECOND, batch="第2批", sequence="2", category="水", responsible_unit="石桥镇", completion="阶段性办结",
        findings=f"与{FIRST}号相同")  # fmt: skip
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    page = PetitionsPage(context)
    page.asked, page.said = [], []
    context.navigation_requested.connect(lambda name, chosen: page.asked.append((name, chosen)))
    context.said.connect(lambda words, _undoable: page.said.append(words))
    context.ledger_changed.connect(page.reload)
    qtbot.addWidget(page)
    page.resize(1190, 676)
    page.reload()
    return page
