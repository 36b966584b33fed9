"""Opens changed packages by the thousand and judges what came of them: `fuzz_packages.py [--times 20000]`."""

import argparse
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

CPU_SECONDS = 10
"""More than any one package may take; the slowest is printed."""


def main() -> int:
    """Print what became of how many; 1 when one was accepted with a changed value, escaped or took too long."""
    parser = argparse.ArgumentParser(
        description="把数据包改坏成千上万次，看有没有被收下的、漏出错误的、过慢的。"
    )
    parser.add_argument("--times", type=int, default=20_000, help="改多少个（默认 20000）")
    parser.add_argument(
        "--seed", type=int, default=1_000_000, help="从哪个种子开始（默认 1000000；0–1499 在测试里）"
    )
    wanted = parser.parse_args()
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - files in memory spare the disk
    with tempfile.TemporaryDirectory(prefix="dczg-fuzz-", dir=place) as folder:
        return run(Path(folder), wanted.times, wanted.seed)


def run(folder: Path, times: int, first: int) -> int:
    """Change and judge `times` packages."""
    from tests.exchange.mutating import Accepted, fuzz

    tally: Counter[str] = Counter()
    slowest = 0.0
    signal.signal(signal.SIGVTALRM, _too_long)

    def measured(judged: Callable[[], str]) -> str:
        nonlocal slowest
        signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
        started = time.process_time()
        try:
            return judged()
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            slowest = max(slowest, time.process_time() - started)

    started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        for start in range(first, first + times, 1000):
            fuzz(folder, range(start, min(start + 1000, first + times)), tally, measured)
            print(f"{sum(tally.values())} 个：{dict(tally)}", flush=True)
    except Accepted as failure:
        print(failure)
        return 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"共 {times} 个，改动被当真的 0 个，漏出其他错误的 0 个；最慢 {slowest * 1000:.0f} 毫秒，", end="")
    print(f"内存峰值 {peak / 1024:.0f} MB（开始时 {started / 1024:.0f} MB）")
    return 0


def _too_long(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"一个数据包用了 {CPU_SECONDS} 秒以上的处理器时间")


if __name__ == "__main__":
    sys.exit(main())
