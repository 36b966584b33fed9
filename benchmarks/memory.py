"""The most memory a process takes that opens the stress ledger, shows the grid, filters and searches."""

from benchmarks.bench import Bench
from benchmarks.measuring import Line, run_child

MOST_MEGABYTES = 300


def measure_memory(bench: Bench) -> list[Line]:
    """VmHWM of a fresh process; the baseline is the same process with a window and no ledger."""
    path = str(bench.stress_path)
    ours = float(run_child("benchmarks.memory_child", path, data=bench.data).output)
    empty = float(run_child("benchmarks.memory_child", data=bench.data).output)
    met = ours <= MOST_MEGABYTES
    size = f"{ours:.0f} MB"
    ratio = f"{ours / empty:.2f}"
    return [
        Line(
            "打开全省台账并筛选、搜索的内存峰值",
            size,
            f"{empty:.0f} MB",
            ratio,
            f"≤ {MOST_MEGABYTES} MB",
            met,
        )
    ]
