"""The most memory a process takes: one that works with the stress ledger, and one that previews a table."""

from benchmarks.bench import Bench
from benchmarks.measuring import Line, run_child
from benchmarks.tables import ROWS, write_table
from dczg_desktop.domain.words import Level
from dczg_desktop.services.ledgers import create_ledger

MOST_MEGABYTES = 300


def measure_memory(bench: Bench) -> list[Line]:
    """VmHWM of a fresh process; the baseline is the same process with a window and no ledger."""
    path = str(bench.stress_path)
    ours = float(run_child("benchmarks.memory_child", path, data=bench.data).output)
    empty = float(run_child("benchmarks.memory_child", data=bench.data).output)
    return [_line("打开全省台账并筛选、搜索的内存峰值", ours, empty), _of_preview(bench)]


def _of_preview(bench: Bench) -> Line:
    """The same of a process that previews a table; the baseline only opens the ledger."""
    path = bench.folder / "内存.dczg"
    create_ledger(path, "测试市整改办", "360100", Level.CITY, "管理员").close()
    source = write_table(bench.folder / "内存表格.xlsx", bench.count(ROWS))
    child = "benchmarks.preview_child"
    ours = float(run_child(child, str(path), str(source), data=bench.data).output)
    opened = float(run_child(child, str(path), data=bench.data).output)
    return _line("导入预览 10,000 行×20 列的内存峰值", ours, opened)


def _line(path: str, ours: float, baseline: float) -> Line:
    sizes = f"{ours:.0f} MB", f"{baseline:.0f} MB"
    return Line(path, *sizes, f"{ours / baseline:.2f}", f"≤ {MOST_MEGABYTES} MB", ours <= MOST_MEGABYTES)
