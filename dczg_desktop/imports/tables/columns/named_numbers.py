"""Numbers that the text of a problem names (`省整改任务第五十五项`, `第55项问题`) where a table has no column of numbers."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.numbering import ordinal
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.columns.label_numbers import with_numbers_of_texts

_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十百零〇]{1,6})"
_NAMED = re.compile(
    rf"(?:(?:整改|反馈|督察|交办|清单)?(?:任务|问题|意见|清单|事项|方案)(?:中|里|的|清单){{0,4}}第\s*(?P<a>{_NUMERAL})\s*[项条个](?!措施))"
    rf"|(?:第\s*(?P<b>{_NUMERAL})\s*[项条个](?:整改|反馈|督察|交办)?(?:任务|问题|意见|事项))"
    rf"|(?:[(（]\s*(?:[省市县区中央国家]{{0,4}}(?:督察)?(?:反馈|整改)?)?第\s*(?P<c>{_NUMERAL})\s*[项条]\s*[)）])"
)
_PETITION = r"(?:信访|举报|投诉|转办|交办|信访举报)(?:件|事项|案件|问题)?"
_NUMBER = r"[\u4e00-\u9fffA-Za-z0-9*＊〔〕\[\]-]{0,20}?\d{1,20}[*＊]?号?"
_OF_PETITION = re.compile(
    rf"^\s*(?:[（(]?\s*(?:受理|信访|举报|转办|交办|案件|信访件)?编号\s*(?:为|是)?\s*[:：]?\s*(?P<a>{_NUMBER})(?:\s*[)），,、：:。]|\s*的?(?={_PETITION}|[\u4e00-\u9fff]{{0,8}}(?:问题|件)(?:内容)?(?:为|是)?\s*[:：]))"
    rf"|(?P<b>[A-Z]{{1,2}}\d?[A-Z]{{0,4}}\d{{6,20}}[*＊]?)(?=号?(?:的?{_PETITION}|[\s:：，,、）)]|反映|举报))"
    rf"|(?P<c>第\d{{1,6}}号)(?={_PETITION}))"
)
"""受理编号为30号的信访问题为：…, （受理编号：D3…）…, D3…：…, 第30号信访件：… at the beginning of what was complained of."""
_OTHERS = re.compile(r"重复|相同|一致|同一|类似|参照|参见|详见|见第|合并|等第|法|条例|规定|办法|标准|规范")
"""A sentence that speaks of another item, or of a law, names no number of its own."""
_KIND = "problem"
_NOTE = "表里没有编号一栏，编号“{number}”取自问题的文字，请核对是不是这个问题的编号。"


def with_named_numbers(records: Sequence[RecordReading], kind: str, header: str) -> list[RecordReading]:
    """The records with the one number their text names, or begins with; those that name none or several stay as they are.

    `header` stands over the texts.
    """
    if kind == "petition":
        return [_numbered(one, petition_number(one.fields.get("description", ""))) for one in records]
    if kind != _KIND:
        return list(records)
    return [
        _numbered(one, named_number(one.fields.get("description", "")))
        for one in with_numbers_of_texts(records, header)
    ]


def petition_number(text: str) -> str:
    """The number that the text of a petition begins with (受理编号为30号的信访问题为：…); '' when it begins with none."""
    found = _OF_PETITION.match(text)
    return found[found.lastgroup or 0] if found else ""


def all_numbered(texts: Sequence[str]) -> bool:
    """Whether every petition's text begins with its number: a 序号 beside it only counts."""
    return bool(texts) and all(map(petition_number, texts))


def named_number(text: str) -> str:
    """The number a problem's text names, written `第五十五项`; '' when it names none or several."""
    if "第" not in text:
        return ""
    found = {
        next(filter(None, match.groups()))
        for sentence in re.findall(r"[^。；;\n]+", text)
        if not _OTHERS.search(sentence)
        for match in _NAMED.finditer(sentence)
    }
    return f"第{found.pop()}项" if len(found) == 1 else ""


def _numbered(record: RecordReading, number: str) -> RecordReading:
    if not number or record.fields.get("number"):
        return record
    fields, cells = dict(record.fields), dict(record.cells)
    return record._replace(fields={"number": number} | fields, cells={"number": cells["description"]} | cells)


def taken_from_texts(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """Every number that was taken out of a text is shown as such; where the rows have a 序号 of their own it is proposed."""
    header = table.mapping.get("number")
    if table.kind == "petition" and header is None:
        yield from _taken_from_petitions(table, records)
    if table.kind != _KIND or (header is not None and "序号" not in folded_header(header)):
        return
    for one in records:
        number, named = one.fields.get("number", ""), named_number(one.fields.get("description", ""))
        if not number or not named or one.merged_from is not None:
            continue
        place = f"{table.sheet}!{one.cells['number']}"
        if header is not None and ordinal(number) != ordinal(named):
            yield Fault(
                place,
                number,
                f"问题的文字里写着“{named}”，表里的序号是“{number}”，请核对；要按文字里的编号登记，把这一格改成“{named}”。",
            )
        elif header is None and number == named:
            yield Fault(place, number, _NOTE.format(number=number))


def _taken_from_petitions(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    for one in records:
        number = one.fields.get("number", "")
        if number and number == petition_number(one.fields.get("description", "")):
            yield Fault(f"{table.sheet}!{one.cells['number']}", number, _NOTE.format(number=number))
