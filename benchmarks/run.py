"""Measures every path that has a target and prints one table: `run.py [--quick] [--only NAME]` (docs/benchmarks.md)."""

import argparse
import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.measuring import Line

QUICK = 0.05
NAMES = {
    "grid": "台账表格", "search": "搜索", "preview": "导入预览", "import": "导入外来表格", "write": "写数据包", "receive": "接收数据包", "pdf": "打印 PDF",
    "start": "启动", "memory": "内存",
}  # fmt: skip


def measurements() -> "dict[str, Callable[[Bench], list[Line]]]":
    """What can be measured, by the names of the command line."""
    from benchmarks.grid import measure_grid, measure_search
    from benchmarks.memory import measure_memory
    from benchmarks.packages import measure_receiving, measure_writing
    from benchmarks.preview import measure_preview
    from benchmarks.printing import measure_pdf
    from benchmarks.tables import measure_import
    from benchmarks.windows import measure_start

    return {
        "grid": measure_grid, "search": measure_search, "preview": measure_preview, "import": measure_import, "write": measure_writing,
        "receive": measure_receiving, "pdf": measure_pdf, "start": measure_start, "memory": measure_memory,
    }  # fmt: skip


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        description="性能对比：每条路径与基线在同一次运行里交替测量，打印一张表。"
    )
    parser.add_argument("--quick", action="store_true", help="只用二十分之一的数据走一遍，数字仅供检查")
    listed = "、".join(f"{name}（{words}）" for name, words in NAMES.items())
    parser.add_argument("--only", choices=NAMES, metavar="NAME", help=f"只测一条路径：{listed}")
    return parser.parse_args()


def say(text: str) -> None:
    """Tell on the error stream how far it has come; the table alone goes to standard output."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def main() -> int:
    """Run what was asked for; 0 even when a target is missed, because the table says so."""
    wanted = arguments()
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    from benchmarks.bench import Bench
    from benchmarks.table import table

    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="dczg-bench-") as folder:
        bench = Bench(
            Path(folder),
            QUICK if wanted.quick else 1.0,
            lambda done, total: say(f"生成压力台账 {done}/{total}"),
        )
        try:
            for name, measure in measurements().items():
                if wanted.only in {None, name}:
                    say(f"正在测量：{NAMES[name]}")
                    lines += measure(bench)
        finally:
            bench.close()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(table(lines))
    if wanted.quick:
        print("（--quick：数据只有二十分之一，不能据此判断是否达标。）")
    return 0


if __name__ == "__main__":
    sys.exit(main())
