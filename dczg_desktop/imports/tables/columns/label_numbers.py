"""A heading that asks for the problem and its number at once (反馈问题（序号）): the number is taken from the text, and asked about."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.values.column_texts import Wish
from dczg_desktop.imports.tables.values.other_meanings import MOSTLY, share
from dczg_desktop.imports.tables.values.rivals import ASKED

_WHAT = r"(?:问题|任务|事项|意见|隐患|内容)"
_ITS_NUMBER = r"(?:序号|编号|项号|序|号)"
_BOTH = re.compile(
    rf"{_WHAT}[^（(及和与、]{{0,4}}(?:[（(][^（()）]{{0,4}}{_ITS_NUMBER}[)）]|[及和与、]{_ITS_NUMBER})$"
    rf"|(?:序号|编号)[及和与、](?:[\u4e00-\u9fff]{{0,4}}{_WHAT}|名称)$"
)
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百零〇]{1,6})"
_CODE = r"[A-Za-z]{1,6}[-—]?\d[\dA-Za-z-]*|20\d\d-\d{1,4}"
_AHEAD = re.compile(
    rf"\s*(?:(?:序号|编号|项号)\s*[:：]?\s*)?(?:(?P<item>第\s*{_COUNT}\s*[项条个号](?:问题|任务)?)(?=[、:：，,\s.．。])"
    rf"|[（(\[【]\s*(?:序号|编号)?\s*[:：]?\s*(?P<framed>{_COUNT}|{_CODE})\s*[)）\]】]"
    rf"|(?P<bare>{_CODE}|{_COUNT})(?:(?=[、:：\s])|[.．](?!\d)))"
)
_BEHIND = re.compile(
    rf"[（(\[【]\s*(?:序号|编号|项号)?\s*[:：]?\s*(?P<number>第?\s*{_COUNT}\s*[项条号]?|{_CODE})\s*[)）\]】]\s*[。.]?$"
)
_ONLY_NUMBER = re.compile(rf"\s*(?:第?\s*{_COUNT}\s*[项条号]?|{_CODE})\s*")
_TEXT = re.compile(r"[\u4e00-\u9fff]{4}")


def number_and_problem(header: str, texts: Sequence[str]) -> list[Wish] | None:
    """What a column under such a heading holds: nothing but numbers, or the problems; None for any other heading."""
    if not texts or not _BOTH.search(without_blanks(header)):
        return None
    if all(map(_ONLY_NUMBER.fullmatch, texts)):
        return [("number", 0.85)]
    field, sure = header_field(header)
    if share(list(texts), _TEXT) <= MOSTLY:
        return None
    return [("description", sure if field == "description" else ASKED)]


def with_numbers_of_texts(records: Sequence[RecordReading], header: str) -> list[RecordReading]:
    """The records with the number that the text under such a heading begins or ends with; the text keeps it."""
    if not _BOTH.search(without_blanks(header)):
        return list(records)
    return [_numbered(one) for one in records]


def _numbered(record: RecordReading) -> RecordReading:
    number = number_in(record.fields.get("description", ""))
    if not number:
        return record
    fields, cells = dict(record.fields), dict(record.cells)
    return record._replace(fields={"number": number} | fields, cells={"number": cells["description"]} | cells)


def number_in(text: str) -> str:
    """The number at the beginning of a text (第12项：…, 12.…), else the one in brackets at its end; '' for none."""
    if found := _AHEAD.match(text):
        number = found["item"] or found["framed"] or found["bare"]
        rest = text[found.end() :]
        return re.sub(r"\s|(?:问题|任务)$", "", number) if _TEXT.search(rest) else ""
    found = _BEHIND.search(text)
    return re.sub(r"\s", "", found["number"]) if found else ""


def taken_under_label(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """Every number that was taken so is shown; a text under such a heading that tells none is asked about too."""
    header = table.mapping.get("description", "")
    if table.kind != "problem" or "number" in table.mapping or not _BOTH.search(without_blanks(header)):
        return
    for one in records:
        text, place = one.fields.get("description", ""), f"{table.sheet}!{one.cells.get('description', '')}"
        if one.merged_from is not None or not text:
            continue
        if number := one.fields.get("number", ""):
            words = f"“{header}”一格里写着编号，取了“{number}”，原文没有动。请核对是不是这个问题的编号。"
            yield Fault(place, number, words)
        else:
            yield Fault(place, text[:20], f"“{header}”一格里没有找到编号。有编号的，请补在编号一栏。")
