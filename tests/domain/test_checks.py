"""Each check finds its flaw once, and a clean problem has no findings."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dczg_desktop.domain.checks import findings
from dczg_desktop.domain.facts import (
    DeadlineFacts,
    DutyFacts,
    EvidenceFacts,
    MeasureFacts,
    MilestoneFacts,
    NoticeFacts,
    ObjectionFacts,
    ProblemFacts,
    ProgressFacts,
    StepFacts,
)
from dczg_desktop.domain.findings import Severity, Surroundings
from dczg_desktop.domain.lights import four_lights
from dczg_desktop.domain.procedures import Procedure, Step
from dczg_desktop.domain.words import DeadlineKind, DutyRole, EvidenceRole, Verdict

TODAY = date(2026, 11, 22)
PROCEDURE = Procedure(
    "测", "测", (Step("审核", "交办单位"),), (EvidenceRole.BEFORE, EvidenceRole.AFTER), notice_days=10
)


def weekdays(start, end):
    return sum(1 for n in range((end - start).days + 1) if (start + timedelta(n)).weekday() < 5)


AROUND = Surroundings(TODAY, PROCEDURE, weekdays, {"e" * 64: frozenset({"甲-1", "乙-2"})})


def a_file(role=EvidenceRole.AFTER, **values):
    return EvidenceFacts(role=role, **({"name": "照片.jpg", "sha256": "a" * 64} | values))


def a_problem(**values):
    people = [
        (DutyRole.RESPONSIBLE_UNIT, "南坪镇"),
        (DutyRole.RESPONSIBLE_LEADER, "周国平"),
        (DutyRole.RESPONSIBLE_PERSON, "刘志强"),
        (DutyRole.SUPERVISING_UNIT, "县住建局"),
    ]
    sound = ProblemFacts(
        uid="p",
        code="甲-1",
        description="砂石堆场未覆盖",
        goal="场地封闭",
        assigned_on=date(2026, 3, 1),
        duties=tuple(DutyFacts(role, name) for role, name in people),
        measures=(MeasureFacts("建设料棚", done_on=date(2026, 11, 10), result="10 月建成 2400 平方米"),),
        deadlines=(DeadlineFacts("2026年12月底前", due=date(2026, 12, 31)),),
    )
    return replace(sound, **values)


def rules(problem):
    return [one.rule for one in findings(problem, AROUND)]


def test_a_sound_problem_has_no_findings():
    assert rules(a_problem()) == []


def a_case(*verdicts):
    return tuple(StepFacts("c", "审核", verdict, procedure="测") for verdict in verdicts)


@pytest.mark.parametrize(
    ("flaw", "rule"),
    [
        ({"evidence": (a_file(taken_at="2025-12-01T10:00:00"),)}, "R01"),
        ({"evidence": (a_file(EvidenceRole.BEFORE), a_file())}, "R02"),
        ({"evidence": (a_file(sha256="e" * 64),)}, "R03"),
        ({"progress": (ProgressFacts("2026-08", "完成管网改造三公里，封堵两处"), ProgressFacts("2026-09", "完成管网改造三公里，封堵两处"))}, "R06"),
        ({"progress": (ProgressFacts("2026-08", "前期", 60), ProgressFacts("2026-09", "返工", 40))}, "R07"),
        ({"progress": (ProgressFacts("2026-08", "未动", 0), ProgressFacts("2026-09", "完成", 100))}, "R07"),
        ({"measures": (MeasureFacts("建料棚"),), "progress": (ProgressFacts("2026-10", "全部完成", 100),)}, "R09"),
        ({"progress": (ProgressFacts("2026-10", "污水集中收集率达到100.92%"),)}, "R10"),
        ({"duties": (*a_problem().duties, DutyFacts(DutyRole.ACCEPTING_UNIT, "南坪镇"))}, "R11"),
        ({"notices": (NoticeFacts(date(2026, 11, 2), date(2026, 11, 6)),)}, "R12"),
        ({"goal": "向〔市直牵头验收单位〕反映"}, "R13"),
        ({"measures": (MeasureFacts("加强管理", done_on=date(2026, 11, 1), result="高度重视，持续推进"),)}, "R14"),
        ({"measures": (MeasureFacts("对砂石企业一律停产", done_on=date(2026, 11, 1), result="停 3 家"),)}, "R15"),
        ({"duties": a_problem().duties[:2]}, "R17"),
        ({"deadlines": (DeadlineFacts("2026年10月底前", due=date(2026, 10, 31)),)}, "R19"),
        ({"measures": (MeasureFacts("建料棚", done_on=date(2026, 9, 1), result="建成 1 座"),)}, "R19"),
        ({"deadlines": (*a_problem().deadlines, DeadlineFacts("2027年底", DeadlineKind.ADJUSTED, date(2027, 12, 31)))}, "R21"),
    ],
)  # fmt: skip
def test_each_flaw_is_found_once_by_its_rule(flaw, rule):
    assert rules(a_problem(**flaw)) == [rule]


def test_an_application_without_materials_and_a_closure_under_objection_block():
    applied = a_problem(steps=a_case(Verdict.APPLIED))
    assert [one.why for one in findings(applied, AROUND)] == [
        "已申请销号而缺少“整改前”", "已申请销号而缺少“整改后”",
    ]  # fmt: skip
    closed = a_problem(
        steps=a_case(Verdict.APPLIED, Verdict.AGREED),
        evidence=(a_file(EvidenceRole.BEFORE, sha256="b" * 64), a_file()),
        objections=(ObjectionFacts("仍有扬尘"),),
    )
    assert [(one.rule, one.severity) for one in findings(closed, AROUND)] == [("R12", Severity.BLOCK)]


def test_a_voided_problem_is_not_checked():
    assert rules(a_problem(voided="重复登记", goal="")) == []


def test_no_finding_ever_calls_anything_faked():
    flaws = a_problem(evidence=(a_file(EvidenceRole.BEFORE), a_file()), duties=(), goal="〔单位名称〕")
    assert not any("造假" in one.why for one in findings(flaws, AROUND))


@pytest.mark.parametrize(
    ("flaw", "dark"),
    [
        ({"description": ""}, "查清"),
        ({"measures": (MeasureFacts("建料棚"),)}, "到位"),
        ({"duties": (*a_problem().duties, DutyFacts(DutyRole.ACCEPTING_UNIT, "南坪镇"))}, "责任"),
        ({"objections": (ObjectionFacts("仍有扬尘"),)}, "满意"),
    ],
)
def test_each_of_the_four_lights_goes_out_by_its_own_flaw(flaw, dark):
    whole = {
        "evidence": (a_file(EvidenceRole.BEFORE, sha256="b" * 64), a_file()),
        "notices": (NoticeFacts(date(2026, 11, 2), date(2026, 11, 13)),),
    }
    lights = four_lights(a_problem(**(whole | flaw)), PROCEDURE)
    assert [light.name for light in lights if not light.is_met] == [dark]
    assert all(light.is_met for light in four_lights(a_problem(**whole), PROCEDURE))


def planned(*days, **values):
    measures = tuple(MeasureFacts(f"措施{n}", due=day, position=n) for n, day in enumerate(days, 1))
    return a_problem(measures=measures, **values)


def test_a_plan_that_ends_long_before_the_deadline_is_a_hint_of_tightening():
    (found,) = findings(planned(date(2026, 6, 30), date(2026, 9, 30)), AROUND)
    assert (found.rule, found.severity) == ("R16", Severity.HINT)
    assert "早 92 天" in found.why

    assert rules(planned(date(2026, 6, 30), date(2026, 12, 20))) == []
    assert rules(planned(date(2026, 6, 30), None)) == []


def test_measures_and_milestones_beyond_the_deadline_are_named_one_by_one():
    late = planned(date(2027, 1, 15), milestones=(MilestoneFacts("完成招标", due=date(2027, 2, 1)),))

    assert [(one.rule, one.where) for one in findings(late, AROUND)] == [
        ("R25", "措施 1"),
        ("R25", "节点“完成招标”"),
    ]
    assert rules(planned(date(2027, 1, 15), deadlines=(DeadlineFacts("长期坚持", long_term=True),))) == []


def test_a_deadline_that_the_issuer_did_not_set_is_named_with_the_issuers():
    mine = DeadlineFacts(
        "2026年6月底前", kind=DeadlineKind.ADJUSTED, due=date(2026, 12, 31), office_uid="乡", decided_by="镇"
    )
    theirs = DeadlineFacts("2026年12月底前", due=date(2026, 12, 31), office_uid="县")

    (found,) = findings(a_problem(issuer_uid="县", deadlines=(theirs, mine)), AROUND)

    assert (found.rule, found.severity) == ("R21", Severity.WARN)
    assert "交办单位定的是“2026年12月底前”" in found.why
    assert rules(a_problem(issuer_uid="县", deadlines=(theirs,))) == []
