"""Documents that are zips: Word, Excel, PowerPoint, OpenDocument; their properties, remarks, pictures and what lies in them."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import BinaryIO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from dczg_desktop.safety.hidden.parts import Parts, Refused, Room
from dczg_desktop.safety.hidden.trace import LONGEST, PART, Trace, TraceKind, inside, said, unknown

Look = Callable[[bytes, str], Iterator[Trace]]
"""Looks through a file within a file."""

CORE = {"creator": "作者", "lastModifiedBy": "最后修改人"}
APP = {"Company": "单位", "Manager": "负责人"}
WORDS = {"description": "备注", "Template": "模板", "HyperlinkBase": "链接基准"}
META = {"creator": "作者", "initial-creator": "作者", "printed-by": "打印人"}
DEFAULT_TEMPLATES = frozenset({"normal", "normal.dotm", "normal.dot", "normal.wpt"})
PROGRAMS_OWN = re.compile(r"KSO|ICV|ContentTypeId|WPS|AppVersion|Generator", re.IGNORECASE)
"""Properties that office programs write for themselves."""
_CUSTOM = re.compile(
    r"<(?:\w+:)?property\b[^>]*?\bname=\"([^\"]*)\"[^>]*>(.*?)</(?:\w+:)?property>", re.DOTALL
)
_DEFINED = re.compile(r"<meta:user-defined\b[^>]*?meta:name=\"([^\"]*)\"[^>]*>([^<]*)<")
_AUTHOR = re.compile(r'\bw:author="([^"]{1,80})"|<author>([^<]{1,80})</author>|<p:cmAuthor\b[^>]*?\bname="([^"]{1,80})"|\bdisplayName="([^"]{1,80})"'
                     r"|<dc:creator>([^<]{1,80})</dc:creator>|\buserName=\"([^\"]{1,80})\"|<userInfo\b[^>]*?\bname=\"([^\"]{1,80})\"")  # fmt: skip
PATHS = (
    (re.compile(r"xl/workbook\.xml"), "上次存放的位置", re.compile(r"<x15ac:absPath\b[^>]*?\burl=\"([^\"]+)\"")),
    (re.compile(r"word/_rels/settings\.xml\.rels"), "模板的位置",
     re.compile(r"<Relationship\b(?=[^>]*attachedTemplate)[^>]*?\bTarget=\"([^\"]+)\"")),
    (re.compile(r"xl/externalLinks/_rels/.*\.rels"), "链接的文件的位置",
     re.compile(r"\bTarget=\"((?:file:|[A-Za-z]:|\\\\)[^\"]+)\"")),
    (re.compile(r"(?:word/(?:document|header|footer)|xl/drawings/drawing|ppt/slides/slide)\d*\.xml"), "插入图片时的位置",
     re.compile(r"\bdescr=\"((?:file:|[A-Za-z]:[\\/]|\\\\)[^\"]+)\"")),
)  # fmt: skip
"""In which parts a path stands, what it is, and how it is written."""
PEOPLE = (
    (re.compile(r"word/people\.xml|ppt/authors\.xml"), "修订和批注人的名单",
     re.compile(r"<w15:person\b[^>]*?\bw15:author=\"([^\"]+)\"|<p188:author\b[^>]*?\bname=\"([^\"]+)\"")),
    (re.compile(r"xl/workbook\.xml"), "设为建议只读的人", re.compile(r"<fileSharing\b[^>]*?\buserName=\"([^\"]+)\"()")),
    (re.compile(r"xl/pivotCache/pivotCacheDefinition\d*\.xml"), "刷新透视表的人", re.compile(r"\brefreshedBy=\"([^\"]+)\"()")),
)  # fmt: skip
"""The same of people: names that stay behind when remarks and changes are gone."""
_PROPERTIES = re.compile(r"docProps/.*\.xml|.*\.psmdcp", re.IGNORECASE)
"""Where Office, WPS and other programs keep the properties of a document."""
_TEXTS = re.compile(r"word/(document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml")
_CHANGES = re.compile(
    r"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange)[ >]|<text:tracked-changes[ >]|<table:tracked-changes[ >]"
)
_HIDDEN_SHEET = re.compile(r'<(?:\w+:)?sheet\b(?=[^>]*\bstate="(?:hidden|veryHidden)")[^>]*?\bname="([^"]*)"')
_PICTURE = re.compile(r"(?:^|/)(?:media|Pictures|Thumbnails)/|docProps/thumbnail", re.IGNORECASE)
_DRAWN = re.compile(r"\.(?:emf|wmf|svg|svm|gdi|xml|rels|bin\.rels)$", re.IGNORECASE)
_OBJECT = re.compile(r"(?:^|/)embeddings/|^Object [^/]*$|^ObjectReplacements/", re.IGNORECASE)


def of_zip(stream: BinaryIO, look: Look, room: Room) -> Iterator[Trace]:
    """Whatever a zip is: a document of Office or WPS, an OpenDocument, or a plain archive of files."""
    try:
        parts = Parts(stream, room)
        if "[Content_Types].xml" in parts.entries:
            yield from _of_office(parts, look)
        elif "content.xml" in parts.entries:
            yield from _of_opendocument(parts, look)
        else:
            yield from _of_archive(parts, look)
    except Refused as why:
        yield unknown("文档", str(why))


def _of_office(parts: Parts, look: Look) -> Iterator[Trace]:
    for part in filter(_PROPERTIES.fullmatch, parts.names):
        if "custom" in part.lower():
            yield from _custom(_CUSTOM, _text(parts, part))
        else:
            yield from _properties(parts.head(part, PART)[0], CORE | APP)
    if "xl/workbook.xml" in parts.entries and (
        names := _HIDDEN_SHEET.findall(_text(parts, "xl/workbook.xml"))
    ):
        yield Trace(TraceKind.REMARKS, "隐藏的工作表", "、".join(names[:5]))
    yield from _paths(parts)
    yield from _people(parts)
    for part in parts.names:
        if part.startswith("xl/revisions/"):
            yield from _shared(parts, part)
        elif _is_remark(part):
            yield from _remarks(parts, part)
        elif _TEXTS.fullmatch(part):
            yield from _changes(parts, part)
    yield from _enclosed(parts, look)


def _properties(content: bytes, people: Mapping[str, str]) -> Iterator[Trace]:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, ValueError, DefusedXmlException):
        yield unknown("文档属性", "读不出来，没有查")
        return
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        text = said(element.text)
        if name in people and text:
            yield Trace(TraceKind.PERSON, f"文档属性的“{people[name]}”", text)
        elif name in WORDS and text and text.lower() not in DEFAULT_TEMPLATES:
            yield Trace(TraceKind.ASIDE, f"文档属性的“{WORDS[name]}”", text)


def _custom(pattern: re.Pattern[str], text: str) -> Iterator[Trace]:
    for name, content in pattern.findall(text):
        value = said(re.sub(r"<[^>]*>", " ", content))
        if value and not PROGRAMS_OWN.match(name):
            yield Trace(TraceKind.ASIDE, f"文档属性的“{said(name)[:20]}”", value)


def _paths(parts: Parts) -> Iterator[Trace]:
    """Where on whose computer the file lay, its template, its pictures and what it is linked to: user names stand in such paths."""
    for named, words, pattern in PATHS:
        for part in filter(named.fullmatch, parts.names):
            for found in pattern.findall(_text(parts, part, LONGEST)):
                if (path := said(unescape(found))) and _tells(path):
                    yield Trace(TraceKind.ASIDE, words, path)


def _people(parts: Parts) -> Iterator[Trace]:
    for named, words, pattern in PEOPLE:
        for part in filter(named.fullmatch, parts.names):
            names = {said(unescape(one or other)) for one, other in pattern.findall(_text(parts, part))} - {
                ""
            }
            if names:
                yield Trace(TraceKind.PERSON, words, "、".join(sorted(names)[:5]))


def _shared(parts: Parts, part: str) -> Iterator[Trace]:
    """What a workbook that several people share keeps of who changed what."""
    if who := _who(_text(parts, part)):
        yield Trace(TraceKind.REMARKS, "共享工作簿的修订记录", who)


def _tells(path: str) -> bool:
    """Whether a path says more than the name of a file."""
    return "\\" in path or "/" in path.strip("/")


def _is_remark(part: str) -> bool:
    lower = part.lower()
    return lower.endswith(".xml") and ("comment" in lower or "/persons/" in lower) and "/_rels/" not in lower


def _remarks(parts: Parts, part: str) -> Iterator[Trace]:
    text = _text(parts, part)
    if who := _who(text):
        yield Trace(TraceKind.REMARKS, "批注", who)
    elif re.search(r"<(?:\w+:)?(?:comment|cm|threadedComment)[ >]", text):
        yield Trace(TraceKind.REMARKS, "批注", "没有署名")


def _changes(parts: Parts, part: str) -> Iterator[Trace]:
    data, is_cut = parts.head(part, LONGEST)
    text = data.decode("utf-8", "replace")
    if _CHANGES.search(text):
        yield Trace(TraceKind.REMARKS, "修订痕迹", _who(text) or "没有署名")
    if is_cut:
        yield unknown("正文", f"超过 {LONGEST >> 20} MB，后面的没有查")


def _who(text: str) -> str:
    names = {next(filter(None, found), "") for found in _AUTHOR.findall(text)} - {""}
    return "、".join(sorted(names)[:5])


def _text(parts: Parts, part: str, most: int = PART) -> str:
    return parts.head(part, most)[0].decode("utf-8", "replace")


def _of_opendocument(parts: Parts, look: Look) -> Iterator[Trace]:
    if "encryption-data" in (
        _text(parts, "META-INF/manifest.xml") if "META-INF/manifest.xml" in parts.entries else ""
    ):
        raise Refused("设了打开密码，没有查")
    if "meta.xml" in parts.entries:
        yield from _properties(parts.head("meta.xml", PART)[0], META)
        yield from _custom(_DEFINED, _text(parts, "meta.xml"))
    data, is_cut = parts.head("content.xml", LONGEST)
    text = data.decode("utf-8", "replace")
    for words, pattern in (
        ("批注", r"<office:annotation[ >].*?</office:annotation>"),
        ("修订痕迹", r"<(?:text|table):tracked-changes[ >].*?</(?:text|table):tracked-changes>"),
    ):
        if found := re.findall(pattern, text, re.DOTALL):
            yield Trace(TraceKind.REMARKS, words, _who("".join(found)) or "没有署名")
    if is_cut:
        yield unknown("正文", f"超过 {LONGEST >> 20} MB，后面的没有查")
    yield from _enclosed(parts, look)


def _enclosed(parts: Parts, look: Look) -> Iterator[Trace]:
    """Pictures and files within a document."""
    for part in parts.names:
        is_picture = bool(_PICTURE.search(part)) and not _DRAWN.search(part)
        if is_picture or (_OBJECT.search(part) and not _DRAWN.search(part)):
            yield from _member(parts, part, look)


def _member(parts: Parts, part: str, look: Look) -> Iterator[Trace]:
    name = part.rpartition("/")[2]
    data, is_cut = parts.head(part, LONGEST)
    if is_cut:
        yield unknown(f"里面的“{name}”", f"超过 {LONGEST >> 20} MB，没有查")
    else:
        yield from inside(name, look(data, name))


def _of_archive(parts: Parts, look: Look) -> Iterator[Trace]:
    """A plain zip: each file in it is looked at as if it stood alone."""
    for part in parts.names:
        yield from _member(parts, part, look)
