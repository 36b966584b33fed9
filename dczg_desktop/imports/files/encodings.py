"""Text files of unknown origin: which encoding they are in, without ever replacing a character."""

import codecs
from pathlib import Path

from dczg_desktop.base.errors import UserError

_BINARY = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx", ".zip"})
"""Names under which nobody expects plain text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8（带 BOM）"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def decoded(path: Path) -> tuple[str, str]:
    """The text of a file and the name of its encoding. Raises UserError when no encoding fits every byte."""
    data = path.read_bytes()
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(path, data, codec), name
    if wide := _wide_codec(data):
        return _strictly(path, data, wide), "UTF-16"
    try:
        text, name = data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text, name = _strictly(path, data, "gb18030"), "GB18030"
    if "\x00" in text:
        raise _refusal(path)
    return text, name


def _wide_codec(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the ASCII characters is zero."""
    head = data[:4000]
    if head.count(0) * 20 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"


def _strictly(path: Path, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _refusal(path) from error


def _refusal(path: Path) -> UserError:
    if path.suffix.lower() in _BINARY:
        return UserError(
            f"“{path.name}”不是表格也不是文档，里面的内容认不出来：可能没有拷完，或者文件已损坏。"
            "请重新拷贝一次，或向报送单位再要一份。"
        )
    return UserError(
        f"“{path.name}”的文字编码认不出来（不是 UTF-8、GBK/GB18030 或 UTF-16），或者它不是文字文件。"
        "请用 WPS 或 Excel 打开后另存为 .xlsx 再导入。"
    )
