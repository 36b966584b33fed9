"""Pictures placed in a table arrive as evidence of their row's problem."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image as Placed
from PIL import Image
from sqlalchemy import select

from dczg_desktop.base.errors import Cancelled
from dczg_desktop.domain.entities import Evidence
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.imports.editing import TableEdits
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.evidence import attach_files, evidence_file
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import correct_mapping, preview_import, revised
from dczg_desktop.services.importing.pictures import pictures_kept
from dczg_desktop.services.problems import ProblemDraft, add_problem, find_problem
from dczg_desktop.services.undo import undo
from tests.imports.samples.drawn_files import blip, cells, drawn_document, photo, pict


@pytest.fixture
def table(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["问题编号", "存在的问题", "整改措施", "责任单位", "整改前图片", "整改后图片"])
    for number in ("第一项", "第二项"):
        sheet.append([number, f"{number}：堆料未覆盖", "覆盖防尘网", "县住建局", "", ""])
    for cell, colour in (("E2", "red"), ("F2", "green"), ("E3", "blue")):
        stream = io.BytesIO()
        Image.new("RGB", (40, 30), colour).save(stream, "PNG")
        picture = Placed(stream)
        sheet.add_image(picture, cell)
    path = tmp_path / "带图清单.xlsx"
    book.save(path)
    return path


def test_each_picture_is_filed_under_its_problem_by_the_heading_of_its_column(ledger, table):
    accept_import(ledger, preview_import(ledger, table))

    first = problem_detail(ledger, find_problem(ledger, "第一项")).facts.evidence
    second = problem_detail(ledger, find_problem(ledger, "第二项")).facts.evidence

    assert sorted(item.role for item in first) == sorted([EvidenceRole.BEFORE, EvidenceRole.AFTER])
    assert [item.role for item in second] == [EvidenceRole.BEFORE]
    assert Image.open(evidence_file(ledger, second[0].sha256)).getpixel((0, 0)) == (0, 0, 255)


def test_a_row_left_out_leaves_its_pictures_out_and_undo_takes_them_back(ledger, table):
    preview = preview_import(ledger, table)
    done = accept_import(ledger, preview, leave_out=frozenset({(0, 3)}))
    uid = find_problem(ledger, "第一项")

    assert sum(1 for _ in ledger.evidence.root.glob("??/*")) == 2
    undo(ledger, done.act_uid)
    with pytest.raises(Exception, match="找不到这个问题"):
        problem_detail(ledger, uid)


def test_a_column_left_out_leaves_its_pictures_out_until_it_is_taken_again(ledger, table):
    read = preview_import(ledger, table)
    preview = revised(ledger, read, (TableEdits(columns=frozenset("E")),))

    assert preview.reading.notes == (
        "取出图片 1 张（Sheet!F2），导入时各存为所在问题的佐证。",
        "2 张图片（Sheet!E2、Sheet!E3）在不导入的列里，不取。",
    )
    assert preview.shown.notes == preview.reading.notes
    again = revised(ledger, preview, (TableEdits(),))
    assert (again.reading.pictures, again.reading.notes) == (read.reading.pictures, read.reading.notes)

    accept_import(ledger, preview)

    first = problem_detail(ledger, find_problem(ledger, "第一项")).facts.evidence
    assert [item.role for item in first] == [EvidenceRole.AFTER]
    assert problem_detail(ledger, find_problem(ledger, "第二项")).facts.evidence == ()


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("整改前后照片", EvidenceRole.OTHER),
        ("问题整改后图片", EvidenceRole.AFTER),
        ("问题照片", EvidenceRole.BEFORE),
    ],
)
def test_a_column_for_before_and_after_says_neither_of_a_picture(ledger, table, heading, role):
    book = load_workbook(table)
    book.active["E1"] = heading
    book.save(table)

    accept_import(ledger, preview_import(ledger, table))

    (one,) = problem_detail(ledger, find_problem(ledger, "第二项")).facts.evidence
    assert one.role is role


def test_pictures_of_a_known_row_come_with_its_update_once(ledger, table):
    accept_import(ledger, preview_import(ledger, table), leave_out=frozenset({(0, 3)}))
    uid = find_problem(ledger, "第一项")
    book = load_workbook(table)
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "yellow").save(stream, "PNG")
    book.active.add_image(Placed(stream), "F2")
    book.save(table)
    preview = preview_import(ledger, table)
    one = preview.planned[0]
    assert [(each.key, each.theirs) for each in one.candidates[0].differences] == [("pictures", "1 张")]

    accept_import(ledger, preview, choices={(0, 2): one.proposal})

    assert len(problem_detail(ledger, uid).facts.evidence) == 3


def files_beside(ledger):
    return sorted(
        one
        for one in ledger.path.parent.rglob("*")
        if one.is_file() and one.suffix not in {".dczg-wal", ".dczg-shm"}
    )


def test_stopping_an_import_at_any_time_leaves_no_picture_and_no_copy_behind(ledger, table):
    before, preview = files_beside(ledger), preview_import(ledger, table)
    left = stages = 0

    def stop(_done, _total):
        nonlocal left
        left -= 1
        if left < 0:
            raise Cancelled

    while True:
        left = stages
        try:
            accept_import(ledger, preview, tick=stop)
            break
        except Cancelled:
            assert files_beside(ledger) == before
        stages += 1

    assert stages > 3
    assert len(problem_detail(ledger, find_problem(ledger, "第二项")).facts.evidence) == 1
    assert set(before) < set(files_beside(ledger))


def test_a_picture_that_another_act_has_named_meanwhile_stays(ledger, table, tmp_path):
    preview = preview_import(ledger, table)
    (tmp_path / "照片.png").write_bytes(preview.reading.pictures[0].data)

    uid = add_problem(ledger, ProblemDraft("料场未覆盖"))

    def stopped_after_another():
        with pictures_kept(ledger, preview.reading, [(0, 2), (0, 3)]):
            attach_files(ledger, uid, [tmp_path / "照片.png"], EvidenceRole.BEFORE)
            raise Cancelled

    with pytest.raises(Cancelled):
        stopped_after_another()

    named = preview.reading.pictures[0].sha256
    assert [one.name for one in ledger.evidence.root.glob("??/*")] == [named[2:]]


@pytest.fixture
def document(tmp_path):
    head = cells("问题编号", "存在的问题", "责任单位", "整改前", "整改后")
    first = cells("第一项", "第一项：堆料未覆盖", "县住建局", runs=[blip("rId1"), pict("rId2")])
    body = f"<w:tbl>{head}{first}{cells('第二项', '第二项：河道有垃圾', '县水利局', runs=['', ''])}</w:tbl>"
    return drawn_document(
        tmp_path / "清单.docx", body, {"前.png": photo("red"), "后.jpg": photo("blue", "JPEG")}
    )


def test_pictures_of_a_word_table_are_filed_with_the_place_they_stood_in(ledger, document):
    done = accept_import(ledger, preview_import(ledger, document))

    first = problem_detail(ledger, find_problem(ledger, "第一项")).facts.evidence
    assert [(one.role, one.name, one.media) for one in sorted(first, key=lambda one: one.name)] == [
        (EvidenceRole.BEFORE, "前.png", "image/png"),
        (EvidenceRole.AFTER, "后.jpg", "image/jpeg"),
    ]
    with ledger.reading() as session:
        notes = session.scalars(select(Evidence.note).order_by(Evidence.note)).all()
    assert notes == ["清单.docx 表1!第2行第4列", "清单.docx 表1!第2行第5列"]
    assert problem_detail(ledger, find_problem(ledger, "第二项")).facts.evidence == ()
    undo(ledger, done.act_uid)
    with ledger.reading() as session:
        assert session.scalars(select(Evidence).where(~Evidence.hidden)).all() == []


def test_pictures_of_two_tables_side_by_side_go_to_their_own_problems(ledger, tmp_path):
    book = Workbook()
    sheet = book.active
    heads = ["问题编号", "存在的问题", "照片"]
    sheet.append([*heads, None, *heads])
    sheet.append(["第一项", "堆料未覆盖", None, None, "第二项", "河道有垃圾", None])
    for cell, colour in (("C2", "red"), ("G2", "blue")):
        sheet.add_image(Placed(io.BytesIO(photo(colour))), cell)
    path = tmp_path / "并排.xlsx"
    book.save(path)

    accept_import(ledger, preview_import(ledger, path))

    for number, colour in (("第一项", (255, 0, 0)), ("第二项", (0, 0, 255))):
        (one,) = problem_detail(ledger, find_problem(ledger, number)).facts.evidence
        assert Image.open(evidence_file(ledger, one.sha256)).getpixel((0, 0)) == colour


UNTAKEN = "有 3 张图片在信访件的行里，信访件本身不存佐证，没有取（Sheet!E2、Sheet!F2、Sheet!E3），请另存后挂到所关联问题的佐证材料中。"


def petitions(path):
    """The same table with numbers of petitions and headings that nobody but the clerk knows for those of petitions."""
    book = load_workbook(path)
    for row, number in ((2, "X3HN202611220001"), (3, "X3HN202611220002")):
        book.active.cell(row, 1).value = number
    book.active["A1"], book.active["C1"] = "标识", "现场看到的"
    book.save(path)
    return path


def test_columns_assigned_so_that_rows_are_petitions_leave_the_pictures_with_a_word(ledger, table):
    read = preview_import(ledger, petitions(table))
    assert len(read.reading.pictures) == 3

    preview = correct_mapping(
        ledger, read, 0, {"number": "标识", "description": "存在的问题", "findings": "现场看到的"}
    )

    assert preview.reading.tables[0].kind == "petition"
    assert (preview.reading.pictures, preview.reading.notes) == ((), (UNTAKEN,))
    accept_import(ledger, preview)
    assert list(ledger.evidence.root.glob("??/*")) == []

    again = correct_mapping(ledger, preview, 0, {"description": "存在的问题", "number": "", "findings": ""})
    assert (again.reading.tables[0].kind, again.reading.pictures) == ("problem", read.reading.pictures)


def test_columns_assigned_so_that_petitions_are_problems_bring_the_pictures(ledger, table):
    book = load_workbook(table)
    book.active["A1"], book.active["A2"], book.active["A3"] = "编号", "X3HN202611220001", "X3HN202611220002"
    book.save(table)
    read = preview_import(ledger, table)
    assert (read.reading.tables[0].kind, read.reading.notes) == ("petition", (UNTAKEN,))

    preview = correct_mapping(ledger, read, 0, {"number": ""})

    assert preview.reading.tables[0].kind == "problem"
    assert preview.reading.notes == (
        "取出图片 3 张（Sheet!E2、Sheet!F2、Sheet!E3），导入时各存为所在问题的佐证。",
    )
    accept_import(ledger, preview)
    assert len(list(ledger.evidence.root.glob("??/*"))) == 3


def test_pictures_of_a_table_only_for_looking_are_told_and_not_promised(ledger, table):
    book = load_workbook(table)
    other = book.create_sheet("点位")
    for row in (["序号", "点位名称", "经度", "照片"], ["1", "甲砂场排口", "113.2", None]):
        other.append(row)
    other.add_image(Placed(io.BytesIO(photo("red"))), "D2")
    book.save(table)

    reading = preview_import(ledger, table).reading

    assert [one.kind for one in reading.tables] == ["problem", "site"]
    assert reading.notes[-1] == (
        "有 1 张图片在只供查看、不写入台账的表里，没有取（点位!D2），请另存后挂到佐证材料中。"
    )
    assert len(reading.pictures) == 3
