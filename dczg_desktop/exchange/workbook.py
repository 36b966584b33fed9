"""A received workbook as grids of texts, sheet by sheet."""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from dczg_desktop.exchange.cells import Grid, Numbers, read_grid, shared_strings
from dczg_desktop.exchange.gate import check_form, refusal, workbook_parts, xml_tree

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
CODE_LENGTH = 255
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook that passed the gate; each is read when asked for."""

    file: str
    parts: dict[str, bytes]
    sheets: dict[str, str]
    numbers: Numbers
    strings_part: str = ""
    strings: list[str] = field(default_factory=list)

    def stands_as(self, digests: Mapping[str, str]) -> bool:
        """Whether every part named in `digests` still has that SHA-256 (hex), byte for byte."""
        return bool(digests) and all(
            name in self.parts and hashlib.sha256(self.parts[name]).hexdigest() == digest
            for name, digest in digests.items()
        )

    def grid(self, sheet: str) -> Grid:
        """The cells of `sheet`; its XML is forgotten afterwards. Raises UserError when it is damaged."""
        if not self.strings and self.strings_part in self.parts:
            check_form(self.parts[self.strings_part], self.file)
            self.strings.extend(shared_strings(self.parts[self.strings_part], self.file))
        data = self.parts.pop(self.sheets[sheet], None)
        if data is None:
            raise refusal(self.file, f"工作表“{sheet}”的内容缺失")
        check_form(data, self.file)
        return read_grid(data, self.strings, self.numbers, self.file)


def read_workbook(archive: ZipFile, name: str) -> Workbook:
    """The workbook in `archive` after all checks of the gate. Raises UserError naming the file `name`."""
    parts = workbook_parts(archive, name)
    book = _tree(parts, "xl/workbook.xml", name)
    links = _tree(parts, "xl/_rels/workbook.xml.rels", name)
    targets = {link.get("Id"): (link.get("Type", ""), link.get("Target", "")) for link in links}
    sheets = {}
    for node in _all(book, "sheet"):
        kind, target = targets.get(node.get(_RELATION) or node.get(_STRICT_RELATION), ("", ""))
        if kind.endswith("/worksheet"):
            sheets[node.get("name", "")] = _part_name(target)
    strings = [_part_name(target) for kind, target in targets.values() if kind.endswith("/sharedStrings")]
    styles = _tree(parts, "xl/styles.xml", name) if "xl/styles.xml" in parts else None
    numbers = _numbers(styles, day_zero=_day_zero(book))
    return Workbook(name, parts, sheets, numbers, strings[0] if strings else "")


def _tree(parts: dict[str, bytes], part: str, name: str) -> Element:
    if part not in parts:
        raise refusal(name, "表格内部缺少必要的部分")
    return xml_tree(parts[part], name)


def _all(root: Element, name: str) -> list[Element]:
    """Elements by local name: strict and transitional workbooks differ only in the name space."""
    return [node for node in root.iter() if node.tag.rpartition("}")[2] == name]


def _part_name(target: str) -> str:
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")


def _day_zero(book: Element) -> datetime:
    properties = _all(book, "workbookPr")
    old_mac = bool(properties) and properties[0].get("date1904") in ("1", "true")
    return datetime(1904, 1, 1) if old_mac else datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know no zones


def _numbers(root: Element | None, *, day_zero: datetime) -> Numbers:
    """Which cell styles show dates and which percentages."""
    if root is None:
        return Numbers(day_zero=day_zero)
    codes = {node.get("numFmtId"): node.get("formatCode", "") for node in _all(root, "numFmt")}
    dates, percentages = set(), set()
    for block in _all(root, "cellXfs"):
        for index, style in enumerate(block):
            number = style.get("numFmtId", "0")
            code = _QUOTED.sub("", codes.get(number, "")[:CODE_LENGTH]).lower()
            if number in ("9", "10") or code.endswith("%"):
                percentages.add(index)
            elif (number.isdigit() and int(number) in _DATE_FORMATS) or re.search("[ymdhs]", code):
                dates.add(index)
    return Numbers(frozenset(dates), frozenset(percentages), day_zero)
