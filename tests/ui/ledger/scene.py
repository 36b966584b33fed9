"""What is done again and again beside the ledger: its columns read, rows chosen, a problem made complete."""

from datetime import date
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QItemSelectionModel

from dczg_desktop.domain.words import DutyRole, EvidenceRole
from dczg_desktop.services.closure import closure_objections
from dczg_desktop.services.detail import ProblemDetail, problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.progress import unfinished_measures
from ui.pages.ledger import LedgerPage

TEXTS = ("沟渠垃圾清运不及时", "污水处理厂二期工程滞后", "砂石料场扬尘防治不到位", "河道内倾倒建筑垃圾")
DEADLINES = ("2026年10月底前", "2026年12月5日前", "长期坚持", "")
PLAN = "1.制定整改方案。2.完成沟渠清淤三公里。3.建立日常保洁制度。"
TODAY = date(2026, 11, 22)


def photo(path: Path, colour: str) -> Path:
    Image.new("RGB", (80, 60), colour).save(path)
    return path


def complete(ledger, uid: str, folder: Path) -> None:
    """Everything the gate of the plain procedure asks for."""
    assign(ledger, [uid], "县水务局")
    assign(ledger, [uid], "王志强", DutyRole.RESPONSIBLE_LEADER)
    assign(ledger, [uid], "孙晓明", DutyRole.RESPONSIBLE_PERSON)
    assign(ledger, [uid], "市生态环境局", DutyRole.SUPERVISING_UNIT)
    finish_measures(ledger, [one for one, _ in unfinished_measures(ledger, uid)], date(2026, 11, 1))
    attach_files(ledger, uid, [photo(folder / "前.png", "brown")], EvidenceRole.BEFORE)
    attach_files(ledger, uid, [photo(folder / "后.png", "green")], EvidenceRole.AFTER)
    assert closure_objections(ledger, uid) == []


def detail_of(ledger, uid: str) -> ProblemDetail:
    return problem_detail(ledger, uid)


def column(page: LedgerPage, key: str) -> list[str]:
    keys = [one.key for one in page.model.columns]
    return [page.model.index(row, keys.index(key)).data() for row in range(page.model.rowCount())]


def select(page: LedgerPage, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        page.grid.selectionModel().select(page.model.index(row, 0), flags)
