"""Cells of a form sent without personal data: what stayed here against what comes back."""

from dataclasses import replace

from dczg_desktop.domain.words import Job, Sealing
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.outgoing.blanking import BLANK
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.petitions.items import edit_petition
from tests.services.petition_acts import field
from tests.services.petitions.sheets.paper_office import FORM, NUMBER, PAPER, taken
from tests.services.workbooks import Filled


def test_a_cell_that_was_sent_without_personal_data_makes_no_conflict(offices, item):
    edit_petition(offices.city, item, {"findings": "在河东路3栋2单元501室旁，料堆未盖"})
    order = replace(FORM, sealing=Sealing.BLANK)
    form = Filled(send(offices.city, PAPER, offices.post, order).path)
    receipt = taken(offices.city, form.fill("信访件办理", item, 调查核实情况="料堆已盖"))

    assert [edit.disputed for edit in receipt.hand_edits] == [False]
    assert field(offices.city, item, "findings") == "料堆已盖"
    assert list_conflicts(offices.city) == []


def test_a_cell_that_says_otherwise_how_much_was_left_out_stands_beside_the_whole_text(offices, item):
    whole = "在河东路3栋2单元501室旁，料堆未盖"
    edit_petition(offices.city, item, {"findings": whole})
    order = replace(FORM, sealing=Sealing.BLANK)
    form = Filled(send(offices.city, PAPER, offices.post, order).path)

    taken(offices.city, form.fill("信访件办理", item, 调查核实情况=f"在河东路{BLANK}、{BLANK}旁，料堆已盖"))

    (conflict,) = list_conflicts(offices.city)
    assert whole in {one.value for one in conflict.values}


def test_what_stayed_here_of_a_form_without_personal_data_stands_in_its_place_again(offices, item):
    told = "家住3栋2单元401室，反映夜间噪声"
    edit_petition(offices.city, item, {"findings": told})
    order = SendOrder(jobs=(Job.PETITIONS,), sealing=Sealing.BLANK)
    form = Filled(send(offices.city, PAPER, offices.post, order).path)
    page, columns = form.book["信访件办理"], form.columns("信访件办理")
    shown = page.cell(form.row_of("信访件办理", item), columns["调查核实情况"]).value
    assert "401" not in shown

    receipt = taken(
        offices.city, form.fill("信访件办理", item, 调查核实情况=f"{shown}，已核查", 是否属实="属实")
    )

    assert [(edit.problem, edit.field, edit.disputed) for edit in receipt.hand_edits] == [
        (NUMBER, "调查核实情况", False), (NUMBER, "是否属实", False),
    ]  # fmt: skip
    assert field(offices.city, item, "findings") == f"{told}，已核查"
