"""What a clerk waits for after choosing a file: reading, understanding and comparing, in the shapes offices save tables in.

The time on the clock is judged; the reader behind and the program work on two cores at once.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.measuring import Line, alternating, cpu_seconds, ratio_line, wall_seconds
from benchmarks.tables import HEADINGS, ROWS, bare_reading, table_rows
from dczg_desktop.domain.words import Level
from dczg_desktop.services.importing.imports import completed, preview_import
from dczg_desktop.services.ledgers import create_ledger

AT_ONCE = 200
"""As many rows as the window searches for like texts before it shows anything."""
MOST = 2.0
_MERGED = 6
_TOGETHER = 3
_DAY = 46_000
_SHORT = 16

Row = tuple[object, ...]
Shape = Callable[[Path, int], Path]


def measure_preview(bench: Bench) -> list[Line]:
    """Against an empty ledger in every usual shape, and against one of 20,000 problems of the same wording."""
    runs = 1 if bench.quick else 7
    empty = create_ledger(bench.folder / "空台账.dczg", "测试市整改办", "360100", Level.CITY, "管理员")
    lines = []
    for name, write in SHAPES.items():
        source = write(bench.folder / f"{name}.xlsx", bench.count(ROWS))
        for seconds, said, most in ((wall_seconds, f"导入预览，空台账：{name}（基线 calamine 读值）", MOST),
                                    (cpu_seconds, "　　同上，处理器时间", None)):  # fmt: skip
            measured = alternating(
                lambda source=source, seconds=seconds: seconds(lambda: preview_import(empty, source)),
                lambda source=source, seconds=seconds: seconds(lambda: bare_reading(source)),
                runs,
            )
            lines.append(ratio_line(said, *measured, most))
    empty.close()
    return lines + list(_against_many(bench, bench.folder / f"{SHARED}.xlsx", runs))


def _against_many(bench: Bench, source: Path, runs: int) -> Iterator[Line]:
    def bare() -> float:
        return wall_seconds(lambda: bare_reading(source))

    def at_once() -> float:
        return wall_seconds(lambda: preview_import(bench.stress, source, most_alike=AT_ONCE))

    def later() -> float:
        bench.stress.kept.clear()  # as for the first file of the day
        early = preview_import(bench.stress, source, most_alike=AT_ONCE)
        return wall_seconds(lambda: completed(bench.stress, early))

    def next_file() -> float:
        early = preview_import(bench.stress, source, most_alike=AT_ONCE)
        return wall_seconds(lambda: completed(bench.stress, early))

    few = 1 if bench.quick else 3
    shown = alternating(at_once, bare, runs)
    yield ratio_line(
        "导入预览：两万个问题、25,000 件信访的台账，先出预览（基线 calamine 读值）", *shown, MOST
    )
    yield ratio_line(
        "　　随后在后台找内容相似的记录，当天第一个文件", *alternating(later, bare, few, warm=False), None
    )
    yield ratio_line("　　同上，接着导入的文件", *alternating(next_file, bare, few, warm=False), None)


def _written(
    path: Path, rows: int, change: Callable[[Row], Row], *, shared: bool, dates: bool = False
) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": not shared})
    page = book.add_worksheet("整改清单")
    bordered = book.add_format({"border": 1, "text_wrap": True}) if dates else None
    day = book.add_format({"border": 1, "num_format": 'yyyy"年"m"月"'}) if dates else None
    page.write_row(0, 0, HEADINGS)
    for number, row in enumerate(table_rows(rows), start=1):
        page.write_row(number, 0, change(row), bordered)
        if dates:
            page.write_number(number, 7, _DAY + number % 365, day)
    book.close()
    return path


def _merged(path: Path, rows: int) -> Path:
    """One problem over three rows, each with a measure: its first columns are merged downwards."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("整改清单")
    page.write_row(0, 0, HEADINGS)
    above: Row = ()
    for number, row in enumerate(table_rows(rows - rows % _TOGETHER), start=1):
        place = (number - 1) % _TOGETHER
        above = above if place else row
        page.write_row(number, _MERGED, (str(row[_MERGED]).split("\n", maxsplit=1)[0], *row[_MERGED + 1 :]))
        if place == _TOGETHER - 1:
            for column in range(_MERGED):
                page.merge_range(number - place, column, number, column, above[column])
    book.close()
    return path


def _exported(path: Path, rows: int) -> Path:
    """As many systems export their lists: short texts, every one in its cell, written by openpyxl."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("整改清单")
    page.append(HEADINGS)
    for row in table_rows(rows):
        page.append([text[:_SHORT] if isinstance(text, str) else text for text in row])
    book.save(path)
    return path


def _distinct(path: Path, rows: int) -> Path:
    """Short texts of which none comes again, and no numbers in front: nothing that was looked at once helps with the next cell."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("整改清单")
    page.write_row(0, 0, [*HEADINGS[1:], "联系方式"])
    for number in range(1, rows + 1):
        page.write_row(number, 0, [f"{name}内容{number}" for name in (*HEADINGS[1:], "联系方式")])
        page.write(
            number,
            HEADINGS.index("整改时限") - 1,
            f"{2026 + number % 3}年{number % 12 + 1}月{number % 28 + 1}日",
        )
    book.close()
    return path


def _half_empty(row: Row) -> Row:
    number = int(str(row[0]))
    return tuple(
        cell if column in {1, 4} or (number * 7 + column * 5) % 3 else None for column, cell in enumerate(row)
    )


def _unfinished(row: Row) -> Row:
    """Every tenth row with something to be asked about."""
    number, cells = int(str(row[0])), list(row)
    if number % 10 == 0:
        cells[7], cells[8] = "尽快", ""
    if number % 10 == 5:
        cells[15] = f"{cells[15]}联系电话13800138000，XXX项目待补充。"
    return tuple(cells)


SHARED = "文字共享保存（Excel、WPS 的存法）"
SHAPES: dict[str, Shape] = {
    "文字逐格保存": lambda path, rows: _written(path, rows, lambda row: row, shared=False),
    SHARED: lambda path, rows: _written(path, rows, lambda row: row, shared=True),
    "带边框、日期格式": lambda path, rows: _written(path, rows, lambda row: row, shared=True, dates=True),
    "约三分之一的格空着": lambda path, rows: _written(path, rows, _half_empty, shared=True),
    "每十行有两行有疑点": lambda path, rows: _written(path, rows, _unfinished, shared=True),
    "一个问题三行、纵向合并": _merged,
    "业务系统导出，文字短": _exported,
    "每格各不相同，文字短": _distinct,
}
