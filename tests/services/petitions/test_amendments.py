"""Fields of petitions sent back for correction or proposed for a change: asked, carried, marked, answered, printed."""

from dataclasses import replace

import openpyxl
import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.petition_amendments import returnable_of
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay, Job, Level, Sealing
from dczg_desktop.services.amendments import Wish
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.outgoing.correction import print_correction, to_be_corrected
from dczg_desktop.services.outgoing.letters import flaws_of
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.overview import overview
from dczg_desktop.services.petitions.amendments import (
    answer_request,
    propose_petition,
    return_petition,
    withdraw_request,
)
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.services.petitions.requests import petition_facts, petition_may_be_returned_to
from dczg_desktop.services.requests import list_amendments
from dczg_desktop.services.trust.sealing import opened_seal
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, TOWNSHIP, visible
from tests.services.petition_acts import put
from tests.services.printed_files import words_of
from tests.services.workbooks import Filled

WHY = "请写明核查时间和排口数量"
NUMBER = "D3XJ202611200017"


@pytest.fixture
def item(offices):
    """A petition of the city that the county has answered."""
    uid = put(
        offices.city, NUMBER, office_uid=offices.county.identity.office_uid, responsible_unit=COUNTY, batch="第17批", deadline="2026-11-27"
    )  # fmt: skip
    offices.deliver(CITY, COUNTY)
    save_points(offices.county, uid, [Point("料堆扬尘", substantiated="属实"), Point("夜间噪声")])
    edit_petition(offices.county, uid, {"findings": "已核查", "substantiated": "属实", "result": "整改中"})
    offices.deliver(COUNTY, CITY)
    return uid


def wish(ledger, uid, field="findings", place="整件", why=WHY):
    with ledger.reading() as session:
        items = returnable_of(petition_facts(session, [uid])[uid])
    return Wish(next(one for one in items if (one.field, one.place) == (field, place)), why)


def returned(offices, uid, *wishes):
    wishes = wishes or (wish(offices.city, uid),)
    return return_petition(offices.city, uid, wishes, offices.county.identity.office_uid)


def seen(ledger):
    return [
        (one.way.value, one.code, one.place, one.label, one.standing.value) for one in list_amendments(ledger)
    ]


def test_a_returned_field_goes_down_and_stands_until_it_is_put_right(offices, item):
    returned(offices, item)
    offices.deliver(CITY, COUNTY)
    line = ("退回修改", NUMBER, "整件", "调查核实情况")
    assert seen(offices.county) == [(*line, "待办理")] == seen(offices.city)
    task = next(one for one in overview(offices.county).tasks if one.title == "退回修改")
    assert task.count == 1

    edit_petition(offices.county, item, {"findings": "11月21日核查，排口 3 个"})

    assert seen(offices.county) == [(*line, "已改正")]
    offices.deliver(COUNTY, CITY)
    assert seen(offices.city) == [(*line, "已改正")]
    assert to_be_corrected(offices.city) == {}


def test_a_point_can_be_sent_back_alone(offices, item):
    returned(offices, item, wish(offices.city, item, "result", "第 1 个点位"))
    offices.deliver(CITY, COUNTY)
    first, second = points_of(offices.county, item)

    save_points(
        offices.county,
        item,
        [Point("料堆扬尘", substantiated="属实", result="已覆盖", uid=first.uid), second],
    )

    assert [one.standing for one in list_amendments(offices.county)] == [Standing.CORRECTED]


def test_a_returned_point_that_was_removed_is_for_the_asking_office_to_look_at(offices, item):
    returned(offices, item, wish(offices.city, item, "findings", "第 2 个点位"))
    offices.deliver(CITY, COUNTY)
    first = points_of(offices.county, item)[0]
    save_points(offices.county, item, [first])
    offices.deliver(COUNTY, CITY)

    line = ("退回修改", NUMBER, "第 2 个点位", "调查核实情况", "内容已删除")
    assert seen(offices.city) == [line] == seen(offices.county)
    (mine,), (ours,) = list_amendments(offices.city), list_amendments(offices.county)
    assert (mine.waits, ours.waits) == (True, False)
    assert mine.remark.startswith("对应的点位已删除，请核对")
    assert ours.remark == f"对应的点位已删除，等{CITY}核对。"
    assert [one.count for one in overview(offices.city).tasks if one.title == "退回的内容被删除"] == [1]
    withdraw_request(offices.city, mine, "确应合并")
    assert seen(offices.city) == []


def test_what_needs_no_change_is_explained(offices, item):
    returned(offices, item)
    offices.deliver(CITY, COUNTY)
    (asked,) = list_amendments(offices.county)

    answer_request(offices.county, asked, AmendmentVerdict.EXPLAINED, "核查记录见附件")
    offices.deliver(COUNTY, CITY)

    (told,) = list_amendments(offices.city)
    assert (told.standing, told.answer) == (Standing.EXPLAINED, "核查记录见附件")
    with pytest.raises(UserError, match="已经办结"):
        answer_request(offices.county, asked, AmendmentVerdict.EXPLAINED, "再说一次")


def test_a_proposal_is_accepted_by_the_issuer_and_written_by_it(offices, item):
    propose_petition(offices.county, item, {"deadline": "2026-12-05", "batch": "第17批"}, "工期不够")
    offices.deliver(COUNTY, CITY)
    (asked,) = list_amendments(offices.city)
    assert (asked.way, asked.label, asked.said, asked.wanted) == (
        AmendmentWay.PROPOSAL, "办理时限", "2026-11-27", "2026-12-05",
    )  # fmt: skip

    answer_request(offices.city, asked, AmendmentVerdict.ACCEPTED)
    offices.deliver(CITY, COUNTY)

    assert [one.standing for one in list_amendments(offices.county)] == [Standing.ACCEPTED]
    with offices.county.reading() as session:
        assert petition_facts(session, [item])[item].fields["deadline"] == "2026-12-05"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda offices, uid: return_petition(offices.city, uid, [], "x"), "没有选择"),
        (lambda offices, uid: returned(offices, uid, wish(offices.city, uid, why=" ")), "没有写明退回理由"),
        (
            lambda offices, uid: return_petition(
                offices.county, uid, [wish(offices.county, uid)], offices.city.identity.office_uid
            ),
            "不是本单位的下级",
        ),
        (
            lambda offices, uid: propose_petition(offices.city, uid, {"batch": "第1批"}, "理由"),
            "直接修改即可",
        ),
        (
            lambda offices, uid: propose_petition(offices.county, uid, {"findings": "改"}, "理由"),
            "不用提建议",
        ),
        (
            lambda offices, uid: propose_petition(offices.county, uid, {"deadline": "看情况"}, "理由"),
            "无法识别",
        ),
        (
            lambda offices, uid: propose_petition(offices.county, uid, {"batch": "第17批"}, "理由"),
            "和现在的一样",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_kept(offices, item, act, words):
    before = [visible(ledger) for ledger in (offices.city, offices.county)]

    with pytest.raises(UserError, match=words):
        act(offices, item)

    assert [visible(ledger) for ledger in (offices.city, offices.county)] == before


def test_content_that_changed_meanwhile_is_looked_at_again(offices, item):
    old = wish(offices.city, item)
    edit_petition(offices.city, item, {"findings": "刚改的"})

    with pytest.raises(UserError, match="刚刚变了"):
        returned(offices, item, old)


def test_only_the_asking_office_takes_it_back(offices, item):
    returned(offices, item)
    offices.deliver(CITY, COUNTY)
    with pytest.raises(UserError, match="不能撤回"):
        withdraw_request(offices.county, list_amendments(offices.county)[0], "不想改")

    withdraw_request(offices.city, list_amendments(offices.city)[0], "退错了")
    offices.deliver(CITY, COUNTY)

    assert list_amendments(offices.city) == [] == list_amendments(offices.county)


def test_the_sheet_of_the_receiver_marks_it_and_says_why(offices, item):
    point = points_of(offices.city, item)[1].uid
    returned(
        offices, item, wish(offices.city, item), wish(offices.city, item, "substantiated", "第 2 个点位")
    )

    path = opened_seal(offices.county, offices.package(CITY, COUNTY), "")

    form = Filled(path)
    page, columns = form.book["信访件"], form.columns("信访件")
    marked = page.cell(form.row_of("信访件", item), columns["调查核实情况"])
    assert (marked.border.left.color.rgb, marked.protection.locked) == ("FFC00000", False)
    said = [page.cell(form.row_of("信访件", uid), columns["退回意见"]).value for uid in (item, point)]
    assert said == [f"调查核实情况：{WHY}", f"是否属实：{WHY}"]


def test_an_office_without_the_program_puts_it_right_in_the_form(offices):
    paper = add_office(offices.city, "清源县整改办", "430624", Level.COUNTY)
    uid = put(
        offices.city,
        NUMBER,
        office_uid=paper,
        responsible_unit="清源县整改办",
        completion="已办结",
        findings="看过了",
    )
    return_petition(offices.city, uid, [wish(offices.city, uid)], paper)
    order = SendOrder(jobs=(Job.PETITIONS,), sealing=Sealing.PLAIN, reason="当面交接")
    path = send(offices.city, "清源县整改办", offices.post, order).path
    assert "退回意见" in [cell.value for cell in openpyxl.load_workbook(path)["信访件办理"][4]]

    receive(
        offices.city,
        Filled(path).fill("信访件办理", uid, 调查核实情况="11月21日核查").save(),
        accept_hand_edits=True,
    )

    assert [one.standing for one in list_amendments(offices.city)] == [Standing.CORRECTED]


def test_what_the_superior_asked_of_us_stays_unknown_below(offices, item):
    edit_petition(offices.county, item, {"responsible_unit": TOWNSHIP})
    offices.deliver(COUNTY, TOWNSHIP)
    returned(offices, item)
    offices.deliver(CITY, COUNTY)
    offices.deliver(COUNTY, TOWNSHIP)

    assert len(list_amendments(offices.county)) == 1
    assert list_amendments(offices.township) == []
    assert [name for _, name in petition_may_be_returned_to(offices.city, item)] == [COUNTY]
    offices.deliver(COUNTY, CITY)
    assert [name for _, name in petition_may_be_returned_to(offices.city, item)] == [TOWNSHIP, COUNTY]


def test_receiving_it_can_be_taken_back(offices, item):
    returned(offices, item)
    before = visible(offices.county)
    receipt = offices.deliver(CITY, COUNTY)

    undo(offices.county, receipt.act_uid)

    assert visible(offices.county) == before


def test_nobody_can_be_found_by_what_the_letter_says(offices, item, tmp_path):
    returned(offices, item, replace(wish(offices.city, item), reason="请向13812345678核实"))

    print_correction(offices.city, COUNTY, tmp_path / "补正.pdf")

    assert "13812345678" not in words_of(tmp_path / "补正.pdf")


def test_the_letter_names_the_item_with_the_reason(offices, item, tmp_path):
    returned(offices, item)

    print_correction(offices.city, COUNTY, tmp_path / "补正.pdf")

    text = words_of(tmp_path / "补正.pdf")
    assert f"信访件{NUMBER}" in text
    assert WHY in text
    assert any(f"信访件 {NUMBER} 整件 调查核实情况：{WHY}" in flaw for flaw in flaws_of(offices.city, COUNTY))
