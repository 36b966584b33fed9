"""A plan in a Word document arrives in the ledger whole: problems, deadlines, duties, measures, milestones, where each came from."""

from typing import Any

import pytest
from sqlalchemy import select

from dczg_desktop.domain.entities import Deadline, Duty, Measure, Milestone, Problem, ProblemSource
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.undo import undo
from dczg_desktop.store.ledger import Ledger
from tests.imports.samples.word_files import document, paragraph

PLAN = """青石县贯彻落实省督察反馈意见整改方案
一、关于水环境的问题
责任单位：县水利局牵头，县财政局、南坪镇人民政府配合
督导单位：市水利局
整改任务第1项：南坪镇污水直排。
整改目标：截污纳管。
整改时限：2025年6月底前完成管网建设；2025年底前完成验收，并长期坚持
责任领导：李明
责任人员：王海
验收单位：市生态环境局
整改措施：
1.建设管网12公里。（责任单位：县住建局；时限：2025年6月底前）
2.2025年3月底前出台管护办法，9月底前建立管护队伍；每季度检查。
整改任务第2项：油坊沟返黑。
责任单位：河湾乡人民政府
整改目标：消除黑臭。
整改时限：立行立改
责任领导：赵强
责任人员：孙丽
验收单位：市住建局
整改措施：
（一）清淤。（县住建局负责，2025年5月底前完成）
（二）换水。
二、保障措施
加强领导。
"""


@pytest.fixture
def act(ledger, tmp_path):
    path = document(tmp_path / "方案.docx", *map(paragraph, PLAN.splitlines()))
    return accept_import(ledger, preview_import(ledger, path)).act_uid


def rows(ledger: Ledger, entity: Any) -> list[Any]:
    with ledger.reading() as session:
        found = list(session.scalars(select(entity).where(~entity.hidden).order_by(entity.id)))
        session.expunge_all()
    return found


def test_problems_carry_number_chapter_and_place(ledger, act):
    first, second = rows(ledger, Problem)

    assert (first.description, second.description) == ("南坪镇污水直排。", "油坊沟返黑。")
    assert [one.number for one in rows(ledger, ProblemSource)] == ["第1项", "第2项"]
    assert first.extra["所在章节"] == "一、关于水环境的问题"
    assert first.provenance["cells"]["description"] == "第5段"
    assert first.provenance["cells"]["supervising_unit"] == "第4段"


def test_duties_of_the_chapter_go_to_the_problems_that_name_none(ledger, act):
    first, second = rows(ledger, Problem)
    named: dict[str, list[tuple[str, str]]] = {first.uid: [], second.uid: []}
    for duty in rows(ledger, Duty):
        named[duty.problem_uid].append((duty.role.value, duty.name))

    assert named[first.uid] == [
        ("牵头单位", "县水利局"), ("配合单位", "县财政局"), ("配合单位", "南坪镇人民政府"), ("督导单位", "市水利局"), ("验收单位", "市生态环境局"),
        ("责任领导", "李明"), ("责任人员", "王海"),
    ]  # fmt: skip
    assert named[second.uid][:2] == [("责任单位", "河湾乡人民政府"), ("督导单位", "市水利局")]


def test_measures_have_units_and_times_of_their_own(ledger, act):
    found = [(one.text[:8], one.unit, one.deadline, str(one.due)) for one in rows(ledger, Measure)]

    assert found == [
        ("1.建设管网12", "县住建局", "2025年6月底前", "2025-06-30"),
        ("2.2025年3", "", "2025年3月底前；9月底前；每季度", "None"),
        ("（一）清淤。（县", "县住建局", "2025年5月底前完成", "2025-05-31"),
        ("（二）换水。", "", "", "None"),
    ]


def test_milestones_hang_on_the_problem_or_on_their_measure(ledger, act):
    measures = {one.uid: one.position for one in rows(ledger, Measure)}

    assert [(one.title, str(one.due), measures.get(one.measure_uid)) for one in rows(ledger, Milestone)] == [
        ("2025年6月底前完成管网建设", "2025-06-30", None), ("2025年底前完成验收，并长期坚持", "2025-12-31", None),
        ("2025年3月底前出台管护办法", "2025-03-31", 2), ("9月底前建立管护队伍", "2025-09-30", 2),
    ]  # fmt: skip
    first = rows(ledger, Deadline)[0]
    assert (str(first.due), first.long_term) == ("2025-12-31", True)


def test_undo_takes_all_of_it_back(ledger, act):
    undo(ledger, act)

    assert [rows(ledger, entity) for entity in (Problem, Measure, Milestone, Duty, Deadline)] == [[]] * 5
