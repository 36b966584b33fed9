from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from dczg_desktop.domain.amendments import returnable
from dczg_desktop.services import detail
from dczg_desktop.services.amendments import Wish, propose, return_fields
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.requests import list_amendments
from tests.ui.exchange.scene import COUNTY, TOWN, settle
from tests.ui.typed import typing


@pytest.fixture
def returned(qtbot, page, world):
    """The town has reported; the county has sent the report and a measure back."""
    receiving.receive(world.town, shipments.send(world.county, TOWN, world.folder).path)
    report_progress(world.town, world.uids[0], Report("2026-11", "进展顺利"))
    receiving.receive(world.county, shipments.send(world.town, COUNTY, world.folder).path)
    wishes = [
        Wish(item, "请写明数量")
        for item in returnable(detail.problem_detail(world.county, world.uids[0]).facts)
        if (item.kind, item.field) in {("progress", "text"), ("measure", "result")}
    ]
    return_fields(world.county, world.uids[0], wishes, world.town.identity.office_uid)
    page.reload()
    page.show_tab("退回与建议")
    return world


def test_what_was_returned_stands_there_until_it_is_put_right(qtbot, page, returned):
    model = page.amendments.model
    assert {(model.row_at(n).place, model.row_at(n).standing) for n in range(2)} == {
        ("2026-11 进展　本期进展", "待办理"),
        ("第 1 条措施　完成情况", "待办理"),
    }

    receiving.receive(returned.town, shipments.send(returned.county, TOWN, returned.folder).path)
    report_progress(returned.town, returned.uids[0], Report("2026-11", "覆盖 3 处"))
    receiving.receive(returned.county, shipments.send(returned.town, COUNTY, returned.folder).path)
    page.reload()

    assert {model.row_at(n).standing for n in range(2)} == {"待办理", "已改正"}


def test_the_office_below_is_told_how_a_returned_field_is_settled(qtbot, page, returned):
    assert page.amendments.detail.advice.isHidden()  # nothing is to be done by the office that returned it

    (one, *_) = list_amendments(returned.county)
    for_the_town = replace(one, ours=True)
    page.amendments.detail.show_request(for_the_town)

    assert page.amendments.detail.advice.text() == (
        "点“打开问题”改好这一处，随下一次数据包报上去就自动办结；确实不用改的，说明情况。"
    )


def test_the_letter_lists_what_is_still_to_be_put_right(qtbot, page, returned, tmp_path):
    target = tmp_path / "补正通知.pdf"
    page.amendments.ask_target = lambda _parent, _name: target
    page.amendments.grid.selectRow(0)

    page.amendments.print_button.click()
    settle(qtbot, page.amendments)

    text = text_of_pdf(target)
    assert TOWN in text
    assert "请写明数量" in text
    assert "2项问题" in text


def text_of_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


def test_a_proposal_is_accepted_or_declined_from_the_list(qtbot, page, world, context):
    receiving.receive(world.town, shipments.send(world.county, TOWN, world.folder).path)
    for n, goal in enumerate(["全部覆盖", "不覆盖"]):
        propose(world.town, world.uids[n], {"goal": goal}, "现场情况")
    receiving.receive(world.county, shipments.send(world.town, COUNTY, world.folder).path)
    page.reload()
    page.show_tab("退回与建议")
    assert page.tabs.tabText(4) == "退回与建议（2）"
    panel = page.amendments
    panel.answering.ask_reason = typing("不符合方案")

    for wanted, choice in (("全部覆盖", "采纳"), ("不覆盖", "不采纳…")):
        panel.grid.selectRow(next(n for n in range(2) if panel.model.row_at(n).asked.wanted == wanted))
        panel.detail.buttons[choice].click()

    goals = [detail.problem_detail(world.county, uid).fields["goal"] for uid in world.uids[:2]]
    assert goals == ["全部覆盖", ""]
    assert {one.standing.value for one in list_amendments(world.county)} == {"已采纳", "不采纳"}
    assert page.tabs.tabText(4) == "退回与建议"
