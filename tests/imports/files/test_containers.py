"""The kind of a file is told by its bytes; harmful, damaged and foreign files are refused by name."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files.calamine import guarded
from dczg_desktop.imports.files.old.ole import stream_of
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import compound_file, old_workbook, open_document, with_part
from tests.imports.samples.plain_workbooks import HEAD, ROWS, workbook


def texts(path: Path) -> list[list[str]]:
    (table,) = read_tables(path).tables
    return [list(record.fields.values()) for record in table.records]


def test_an_old_workbook_is_read_whatever_its_name(tmp_path):
    path = old_workbook(tmp_path / "台账.et", ROWS)
    renamed = old_workbook(tmp_path / "台账.xlsx", ROWS)

    assert texts(path) == texts(renamed) == ROWS[1:]
    assert read_tables(renamed).container == "xls"


def test_an_old_workbook_keeps_its_merged_cells(tmp_path):
    rows = [HEAD, ["1", "河道有垃圾", "2025年底前", "县水利局"], ["", "", "2026年底前", "县住建局"]]
    path = old_workbook(tmp_path / "台账.xls", rows, ((1, 2, 0, 0), (1, 2, 1, 1)))

    (table,) = read_tables(path).tables

    assert table.records[1].fields["description"] == "河道有垃圾"
    assert table.records[1].merged_from == 2


def test_an_open_document_is_read(tmp_path):
    assert texts(open_document(tmp_path / "台账.ods", ROWS)) == ROWS[1:]


def test_half_an_open_document_is_refused(tmp_path):
    source = open_document(tmp_path / "a.ods", ROWS)
    path = with_part(source, tmp_path / "台账.ods", "content.xml", ("</table:table>", ""))

    with pytest.raises(UserError, match="已损坏"):
        read_tables(path)


def test_an_old_workbook_with_an_impossible_extent_is_refused(tmp_path):
    path = old_workbook(tmp_path / "台账.xls", ROWS)
    data = bytearray(path.read_bytes())
    extent = data.index(bytes.fromhex("00020E00"), 1536)
    data[extent + 6 : extent + 8] = b"\x69\x79"
    path.write_bytes(data)

    with pytest.raises(UserError, match="已损坏"):
        read_tables(path)


def test_an_old_workbook_with_a_password_says_so(tmp_path):
    path = old_workbook(tmp_path / "台账.xls", ROWS)
    data = bytearray(path.read_bytes())
    bound = data.index(bytes.fromhex("8500"), 1536)
    data[bound : bound + 2] = bytes.fromhex("2F00")
    path.write_bytes(data)

    with pytest.raises(UserError, match="设有打开密码"):
        read_tables(path)


def test_a_new_workbook_named_xls_is_read(tmp_path):
    assert texts(workbook(tmp_path / "台账.xls")) == ROWS[1:]


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8-sig", b"", "UTF-8（带 BOM）"),
        ("gbk", b"", "GB18030"),
        ("utf-16", b"", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_texts_of_every_encoding_are_read(tmp_path, codec, mark, name, delimiter):
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    path = tmp_path / "台账.csv"
    path.write_bytes(mark + text.encode(codec))

    assert texts(path) == ROWS[1:]
    assert read_tables(path).encoding == name


def test_line_breaks_inside_quotes_stay_in_the_cell(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text('序号,问题,整改时限\r\n1,"一处，\r\n二处",长期坚持\r\n', "utf-8", newline="")

    assert texts(path) == [["1", "一处，\n二处", "长期坚持"]]


def test_unbalanced_quotes_are_read_and_said(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text('序号,问题,整改时限\n1,"河道"有垃圾,长期坚持\n', "utf-8")

    reading = read_tables(path)

    assert "引号不成对" in reading.notes[0]
    assert reading.tables[0].records[0].fields["deadline"] == "长期坚持"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.xlsx", b"", "空文件"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "图片"),
        ("件.pdf", b"%PDF-1.7 " + bytes(50), "PDF"),
        ("包.rar", b"Rar!" + bytes(50), "解压"),
        ("表.xls", b"<html><table><tr><td>1</td></tr></table></html>", "没有认出表格"),
        ("坏.xlsx", b"PK\x03\x04" + bytes(80), "已损坏"),
        ("没拷完.xlsx", bytes(range(128, 256)) * 9, "可能没有拷完，或者文件已损坏"),
        ("乱.csv", bytes(range(128, 255)) * 3 + b"\xff", "编码"),
        ("话.txt", "今天没有表格。".encode(), "没有认出"),
        ("白.csv", b" \r\n \r\n", "没有内容"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(UserError, match=words) as refusal:
        read_tables(path)
    assert name in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("老.xls", bytes.fromhex("0900040002001000") + bytes(90), "Excel 4 或更早"),
        ("裸.xls", bytes.fromhex("0908080000051000") + bytes(90), "Excel 4 或更早"),
        ("表.slk", b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\nE\r\n", "SYLK"),
        (
            "表.fods",
            b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
            "fods",
        ),
    ],
)
def test_a_table_in_a_format_of_few_is_named_for_what_it_is(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(UserError, match=rf"{words}.*另存为"):
        read_tables(path)


def test_slides_of_an_old_program_are_named_as_such(tmp_path):
    with pytest.raises(UserError, match="演示文稿"):
        read_tables(compound_file(tmp_path / "汇报.dps", "PowerPoint Document", b"x" * 500))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"打不开“没有\.xlsx”"):
        read_tables(tmp_path / "没有.xlsx")


def test_a_protected_workbook_asks_to_remove_the_password(tmp_path):
    path = compound_file(tmp_path / "密.xlsx", "EncryptedPackage", b"x" * 500)

    with pytest.raises(UserError, match="设有打开密码"):
        read_tables(path)


def test_an_old_word_document_is_named_as_such(tmp_path):
    old = compound_file(tmp_path / "方案.doc", "WordDocument", b"x" * 500)

    with pytest.raises(UserError, match="Word 文档"):
        read_tables(old)


def test_a_word_document_without_records_is_refused(tmp_path):
    new = tmp_path / "方案.docx"
    with zipfile.ZipFile(new, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    with pytest.raises(UserError, match=r"方案\.docx”里没有认出表格"):
        read_tables(new)


def test_a_truncated_workbook_is_refused_at_every_length(tmp_path):
    whole = workbook(tmp_path / "台账.xlsx").read_bytes()
    path = tmp_path / "半份.xlsx"
    for cut in range(1, len(whole), 97):
        path.write_bytes(whole[:cut])
        with pytest.raises(UserError, match=r"半份\.xlsx"):
            read_tables(path)


def test_macros_are_ignored_with_a_word(tmp_path):
    path = with_part(
        workbook(tmp_path / "a.xlsx"), tmp_path / "台账.xlsm", "xl/vbaProject.bin", data=b"macro"
    )

    assert "宏" in read_tables(path).notes[0]


def test_an_unknown_sheet_name_is_refused(tmp_path):
    with pytest.raises(UserError, match="没有名为“二月”的工作表"):
        read_tables(workbook(tmp_path / "台账.xlsx"), sheet="二月")


def test_a_sheet_of_headers_only_is_refused(tmp_path):
    with pytest.raises(UserError, match="只有表头"):
        read_tables(workbook(tmp_path / "台账.xlsx", [HEAD]))


def test_an_empty_sheet_is_refused(tmp_path):
    with pytest.raises(UserError, match="都是空的"):
        read_tables(workbook(tmp_path / "台账.xlsx", []))


def old_stream(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """The old workbook with its stream changed and packed again."""
    data = old_workbook(path, ROWS).read_bytes()
    return compound_file(path, "Workbook", change(stream_of(path, data, ("Workbook",)).rstrip(b"\0")))


def without_beginning(stream: bytes) -> bytes:
    """The sheet's first record is none, and its stated extent is 3,204,448,258 rows."""
    start = stream.index(bytes.fromhex("00020e00"))
    begin = stream.rindex(bytes.fromhex("0908"), 0, start)
    changed = stream[:begin] + b"\x08\x08" + stream[begin + 2 :]
    return changed[: start + 8] + b"\x02\x00\x00\xbf" + changed[start + 12 :]


def with_texts(stream: bytes) -> bytes:
    """A table of texts that promises two thousand million of them."""
    texts = bytes.fromhex("fc000800") + struct.pack("<II", 1, 2_000_000_000)
    end = stream.index(bytes.fromhex("0a000000"))
    offset = struct.unpack_from("<I", stream, stream.index(bytes.fromhex("8500")) + 4)[0] + len(texts)
    bound = stream.index(bytes.fromhex("8500")) + 4
    return stream[:bound] + struct.pack("<I", offset) + stream[bound + 4 : end] + texts + stream[end:]


@pytest.mark.parametrize("change", [without_beginning, with_texts])
def test_an_old_workbook_that_asks_for_too_much_memory_is_refused(tmp_path, change):
    with pytest.raises(UserError, match=r"“台账\.et”已损坏"):
        read_tables(old_stream(tmp_path / "台账.et", change))


class Panic(BaseException):
    """What a panic of the parser below looks like here."""


Panic.__name__ = "PanicException"


@pytest.mark.parametrize(("error", "words"), [(Panic(), "已损坏"), (OverflowError(), "已损坏")])
def test_a_panic_of_the_parser_is_a_refusal(tmp_path, error, words):
    with pytest.raises(UserError, match=words), guarded(tmp_path / "台账.xls", "表1"):
        raise error


def test_an_interruption_is_no_damage(tmp_path):
    with pytest.raises(KeyboardInterrupt), guarded(tmp_path / "台账.xls"):
        raise KeyboardInterrupt


def test_a_refused_table_inside_a_zip_names_both(tmp_path):
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("台账.xlsx", b"PK\x03\x04" + bytes(80))

    with pytest.raises(UserError, match=r"压缩包“材料\.zip”里的文件没有读出：“台账\.xlsx”已损坏"):
        read_tables(path)


def test_a_zip_whose_names_are_broken_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("台账.csv", "序号,问题,整改措施,责任单位")
    name = "台账.csv".encode()
    path.write_bytes(
        path.read_bytes().replace(name, b"\xe2" + name[1:], 1)
    )  # only where the file itself begins

    with pytest.raises(UserError, match=r"“材料\.zip”已损坏"):
        read_tables(path)
