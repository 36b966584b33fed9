"""What files tell beside what they show, what they would run, and copies without it."""

import zipfile
import zlib

import pytest
from PIL import Image

from dczg_desktop.safety.cleaning import NotCleanable, clean_copy
from dczg_desktop.safety.traces import TraceKind, traces

JPEG, PDF, DOCX = (
    "image/jpeg",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


def a_photo(path, **tags):
    """A photo with an owner, a body number, an artist, a place and the time it was taken."""
    image = Image.new("RGB", (64, 48), (90, 120, 60))
    exif = image.getexif()
    exif[0x013B] = "ZZZZZZZZZ"
    exif[0x010F] = "某牌"
    inner = exif.get_ifd(0x8769)
    inner[0xA430], inner[0xA431], inner[0x9003] = "WANG XIAOMING", "SN0012345", "2026:10:01 08:30:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (24.0, 18.0, 36.0), 3: "E", 4: (109.0, 24.0, 0.0)})
    image.save(path, exif=exif, quality=80, **tags)
    path.write_bytes(path.read_bytes().replace(b"ZZZZZZZZZ", "王小明".encode()))  # as telephones write it
    return path


def a_document(path, body="<w:p/>", comments=""):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="w">{body}</w:document>')
        archive.writestr(
            "docProps/core.xml",
            '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>李秀兰</dc:creator>'
            "<cp:lastModifiedBy>张建国</cp:lastModifiedBy></cp:coreProperties>",
        )
        archive.writestr("docProps/app.xml", "<Properties><Company>某某咨询公司</Company></Properties>")
        if comments:
            archive.writestr("word/comments.xml", comments)
    return path


def a_pdf(path, *objects):
    path.write_bytes(b"%PDF-1.5\n" + b"\n".join(objects) + b"\n%%EOF")
    return path


def said(path):
    return {(one.kind, one.where, one.said) for one in traces(path)}


def test_a_photo_tells_owner_device_and_place(tmp_path):
    assert said(a_photo(tmp_path / "现场.jpg")) == {
        (TraceKind.PERSON, "照片的“作者”", "王小明"),
        (TraceKind.PERSON, "照片的“机主”", "WANG XIAOMING"),
        (TraceKind.DEVICE, "照片的“机身编号”", "SN0012345"),
        (TraceKind.PLACE, "照片的定位", "24.31000，109.40000"),
    }


@pytest.mark.parametrize(("keep_place", "left"), [(True, {TraceKind.PLACE}), (False, set())])
def test_a_cleaned_photo_shows_the_same_and_keeps_time_and_by_choice_the_place(tmp_path, keep_place, left):
    source = a_photo(tmp_path / "现场.jpg", comment=b"WANG")

    clean_copy(source, tmp_path / "净.jpg", "现场.jpg", keep_place=keep_place)

    assert {one.kind for one in traces(tmp_path / "净.jpg")} == left
    content = (tmp_path / "净.jpg").read_bytes()
    assert not [word for word in ("王小明".encode(), b"WANG", b"SN0012345") if word in content]
    with Image.open(source) as old, Image.open(tmp_path / "净.jpg") as new:
        assert new.size == old.size
        assert new.getexif().get_ifd(0x8769)[0x9003] == "2026:10:01 08:30:00"
        assert old.tobytes() == new.tobytes()


def test_a_document_tells_author_company_comments_and_changes(tmp_path):
    path = a_document(
        tmp_path / "说明.docx",
        '<w:ins w:id="1" w:author="赵六"/>',
        '<w:comments xmlns:w="w"><w:comment w:author="钱七"/></w:comments>',
    )

    assert said(path) == {
        (TraceKind.PERSON, "文档属性的“作者”", "李秀兰"),
        (TraceKind.PERSON, "文档属性的“最后修改人”", "张建国"),
        (TraceKind.PERSON, "文档属性的“单位”", "某某咨询公司"),
        (TraceKind.REMARKS, "批注", "钱七"),
        (TraceKind.REMARKS, "修订痕迹", "赵六"),
    }


def test_a_document_is_cleaned_of_its_properties_and_nothing_else(tmp_path):
    source = a_document(tmp_path / "说明.docx", "<w:p>正文</w:p>")

    clean_copy(source, tmp_path / "净.docx", "说明.docx", keep_place=True)

    assert traces(tmp_path / "净.docx") == ()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "净.docx") as new:
        assert old.namelist() == new.namelist()
        assert old.read("word/document.xml") == new.read("word/document.xml")


def test_remarks_are_never_thrown_away_by_the_program(tmp_path):
    source = a_document(tmp_path / "说明.docx", '<w:del w:author="赵六"/>')

    with pytest.raises(NotCleanable, match="接受或拒绝修订"):
        clean_copy(source, tmp_path / "净.docx", "说明.docx", keep_place=True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert)>>>> endobj", {"脚本"}),
        (b"1 0 obj <</S /J#61vaScript>> endobj", {"脚本"}),
        (b"1 0 obj <</S /Launch /F (cmd.exe)>> endobj", {"打开程序的动作"}),
        (
            b"1 0 obj <</Type /Filespec /EF <</F 2 0 R>>>> endobj 2 0 obj <</Type /EmbeddedFile>> endobj",
            {"夹带的文件"},
        ),
        (b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj", set()),
        (b"1 0 obj <</Length 20>> stream\n/JavaScript /Launch \nendstream endobj", set()),
    ],
)
def test_a_pdf_that_would_run_something_is_known(tmp_path, content, words):
    found = traces(a_pdf(tmp_path / "报告.pdf", content))

    assert {one.said for one in found if one.kind is TraceKind.RUNS} == words


def test_what_a_pdf_hides_in_packed_objects_is_found(tmp_path):
    packed = zlib.compress(b"4 0 <</S /JavaScript /JS (x)>>")
    head = b"3 0 obj <</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d>> stream\n" % len(packed)

    found = traces(a_pdf(tmp_path / "报告.pdf", head + packed + b"\nendstream endobj"))

    assert [one.said for one in found] == ["脚本"]


def test_the_author_of_a_pdf_is_told(tmp_path):
    path = a_pdf(tmp_path / "报告.pdf", b"1 0 obj <</Author <FEFF738B5C0F660E>>> endobj")

    assert said(path) == {(TraceKind.PERSON, "PDF 属性的“作者”", "王小明")}


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff\xe1", b"%PDF-1.5 stream\n", b"PK\x03\x04" + b"\0" * 40]
)
def test_broken_files_are_passed_over_calmly(tmp_path, content):
    (tmp_path / "坏").write_bytes(content)

    assert not [one for one in traces(tmp_path / "坏") if one.kind is not TraceKind.UNKNOWN]


def test_a_telephones_photo_with_another_behind_it_stays_a_jpeg(tmp_path):
    source, target = tmp_path / "现场.jpg", tmp_path / "清理.jpg"
    shown, behind = Image.new("RGB", (64, 48), (90, 120, 60)), Image.new("RGB", (64, 48))
    exif = shown.getexif()
    exif[0x013B] = "WANG"
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0ZHANG"
    shown.save(source, "MPO", save_all=True, append_images=[behind], exif=exif)

    clean_copy(source, target, "现场.jpg", keep_place=True)

    assert traces(source) != traces(target) == ()
    assert target.read_bytes().startswith(b"\xff\xd8\xff")
    assert b"ZHANG" not in target.read_bytes()
    with Image.open(target) as copy:
        assert (copy.format, copy.size) == ("JPEG", (64, 48))


def test_a_moving_picture_is_not_cut_to_its_first(tmp_path):
    source, target = tmp_path / "动图.png", tmp_path / "清理.png"
    first, second = (Image.new("RGB", (8, 8), colour) for colour in ("red", "blue"))
    exif = first.getexif()
    exif[0x013B] = "WANG"
    first.save(source, save_all=True, append_images=[second], exif=exif)

    clean_copy(source, target, "动图.png", keep_place=True)

    assert traces(target) == ()
    with Image.open(source) as old, Image.open(target) as new:
        assert (new.n_frames, new.info["duration"]) == (old.n_frames, old.info["duration"]) == (2, 0)
        for number in range(2):
            old.seek(number)
            new.seek(number)
            assert old.convert("RGB").tobytes() == new.convert("RGB").tobytes()


def test_a_file_that_could_not_be_read_for_a_moment_is_looked_through_the_next_time(tmp_path):
    path = tmp_path / "说明.txt"
    assert [one.said for one in traces(path)] == ["读不到，没有查"]

    path.write_text("现场情况", "utf-8")

    assert traces(path) == ()
