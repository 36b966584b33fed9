"""A list of months (7月 | 8月 | 9月) that updates a known problem: missing months become reports, others are shown and never overwritten."""

import pytest
from sqlalchemy import select

from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Problem, Progress
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.problems import find_problem
from tests.services.importing.lists import a_list_of

HEADS = ("编号", "存在问题", "责任单位")
ROW = ("YJ202600001", "砂场非法采砂，未办手续，河岸受损", "县水利局")
NUMBER = ROW[0]


def a_list(ledger, folder, months, texts):
    heads = (*HEADS, *(f"{one}进展" for one in months))
    path = a_list_of(folder, ("整改调度表（2025年）",), heads, (*ROW, *texts))
    return preview_import(ledger, path, source="督察")


def take(ledger, preview):
    """Take in what is proposed."""
    accept_import(ledger, preview, "督察", choices={(one.table, one.row): one.proposal for one in preview.planned})  # fmt: skip


@pytest.fixture
def known(ledger, tmp_path):
    """A ledger with the report of September."""
    accept_import(ledger, a_list(ledger, tmp_path, ("9月",), ("已拆除采砂船",)), "督察")
    return ledger


def reports(ledger):
    with ledger.reading() as session:
        uid = find_problem(ledger, NUMBER)
        rows = session.scalars(select(Progress).where(Progress.problem_uid == uid))
        return sorted((one.period, one.text) for one in rows)


def earlier(preview):
    (planned,) = preview.planned
    return {one.key: one for one in planned.candidates[0].differences if one.key != "progress"}


def test_months_the_ledger_has_no_report_of_come_with_the_update(known, tmp_path):
    preview = a_list(known, tmp_path, ("7月", "8月", "9月", "10月"), ("约谈当事人", "立案查处", "已拆除采砂船", "河岸复绿"))  # fmt: skip
    take(known, preview)

    assert reports(known) == [
        ("2025-07", "约谈当事人"), ("2025-08", "立案查处"), ("2025-09", "已拆除采砂船"), ("2025-10", "河岸复绿"),
    ]  # fmt: skip


def test_taken_once_the_same_list_brings_nothing_new(known, tmp_path):
    texts = ("约谈当事人", "立案查处", "已拆除采砂船")
    take(known, a_list(known, tmp_path, ("7月", "8月", "9月"), texts))

    (planned,) = a_list(known, tmp_path, ("7月", "8月", "9月"), texts).planned

    assert planned.verdict is Verdict.SAME


def test_a_month_told_otherwise_is_shown_and_stays_unless_somebody_ticks_it(known, tmp_path):
    months, texts = ("9月", "10月"), ("采砂船已拖离", "河岸复绿")
    preview = a_list(known, tmp_path, months, texts)

    (told,) = earlier(preview).values()
    assert (told.key, told.ours, told.theirs, told.proposed) == (
        "earlier:2025-09", "已拆除采砂船", "采砂船已拖离", False,
    )  # fmt: skip
    take(known, preview)
    assert reports(known) == [("2025-09", "已拆除采砂船"), ("2025-10", "河岸复绿")]


def test_what_is_ticked_of_a_month_told_otherwise_stands_beside_what_was_there(known, tmp_path):
    preview = a_list(known, tmp_path, ("9月", "10月"), ("采砂船已拖离", "河岸复绿"))
    (planned,) = preview.planned
    ticks = frozenset({"earlier:2025-09"})
    accept_import(known, preview, "督察", choices={(0, planned.row): Choice(Way.UPDATE, planned.known_uid, ticks)})  # fmt: skip

    assert reports(known) == [("2025-09", "已拆除采砂船"), ("2025-09", "采砂船已拖离")]


def test_words_that_another_month_has_are_no_report_by_themselves(known, tmp_path):
    """A report of which nobody said the month stands under that of its import."""
    preview = a_list(known, tmp_path, ("8月", "10月"), ("已拆除采砂船", "河岸复绿"))

    (told,) = earlier(preview).values()
    assert (told.key, told.proposed, "2025-09 写着同样的话" in told.note) == ("earlier:2025-08", False, True)


def test_figures_of_earlier_months_stay_beside_the_problem(known, tmp_path):
    preview = a_list(known, tmp_path, ("8月", "10月"), ("60%", "河岸复绿"))

    assert list(earlier(preview)) == ["extra:8月进展"]


def test_such_a_report_keeps_the_cell_it_came_from(known, tmp_path):
    take(known, a_list(known, tmp_path, ("8月", "10月"), ("立案查处", "河岸复绿")))

    with known.reading() as session:
        later = session.scalars(select(Problem)).one().provenance["later"]
        uid = session.scalars(select(Progress.uid).where(Progress.period == "2025-08")).one()
    assert later[f"progress:{uid}"]["cell"] == "D3"
