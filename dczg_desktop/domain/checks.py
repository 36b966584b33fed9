"""Checks of a problem for what deserves a second look (docs/glossary.md, 疑点). A finding never says 造假."""

import itertools
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from dczg_desktop.base.text import count_unseen, folded
from dczg_desktop.domain.closure import closure_status, last_case
from dczg_desktop.domain.duties import gaps
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.findings import Finding, Severity, Surroundings
from dczg_desktop.domain.time_checks import (
    beyond_parent,
    foreign_deadlines,
    late_reports,
    tightened,
    unexplained_deadlines,
)
from dczg_desktop.domain.words import ClosureStatus, DutyRole, EvidenceRole

Check = Callable[[ProblemFacts, Surroundings], Iterator[tuple[str, Severity, str, str]]]
HOLLOW = (
    "高度重视",
    "加强领导",
    "召开会议",
    "加强监管",
    "持续推进",
    "提高认识",
    "压实责任",
    "积极整改",
    "认真落实",
)
BLANKET = ("一律停产", "全部关停", "一关了之", "先停再说", "一律关闭", "全面停产")
PLACEHOLDER = re.compile(r"〔[^〔〕\d]{2,}〕|[XxＸ]{2,}|(?<![\d*])\*{2,}|□{3,}")
ALIKE = 0.95
_QUANTITY = re.compile(r"\d")
_PERCENT = re.compile(r"((?<!\d)\d+(?:\.\d+)?)\s*[%％]")


def evidence_dates(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R01: proof of the work taken before the problem was assigned."""
    start = problem.assigned_on.isoformat() if problem.assigned_on else ""
    for item in problem.evidence:
        if item.role is EvidenceRole.AFTER and item.taken_at and start and item.taken_at[:10] < start:
            yield (
                "R01",
                Severity.WARN,
                item.name,
                f"“整改后”照片拍摄于 {item.taken_at[:10]}，早于交办日 {start}，请核实照片是否为本次整改所摄",
            )


def same_pictures(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R02: one and the same file as before and after."""
    before = {item.sha256: item.name for item in problem.evidence if item.role is EvidenceRole.BEFORE}
    for item in problem.evidence:
        if item.role is EvidenceRole.AFTER and item.sha256 in before:
            yield (
                "R02",
                Severity.WARN,
                item.name,
                f"与“整改前”的“{before[item.sha256]}”是同一个文件，看不出变化，请补充整改后实拍照片",
            )


def reused_files(problem: ProblemFacts, around: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R03: the same file proves several problems."""
    for item in problem.evidence:
        others = around.uses.get(item.sha256, frozenset()) - {problem.code}
        if others:
            yield (
                "R03",
                Severity.WARN,
                item.name,
                f"同一文件也用于 {'、'.join(sorted(others)[:5])}，请核实是否确属同一点位",
            )


def repeated_reports(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R06: two reports in a row say nearly the same."""
    for earlier, later in zip(problem.progress, problem.progress[1:], strict=False):
        one, other = folded(earlier.text), folded(later.text)
        if earlier.period != later.period and len(one) >= 10 and _nearly_same(one, other):
            yield (
                "R06",
                Severity.WARN,
                f"{later.period} 进展",
                f"与 {earlier.period} 的文字几乎相同，请写明本期新做的工作",
            )


def _nearly_same(one: str, other: str) -> bool:
    """Whether 95 % of two texts agree; the cheap upper bounds are asked first."""
    both = SequenceMatcher(None, one, other)
    return both.real_quick_ratio() >= ALIKE and both.quick_ratio() >= ALIKE and both.ratio() >= ALIKE


def sudden_progress(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R07: backwards, or from nothing to everything within one period."""
    reported = [report for report in problem.progress if report.percent is not None]
    for earlier, later in itertools.pairwise(reported):
        was, now = earlier.percent or 0, later.percent or 0
        if now < was:
            yield "R07", Severity.WARN, f"{later.period} 进展", f"完成比例由 {was}% 降为 {now}%，请说明原因"
        elif was <= 5 and now == 100:
            yield "R07", Severity.WARN, f"{later.period} 进展", f"一期内由 {was}% 直接到 100%，请核实现场"


def materials(problem: ProblemFacts, around: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R08: applied for without the required materials."""
    present = {item.role for item in problem.evidence}
    if closure_status(last_case(problem), around.procedure) is not ClosureStatus.NOT_APPLIED:
        for role in around.procedure.materials:
            if role not in present:
                yield "R08", Severity.BLOCK, "销号材料", f"已申请销号而缺少“{role}”"


def unfinished_measures(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R09: reported as complete while measures carry no finishing day."""
    open_ = sum(1 for measure in problem.measures if measure.done_on is None)
    last = problem.progress[-1] if problem.progress else None
    if open_ and last and last.percent == 100:
        yield (
            "R09",
            Severity.WARN,
            f"{last.period} 进展",
            f"报完成 100%，但有 {open_} 条措施没有完成日期，请逐条核对",
        )


def impossible_percentages(
    problem: ProblemFacts, _: Surroundings
) -> Iterator[tuple[str, Severity, str, str]]:
    """R10: a rate above 100 %."""
    texts = [(f"{report.period} 进展", report.text) for report in problem.progress]
    for where, text in [*texts, *((f"措施 {m.position}", m.result) for m in problem.measures)]:
        for match in _PERCENT.finditer(text):
            if float(match[1]) > 100 and "率" in text[max(0, match.start() - 12) : match.start()]:
                yield "R10", Severity.BLOCK, where, f"“{match[0]}”超过 100%，请核对数据来源"


def own_judge(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R11: the unit that does the work also supervises or accepts it."""
    doers = {duty.name for duty in problem.named(DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)}
    for duty in problem.named(DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT):
        if duty.name in doers:
            yield (
                "R11",
                Severity.WARN,
                duty.role.value,
                f"{duty.name}既承担整改又负责{duty.role[:2]}，请另定{duty.role}",
            )


def short_notices(problem: ProblemFacts, around: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R12: a notice with too few days, or closed with an objection standing."""
    need = around.procedure.notice_days
    for notice in problem.notices:
        days = around.working_days(notice.starts, notice.ends)
        if around.procedure.notice_working and need and days < need:
            yield (
                "R12",
                Severity.BLOCK,
                "公示",
                f"{notice.starts} 至 {notice.ends} 只有 {days} 个工作日，要求 {need} 个",
            )
    standing = any(not objection.answer for objection in problem.objections)
    if standing and closure_status(last_case(problem), around.procedure) is ClosureStatus.CLOSED:
        yield "R12", Severity.BLOCK, "异议", "已销号而仍有异议未处理"


def placeholders(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R13: a blank of the template was never filled in."""
    texts = [("问题描述", problem.description), ("整改目标", problem.goal), ("整改措施", problem.plan)]
    texts += [(f"{report.period} 进展", report.text) for report in problem.progress]
    for where, text in texts:
        if match := PLACEHOLDER.search(text):
            yield "R13", Severity.BLOCK, where, f"残留占位符“{match[0]}”，请替换为实际内容"


def unseen_characters(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R28: characters that are not seen, or turn the reading direction: the text is not what it looks like."""
    texts = [("问题描述", problem.description), ("整改目标", problem.goal), ("整改措施", problem.plan)]
    texts += [(f"{report.period} 进展", report.text) for report in problem.progress]
    texts += [(f"措施 {one.position}", f"{one.text}{one.unit}{one.result}") for one in problem.measures]
    texts += [("佐证", f"{item.name}{item.note}") for item in problem.evidence]
    for where, text in texts:
        if count := count_unseen(text):
            yield (
                "R28",
                Severity.WARN,
                where,
                f"含 {count} 个看不见或改变文字方向的字符，看到的可能不是写的，请删去重写",
            )


def hollow_words(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R14: done, in words only: no action with a quantity or a day."""
    for measure in problem.measures:
        said = measure.result or ""
        if measure.done_on and any(word in said for word in HOLLOW) and not _QUANTITY.search(said):
            yield (
                "R14",
                Severity.WARN,
                f"措施 {measure.position}",
                "完成情况只有表态，没有做了什么、多少、何时，请补充",
            )


def blanket_stops(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R15: 一刀切."""
    for measure in problem.measures:
        for word in BLANKET:
            if word in measure.text:
                yield (
                    "R15",
                    Severity.WARN,
                    f"措施 {measure.position}",
                    f"含“{word}”，请写明法律依据、范围、期限和帮扶安排，防止一刀切",
                )


def chain_holes(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R17: an element of the responsibility chain is missing."""
    if missing := gaps(problem):
        yield "R17", Severity.WARN, "责任链", f"缺{'、'.join(missing)}"


CHECKS: tuple[Check, ...] = (
    evidence_dates, same_pictures, reused_files, repeated_reports, sudden_progress, materials, unfinished_measures,
    impossible_percentages, own_judge, short_notices, placeholders, unseen_characters, hollow_words, blanket_stops, tightened, chain_holes,
    late_reports, unexplained_deadlines, foreign_deadlines, beyond_parent,
)  # fmt: skip
"""All checks in the order of their numbers."""


def findings(problem: ProblemFacts, around: Surroundings) -> list[Finding]:
    """Everything that deserves a look; voided problems have none."""
    if problem.voided:
        return []
    return [
        Finding(rule, severity, problem.uid, problem.code, where, why)
        for check in CHECKS
        for rule, severity, where, why in check(problem, around)
    ]
