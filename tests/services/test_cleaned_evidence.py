"""Names in evidence files: shown before they leave, a cleaned copy goes in place of the original; PDFs that run something are named."""

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Evidence
from dczg_desktop.domain.records import Record
from dczg_desktop.domain.words import DutyRole, EvidenceRole, Level
from dczg_desktop.safety.traces import traces
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files, media_type, withdraw_evidence
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.outgoing.outlook import Section, outlook
from dczg_desktop.services.problems import void_problems
from dczg_desktop.services.register import print_register
from dczg_desktop.services.traces import MARK, clean_evidence, clean_several, dangers, originals
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, COUNTY
from tests.safety.hidden_files import a_docx, photo_bytes
from tests.safety.test_traces import a_pdf, a_photo


@pytest.fixture
def photo(offices, given, tmp_path):
    """A photo of the county that names its owner, attached; (evidence uid, digest)."""
    (made,) = attach_files(offices.county, given, [a_photo(tmp_path / "现场.jpg")], EvidenceRole.BEFORE)
    return made.uid, made.sha256


def traced(offices):
    seen = outlook(offices.county, CITY)
    return {(line.what, line.text, line.weight) for line in seen.lines if line.section is Section.TRACES}


def test_what_leaves_says_what_the_files_tell_in_plain_words(offices, photo):
    assert traced(offices) == {
        ("现场.jpg · 照片的“作者”", "王小明", "可发清理副本"),
        ("现场.jpg · 照片的“机主”", "WANG XIAOMING", "可发清理副本"),
        ("现场.jpg · 照片的“机身编号”", "SN0012345", "可发清理副本"),
        ("现场.jpg · 照片的定位", "24.31000，109.40000", "留作证据"),
    }


def test_a_cleaned_copy_goes_and_the_original_stays_with_both_digests_recorded(offices, given, photo):
    done = clean_evidence(offices.county, photo[0])
    assert {weight for _, _, weight in traced(offices)} == {"留作证据"}

    path = offices.package(COUNTY, CITY)
    receipt = receive(offices.city, path)

    assert receipt.missing_files == ()
    assert not offices.city.evidence.has(photo[1])
    assert offices.county.evidence.intact(photo[1])
    with offices.city.reading() as session:
        (kept,) = session.execute(select(Evidence.sha256, Evidence.note)).all()
    assert kept.sha256 == done.sha256
    assert kept.note.startswith(f"{MARK}{photo[1]} 留存本单位")
    assert [one.sha256 for one in problem_detail(offices.county, given).facts.evidence] == [done.sha256]


def test_cleaning_is_taken_back(offices, given, photo):
    clean_evidence(offices.county, photo[0])

    undo(offices.county, last_undoable(offices.county).uid)

    assert [one.sha256 for one in problem_detail(offices.county, given).facts.evidence] == [photo[1]]


def test_what_was_cleaned_or_withdrawn_meanwhile_is_not_cleaned_again(offices, given, photo, tmp_path):
    clean_evidence(offices.county, photo[0])
    (other,) = attach_files(
        offices.county, given, [a_photo(tmp_path / "另一张.jpg", comment=b"2")], EvidenceRole.AFTER
    )
    withdraw_evidence(offices.county, other.uid, "附错了")

    for uid in (photo[0], other.uid):
        with pytest.raises(UserError, match="已经撤回，或已改用清理副本"):
            clean_evidence(offices.county, uid)

    assert len(problem_detail(offices.county, given).facts.evidence) == 1


def test_a_file_without_names_is_not_cleaned(offices, given, photo):
    done = clean_evidence(offices.county, photo[0])

    with pytest.raises(UserError, match="不用清理"):
        clean_evidence(offices.county, done.uid)


def test_a_pdf_with_a_script_is_named_on_taking_in_and_on_receiving(offices, given, tmp_path):
    pdf = a_pdf(tmp_path / "报告.pdf", b"1 0 obj <</OpenAction <</S /JavaScript /JS (x)>>>> endobj")
    (made,) = attach_files(offices.county, given, [pdf], EvidenceRole.OTHER)
    path = offices.package(COUNTY, CITY)

    seen, done = preview_package(offices.city, path), receive(offices.city, path)

    assert made.runs == "脚本"
    for receipt in (seen, done):
        (words,) = [one for one in receipt.warnings if "报告.pdf" in one]
        assert "没有运行" in words
        assert "打电话" in words
    assert offices.city.evidence.intact(made.sha256)


def test_a_script_is_named_in_a_file_of_a_kind_that_this_office_could_not_attach(tmp_path):
    pdf = tmp_path / "收到"
    pdf.write_bytes(b"\0\1\2%PDF-1.5\n1 0 obj <</OpenAction <</S /JavaScript /JS (x)>>>> endobj\n%%EOF")
    with pytest.raises(UserError, match="不支持的佐证类型"):
        media_type(pdf)

    (words,) = dangers({"a" * 64: pdf}, {"a" * 64: "报告.pdf"})

    assert "“报告.pdf”里有脚本" in words


def test_what_the_program_writes_names_nobody_in_its_properties(offices, given, tmp_path):
    written = [
        offices.package(CITY, COUNTY),
        print_register(offices.city, tmp_path / "登记簿.xlsx").path,
        print_register(offices.city, tmp_path / "登记簿.pdf").path,
    ]

    package, *prints = [traces(path) for path in written]
    assert prints == [(), ()]
    assert [(one.where, one.said) for one in package] == [("隐藏的工作表", "_包信息")]


def test_every_file_that_leaves_ends_in_one_of_three_words(offices, given, photo, tmp_path):
    a_docx(tmp_path / "说明.docx", {})
    (tmp_path / "录像.avi").write_bytes(b"RIFF\0\0\0\0AVI LIST" + bytes(99))
    attach_files(offices.county, given, [tmp_path / "说明.docx", tmp_path / "录像.avi"], EvidenceRole.OTHER)

    seen = outlook(offices.county, CITY)

    assert {line.text for line in seen.lines if line.section is Section.FILES} == {
        "现场.jpg　查到 4 处",
        "说明.docx　查过，没有夹带别的信息",
        "录像.avi　没有查（音像：AVI、WAV 等旧格式，程序不认识里面的信息）",
    }
    (unread,) = [line for line in seen.lines if line.what.startswith("录像.avi")]
    assert (unread.section, unread.weight, unread.evidence_uid) == (Section.TRACES, "没有查", "")


def test_several_files_are_cleaned_as_one_act_and_those_that_cannot_be_are_named(
    offices, given, photo, tmp_path
):
    core = (
        '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>李秀兰</dc:creator></cp:coreProperties>'
    )
    a_docx(tmp_path / "说明.docx", {"docProps/core.xml": core, "word/media/1.jpeg": photo_bytes()})
    a_docx(
        tmp_path / "批注.docx",
        {"docProps/core.xml": core, "word/comments.xml": '<w:comment w:author="钱七"/>'},
    )
    made = attach_files(
        offices.county, given, [tmp_path / "说明.docx", tmp_path / "批注.docx"], EvidenceRole.OTHER
    )
    uids = [photo[0], *(one.uid for one in made)]

    done = clean_several(offices.county, uids, keep_place=False)

    assert [one.name for one in done.done] == ["现场.jpg", "说明.docx"]
    assert len(done.refused) == 1
    assert "“批注.docx”没有清理" in done.refused[0]
    assert {what.partition(" · ")[0] for what, _, _ in traced(offices)} == {"批注.docx"}
    undo(offices.county, last_undoable(offices.county).uid)
    left = {one.sha256 for one in problem_detail(offices.county, given).facts.evidence}
    assert left == {photo[1], *(one.sha256 for one in made)}


def test_a_copy_without_the_place_says_what_was_taken_out_and_keeps_the_original(offices, given, photo):
    done = clean_evidence(offices.county, photo[0], keep_place=False)

    assert traced(offices) == set()
    assert "照片的定位" in done.words
    assert offices.county.evidence.intact(photo[1])
    with pytest.raises(UserError, match="拍摄位置，不用清理"):
        clean_evidence(offices.county, done.uid, keep_place=False)


def test_when_none_can_be_cleaned_nothing_is_written(offices, given, tmp_path):
    (made,) = attach_files(offices.county, given, [a_docx(tmp_path / "说明.docx", {})], EvidenceRole.OTHER)

    with pytest.raises(UserError, match="没有一件"):
        clean_several(offices.county, [made.uid])
    assert last_undoable(offices.county).act == "附佐证"


def test_a_problem_that_is_voided_while_copies_are_made_keeps_its_files(offices, given, tmp_path):
    (made,) = attach_files(offices.city, given, [a_photo(tmp_path / "现场.jpg")], EvidenceRole.BEFORE)

    with pytest.raises(UserError, match="已作废"):
        clean_several(
            offices.city, [made.uid], tick=lambda *_: void_problems(offices.city, [given], "重复录入")
        )
    assert last_undoable(offices.city).act == "作废问题"


def test_a_file_of_another_office_is_for_that_office_to_clean(offices, given, photo):
    offices.deliver(COUNTY, CITY)
    add_office(offices.city, "北坡镇", "430623109", Level.TOWNSHIP)
    assign(offices.city, [given], "北坡镇", DutyRole.SUPPORTING_UNIT)

    lines = [line for line in outlook(offices.city, "北坡镇").lines if line.section is Section.TRACES]

    assert {(line.weight, line.evidence_uid) for line in lines} == {("由附件单位清理", ""), ("留作证据", "")}


@pytest.mark.parametrize("rest", ["", "  ", "\u3000"])
def test_a_note_that_only_begins_like_one_of_a_cleaned_copy_names_no_original(rest):
    assert originals([Record("evidence", "u", {"note": MARK + rest, "office_uid": "o"}, "a")]) == set()
