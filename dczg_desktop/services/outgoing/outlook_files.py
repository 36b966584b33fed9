"""将要发出的内容, the files: which go along, and what they tell beside what they show."""

from collections.abc import Iterator
from enum import StrEnum

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.personal import masked
from dczg_desktop.safety.traces import PERSONAL, TraceKind, traces, verdict_words
from dczg_desktop.services.outgoing.contents import Files
from dczg_desktop.services.outgoing.scope import Scope
from dczg_desktop.services.traces import may_clean

MAY_CLEAN, PROOF = "可发清理副本", "留作证据"
"""How a line about a file of ours stands: a copy without it may go; the place a photo was taken, which stays unless somebody asks."""


class Section(StrEnum):
    """Parts of the outlook, in the order of the screen."""

    PERSONAL = "个人信息"
    FINDINGS = "疑点"
    LEAVES = "发出"
    FILES = "附件"
    TRACES = "附件里的信息"
    FIELDS = "栏目"
    WITHHELD = "不发出"


Draft = (
    tuple[Section, str, str, str, str, str, str, int] | tuple[Section, str, str, str, str, str, str, int, str]
)
"""A line before it has a number: section, code, what, text, weight, problem, petition, size, and the file that may be cleaned."""


def look_through(files: Files, tick: Tick = no_tick) -> None:
    """Look through everything that goes along, file by file, so that whoever does not wait for it can leave."""
    for number, path in enumerate(files.paths.values()):
        tick(number, len(files.paths))
        traces(path)


def file_lines(scope: Scope, files: Files) -> Iterator[Draft]:
    """Every file of the evidence in scope, whether it goes along, and what looking through it came to."""
    codes = {r.uid: str(r.fields.get("code", "")) for r in scope.records if r.kind == "problem"}
    for record in scope.records:
        if record.kind != "evidence":
            continue
        sha256, problem = str(record.fields["sha256"]), str(record.fields["problem_uid"])
        weight = "随包发出" if sha256 in files.paths else "对方已有" if sha256 in files.there else "本机没有"
        size, role = int(str(record.fields["size"])), str(record.fields["role"])
        text = masked(str(record.fields["name"]))
        if path := files.paths.get(sha256):
            text = f"{text}　{verdict_words(traces(path))}"
        yield Section.FILES, codes.get(problem, ""), role, text, weight, problem, "", size


def trace_lines(scope: Scope, files: Files, our_uid: str) -> Iterator[Draft]:
    """What the files that go along tell: who made them, on which device, where; what would run; what nobody looked through."""
    codes = {r.uid: str(r.fields.get("code", "")) for r in scope.records if r.kind == "problem"}
    for record in scope.records:
        path = files.paths.get(str(record.fields.get("sha256"))) if record.kind == "evidence" else None
        if path is None:
            continue
        media, name = str(record.fields.get("media", "")), str(record.fields["name"])
        found = traces(path)
        problem = str(record.fields["problem_uid"])
        is_ours = record.fields.get("office_uid") == our_uid
        for one in found:
            able = one.kind is not TraceKind.UNKNOWN and may_clean(
                found, media, name, keep_place=one.kind is not TraceKind.PLACE
            )
            yield (
                Section.TRACES, codes.get(problem, ""), f"{masked(name)} · {one.where}", one.said,
                _weight(one.kind, able=able, is_ours=is_ours), problem, "", 0, record.uid if able and is_ours else "",
            )  # fmt: skip


def _weight(kind: TraceKind, *, able: bool, is_ours: bool) -> str:
    if kind in PERSONAL:
        return "请在原软件里去掉" if not able else MAY_CLEAN if is_ours else "由附件单位清理"
    return {TraceKind.PLACE: PROOF, TraceKind.RUNS: "请核对"}.get(kind, "没有查")
