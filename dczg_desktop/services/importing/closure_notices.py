"""Registering what a published closure notice says of an existing problem or petition; it closes nothing by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import sha256_of
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean, excerpt, folded
from dczg_desktop.domain.entities import Evidence, Problem, Progress, PublicNotice, Withdrawal
from dczg_desktop.domain.notice_days import Doubt
from dczg_desktop.domain.notices import ClosureNotice, notice_of
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import ImportReading
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.evidence import media_type
from dczg_desktop.services.importing.notice_matching import (
    Candidate,
    candidates_for,
    differences,
    linked_problem,
)
from dczg_desktop.services.importing.notice_rows import Line, notice_lines, parts_of_notice
from dczg_desktop.services.petitions.items import opened as opened_petition
from dczg_desktop.services.problems import opened
from dczg_desktop.services.progress import period_of
from dczg_desktop.store.ledger import Ledger, require_user

ACT = "登记销号公示"


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """A notice as read, and what in the ledger it may be about."""

    path: Path
    notice: ClosureNotice
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """What was registered: the act, and which of notice, report, file and petition text came of it."""

    act_uid: str
    code: str
    days: int
    parts: tuple[str, ...]


def read_notice(ledger: Ledger, path: Path, tick: Tick = no_tick) -> NoticeReading:
    """The notice in a file, the first of several with a doubt that says so. Raises UserError when the file cannot be read or holds none."""
    reading = read_tables(path, tick=tick)
    lines = notice_lines(reading)
    if not lines:
        raise UserError(
            f"“{path.name}”里没有认出销号公示（要有整改完成情况，并写有“公示”）。请核对是否选错了文件，或在窗口里手工登记公示。"
        )
    found = notice_at(ledger, path, reading, lines[0], tick)
    if len(lines) == 1:
        return found
    more = Doubt(
        "文件", f"文件里有 {len(lines)} 件公示，这里只读了第一件，其余的请在窗口里逐件登记，或拆成几个文件。"
    )
    return replace(found, notice=replace(found.notice, doubts=(more, *found.notice.doubts)))


def notice_at(
    ledger: Ledger, path: Path, reading: ImportReading, line: Line, tick: Tick = no_tick
) -> NoticeReading:
    """One notice of a file already read, with its candidates."""
    table = reading.tables[line[0]]
    record = next(one for one in table.records if one.row == line[1])
    notice = notice_of(*parts_of_notice(reading, table, record), working_days)
    before = tuple(_registered_before(ledger, path))
    candidates = candidates_for(ledger, notice, tick)
    return NoticeReading(path, replace(notice, doubts=(*before, *notice.doubts)), candidates)


def _registered_before(ledger: Ledger, path: Path) -> Iterator[Doubt]:
    """Whether this very file is the evidence of a notice already, of whichever problem."""
    try:
        sha256 = sha256_of(path)
    except OSError:  # what was read is still there, its file is not
        return
    gone = select(Withdrawal.target_uid).where(~Withdrawal.hidden)
    query = select(Problem.code).join(Evidence, Evidence.problem_uid == Problem.uid).where(
        Evidence.sha256 == sha256, Evidence.role == EvidenceRole.NOTICE, ~Evidence.hidden, Evidence.uid.not_in(gone),
    )  # fmt: skip
    with ledger.reading() as session:
        codes = sorted(set(session.scalars(query)))
    if codes:
        yield Doubt(
            "公示件",
            f"这个文件已经作为公示件登记在 {'、'.join(codes)}，请核对是不是同一件公示，不要重复登记。",
        )


def notice_findings(ledger: Ledger, notice: ClosureNotice, candidate: Candidate | None) -> tuple[Doubt, ...]:
    """Everything doubtful: in the notice itself, and against what the ledger says of the chosen problem."""
    return (*notice.doubts, *(differences(ledger, notice, candidate) if candidate else ()))


def register_notice(
    ledger: Ledger, reading: NoticeReading, candidate: Candidate, starts: date | None, ends: date | None, place: str
) -> Registered:  # fmt: skip
    """Register the notice at the chosen record as one act: days, what was done as a report, the file as evidence.

    A petition's notice goes to the problem it is linked to; the petition keeps what was done in words. Nothing is
    closed, no measure is finished. Raises UserError: nothing to register, reversed days, no place, closed or void record.
    """
    place = clean(place)
    if candidate.problem_uid:
        _refuse(starts, ends, place)
    kept = _keep(ledger, reading) if candidate.problem_uid else None
    with ledger.transaction(ACT) as (session, act):
        require_user(session, ledger.user_uid)
        parts: list[str] = []
        if candidate.kind == "petition":
            if linked_problem(session, candidate.uid)[0] != candidate.problem_uid:
                raise UserError(
                    f"信访件 {candidate.code} 关联的问题刚刚改动过，没有登记。请关闭这个窗口，重新打开公示件核对。"
                )
            parts += _to_petition(session, candidate.uid, reading.notice, starts, ends)
        if candidate.problem_uid and kept and starts and ends:
            parts += _to_problem(
                session, candidate.problem_uid, reading.notice, (starts, ends, place), kept, ledger.today()
            )
        if not parts:
            raise UserError(f"{candidate.code} 已经登记过这份公示，没有重复登记。")
        act.title = f"{candidate.code}：{excerpt(reading.notice.title or reading.path.name, 40)}"
        days = working_days(starts, ends) if starts and ends else 0
        return Registered(act.uid, candidate.code, days, tuple(parts))


def _refuse(starts: date | None, ends: date | None, place: str) -> None:
    if not starts or not ends:
        raise UserError("请对照公示件填写公示的起日和止日，没有登记。")
    if ends < starts:
        raise UserError(f"公示止日 {ends} 早于起日 {starts}，没有登记。请对照公示件核对。")
    if not place:
        raise UserError("请写明公示在哪里（网站、公示栏等），没有登记。")


@dataclass(frozen=True, slots=True)
class _Kept:
    """The notice's file in the evidence store."""

    name: str
    sha256: str
    media: str
    size: int


def _keep(ledger: Ledger, reading: NoticeReading) -> _Kept:
    """Store the notice itself; a web page, which is no evidence, and pasted words as a text of what was read."""
    name = reading.path.name
    title = excerpt(reading.notice.title, 60).replace("/", "／")
    if name.startswith("剪贴板"):
        name = f"{title or '粘贴的公示'}.txt"
    try:
        media = media_type(reading.path)
    except UserError:
        if reading.path.suffix.lower() not in {".html", ".htm"} and reading.path.exists():
            raise
        return _keep_words(ledger, reading, f"{title or reading.path.stem}.txt")
    return _kept(ledger, reading.path, name, media)


def _kept(ledger: Ledger, path: Path, name: str, media: str) -> _Kept:
    sha256 = ledger.evidence.keep(path)
    return _Kept(clean(name), sha256, media, ledger.evidence.path_of(sha256).stat().st_size)


def _keep_words(ledger: Ledger, reading: NoticeReading, name: str) -> _Kept:
    with ledger.evidence.workspace() as folder:
        part = folder / "公示.txt"
        part.write_text(f"{reading.notice.title}\n{notice_words(reading.notice)}\n", "utf-8")
        return _kept(ledger, part, name, "text/plain")


def notice_words(notice: ClosureNotice) -> str:
    """What was done, what the acceptance said and how it concluded, as the notice words it."""
    parts = (("", notice.progress), ("验收情况：", notice.acceptance), ("整改结论：", notice.conclusion))
    return "\n".join(f"{name}{text}" for name, text in parts if text)


def _to_problem(
    session: Session, uid: str, notice: ClosureNotice, days: tuple[date, date, str], kept: _Kept, today: date
) -> list[str]:
    opened(session, uid)
    starts, ends, place = days
    parts = []
    same = select(PublicNotice.id).where(
        PublicNotice.problem_uid == uid, PublicNotice.starts == starts, PublicNotice.ends == ends, ~PublicNotice.hidden
    )  # fmt: skip
    if session.scalar(same) is None:
        session.add(PublicNotice(problem_uid=uid, starts=starts, ends=ends, place=place))
        parts.append(f"公示 {starts} 至 {ends}")
    text = notice_words(notice)
    told = session.scalars(select(Progress.text).where(Progress.problem_uid == uid, ~Progress.hidden))
    if text and folded(text) not in {folded(one) for one in told}:
        session.add(
            Progress(problem_uid=uid, period=period_of(min(notice.issued_on or starts, today)), text=text)
        )
        parts.append("整改完成情况（进展报告）")
    gone = select(Withdrawal.target_uid).where(Withdrawal.problem_uid == uid, ~Withdrawal.hidden)
    there = select(Evidence.id).where(
        Evidence.problem_uid == uid,
        Evidence.sha256 == kept.sha256,
        ~Evidence.hidden,
        Evidence.uid.not_in(gone),
    )
    if session.scalar(there) is None:
        session.add(
            Evidence(
                problem_uid=uid, role=EvidenceRole.NOTICE, name=kept.name, sha256=kept.sha256, size=kept.size,
                media=kept.media, note=excerpt(notice.title, 80),
            )
        )  # fmt: skip
        parts.append("公示件（公示材料）")
    return parts


def _to_petition(
    session: Session, uid: str, notice: ClosureNotice, starts: date | None, ends: date | None
) -> list[str]:
    petition = opened_petition(session, uid)
    words = notice_words(notice)
    if starts and ends:
        words = f"{words}\n公示时间：{starts} 至 {ends}"
    if not words or folded(words) in folded(petition.result):
        return []
    added = f"〔销号公示〕{words}"
    petition.result = f"{petition.result}\n{added}" if petition.result else added
    return ["信访件的处理和整改情况"]
