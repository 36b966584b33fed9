"""Taking in a foreign table of 10,000 rows and 20 columns, against a bare reading and a bare insert."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from benchmarks.bench import Bench
from benchmarks.measuring import Line, alternating, cpu_seconds, ratio_line
from benchmarks.stress import SEED
from benchmarks.texts import CATEGORIES, COUNTIES, Texts
from dczg_desktop.domain.words import Level
from dczg_desktop.imports.read import read_tables
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.store.ledger import Ledger

ROWS = 10_000
HEADINGS = ("序号", "问题编号", "督察轮次", "问题来源", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位", "责任领导", "责任人",
            "牵头单位", "配合单位", "督导单位", "验收单位", "整改进展", "完成情况", "问题类型", "行政区域", "备注")  # fmt: skip


def measure_import(bench: Bench) -> list[Line]:
    """Reading alone against calamine; reading and accepting against calamine and the same rows inserted bare."""
    runs = 1 if bench.quick else 3
    source = write_table(bench.folder / "外来表格.xlsx", bench.count(ROWS))
    ledgers = iter(_empty_ledgers(bench, runs + 1))
    used: list[Ledger] = []

    def ours() -> float:
        used.append(next(ledgers))
        return cpu_seconds(lambda: accept_import(used[-1], preview_import(used[-1], source)))

    reading = alternating(
        lambda: cpu_seconds(lambda: read_tables(source)),
        lambda: cpu_seconds(lambda: bare_reading(source)),
        runs,
    )
    first = ours()
    same = SameRows(used[0].path)
    naive = bench.folder / "单表.db"
    bare = alternating(
        ours,
        lambda: cpu_seconds(lambda: bare_reading(source)) + cpu_seconds(same.insert),
        runs,
        warm=False,
    )
    single = cpu_seconds(lambda: _single_table(source, naive))
    for ledger in used:
        ledger.close()
    return [
        ratio_line("导入外来表格：读懂（基线 calamine 读值）", *reading, 2.0),
        ratio_line("导入外来表格：读懂并入账（基线 calamine＋裸写同样各行）", *bare, 2.0),
        ratio_line(
            "　　同上（基线 calamine＋裸写一张 20 列表，仅供了解）", min(first, bare[0]), single, None
        ),
    ]


def table_rows(rows: int) -> Iterator[tuple[object, ...]]:
    """The rows of a table of problems as a city would send it."""
    random = Random(SEED)
    texts = Texts(random)
    for number in range(1, rows + 1):
        county = random.choice(COUNTIES)
        measures = "\n".join(f"{n}.{texts.measure()}" for n in range(1, 4))
        yield (
            number, f"SJ2026-{number:05d}", "第三轮", "第三轮省级生态环境保护督察", texts.description(county), texts.goal(),
            measures, f"2026年{random.randint(1, 12)}月底前", f"{county}人民政府", texts.person(), texts.person(), texts.bureau(county),
            texts.bureau(county), texts.bureau(county), texts.bureau(county), texts.progress(), texts.progress(),
            random.choice(CATEGORIES), county, "",
        )  # fmt: skip


def write_table(path: Path, rows: int) -> Path:
    """The table in a workbook whose texts stand in their cells."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet("整改清单")
    page.write_row(0, 0, HEADINGS)
    for number, row in enumerate(table_rows(rows), start=1):
        page.write_row(number, 0, row)
    book.close()
    return path


def _empty_ledgers(bench: Bench, count: int) -> list[Ledger]:
    return [
        create_ledger(bench.folder / f"导入{n}.dczg", "测试市整改办", "360100", Level.CITY, "管理员")
        for n in range(count)
    ]


def bare_reading(source: Path) -> list[Sequence[object]]:
    """Every value of the first sheet, as the reader of workbooks gives them."""
    from python_calamine import CalamineWorkbook

    return list(CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python())


def _single_table(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as raw:
        raw.execute(f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(len(HEADINGS)))})")
        raw.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(HEADINGS))})", bare_reading(source)[1:])
        raw.commit()


class SameRows:
    """The rows an import left in every table, and the schema, so that they can be inserted again bare."""

    def __init__(self, ledger: Path) -> None:
        self._target = ledger.with_name("裸写.db")
        with closing(sqlite3.connect(ledger)) as raw:
            objects = raw.execute(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search_%'"
                " AND name NOT LIKE 'sqlite_%' AND type IN ('table', 'index') ORDER BY type DESC"
            ).fetchall()
            self._schema = [sql for _name, sql in objects]
            names = [name for name, sql in objects if sql.startswith("CREATE TABLE")]
            self._rows = {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}

    def insert(self) -> None:
        """One transaction, one executemany a table, with the same indexes."""
        self._target.unlink(missing_ok=True)
        with closing(sqlite3.connect(self._target)) as raw:
            for sql in self._schema:
                raw.execute(sql)
            for name, rows in self._rows.items():
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    raw.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
            raw.commit()
