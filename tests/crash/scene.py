"""A real ledger before a big act, the files that the act takes in, and what the ledger is afterwards."""

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.base.clock import BEIJING
from dczg_desktop.domain.entities import Problem
from dczg_desktop.domain.words import DutyRole, EvidenceRole, Level, Relation, Sealing
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.ledgers import create_ledger, open_ledger
from dczg_desktop.services.offices import enrol, export_card
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.store.ledger import Ledger

LEDGER, TABLE, SEND = "县.dczg", "外来表格.xlsx", "send "
HEADINGS = ("序号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位", "责任领导")
TABLES_LEFT_OUT = ("search_index",)
"""The search index is contentless; its texts are in `search_text`, and `verify` checks the file."""

COMPUTED = ("board", "search_text")


def clock() -> datetime:
    """One moment for all, so that two runs of an act differ in random ids only."""
    return datetime(2026, 11, 22, 10, 0, tzinfo=BEIJING)


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder with the ledger as it is before, the table and the package, and dumps of the ledger afterwards."""

    folder: Path
    package: Path
    before: dict[str, list[str]]
    after: dict[str, dict[str, list[str]]]

    def copy(self, to: Path) -> Path:
        """The whole scene once more at `to`; returns its ledger."""
        shutil.copytree(self.folder, to)
        return to / LEDGER

    def source(self, act: str) -> Path:
        """The file that the act takes in."""
        return self.folder / TABLE if act == "import" else self.package


def perform(ledger: Ledger, act: str, source: Path) -> None:
    """Do the act as the program does it."""
    if act == "import":
        accept_import(ledger, preview_import(ledger, source))
    elif act.startswith(SEND):
        send(ledger, act.removeprefix(SEND), source, SendOrder(sealing=Sealing.KEY))
    else:
        receive(ledger, source)


ACTS: tuple[str, ...] = ("import", "receive")


def make_scene(folder: Path, *, rows: int = 40, files: int = 12) -> Scene:
    """Build the scene in `folder`: a table of `rows` problems, and a package with `files` pieces of evidence."""
    home = folder / "现场"
    home.mkdir(parents=True)
    ledger = create_ledger(home / LEDGER, "青河县整改办", "360101", Level.COUNTY, "李办", clock)
    city = create_ledger(folder / "市.dczg", "测试市整改办", "360100", Level.CITY, "王办", clock)
    enrol(city, export_card(ledger, folder / "县卡片")[0], Relation.SUBORDINATE)
    enrol(ledger, export_card(city, folder / "市卡片")[0], Relation.SUPERIOR)
    own = add_problem(
        ledger, ProblemDraft("原有问题：河道垃圾未清理", number="QX-1", deadline="2026年12月底前")
    )
    attach_files(ledger, own, [_photo(folder / "原有.txt", 0)], EvidenceRole.BEFORE)
    package = _package(city, folder, home, files)
    city.close()
    ledger.close()
    _table(home / TABLE, rows)
    opened = open_ledger(home / LEDGER, clock)
    opened.close()
    before = dump(home / LEDGER)
    after = {act: _afterwards(home, folder / f"{act}之后", act, package) for act in ACTS}
    return Scene(home, package, before, after)


def _afterwards(home: Path, folder: Path, act: str, package: Path) -> dict[str, list[str]]:
    shutil.copytree(home, folder)
    ledger = open_ledger(folder / LEDGER, clock)
    perform(ledger, act, home / TABLE if act == "import" else package)
    ledger.close()
    return dump(folder / LEDGER)


def _photo(path: Path, number: int) -> Path:
    """Some 60 kB that no two files share."""
    path.write_text(f"现场照片 {number}\n" + Random(number).randbytes(30_000).hex(), "utf-8")
    return path


def _package(city: Ledger, folder: Path, home: Path, files: int) -> Path:
    for number in range(1, 5):
        draft = ProblemDraft(
            f"第{number}个问题：{number}处排口未整治", plan="1.封堵排口\n2.建设管网", deadline="2026年底前"
        )
        add_problem(city, draft)
    with city.reading() as session:
        uids = list(session.scalars(select(Problem.uid).order_by(Problem.id)))
    assign(city, uids, "青河县整改办", DutyRole.RESPONSIBLE_UNIT)
    photos = [_photo(folder / f"整改前{number}.txt", number) for number in range(1, files + 1)]
    attach_files(city, uids[0], photos, EvidenceRole.BEFORE)
    return send(city, "青河县整改办", home).path


def _table(path: Path, rows: int) -> None:
    book = Workbook()
    page = book.create_sheet("整改清单", 0)
    page.append(HEADINGS)
    for number in range(1, rows + 1):
        page.append(
            (
                number,
                f"第{number}号点位污水直排{number}个月",
                "水质达标",
                "1.封堵排口\n2.修复管网",
                "2026年12月底前",
                "城关镇",
                "张三",
            )
        )
    book.save(path)


def dump(ledger: Path) -> dict[str, list[str]]:
    """Every row of every table as text, by table; the ledger must not be open for writing."""
    with closing(sqlite3.connect(ledger)) as raw:
        names = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            if not name.startswith(TABLES_LEFT_OUT)
        ]
        return {name: [repr(row) for row in raw.execute(_rows(raw, name))] for name in names}


def _rows(raw: sqlite3.Connection, table: str) -> str:
    """All columns of a table; computed tables without their row numbers, which follow random ids."""
    columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
    wanted = [name for name in columns if name != "id" or table not in COMPUTED]
    return f'SELECT {", ".join(wanted)} FROM "{table}" ORDER BY {wanted[0]}'


_RANDOM = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{32}\b")


def likeness(dumped: dict[str, list[str]]) -> dict[str, list[str]]:
    """A dump without what is random in every run: ids and hashes."""
    return {name: sorted(_RANDOM.sub("#", row) for row in rows) for name, rows in dumped.items()}
