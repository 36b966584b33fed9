"""Lives random histories of thirteen offices and stops at the first that breaks a promise: `soak.py [--times 10000]`."""

import argparse
import gc
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

EVERYBODY_EVERY = 100
"""Every so many histories one in which all computers take part."""
PORTION = 20
"""How many histories a worker takes at a time."""
SAID_EVERY = 100

_world: list[Any] = []
"""A worker's own thirteen ledgers, made once."""


def main() -> int:
    """Print the progress and at the end what happened how often; 1 and the story when a history broke a promise."""
    parser = argparse.ArgumentParser(description="反复模拟十三个单位之间的往来，用独立的判据逐步核对。")
    parser.add_argument("--times", type=int, default=10_000, help="模拟多少段往来（默认 10000）")
    parser.add_argument(
        "--seed", type=int, default=1_000_000, help="从哪个种子开始（默认 1000000；0–299 在测试里）"
    )
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="同时用几个进程（默认与处理器核数相同）"
    )
    wanted = parser.parse_args()
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - ledgers in memory spare the disk
    with tempfile.TemporaryDirectory(prefix="dczg-soak-", dir=place) as folder:
        return soak(Path(folder), wanted.times, wanted.seed, max(wanted.workers, 1))


def soak(folder: Path, times: int, first: int, workers: int) -> int:
    """Live `times` histories from the seed `first` on, in `workers` processes.

    Each has its ledgers in a folder of its own; what happens in a history follows from its seed alone, whoever lives it.
    """
    portions = [
        range(start, min(start + PORTION, first + times)) for start in range(first, first + times, PORTION)
    ]
    total, lived, started = Counter[str](), 0, time.monotonic()
    with multiprocessing.get_context("spawn").Pool(workers, _begin, (str(folder),)) as pool:
        for seeds, happened, broken in pool.imap(_live, portions):  # in order: so many from the first on held
            if broken:
                print(f"{broken}\n（在此之前守住 {lived} 段）", flush=True)
                return 1
            total += happened
            lived += len(seeds)
            if lived // SAID_EVERY > (lived - len(seeds)) // SAID_EVERY:
                minutes = (time.monotonic() - started) / 60
                print(f"{lived} 段，{sum(total.values())} 步，{minutes:.1f} 分钟，未见违背", flush=True)
    print(f"共 {times} 段（种子 {first}–{first + times - 1}），丢失 0，分歧 0。其中：")
    for what, count in total.most_common():
        print(f"  {what}  {count}")
    return 0


def _begin(folder: str) -> None:
    from tests.soak.world import World, cheap

    ExitStack().enter_context(cheap())
    _world.append(World(Path(tempfile.mkdtemp(dir=folder))))
    gc.freeze()  # what is there now lives to the end


def _live(seeds: range) -> tuple[range, Counter[str], str]:
    from tests.soak.history import EVERYBODY, History

    total = Counter[str]()
    for seed in seeds:
        everybody = seed % EVERYBODY_EVERY == 0
        try:
            total += History(_world[0], seed, 25 if everybody else 0, EVERYBODY if everybody else ()).run()
        except AssertionError as failure:
            return seeds, total, f"种子 {seed} 违背了承诺：\n{failure}"
    gc.collect()
    return seeds, total, ""


if __name__ == "__main__":
    sys.exit(main())
