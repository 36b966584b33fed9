"""Word documents made part by part: paragraphs (with a list number or without) and tables with merged cells."""

import zipfile
from html import escape
from pathlib import Path

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = (
    f"<w:numbering {SPACE}>"
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def paragraph(text: str, level: int | None = None) -> str:
    """A paragraph; with a `level` Word counts its number."""
    number = (
        ""
        if level is None
        else f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr>'
    )
    runs = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
    return f"<w:p>{number}<w:r>{runs}</w:r></w:p>"


def table(rows: list[list[str]]) -> str:
    """A table; `^` continues the cell above, a text ending in `>` covers two columns."""
    made = ""
    for row in rows:
        cells = ""
        for text in row:
            wide = '<w:gridSpan w:val="2"/>' if text.endswith(">") else ""
            merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>'
            shown = "" if text == "^" else text.rstrip(">")
            cells += f"<w:tc><w:tcPr>{wide}{merge}</w:tcPr>{paragraph(shown)}</w:tc>"
        made += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def document(path: Path, *blocks: str) -> Path:
    """A .docx of paragraphs and tables."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {SPACE}><w:body>{''.join(blocks)}</w:body></w:document>"
        )
        archive.writestr("word/numbering.xml", NUMBERING)
    return path
