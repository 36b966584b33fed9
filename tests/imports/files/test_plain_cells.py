"""Plain cells of an .ods that are told once: what lies over the cells of the sheet comes out as if each had been looked at."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files.gate import Parts
from dczg_desktop.imports.files.open.opendocument import shapes_of
from dczg_desktop.imports.files.plain_cells import with_plain_cells_joined
from dczg_desktop.imports.files.repeats import extents_of_tables

ROOT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:automatic-styles>"
    '<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="6"/></number:number-style>'
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce2" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>'
    '<style:style style:name="ce3" style:family="table-cell"><style:text-properties style:text-line-through-style="{line}"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
    '<table:table table:name="清单"><table:table-column table:default-cell-style-name="{usual}" table:number-columns-repeated="30"/>{rows}'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)
STRING = ' office:value-type="string" calcext:value-type="string"'
TEXTS = st.sampled_from(["河湾乡", "2026年9月底前", "", "a>b", "甲&amp;乙", "￥5"])
STYLES = st.sampled_from(["", *(f' table:style-name="ce{number}"' for number in (1, 2, 3))])
PLAIN = st.builds(
    "<table:table-cell{}{}><text:p>{}</text:p></table:table-cell>".format, STYLES, st.just(STRING), TEXTS
)
NUMBER = st.builds(
    '<table:table-cell{} office:value-type="float" office:value="{}" calcext:value-type="float"><text:p>{}</text:p></table:table-cell>'.format,
    STYLES,
    st.integers(0, 30),
    st.integers(0, 30),
)
ODD = st.sampled_from(
    [
        "<table:table-cell/>",
        '<table:table-cell table:number-columns-repeated="3"/>',
        f'<table:table-cell{STRING} table:number-columns-repeated="2"><text:p>同</text:p></table:table-cell>',
        f'<table:table-cell{STRING} table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>并</text:p></table:table-cell>',
        "<table:covered-table-cell/>",
        f"<table:table-cell{STRING}><text:p>一</text:p><text:p>二</text:p></table:table-cell>",
        f"<table:table-cell{STRING}><text:p>一<text:line-break/>二</text:p></table:table-cell>",
        f"<table:table-cell{STRING}><office:annotation><text:p>批注</text:p></office:annotation><text:p>字</text:p></table:table-cell>",
        '<table:table-cell table:formula="of:=#REF!1" office:value-type="string" office:string-value=""><text:p>#REF!</text:p></table:table-cell>',
    ]
)
ROWS = st.lists(st.lists(PLAIN | PLAIN | NUMBER | ODD, max_size=9).map("".join), min_size=1, max_size=4)


def content(rows, line="none", usual="Default") -> bytes:
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return ROOT.replace("{line}", line).replace("{usual}", usual).replace("{rows}", inside).encode()


def shapes(data: bytes, told: bytes):
    parts = Parts(are_the_file=True)
    parts["content.xml"], parts.content = data, told
    return shapes_of(Path("清单.ods"), parts)


@given(ROWS, st.sampled_from(["none", "solid"]), st.sampled_from(["Default", "ce1", "ce2", "ce3"]))
def test_what_lies_over_cells_is_told_as_of_every_cell(rows, line, usual):
    data = content(rows, line, usual)

    assert shapes(data, with_plain_cells_joined(data)) == shapes(data, data)


@given(ROWS)
def test_a_sheet_reaches_as_far(rows):
    data = content(rows)

    assert extents_of_tables(with_plain_cells_joined(data)) == extents_of_tables(data)


def test_a_row_of_plain_cells_is_one_cell():
    cell = f"<table:table-cell{STRING}><text:p>河湾乡</text:p></table:table-cell>"

    told = with_plain_cells_joined(content([cell * 20]))

    assert told.count(b"<table:table-cell") == 1
    assert b'table:number-columns-repeated="20"' in told


@pytest.mark.parametrize("harm", ["\x0b", "￾", "]]>", "&nothing;"])
def test_texts_that_no_xml_may_hold_are_still_refused(harm):
    cell = f"<table:table-cell{STRING}><text:p>{harm}</text:p></table:table-cell>"
    data = content([cell * 3])

    with pytest.raises(UserError, match=r"清单\.ods"):
        shapes(data, with_plain_cells_joined(data))
