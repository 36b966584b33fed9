"""Measures of a plan in the ledger: milestones where a day is certain, units as they are said, nothing guessed."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.domain.entities import Deadline, Duty, Measure, Milestone
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.importing.promises import milestone_title
from dczg_desktop.services.undo import undo
from dczg_desktop.store.ledger import Ledger


@pytest.fixture
def taken(ledger: Ledger, tmp_path: Path):
    def take(**cells: str) -> str:
        names = {"measures": "整改措施", "deadline": "整改时限", "units": "责任单位"}
        book = Workbook()
        book.active.append(["编号", "问题", *names.values()])
        book.active.append(["第1项", "河道有垃圾", *(cells.get(name, "") for name in names)])
        book.save(tmp_path / "清单.xlsx")
        return accept_import(ledger, preview_import(ledger, tmp_path / "清单.xlsx")).act_uid

    return take


def rows(ledger: Ledger, entity: Any) -> list[Any]:
    with ledger.reading() as session:
        found = list(session.scalars(select(entity).where(~entity.hidden).order_by(entity.id)))
        session.expunge_all()
    return found


def test_a_measure_of_several_times_has_milestones_and_keeps_what_comes_again_as_text(ledger, taken):
    taken(
        measures="1.每年6月底前下达任务；2017年12月底前出台方案；每季度督查。\n2.2021年6月底前开工，12月底前完工。"
    )

    first, second = rows(ledger, Measure)
    nodes = rows(ledger, Milestone)
    assert (first.deadline, first.due) == ("每年6月底前；2017年12月底前；每季度", None)
    assert (second.deadline, str(second.due)) == ("2021年6月底前；12月底前", "2021-12-31")
    assert [(node.title, str(node.due), node.measure_uid == first.uid) for node in nodes] == [
        ("2017年12月底前出台方案", "2017-12-31", True),
        ("2021年6月底前开工", "2021-06-30", False),
        ("12月底前完工", "2021-12-31", False),
    ]


def test_a_deadline_of_several_nodes_gives_milestones_of_the_problem(ledger, taken):
    taken(deadline="2021年底前出方案；2022年全面组织实施；2023年底前完成验收")

    assert [(node.title, str(node.due), node.measure_uid) for node in rows(ledger, Milestone)] == [
        ("2021年底前出方案", "2021-12-31", ""), ("2022年全面组织实施", "2022-12-31", ""), ("2023年底前完成验收", "2023-12-31", ""),
    ]  # fmt: skip
    assert str(rows(ledger, Deadline)[0].due) == "2023-12-31"


def test_a_doubtful_date_makes_no_milestone_and_no_day(ledger, taken):
    taken(measures="1.20259月底前完成清理；2025年10月底前验收。\n2.8月底前巡查，春节前复查。")

    first, second = rows(ledger, Measure)
    assert rows(ledger, Milestone) == []
    assert (first.deadline, str(first.due)) == ("2025年10月底前", "2025-10-31")
    assert (second.deadline, second.due) == ("8月底前", None)


@pytest.mark.parametrize(
    ("first", "years"), [("2024年6月底前出方案", [None, 2024, None]), ("出方案", [2026, None, 2026]), ("2027年6月底前出方案", [2026, 2027, None])]
)  # fmt: skip
def test_months_without_a_year_are_of_this_one_only_where_the_problem_names_no_other(
    ledger, taken, first, years
):
    taken(deadline="12月底前", measures=f"1.{first}。\n2.12月底前完工。")

    days = [one.due for one in (*rows(ledger, Deadline), *rows(ledger, Measure))]
    assert ledger.today().year == 2026
    assert [day.year if day else None for day in days] == years


def test_units_in_brackets_become_what_they_say(ledger, taken):
    taken(
        measures="1.清理。（牵头单位：县水利局；配合单位：河湾乡）\n2.巡查。（白石镇牵头，河湾乡、县住建局配合）"
    )

    assert [measure.unit for measure in rows(ledger, Measure)] == [
        "县水利局牵头，河湾乡配合",
        "白石镇牵头，河湾乡、县住建局配合",
    ]
    assert [(duty.role.value, duty.name) for duty in rows(ledger, Duty)] == [
        ("牵头单位", "县水利局"), ("配合单位", "河湾乡"), ("牵头单位", "白石镇"), ("配合单位", "县住建局"),
    ]  # fmt: skip


def test_a_problem_that_names_its_unit_gets_no_other_leader_from_a_bracket(ledger, taken):
    taken(units="青石县人民政府", measures="1.清理。（县水利局牵头，河湾乡配合）\n2.巡查。")

    assert [(duty.role.value, duty.name) for duty in rows(ledger, Duty)] == [
        ("责任单位", "青石县人民政府"),
        ("配合单位", "河湾乡"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("1.2021年6月底前开工", "2021年6月底前开工"), ("（一）2021年底前完工（责任单位：县水利局；时限：2021年底）", "2021年底前完工"),
        ("12月底前完工（县水利局牵头，河湾乡配合）。", "12月底前完工"), ("2021年底前完工（含河湾乡）", "2021年底前完工（含河湾乡）"),
        ("2021年底前", "2021年底前"), ("一是2021年底前开工", "2021年底前开工"), ("3.5公里管网2021年底前完工", "3.5公里管网2021年底前完工"),
    ],
)  # fmt: skip
def test_milestones_are_named_by_what_is_done(text, title):
    assert milestone_title(text) == title


def test_milestones_go_with_the_import_when_it_is_undone(ledger, taken):
    act = taken(deadline="2021年底前出方案；2022年底前完成")

    undo(ledger, act)

    assert rows(ledger, Milestone) == []


@pytest.mark.parametrize(
    ("above", "first", "second"), [("日期：2026年3月1日", "2026-03-31", "2026-03-21"), ("", "", "")]
)
def test_a_count_of_days_begins_on_the_day_above_the_table_or_stays_text(
    ledger, tmp_path, above, first, second
):
    row = ["第1项", "河道有垃圾", "1.清理（责任单位：县水利局；时限：30日内）", "20日内", "县水利局"]
    book = Workbook()
    for cells in (
        ["2026年整改清单"],
        [above],
        ["编号", "问题", "整改措施", "整改时限", "责任单位"],
        row,
        ["", "", "巡查", *row[3:]],
    ):
        book.active.append(cells)
    for place in ("A4:A5", "B4:B5"):
        book.active.merge_cells(place)
    book.save(tmp_path / "清单.xlsx")

    accept_import(ledger, preview_import(ledger, tmp_path / "清单.xlsx"))

    found = [(one.deadline, str(one.due or "")) for one in rows(ledger, Measure)]
    assert found == [("30日内", first), ("20日内", second)]


@pytest.mark.parametrize(
    ("deadline", "due"), [("2027年9月底前", "2027-03-31"), ("2027年9月底前，其中2025年完成一期", None)]
)
def test_a_month_in_a_measure_is_of_the_year_of_the_deadline_where_no_other_fits(
    ledger, taken, deadline, due
):
    taken(deadline=deadline, measures="1.3月底前完成清运。\n2.绿化。")

    first = rows(ledger, Measure)[0]
    assert (first.deadline, str(first.due) if first.due else None) == ("3月底前", due)
