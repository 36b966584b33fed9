"""A copy of a file without what it tells beside what it shows; made only where nothing that can be seen changes."""

import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path

from dczg_desktop.safety.hidden.parts import BAD_ZIP, refusal
from dczg_desktop.safety.hidden.segments import cleaned
from dczg_desktop.safety.hidden.trace import LONGEST, PART
from dczg_desktop.safety.traces import PERSONAL, Trace, TraceKind, traces

PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
CLEANABLE = frozenset({"image/jpeg", "image/png"})
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_PROPERTIES = re.compile(
    rb"(<(?:dc:creator|dc:description|cp:lastModifiedBy|Company|Manager|Template|HyperlinkBase|meta:initial-creator|meta:printed-by"
    rb"|meta:user-defined)\b[^>/]*>)[^<]*(</)"
)  # fmt: skip
_CUSTOM = re.compile(
    rb"(<(?:\w+:)?property\b(?![^>]*\bname=\"(?:KSO|ICV|ContentTypeId|WPS))[^>]*><vt:(?:lpwstr|lpstr)>)[^<]*(</)", re.IGNORECASE
)  # fmt: skip
_PLACE = re.compile(rb"(<x15ac:absPath\b[^>]*?\burl=\")[^\"]*(\")")
_PERSON = re.compile(rb"<(w15:person|p188:author)\b(?:[^>]*/>|.*?</\1>)", re.DOTALL)
_SHARER = re.compile(rb"(<fileSharing\b[^>]*?\buserName=\")[^\"]*(\")")
_REFRESHER = re.compile(rb"(\brefreshedBy=\")[^\"]*(\")")
_PICTURE = re.compile(rb"(\bdescr=\")(?:file:|[A-Za-z]:[\\/]|\\\\)[^\"]*?([^\"\\/]*\")")
_TEMPLATE = re.compile(rb"(<Relationship\b(?=[^>]*attachedTemplate)[^>]*?\bTarget=\")[^\"]*(\")")
_SHOWN = re.compile(
    rb"<w:instrText[^>]*>[^<]*\b(?i:AUTHOR|LASTSAVEDBY|DOCPROPERTY|COMMENTS|TEMPLATE)\b"
    rb"|<w:fldSimple[^>]*w:instr=\"[^\"]*\b(?i:AUTHOR|LASTSAVEDBY|DOCPROPERTY|COMMENTS|TEMPLATE)\b"
    rb"|<w:dataBinding\b[^>]*\b(?:creator|lastModifiedBy|description|Company|Manager)\b"
    rb"|<text:(?:creator|initial-creator|author-name|printed-by|description|user-defined)[ >]"
)
"""Places in the text that show a property: emptied, the text would change."""
_LOOKED_AT = re.compile(
    r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml|content\.xml|styles\.xml"
)
SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
BLOCK = 1 << 20


class NotCleanable(ValueError):
    """No copy can be made by the program; the text says what to do, in the user's words."""


def clean_copy(source: Path, target: Path, name: str, *, keep_place: bool) -> None:
    """Write a copy of `source`, a file named `name`, without personal traces; the place a photo was taken may stay.

    Raises NotCleanable when the program cannot do that, or when something would still be left; then there is no `target`.
    """
    try:
        _write(source, target, name, keep_place=keep_place)
        _check(traces(source), traces(target), keep_place=keep_place)
    except NotCleanable:
        target.unlink(missing_ok=True)
        raise


def _write(source: Path, target: Path, name: str, *, keep_place: bool) -> None:
    if _head(source).startswith(PHOTOS):
        _picture(source, target, keep_place=keep_place)
    elif name.lower().endswith(OFFICE):
        _document(source, target, keep_place=keep_place)
    else:
        raise NotCleanable("这种文件程序清理不了。请在原来的软件里去掉作者、批注、位置后另存，重新附上。")


def _check(before: Sequence[Trace], after: Sequence[Trace], *, keep_place: bool) -> None:
    """Nothing personal may be left, and the place must not go unasked."""
    left = [one for one in after if one.kind in PERSONAL or (one.kind is TraceKind.PLACE and not keep_place)]
    if left:
        listed = "、".join(f"{one.where}（{one.said}）" for one in left[:5])
        raise NotCleanable(
            f"还有程序去不掉的：{listed}。请在 Word、Excel 或 WPS 里接受或拒绝修订、删除批注和隐藏的表、取消共享、断开链接后另存，重新附上。"
        )
    lost = [one for one in before if one.kind is TraceKind.PLACE and one not in after]
    if keep_place and lost:
        raise NotCleanable(
            f"拍摄位置（{lost[0].said}）和人名写在一起，程序分不开。请选连拍摄位置一起去掉，或发原件。"
        )


def _head(source: Path) -> bytes:
    with source.open("rb") as stream:
        return stream.read(16)


def _picture(source: Path, target: Path, *, keep_place: bool) -> None:
    if source.stat().st_size > LONGEST:
        raise NotCleanable(f"照片超过 {LONGEST >> 20} MB，程序不清理。请用看图软件另存后重新附上。")
    try:
        target.write_bytes(cleaned(source.read_bytes(), keep_place=keep_place))
    except (ValueError, OSError) as error:
        raise NotCleanable("照片读不完整，程序清理不了。请用看图软件另存后重新附上。") from error


def _document(source: Path, target: Path, *, keep_place: bool) -> None:
    """All parts in their order; only properties and photos are touched, everything else is copied block by block."""
    try:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            entries = old.infolist()
            if why := refusal(entries):
                raise NotCleanable(f"文档{why.removesuffix('，没有查')}，程序不清理。")
            if any(entry.filename.startswith(SIGNED) for entry in entries):
                raise NotCleanable("文档带数字签名，清理会使签名失效。请由签名的单位清理后重新签名。")
            for entry in entries:
                _part(old, new, entry, keep_place=keep_place)
    except BAD_ZIP as error:
        if isinstance(error, NotCleanable):
            raise
        raise NotCleanable("文档读不完整，程序清理不了。请用 Word、Excel 或 WPS 另存后重新附上。") from error


def _part(old: zipfile.ZipFile, new: zipfile.ZipFile, entry: zipfile.ZipInfo, *, keep_place: bool) -> None:
    changed = _changed(old, entry, keep_place=keep_place)
    fresh = copy(entry)  # writing counts sizes anew
    fresh.flag_bits &= 0x800
    fresh.extra = b""
    if changed is not None:
        new.writestr(fresh, changed)
        return
    with old.open(entry) as stream, new.open(fresh, "w", force_zip64=entry.file_size > 1 << 31) as into:
        shutil.copyfileobj(stream, into, BLOCK)


def _changed(old: zipfile.ZipFile, entry: zipfile.ZipInfo, *, keep_place: bool) -> bytes | None:
    """What a part becomes; None when it stays as it is."""
    if entry.is_dir():
        return None
    if rewrite := _REWRITTEN.get(re.sub(r"\d+(?=\.xml$)", "", entry.filename)):
        return rewrite(_whole(old, entry, PART))
    if _LOOKED_AT.fullmatch(entry.filename):
        return _text(_whole(old, entry, LONGEST))
    with old.open(entry) as stream:
        is_photo = stream.read(16).startswith(PHOTOS)
    if not is_photo or entry.file_size > LONGEST:
        return None
    try:
        return cleaned(_whole(old, entry, LONGEST), keep_place=keep_place)
    except ValueError:
        return None  # what is left in it is found afterwards


def _text(content: bytes) -> bytes | None:
    """A text without the places of its pictures; None when it stays as it is."""
    if _SHOWN.search(content):
        raise NotCleanable(
            "正文里显示着作者等文档属性，去掉会改变看得见的内容。请在原来的软件里改好后另存，重新附上。"
        )
    return _emptied(_PICTURE)(content) if _PICTURE.search(content) else None


def _whole(old: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.file_size > most:
        raise NotCleanable(
            f"文档的“{entry.filename}”超过 {most >> 20} MB，程序不清理。请用原来的软件另存后重新附上。"
        )
    with old.open(entry) as stream:
        return stream.read(most)


def _emptied(*patterns: re.Pattern[bytes]) -> Callable[[bytes], bytes]:
    def rewritten(content: bytes) -> bytes:
        for pattern in patterns:
            content = pattern.sub(rb"\1\2", content)
        return content

    return rewritten


_REWRITTEN: dict[str, Callable[[bytes], bytes]] = {
    "docProps/core.xml": _emptied(_PROPERTIES),
    "docProps/app.xml": _emptied(_PROPERTIES),
    "docProps/custom.xml": _emptied(_CUSTOM),
    "xl/workbook.xml": _emptied(_PLACE, _SHARER),
    "xl/pivotCache/pivotCacheDefinition.xml": _emptied(_REFRESHER),
    "xl/drawings/drawing.xml": _emptied(_PICTURE),
    "ppt/slides/slide.xml": _emptied(_PICTURE),
    "ppt/authors.xml": lambda content: _PERSON.sub(b"", content),
    "word/people.xml": lambda content: _PERSON.sub(b"", content),
    "word/_rels/settings.xml.rels": lambda content: _TEMPLATE.sub(rb"\1Normal.dotm\2", content),
    "meta.xml": _emptied(_PROPERTIES),
}
"""What becomes of a part; parts that are numbered stand here without their number."""
