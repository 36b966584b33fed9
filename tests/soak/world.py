"""Thirteen offices on three levels with real ledgers, two computers in one of them; put back to the beginning in moments."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest import mock

from dczg_desktop.base.clock import BEIJING
from dczg_desktop.domain.entities import Petition
from dczg_desktop.domain.words import DutyRole, EvidenceRole, Level, Relation
from dczg_desktop.safety.copies import copies_folder
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.ledgers import create_ledger, open_ledger
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.offices import enrol, export_card
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import Point, save_points
from dczg_desktop.services.problems import ProblemDraft, add_problem, edit_problem
from dczg_desktop.services.trust.installation import renew_installation
from dczg_desktop.services.users import add_user
from dczg_desktop.store.ledger import Ledger
from tests.services.acts import a_photo, measures_of
from tests.soak.ledger_file import State, asked, look_away, read_state

CITY, DEPARTMENT = "浔江市整改办", "浔江市生态环境局"
QINGSHI, YUNLING, HEWAN = "青石县整改办", "云岭县整改办", "河湾县整改办"
SECOND = "青石县整改办·二号机"
TOWNS = {
    "南坪镇": QINGSHI, "北坪镇": QINGSHI, "东坪镇": QINGSHI, "松岭镇": YUNLING, "石桥镇": YUNLING, "龙潭镇": YUNLING,
    "柳湾镇": HEWAN, "沙洲镇": HEWAN,
}  # fmt: skip
PARENT = {DEPARTMENT: CITY, QINGSHI: CITY, YUNLING: CITY, HEWAN: CITY, **TOWNS}
OFFICES = (CITY, *PARENT)
COPIES = ("复制件一", "复制件二")
"""Places for ledgers that somebody copies to another computer in the course of a history."""

CLERK, REVIEWER = "张录入", "李审核"
BEGINNING = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)
LEVELS = {
    CITY: Level.CITY,
    DEPARTMENT: Level.DEPARTMENT,
    QINGSHI: Level.COUNTY,
    YUNLING: Level.COUNTY,
    HEWAN: Level.COUNTY,
}


class Clock:
    """The clock of one computer: it goes on by a second at every look and may be wrong by years."""

    def __init__(self) -> None:
        self.moment, self.wrong_by = BEGINNING, timedelta()

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment + self.wrong_by


@dataclass
class Machine:
    """One computer: whose it is, its open ledger, its clock."""

    name: str
    office: str
    ledger: Ledger
    clock: Clock

    @property
    def path(self) -> Path:
        return self.ledger.path


@contextmanager
def cheap() -> Iterator[None]:
    """Within the block nothing is flushed to the medium and receiving makes no safety copy: neither is under test here."""
    with (
        mock.patch.object(os, "fsync"),
        mock.patch.object(os, "posix_fadvise", create=True),
        mock.patch("dczg_desktop.services.incoming.receiving.safety_copy"),
    ):
        yield


class World:
    """All computers under one folder. `fresh` brings them back to the beginning; ledgers stay open, files are exchanged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "开头"
        self.machines: dict[str, Machine] = {}
        self.problems: dict[str, str] = {}
        self.dirty: set[str] = set()
        self.begun: set[str] = set()
        """Acts of before any history."""
        self.states: dict[str, State] = {}
        """Every ledger as it is when a history begins."""
        with cheap():
            self._found()
            self._fill()
            self._keep()

    def machines_of(self, office: str) -> list[Machine]:
        return [machine for machine in self.machines.values() if machine.office == office]

    def fresh(self) -> None:
        """Everything as it was when the world was made."""
        for name in sorted(self.dirty):
            machine = self.machines[name]
            self.put(machine, self.template / f"{name}.dczg")
            shutil.rmtree(machine.ledger.evidence.root, ignore_errors=True)
            kept = self.template / f"{name}.附件"
            if kept.is_dir():
                shutil.copytree(kept, machine.ledger.evidence.root)
        for machine in self.machines.values():
            machine.clock.moment, machine.clock.wrong_by = BEGINNING + timedelta(days=1), timedelta()
            shutil.rmtree(copies_folder(machine.path), ignore_errors=True)
        self.dirty.clear()
        shutil.rmtree(self.folder / "往来", ignore_errors=True)

    def put(self, machine: Machine, file: Path) -> None:
        """Another file in the place of the machine's ledger, as people do it: program closed, file laid over."""
        self.let_go(machine)
        shutil.copy(file, machine.path)
        machine.ledger.user_uid = asked(machine.path, "SELECT uid FROM user ORDER BY id")[0][0]
        machine.ledger.forget_identity()
        self.dirty.add(machine.name)

    def let_go(self, machine: Machine) -> None:
        """Close all connections, so that the ledger is one whole file."""
        look_away(machine.path)
        machine.ledger.engine.dispose()
        for suffix in ("-wal", "-shm"):
            machine.path.with_name(machine.path.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        for machine in self.machines.values():
            look_away(machine.path)
            machine.ledger.engine.dispose()
            machine.ledger.close()

    def _found(self) -> None:
        for number, name in enumerate(OFFICES):
            clock = Clock()
            path = self.folder / name / "台账.dczg"
            ledger = create_ledger(
                path, name, f"3604{number:02}", LEVELS.get(name, Level.TOWNSHIP), CLERK, clock
            )
            add_user(ledger, REVIEWER)
            self.machines[name] = Machine(name, name, ledger, clock)
        for below, above in PARENT.items():
            self._enrol(self.machines[above], self.machines[below])
            self._enrol(self.machines[below], self.machines[above])
        for name in (SECOND, *COPIES):
            self._copy_computer(QINGSHI, name)
        second = self.machines[SECOND]
        renew_installation(second.ledger)
        for name in (CITY, *[town for town, county in TOWNS.items() if county == QINGSHI]):
            self._enrol(self.machines[name], second)

    def _copy_computer(self, source: str, name: str) -> None:
        path, clock = self.folder / name / "台账.dczg", Clock()
        path.parent.mkdir()
        self.let_go(self.machines[source])
        shutil.copy(self.machines[source].path, path)
        ledger = open_ledger(path, clock, safety=False)
        self.machines[name] = Machine(name, self.machines[source].office, ledger, clock)

    def _enrol(self, at: Machine, other: Machine) -> None:
        self.enrol(
            at, other, Relation.SUPERIOR if PARENT.get(at.office) == other.office else Relation.SUBORDINATE
        )

    def enrol(self, at: Machine, other: Machine, relation: Relation) -> None:
        """Exchange of a card."""
        card, _ = export_card(other.ledger, self.folder / "卡片" / other.name)
        enrol(at.ledger, card, relation)

    def _fill(self) -> None:
        """What everybody knows when a history begins."""
        city, county = self.machines[CITY].ledger, self.machines[QINGSHI].ledger
        for key, text, unit in (
            ("排口", "某河段排口污水直排", QINGSHI), ("堆场", "砂石堆场扬尘", YUNLING), ("管网", "管网破损", QINGSHI), ("尾矿", "尾矿库渗漏", HEWAN),
            ("内部", "内部掌握的线索〔密〕", QINGSHI),
        ):  # fmt: skip
            draft = ProblemDraft(
                text, goal="完成整改", plan="1.甲。2.乙。", deadline="2027年12月底前", source="第二轮督察"
            )
            self.problems[key] = add_problem(city, draft)
            assign(city, [self.problems[key]], unit)
        edit_problem(city, self.problems["内部"], {"confidential": True})
        edit_problem(city, self.problems["排口"], {"internal_note": "内部备注〔密〕"})
        assign(city, [self.problems["排口"]], DEPARTMENT, DutyRole.SUPERVISING_UNIT)
        with city.transaction("导入表格") as (session, _act):
            session.add(
                Petition(number="X3604", description="夜间噪声", issuer_uid=city.identity.office_uid,
                         office_uid=county.identity.office_uid, responsible_unit=QINGSHI, extra={"来信人": "〔密〕"})
            )  # fmt: skip
            given = Petition(number="X3605", description="料堆扬尘、污水外溢", issuer_uid=city.identity.office_uid,
                             office_uid=county.identity.office_uid, responsible_unit=QINGSHI)  # fmt: skip
            session.add(given)
            session.flush()
            uid = given.uid
        self._pass(CITY, QINGSHI, YUNLING, HEWAN, DEPARTMENT)
        edit_petition(county, uid, {"responsible_unit": "南坪镇"})
        save_points(county, uid, [Point("料堆扬尘"), Point("污水外溢")])
        assign(county, [self.problems["排口"]], "南坪镇", DutyRole.SUPPORTING_UNIT)
        assign(self.machines[YUNLING].ledger, [self.problems["堆场"]], "松岭镇", DutyRole.SUPPORTING_UNIT)
        assign(self.machines[HEWAN].ledger, [self.problems["尾矿"]], "柳湾镇", DutyRole.SUPPORTING_UNIT)
        self.problems["本县"] = add_problem(
            county, ProblemDraft("本县自查的问题", plan="1.丙。", deadline="2027年6月底前")
        )
        assign(county, [self.problems["本县"]], "北坪镇")
        self._make_ready(county, self.problems["管网"])
        self._pass(QINGSHI, "南坪镇", "北坪镇", CITY)
        self._pass(YUNLING, "松岭镇", CITY)
        self._pass(HEWAN, "柳湾镇", CITY)
        self._pass("南坪镇", QINGSHI)
        self._pass(CITY, QINGSHI, YUNLING, HEWAN, DEPARTMENT)

    def _make_ready(self, ledger: Ledger, uid: str) -> None:
        for name, role in (("王县长", DutyRole.RESPONSIBLE_LEADER), ("赵科长", DutyRole.RESPONSIBLE_PERSON),
                           ("县城管局", DutyRole.SUPERVISING_UNIT)):  # fmt: skip
            assign(ledger, [uid], name, role)
        finish_measures(ledger, measures_of(ledger, uid), date(2026, 11, 20), "已完成")
        for role in (EvidenceRole.BEFORE, EvidenceRole.AFTER):
            attach_files(ledger, uid, [a_photo(self.folder, f"{role}.jpg", role)], role)

    def _pass(self, sender: str, *receivers: str) -> None:
        for receiver in receivers:
            path = send(self.machines[sender].ledger, receiver, self.folder / "往来").path
            for machine in self.machines_of(receiver):
                if machine.name not in COPIES:
                    receive(machine.ledger, path)

    def _keep(self) -> None:
        self.template.mkdir()
        for name, machine in self.machines.items():
            self.let_go(machine)
            self.begun |= {uid for (uid,) in asked(machine.path, "SELECT uid FROM change_set")}
            self.states[name] = read_state(machine.path)
            shutil.copy(machine.path, self.template / f"{name}.dczg")
            if machine.ledger.evidence.root.is_dir():
                shutil.copytree(machine.ledger.evidence.root, self.template / f"{name}.附件")
