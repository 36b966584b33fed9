"""What can be taken out of a file is, nothing that is seen changes, and what cannot be is refused in words."""

import struct
import zipfile
import zlib

import pytest
from PIL import Image

from dczg_desktop.safety.cleaning import NotCleanable, clean_copy
from dczg_desktop.safety.traces import TraceKind, traces
from tests.safety.hidden_files import (
    a_docx,
    an_odt,
    exif_bytes,
    kinds,
    photo_bytes,
    said,
)


def pixels(data):
    """The coded picture in a JPEG: everything from the tables on."""
    return data[data.index(b"\xff\xdb") :]


@pytest.mark.parametrize(("keep_place", "left"), [(True, {TraceKind.PLACE}), (False, set())])
def test_photos_in_a_document_are_cleaned_and_no_byte_of_their_pictures_changes(tmp_path, keep_place, left):
    core = (
        '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>李秀兰</dc:creator></cp:coreProperties>'
    )
    custom = '<Properties><property name="密级" pid="2"><vt:lpwstr>底稿</vt:lpwstr></property><property name="KSOProductBuildVer" pid="3"><vt:lpwstr>2052-12</vt:lpwstr></property></Properties>'
    media = {
        "word/media/1.jpeg": photo_bytes(),
        "word/media/2.png": photo_bytes(kind="PNG"),
        "docProps/thumbnail.jpeg": photo_bytes(),
    }
    source = a_docx(
        tmp_path / "说明.docx", {"docProps/core.xml": core, "docProps/custom.xml": custom, **media}
    )

    clean_copy(source, tmp_path / "净.docx", "说明.docx", keep_place=keep_place)

    assert kinds(tmp_path / "净.docx") == left
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "净.docx") as new:
        assert old.namelist() == new.namelist()
        assert old.read("word/document.xml") == new.read("word/document.xml")
        assert pixels(old.read("word/media/1.jpeg")) == pixels(new.read("word/media/1.jpeg"))
        assert b"2052-12" in new.read("docProps/custom.xml")
        with (
            old.open("word/media/2.png") as one,
            new.open("word/media/2.png") as other,
            Image.open(one) as before,
            Image.open(other) as after,
        ):
            assert before.tobytes() == after.tobytes()
            assert after.getexif()[0x0112] == 6


def test_an_opendocument_is_cleaned_and_stays_one(tmp_path):
    meta = '<office:meta xmlns:dc="d" xmlns:office="o"><dc:creator>张建国</dc:creator></office:meta>'
    source = an_odt(tmp_path / "说明.odt", {"meta.xml": meta, "Pictures/1.jpg": photo_bytes(place=False)})

    clean_copy(source, tmp_path / "净.odt", "说明.odt", keep_place=True)

    assert traces(tmp_path / "净.odt") == ()
    with zipfile.ZipFile(tmp_path / "净.odt") as new:
        assert new.namelist()[0] == "mimetype"


@pytest.mark.parametrize(
    ("parts_", "why"),
    [
        ({"word/document.xml": "<w:instrText> AUTHOR </w:instrText>"}, "看得见的内容"),
        ({"_xmlsignatures/sig1.xml": "<Signature/>"}, "数字签名"),
        ({"word/media/1.tiff": photo_bytes(kind="TIFF")}, "去不掉"),
        ({"word/comments.xml": '<w:comment w:author="钱七"/>'}, "批注"),
        ({"word/media/1.jpeg": photo_bytes()[:-2]}, "去不掉"),
    ],
)  # fmt: skip
def test_what_cannot_be_cleaned_without_a_change_to_be_seen_is_said(tmp_path, parts_, why):
    core = (
        '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>李秀兰</dc:creator></cp:coreProperties>'
    )
    source = a_docx(tmp_path / "说明.docx", {"docProps/core.xml": core, **parts_})

    with pytest.raises(NotCleanable, match=why):
        clean_copy(source, tmp_path / "净.docx", "说明.docx", keep_place=True)
    assert not (tmp_path / "净.docx").exists()


@pytest.mark.parametrize("name", ["现场.heic", "现场.mp4", "说明.doc"])
def test_kinds_that_the_program_cannot_clean_are_refused_in_words(tmp_path, name):
    (tmp_path / name).write_bytes(b"\0" * 100)

    with pytest.raises(NotCleanable, match="原来的软件"):
        clean_copy(tmp_path / name, tmp_path / "净", name, keep_place=False)


def test_a_place_that_cannot_stay_alone_does_not_vanish_unasked(tmp_path):
    packet = b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude="24,18.6N" exif:GPSLongitude="109,24E" aux:OwnerName="WANG"/>'
    plain = tmp_path / "空.jpg"
    Image.new("RGB", (8, 8)).save(plain)
    data = plain.read_bytes()
    (tmp_path / "现场.jpg").write_bytes(
        data[:2] + b"\xff\xe1" + struct.pack(">H", len(packet) + 2) + packet + data[2:]
    )

    assert kinds(tmp_path / "现场.jpg") == {TraceKind.PERSON, TraceKind.PLACE}
    with pytest.raises(NotCleanable, match="分不开"):
        clean_copy(tmp_path / "现场.jpg", tmp_path / "净.jpg", "现场.jpg", keep_place=True)
    clean_copy(tmp_path / "现场.jpg", tmp_path / "净.jpg", "现场.jpg", keep_place=False)
    assert traces(tmp_path / "净.jpg") == ()
    assert pixels((tmp_path / "净.jpg").read_bytes()) == pixels(data)


def with_segment(path, marker, body):
    """A clean JPEG with one more segment before its picture."""
    Image.new("RGB", (8, 8)).save(path, "JPEG")
    data = path.read_bytes()
    path.write_bytes(data[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + data[2:])
    return path


def with_chunk(path, kind, body):
    """A clean PNG with one more chunk before its picture."""
    Image.new("RGB", (8, 8)).save(path, "PNG")
    data = path.read_bytes()
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    path.write_bytes(data[:33] + chunk + data[33:])
    return path


NEWSROOM = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x50\0\x04WANG\x1c\x02\x6e\0\x02LI"


XMP = "<x:xmpmeta><tiff:Artist>WANG</tiff:Artist></x:xmpmeta>"


OLD_PROFILE = "\nexif\n      {}\n{}\n"


@pytest.mark.parametrize("name", ["新闻.jpg", "软件.png", "旧软件.png", "压缩.png", "作者.png"])
def test_whatever_way_a_name_was_written_beside_a_picture_it_is_found_and_taken_out(tmp_path, name):
    path = tmp_path / name
    old = OLD_PROFILE.format(1, (b"Exif\0\0" + exif_bytes()).hex()).encode()
    {
        "新闻.jpg": lambda: with_segment(path, 0xED, NEWSROOM),
        "软件.png": lambda: with_chunk(path, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.encode()),
        "旧软件.png": lambda: with_chunk(path, b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(old)),
        "压缩.png": lambda: with_chunk(path, b"zTXt", b"Comment\0\0" + zlib.compress(b"WANG")),
        "作者.png": lambda: with_chunk(path, b"tEXt", b"Author\0WANG"),
    }[name]()

    assert "WANG" in {one.said for one in traces(path)}
    clean_copy(path, tmp_path / f"净{path.suffix}", name, keep_place=False)
    assert traces(tmp_path / f"净{path.suffix}") == ()


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("xl/workbook.xml", '<workbook><x15ac:absPath url="C:\\Users\\zhangsan\\Desktop\\" xmlns:x15ac="x"/><sheets/></workbook>', "上次存放的位置"),
        ("word/_rels/settings.xml.rels", '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="file:///C:\\Users\\zhangsan\\公文.dotx"/></Relationships>', "模板的位置"),
        ("word/document.xml", '<w:document><sheets/><pic:cNvPr id="1" descr="C:\\Users\\zhangsan\\排口.jpg"/></w:document>', "插入图片时的位置"),
        ("ppt/slides/slide12.xml", '<p:sld><sheets/><p:cNvPr id="1" descr="\\\\zhangsan-pc\\照片\\排口.jpg"/></p:sld>', "插入图片时的位置"),
    ],
)  # fmt: skip
def test_paths_with_the_name_of_a_user_are_told_and_taken_out(tmp_path, part, content, words):
    source = a_docx(tmp_path / "说明.docx", {part: content})

    ((kind, where, text),) = said(source)
    assert (kind, where) == (TraceKind.ASIDE, words)
    assert "zhangsan" in text
    clean_copy(source, tmp_path / "净.docx", "说明.docx", keep_place=True)
    assert traces(tmp_path / "净.docx") == ()
    with zipfile.ZipFile(tmp_path / "净.docx") as archive:
        assert "<sheets/>" in archive.read(part).decode() or "Normal.dotm" in archive.read(part).decode()


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("word/people.xml", '<w15:people><sheets/><w15:person w15:author="张建国"><w15:presenceInfo w15:userId="zjg@x.cn"/></w15:person></w15:people>', "修订和批注人的名单"),
        ("ppt/authors.xml", '<p188:authorLst><sheets/><p188:author id="{1}" name="张建国" initials="张"/></p188:authorLst>', "修订和批注人的名单"),
        ("xl/workbook.xml", '<workbook><fileSharing readOnlyRecommended="1" userName="张建国"/><sheets/></workbook>', "设为建议只读的人"),
        ("xl/pivotCache/pivotCacheDefinition3.xml", '<pivotCacheDefinition refreshedBy="张建国"><sheets/></pivotCacheDefinition>', "刷新透视表的人"),
    ],
)  # fmt: skip
def test_names_that_stay_behind_remarks_and_changes_are_told_and_taken_out(tmp_path, part, content, words):
    source = a_docx(tmp_path / "说明.docx", {part: content})

    assert said(source) == [(TraceKind.PERSON, words, "张建国")]
    clean_copy(source, tmp_path / "净.docx", "说明.docx", keep_place=True)
    assert traces(tmp_path / "净.docx") == ()
    with zipfile.ZipFile(tmp_path / "净.docx") as archive:
        left = archive.read(part).decode()
    assert "<sheets/>" in left
    assert "zjg" not in left


@pytest.mark.parametrize(
    ("part", "content", "told"),
    [
        ("xl/revisions/revisionHeaders.xml", '<headers><header userName="张建国"/></headers>', (TraceKind.REMARKS, "共享工作簿的修订记录", "张建国")),
        ("xl/revisions/userNames.xml", '<users><userInfo guid="{1}" name="张建国" id="-1"/></users>', (TraceKind.REMARKS, "共享工作簿的修订记录", "张建国")),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", '<Relationships><Relationship Target="file:///C:\\Users\\张建国\\底数.xlsx" TargetMode="External"/></Relationships>', (TraceKind.ASIDE, "链接的文件的位置", "file:///C:\\Users\\张建国\\底数.xlsx")),
    ],
)  # fmt: skip
def test_what_a_person_must_take_out_is_told_and_not_cleaned(tmp_path, part, content, told):
    source = a_docx(tmp_path / "说明.docx", {part: content})

    assert said(source) == [told]
    with pytest.raises(NotCleanable, match="取消共享、断开链接"):
        clean_copy(source, tmp_path / "净.docx", "说明.docx", keep_place=True)
