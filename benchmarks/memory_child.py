"""A process that works with a ledger in the grid and prints its peak memory in MB; without one it only shows a window."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QMainWindow

from dczg_desktop.base.settings import Settings
from ui.context import Context
from ui.models.grid import GridModel, Order, Row
from ui.theme.dress import dress
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid

COLUMNS = (
    GridColumn("code", "编号"), GridColumn("summary", "问题", 400, "long"), GridColumn("unit", "责任单位"), GridColumn("leader", "责任领导"),
    GridColumn("due", "时限", 110, "date"), GridColumn("percent", "完成", 80, "percent"), GridColumn("evidence", "佐证", 80, "number"),
)  # fmt: skip


def show_ledger(window: QMainWindow, app: QApplication, path: Path) -> None:
    """Open as the program does, then look at the grid's first page, a filter, an order, two searches and the counts."""
    from dczg_desktop.services.grid import GridQuery, problem_ids, problem_rows, summarise
    from dczg_desktop.services.ledgers import open_ledger

    ledger = open_ledger(path)

    def ids(query: object, order: Order | None) -> Sequence[int]:
        wanted = cast("GridQuery", query)
        if order is not None:
            wanted = wanted.narrowed(sort=order.key, descending=order.descending)
        return problem_ids(ledger, wanted)

    model = GridModel(COLUMNS, ids, cast("partial[Sequence[Row]]", partial(problem_rows, ledger)))
    grid = Grid("台账", Context(Settings()))
    grid.show_model(model)
    window.setCentralWidget(grid)
    queries = (
        GridQuery(), GridQuery(category="水环境"), GridQuery(words="渗滤液"), GridQuery(words="河"), GridQuery(due="已逾期"),
    )  # fmt: skip
    for query in queries:
        model.show(query)
        app.processEvents()
        summarise(ledger, query)
    model.sort(3)
    for line in range(0, model.rowCount(), 1000):
        grid.scrollTo(model.index(line, 0))
        app.processEvents()
    ledger.close()


def peak_megabytes() -> float:
    """The most memory this process ever had in its hands."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text("ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_048_576


def main() -> None:
    """Show a window; with a ledger named, work in it."""
    app = QApplication(sys.argv[:1])
    dress(app, 11)
    window = QMainWindow()
    window.resize(1366, 728)
    window.show()
    app.processEvents()
    if len(sys.argv) > 1:
        show_ledger(window, app, Path(sys.argv[1]))
    sys.stdout.write(f"{peak_megabytes():.1f}\n")
    sys.stdout.flush()
    os._exit(0)  # leaving is not what is measured


if __name__ == "__main__":
    main()
