"""Time of the program and of its baseline, alternating in one run; medians, because the machine is shared."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `met` is None where there is no target, only something to know."""

    path: str
    ours: str
    baseline: str
    ratio: str
    target: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Child:
    """What a finished child process used: CPU seconds (user and system) and its printed lines."""

    seconds: float
    output: str


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process, all threads, for one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wall_seconds(work: Callable[[], object]) -> float:
    """Seconds a person waits for one call; work done beside it on a second core is not counted twice."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_seconds(work: Callable[[], object], runs: int) -> float:
    """The median of `runs` calls after one that warms up."""
    work()
    return statistics.median(cpu_seconds(work) for _ in range(runs))


def alternating(
    ours: Callable[[], float], baseline: Callable[[], float], runs: int, *, warm: bool = True
) -> tuple[float, float]:
    """Medians of ours and of the baseline, run in turn; each call returns the CPU seconds it wants counted."""
    if warm:
        ours()
        baseline()
    pairs = [(ours(), baseline()) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def run_child(module: str, *arguments: str, data: Path) -> Child:
    """Run `python -m module` without a screen and count its CPU time. Raises RuntimeError when it fails."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "DCZG_DATA": str(data)}
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    after = os.times()
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-2000:])
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return Child(seconds, done.stdout.decode("utf-8"))


def ratio_line(path: str, ours: float, baseline: float, most: float | None) -> Line:
    """A line whose target is a ratio of times in seconds."""
    ratio = ours / baseline if baseline else 0.0
    target = f"≤ {most:g} 倍" if most is not None else "—"
    met = ratio <= most if most is not None else None
    return Line(path, spoken(ours), spoken(baseline), f"{ratio:.2f}", target, met)


def limit_line(path: str, ours: float, baseline: float, most: float | None) -> Line:
    """A line whose target is a time in seconds; the ratio to the baseline is only to be known."""
    target = f"≤ {spoken(most)}" if most is not None else "—"
    ratio = f"{ours / baseline:.2f}" if baseline else "—"
    met = ours <= most if most is not None else None
    return Line(path, spoken(ours), spoken(baseline) if baseline else "—", ratio, target, met)


def spoken(seconds: float) -> str:
    """Seconds as a person reads them: `0.35 ms`, `820 ms`, `9.1 s`."""
    if seconds >= 1:
        return f"{seconds:.1f} s"
    milliseconds = seconds * 1000
    return f"{milliseconds:.2f} ms" if milliseconds < 10 else f"{milliseconds:.0f} ms"
