"""The gate before any parser: a zip that could harm is refused by name before something reads its contents."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import groupby
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files.extent import IS_SHEET, Extent, extent_at_most
from dczg_desktop.imports.files.limits import MOST_CELLS, check_extent, fits, refusal
from dczg_desktop.imports.files.plain_cells import with_plain_cells_joined
from dczg_desktop.imports.files.repeats import extents_of_tables
from dczg_desktop.imports.files.seeking import holds

MOST_ENTRIES = 2000
MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO = 100
RATIO_FREE = 1024 * 1024  # small repetitive parts pack better than 1:100 and harm nobody
_MOST_REPACKED = 48 * 1024 * 1024
_COUNT = re.compile(rb"""(?<![-\w])(?:count|uniqueCount)\s*=\s*["']\s*\+?(\d+)""")
_USES = re.compile(rb"""(<(?:\w+:)?sst\b[^<>]*?)\scount\s*=\s*["'](\d{1,7})["']""")
"""How often the shared texts of a workbook are used: as often as it has cells, whatever its part holds."""
_OF_COUNTS, _LONGEST_COUNT = re.compile(rb"o(?=unt)"), 12
_COUNTED = frozenset({"xl/sharedstrings.xml", "xl/styles.xml", "xl/workbook.xml"})
"""What is read under these names, whatever it holds besides."""
_BEGINNING = 400
_END, _END_MARK, _LONGEST_END = struct.Struct("<4s4HIIH"), b"PK\5\6", 22 + (1 << 16)
"""What ends a zip: how many parts its directory names, how long that is and where it begins."""
_SECOND_NAME = b"up"
"""The mark of a field in which some zips keep another name for the same part."""
_DEFINITION = re.compile(rb"!(?:DOCTYPE|ENTITY)")
_DECLARED = re.compile(rb"""<\?xml\s[^<>?]{0,80}?encoding\s*=\s*["'](?:gbk|gb2312|gb18030)["']""", re.I)
_DECLARATION = re.compile(r"^<\?xml\s[^<>]{0,200}\?>")
_WIDE = (
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_FORBIDDEN_NAME = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|:|[\x00-\x1f]")


class Parts(dict[str, bytes]):
    """The XML parts of a workbook by name. `unusual` are sheets not written as spreadsheet programs write them.

    `are_the_file` tells that what is in the file under these names is just this for any reader: nothing was renamed or
    written in another encoding, and nothing in the zip can be understood in two ways. `others` are the parts that are no
    XML and were not looked at. `content` is that of an OpenDocument sheet, plain cells side by side told once.
    """

    def __init__(self, *, are_the_file: bool) -> None:
        super().__init__()
        self.are_the_file = are_the_file
        self.unusual: set[str] = set()
        self.others: set[str] = set()
        self.content = b""

    def take(self, path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        """Take a part in. Raises UserError naming the file when it could harm."""
        name, content = plain_name(entry), _content(path, archive, entry)
        data = _in_utf8(path, content)
        if b"\x00" in data[:_BEGINNING]:
            raise refusal(path, "里面的文字用了读不了的编码（不是 UTF-8、UTF-16、GBK）")
        if holds(data, _DEFINITION):
            raise harmful(path)
        is_sheet = holds(data, IS_SHEET)
        if is_sheet and not check_sheet(path, data).is_usual:
            self.unusual.add(name)
        if not is_sheet or name.lower() in _COUNTED:
            check_counts(path, data)
        if name.lower() == "content.xml":
            self.content = with_plain_cells_joined(data)
            _check_tables(path, self.content)
        self.are_the_file &= data is content and name == entry.filename
        self[name] = data


def opened_parts(path: Path, when_sheets_are_left: Callable[[], None] | None = None) -> Parts:
    """The XML parts of a workbook zip by name, every limit checked first. Raises UserError naming the file.

    Limits: 2,000 entries, 200 MB unpacked, packed 1:100, no overlap, no path outside, no DOCTYPE or ENTITY, cells
    within 100,000 rows and 702 columns (docs/import.md §限度). `when_sheets_are_left` is called when all but the sheets was
    checked and the parts are the file so far: a reader may then open it, and ask for no sheet yet.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(path, entries)
            parts = Parts(are_the_file=_is_plain(archive))
            parts.others = {plain_name(entry).lower() for entry in entries if not _is_xml(entry.filename)}
            read = [entry for entry in entries if _is_xml(entry.filename)]
            for is_sheet, some in groupby(sorted(read, key=_is_among_sheets), _is_among_sheets):
                if is_sheet and when_sheets_are_left and parts.are_the_file:
                    when_sheets_are_left()
                for entry in some:
                    parts.take(path, archive, entry)
            return parts
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        KeyError,
        ValueError,
    ) as error:
        raise refusal(path, "文件已损坏或没有复制完整") from error


def repacked(parts: Mapping[str, bytes]) -> BytesIO | None:
    """The checked parts as a zip of their own, nothing in it packed; None where they are too large to be held twice.

    What was checked is what is read.
    """
    if sum(map(len, parts.values())) > _MOST_REPACKED:
        return None
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    stream.seek(0)
    return stream


def whole_file(path: Path) -> BytesIO:
    """The file as it is, to be read where its parts are too large for `repacked`: what lies in it under other names was looked at too.

    A sheet may lie under any name. Raises UserError as `opened_parts`.
    """
    stream = _up_to_its_end(path)
    with zipfile.ZipFile(stream) as archive:
        if not _has_one_directory(archive) or _directory(archive) != _directory_of(path):
            raise refusal(path, "压缩包结构异常（有两个目录或末尾另有内容），已拒绝")
        for entry in archive.infolist():
            if _is_xml(entry.filename):
                continue
            with suppress(zipfile.BadZipFile, zlib.error, EOFError):  # what is damaged nobody reads
                if holds(data := _content(path, archive, entry), IS_SHEET):
                    check_sheet(path, data)
    stream.seek(0)
    return stream


def _up_to_its_end(path: Path) -> BytesIO:
    """The zip without the words of a comment behind its last part, in which another reader might find another end."""
    data = path.read_bytes()
    end = data.rfind(_END_MARK, max(len(data) - _LONGEST_END, 0))
    if end < 0 or len(data) == end + _END.size:
        return BytesIO(data)
    return BytesIO(data[: end + _END.size - 2] + bytes(2))


def _directory(archive: zipfile.ZipFile) -> list[tuple[str, int, int]]:
    return [(entry.filename, entry.header_offset, entry.CRC) for entry in archive.infolist()]


def _directory_of(path: Path) -> list[tuple[str, int, int]]:
    """What was looked at."""
    with zipfile.ZipFile(path) as archive:
        return _directory(archive)


def stream_of_parts(path: Path, opened: Parts, parts: Mapping[str, bytes]) -> BytesIO:
    """What the reader behind gets: nothing but what was checked. Raises UserError as `opened_parts`."""
    if opened.are_the_file and parts is opened:
        return BytesIO(path.read_bytes())
    return repacked(parts) or whole_file(path)


def _is_plain(archive: zipfile.ZipFile) -> bool:
    """Whether all readers of zips find the same in it: nothing before, nothing behind, no second names."""
    entries = archive.infolist()
    begins = min((entry.header_offset for entry in entries), default=0)
    return (
        _has_one_directory(archive)
        and begins == 0
        and not any(_SECOND_NAME in entry.extra for entry in entries)
    )


def _has_one_directory(archive: zipfile.ZipFile) -> bool:
    """Whether the last bytes name the very directory that was read: other readers may go by another end, or by another place in it."""
    stream = archive.fp
    if archive.comment or stream is None:
        return False
    end = stream.seek(-_END.size, 2)
    mark, *_disks, count, size, start, comment = _END.unpack(stream.read(_END.size))
    is_told = (count, start, start + size, comment) == (len(archive.infolist()), archive.start_dir, end, 0)
    return mark == _END_MARK and is_told


def plain_name(entry: zipfile.ZipInfo) -> str:
    """The name of a part; some programs of Windows write it with the wrong strokes."""
    return entry.filename.replace("\\", "/")


def _is_among_sheets(entry: zipfile.ZipInfo) -> bool:
    """Whether a part lies where spreadsheet programs keep sheets, and where nothing else is looked for."""
    return plain_name(entry).lower().startswith("xl/worksheets/")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels")) or name == "mimetype"


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise refusal(path, "压缩包结构异常（内容过多或展开后超过 200 MB），已拒绝")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise refusal(path, "压缩包内有重名的部分，已拒绝")
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if _FORBIDDEN_NAME.search(entry.filename):
            raise refusal(path, "包内文件名不合规，已拒绝")
        if entry.header_offset < end or entry.file_size > RATIO_FREE + MOST_RATIO * entry.compress_size:
            raise refusal(path, "压缩包结构异常（压缩比或排列不正常），已拒绝")
        if entry.flag_bits & 1:
            raise refusal(path, "文件设有密码，请先在 WPS 或 Excel 中去掉密码")
        end = entry.header_offset + entry.compress_size


def _content(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise refusal(path, "压缩包结构异常（大小与目录不符），已拒绝")
    return data


def _in_utf8(path: Path, data: bytes) -> bytes:
    """The part itself, or written anew as the others are when it is UTF-16, or says it is in the encoding of Chinese Windows."""
    if wide := next((name for mark, name in _WIDE if data.startswith(mark)), ""):
        return _from_utf16(path, data, wide)
    if (declared := _DECLARED.match(data)) is None:
        return data
    try:
        text = data[declared.end() :].decode("gb18030")
    except UnicodeDecodeError as error:
        raise refusal(path, "文件已损坏或没有复制完整") from error
    return f'<?xml version="1.0" encoding="UTF-8"{text}'.encode()


def _from_utf16(path: Path, data: bytes, encoding: str) -> bytes:
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise refusal(path, "文件已损坏或没有复制完整") from error
    return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8"?>', text, count=1).encode()


def check_sheet(path: Path, data: bytes) -> Extent:
    """How far a sheet reaches at most. Raises UserError naming the file when it is broken or reaches too far."""
    try:
        extent = extent_at_most(data, MOST_CELLS)
    except ValueError as error:
        raise refusal(path, "文件已损坏或没有复制完整") from error
    check_extent(path, extent.rows, extent.columns)
    return extent


def _check_tables(path: Path, data: bytes) -> None:
    """How far the tables of an OpenDocument sheet reach; that it is whole XML is seen before the reader behind gets it."""
    try:
        extents = extents_of_tables(data, fits)
    except ValueError as error:
        raise refusal(path, "文件已损坏或没有复制完整") from error
    for rows, columns in extents:
        check_extent(path, rows, columns)


def check_counts(path: Path, data: bytes) -> None:
    """A part cannot hold more elements than bytes; the reader behind takes memory for as many as it promises."""
    told = data if len(data) < RATIO_FREE else b" ".join(_promises(data))
    told = _USES.sub(lambda uses: uses[1] if int(uses[2]) <= MOST_CELLS else uses[0], told, count=1)
    if any(len(count) > _LONGEST_COUNT or int(count) > len(data) for count in _COUNT.findall(told)):
        raise refusal(path, "文件已损坏或没有复制完整")


def _promises(data: bytes) -> Iterator[bytes]:
    """The elements of a large part that may hold a count, wherever they stand."""
    end = 0
    for found in _OF_COUNTS.finditer(data):
        if found.start() < end:
            continue
        end = data.find(b"<", found.start())
        end = len(data) if end < 0 else end
        yield data[max(data.rfind(b"<", 0, found.start()), 0) : end]


def harmful(path: Path) -> UserError:
    """The refusal of a file that defines what its words mean."""
    return refusal(path, "文件内含不允许的定义（DOCTYPE 或 ENTITY），可能有害，已拒绝")
