"""What kind of file it really is, by its first bytes and never by its name; what is no table is refused with advice."""

import re
import zipfile
import zlib
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
MOST_FILE_BYTES = 100 * 1024 * 1024
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "RAR 压缩包，请先解压"),
    (b"7z\xbc\xaf", "7z 压缩包，请先解压"),
    (b"\x1f\x8b", "压缩包，请先解压"),
    (b"MZ", "程序文件"),
    (b"SQLite format 3", "数据库文件"),
    (b"{\\rtf", "RTF 文档"),
)
_OLDEST = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
"""Records that begin a workbook which is in no container yet, as systems of the nineties write it."""
_SYLK = re.compile(rb"ID;P(?:WXL|SCALC3|CALCOOO32|KSO|ET)[;\r\n]")
_PACKED = (
    ("/xl/workbook.bin", "二进制工作簿（.xlsb）", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入"),
    ("/OFD.xml", "版式文件（.ofd）", "请向发来文件的单位要原来的表格或 Word 文档"),
    ("/ppt/presentation.xml", "演示文稿", "请把里面的表格复制后粘贴导入"),
    (".iwa", "苹果电脑的文稿（Numbers、Pages）", "请在原程序里导出为 Excel 或 Word 后再导入"),
)
"""Packages that are no table we read: a part that tells them, what they are, what to do."""
_WEB = (b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<style", b"<div", b"<!--", b"<body")
_WORD = re.compile(r"word/document\d{0,3}\.xml", re.I)
"""The main part of a document; what is written on the web may call it document2.xml."""
_ADVICE = "请选择 .xlsx、.xls、.et、.ods、.csv、.docx 或 .txt 文件；其他格式请先用 WPS 或 Office 另存为 .xlsx 或 .docx。"


def container_of(path: Path) -> str:
    """`xlsx`, `xls`, `ods`, `docx`, `zip`, `xml`, `mht`, `html` or `text`. Raises UserError naming the file for anything else, an empty or unreadable file."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise UserError(
            f"打不开“{path.name}”：{disk_reason(error)}。请检查文件是否还在、是否正被其他程序占用。"
        ) from error
    if not size:
        raise UserError(f"“{path.name}”是空文件，没有可以导入的内容。请检查是否拷贝完整。")
    if size > MOST_FILE_BYTES:
        raise UserError(f"“{path.name}”超过 100 MB，不像台账表格。请删去表中的图片或拆成几个文件后再导入。")
    if head.startswith(OLE):
        return _ole(path)
    if head.startswith(b"PK"):
        return _zip(path)
    _refuse_foreign(path, head)
    return _text(path, head)


def _refuse_foreign(path: Path, head: bytes) -> None:
    if head.startswith(_OLDEST) or _SYLK.match(head):
        raise UserError(
            f"“{path.name}”是很老的表格格式（Excel 4 或更早，或 SYLK），不能直接读取。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
        )
    for magic, word in _FOREIGN:
        if head.startswith(magic):
            raise UserError(f"“{path.name}”不是表格，而是{word}。{_ADVICE}")


def _ole(path: Path) -> str:
    """Old Excel and .et share one container with Word and with encrypted new workbooks; stream names tell them apart."""
    data = path.read_bytes()
    if _wide("EncryptedPackage") in data:
        raise UserError(
            f"“{path.name}”设有打开密码，不能读取。请先在 WPS 或 Excel 中打开，取消密码后另存，再导入。"
        )
    if _wide("Workbook") in data or _wide("Book") in data:
        return "xls"
    if _wide("WordDocument") in data:
        raise UserError(
            f"“{path.name}”是老格式的 Word 文档（.doc、.wps），不能直接读取。请用 WPS 或 Word 打开，另存为 .docx 后再导入。"
        )
    word = "演示文稿" if _wide("PowerPoint Document") in data else "其他程序的文件"
    raise UserError(f"“{path.name}”不是表格，而是{word}，或已损坏。{_ADVICE}")


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def _zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
            kind = _kind(archive) if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise UserError(
            f"“{path.name}”已损坏或没有复制完整，读不出来。请向发来文件的单位另要一份。"
        ) from error
    for sign, word, advice in _PACKED:
        if any(sign in f"/{name}" for name in names):
            raise UserError(f"“{path.name}”是{word}，不能直接读取。{advice}。")
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        if kind.endswith(b".text"):
            raise UserError(f"“{path.name}”是 OpenDocument 文字文档，不能直接读取。请另存为 .docx 后再导入。")
        return "ods"
    return "docx" if any(map(_WORD.fullmatch, names)) else "zip"


def _kind(archive: zipfile.ZipFile) -> bytes:
    """What an OpenDocument file calls itself."""
    with archive.open("mimetype") as stream:
        return stream.read(100).strip()


def _narrow(head: bytes) -> bytes:
    """The beginning of a text with one byte for every sign of the alphabet."""
    return head.replace(b"\0", b"")[2:] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _text(path: Path, head: bytes) -> str:
    start = _narrow(head).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start:
        return "xml"
    if start.startswith((b"mime-version:", b"from: <saved by")):
        return "mht"
    if start.startswith(_WEB) or (start.startswith(b"<?xml") and b"<html" in start):
        return "html"
    if start.startswith(b"<?xml") and b"urn:oasis:names:tc:opendocument" in start:
        raise UserError(
            f"“{path.name}”是 OpenDocument 单个 XML 文件（.fods），不能直接读取。请另存为 .ods 或 .xlsx 后再导入。"
        )
    if start.startswith(b"<?xml") and (b"word.document" in start or b"/word/2003/wordml" in start):
        raise UserError(
            f"“{path.name}”是 Word 另存的 XML 文件，不能直接读取。请用 WPS 或 Word 打开，另存为 .docx 后再导入。"
        )
    if start.startswith(b"<?xml"):
        raise UserError(f"“{path.name}”是 XML 文件，不是表格。{_ADVICE}")
    return "text"
