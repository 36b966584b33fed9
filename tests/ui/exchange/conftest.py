"""The page 数据交换 of a county that has given problems to a town."""

import shutil
from pathlib import Path

import pytest

from dczg_desktop.domain.words import Level, Relation
from dczg_desktop.services import duties, ledgers, measures, offices, problems
from dczg_desktop.services.measures import MeasureDraft
from dczg_desktop.services.problems import ProblemDraft
from tests.ui.exchange.scene import COUNTY, PHONE, TOWN, Beginning, Clock, Offices
from ui.pages.exchange.page import ExchangePage


@pytest.fixture(scope="session")
def beginning(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("县和镇"), Clock()
    county = ledgers.create_ledger(folder / "县.dczg", COUNTY, "510723", Level.COUNTY, "李秀兰", clock)
    town = ledgers.create_ledger(folder / "镇.dczg", TOWN, "510723101", Level.TOWNSHIP, "张建国", clock)
    offices.enrol(town, offices.export_card(county, folder / "县")[0], Relation.SUPERIOR)
    offices.enrol(county, offices.export_card(town, folder / "镇")[0], Relation.SUBORDINATE)
    uids = [problems.add_problem(county, ProblemDraft(f"第 {n} 处堆场未覆盖")) for n in range(3)]
    duties.assign(county, uids, TOWN)
    measures.add_measures(county, uids[0], [MeasureDraft("完成设计并开工")])
    clerks = county.user_uid, town.user_uid
    county.close()
    town.close()
    return Beginning(folder, uids, clock.now, clerks)


@pytest.fixture
def world(tmp_path, context, beginning):
    clock = Clock()
    clock.now = beginning.now
    opened = []
    for name, clerk in zip(("县", "镇"), beginning.clerks, strict=True):
        path = Path(shutil.copy(beginning.folder / f"{name}.dczg", tmp_path))
        opened.append(ledgers.open_ledger(path, clock, safety=False))
        opened[-1].user_uid = clerk
    county, town = opened
    folder = tmp_path / "U盘"
    folder.mkdir()
    context.open_ledger(county, county.user_uid, "李秀兰", COUNTY)
    yield Offices(county, town, folder, list(beginning.uids))
    county.close()
    town.close()


@pytest.fixture
def page(qtbot, context, world):
    page = ExchangePage(context)
    qtbot.addWidget(page)
    page.resize(1180, 680)
    page.show()
    context.ledger_changed.connect(page.reload)
    page.reload()
    return page


@pytest.fixture
def said(context):
    heard: list[str] = []
    context.said.connect(lambda words, _undoable: heard.append(words))
    return heard


@pytest.fixture
def named(world):
    """One more problem of the town, whose text holds a telephone number."""
    uid = problems.add_problem(world.county, ProblemDraft(f"回访电话{PHONE}"))
    duties.assign(world.county, [uid], TOWN)
    return uid
