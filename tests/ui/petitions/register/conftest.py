"""The register with sixty petitions, and the threads on which the ledger is read."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dczg_desktop.domain.entities import Petition
from ui.pages.petitions import PetitionsPage


@pytest.fixture
def page(qtbot, context, ledger):
    ours = ledger.identity.office_uid
    with ledger.transaction("导入表格") as (session, _act):
        for number in range(1, 61):
            area, completion = "东河乡" if number % 2 else "石桥镇", "已办结" if number % 3 else ""
            said = f"反映第{number}处洗砂场"
            session.add(
                Petition(
                    number=f"D{number:03d}",
                    area=area,
                    completion=completion,
                    description=said,
                    issuer_uid=ours,
                )
            )
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    whole = PetitionsPage(context)
    qtbot.addWidget(whole)
    whole.resize(1190, 676)
    whole.show()
    whole.reload()
    whole.register.whole = whole
    return whole.register


@pytest.fixture
def readers(page, context, ledger, monkeypatch):
    """The threads on which the ledger is read from now on."""
    context.reader, found = ThreadPoolExecutor(max_workers=1), []
    original = type(ledger).reading

    def watched(one):
        found.append(threading.get_ident())
        return original(one)

    monkeypatch.setattr(type(ledger), "reading", watched)
    return found
