"""What is wrong in the cells of a table: every fault names its cell and says what to check or write."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from operator import itemgetter

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.personal import maybe_person_data, without_persons
from dczg_desktop.imports.reading import (
    CROSSED_OUT,
    Column,
    Grid,
    RecordReading,
    Table,
    column_number,
    letters,
)
from dczg_desktop.imports.signs import LONGEST_CELL, Sign, Whole, maybe_marks, whole_of
from dczg_desktop.imports.tables.around.against_state import AGAINST
from dczg_desktop.imports.tables.around.groups import OF_TITLE
from dczg_desktop.imports.tables.asked.column_rules import Rule, rules_of
from dczg_desktop.imports.tables.asked.days import (
    StartOf,
    deadline_doubts,
    due_or_done,
    finished_doubts,
    stated_above,
)
from dczg_desktop.imports.tables.asked.extensions import put_off
from dczg_desktop.imports.tables.asked.group_days import OF_GROUP
from dczg_desktop.imports.tables.asked.questions import COLUMNS, QUESTIONS
from dczg_desktop.imports.tables.asked.repeated_numbers import repeated_numbers
from dczg_desktop.imports.tables.asked.slipped import slipped
from dczg_desktop.imports.tables.columns.periods import period_faults
from dczg_desktop.imports.tables.columns.telephones import APART, WITH_PERSON
from dczg_desktop.imports.tables.records.continued import FURTHER
from dczg_desktop.imports.tables.records.spread_petitions import OF_PETITION
from dczg_desktop.imports.tables.values.doubts import OF_FIRST_ROW
from dczg_desktop.imports.tables.values.misplaced import NAMED
from dczg_desktop.imports.tables.values.oddities import ERROR
from dczg_desktop.imports.tables.values.old_calendar import COUNTED_ANEW
from dczg_desktop.imports.tables.values.personal_texts import names_persons, text_columns

_LOST = re.compile(r"^-?\d(?:\.\d+)?[Ee]\+\d{2,3}$")
_BLANK_MARK = re.compile(
    r"(?<!\*)(?<!\d{3})\*{2,}|(?<=\d{3})\*{2,3}(?!\*)|\*[年月日]|(?<![A-Za-z0-9])[XxＸ×]{2,}(?![A-Za-z0-9])|〔(?!\d{4}〕)[^〕\n]{0,40}〕|【(?:请|待|填)[^】\n]{0,20}】|_{3,}|待补充"
)
_FILLED_IN = re.compile(r"\d|[:：]\s*[^\s_×XxＸ*]|^[一二三四五六七八九十]+$")
_BLOCK = 250
_UNTAKEN = "untaken picture"
_MAYBE_MARK = re.compile(r"[*×ＸXx_]{2}|\*[年月日]|〔|【|待补充")


def faults_of(table: Table, records: list[RecordReading], tick: Tick = no_tick) -> list[Fault]:
    """All faults of a table in the order of its rows."""
    grid, columns = table.grid, table.columns
    rows = [grid.rows[record.row - 1] for record in records]
    found, persons = _told_by_signs(table, records, rows, tick)
    if (
        table.kind == "statistics"
    ):  # numbers under 完成情况 are counts, and nothing of it comes into the ledger
        return _by_rows(list(dict.fromkeys([*found, *persons, *_hidden(grid, columns, records)])))
    places = {column.field: column_number(column.letter) for column in columns if column.field}
    rules = {field: several for field, several in rules_of(table).items() if field in places}
    looked_at = [*rules, *sorted(COLUMNS & places.keys() - rules.keys())]
    texts = dict(zip(looked_at, columns_at(rows, [places[one] for one in looked_at]), strict=True))
    for field, several in rules.items():
        found += _doubted(grid, records, field, texts[field], several)
        if field == "number":
            found += repeated_numbers(grid, records, texts[field])
    found += [one for rule in QUESTIONS for one in rule(table, records, texts)]
    found += period_faults(table)
    found += [_fault(grid, *one) for one in slipped(table, records)]
    found += [_fault(grid, *one) for one in finished_doubts(table, records, stated_above(table))]
    found += [_fault(grid, *one) for one in (*due_or_done(table, records), *put_off(table, records, texts))]
    found += persons
    found += _hidden(grid, columns, records)
    found = list(
        {(fault.place, fault.message): fault for fault in found}.values()
    )  # a merged cell is one cell
    return _by_rows(found)


def _told_by_signs(
    table: Table, records: list[RecordReading], rows: Sequence[list[str]], tick: Tick
) -> tuple[list[Fault], list[Fault]]:
    """What is wrong in the texts of cells and which of them name persons, looked for where a column has signs of it."""
    grid, columns = table.grid, table.columns
    found: list[Fault] = []
    persons: list[Fault] = []
    of_texts = [one for one in text_columns(table) if grid.may_hold(Sign.PERSON, one[1])]
    of_marks = [one for one in columns if grid.may_hold(Sign.MARK, column_number(one.letter))]
    looked_at = {place for _field, place in of_texts} | {column_number(one.letter) for one in of_marks}
    odd_rows = {row for row, _column in grid.odd}
    for start in range(0, len(records), _BLOCK):
        tick(start, len(records))
        block = records[start : start + _BLOCK]
        texts = {place: [row[place] for row in rows[start : start + _BLOCK]] for place in looked_at}
        wholes = {place: whole_of("\n".join(cells)) for place, cells in texts.items()}
        marked = _marked(of_marks, texts, wholes)
        odd = {line for line, one in enumerate(block) if one.row - 1 in odd_rows} if odd_rows else ()
        for line in sorted({*marked, *odd}):
            found += _text_faults(grid, block[line], marked.get(line, ()))
            found += _odd_faults(table, block[line]) if line in odd else ()
        for field, place in of_texts:
            if spots := list(maybe_person_data(*wholes[place])):
                lines = _lines(texts[place], spots)
                persons += names_persons(table, field, ((block[one], texts[place][one]) for one in lines))
    tick(len(records), len(records))
    return found, persons


def columns_at(rows: Sequence[list[str]], places: Sequence[int]) -> list[tuple[str, ...]]:
    """The columns at these places, every row being looked at once: long tables do not fit where memory is fast."""
    if len(places) < 2:
        return [tuple(row[place] for row in rows) for place in places]
    return list(zip(*map(itemgetter(*places), rows), strict=True)) or [()] * len(places)


def _by_rows(found: list[Fault]) -> list[Fault]:
    return sorted(found, key=lambda fault: _row_of(fault.place))


def _lines(texts: Sequence[str], spots: Iterable[int]) -> list[int]:
    """Which of some texts hold a place in all of them joined by line ends, in order."""
    ends = list(accumulate(len(text) + 1 for text in texts))
    return sorted({bisect_right(ends, spot) for spot in spots})


def _marked(
    columns: Iterable[Column], texts: Mapping[int, Sequence[str]], wholes: Mapping[int, Whole]
) -> dict[int, list[Column]]:
    """The lines that hold something to be looked at, with the columns; most columns are passed over as a whole."""
    lines: dict[int, list[Column]] = {}
    for column in columns:
        place = column_number(column.letter)
        if spots := list(maybe_marks(texts[place], wholes[place])):
            for line in _lines(texts[place], spots):
                if _is_suspicious(texts[place][line]):
                    lines.setdefault(line, []).append(column)
    return lines


def with_days_doubted(table: Table, starts: Callable[[Table], StartOf], today: date) -> Table:
    """The table with its days doubted anew: it is known now when its petitions were handed over, and what day it is."""
    one = next(iter(table.records), None)
    if (
        one is None
        or table.kind == "statistics"
        or (table.kind != "petition" and starts(table)(one) == stated_above(table)(one))
    ):
        return table  # only petitions are handed over one by one
    start_of = starts(table)
    before = _day_faults(table, stated_above(table), None)
    now = _day_faults(table, start_of, today)
    if before == now:
        return table
    stands = [one for one in table.faults if one not in before or one in now]
    fresh = [one for one in now if one not in before]
    return replace(table, faults=tuple(_by_rows([*stands, *fresh])))


def _day_faults(table: Table, start_of: StartOf, today: date | None) -> dict[Fault, None]:
    records = table.records
    doubts = (
        *deadline_doubts(table, records, start_of),
        *finished_doubts(table, records, start_of, today),
    )
    return {_fault(table.grid, *one): None for one in doubts}


def _doubted(
    grid: Grid, records: list[RecordReading], field: str, texts: Sequence[str], rules: Sequence[Rule]
) -> Iterator[Fault]:
    """The doubts about one column: a rule is asked once for every text, however often it stands there."""
    doubts = defaultdict[str, list[str]](list)
    looked_at = frozenset(texts) if field in NAMED else texts
    for rule in rules:
        for text in rule.asked_about(looked_at):
            if messages := rule.of(text):
                doubts[text] += messages
    shown_texts = {text: _shown(text) for text in doubts}
    for line in [line for line, text in enumerate(texts) if text in doubts] if doubts else ():
        record, text = records[line], texts[line]
        if record.merged_from is None or field not in OF_FIRST_ROW:
            place = f"{grid.name}!{record.cells[field]}"
            yield from (Fault(place, shown_texts[text], message) for message in doubts[text])


def _row_of(place: str) -> int:
    return int(place[len(place.rstrip("0123456789")) :] or 0)


def _shown(value: str) -> str:
    return excerpt(without_persons(value), 80)


def _fault(grid: Grid, cell: str, value: str, message: str) -> Fault:
    return Fault(f"{grid.name}!{cell}", _shown(value), message)


def _text_faults(grid: Grid, record: RecordReading, columns: Sequence[Column]) -> Iterator[Fault]:
    """What is wrong in the texts of these columns."""
    row = grid.rows[record.row - 1]
    for column in columns:
        number = column_number(column.letter)
        place, text = grid.cell_of(record, column), row[number]
        yield from (_fault(grid, place, text, message) for message in _messages(text, column.field))


def _odd_faults(table: Table, record: RecordReading) -> Iterator[Fault]:
    """The cells of a row that show no content of their own."""
    grid = table.grid
    row = grid.rows[record.row - 1]
    for number in [column_number(column.letter) for column in table.columns]:
        oddity = grid.odd.get((record.row - 1, number))
        if oddity and oddity.kind in _ODD and not _LOST.match(row[number]):
            is_untaken = oddity.kind == "picture" and table.kind != "problem"
            told = _ODD[_UNTAKEN if is_untaken else oddity.kind]
            yield _fault(grid, grid.place(record.row - 1, number), oddity.value, told)


_ODD = {
    "formula": "该格是公式，文件里没有存下结果。请在 WPS 或 Excel 中打开并保存一次，或改填数值后再导入。",
    "picture": "该格是嵌入的图片，不是文字。接受导入时，能取出的图片存为这一行的佐证，请核对。",
    _UNTAKEN: "该格是嵌入的图片，不是文字。只有问题的图片存为佐证，这一行的没有取，请另存后挂到佐证材料中。",
    "ditto": "该格写“同上”，已按上一行的内容读，请核对。",
    APART: "名称后面写着电话，电话已取出来另作一栏留着，请核对。",
    WITH_PERSON: "单位后面写着人名和电话，已取出来各作一栏留着，请核对；是责任人的，请在“列对应”里指定。",
    COUNTED_ANEW: "该格是没有设成日期的数，这个工作簿的日子从 1904 年数起，已按那一天读，请核对。",
    OF_GROUP: "该格空着，同一组的第一行写着，已按那一行的内容读，请核对。",
    OF_PETITION: "这一行没有另外的编号，紧接在上一件下面，已作为同一件信访件的一行，请核对。",
    FURTHER: "这一行没有编号和问题，只有措施和它的单位、时限，已作为上一个问题的措施读，请核对。",
    "alone": "该格写“同上”，上面一行却没有内容可以照抄。请对照原件补填。",
    AGAINST: "该格写的与上面分组标题说的不一致，请核对。",
    OF_TITLE: "该格空着，上面的分组标题写着，已按标题读，请核对。",
    CROSSED_OUT: "该格里的这些字加了删除线，程序照读。删除线表示已删去的，请对照原件从这一格里去掉。",
    "digits": "该格是超过 15 位的数字，表格软件可能已改掉末尾几位。请对照原件，按文本重新录入。",
}


def _is_suspicious(text: str) -> bool:
    if len(text) < 24:
        return bool(text) and ("+" in text or text[0] == "#" or _MAYBE_MARK.search(text) is not None)
    return len(text) > LONGEST_CELL - 1 or _MAYBE_MARK.search(text) is not None


def _messages(text: str, field: str | None) -> Iterator[str]:
    if _LOST.match(text):
        yield "长数字被表格软件改成了科学计数，末尾数字已丢失。请对照原件，按文本重新录入。"
    if ERROR.match(text):
        yield f"该格是错误值 {text}，不是内容。请改正公式或直接填写内容后再导入。"
    if len(text) >= LONGEST_CELL:
        yield "该格达到表格软件的字数上限（32767 字），后面的内容可能已被截掉。请对照原件补全。"
    mark = next((one for one in _BLANK_MARK.finditer(text) if not _is_said(one[0])), None)
    if mark and field not in {"number", "deadline", "status"}:
        yield f"文中留有未填的占位“{excerpt(mark[0], 20)}”，请对照原件补填或确认。"


def _is_said(mark: str) -> bool:
    """Whether a bracket says something that is filled in: a number, a year, `〔县水利局，2025年底前〕`, `〔责任单位：县水利局〕`."""
    inside = mark[1:-1]
    return mark[:1] == "〔" and bool(inside) and _FILLED_IN.search(inside) is not None


def _hidden(grid: Grid, columns: tuple[Column, ...], records: list[RecordReading]) -> Iterator[Fault]:
    for record in records if grid.hidden_rows else ():
        if record.row - 1 in grid.hidden_rows:
            first = next((cell for cell in grid.rows[record.row - 1] if cell), "")
            yield _fault(
                grid,
                f"A{record.row}",
                first,
                f"第 {record.row} 行在表中是隐藏的，已读入。请确认是否需要导入。",
            )
    for column in columns:
        number = column_number(column.letter)
        if number in grid.hidden_columns:
            message = f"{letters(number)} 列“{column.header}”在表中是隐藏的，已读入。请确认是否需要导入。"
            yield Fault(f"{grid.name}!{letters(number)}", column.header, message)
