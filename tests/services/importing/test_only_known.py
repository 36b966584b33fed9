"""Lists that only update (编号 | 进展 | 状态): nothing is asked where the ledger has every number."""

import pytest

from dczg_desktop.domain.comparison import Verdict

HEAD = ("编号", "整改进展", "状态")


@pytest.fixture
def known(ledger, take):
    heads = ("编号", "存在问题", "责任单位")
    take(heads, ("HW-2026-001", "河湾镇污水直排小河，岸边垃圾成堆", "河湾镇人民政府"), ("HW-2026-002", "青石镇砖厂扬尘未覆盖，堆场裸露", "青石镇人民政府"))  # fmt: skip
    return ledger


def test_nothing_is_asked_where_every_number_is_in_the_ledger(known, look):
    preview = look(HEAD, ("HW-2026-001", "管网已完成", "完成整改"), ("HW-2026-002", "已覆盖", "整改中"))

    assert {one.verdict for one in preview.planned} == {Verdict.CHANGED}
    assert not preview.reading.tables[0].faults
    assert not preview.shown.tables[0].faults
    assert not [one for one in preview.reading.notes if "责任单位" in one]


def test_one_number_that_is_new_needs_its_problem(known, look):
    preview = look(HEAD, ("HW-2026-001", "管网已完成", "完成整改"), ("HW-2026-009", "已覆盖", "整改中"))

    assert [one for one in preview.reading.tables[0].faults if "没有写着问题内容的一栏" in one.message]
    assert [one for one in preview.reading.notes if "没有责任单位一栏" in one]
