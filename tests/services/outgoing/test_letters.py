"""Letters around an exchange: the note of a package, what to put right, what did not come, the public notice."""

from datetime import date

import pypdfium2
import pytest

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.domain.words import DutyRole, Job, Medium
from dczg_desktop.services.closure import publish_notice
from dczg_desktop.services.duties import assign
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.offices import our_fingerprint
from dczg_desktop.services.outgoing.letters import (
    Heading,
    covering_note,
    flaws_of,
    missing_reports,
    print_correction,
    print_note,
    print_reminder,
)
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.public_notices import Contact, print_public_notice
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.acts import DONE, a_given_problem, measures_of

RED = Heading("云整改函〔2026〕12号", "0774-2345678")
DUE = date(2026, 12, 5)


def words(path):
    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "")


def test_the_note_says_what_goes_on_which_medium_and_what_to_do_by_when(offices):
    a_given_problem(offices.city, COUNTY)
    order = SendOrder(medium=Medium.STICK, medium_number="U-07", handler="王送达")
    sent = send(offices.city, COUNTY, offices.post, order)

    note = covering_note(offices.city, sent.package_uid, DUE)

    assert note.text.startswith(
        f"{COUNTY}：\n　　现下发整改台账第 1 号数据包，存于U盘（编号 U-07），由王送达送达，"
    )
    for part in (sent.path.name, "问题 1 条", "请于2026年12月5日前", "并按期回传", sent.digest[:4].upper(), our_fingerprint(offices.city),
                 "请回执", f"{CITY}　2026年11月22日"):  # fmt: skip
        assert part in note.text


def test_upward_it_reports_and_asks_for_no_filling_in(offices, given):
    sent = send(offices.county, CITY, offices.post)

    note = covering_note(offices.county, sent.package_uid)

    assert "现报送整改台账第 1 号" in note.text
    assert "Excel" not in note.text
    assert note.title == "关于报送督察整改台账数据包的函"


def test_a_form_is_asked_to_be_filled_in_and_sent_back(offices):
    a_given_problem(offices.city, COUNTY)
    sent = send(offices.city, COUNTY, offices.post, SendOrder(jobs=(Job.PROGRESS, Job.PEOPLE)))

    note = covering_note(offices.city, sent.package_uid, DUE)

    assert note.title == "关于填报督察整改有关情况的函"
    assert "填写“进展填报”、“责任人员”的浅黄色格" in note.text


def test_the_note_is_printed_as_a_letter_with_red_head_and_number(offices, tmp_path):
    a_given_problem(offices.city, COUNTY)
    sent = send(offices.city, COUNTY, offices.post)

    made = print_note(
        offices.city, covering_note(offices.city, sent.package_uid, DUE), RED, tmp_path / "函.pdf"
    )

    text = words(made.path)
    for part in ("云整改函〔2026〕12号", "关于下发督察整改台账数据包的函", "0774-2345678", "2026年12月5日前"):
        assert part in text


def test_a_correction_names_what_weighs_on_the_offices_problems(offices, tmp_path):
    uid = a_given_problem(offices.city, COUNTY)
    edit_problem(offices.city, uid, {"goal": "完成〔填写目标〕"})
    a_given_problem(offices.city, "别的单位")

    flaws = flaws_of(offices.city, COUNTY)
    assert any("残留占位符" in one for one in flaws)
    assert all(one.startswith("430600-2026-0001") for one in flaws)

    made = print_correction(offices.city, COUNTY, flaws, DUE, RED, tmp_path / "补正.pdf")
    assert "以下2项问题" in words(made.path)


def test_a_reminder_names_the_problems_without_a_report_of_the_period(offices, given, tmp_path):
    other = a_given_problem(offices.county, TOWNSHIP, text="另一问题")
    assign(offices.county, [other], "赵", DutyRole.RESPONSIBLE_PERSON)
    report_progress(offices.township, given, Report("2026-11", "已进场"))
    offices.deliver(TOWNSHIP, COUNTY)

    missing = missing_reports(offices.county, TOWNSHIP, "2026-11")
    assert len(missing) == 1
    assert "另一问题（整改时限：2026年12月底前）" in missing[0]
    assert len(missing_reports(offices.county, TOWNSHIP, "2026-10")) == 2

    made = print_reminder(offices.county, TOWNSHIP, "2026-11", missing, DUE, RED, tmp_path / "催报.pdf")
    assert "2026年11月" in words(made.path)
    with pytest.raises(UserError, match="没有缺报"):
        print_reminder(offices.county, TOWNSHIP, "2026-11", [], DUE, RED, tmp_path / "空.pdf")
    with pytest.raises(UserError, match="调度期“11月”不对"):
        print_reminder(offices.county, TOWNSHIP, "11月", missing, DUE, RED, tmp_path / "空.pdf")


def test_the_public_notice_is_filled_from_the_ledger_and_refused_while_anything_is_missing(offices, tmp_path):
    uid = a_given_problem(offices.city, COUNTY, plan="1.封堵排口。")
    contact = Contact("0774-2345678")
    with pytest.raises(GateClosed) as refused:
        print_public_notice(offices.city, uid, contact, tmp_path / "公示.pdf")
    assert any("登记公示" in reason for reason in refused.value.reasons)

    finish_measures(offices.city, measures_of(offices.city, uid), DONE, "封堵 3 个排口")
    publish_notice(offices.city, uid, date(2026, 11, 23), date(2026, 12, 4), "市政府网站")
    text = words(print_public_notice(offices.city, uid, contact, tmp_path / "公示.pdf").path)
    for part in (
        "某河段污水直排",
        COUNTY,
        "封堵3个排口",
        "2026年11月23日至2026年12月4日（10个工作日）",
        "0774-2345678",
    ):
        assert part in text.replace(" ", "")

    edit_problem(offices.city, uid, {"description": "举报人张建国反映污水直排"})
    with pytest.raises(GateClosed) as refused:
        print_public_notice(offices.city, uid, contact, tmp_path / "公示.pdf")
    assert refused.value.reasons == ["“整改问题”里有举报人姓名，公示前请改成“张某某”"]
