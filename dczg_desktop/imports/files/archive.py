"""A table sent inside a .zip: the only table file is taken out; several are named and the user unpacks them."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.scratch import scratch

_KINDS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".et", ".ett", ".csv", ".tsv", ".ods", ".docx", ".mht"}
)
_MOST_BYTES = 100 * 1024 * 1024
_MOST_RATIO = 100
_RATIO_FREE = 1024 * 1024
_NAMED = 6
_NO_NAME = re.compile(r'[<>:"|?*\x00-\x1f]')
_LONGEST_NAME = 180


@contextmanager
def table_inside(path: Path) -> Iterator[Path]:
    """The only table file of a zip, unpacked for as long as it is read.

    Raises UserError naming the zip when it holds none or several, is damaged, has a password or unpacks to too much.
    """
    with scratch() as folder:
        yield _unpacked(path, folder)


def _unpacked(path: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            entry = _only_table(path, archive)
            target = folder / _file_name(_readable(entry))
            with archive.open(entry) as stream:
                target.write_bytes(stream.read(entry.file_size + 1))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise UserError(
            f"“{path.name}”已损坏或没有复制完整，读不出来。请向发来文件的单位另要一份。"
        ) from error
    return target


def _only_table(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    found = [
        entry
        for entry in archive.infolist()
        if PurePosixPath(entry.filename).suffix.lower() in _KINDS
        and not PurePosixPath(entry.filename).name.startswith(("~$", "."))
    ]
    if not found:
        raise UserError(
            f"压缩包“{path.name}”里没有表格文件（.xlsx、.xls、.et、.csv、.ods、.docx）。请解压后选择要导入的文件。"
        )
    if len(found) > 1:
        names = "、".join(f"“{PurePosixPath(_readable(entry)).name}”" for entry in found[:_NAMED])
        more = f"等 {len(found)} 个" if len(found) > _NAMED else f"共 {len(found)} 个"
        raise UserError(f"压缩包“{path.name}”里有几个表格文件：{names}，{more}。请先解压，再逐个选择导入。")
    entry = found[0]
    if entry.flag_bits & 1:
        raise UserError(f"压缩包“{path.name}”设有密码。请先解压，再选择里面的表格文件导入。")
    if entry.file_size > min(_MOST_BYTES, _RATIO_FREE + _MOST_RATIO * entry.compress_size):
        raise UserError(f"压缩包“{path.name}”里的文件过大或压缩比不正常，没有读取。请解压检查后再导入。")
    return entry


def _file_name(name: str) -> str:
    """The name under which a file can be kept on any disk: its end whole, of a long one only the beginning."""
    plain = PurePosixPath(_NO_NAME.sub("_", PurePosixPath(name).name))
    stem = plain.stem.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return f"{stem}{plain.suffix}"


def _readable(entry: zipfile.ZipInfo) -> str:
    """The name in Chinese: names without the UTF-8 mark were written in GBK by Windows programs."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.filename
    return name.replace("\\", "/")
