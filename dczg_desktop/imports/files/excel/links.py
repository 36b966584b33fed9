"""Where the links in the cells of a sheet lead outside the workbook: to photos, papers and pages that are not in it."""

import re
from pathlib import Path

from dczg_desktop.imports.files.extent import after_cells
from dczg_desktop.imports.files.relations import leads_to, outside_of
from dczg_desktop.imports.files.remarks import place_of
from dczg_desktop.imports.files.styles import attribute

_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s([^<>]*)>")
_BEGINS = b"hyperlinks"


def links_of(path: Path, parts: dict[str, bytes], sheet_part: str) -> dict[tuple[int, int], str]:
    """Cell (from 0) → where its link leads, as a person reads it. Raises UserError naming the file when a directory is not whole."""
    xml = parts.get(sheet_part, b"")
    begins = xml.find(_BEGINS, after_cells(xml))
    if begins < 0:
        return {}
    outside = outside_of(path, parts, sheet_part)
    found: dict[tuple[int, int], str] = {}
    for link in _LINK.finditer(xml, begins):
        attributes = link[1].decode("utf-8", "replace")
        target = leads_to(outside.get(attribute(attributes, r"\w+:id"), ""))
        place = place_of(attribute(attributes, "ref").partition(":")[0])
        if target and min(place) >= 0:
            found[place] = target
    return found
