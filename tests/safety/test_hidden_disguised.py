"""Files that are not what they seem, and documents that keep things where few programs put them: never called clean unread."""

import warnings
import zipfile
import zlib

import pytest
from PIL import Image

from dczg_desktop.safety.cleaning import NotCleanable, clean_copy
from dczg_desktop.safety.traces import TraceKind, Verdict, traces, verdict
from tests.safety.hidden_files import (
    a_compound,
    a_docx,
    a_pdf_of,
    box,
    exif_bytes,
    kinds,
    photo_bytes,
    quick_text,
    word_head,
)

CORE = '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>钱七</dc:creator></cp:coreProperties>'
OBJECTS = b"1 0 <</Author(Qian)/OpenAction<</S/JavaScript>>>>"


def kept(path, content):
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        rb"{\rtf1\ansi{\info{\author Qian}}text}",
        b'<?xml version="1.0"?><office:document><dc:creator>Qian</dc:creator></office:document>',
        b"\xef\xbb\xbf<html><meta name='author' content='Qian'></html>",
        b"MIME-Version: 1.0\nX-Author: Qian\n\ntext",
        b"\x1f\x8b\x08\x08" + b"packed" * 100,
    ],
    ids=["rtf", "flat document", "page", "mail", "gzip"],
)
def test_what_has_no_zero_byte_is_not_plain_text_for_that(tmp_path, content):
    assert verdict(traces(kept(tmp_path / "附件.txt", content))) is Verdict.UNSCANNED


def test_plain_chinese_text_cut_in_the_middle_of_a_character_is_plain_text(tmp_path):
    for code in ("utf-8", "gb18030"):
        for shift in ("", "a", "ab"):
            path = kept(tmp_path / f"{code}{shift}.txt", (shift + "整改情况说明" * 300).encode(code))
            assert verdict(traces(path)) is Verdict.CLEAN


def test_a_pdf_with_something_before_it_is_a_pdf(tmp_path):
    path = kept(tmp_path / "通知.pdf", b"\r\n%PDF-1.4\n1 0 obj<</Author(Qian)>>endobj")
    assert kinds(path) == {TraceKind.PERSON}


def test_a_pdf_in_a_zip_that_packs_nothing_is_looked_at_as_a_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("通知.pdf", b"%PDF-1.4\n1 0 obj<</Author(Qian)>>endobj")
    (found,) = traces(tmp_path / "a.zip")
    assert found.where.startswith("里面的“通知.pdf”")


@pytest.mark.parametrize(
    ("head", "data", "found"),
    [
        (b"/Type/ObjStm", OBJECTS, {TraceKind.PERSON, TraceKind.RUNS}),
        (b"/Type/ObjStm/Filter/ASCIIHexDecode", OBJECTS.hex().encode(), {TraceKind.UNKNOWN}),
        (b"/Type/ObjStm/Filter/FlateDecode", zlib.compress(OBJECTS)[:-9], {TraceKind.UNKNOWN}),
        (b"/Type/ObjStm/Filter/FlateDecode", zlib.compress(bytes(9 << 20) + OBJECTS), {TraceKind.UNKNOWN}),
    ],
    ids=["plain", "other filter", "cut off", "behind nine megabytes"],
)
def test_packed_objects_of_a_pdf_are_read_to_their_end_or_named(tmp_path, head, data, found):
    assert kinds(a_pdf_of(tmp_path / "a.pdf", (head, data))) >= found


def test_a_part_that_is_there_twice_is_not_looked_through_and_not_cleaned(tmp_path):
    path = a_docx(tmp_path / "说明.docx", {"docProps/core.xml": CORE})
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("docProps/core.xml", CORE.replace("钱七", ""))

    assert verdict(traces(path)) is Verdict.UNSCANNED
    with pytest.raises(NotCleanable, match="同名"):
        clean_copy(path, tmp_path / "净.docx", "说明.docx", keep_place=True)


@pytest.mark.parametrize(
    "part", ["docprops/Core.xml", "docProps/core0.xml", "package/services/metadata/core-properties/1a.psmdcp"]
)
def test_the_author_is_found_wherever_a_program_keeps_him(tmp_path, part):
    assert kinds(a_docx(tmp_path / "说明.docx", {part: CORE})) == {TraceKind.PERSON}


def test_changes_are_found_in_a_text_of_another_name(tmp_path):
    path = a_docx(tmp_path / "说明.docx", {"word/document2.xml": '<w:ins w:author="钱七"/>'})
    assert kinds(path) == {TraceKind.REMARKS}


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("word/header1.xml", '<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"/>'),
        ("word/header1.xml", '<w:dataBinding w:xpath="/ns0:Properties[1]/ns0:Company[1]"/>'),
        ("word/header1.xml", '<w:instrText xml:space="preserve"> info author </w:instrText>'),
        ("word/footnotes.xml", "<w:instrText>AUTHOR</w:instrText>"),
    ],
    ids=["bound author", "bound company", "small letters", "footnote"],
)
def test_a_property_that_the_document_shows_is_not_taken_out(tmp_path, part, shown):
    path = a_docx(tmp_path / "说明.docx", {"docProps/core.xml": CORE, part: shown})
    with pytest.raises(NotCleanable, match="看得见的内容"):
        clean_copy(path, tmp_path / "净.docx", "说明.docx", keep_place=True)
    assert not (tmp_path / "净.docx").exists()


@pytest.mark.parametrize(
    "damage", [b"II*\0\xff\xff\xff\x7f", b"XX*\0\x08\0\0\0"], ids=["table outside", "no order"]
)
def test_damaged_camera_data_are_named(tmp_path, damage):
    data = photo_bytes()
    start = data.index(b"Exif\0\0") + 6
    path = kept(tmp_path / "照片.jpg", data[:start] + damage + data[start + 8 :])
    assert kinds(path) == {TraceKind.UNKNOWN}


def test_the_film_behind_a_moving_photo_tells_where_it_was_taken_and_goes_with_cleaning(tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "静.jpg")
    film = box(b"ftyp", b"mp42", bytes(4), b"isom") + box(
        b"moov", box(b"udta", box(b"\xa9xyz", quick_text("+24.31+109.40/")))
    )
    path = kept(tmp_path / "动.jpg", (tmp_path / "静.jpg").read_bytes() + film)

    assert kinds(path) == {TraceKind.PLACE}
    clean_copy(path, tmp_path / "净.jpg", "动.jpg", keep_place=False)
    assert kinds(tmp_path / "净.jpg") == set()


def test_camera_data_behind_the_end_of_a_png_are_found(tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "图.png")
    path = kept(tmp_path / "尾.png", (tmp_path / "图.png").read_bytes() + b"Exif\0\0" + exif_bytes())
    assert TraceKind.PERSON in kinds(path)


def test_an_old_document_whose_folder_lies_within_itself_is_named(tmp_path):
    path = a_compound(tmp_path / "说明.doc", {"WordDocument": word_head()})
    data = bytearray(path.read_bytes())
    data[512 + 66] = 1  # the outermost folder is called one among others,
    data[512 + 76 : 512 + 80] = bytes(4)  # and what lies in it is itself
    path.write_bytes(data)

    assert verdict(traces(path)) is Verdict.UNSCANNED
