"""The documents of the first-sight corpus as Word files: real styles, numbering, tables, headers, footnotes and text boxes."""

import re
import zipfile
from html import escape
from pathlib import Path

from tests.imports.samples.first_sight import Document

SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_LINE = re.compile(r"^(?P<kind>#\d |\^\w+ )?(?:~(?P<level>\d)\[(?P<number>[^\]]*)\])?(?P<text>.*)$", re.S)
_ROW = re.compile(r"^\|\s(.*)\s\|$")
_KINDS = {
    "一、": ("chineseCountingThousand", "%{n}、"),
    "（一）": ("chineseCountingThousand", "（%{n}）"),
    "1．": ("decimal", "%{n}．"),
    "1.": ("decimal", "%{n}."),
    "1、": ("decimal", "%{n}、"),
    "（1）": ("decimal", "（%{n}）"),
    "①": ("decimalEnclosedCircleChinese", "%{n}"),
    "问题一": ("chineseCountingThousand", "问题%{n}"),
    "问题1：": ("decimal", "问题%{n}："),
    "第一项": ("chineseCountingThousand", "第%{n}项"),
}
_STYLES = {"#0 ": "Title", "#1 ": "Heading1", "#2 ": "Heading2", "#3 ": "Heading3"}


def _run(text: str) -> str:
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t")]
    return f"<w:r>{'<w:tab/>'.join(parts)}</w:r>"


def _paragraph(text: str, style: str = "", level: str | None = None, extra: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    label = re.match(r"^([^：:。；]{2,10}[：:])(.*)$", text, re.S)
    runs = (
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(label[1])}</w:t></w:r>{_run(label[2])}"
        if label
        else _run(text)
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}{extra}</w:p>"


def _table(rows: list[list[str]]) -> str:
    made = ""
    for cells in rows:
        made += "<w:tr>" + "".join(
            f"<w:tc><w:tcPr/>{''.join(_paragraph(one) for one in cell.split('<br>'))}</w:tc>"
            for cell in cells
        )
        made += "</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def _box(text: str) -> str:
    return f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{_paragraph(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"


def _numbering(kinds: dict[int, str]) -> str:
    levels = ""
    for level, first in sorted(kinds.items()):
        kind, pattern = _KINDS[first]
        levels += f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{_restart(first)}<w:lvlText w:val="{pattern.replace("{n}", str(level + 1))}"/></w:lvl>'
    return f'<w:numbering {SPACE}><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'


def _restart(first: str) -> str:
    return '<w:lvlRestart w:val="0"/>' if first in {"1．", "问题一", "问题1：", "第一项"} else ""


class _Writer:
    def __init__(self) -> None:
        self.body = self.header = ""
        self.notes: list[str] = []
        self.kinds: dict[int, str] = {}
        self._rows: list[list[str]] = []

    def line(self, line: str) -> None:
        row = _ROW.match(line)
        if row:
            self._rows.append([cell.strip() for cell in row[1].split(" | ")])
            return
        self.end_table()
        made = _LINE.match(line)
        kind, text = (made["kind"] or "", made["text"].replace("<br>", "\n")) if made else ("", "")
        if kind.startswith("^"):
            self._beside(kind, text)
        elif made:
            if made["level"]:
                self.kinds.setdefault(int(made["level"]), made["number"])
            self.body += _paragraph(text, _STYLES.get(kind, ""), made["level"])

    def _beside(self, kind: str, text: str) -> None:
        """A page header, a text box, or a footnote of the paragraph before."""
        if kind == "^head ":
            self.header = _paragraph(text)
        elif kind == "^box ":
            self.body += _box(text)
        else:
            self.notes.append(text)
            mark = f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r></w:p>'
            self.body = self.body.removesuffix("</w:p>") + mark

    def end_table(self) -> None:
        self.body += _table(self._rows) if self._rows else ""
        self._rows = []

    def parts(self) -> dict[str, str]:
        made = {"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document {SPACE}><w:body>{self.body}</w:body></w:document>"}  # fmt: skip
        notes = "".join(f'<w:footnote w:id="{n}">{_paragraph(text)}</w:footnote>' for n, text in enumerate(self.notes, start=1))  # fmt: skip
        if self.kinds:
            made["word/numbering.xml"] = _numbering(self.kinds)
        if self.header:
            made["word/header1.xml"] = f"<w:hdr {SPACE}>{self.header}</w:hdr>"
        if notes:
            made["word/footnotes.xml"] = f"<w:footnotes {SPACE}>{notes}</w:footnotes>"
        return made


def word_file(path: Path, document: Document) -> Path:
    """The document as .docx."""
    writer = _Writer()
    for line in document.lines:
        writer.line(line)
    writer.end_table()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in writer.parts().items():
            archive.writestr(name, text)
    return path
