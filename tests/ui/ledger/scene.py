"""What is done again and again beside the ledger: a problem made complete, read again."""

from datetime import date
from pathlib import Path

from PIL import Image

from dczg_desktop.domain.words import DutyRole, EvidenceRole
from dczg_desktop.services.closure import closure_objections
from dczg_desktop.services.detail import ProblemDetail, problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.progress import unfinished_measures

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
