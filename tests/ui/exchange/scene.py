"""A county and a town that have enrolled each other, and what is done again and again on the page 数据交换."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl

from dczg_desktop.services import detail, measures
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.measures import MeasureDraft
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.outgoing.letters import Heading
from tests.ui.typed import answering
from ui.dialogs.letter import LetterChoice

COUNTY, TOWN = "安平县整改办", "青溪镇人民政府"
PHONE = "13907741234"


class Clock:
    """A second passes at every look."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2026-11-20T09:00:00")

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Offices:
    """Two offices that have enrolled each other; three problems of the county are given to the town."""

    county: object
    town: object
    folder: Path
    uids: list[str]

    def package_for_county(self) -> Path:
        """The town receives the county's package, rewords a measure, and sends its own."""
        receiving.receive(self.town, shipments.send(self.county, TOWN, self.folder).path)
        measure = detail.problem_detail(self.town, self.uids[0]).facts.measures[0].uid
        measures.edit_measure(self.town, measure, MeasureDraft("镇里分两期开工"))
        return shipments.send(self.town, COUNTY, self.folder).path

    def disagree(self) -> None:
        """The county rewords the same measure without having seen the town's words."""
        measure = detail.problem_detail(self.county, self.uids[0]).facts.measures[0].uid
        measures.edit_measure(self.county, measure, MeasureDraft("县里要求全线开工"))

    def measure_text(self) -> str:
        return detail.problem_detail(self.county, self.uids[0]).facts.measures[0].text


@dataclass(frozen=True)
class Beginning:
    """The two offices as every test finds them: closed files to copy, and the time by their clock."""

    folder: Path
    uids: list[str]
    now: datetime
    clerks: tuple[str, str]


def settle(qtbot, panel) -> None:
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=10_000)


def choose_receiver(qtbot, page, name: str) -> None:
    page.show_tab("发送")
    model = page.sending.model
    row = next(n for n in range(model.rowCount()) if model.row_at(n).name == name)
    page.sending.office_grid.selectRow(row)
    qtbot.waitUntil(lambda: page.sending.right.currentIndex() == 1, timeout=10_000)


def preview(qtbot, page, path: Path) -> None:
    page.show_tab("接收")
    page.receiving.open_file(path)
    settle(qtbot, page.receiving.inbox)
    settle(qtbot, page.receiving)


def filled_by_hand(path: Path, target: Path) -> Path:
    """The package as somebody returns it who has only Excel: one progress report written into its cell."""
    book = openpyxl.load_workbook(path)
    sheet = book["进展填报"]
    rows = list(sheet.iter_rows())
    heading = next(row for row in rows if any(cell.value == "本期进展" for cell in row))
    column = next(cell.column for cell in heading if cell.value == "本期进展")
    sheet.cell(heading[0].row + 1, column).value = "已覆盖防尘网"
    book.save(target)
    return target


def choice_of(shown):
    def answer(_parent, title, _lead, due, items, **_more):
        shown.append((title, due, tuple(items)))
        return LetterChoice(Heading("安整改函〔2026〕1号", "0816-1"), date(2026, 12, 5), tuple(items))

    return answering(answer)
