"""What a person has chosen stays chosen while the file is corrected, whatever the comparison proposes."""

from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
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
