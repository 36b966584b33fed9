"""What evidence files tell beside what they show: before they leave, and when they come; a cleaned copy in their place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import sha256_of
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import Evidence, Withdrawal
from dczg_desktop.domain.records import Record
from dczg_desktop.safety.cleaning import CLEANABLE, OFFICE, NotCleanable, clean_copy
from dczg_desktop.safety.traces import PERSONAL, Trace, TraceKind, traces
from dczg_desktop.services.problems import opened
from dczg_desktop.store.ledger import Ledger, require_user

__all__ = [
    "Cleaned",
    "CleanedFiles",
    "Trace",
    "TraceKind",
    "clean_evidence",
    "clean_several",
    "dangers",
    "may_clean",
    "originals",
    "trace_words",
    "traces_of",
]

MARK = "清理副本：原件 SHA-256 "
"""How the note of a cleaned copy begins; the digest of the original follows."""

ADVICE = "请先打电话向来文单位核实；要看内容的，用浏览器打开（不要点“允许”“启用”），或转成图片再看，不要运行里面夹带的文件"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned copy that took the place of an original: the new evidence, what was taken out in words."""

    uid: str
    sha256: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CleanedFiles:
    """What became of several: the copies, and a sentence for each file that stays as it is."""

    done: tuple[Cleaned, ...]
    refused: tuple[str, ...]


def trace_words(found: Iterable[Trace]) -> str:
    """In plain words what a file tells, '' for nothing."""
    return "；".join(f"{one.where}：{one.said}" for one in found)


def traces_of(ledger: Ledger, sha256: str) -> tuple[Trace, ...]:
    """What a kept file tells; of an original that is not here, that nobody looked."""
    if not ledger.evidence.has(sha256):
        return (Trace(TraceKind.UNKNOWN, "原件", "不在本机，没有查"),)
    return traces(ledger.evidence.path_of(sha256))


def may_clean(found: Iterable[Trace], media: str, name: str, *, keep_place: bool = True) -> bool:
    """Whether the program can make a copy without these traces, and by choice without the place."""
    kinds = {one.kind for one in found}
    known = media in CLEANABLE or name.lower().endswith(OFFICE)
    return known and bool(kinds & _unwanted(keep_place=keep_place)) and TraceKind.REMARKS not in kinds


def _unwanted(*, keep_place: bool) -> frozenset[TraceKind]:
    return PERSONAL if keep_place else PERSONAL | {TraceKind.PLACE}


def clean_evidence(ledger: Ledger, evidence_uid: str, *, keep_place: bool = True) -> Cleaned:
    """A cleaned copy becomes evidence in place of the original, which is withdrawn and stays here; both digests are noted.

    Raises UserError when there is nothing to clean, or the program cannot.
    """
    made = _copied(ledger, evidence_uid, keep_place=keep_place)
    with ledger.transaction("清理佐证") as (session, act):
        require_user(session, ledger.user_uid)
        act.title = f"{opened(session, made.problem_uid).code}：{made.name}，去掉{made.words}"
        return _put_in_place(session, made)


def clean_several(
    ledger: Ledger, evidence_uids: Sequence[str], *, keep_place: bool = True, tick: Tick = no_tick
) -> CleanedFiles:
    """The same for several files as one act, which undo takes back; those that cannot be cleaned are named and stay as they are.

    Raises UserError when none of them can.
    """
    made: list[_Copy] = []
    refused: list[str] = []
    for number, uid in enumerate(dict.fromkeys(evidence_uids), start=1):
        try:
            made.append(_copied(ledger, uid, keep_place=keep_place))
        except UserError as error:
            refused.append(str(error))
        tick(number, len(evidence_uids))
    if not made:
        raise UserError("\n".join(["没有一件可以改用去除隐藏信息的副本。", *refused]))
    with ledger.transaction("清理佐证", f"{len(made)} 件改用去除隐藏信息的副本") as (session, _act):
        require_user(session, ledger.user_uid)
        done = [_put_in_place(session, one) for one in made]
    return CleanedFiles(tuple(done), tuple(refused))


@dataclass(frozen=True, slots=True)
class _Copy:
    """A cleaned copy in the store, of an original that still stands."""

    of_uid: str
    problem_uid: str
    name: str
    original: str
    sha256: str
    size: int
    words: str


def _copied(ledger: Ledger, evidence_uid: str, *, keep_place: bool) -> _Copy:
    """Make the copy; nothing is written to the ledger yet."""
    with ledger.reading() as session:
        old = _standing(session, evidence_uid)
        opened(session, old.problem_uid)
        if not ledger.evidence.has(old.sha256):
            raise UserError("找不到这件佐证的原件，没有清理。请刷新后重试。")
        name, sha256, problem_uid = old.name, old.sha256, old.problem_uid
    source = ledger.evidence.path_of(sha256)
    before = traces(source)
    if not any(one.kind in _unwanted(keep_place=keep_place) for one in before):
        raise UserError(
            f"“{name}”里没有查到人名、机主、设备编号、批注{'' if keep_place else '、拍摄位置'}，不用清理。"
        )
    with ledger.evidence.workspace() as folder:
        copy = folder / "清理" / Path(name).name
        copy.parent.mkdir()
        try:
            clean_copy(source, copy, name, keep_place=keep_place)
        except NotCleanable as error:
            raise UserError(f"“{name}”没有清理：{error}") from error
        left = traces(copy)
        digest, size = sha256_of(copy), copy.stat().st_size
        ledger.evidence.keep(copy)
    removed = "、".join(dict.fromkeys(one.where for one in before if one not in left))
    return _Copy(evidence_uid, problem_uid, name, sha256, digest, size, removed)


def _put_in_place(session: Session, made: _Copy) -> Cleaned:
    opened(session, made.problem_uid)  # copies of several take a while: it may have been closed since
    old = _standing(session, made.of_uid)
    note = f"{MARK}{made.original} 留存本单位，去掉{made.words}。{old.note}".strip()
    new = Evidence(
        problem_uid=old.problem_uid, measure_uid=old.measure_uid, role=old.role, name=old.name, sha256=made.sha256, size=made.size,
        media=old.media, taken_at=old.taken_at, file_time=old.file_time, note=note,
    )  # fmt: skip
    session.add(new)
    reason = f"改用清理副本（去掉{made.words}），原件留存本单位"
    session.add(
        Withdrawal(problem_uid=old.problem_uid, target_kind="evidence", target_uid=old.uid, reason=reason)
    )
    session.flush()
    return Cleaned(new.uid, made.sha256, made.name, made.words)


def _standing(session: Session, uid: str) -> Evidence:
    """The evidence that is to be replaced. Raises UserError when it is gone, withdrawn or replaced already."""
    gone = select(Withdrawal.uid).where(
        Withdrawal.target_kind == "evidence", Withdrawal.target_uid == uid, ~Withdrawal.hidden
    )
    old = session.scalar(select(Evidence).where(Evidence.uid == uid, ~Evidence.hidden))
    if old is None or session.scalar(gone.limit(1)) is not None:
        raise UserError("这件佐证已经撤回，或已改用清理副本，没有再清理。请刷新后重试。")
    return old


def originals(records: Iterable[Record]) -> set[tuple[str, str]]:
    """(office, SHA-256) of the originals whose cleaned copies, made by the same office, are among these records."""
    found = set()
    for record in records:
        note = str(record.fields.get("note") or "")
        if record.kind == "evidence" and note.startswith(MARK) and (words := note[len(MARK) :].split()):
            found.add((str(record.fields.get("office_uid")), words[0]))
    return found


def source_of(record: Record) -> tuple[str, str]:
    """(office, SHA-256) of a file, as `originals` names it."""
    return str(record.fields.get("office_uid")), str(record.fields.get("sha256"))


def dangers(files: Mapping[str, Path], names: Mapping[str, str]) -> Iterator[str]:
    """One sentence for each file that came which would run something when opened."""
    for sha256, path in files.items():
        said = [one.said for one in traces(path) if one.kind is TraceKind.RUNS]
        if said:
            yield f"附件“{names.get(sha256, sha256[:8])}”里有{'、'.join(said)}：原样存放，没有运行。{ADVICE}。"
