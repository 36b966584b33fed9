"""The stress ledger: a whole province's problems, measures, petitions and evidence records, the same for one seed."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.texts import CATEGORIES, CHANNELS, COUNTIES, Texts
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.words import DutyRole, EvidenceRole, Level
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.store.bulk import add_records
from dczg_desktop.store.ledger import Ledger

PROBLEMS, PETITIONS, MEASURES_EACH, EVIDENCE_EACH = 20_000, 25_000, 5, 15
"""100,000 measures and 300,000 evidence records in all."""

PART = 2_000
"""Problems or petitions in one act."""

SEED = 20261122
DIRECTORY_ACT = "d" * 32
OFFICES = {name: f"{number:032x}" for number, name in enumerate(COUNTIES, start=1)}
"""The directory: one uid an office, whoever speaks of it."""
FIRST_DAY = date(2026, 1, 5)


class Maker:
    """Makes records with uids and texts from one seeded generator; `act_uid` is the act under way."""

    def __init__(self, seed: int = SEED, act_uid: str = "") -> None:
        self.act_uid = act_uid
        self.random = Random(seed)
        self.texts = Texts(self.random)
        self.offices = OFFICES
        self.sources = [
            (f"{n:032x}", f"第{round_}轮省级生态环境保护督察") for n, round_ in enumerate("一二三四", 7001)
        ]

    def uid(self) -> str:
        """128 seeded bits as 32 hex digits."""
        return f"{self.random.getrandbits(128):032x}"

    def record(self, kind: str, uid: str = "", **values: Value) -> Record:
        """A new record of the act under way."""
        return Record(kind, uid or self.uid(), blank_fields(kind) | values, self.act_uid)

    def context(self) -> Iterator[Record]:
        """Offices and sources: the same records for every seed, as offices have them from one directory."""
        for number, (name, uid) in enumerate(self.offices.items(), start=1):
            level = Level.COUNTY.value
            fields = blank_fields("office") | {"name": name, "code": f"36{number:04d}", "level": level}
            yield Record("office", uid, fields, DIRECTORY_ACT)
        for uid, name in self.sources:
            yield Record("source", uid, blank_fields("source") | {"name": name}, DIRECTORY_ACT)

    def problem(self, number: int, issuer_uid: str) -> Iterator[Record]:
        """One problem with its number, duties, deadline, measures, report and evidence records."""
        texts, county, uid = self.texts, COUNTIES[number % len(COUNTIES)], self.uid()
        assigned = FIRST_DAY + timedelta(days=number % 200)
        due = assigned + timedelta(days=self.random.randint(60, 500))
        source_uid = self.random.choice(self.sources)[0]
        measures = [texts.measure() for _ in range(MEASURES_EACH)]
        yield self.record(
            "problem", uid, code=f"360000-2026-{number:06d}", issuer_uid=issuer_uid, source_uid=source_uid, area=county,
            category=self.random.choice(CATEGORIES), assigned_on=assigned.isoformat(), description=texts.description(county),
            goal=texts.goal(), plan="\n".join(measures),
        )  # fmt: skip
        yield self.record(
            "problem_source", problem_uid=uid, source_uid=source_uid, number=f"X3JX{number:012d}"
        )
        yield from self._duties(uid, county, assigned)
        yield self.record(
            "deadline", problem_uid=uid, raw=f"{due.year}年{due.month}月底前", due=due.isoformat(),
            dates=[due.isoformat()], office_uid=issuer_uid, made_by="管理员", made_at=f"{assigned}T09:00:00",
        )  # fmt: skip
        yield from self._work(uid, assigned, due, measures)

    def _duties(self, uid: str, county: str, assigned: date) -> Iterator[Record]:
        texts = self.texts
        named = (
            (DutyRole.RESPONSIBLE_UNIT, county, self.offices[county]),
            (DutyRole.SUPERVISING_UNIT, texts.bureau(county), ""),
            (DutyRole.RESPONSIBLE_LEADER, texts.person(), ""),
            (DutyRole.RESPONSIBLE_PERSON, texts.person(), ""),
        )
        for role, name, office_uid in named[: self.random.choice((2, 3, 4, 4, 4))]:
            since = assigned.isoformat()
            yield self.record(
                "duty", problem_uid=uid, role=role.value, name=name, office_uid=office_uid, since=since
            )

    def _work(self, uid: str, assigned: date, due: date, measures: list[str]) -> Iterator[Record]:
        finished = self.random.randint(0, len(measures))
        for position, text in enumerate(measures, start=1):
            done = (assigned + timedelta(days=20 * position)).isoformat() if position <= finished else None
            yield self.record(
                "measure",
                problem_uid=uid,
                position=position,
                text=text,
                due=due.isoformat(),
                done_on=done,
            )
        yield self.record(
            "progress", problem_uid=uid, period="2026-10", text=self.texts.progress(), percent=20 * finished,
            made_by="填报员", made_at="2026-10-28T16:00:00",
        )  # fmt: skip
        for _ in range(EVIDENCE_EACH):
            yield self.evidence(uid)

    def evidence(self, problem_uid: str) -> Record:
        """The record of a file; the file itself has not arrived."""
        sha256 = hashlib.sha256(self.uid().encode()).hexdigest()
        return self.record(
            "evidence", problem_uid=problem_uid, role=self.random.choice(list(EvidenceRole)).value, name=self.texts.file_name(),
            sha256=sha256, size=self.random.randint(200_000, 4_000_000), media="image/jpeg", made_by="填报员",
            made_at="2026-10-28T16:00:00",
        )  # fmt: skip

    def petition(self, number: int, issuer_uid: str) -> Record:
        """One petition handed over by the inspectors."""
        county, texts = COUNTIES[number % len(COUNTIES)], self.texts
        return self.record(
            "petition", number=f"D2JX{number:012d}", batch=f"第{number % 30 + 1}批", issuer_uid=issuer_uid, area=county,
            category=self.random.choice(CATEGORIES), channel=self.random.choice(CHANNELS), responsible_unit=county,
            office_uid=self.offices[county], substantiated=self.random.choice(("属实", "部分属实", "不属实")),
            description=texts.petition(county), findings=texts.description(county), result=texts.progress(),
            completion=self.random.choice(("已办结", "阶段性办结", "未办结")),
        )  # fmt: skip


def make_stress_ledger(path: Path, scale: float = 1.0, tick: Tick = no_tick) -> Ledger:
    """The stress ledger at `path`, written act by act through the bulk writer; open and signed in.

    `scale` 1.0 is 20,000 problems, 100,000 measures, 25,000 petitions and 300,000 evidence records.
    """
    ledger = create_ledger(path, "测试省整改办", "360000", Level.PROVINCE, "管理员")
    maker, issuer = Maker(), ledger.identity.office_uid
    problems, petitions = round(PROBLEMS * scale), round(PETITIONS * scale)
    with ledger.transaction("导入表格", "机构与来源") as (session, act):
        maker.act_uid = act.uid
        add_records(session, act, maker.context())
    for first in range(0, problems, PART):
        with ledger.transaction("导入表格", f"问题 {first + 1} 起") as (session, act):
            maker.act_uid = act.uid
            numbers = range(first + 1, min(first + PART, problems) + 1)
            add_records(session, act, (one for n in numbers for one in maker.problem(n, issuer)))
        tick(min(first + PART, problems), problems + petitions)
    for first in range(0, petitions, PART):
        with ledger.transaction("导入表格", f"信访件 {first + 1} 起") as (session, act):
            maker.act_uid = act.uid
            numbers = range(first + 1, min(first + PART, petitions) + 1)
            add_records(session, act, (maker.petition(n, issuer) for n in numbers))
        tick(problems + min(first + PART, petitions), problems + petitions)
    return ledger
