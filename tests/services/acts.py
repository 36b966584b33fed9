"""Acts that many tests begin with: a problem given to an office, made ready for closure, decided by a second person."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.domain.entities import Measure
from dczg_desktop.domain.words import DutyRole, EvidenceRole
from dczg_desktop.services.closure import procedure_of
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.measures import MeasureDraft, add_measures, finish_measures
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.services.users import sign_in
from dczg_desktop.store.ledger import Ledger
from tests.offices import CLERK, REVIEWER

DONE = date(2026, 11, 20)


def a_problem(ledger: Ledger, text: str = "某河段污水直排", **values: str) -> str:
    """A new problem with goal and deadline; other parts by name."""
    drafted = {"goal": "消除直排", "deadline": "2026年12月底前", "source": "第二轮督察"} | values
    return add_problem(ledger, ProblemDraft(text, **drafted))


def a_given_problem(ledger: Ledger, *units: str, text: str = "某河段污水直排", **values: str) -> str:
    """A problem for which the first unit answers; further ones support it."""
    uid = a_problem(ledger, text, **values)
    for unit, role in zip(
        units, [DutyRole.RESPONSIBLE_UNIT, *[DutyRole.SUPPORTING_UNIT] * len(units)], strict=False
    ):
        assign(ledger, [uid], unit, role)
    return uid


def a_photo(folder: Path, name: str = "现场.jpg", content: str = "照片") -> Path:
    """A file that begins like a photograph."""
    path = folder / name
    path.write_bytes(b"\xff\xd8\xff" + content.encode())
    return path


def make_ready(ledger: Ledger, uid: str, folder: Path) -> None:
    """Everything that the gate of this ledger's procedure asks for, by whoever is signed in."""
    for name, role in (("市城管局", DutyRole.SUPERVISING_UNIT), ("王县长", DutyRole.RESPONSIBLE_LEADER),
                       ("赵科长", DutyRole.RESPONSIBLE_PERSON)):  # fmt: skip
        assign(ledger, [uid], name, role)
    if not problem_detail(ledger, uid).facts.named(DutyRole.RESPONSIBLE_UNIT):
        assign(ledger, [uid], "江南县人民政府", DutyRole.RESPONSIBLE_UNIT)
    if not problem_detail(ledger, uid).facts.measures:
        add_measures(ledger, uid, [MeasureDraft("封堵排口"), MeasureDraft("铺设管网")])
    finish_measures(ledger, measures_of(ledger, uid), DONE, "已完成")
    for number, role in enumerate(procedure_of(ledger).materials):
        attach_files(ledger, uid, [a_photo(folder, f"{role}.jpg", f"{uid}{number}")], EvidenceRole(role))


def measures_of(ledger: Ledger, uid: str) -> list[str]:
    """Measure uids of a problem in their order."""
    with ledger.reading() as session:
        query = select(Measure.uid).where(Measure.problem_uid == uid).order_by(Measure.position)
        return list(session.scalars(query))


class SecondPerson:
    """Within the block the reviewer acts."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __enter__(self) -> None:
        sign_in(self._ledger, REVIEWER)

    def __exit__(self, *_: object) -> None:
        sign_in(self._ledger, CLERK)
