"""Lives random histories of thirteen offices and stops at the first that breaks a promise: `soak.py [--times 10000]`."""

import argparse
import gc
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

EVERYBODY_EVERY = 100
"""Every so many histories one in which all computers take part."""


def main() -> int:
    """Print the progress and at the end what happened how often; 1 and the story when a history broke a promise."""
    parser = argparse.ArgumentParser(description="反复模拟十三个单位之间的往来，用独立的判据逐步核对。")
    parser.add_argument("--times", type=int, default=10_000, help="模拟多少段往来（默认 10000）")
    parser.add_argument(
        "--seed", type=int, default=1_000_000, help="从哪个种子开始（默认 1000000；0–299 在测试里）"
    )
    wanted = parser.parse_args()
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - ledgers in memory spare the disk
    with tempfile.TemporaryDirectory(prefix="dczg-soak-", dir=place) as folder:
        return soak(Path(folder), wanted.times, wanted.seed)


def soak(folder: Path, times: int, first: int) -> int:
    """Live `times` histories from the seed `first` on."""
    from tests.soak.history import EVERYBODY, History
    from tests.soak.world import World, cheap

    world, total, started = World(folder), Counter[str](), time.monotonic()
    try:
        with cheap():
            for done in range(times):
                seed = first + done
                everybody = seed % EVERYBODY_EVERY == 0
                try:
                    total += History(
                        world, seed, 25 if everybody else 0, EVERYBODY if everybody else ()
                    ).run()
                except AssertionError as failure:
                    print(f"种子 {seed} 违背了承诺（之前 {done} 段都守住了）：\n{failure}", flush=True)
                    return 1
                if (done + 1) % 100 == 0:
                    gc.collect()
                    minutes = (time.monotonic() - started) / 60
                    print(
                        f"{done + 1} 段，{sum(total.values())} 步，{minutes:.1f} 分钟，未见违背", flush=True
                    )
    finally:
        world.close()
    print(f"共 {times} 段（种子 {first}–{first + times - 1}），丢失 0，分歧 0。其中：")
    for what, count in total.most_common():
        print(f"  {what}  {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
