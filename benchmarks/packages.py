"""Writing a package against XlsxWriter with the same cells; receiving 100 of them against reading them with calamine."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from benchmarks.bench import Bench
from benchmarks.measuring import Line, alternating, cpu_seconds, ratio_line
from benchmarks.stress import OFFICES, Maker
from benchmarks.tables import SameRows
from benchmarks.texts import COUNTIES
from dczg_desktop.domain.entities import Counterpart, Problem
from dczg_desktop.domain.records import ActNote, Record
from dczg_desktop.domain.words import Level, Relation
from dczg_desktop.exchange.manifest import Head, Manifest, Party
from dczg_desktop.exchange.package import Outgoing, write_package
from dczg_desktop.exchange.payload import Payload, chunks, packed
from dczg_desktop.exchange.received import open_package
from dczg_desktop.exchange.sheets import Sheet, shown
from dczg_desktop.safety.keys import KeyPair, make_key_pair
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.outgoing.sheets import build_sheets
from dczg_desktop.store.bulk import add_records
from dczg_desktop.store.ledger import Ledger

IN_ONE_PACKAGE = 1_000
"""Problems in the package that is written: a city's share."""

COUNTY_PACKAGES, EACH = 100, 30
"""County packages that are received, and problems in each."""

MADE_AT = "2026-11-22T10:00:00"


@dataclass(frozen=True, slots=True)
class County:
    """A sending office with its own key."""

    number: int
    key: KeyPair

    @property
    def party(self) -> Party:
        """The office as packages name it."""
        name = COUNTIES[self.number]
        return Party(OFFICES[name], f"36{self.number + 1:04d}", name)

    @property
    def replica(self) -> str:
        """Its installation."""
        return f"{self.number + 1_000_001:032x}"


def county(number: int) -> County:
    """The n-th sending office."""
    return County(number, make_key_pair())


def measure_writing(bench: Bench) -> list[Line]:
    """One package of 1,000 problems with all that hangs on them."""
    sender = county(0)
    outgoing = prepared(bench.folder / "发文", sender, _city(), bench.count(IN_ONE_PACKAGE))
    target = bench.folder / "报送.xlsx"
    data = chunks(
        "D", packed(Payload(outgoing.records, outgoing.acts, [shown(sheet) for sheet in outgoing.sheets]))
    )
    times = alternating(
        lambda: cpu_seconds(lambda: write_package(target, outgoing, sender.key.sign)),
        lambda: cpu_seconds(lambda: _plain_workbook(bench.folder / "基线.xlsx", outgoing.sheets, data)),
        1 if bench.quick else 5,
    )
    return [ratio_line("写数据包（基线 XlsxWriter 写同样的格）", *times, 1.5)]


def measure_receiving(bench: Bench) -> list[Line]:
    """100 county packages one after the other into one ledger: opening them, and taking them in."""
    offices = [county(n) for n in range(bench.count(COUNTY_PACKAGES))]
    packages = []
    for office in offices:
        outgoing = prepared(bench.folder / f"来文{office.number}", office, _city(), EACH)
        path = bench.folder / f"来文{office.number}.xlsx"
        packages.append(write_package(path, outgoing, office.key.sign).path)
    keys = {(office.party.uid, office.replica): office.key.public for office in offices}
    ledger = receiver(bench.folder / "收文.dczg", offices)
    workdir = bench.folder / "解包"

    def opening() -> float:
        return cpu_seconds(
            lambda: [open_package(path, lambda *who: keys.get(who), workdir) for path in packages]
        )

    def reading() -> float:
        return cpu_seconds(lambda: [_calamine(path) for path in packages])

    opened, read = alternating(opening, reading, 1 if bench.quick else 3)
    received = cpu_seconds(lambda: [receive(ledger, path) for path in packages])
    again = cpu_seconds(lambda: [receive(ledger, path) for path in packages])
    ledger.close()
    bare = read + cpu_seconds(SameRows(ledger.path).insert)
    name = f"接收 {len(packages)} 个县的数据包"
    return [
        ratio_line(f"{name}：验签、核对（基线 calamine 读）", opened, read, 2.0),
        ratio_line(f"{name}：验签、核对并入账（基线 calamine 读）", received, read, None),
        ratio_line(f"{name}：验签、核对并入账（基线 calamine 读＋裸写同样各行）", received, bare, 2.0),
        ratio_line(f"{name}：重复收到，不改动（基线 calamine 读）", again, read, None),
    ]


def _city() -> Party:
    return Party("c" * 32, "360100", "测试市整改办")


def receiver(path: Path, offices: list[County]) -> Ledger:
    """The ledger of the receiving office, with every sender enrolled."""
    ledger = create_ledger(path, "测试市整改办", "360100", Level.CITY, "管理员")
    ledger.set_meta("office_uid", _city().uid)
    ledger.forget_identity()
    with ledger.housekeeping() as session:
        for office in offices:
            session.add(
                Counterpart(
                    office_uid=office.party.uid, replica=office.replica, relation=Relation.SUBORDINATE,
                    public_key=office.key.public.hex(), enrolled_at=MADE_AT,
                )
            )  # fmt: skip
    return ledger


def prepared(folder: Path, sender: County, receiver: Party, problems: int) -> Outgoing:
    """Everything for a package of `problems` problems: records as a county's ledger holds them, and the sheets of them."""
    folder.mkdir()
    ledger = create_ledger(folder / "县.dczg", sender.party.name, sender.party.code, Level.COUNTY, "管理员")
    maker = Maker(seed=sender.number)
    records: list[Record] = []
    with ledger.transaction("导入表格") as (session, act):
        maker.act_uid = act.uid
        records.extend(maker.context())
        for number in range(sender.number * problems, (sender.number + 1) * problems):
            records.extend(maker.problem(number + 1, sender.party.uid))
        add_records(session, act, records)
    with ledger.reading() as session:
        uids = list(session.scalars(select(Problem.uid).order_by(Problem.id)))
        sheets = build_sheets(session, uids, "2026-11")
    ledger.close()
    manifest = Manifest(
        package_uid=hashlib.md5(f"{sender.number}".encode(), usedforsecurity=False).hexdigest(), sender=sender.party,
        replica=sender.replica, receiver=receiver, sequence=1, previous_digest="", head=Head(1, "0" * 64), made_at=MADE_AT,
        made_by="管理员", program="0.1.0", public_key=sender.key.public.hex(),
    )  # fmt: skip
    acts = {maker.act_uid: ActNote(sender.party.uid, "管理员", MADE_AT, "导入表格")}
    return Outgoing(manifest, records, acts, sheets)


def _plain_workbook(target: Path, sheets: Sequence[Sheet], data: list[tuple[str, str]]) -> None:
    """The same cells with the same kinds of formats, by XlsxWriter alone."""
    import xlsxwriter

    book = xlsxwriter.Workbook(target, {"in_memory": True})
    common = {"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"}
    read_only, editable = book.add_format(common), book.add_format({**common, "locked": False})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, one in enumerate(sheet.columns, start=1):
            page.write_string(3, column, one.heading, read_only)
            page.set_column(column, column, one.width)
        for row, one_row in enumerate(sheet.rows, start=4):
            page.write_string(row, 0, one_row.uid)
            for column, one in enumerate(sheet.columns, start=1):
                form = editable if one.editable else read_only
                page.write_string(row, column, one_row.cells.get(one.id, ""), form)
        page.protect("")
    page = book.add_worksheet("数据")
    for row, (label, text) in enumerate(data):
        page.write_string(row, 0, label)
        page.write_string(row, 1, text)
    book.close()


def _calamine(path: Path) -> list[object]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
