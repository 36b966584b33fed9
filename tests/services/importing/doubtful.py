"""One problem, another much like it, and what every row of a table would change."""

from openpyxl import Workbook

from dczg_desktop.domain.comparison import Choice, Way

NUMBER, TEXT = "YX202600001", "某砂场未办理用地手续，长期违规采砂，河岸受损"
ALIKE = "某砂场未办理用地手续，长期违规采砂，河岸严重受损"


def a_sheet_of(folder, heads, *rows, merged=()):
    book = Workbook()
    book.active.title = "清单"
    for row in (heads, *rows):
        book.active.append(list(row))
    for span in merged:
        book.active.merge_cells(span)
    book.save(folder / "清单.xlsx")
    return folder / "清单.xlsx"


def keys(one):
    return frozenset(each.key for each in one.candidates[0].differences)


def updates(preview):
    """Everything that the rows say otherwise."""
    return {(one.table, one.row): Choice(Way.UPDATE, one.known_uid, keys(one)) for one in preview.planned}
