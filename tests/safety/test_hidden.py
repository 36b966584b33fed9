"""Every kind of attachment ends in exactly one of: looked through and clean, something found and named, not looked through and why."""

import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from dczg_desktop.safety.cleaning import NotCleanable, clean_copy
from dczg_desktop.safety.hidden import parts
from dczg_desktop.safety.traces import TraceKind, Verdict, traces, verdict, verdict_words
from tests.safety.hidden_files import (
    DETAILS,
    SUMMARY,
    a_compound,
    a_docx,
    a_heic,
    a_pdf_of,
    a_video,
    an_odt,
    apple_meta,
    box,
    exif_bytes,
    names_table,
    photo_bytes,
    property_set,
    quick_text,
    word_head,
    zipped,
)

PLACE = "24.31000，109.40000"


def said(path):
    return [(one.kind, one.where, one.said) for one in traces(path, "")]


def kinds(path):
    return {one.kind for one in traces(path, "")}


@pytest.mark.parametrize("part", ["word/media/image1.jpeg", "xl/media/image2.jpg", "ppt/media/a.png"])
def test_a_photo_in_a_document_tells_as_much_as_one_alone(tmp_path, part):
    picture = photo_bytes(kind="PNG" if part.endswith("png") else "JPEG")
    path = a_docx(tmp_path / "说明.docx", {part: picture})

    name = part.rpartition("/")[2]
    assert said(path) == [
        (TraceKind.PERSON, f"里面的“{name}”·照片的“机主”", "WANG"),
        (TraceKind.PLACE, f"里面的“{name}”·照片的定位", PLACE),
    ]


def test_an_opendocument_tells_who_made_it_its_remarks_and_its_photos(tmp_path):
    content = (
        "<office:annotation><dc:creator>钱七</dc:creator></office:annotation>"
        "<text:tracked-changes><dc:creator>赵六</dc:creator></text:tracked-changes>"
    )
    meta = (
        '<office:meta xmlns:office="o" xmlns:dc="d" xmlns:meta="m"><dc:creator>张建国</dc:creator><meta:initial-creator>李秀兰</meta:initial-creator>'
        '<meta:user-defined meta:name="密级">内部底稿</meta:user-defined></office:meta>'
    )
    path = an_odt(
        tmp_path / "说明.odt", {"meta.xml": meta, "Pictures/1.jpg": photo_bytes(place=False)}, content
    )

    assert said(path) == [
        (TraceKind.PERSON, "文档属性的“作者”", "张建国"),
        (TraceKind.PERSON, "文档属性的“作者”", "李秀兰"),
        (TraceKind.ASIDE, "文档属性的“密级”", "内部底稿"),
        (TraceKind.REMARKS, "批注", "钱七"),
        (TraceKind.REMARKS, "修订痕迹", "赵六"),
        (TraceKind.PERSON, "里面的“1.jpg”·照片的“机主”", "WANG"),
    ]


def test_photos_and_the_description_in_a_pdf_are_looked_at(tmp_path):
    packet = b"<x:xmpmeta><dc:creator><rdf:li>\xe6\x9d\x8e\xe7\xa7\x80\xe5\x85\xb0</rdf:li></dc:creator></x:xmpmeta>"
    path = a_pdf_of(
        tmp_path / "报告.pdf",
        (b"/Subtype /Image /Filter /DCTDecode", photo_bytes()),
        (b"/Subtype /Image /Filter [/FlateDecode /DCTDecode]", zlib.compress(photo_bytes("LI", place=False))),
        (b"/Type /Metadata /Subtype /XML", packet),
    )

    assert said(path) == [
        (TraceKind.PERSON, "里面的第 1 张照片的“机主”", "WANG"),
        (TraceKind.PLACE, "里面的第 1 张照片的定位", PLACE),
        (TraceKind.PERSON, "里面的第 2 张照片的“机主”", "LI"),
        (TraceKind.PERSON, "PDF 属性的“作者”", "李秀兰"),
    ]


def test_an_old_document_tells_author_last_writer_company_template_and_remarks(tmp_path):
    names = names_table("Unknown", "赵六")
    path = a_compound(
        tmp_path / "说明.doc",
        {
            SUMMARY: property_set({4: "李秀兰", 6: "给领导的底稿", 7: r"D:\zhou\muban.dot", 8: "张建国"}),
            DETAILS: property_set({14: "周主任", 15: "浔江咨询公司"}),
            "WordDocument": word_head(remarks=12, names=(0, len(names))),
            "1Table": names,
            "Data": b"\0" * 100 + photo_bytes(),
        },
    )

    assert {*said(path)} == {
        (TraceKind.PERSON, "文档属性的“作者”", "李秀兰"),
        (TraceKind.PERSON, "文档属性的“最后修改人”", "张建国"),
        (TraceKind.PERSON, "文档属性的“负责人”", "周主任"),
        (TraceKind.PERSON, "文档属性的“单位”", "浔江咨询公司"),
        (TraceKind.ASIDE, "文档属性的“备注”", "给领导的底稿"),
        (TraceKind.ASIDE, "文档属性的“模板”", r"D:\zhou\muban.dot"),
        (TraceKind.REMARKS, "批注", "旧格式，不列署名"),
        (TraceKind.REMARKS, "修订或批注的人", "赵六"),
        (TraceKind.PERSON, "里面的照片的“机主”", "WANG"),
        (TraceKind.PLACE, "里面的照片的定位", PLACE),
    }


def test_an_old_table_as_an_office_program_wrote_it(tmp_path):
    path = tmp_path / "旧表.et"
    shutil.copy(Path(__file__).parent / "data" / "旧表.xls", path)

    assert said(path) == [
        (TraceKind.PERSON, "文档属性的“作者”", "李秀兰"),
        (TraceKind.PERSON, "文档属性的“最后修改人”", "张建国"),
        (TraceKind.ASIDE, "文档属性的“备注”", "给领导的底稿"),
        (TraceKind.REMARKS, "批注", "没有署名"),
        (TraceKind.REMARKS, "隐藏的工作表", "底表"),
        (TraceKind.PERSON, "里面的照片的“作者”", "王小明"),
        (TraceKind.PERSON, "里面的照片的“机主”", "WANG XIAOMING"),
        (TraceKind.DEVICE, "里面的照片的“机身编号”", "SN0012345"),
        (TraceKind.PLACE, "里面的照片的定位", PLACE),
    ]


def test_old_slides_tell_who_saved_them_last(tmp_path):
    user = (
        struct.pack("<HHI", 0, 4086, 24)
        + struct.pack("<IIIHHBBH", 20, 0xE391C05F, 0, 6, 0x3F4, 3, 0, 0)
        + "李秀兰".encode("gbk")
    )
    slides = {"Current User": user, "PowerPoint Document": b"\x0f\x00\xe0\x2e" + bytes(20)}

    assert {*said(a_compound(tmp_path / "汇报.ppt", slides))} == {
        (TraceKind.PERSON, "文档属性的“最后修改人”", "李秀兰"),
        (TraceKind.REMARKS, "批注", "旧格式，不列署名"),
    }


@pytest.mark.parametrize("beside", [False, True])
def test_a_heic_photo_is_looked_at_without_decoding_it(tmp_path, beside):
    path = a_heic(tmp_path / "现场.heic", exif_bytes(), beside=beside)

    assert said(path) == [(TraceKind.PERSON, "照片的“机主”", "WANG"), (TraceKind.PLACE, "照片的定位", PLACE)]


def test_a_telephones_video_tells_place_and_device(tmp_path):
    told = box(
        b"udta", box(b"\xa9xyz", quick_text("+24.3100+109.4000/")), box(b"\xa9mod", quick_text("某牌 X1"))
    )
    path = a_video(tmp_path / "现场.mp4", box(b"mvhd", bytes(100)), told)

    assert said(path) == [
        (TraceKind.PLACE, "视频的定位", "+24.3100+109.4000/"),
        (TraceKind.ASIDE, "视频的“拍摄设备”", "某牌 X1"),
    ]


def test_the_named_values_of_an_apple_video_are_read(tmp_path):
    meta = apple_meta(location_ISO6709="+24.31+109.40+050/", author="王小明", model="iPhone", software="18.1")

    assert said(a_video(tmp_path / "现场.mov", meta, brand=b"qt  ")) == [
        (TraceKind.PLACE, "视频的定位", "+24.31+109.40+050/"),
        (TraceKind.PERSON, "视频的“作者”", "王小明"),
        (TraceKind.ASIDE, "视频的“拍摄设备”", "iPhone"),
    ]


def test_the_location_box_and_the_track_of_a_drone_are_places(tmp_path):
    where = struct.pack(">ii", int(109.4 * 65536), int(24.31 * 65536))
    loci = box(b"loci", bytes(6), b"\0", b"\0", where, bytes(4))
    path = a_video(tmp_path / "航拍.mp4", box(b"udta", loci), box(b"trak", box(b"gpmd")))

    assert said(path) == [
        (TraceKind.PLACE, "视频的定位", "24.31000，109.39999"),
        (TraceKind.PLACE, "视频的定位", "随片记录的行进轨迹"),
    ]


def made(tmp_path, name):
    """One file of each kind, by what its verdict must be."""
    path = tmp_path / name
    builders = {
        "空白.docx": lambda: a_docx(path, {}), "空白.ods": lambda: an_odt(path, {}), "空白.xls": lambda: a_compound(path, {"Workbook": b""}),
        "空白.mp4": lambda: a_video(path, box(b"mvhd", bytes(100))), "净.jpg": lambda: Image.new("RGB", (8, 8)).save(path),
        "净.png": lambda: Image.new("RGB", (8, 8)).save(path), "净.bmp": lambda: Image.new("RGB", (8, 8)).save(path),
        "净.gif": lambda: Image.new("RGB", (8, 8)).save(path), "净.tif": lambda: Image.new("RGB", (8, 8)).save(path),
        "净.webp": lambda: Image.new("RGB", (8, 8)).save(path), "净.pdf": lambda: path.write_bytes(b"%PDF-1.4\n%%EOF"),
        "说明.txt": lambda: path.write_text("情况说明", "gb18030"), "照片.zip": lambda: zipped(path, {"1.jpg": photo_bytes()}),
        "附注.gif": lambda: Image.new("P", (8, 8)).save(path, comment=b"WANG"), "会议.webp": lambda: path.write_bytes(photo_bytes(kind="WEBP")),
        "航拍.tif": lambda: path.write_bytes(photo_bytes(kind="TIFF")), "套.docx": lambda: a_docx(path, {"word/embeddings/内.docx": a_docx(tmp_path / "内", {"word/media/1.jpg": photo_bytes()}).read_bytes()}),
        "坏.jpg": lambda: path.write_bytes(b"\xff\xd8\xff\xe1"), "坏.docx": lambda: path.write_bytes(b"PK\x03\x04" + bytes(90)),
        "坏.doc": lambda: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\xff" * 900), "加密.doc": lambda: a_compound(path, {"EncryptedPackage": b"1"}),
        "加密.ods": lambda: an_odt(path, {"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "包.rar": lambda: path.write_bytes(b"Rar!\x1a\x07\0" + bytes(99)),
        "包.7z": lambda: path.write_bytes(b"7z\xbc\xaf'\x1c" + bytes(99)), "录像.avi": lambda: path.write_bytes(b"RIFF\0\0\0\0AVI LIST" + bytes(99)),
        "截断.mp4": lambda: path.write_bytes(box(b"ftyp", b"isom", bytes(4)) + b"\0\0\x99\x99moov"), "没有索引.mp4": lambda: path.write_bytes(box(b"ftyp", b"isom", bytes(4))),
        "坏.heic": lambda: a_heic(path, exif_bytes(), place=1 << 30), "怪.bin": lambda: path.write_bytes(b"\0\0\0\x01" + bytes(99)),
        "密.pdf": lambda: path.write_bytes(b"%PDF-1.4\ntrailer<</Encrypt 3 0 R>>"), "大.pdf": lambda: _sparse(path, b"%PDF-1.4", 65 << 20),
        "套图.docx": lambda: a_docx(path, {"word/embeddings/oleObject1.bin": b"\0\1\2"}),
    }  # fmt: skip
    builders[name]()
    return path


def _sparse(path, head, size):
    with path.open("wb") as stream:
        stream.write(head)
        stream.truncate(size)


@pytest.mark.parametrize("name", ["空白.docx", "空白.ods", "空白.xls", "空白.mp4", "净.jpg", "净.png", "净.bmp", "净.gif", "净.tif", "净.webp", "净.pdf", "说明.txt"])  # fmt: skip
def test_what_holds_nothing_is_said_to_be_looked_through(tmp_path, name):
    found = traces(made(tmp_path, name), "")

    assert (verdict(found), verdict_words(found)) == (Verdict.CLEAN, "查过，没有夹带别的信息")


@pytest.mark.parametrize("name", ["照片.zip", "附注.gif", "会议.webp", "航拍.tif", "套.docx"])
def test_what_holds_something_is_named(tmp_path, name):
    found = traces(made(tmp_path, name), "")

    assert verdict(found) is Verdict.FOUND
    assert all("WANG" in one.said or one.said == PLACE for one in found)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("坏.jpg", "读不出来"), ("坏.docx", "读不出来"), ("坏.doc", "读不完整"), ("加密.doc", "打开密码"), ("加密.ods", "打开密码"),
        ("包.rar", "RAR"), ("包.7z", "7z"), ("录像.avi", "AVI"), ("截断.mp4", "读不完整"), ("没有索引.mp4", "不完整"), ("坏.heic", "读不完整"),
        ("怪.bin", "不认识"), ("密.pdf", "加了密"), ("大.pdf", "64 MB"), ("套图.docx", "不认识"),
    ],
)  # fmt: skip
def test_what_nobody_looked_through_says_so_and_why(tmp_path, name, why):
    found = traces(made(tmp_path, name), "")

    assert verdict(found) is Verdict.UNSCANNED
    assert verdict_words(found).startswith("没有查（")
    assert why in verdict_words(found)


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [("MOST_BYTES", 9_000, "展开后超过"), ("MOST_PARTS", 2, "个部件"), ("MOST_RATIO", 0, "压缩比")],
)
def test_a_bomb_is_named_and_not_unpacked(tmp_path, monkeypatch, limit, value, why):
    path = a_docx(tmp_path / "炸弹.docx", {"word/media/1.jpeg": bytes(10_000)})
    monkeypatch.setattr(parts, limit, value)
    monkeypatch.setattr(parts, "RATIO_FREE", 0 if limit == "MOST_RATIO" else 1 << 20)

    assert why in verdict_words(traces(path, ""))
    with pytest.raises(NotCleanable):
        clean_copy(path, tmp_path / "净.docx", "", "炸弹.docx", keep_place=True)
    assert not (tmp_path / "净.docx").exists()


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

    clean_copy(source, tmp_path / "净.docx", "", "说明.docx", keep_place=keep_place)

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

    clean_copy(source, tmp_path / "净.odt", "", "说明.odt", keep_place=True)

    assert traces(tmp_path / "净.odt", "") == ()
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
        clean_copy(source, tmp_path / "净.docx", "", "说明.docx", keep_place=True)
    assert not (tmp_path / "净.docx").exists()


@pytest.mark.parametrize("name", ["现场.heic", "现场.mp4", "说明.doc"])
def test_kinds_that_the_program_cannot_clean_are_refused_in_words(tmp_path, name):
    (tmp_path / name).write_bytes(b"\0" * 100)

    with pytest.raises(NotCleanable, match="原来的软件"):
        clean_copy(tmp_path / name, tmp_path / "净", "", name, keep_place=False)


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
        clean_copy(tmp_path / "现场.jpg", tmp_path / "净.jpg", "", "现场.jpg", keep_place=True)
    clean_copy(tmp_path / "现场.jpg", tmp_path / "净.jpg", "", "现场.jpg", keep_place=False)
    assert traces(tmp_path / "净.jpg", "") == ()
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

    assert "WANG" in {one.said for one in traces(path, "")}
    clean_copy(path, tmp_path / f"净{path.suffix}", "", name, keep_place=False)
    assert traces(tmp_path / f"净{path.suffix}", "") == ()


def test_a_picture_that_would_unpack_to_a_thousand_million_points_is_not_decoded(tmp_path):
    path = tmp_path / "巨图.png"
    Image.new("RGB", (8, 8)).save(path)
    data = path.read_bytes()
    path.write_bytes(data[:16] + struct.pack(">II", 40_000, 30_000) + data[24:])

    assert verdict(traces(path, "")) is Verdict.CLEAN


def test_files_nested_in_files_share_one_limit(tmp_path, monkeypatch):
    inner = a_docx(tmp_path / "内.docx", {"word/media/1.jpeg": photo_bytes() + bytes(20_000)}).read_bytes()
    path = zipped(tmp_path / "外.zip", {f"{n}.docx": inner for n in range(5)})
    monkeypatch.setattr(parts, "MOST_BYTES", 60_000)

    found = traces(path, "")

    assert "套着的内容太多" in verdict_words(found)
    assert len([one for one in found if one.kind is TraceKind.PLACE]) == 2


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("xl/workbook.xml", '<workbook><x15ac:absPath url="C:\\Users\\zhangsan\\Desktop\\" xmlns:x15ac="x"/><sheets/></workbook>', "上次存放的位置"),
        ("word/_rels/settings.xml.rels", '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="file:///C:\\Users\\zhangsan\\公文.dotx"/></Relationships>', "模板的位置"),
    ],
)  # fmt: skip
def test_paths_with_the_name_of_a_user_are_told_and_taken_out(tmp_path, part, content, words):
    source = a_docx(tmp_path / "说明.docx", {part: content})

    ((kind, where, text),) = said(source)
    assert (kind, where) == (TraceKind.ASIDE, words)
    assert "zhangsan" in text
    clean_copy(source, tmp_path / "净.docx", "", "说明.docx", keep_place=True)
    assert traces(tmp_path / "净.docx", "") == ()
    with zipfile.ZipFile(tmp_path / "净.docx") as archive:
        assert "<sheets/>" in archive.read(part).decode() or "Normal.dotm" in archive.read(part).decode()


def test_a_video_without_a_brand_is_one_all_the_same(tmp_path):
    path = tmp_path / "旧录像.mov"
    path.write_bytes(
        box(b"moov", box(b"udta", box(b"\xa9xyz", quick_text("+24.31+109.40/")))) + box(b"mdat", bytes(9))
    )

    assert said(path) == [(TraceKind.PLACE, "视频的定位", "+24.31+109.40/")]
