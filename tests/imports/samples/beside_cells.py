"""Sheets with something beside their cells: remarks, formats and grounds, as .xlsx made part by part and as OpenDocument."""

import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
HEAD = ("编号", "存在的问题", "责任单位", "完成比例")
ROWS = (("A1", "料场未覆盖", "县住建局"), ("A2", "河道有垃圾", "县水利局"))


def written(row: int, texts: tuple[str, ...]) -> str:
    cells = "".join(
        f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in enumerate(texts)
    )
    return f'<row r="{row}">{cells}</row>'


TABLE = "".join(written(row, texts) for row, texts in enumerate((HEAD, *ROWS), start=1))


def book(
    path: Path,
    related: dict[str, tuple[str, str]] | None = None,
    cells: str = TABLE,
    after: str = "",
    others: dict[str, str] | None = None,
    sheets: dict[str, str] | None = None,
) -> Path:
    """A workbook whose first sheet 台账 holds `cells`; `related` is part → (kind, XML), `sheets` more sheets by name."""
    related, others = related or {}, others or {}
    named = {"台账": f"<sheetData>{cells}</sheetData>{after}"} | (sheets or {})
    marks = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="/{part}"/>'
        for number, (part, (kind, _xml)) in enumerate(related.items(), start=1)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(named, start=1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        + "".join(
            f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(named) + 1)
        )
        + "</Relationships>",
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{marks}</Relationships>",
    }
    for number, inside in enumerate(named.values(), start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{inside}</worksheet>'
        )
    parts |= {part: xml for part, (_kind, xml) in related.items()} | others
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def comments(*said: tuple[str, str]) -> tuple[str, str]:
    listed = "".join(
        f'<comment ref="{place}"><text><r><t>{text}</t></r></text></comment>' for place, text in said
    )
    return "comments", f'<comments xmlns="{MAIN}"><commentList>{listed}</commentList></comments>'


def talk(*said: tuple[str, str]) -> tuple[str, str]:
    listed = "".join(
        f'<threadedComment ref="{place}"><text>{text}</text></threadedComment>' for place, text in said
    )
    return "threadedComment", f"<ThreadedComments>{listed}</ThreadedComments>"


def shape(text: str, number: int = 1) -> str:
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{number}"/></xdr:nvSpPr><xdr:txBody>{lines}</xdr:txBody></xdr:sp>'


def anchored(row: int, column: int, inside: str) -> str:
    corner = f"<xdr:from><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:from>"
    return f"<xdr:twoCellAnchor>{corner}{inside}</xdr:twoCellAnchor>"


def drawing(*anchors: str) -> tuple[str, str]:
    return "drawing", f"<xdr:wsDr {DRAWING}>{''.join(anchors)}</xdr:wsDr>"


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"), ("draw", "drawing"), ("form", "form"),
    )
)  # fmt: skip


def odf_cell(text: str, inside: str = "", attributes: str = 'office:value-type="string"') -> str:
    words = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{inside}{words}</table:table-cell>"


def odf(path: Path, cell: str, styles: str = "", common: str = "", before: str = "") -> Path:
    """An OpenDocument sheet of the same table; `cell` is the last one of its second row, `before` stands above the rows."""
    rows = [[odf_cell(text) for text in texts] for texts in (HEAD, *ROWS)]
    rows[1].append(cell)
    lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="台账">{before}{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}><office:styles>{common}</office:styles></office:document-styles>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path
