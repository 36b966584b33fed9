"""The door for other people's files: one call gives everything that stands in them, with what is doubtful named."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import dropwhile
from pathlib import Path

from dczg_desktop.base.collector import collector_resting
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.imports.as_written import reading_as_written
from dczg_desktop.imports.asides import with_asides
from dczg_desktop.imports.files.album import told
from dczg_desktop.imports.files.archive import table_inside
from dczg_desktop.imports.files.container import container_of
from dczg_desktop.imports.files.delimited import delimiter_of, read_delimited, sheet_of
from dczg_desktop.imports.files.documents.word import TEXT, read_word
from dczg_desktop.imports.files.encodings import decoded
from dczg_desktop.imports.files.excel.xlsx import read_xlsx
from dczg_desktop.imports.files.limits import check_merges
from dczg_desktop.imports.files.pages.mime import pages_of
from dczg_desktop.imports.files.pages.spreadsheetml import read_spreadsheetml
from dczg_desktop.imports.files.workbook import read_legacy
from dczg_desktop.imports.header import LONGEST_HEADER, score
from dczg_desktop.imports.nothing_read import begins_with, nothing_read
from dczg_desktop.imports.of_sheet import of_sheet
from dczg_desktop.imports.outside import with_outside
from dczg_desktop.imports.reading import Grid, ImportReading, Picture, Sheets, Table
from dczg_desktop.imports.sent_back import NOTE, without_our_marks
from dczg_desktop.imports.tables.forms.upright import is_label
from dczg_desktop.imports.tables.forms.upright_sheets import upright_table
from dczg_desktop.imports.tables.kept_pictures import with_pictures_sorted
from dczg_desktop.imports.tables.lists import with_lists_joined
from dczg_desktop.imports.tables.notes import crossed_note, notes_about
from dczg_desktop.imports.tables.relined.barred_forms import barred_form
from dczg_desktop.imports.tables.relined.barred_levels import barred_levels
from dczg_desktop.imports.tables.relined.barred_rows import barred_rows, open_barred_rows
from dczg_desktop.imports.tables.relined.blanks import columns_of_blanks
from dczg_desktop.imports.tables.relined.one_a_line import one_a_line
from dczg_desktop.imports.tables.relined.piped import is_mostly_piped, piped, piped_form
from dczg_desktop.imports.tables.relined.ragged import with_rows_aligned
from dczg_desktop.imports.tables.relined.relined import (
    RELINED,
    Rows,
    bracketed,
    rejoined,
    under_units,
)
from dczg_desktop.imports.tables.tied import tied
from dczg_desktop.imports.tables.values.drawn import without_rules
from dczg_desktop.imports.texts.document import document_table, lines_of
from dczg_desktop.imports.texts.labelling.recurring_lines import with_labels_told
from dczg_desktop.imports.texts.lost_lines.letter_pages import without_signs
from dczg_desktop.imports.texts.parts import document_tables
from dczg_desktop.imports.texts.unread import what_to_do
from dczg_desktop.imports.web import WORDS_OF_PAGE, read_web, with_words_around
from dczg_desktop.imports.within_text import notes_of_measures, with_measures, with_words_read

_LABEL_AND_CONTENT, _SHORT = 2, 3
_READERS = {"xlsx": read_xlsx, "xml": read_spreadsheetml}


def read_tables(path: Path, sheet: str | None = None, tick: Tick = no_tick) -> ImportReading:
    """Read every table of a workbook, Word document, web page, text table, plan or notice; nothing is written anywhere.

    `sheet` limits the reading to one worksheet. The kind of file is told by its content, not its name. Raises UserError
    naming the file when it is damaged, harmful, protected, empty or holds no table (docs/import.md).
    """
    container = container_of(path)
    if container == "zip":
        with table_inside(path) as inner:
            return _read_packed(path, inner, sheet, tick)
    with collector_resting():
        return _read(path, container, sheet, tick)


def _read_packed(path: Path, inner: Path, sheet: str | None, tick: Tick) -> ImportReading:
    """The one table file of a zip; a refusal names both."""
    try:
        container = container_of(inner)
        reading = None if container == "zip" else read_tables(inner, sheet, tick)
    except UserError as refusal:
        raise UserError(f"压缩包“{path.name}”里的文件没有读出：{refusal}") from refusal
    if reading is None:
        raise UserError(f"压缩包“{path.name}”里还是压缩包。请先解压，再选择里面的表格文件导入。")
    note = f"读取的是压缩包里的“{inner.name}”。"
    return replace(reading, file_name=path.name, notes=(note, *reading.notes))


def read_text(text: str, name: str = "剪贴板") -> ImportReading:
    """Read pasted text: a table copied out of a spreadsheet, a plan or a notice. Raises UserError as `read_tables`."""
    return _text_reading(Path(name), text, None)


def _read(path: Path, container: str, sheet: str | None, tick: Tick) -> ImportReading:
    if container == "text":
        return _text_reading(path, *decoded(path), tick)
    if container == "html":
        return _read_web(path, read_web(path, *decoded(path)), tick)
    if container == "mht":
        pages = pages_of(path, path.read_bytes())
        return _read_web(path, read_web(path, pages.text, pages.encoding, pages.pictures), tick)
    if container == "docx":
        return _read_word(path, tick)
    return _read_sheets(path, container, sheet, tick)


def _read_web(path: Path, sheets: Sheets, tick: Tick) -> ImportReading:
    """The tables of a web page; where they are none of ours, the plan or notice that it shows."""
    try:
        lined = None if sheets.grids else _relined(path, sheets.words, sheets.encoding, one_a_line)
        reading = _reading(path, lined or sheets, tick)
        if {"problem", "petition"} & {table.kind for table in reading.tables}:
            return reading
        document = document_table(path.stem, lines_of(sheets.words))
        tells = document and any(one.fields.get("description") for one in document.records)
        return (
            replace(reading, tables=(*reading.tables, document))
            if document and tells and not lined
            else reading
        )
    except UserError:
        documents = document_tables(path.stem, lines_of(sheets.words))
        if not documents and sheets.grids:
            raise
        if not documents:
            raise UserError(
                f"“{path.name}”是网页，里面没有认出表格，也没有认出“整改目标：……”这样的条目。"
                "请核对是否选错了文件，或把正文复制后粘贴导入。"
            ) from None
        return ImportReading(path.name, "html", sheets.encoding, tuple(documents), (WORDS_OF_PAGE,))


def _read_word(path: Path, tick: Tick) -> ImportReading:
    """The tables of a document, and its running text where that is a plan or a notice."""
    tick(0, 100)
    word = read_word(path)
    understood = share(tick, 70, 100)
    tables: list[Table] = []
    by_grid: list[list[Table]] = []
    pictures: list[Picture] = []
    for number, grid in enumerate(word.grids, start=1):
        found = of_sheet(grid)
        by_grid.append(found)
        shown = _of_sheet(word.pictures, grid.name)
        pictures += tied(grid, found, shown, word.untaken, len(tables))
        tables += found
        understood(number, len(word.grids))
    lines, measures = with_measures(word, by_grid)
    is_alone = not any(table.records for table in tables)
    texts = document_tables(path.stem, lines, "段", is_alone=is_alone)
    of_measures = notes_of_measures(measures, texts)
    shown = _of_sheet(word.pictures, TEXT)
    pictures += tied(None, texts, shown, word.untaken, len(tables))
    tables += texts
    tables = with_outside(tables, word, list(map(len, by_grid)), len(tables) - 1 if texts else None)
    tables, joined = with_lists_joined(tables, apart=of_measures)
    if not any(table.records for table in tables):
        raise UserError(
            f"“{path.name}”里没有认出表格，也没有认出“整改目标：……”这样的条目。{what_to_do(word.lines)}"
        )
    if texts:
        pictures = [replace(one, sheet=path.stem) if one.sheet == TEXT else one for one in pictures]
    crossed = crossed_note(path.stem, word.crossed_out)
    told_of = (*word.said, *joined, *of_measures.values(), *notes_about(tables))
    notes = (*told_of, *crossed, *told(word.untaken))
    return with_pictures_sorted(
        ImportReading(path.name, "docx", None, tuple(tables), notes, found_pictures=tuple(pictures))
    )


def _of_sheet(pictures: list[Picture], name: str) -> list[Picture]:
    return [one for one in pictures if one.sheet == name]


def _read_sheets(path: Path, container: str, sheet: str | None, tick: Tick) -> ImportReading:
    opened = share(tick, 0, 70)
    if container in _READERS:
        sheets = _READERS[container](path, sheet, opened)
    else:
        sheets = read_legacy(path, container, sheet, opened)
    if sheet is not None and not sheets.grids:
        raise UserError(f"“{path.name}”里没有名为“{sheet}”的工作表。请核对名称，或不指定工作表。")
    return _reading(path, sheets, share(tick, 70, 100))


def _text_reading(path: Path, text: str, encoding: str | None, tick: Tick = no_tick) -> ImportReading:
    if not text.strip():
        raise UserError(f"“{path.name}”里没有内容，没有可以导入的记录。请检查是否选错了文件。")
    return reading_as_written(text, lambda plain: _plain_reading(path, plain, encoding, tick))


def _plain_reading(path: Path, text: str, encoding: str | None, tick: Tick) -> ImportReading:
    text = without_signs(without_rules(text))
    if forms := _relined(path, text, encoding, barred_form):
        return _reading(path, forms, share(tick, 50, 100))
    barred = (barred_levels, barred_rows, piped, open_barred_rows)
    sheets = _relined(path, text, encoding, *barred) or _parted(path, text, encoding)
    if sheets and (path.suffix.lower() in {".csv", ".tsv"} or _is_sheet(sheets.grids[0])):
        try:
            return with_words_read(path, text, _reading(path, sheets, share(tick, 50, 100)))
        except UserError:  # a plan with an empty form behind it
            documents = document_tables(path.stem, lines_of(text))
            if not documents:
                raise
            return _documents(path, documents, encoding)
    if sheets := _relined(path, text, encoding, piped_form, one_a_line, columns_of_blanks):
        return _reading(path, sheets, share(tick, 50, 100))
    documents = [] if is_mostly_piped(text) else document_tables(path.stem, lines_of(with_labels_told(text)))
    if not documents and (rows := bracketed(text) or under_units(text)):
        return _reading(path, sheet_of(path, rows, encoding, RELINED), share(tick, 50, 100))
    if not documents:
        raise UserError(
            f"“{path.name}”里没有认出表格，也没有认出“整改目标：……”这样的条目。{what_to_do(lines_of(text))}"
        )
    return _documents(path, documents, encoding)


def _is_sheet(grid: Grid) -> bool:
    """Whether parted lines are rows: under a heading, or of a pasted form that has labels nobody lists or short ones (问题, 时限): of two columns, whose contents
    may go on in the rows below, or of four in some row (整改实施主体 … 公示日期 …).
    """
    if any(map(score, grid.rows)):
        return True
    labels = [is_label(row[0]) for row in grid.rows]
    body = list(dropwhile(lambda row: row[0] and not any(row[1:]), grid.rows))
    are_pairs = bool(body) and all(len(row) == _LABEL_AND_CONTENT and row[1] for row in body)
    is_form = are_pairs and (not all(labels[-len(body) :]) or any(len(row[0]) <= _SHORT for row in body))
    is_wide = any(
        known and len(row) == 4 and all(row) and len(row[2]) <= LONGEST_HEADER
        for known, row in zip(labels, grid.rows, strict=True)
    )
    return (is_form or is_wide or _is_framed_form(grid)) and upright_table(grid) is not None


def _is_framed_form(grid: Grid) -> bool:
    """Whether lines are forms of two cells with a sign around each (| 问题 | … |), perhaps with titles between them."""
    framed = [row for row in grid.rows if not row[0] and sum(map(bool, row)) == _LABEL_AND_CONTENT]
    return bool(framed) and len(framed) * 3 >= sum(map(any, grid.rows)) * 2


def _documents(path: Path, documents: Sequence[Table], encoding: str | None) -> ImportReading:
    return ImportReading(path.name, "txt", encoding, tuple(documents), tuple(notes_about(documents)))


def _reading(path: Path, sheets: Sheets, tick: Tick) -> ImportReading:
    tables: list[Table] = []
    check_merges(path, sheets.grids)
    grids, was_sent_back = without_our_marks(sheets.grids)
    notes = [*sheets.notes, *([NOTE] if was_sent_back else [])]
    pictures: list[Picture] = []
    counts: list[int] = []
    whole = sum(len(grid.rows) for grid in grids)
    before = 0
    for grid in grids:
        found = of_sheet(grid, share(tick, before, before + len(grid.rows), whole))
        counts.append(len(found))
        before += len(grid.rows)
        shown = _of_sheet(sheets.pictures, grid.name)
        pictures += tied(grid, found, shown, sheets.untaken, len(tables))
        tables.extend(found)
        if not found and any(any(row) for row in grid.rows):
            notes.append(f"工作表“{grid.name}”里没有认出表头，没有读取（{begins_with(grid)}）。")
    if not any(table.records for table in tables):
        raise UserError(nothing_read(path, sheets, tables))
    tables, joined = with_lists_joined(with_asides(tables, grids, counts))
    tables = with_words_around(tables, sheets) if sheets.outside else tables
    notes += [*joined, *notes_about(tables), *told(sheets.untaken)]
    whole_file = ImportReading(path.name, sheets.container, sheets.encoding, tuple(tables), tuple(notes))
    return with_pictures_sorted(replace(whole_file, found_pictures=tuple(pictures)))


def _parted(path: Path, text: str, encoding: str | None) -> Sheets | None:
    """The table of a text whose cells are parted by a sign, with cells of several lines put together."""
    delimiter = delimiter_of(text)
    if sheets := _relined(path, text, encoding, rejoined):
        return sheets
    return with_rows_aligned(read_delimited(path, text, encoding, delimiter)) if delimiter else None


def _relined(
    path: Path, text: str, encoding: str | None, *ways: Callable[[str], Rows | None]
) -> Sheets | None:
    """The table of a text whose cells stand below one another, or under headings parted by blanks: what the first of the `ways` finds.

    Raises UserError when it is such a table and its cells cannot be told apart.
    """
    try:
        rows = next(filter(None, (way(text) for way in ways)), None)
    except ValueError as unclear:
        raise UserError(
            f"“{path.name}”像是一张表，但复制时丢了分列的位置，分不清哪些字属于哪一格，没有读取。"
            "请在原网页或原文件里重新选中整张表，粘贴到表格软件（WPS、Excel）里，保存后再导入。"
        ) from unclear
    return sheet_of(path, rows, encoding, RELINED) if rows else None
