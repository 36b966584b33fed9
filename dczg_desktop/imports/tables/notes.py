"""What a person should know of the tables of a file before taking them in."""

import re
from collections.abc import Sequence

from dczg_desktop.base.text import excerpt
from dczg_desktop.imports.files.album import named
from dczg_desktop.imports.files.excel.colours import colour_note, struck_note
from dczg_desktop.imports.files.printed import FOOT, HEAD
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.around.stated import year_note
from dczg_desktop.imports.tables.around.titled_batches import titled_batch_note
from dczg_desktop.imports.tables.asked.measure_years import measure_year_note
from dczg_desktop.imports.tables.asked.problemless import measures_note
from dczg_desktop.imports.tables.columns.file_names import files_note
from dczg_desktop.imports.tables.columns.legends import READ, lights_of
from dczg_desktop.imports.tables.records.spread_petitions import spread_note
from dczg_desktop.imports.tables.records.wholes import Wholes
from dczg_desktop.imports.tables.reports import month_note
from dczg_desktop.imports.tables.values.answerers import nobody_note
from dczg_desktop.imports.tables.values.lights import lights_in

_ON_PAGES = frozenset({HEAD, FOOT, "页眉页脚"})
_SECRET = re.compile(r"绝密|机密|秘密|内部(?:资料|文件|材料|使用)?|不得外传|注意保密")


def _secret_notes(table: Table) -> list[str]:
    """That the pages of a table are marked as secret."""
    marked = [one for one in table.left_out if one.why in _ON_PAGES and _SECRET.search(one.text)]
    return [
        f"“{table.sheet}”的{one.why}写着“{excerpt(one.text, 40)}”，请按保密规定处理这份文件。"
        for one in marked
    ]


def _colour_note(table: Table) -> str:
    """What to say of the colours of a table, unless they are its lights, which a legend explains or a person is asked about."""
    note = colour_note(table)
    is_said = note and (
        any(one.why == READ and lights_of(one.text) for one in table.left_out) or lights_in(table)
    )
    return "" if is_said else note


def crossed_note(name: str, words: list[str]) -> list[str]:
    """What to say of words in a document that are crossed out; nothing when there are none."""
    if not words:
        return []
    shown = named([f"“{excerpt(one, 20)}”" for one in words])
    return [
        f"“{name}”里有加了删除线的字（{shown}），程序照读；删除线表示已删去的，请对照原件从读入的内容里去掉。"
    ]


def notes_about(tables: Sequence[Table]) -> list[str]:
    """That they hold nothing but measures, that nobody answers in them, the year their months were read by, the month of their reports, colours that may say something, words crossed out, files that are not in them."""
    return measures_note(tables) + [
        note
        for table in tables
        if table.records
        for note in (
            nobody_note(table),
            year_note(table),
            measure_year_note(table),
            month_note(table),
            titled_batch_note(table),
            Wholes(table).note,
            spread_note(table),
            _colour_note(table),
            struck_note(table),
            files_note(table),
            *_secret_notes(table),
        )
        if note
    ]
