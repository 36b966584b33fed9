"""Web pages saved as a single file (.mht): the pages inside, decoded, one after another (RFC 2557, 2045, 2046)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files.limits import too_large
from dczg_desktop.imports.files.pages.web_pictures import Packed, names_of

_MOST_BYTES = 64 * 1024 * 1024
"""Of all pages together; pictures beside them are not decoded."""
_MOST_PARTS = 5000
_BOUNDARY = re.compile(rb"""\bboundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))""", re.I)
_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?([\w.:-]{1,40})""", re.I)
_HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_LONGEST_HEAD = 16 * 1024
_TABS = "tabstrip.htm"
"""The page on which Excel shows the names of the sheets."""


class Pages(NamedTuple):
    """The words of all pages as one text, in which encoding they were, the pictures beside them by every name."""

    text: str
    encoding: str
    pictures: dict[str, Packed]


def pages_of(path: Path, data: bytes) -> Pages:
    """The pages of a web page saved as a single file. Raises UserError naming the file when there is none in it or too much."""
    texts: list[str] = []
    encodings: list[str] = []
    pictures: dict[str, Packed] = {}
    size = 0
    for headers, body in _parts(data):
        kind = headers.get("content-type", "").strip().lower()
        if kind.startswith("image/"):
            picture = Packed(headers.get("content-transfer-encoding", "").lower(), body)
            called = names_of(headers.get("content-location", ""), headers.get("content-id", ""))
            pictures |= {name: picture for name in called if name not in pictures}
        if not kind.startswith("text/html") or headers.get("content-location", "").lower().endswith(_TABS):
            continue
        size += len(body)
        if size > _MOST_BYTES:
            raise too_large(path)
        text, encoding = _decoded(path, headers, body)
        texts.append(text)
        encodings.append(encoding)
    if not texts:
        raise UserError(
            f"“{path.name}”是“单个文件网页”（.mht），里面没有找到网页，或没有复制完整。"
            "请用 WPS 或 Excel 打开检查，另存为 .xlsx 后再导入。"
        )
    return Pages("\n".join(texts), encodings[0], pictures)


def _parts(data: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Headers and body of every part; a file without parts is one part itself."""
    head = _HEAD_END.search(data, 0, _LONGEST_HEAD)
    boundary = _BOUNDARY.search(data, 0, head.start() if head else _LONGEST_HEAD)
    if head is None:
        return
    if boundary is None:
        yield _headers(data[: head.start()]), data[head.end() :]
        return
    line = b"--" + (boundary[1] or boundary[2])
    place = data.find(line, head.start())
    for _number in range(_MOST_PARTS):
        if place < 0:
            return
        after = data.find(line, place + len(line))
        start, end = place + len(line), after if after >= 0 else len(data)
        if found := _HEAD_END.search(data, start, min(start + _LONGEST_HEAD, end)):
            yield _headers(data[start : found.start()]), data[found.end() : end]
        place = after


def _headers(head: bytes) -> dict[str, str]:
    lines = _FOLD.sub(" ", head.decode("latin-1")).splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _decoded(path: Path, headers: dict[str, str], body: bytes) -> tuple[str, str]:
    """The text of a page. Raises UserError when its encoding is none we know."""
    try:
        body = Packed(headers.get("content-transfer-encoding", "").lower(), body).unpacked()
    except ValueError as error:
        raise _unreadable(path) from error
    told = _CHARSET.search(headers.get("content-type", "")) or _CHARSET.search(body[:4000].decode("latin-1"))
    name = told[1].lower() if told else ""
    wide = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) or name in {"unicode", "utf-16"} else ""
    for codec in filter(None, (wide, "utf-8-sig", "gb18030")):
        try:
            return body.decode(codec), codec.removesuffix("-sig").upper()
        except UnicodeDecodeError:
            continue
    raise _unreadable(path)


def _unreadable(path: Path) -> UserError:
    return UserError(
        f"“{path.name}”是“单个文件网页”（.mht），里面的文字认不出编码，或没有复制完整。"
        "请用 WPS 或 Excel 打开检查，另存为 .xlsx 后再导入。"
    )
