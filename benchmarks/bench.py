"""What the measured paths share in one run: a scratch folder, the scale, and ledgers made when first asked for."""

from functools import cached_property
from pathlib import Path
from random import Random

from sqlalchemy import insert

from benchmarks.stress import SEED, make_stress_ledger
from benchmarks.texts import CATEGORIES, COUNTIES, Texts
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.words import ClosureStatus, Level, ProgressStatus
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.store.ledger import Ledger
from dczg_desktop.store.opening import open_existing

BOARD_ROWS = 100_000


class Bench:
    """One run of the benchmarks in `folder`; `scale` 1.0 is the stress size, 0.05 a quick look."""

    def __init__(self, folder: Path, scale: float, tick: Tick = no_tick) -> None:
        self.folder, self.scale, self.tick = folder, scale, tick
        self.data = folder / "data"

    @property
    def quick(self) -> bool:
        """Whether this run only shows that everything works."""
        return self.scale < 1

    def count(self, full: int) -> int:
        """`full` at this scale, at least one."""
        return max(1, round(full * self.scale))

    @cached_property
    def stress_path(self) -> Path:
        """The stress ledger, closed, so that a process may open it."""
        path = self.folder / "全省.dczg"
        make_stress_ledger(path, self.scale, self.tick).close()
        return path

    @cached_property
    def stress(self) -> Ledger:
        """The stress ledger, open for reading."""
        return open_existing(self.stress_path)

    @cached_property
    def board(self) -> Ledger:
        """A ledger with nothing but 100,000 lines on its board."""
        ledger = create_ledger(
            self.folder / "十万行.dczg", "测试省整改办", "360000", Level.PROVINCE, "管理员"
        )
        fill_board(ledger, self.count(BOARD_ROWS))
        return ledger

    def close(self) -> None:
        """Let go of the ledgers that were made."""
        for name in ("stress", "board"):
            if name in self.__dict__:
                self.__dict__[name].close()


def fill_board(ledger: Ledger, lines: int) -> None:
    """Write `lines` made-up lines to the board."""
    random = Random(SEED)
    texts = Texts(random)
    first = ledger.today()
    for start in range(0, lines, 5000):
        rows = []
        for number in range(start, min(start + 5000, lines)):
            county = random.choice(COUNTIES)
            rows.append(
                {
                    "uid": f"{number:032x}", "code": f"360000-2026-{number:06d}", "number": f"X3JX{number:012d}",
                    "source": "第三轮省级生态环境保护督察", "area": county, "category": random.choice(CATEGORIES), "unit": county,
                    "leader": texts.person(), "supervisor": texts.bureau(county), "deadline": "2026年12月底前",
                    "due": first.replace(month=random.randint(1, 12), day=random.randint(1, 28)),
                    "progress_status": random.choice(list(ProgressStatus)), "closure_status": random.choice(list(ClosureStatus)),
                    "percent": random.randint(0, 100), "measures": 5, "measures_done": random.randint(0, 5),
                    "evidence": random.randint(0, 30), "summary": texts.description(county)[:160],
                }
            )  # fmt: skip
        with ledger.housekeeping() as session:
            session.execute(insert(Board), rows)
