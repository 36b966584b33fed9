"""Files with pictures made part by part: an old workbook with drawings, an OpenDocument sheet, a Word document."""

import struct
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.imports.samples.odd_files import old_workbook
from tests.imports.samples.word_files import SPACE

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'{SPACE} xmlns:r="{RELATIONS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
HEADINGS = ["序号", "问题", "整改前图片", "整改后图片"]
PNG, EMF = (0xF01E, 0x6E0), (0xF01A, 0x3D4)


def photo(colour: str, kind: str = "PNG") -> bytes:
    """A small picture of one colour."""
    stream = BytesIO()
    Image.new("RGB", (8, 8), colour).save(stream, kind)
    return stream.getvalue()


def atom(kind: int, body: bytes, instance: int = 0, length: int | None = None) -> bytes:
    """A record of a drawing; `length` may lie."""
    return struct.pack("<HHI", instance << 4, kind, len(body) if length is None else length) + body


def stored(data: bytes, form: tuple[int, int] = PNG) -> bytes:
    """A picture in the workbook's store."""
    kind, instance = form
    picture = atom(kind, bytes(17) + data, instance)
    return atom(0xF007, struct.pack("<BB16xHIIIBBBB", 6, 6, 0, len(picture), 1, 0, 0, 0, 0, 0) + picture)


def shape(number: int, row: int, column: int, name: str = "") -> bytes:
    """A picture over a cell; -1 leaves the anchor out."""
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    options = struct.pack("<HI", 0x4104, number) + (struct.pack("<HI", 0xC105, len(text)) if name else b"")
    anchor = atom(0xF010, struct.pack("<9H", 0, column, 0, row, 0, column, 9, row, 9)) if row >= 0 else b""
    return atom(0xF004, atom(0xF00B, options + text, 2 if name else 1) + anchor)


def drawn_workbook(path: Path, pictures: Sequence[bytes], shapes: Sequence[bytes]) -> Path:
    """An old workbook of two problems with these pictures in its store and these shapes over its sheet."""
    group = atom(0xF000, atom(0xF001, b"".join(pictures)))
    drawing = atom(0xF002, atom(0xF003, b"".join(shapes)))
    rows = [HEADINGS, ["1", "料场未覆盖", "", ""], ["2", "河道有垃圾", "", ""]]
    return old_workbook(path, rows, drawings=group, drawing=drawing)


def sheet_document(path: Path, cell: str, above: str = "", pictures: dict[str, bytes] | None = None) -> Path:
    """An OpenDocument sheet of one problem; `cell` stands in its third column, `above` before the rows."""
    text = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in HEADINGS
    )
    row = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("1", "料场未覆盖")
    )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<office:body><office:spreadsheet><table:table table:name="台账">{above}<table:table-row>{text}</table:table-row>'
        f"<table:table-row>{row}<table:table-cell>{cell}</table:table-cell></table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        for name, data in (pictures or {}).items():
            archive.writestr(name, data)
    return path


def frame(*links: str) -> str:
    """A picture of an OpenDocument sheet in one or several forms."""
    images = "".join(f'<draw:image xlink:href="{link}"/>' for link in links)
    return f"<draw:frame>{images}</draw:frame>"


def blip(mark: str, how: str = "embed") -> str:
    """A run of Word with a picture as it is written today."""
    return f'<w:r><w:drawing><a:blip r:{how}="{mark}"/></w:drawing></w:r>'


def pict(mark: str) -> str:
    """A run of Word with a picture as it was written before 2007."""
    return f'<w:r><w:pict><v:shape id="s1"><v:imagedata r:id="{mark}"/></v:shape></w:pict></w:r>'


def cells(*texts: str, runs: Sequence[str] = ()) -> str:
    """A row of a Word table; `runs` stand in the cells after the texts."""
    made = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
    return f"<w:tr>{made}{''.join(f'<w:tc><w:p>{run}</w:p></w:tc>' for run in runs)}</w:tr>"


def drawn_document(path: Path, body: str, pictures: dict[str, bytes]) -> Path:
    """A Word document; the pictures are related as rId1, rId2 … in their order, rId9 leads nowhere."""
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/image" Target="media/{name}"/>'
        for number, name in enumerate(pictures, start=1)
    )
    lost = f'<Relationship Id="rId9" Type="{RELATIONS}/image" Target="media/lost.png"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{related}{lost}</Relationships>")
        for name, data in pictures.items():
            archive.writestr(f"word/media/{name}", data)
    return path
