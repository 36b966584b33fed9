"""One case as the closure page shows it: what stands in the way, and what may be done by whom."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import ClosureStatus, EvidenceRole
from dczg_desktop.services.cases import CaseAct, closure_case
from dczg_desktop.services.closure import (
    answer_objection,
    apply_for_closure,
    choose_procedure,
    decide,
    publish_notice,
    raise_objection,
)
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.grid import problem_ids
from dczg_desktop.services.unclosed import unclosed_query
from tests.offices import CITY, CLERK, COUNTY
from tests.services.acts import SecondPerson, a_given_problem, a_photo, a_problem, make_ready


@pytest.fixture
def ready(ledger, tmp_path) -> str:
    uid = a_problem(ledger)
    make_ready(ledger, uid, tmp_path)
    return uid


def test_an_unready_problem_tells_everything_that_is_missing(ledger):
    case = closure_case(ledger, a_problem(ledger))

    assert case.status is ClosureStatus.NOT_APPLIED
    assert any("没有分解整改措施" in one for one in case.missing)
    assert case.refusals[CaseAct.APPLY] == f"还有 {len(case.missing)} 条没有满足，见“核对”"
    assert case.refusals[CaseAct.AGREE] == "没有待审核的销号申请"
    assert [light.name for light in case.lights if not light.is_met] == ["查清", "到位", "责任"]


def test_a_ready_problem_may_be_applied_for_and_only_that(ledger, ready):
    case = closure_case(ledger, ready)

    assert case.missing == ()
    assert case.refusals[CaseAct.APPLY] == ""
    assert case.refusals[CaseAct.REOPEN] == "没有销号，不需要重新启动"


def test_the_applicant_may_not_judge_and_the_second_person_may(ledger, ready):
    apply_for_closure(ledger, ready, "已完成")

    own = closure_case(ledger, ready)
    with SecondPerson(ledger):
        other = closure_case(ledger, ready)

    assert own.refusals[CaseAct.AGREE] == f"申请人不能审批本人事项：申请人是 {CLERK}，请由第二人办理"
    assert own.refusals[CaseAct.RETURN] == own.refusals[CaseAct.AGREE]
    assert (other.refusals[CaseAct.AGREE], other.refusals[CaseAct.RETURN]) == ("", "")
    assert (other.step, other.applicant) == ("审核销号", CLERK)


def test_what_the_page_promises_is_what_the_act_then_does(ledger, ready):
    apply_for_closure(ledger, ready)
    with SecondPerson(ledger):
        assert closure_case(ledger, ready).refusals[CaseAct.AGREE] == ""
        decide(ledger, ready, agree=True, opinion="同意")

    closed = closure_case(ledger, ready)
    assert closed.status is ClosureStatus.CLOSED
    assert closed.refusals[CaseAct.REOPEN] == ""
    assert closed.refusals[CaseAct.NOTICE].startswith("已销号并锁定")
    assert [step.verdict.value for step in closed.steps] == ["同意", "申请"]


def test_a_problem_of_the_superior_is_not_judged_by_the_office_that_applied(offices, tmp_path):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    make_ready(offices.county, uid, tmp_path)
    apply_for_closure(offices.county, uid)

    with SecondPerson(offices.county):
        case = closure_case(offices.county, uid)

    assert "由交办单位审核" in case.refusals[CaseAct.AGREE]


def test_a_standing_objection_blocks_and_its_answer_frees(ledger, ready):
    apply_for_closure(ledger, ready)
    doubt = raise_objection(ledger, ready, "下游仍有垃圾")
    with SecondPerson(ledger):
        assert any("异议尚未处理" in one for one in closure_case(ledger, ready).missing)
        answer_objection(ledger, doubt, "已清理")
        assert closure_case(ledger, ready).missing == ()


def test_notices_are_counted_in_working_days_and_an_unknown_year_says_so(ledger, ready):
    choose_procedure(ledger, "安徽")
    publish_notice(ledger, ready, date(2026, 9, 28), date(2026, 10, 9), "县政府网站")
    publish_notice(ledger, ready, date(2031, 1, 6), date(2031, 1, 10), "公示栏")

    case = closure_case(ledger, ready)

    assert case.notice_rule == "本流程要求公示 10 个工作日"
    first, second = case.notices
    assert first.days.endswith("（12 个自然日）")
    assert "只扣除了周末" not in first.days
    assert second.days == "5 个工作日（5 个自然日），该年放假安排尚未收录，只扣除了周末"


def test_photos_stand_in_pairs_and_a_missing_file_has_no_path(ledger, ready, tmp_path):
    attach_files(ledger, ready, [a_photo(tmp_path, "又一张.jpg", "又")], EvidenceRole.BEFORE)
    pairs = closure_case(ledger, ready).pairs

    assert [(bool(before), bool(after)) for before, after in pairs] == [(True, True), (True, False)]
    before = pairs[1][0]
    assert before is not None
    assert before.name == "又一张.jpg"
    ledger.evidence.path_of(before.sha256).unlink()
    assert closure_case(ledger, ready).pairs[1][0].path is None


def test_a_vanished_problem_is_refused_in_plain_words(ledger):
    with pytest.raises(UserError, match="找不到这个问题"):
        closure_case(ledger, "0" * 32)


def test_the_open_problems_of_a_unit_are_opened_without_the_closed_ones(ledger, ready, tmp_path):
    second = a_given_problem(ledger, "江南县人民政府", text="另一个问题")
    a_problem(ledger, "没有单位的问题")
    with SecondPerson(ledger):
        apply_for_closure(ledger, ready)
    decide(ledger, ready, agree=True, opinion="同意")

    assert unclosed_query(ledger, "江南县人民政府").uids == (second,)
    assert len(problem_ids(ledger, unclosed_query(ledger, "〔空〕"))) == 1
