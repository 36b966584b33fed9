"""Outside numbers that a second file writes in another way: found, said to be written so, and stored as they were."""

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Petition, PetitionLine, ProblemSource
from dczg_desktop.domain.notices import ClosureNotice
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.importing.notice_matching import candidates_for, found_by_number
from dczg_desktop.services.problems import find_problem
from tests.offices import COUNTY
from tests.services.importing.second_table import PETITION, SOURCE, a_table, update

TEXT = "群众反映某河段污水直排，气味刺鼻，夜间尤其严重"


@pytest.fixture
def taken(ledger, tmp_path):
    """Takes in a table with one number, and gives the preview of a second one with another writing of it."""

    def take(first, second, headings, second_text=TEXT):
        def row(number, text):
            values = {
                "受理编号": number,
                "问题编号": number,
                "交办问题基本情况": text,
                "问题描述": text,
                "责任单位": COUNTY,
            }
            return tuple(values.get(name, "") for name in headings)

        one = a_table(tmp_path, (row(first, TEXT),), "一.xlsx", headings)
        accept_import(ledger, preview_import(ledger, one, source=SOURCE), SOURCE)
        two = a_table(tmp_path, (row(second, second_text),), "二.xlsx", headings)
        return preview_import(ledger, two, source=SOURCE)

    return take


LISTED = ("问题编号", "问题描述", "责任单位")
WRITINGS = [
    ("访受〔2021〕0517031", "访受[2021]0517031号"),
    ("X3YX202405160020", "x3yx202405160020"),
    ("x3yx202405160020", "X3YX202405160020"),
    ("X3YX202405160020", "Ｘ３ＹＸ２０２４０５１６００２０"),
]


@pytest.mark.parametrize(("first", "second"), WRITINGS)
@pytest.mark.parametrize("headings", [PETITION, LISTED])
def test_a_number_in_another_writing_is_the_same_record_and_said_to_be_written_so(
    taken, first, second, headings
):
    one = taken(first, second, headings).planned[0]

    assert one.verdict is Verdict.SAME
    assert one.candidates[0].why.startswith("编号相同")
    assert "number" not in {change.key for change in one.candidates[0].differences}


def test_how_the_ledger_writes_it_is_shown_and_stays(taken, ledger):
    preview = taken("访受〔2021〕0517031", "访受[2021]0517031", PETITION, f"{TEXT}，气味刺鼻")
    accept_import(ledger, preview, SOURCE, choices=update(preview, "description"))

    assert preview.planned[0].candidates[0].why == "编号相同，台账写作“访受〔2021〕0517031”"
    with ledger.reading() as session:
        (petition,) = session.execute(select(Petition.number, Petition.description)).all()
    assert petition == ("访受〔2021〕0517031", f"{TEXT}，气味刺鼻")


def test_a_number_that_only_looks_alike_is_asked_about_and_may_be_another_one(taken, ledger):
    preview = taken("访受〔2021〕0517031", "访受20210517031", LISTED)
    (one,) = preview.planned

    assert one.verdict is Verdict.UNCLEAR
    assert one.candidates[0].why == "编号相近，台账写作“访受〔2021〕0517031”"
    number = next(change for change in one.candidates[0].differences if change.key == "number")
    assert not number.proposed
    accept_import(ledger, preview, SOURCE, choices={(0, 3): Choice(Way.NUMBER, one.known_uid)})
    with ledger.reading() as session:
        assert len(session.scalars(select(ProblemSource.number)).all()) == 2


def test_the_same_number_is_not_given_to_a_problem_in_a_second_writing(taken, ledger):
    preview = taken("访受〔2021〕0517031", "访受[2021]0517031", LISTED)

    with pytest.raises(UserError):
        accept_import(
            ledger, preview, SOURCE, choices={(0, 3): Choice(Way.NUMBER, preview.planned[0].known_uid)}
        )


def test_another_text_under_a_number_in_another_writing_is_asked_about(taken):
    one = taken("X3YX202405160020", "x3yx202405160020", PETITION, "举报人称山上有人挖石头并填埋垃圾").planned[
        0
    ]

    assert (one.verdict, one.candidates[0].why) == (
        Verdict.UNCLEAR,
        "编号相同，台账写作“X3YX202405160020”，描述却不同",
    )


def test_a_short_number_in_another_writing_counts_only_within_its_source(taken):
    assert taken("第九项", "第9项", LISTED).planned[0].verdict is Verdict.SAME


def test_two_writings_of_a_number_in_one_file_are_named(ledger, tmp_path):
    rows = [("访受〔2021〕0517031", TEXT, "", "", "", ""), ("访受(2021)0517031号", TEXT, "", "", "", "")]
    preview = preview_import(ledger, a_table(tmp_path, rows, headings=PETITION), source=SOURCE)

    assert [one.verdict for one in preview.planned] == [Verdict.NEW, Verdict.UNCLEAR]
    assert preview.planned[1].note == "与本表第 3 行编号（访受〔2021〕0517031）只是写法不同、内容相同"
    told = [fault.message for table in preview.reading.tables for fault in table.faults]
    assert (
        "编号“访受(2021)0517031号”与 A3 的“访受〔2021〕0517031”只是写法不同。请核对是否同一件，或改正编号。"
        in told
    )


def test_a_closure_notice_finds_its_petition_in_any_writing(taken, ledger):
    taken("X3YX202405160020", "X3YX202405160020", PETITION)
    notice = ClosureNotice(title="公示", number="ｘ３ｙｘ202405160020", petition=True)

    (one,) = candidates_for(ledger, notice)

    assert (one.is_certain, one.kind) == (True, "petition")
    assert one.why == "编号相同，台账写作“X3YX202405160020”：ｘ３ｙｘ202405160020"
    assert found_by_number(ledger, "x3yx202405160020").uid == one.uid


def test_a_problem_is_found_by_its_number_in_any_writing(taken, ledger):
    taken("访受〔2021〕0517031", "访受〔2021〕0517031", LISTED)

    assert find_problem(ledger, "访受（2021）0517031号") == find_problem(ledger, "访受〔2021〕0517031")


def test_a_repeated_petition_is_linked_to_the_one_whose_number_it_writes_otherwise(ledger, tmp_path):
    rows = [
        ("访受〔2021〕0517031", TEXT, "", "", "", ""),
        ("访受〔2021〕0518002", "与访受（2021）0517031号重复", "", "", "", ""),
    ]
    accept_import(
        ledger, preview_import(ledger, a_table(tmp_path, rows, headings=PETITION), source=SOURCE), SOURCE
    )

    with ledger.reading() as session:
        assert session.scalars(select(PetitionLine.repeats)).all() == [2, 2]


@pytest.mark.parametrize(("first", "second"), [("003", "3"), ("000123", "123")])
def test_the_same_text_under_a_number_without_its_zeros_is_the_same_problem(taken, first, second):
    one = taken(first, second, LISTED).planned[0]

    assert (one.verdict, one.candidates[0].why) in {(Verdict.SAME, "描述相同"), (Verdict.CHANGED, "描述相同")}


def test_another_text_under_a_number_without_its_zeros_is_asked_about(taken):
    assert taken("000123", "123", LISTED, f"{TEXT}，气味刺鼻").planned[0].verdict is Verdict.UNCLEAR
