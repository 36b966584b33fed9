"""What would leave is looked at first: rows, files, what stays and why, personal data, findings."""

import pypdfium2
import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import ChangeSet, Problem
from dczg_desktop.domain.personal import personal_data
from dczg_desktop.domain.words import DutyRole, EvidenceRole
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files, withdraw_evidence
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.mending import mend_personal
from dczg_desktop.services.outgoing.outlook import Section, as_form, outlook
from dczg_desktop.services.outgoing.outlook_print import print_outlook
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.register import shipments
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, CLERK, COUNTY, TOWNSHIP, visible
from tests.services.acts import a_given_problem, a_photo, a_problem
from tests.services.petitions.test_items import put

PHONE = "13907741234"


def lines(seen, section):
    return [line for line in seen.lines if line.section is section]


def test_every_problem_that_leaves_has_a_line_with_what_hangs_on_it_and_every_field_is_named(offices):
    uid = a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。")

    seen = outlook(offices.city, COUNTY)

    (line,) = lines(seen, Section.LEAVES)
    assert (line.problem_uid, line.text) == (uid, "某河段污水直排")
    assert "措施 2" in line.what
    (fields,) = [one for one in lines(seen, Section.FIELDS) if one.what == "问题"]
    assert "问题描述" in fields.text
    assert fields.text.endswith("从不发出：内部备注")


def test_what_stays_is_named_record_by_record_with_its_reason(offices):
    given = a_given_problem(offices.city, COUNTY, text="甲")
    edit_problem(offices.city, given, {"internal_note": "领导批示"})
    secret = a_given_problem(offices.city, COUNTY, text="乙")
    edit_problem(offices.city, secret, {"confidential": True})
    a_problem(offices.city, text="丙")
    put(offices.city, "X1", extra={"举报人": "某某"}, office_uid=offices.county.identity.office_uid)

    held = {line.what + "：" + line.text for line in lines(outlook(offices.city, COUNTY), Section.WITHHELD)}

    assert held == {
        "问题 430600-2026-0001：内部备注只在本单位，不发出",
        "问题 430600-2026-0002：标为内部掌握，不发出",
        "问题 430600-2026-0003：对方没有承担职责，也不是由它交办，不在发出范围",
        "信访件 X1：表外栏目（举报人）可能含举报人信息，不发出",
    }


def test_files_are_listed_with_their_size_and_whether_they_go(offices, tmp_path):
    uid = a_given_problem(offices.city, COUNTY)
    attach_files(offices.city, uid, [a_photo(tmp_path, "一.jpg")], EvidenceRole.BEFORE)
    seen = outlook(offices.city, COUNTY)
    (line,) = lines(seen, Section.FILES)
    assert (line.text, line.weight, line.size) == ("一.jpg　没有查（照片：图片读不出来）", "随包发出", 9)
    (line,) = lines(as_form(seen), Section.FILES)
    assert (as_form(seen).files, line.weight) == (0, "不随填报表发")

    offices.deliver(CITY, COUNTY)
    offices.deliver(COUNTY, CITY)
    attach_files(offices.city, uid, [a_photo(tmp_path, "二.jpg", "新")], EvidenceRole.AFTER)

    stand = {line.text: line.weight for line in lines(outlook(offices.city, COUNTY), Section.FILES)}
    assert stand == {"一.jpg": "对方已有", "二.jpg　没有查（照片：图片读不出来）": "随包发出"}


@pytest.fixture
def named(offices, tmp_path):
    """A problem whose description, report and file name hold personal data."""
    uid = a_given_problem(offices.city, COUNTY, text=f"举报人张建国（{PHONE}）反映污水直排")
    report_progress(offices.city, uid, Report("2026-10", "已回访11栋2单元203号"))
    attach_files(offices.city, uid, [a_photo(tmp_path, f"回访{PHONE}.jpg")], EvidenceRole.VISIT)
    return uid


def test_personal_data_is_shown_masked_with_its_record_and_never_in_clear(offices, named):
    seen = outlook(offices.city, COUNTY)

    assert [one.kind.value for one in seen.personal] == ["举报人姓名", "手机号", "门牌住址", "手机号"]
    assert {one.problem_uid for one in seen.personal} == {named}
    assert all(one.mendable for one in seen.personal)
    texts = "\n".join(f"{line.what}{line.text}" for line in seen.lines)
    assert PHONE not in texts
    assert personal_data(texts) == []
    assert "举报人张某某（139****1234）" in texts


def test_it_leaves_only_with_a_reason_that_the_journal_keeps(offices, named):
    with pytest.raises(UserError, match="有 4 处疑似个人信息") as refused:
        send(offices.city, COUNTY, offices.post)
    assert PHONE not in str(refused.value)
    assert not list(offices.post.glob("*"))
    assert shipments(offices.city) == []

    send(offices.city, COUNTY, offices.post, SendOrder(reason="核查需要，已请示分管领导"))

    with offices.city.reading() as session:
        title = session.scalar(select(ChangeSet.title).where(ChangeSet.act == "发出数据包"))
    assert "疑似个人信息 4 处，经确认照发：核查需要，已请示分管领导" in title


def test_blocking_findings_need_a_reason_too_and_others_do_not(offices):
    uid = a_given_problem(offices.city, COUNTY, deadline="2026年1月底前")
    assert [one.severity.value for one in outlook(offices.city, COUNTY).findings][:1] == ["警告"]
    assert offices.package(CITY, COUNTY).is_file()
    edit_problem(offices.city, uid, {"goal": "完成〔填写目标〕"})

    seen = outlook(offices.city, COUNTY)
    assert [one.rule for one in seen.blocking] == ["R13"]
    assert lines(seen, Section.FINDINGS)[0].weight == "阻断"
    with pytest.raises(UserError, match="1 项阻断疑点（430600-2026-0001 整改目标"):
        send(offices.city, COUNTY, offices.post)
    assert send(offices.city, COUNTY, offices.post, SendOrder(reason="目标随后补充")).path.is_file()


def test_what_the_receiver_wrote_itself_is_not_asked_about(offices):
    uid = a_given_problem(offices.city, COUNTY, text=f"电话{PHONE}")
    offices.watch.pass_days(1)
    receive(offices.county, send(offices.city, COUNTY, offices.post, SendOrder(reason="必要")).path)

    assert outlook(offices.county, CITY).personal == ()
    assert uid in {line.problem_uid for line in outlook(offices.county, CITY).lines}


def test_a_corrected_report_and_a_withdrawn_file_stay_behind(offices, tmp_path):
    uid = a_given_problem(offices.city, COUNTY)
    report_progress(offices.city, uid, Report("2026-10", f"已电话{PHONE}回访"))
    report_progress(offices.city, uid, Report("2026-10", "已电话回访"))
    (file,) = attach_files(offices.city, uid, [a_photo(tmp_path, f"{PHONE}.jpg")], EvidenceRole.VISIT)
    withdraw_evidence(offices.city, file.uid, "文件名带电话")

    seen = outlook(offices.city, COUNTY)

    assert seen.personal == ()
    assert seen.files == 0
    assert [str(one) for one in seen.withheld] == [
        "进展 2026-10：已更正或撤回，原文含个人信息，不发出",
        "佐证 139****1234.jpg：已更正或撤回，原文含个人信息，不发出",
    ]
    offices.deliver(CITY, COUNTY)
    assert all(PHONE not in str(row) for row in _everything(offices.county))


def _everything(ledger):
    with ledger.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT text FROM progress UNION ALL SELECT name FROM evidence"
        )
        return rows.all() + session.execute(select(Problem.description)).all()


def test_the_outlook_is_printed_as_it_is_filtered(offices, tmp_path, named):
    seen = outlook(offices.city, COUNTY)

    printed = print_outlook(offices.city, seen, lines(seen, Section.PERSONAL), tmp_path / "内容.pdf")

    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(printed.path))
    assert printed.rows == 4
    assert f"将要发给{COUNTY}的内容" in text
    assert "139****1234" in text
    assert PHONE not in text


def test_an_office_that_answers_for_nothing_has_an_outlook_without_content(offices):
    assert not outlook(offices.county, TOWNSHIP).has_content


def test_everything_that_is_ours_is_masked_in_one_act_and_undo_takes_it_back(offices, named):
    mended = mend_personal(offices.city, COUNTY)

    assert (mended.places, mended.left) == (4, 0)
    facts = problem_detail(offices.city, named).facts
    assert facts.description == "举报人张某某（139****1234）反映污水直排"
    assert [one.text for one in facts.progress] == ["已回访*栋*单元*号"]
    assert [(one.name, one.made_by) for one in facts.evidence] == [("回访139****1234.jpg", CLERK)]
    seen = outlook(offices.city, COUNTY)
    assert (seen.personal, seen.files) == ((), 1)
    offices.deliver(CITY, COUNTY)
    assert all(PHONE not in str(row) and "张建国" not in str(row) for row in _everything(offices.county))


def test_masking_is_undone_like_any_act(offices, named):
    before = visible(offices.city)["problem"]
    mend_personal(offices.city, COUNTY)

    undo(offices.city, last_undoable(offices.city).uid)

    assert visible(offices.city)["problem"][0][2:4] == before[0][2:4]
    assert PHONE in problem_detail(offices.city, named).facts.description


def test_what_the_superior_wrote_is_left_to_a_person(offices):
    uid = a_given_problem(offices.city, COUNTY, text=f"电话{PHONE}")
    receive(offices.county, send(offices.city, COUNTY, offices.post, SendOrder(reason="必要")).path)
    assign(offices.county, [uid], TOWNSHIP, DutyRole.SUPPORTING_UNIT)

    assert [one.mendable for one in outlook(offices.county, TOWNSHIP).personal] == [False]
    assert mend_personal(offices.county, TOWNSHIP).left == 1
