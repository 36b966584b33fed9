"""将要发出的内容, the files: which go along, and what they tell beside what they show."""

from collections.abc import Iterator
from enum import StrEnum

from dczg_desktop.domain.personal import masked
from dczg_desktop.safety.traces import PERSONAL, TraceKind, traces
from dczg_desktop.services.outgoing.contents import Files
from dczg_desktop.services.outgoing.scope import Scope
from dczg_desktop.services.traces import may_clean


class Section(StrEnum):
    """Parts of the outlook, in the order of the screen."""

    PERSONAL = "个人信息"
    FINDINGS = "疑点"
    LEAVES = "发出"
    FILES = "附件"
    TRACES = "附件里的信息"
    FIELDS = "栏目"
    WITHHELD = "不发出"


Draft = tuple[Section, str, str, str, str, str, str, int]
"""A line before it has a number: section, code, what, text, weight, problem, petition, size."""


def file_lines(scope: Scope, files: Files) -> Iterator[Draft]:
    """Every file of the evidence in scope, and whether it goes along."""
    codes = {r.uid: str(r.fields.get("code", "")) for r in scope.records if r.kind == "problem"}
    for record in scope.records:
        if record.kind != "evidence":
            continue
        sha256, problem = str(record.fields["sha256"]), str(record.fields["problem_uid"])
        weight = "随包发出" if sha256 in files.paths else "对方已有" if sha256 in files.there else "本机没有"
        size, role = int(str(record.fields["size"])), str(record.fields["role"])
        yield (
            Section.FILES,
            codes.get(problem, ""),
            role,
            masked(str(record.fields["name"])),
            weight,
            problem,
            "",
            size,
        )


def trace_lines(scope: Scope, files: Files) -> Iterator[Draft]:
    """What the files that go along tell: who made them, on which device, where; what would run when they are opened."""
    codes = {r.uid: str(r.fields.get("code", "")) for r in scope.records if r.kind == "problem"}
    for record in scope.records:
        path = files.paths.get(str(record.fields.get("sha256"))) if record.kind == "evidence" else None
        if path is None:
            continue
        media, name = str(record.fields.get("media", "")), str(record.fields["name"])
        found = traces(path, media)
        problem = str(record.fields["problem_uid"])
        for one in found:
            what = f"{masked(name)} · {one.where}"
            yield Section.TRACES, codes.get(problem, ""), what, one.said, _weight(one.kind, clean=may_clean(found, media, name)), problem, "", 0  # fmt: skip


def _weight(kind: TraceKind, *, clean: bool) -> str:
    if kind in PERSONAL:
        return "可发清理副本" if clean else "请在原软件里去掉"
    return {TraceKind.PLACE: "留作证据", TraceKind.RUNS: "请核对"}.get(kind, "没有查")
