"""The XML of a sheet is searched by a few telling bytes; whatever program wrote it, the same cells are found as by looking at each."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.imports.files.excel.markup import formatted, hidden, oddities
from dczg_desktop.imports.reading import Oddity

CELLS = st.sampled_from(
    [
        '<c r="{}"/>',
        '<c r="{}" s="2"/>',
        '<c r="{}" s="2"><v>1</v></c>',
        '<c s="2" r="{}"><v>1</v></c>',
        '<c r="{}" s="12" t="s"><v>3</v></c>',
        "<c r='{}' s='2' t='n'><v>1</v></c>",
        '<c r="{}"><f>ROW()-1</f><v>1</v></c>',
        '<c r="{}"><f>ROW()-1</f></c>',
        '<c r="{}"><f t="shared" si="0"/><v>2</v></c>',
        '<c r="{}"><f t="shared" si="0"/><v></v></c>',
        '<c r="{}" t="str"><f>"a" &amp; "b"</f>\n<v>ab</v></c>',
        '<c r="{}" t="str"><f>_xlfn.DispImg("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
        '<c r="{}" t="e"><v>#N/A</v></c>',
        "<c r='{}' t='e'><f>A1</f><v>#REF!</v></c>",
        '<c r="{}" t="inlineStr"><is><t> s="2" t="e" hidden="1" f &lt;f&gt; #</t></is></c>',
    ]
)
ROWS = st.lists(
    st.tuples(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(["", ' hidden="1"', " hidden='true'"]))
)


def a_sheet(rows, prefix=""):
    lines = []
    for number, (cells, mark) in enumerate(rows, start=1):
        inside = "".join(cell.format(f"{chr(65 + place)}{number}") for place, cell in enumerate(cells))
        lines.append(f'<row r="{number}"{mark}>{inside}</row>')
    xml = f"<worksheet><cols><col min='2' max='3' hidden=\"1\"/></cols><sheetData>{''.join(lines)}</sheetData></worksheet>"
    named = re.sub(r"(</?)(?=[a-z])", rf"\1{prefix}:", xml) if prefix else xml
    return named.encode()


def looked_at_one_by_one(xml, prefix=""):
    """The same found cell by cell, by patterns that know nothing of telling bytes."""
    text = xml.decode().replace(f"{prefix}:", "") if prefix else xml.decode()
    odd, styled = {}, {}
    for tag, inside in re.findall(r"<c ([^>]*?)(?:/>|>(.*?)</c>)", text, re.S):
        given_ = dict(re.findall(r"(\w+)=[\"']([^\"']*)[\"']", tag))
        place = int(given_["r"][1:]) - 1, ord(given_["r"][0]) - 65
        formula, value = re.search(r"<f[^>]*?(?:/>|>(.*?)</f>)", inside), re.search(r"<v>(.+?)</v>", inside)
        words = html.unescape((formula and formula[1]) or "")
        if formula and "DISPIMG" in words.upper():
            odd[place] = Oddity("picture", f"={words}")
        elif formula and not value:
            odd[place] = Oddity("formula", f"={words}" if words else "=（共享公式）")
        if given_.get("t") == "e":
            odd[place] = Oddity("error", value[1])
        if given_.get("s") == "2" and inside:
            styled[place] = "0%"
    rows = {int(number) - 1 for number in re.findall(r"<row r=\"(\d+)\" hidden", text)}
    return odd, styled, rows


@pytest.mark.parametrize("prefix", ["", "x"])
@given(rows=ROWS)
def test_the_same_cells_are_found_as_by_looking_at_each(prefix, rows):
    xml = a_sheet(rows, prefix)

    odd, styled, hidden_rows = looked_at_one_by_one(xml, prefix)
    assert oddities(xml, {}) == odd
    assert dict(formatted(xml, {"2": "0%"})) == styled
    assert hidden(xml) == (hidden_rows, {1, 2})
