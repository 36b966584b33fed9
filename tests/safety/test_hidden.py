"""Every kind of attachment ends in exactly one of: looked through and clean, something found and named, not looked through and why."""

import shutil
import struct
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
    said,
    word_head,
    zipped,
)

PLACE = "24.31000，109.40000"


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
    found = traces(made(tmp_path, name))

    assert (verdict(found), verdict_words(found)) == (Verdict.CLEAN, "查过，没有夹带别的信息")


@pytest.mark.parametrize("name", ["照片.zip", "附注.gif", "会议.webp", "航拍.tif", "套.docx"])
def test_what_holds_something_is_named(tmp_path, name):
    found = traces(made(tmp_path, name))

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
    found = traces(made(tmp_path, name))

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

    assert why in verdict_words(traces(path))
    with pytest.raises(NotCleanable):
        clean_copy(path, tmp_path / "净.docx", "炸弹.docx", keep_place=True)
    assert not (tmp_path / "净.docx").exists()


def test_a_picture_that_would_unpack_to_a_thousand_million_points_is_not_decoded(tmp_path):
    path = tmp_path / "巨图.png"
    Image.new("RGB", (8, 8)).save(path)
    data = path.read_bytes()
    path.write_bytes(data[:16] + struct.pack(">II", 40_000, 30_000) + data[24:])

    assert verdict(traces(path)) is Verdict.CLEAN


def test_files_nested_in_files_share_one_limit(tmp_path, monkeypatch):
    inner = a_docx(tmp_path / "内.docx", {"word/media/1.jpeg": photo_bytes() + bytes(20_000)}).read_bytes()
    path = zipped(tmp_path / "外.zip", {f"{n}.docx": inner for n in range(5)})
    monkeypatch.setattr(parts, "MOST_BYTES", 60_000)

    found = traces(path)

    assert "套着的内容太多" in verdict_words(found)
    assert len([one for one in found if one.kind is TraceKind.PLACE]) == 2


def test_a_video_without_a_brand_is_one_all_the_same(tmp_path):
    path = tmp_path / "旧录像.mov"
    path.write_bytes(
        box(b"moov", box(b"udta", box(b"\xa9xyz", quick_text("+24.31+109.40/")))) + box(b"mdat", bytes(9))
    )

    assert said(path) == [(TraceKind.PLACE, "视频的定位", "+24.31+109.40/")]
