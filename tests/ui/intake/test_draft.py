"""What a person has chosen stays chosen while the file is corrected, whatever the comparison proposes."""

import pytest

from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
from dczg_desktop.services.problems import edit_problem
from tests.services.importing.lists import a_list_of
from ui.pages.intake.draft import Draft


def test_a_known_row_chosen_as_new_stays_so_and_one_that_became_known_does_not(ledger, tmp_path):
    heads, row = ("问题描述", "责任单位"), ("某砂场扬尘污染，未采取措施", "甲单位")
    preview = preview_import(ledger, a_list_of(tmp_path, heads, row))
    draft = Draft(preview)
    draft.choose([(0, 2)], Choice(Way.NEW))
    accept_import(ledger, preview)
    draft.take(revised(ledger, preview))
    assert draft.planned((0, 2)).verdict is Verdict.SAME
    assert draft.words((0, 2)) == "不动"

    draft.choose([(0, 2)], Choice(Way.NEW))
    draft.take(revised(ledger, draft.preview))

    assert draft.words((0, 2)) == "新增"


HEADS = ("问题编号", "问题描述", "整改目标", "问题类别")
BEFORE = ("YJ202600077", "某养殖场粪污未经处理直排沟渠，异味扰民", "年底前完成", "水")
LATER = (*BEFORE[:2], "六月底前完成", "土壤")
LINE = (0, 2)


@pytest.fixture
def chosen(ledger, tmp_path):
    """A row whose goal and category a person has ticked against what the ledger has."""
    accept_import(ledger, preview_import(ledger, a_list_of(tmp_path, HEADS, BEFORE)))
    preview = preview_import(ledger, a_list_of(tmp_path, HEADS, LATER, name="又一批.xlsx"))
    draft = Draft(preview)
    (known,) = draft.planned(LINE).candidates
    draft.choose([LINE], Choice(Way.UPDATE, known.uid, frozenset({"goal", "category"})))
    return draft


def test_a_tick_is_gone_when_the_ledger_has_other_words_by_now(ledger, chosen):
    edit_problem(ledger, chosen.choice(LINE).target, {"goal": "七月底前完成"})

    chosen.take(revised(ledger, chosen.preview))

    assert chosen.choice(LINE).ticks == {"category"}
    assert chosen.overtaken_words() == (
        "台账在预览以后改过：第 2 行的“整改目标”已去掉勾，请看过现在的内容再勾选。"
    )


def test_a_tick_stays_when_the_ledger_has_what_was_seen(ledger, chosen):
    edit_problem(ledger, chosen.choice(LINE).target, {"area": "南坪镇"})

    chosen.take(revised(ledger, chosen.preview))

    assert chosen.choice(LINE).ticks == {"goal", "category"}
    assert chosen.overtaken_words() == ""


def test_a_row_all_of_whose_ticks_are_gone_is_what_was_proposed_again(ledger, chosen):
    edit_problem(ledger, chosen.choice(LINE).target, {"goal": "七月底前完成", "category": "固废"})

    chosen.take(revised(ledger, chosen.preview))

    assert chosen.choice(LINE) == chosen.planned(LINE).proposal
