"""What evidence files tell beside what they show: before they leave, and when they come; a cleaned copy in their place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import sha256_of
from dczg_desktop.domain.entities import Evidence, Withdrawal
from dczg_desktop.domain.records import Record
from dczg_desktop.safety.cleaning import CLEANABLE, OFFICE, NotCleanable, clean_copy
from dczg_desktop.safety.traces import PERSONAL, Trace, TraceKind, traces
from dczg_desktop.services.evidence import media_type
from dczg_desktop.services.problems import opened
from dczg_desktop.store.ledger import Ledger, require_user

__all__ = [
    "Cleaned",
    "Trace",
    "TraceKind",
    "clean_evidence",
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


def trace_words(found: Iterable[Trace]) -> str:
    """In plain words what a file tells, '' for nothing."""
    return "；".join(f"{one.where}：{one.said}" for one in found)


def traces_of(ledger: Ledger, sha256: str, media: str) -> tuple[Trace, ...]:
    """What a kept file tells; nothing when the original is not here."""
    return traces(ledger.evidence.path_of(sha256), media) if ledger.evidence.has(sha256) else ()


def may_clean(found: Iterable[Trace], media: str, name: str) -> bool:
    """Whether the program can make a copy without these traces."""
    kinds = {one.kind for one in found}
    known = media in CLEANABLE or name.lower().endswith(OFFICE)
    return known and bool(kinds & PERSONAL) and TraceKind.REMARKS not in kinds


def clean_evidence(ledger: Ledger, evidence_uid: str, *, keep_place: bool = True) -> Cleaned:
    """A cleaned copy becomes evidence in place of the original, which is withdrawn and stays here; both digests are noted.

    Raises UserError when there is nothing to clean, or the program cannot.
    """
    with ledger.reading() as session:
        old = _standing(session, evidence_uid)
        if not ledger.evidence.has(old.sha256):
            raise UserError("找不到这件佐证的原件，没有清理。请刷新后重试。")
        name, sha256, media = old.name, old.sha256, old.media
    source = ledger.evidence.path_of(sha256)
    found = [
        one
        for one in traces(source, media)
        if one.kind in PERSONAL or (one.kind is TraceKind.PLACE and not keep_place)
    ]
    if not found:
        raise UserError(f"“{name}”里没有查到人名、机主、设备编号、批注，不用清理。")
    with ledger.evidence.workspace() as folder:
        copy = folder / "清理" / Path(name).name
        copy.parent.mkdir()
        try:
            clean_copy(source, copy, media, name, keep_place=keep_place)
        except NotCleanable as error:
            raise UserError(f"“{name}”没有清理：{error}") from error
        digest, size = sha256_of(copy), copy.stat().st_size
        ledger.evidence.keep(copy)
    removed = "、".join(dict.fromkeys(one.where for one in found))
    with ledger.transaction("清理佐证") as (session, act):
        require_user(session, ledger.user_uid)
        old = _standing(session, evidence_uid)
        problem = opened(session, old.problem_uid)
        act.title = f"{problem.code}：{name}，去掉{removed}"
        note = f"{MARK}{sha256} 留存本单位，去掉{removed}。{old.note}".strip()
        new = Evidence(
            problem_uid=old.problem_uid, measure_uid=old.measure_uid, role=old.role, name=name, sha256=digest, size=size,
            media=media, taken_at=old.taken_at, file_time=old.file_time, note=note,
        )  # fmt: skip
        session.add(new)
        session.add(
            Withdrawal(problem_uid=old.problem_uid, target_kind="evidence", target_uid=old.uid, reason=f"改用清理副本（去掉{removed}），原件留存本单位")
        )  # fmt: skip
        session.flush()
        return Cleaned(new.uid, digest, name, removed)


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
        if record.kind == "evidence" and note.startswith(MARK):
            found.add((str(record.fields.get("office_uid")), note[len(MARK) :].split(maxsplit=1)[0]))
    return found


def source_of(record: Record) -> tuple[str, str]:
    """(office, SHA-256) of a file, as `originals` names it."""
    return str(record.fields.get("office_uid")), str(record.fields.get("sha256"))


def dangers(files: Mapping[str, Path], names: Mapping[str, str]) -> Iterator[str]:
    """One sentence for each file that came which would run something when opened."""
    for sha256, path in files.items():
        try:
            media = media_type(path.with_name(path.name))
        except UserError:
            continue
        said = [one.said for one in traces(path, media) if one.kind is TraceKind.RUNS]
        if said:
            yield f"附件“{names.get(sha256, sha256[:8])}”里有{'、'.join(said)}：原样存放，没有运行。{ADVICE}。"
