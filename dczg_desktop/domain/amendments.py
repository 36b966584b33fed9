"""Requests to change a field (退回修改, 建议修改): what can be asked for, and where each request stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dczg_desktop.domain.closure import last_case
from dczg_desktop.domain.facts import AmendmentFacts, ProblemFacts, ProgressFacts
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay, DutyRole

REPORT_FIELDS = {"text": "本期进展", "percent": "完成比例", "obstacle": "存在问题", "next_step": "下一步打算"}
MEASURE_FIELDS = {"text": "整改措施", "unit": "承办单位", "deadline": "时限", "done_on": "完成日期", "result": "完成情况"}  # fmt: skip
PERSON_FIELDS = (DutyRole.RESPONSIBLE_LEADER, DutyRole.RESPONSIBLE_PERSON)
APPLICATION, FILES = "销号申请", "佐证材料"


class Standing(StrEnum):
    """Where a request stands; nothing but the first is to be done by whoever was asked, the second is for whoever asked to look at."""

    OPEN = "待办理"
    REMOVED = "内容已删除"
    CORRECTED = "已改正"
    EXPLAINED = "已说明"
    ACCEPTED = "已采纳"
    DECLINED = "不采纳"


@dataclass(frozen=True, slots=True)
class Item:
    """A field that may be returned: of which record, how a person names the place, and what it says now."""

    kind: str
    uid: str
    field: str
    label: str
    place: str
    said: str
    period: str = ""


def returnable(problem: ProblemFacts) -> list[Item]:
    """Everything on a problem that an office below filled in, in the order of the screen."""
    return [*_of_reports(problem), *_of_measures(problem), *_of_the_rest(problem)]


def _of_reports(problem: ProblemFacts) -> Iterator[Item]:
    latest: dict[str, ProgressFacts] = {}
    for report in sorted(problem.progress, key=lambda one: (one.period, one.made_at)):
        latest[report.office_uid] = report
    for report in latest.values():
        for name, label in REPORT_FIELDS.items():
            said = words(getattr(report, name))
            yield Item("progress", report.uid, name, label, f"{report.period} 进展", said, report.period)


def _of_measures(problem: ProblemFacts) -> Iterator[Item]:
    for number, measure in enumerate(problem.measures, start=1):
        for name, label in MEASURE_FIELDS.items():
            yield Item(
                "measure", measure.uid, name, label, f"第 {number} 条措施", words(getattr(measure, name))
            )


def _of_the_rest(problem: ProblemFacts) -> Iterator[Item]:
    for role in PERSON_FIELDS:
        yield Item("duty", "", role.value, role.value, "责任清单", _holders(problem, role.value))
    yield Item("evidence", "", FILES, FILES, "佐证", _files(problem))
    if case := last_case(problem):
        yield Item("closure_case", case[0].case_uid, APPLICATION, APPLICATION, "验收销号", case[0].case_uid)


def words(value: object) -> str:
    """What a field says, as text to compare and to show."""
    return "" if value is None else str(value)


def _holders(problem: ProblemFacts, role: str) -> str:
    return "、".join(duty.name for duty in problem.named(DutyRole(role)))


def _files(problem: ProblemFacts) -> str:
    return "\n".join(sorted(f"{file.name}（{file.sha256[:8]}）" for file in problem.evidence))


def said_now(problem: ProblemFacts, asked: AmendmentFacts) -> str | None:
    """What the field says today; None when the record it stood in is gone."""
    if asked.target_kind == "progress":
        return _reported(problem, asked)
    if asked.target_kind == "measure":
        found = next((one for one in problem.measures if one.uid == asked.target_uid), None)
        return None if found is None else words(getattr(found, asked.field, None))
    if asked.target_kind == "duty":
        return _holders(problem, asked.field)
    if asked.target_kind == "evidence":
        return _files(problem)
    case = last_case(problem)
    return case[0].case_uid if case else ""


def _reported(problem: ProblemFacts, asked: AmendmentFacts) -> str | None:
    """Of the report itself, or of the one that the asked office filed in its place since."""
    for report in problem.progress:
        if report.uid == asked.target_uid:
            return words(getattr(report, asked.field, None))
    newer = [
        report
        for report in problem.progress
        if report.period == asked.period and report.office_uid == asked.to_office_uid
    ]
    return words(getattr(newer[-1], asked.field, None)) if newer else None


def standing(problem: ProblemFacts, asked: AmendmentFacts) -> Standing:
    """An answer settles a request; a return is also settled by the correction itself."""
    if asked.answers:
        verdict = asked.answers[-1].verdict
        return {
            AmendmentVerdict.ACCEPTED: Standing.ACCEPTED,
            AmendmentVerdict.DECLINED: Standing.DECLINED,
            AmendmentVerdict.EXPLAINED: Standing.EXPLAINED,
        }[verdict]
    return standing_by(asked, said_now(problem, asked))


def standing_by(asked: AmendmentFacts, said: str | None) -> Standing:
    """Where a request without an answer stands, by what its field says now; None when what it stood in was removed."""
    if asked.way is not AmendmentWay.RETURN or said == asked.said:
        return Standing.OPEN
    return Standing.REMOVED if said is None else Standing.CORRECTED


def open_requests(problem: ProblemFacts, office_uid: str = "") -> list[AmendmentFacts]:
    """Requests that nobody has settled yet; those put to `office_uid` when one is given."""
    return [
        asked
        for asked in problem.amendments
        if office_uid in {"", asked.to_office_uid} and standing(problem, asked) is Standing.OPEN
    ]
