"""Starting: our window until it can be used, against an empty PySide6 window, each a whole process without a screen."""

from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.measuring import Line, alternating, ratio_line, run_child


def measure_start(bench: Bench) -> list[Line]:
    """CPU time of the process from its start until the start page stands, and then the window is closed."""

    def seconds(what: str) -> float:
        return run_child("benchmarks.window_child", what, data=Path(bench.data)).seconds

    runs = 3 if bench.quick else 9
    painted = alternating(lambda: seconds("painted"), lambda: seconds("empty"), runs)
    usable = alternating(lambda: seconds("program"), lambda: seconds("empty"), runs)
    return [
        ratio_line("启动到窗口绘出（基线 空的 PySide6 窗口）", *painted, None),
        ratio_line("启动到首页可用（基线 空的 PySide6 窗口）", *usable, 1.5),
    ]
