"""不带个人信息: sheets to fill in that carry nothing personal, neither in a cell nor behind the sheets."""

from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.text import clean
from dczg_desktop.domain.personal import personal_data
from dczg_desktop.exchange.package import Outgoing
from dczg_desktop.exchange.sheets import Sheet

BLANK = "〔个人信息，不随表发出〕"


def blanked(whole: Outgoing) -> Outgoing:
    """The same form without personal data: its cells say that something stays here, the records stay behind altogether.

    What comes back is read from the cells alone, so nothing is lost by that.
    """
    sheets = [_blanked(sheet) for sheet in whole.sheets]
    manifest = replace(whole.manifest, attachments=())
    return replace(whole, manifest=manifest, records=(), acts={}, sheets=sheets, attachments={})


def _blanked(sheet: Sheet) -> Sheet:
    rows = [
        replace(row, cells={name: without(text) for name, text in row.cells.items()}) for row in sheet.rows
    ]
    return replace(sheet, rows=rows)


def without(text: str) -> str:
    """`text` with every piece of personal data replaced by a remark that it stays here."""
    for hit in reversed(personal_data(text)):
        text = text[: hit.start] + BLANK + text[hit.end :]
    return text


def is_another(now: str, before: str, after: str) -> bool:
    """Whether a field that says `now` was changed since a cell showed it as `before`, or `after` would lose a piece left out there."""
    shown = without(now) if BLANK in before else now
    return clean(shown) != clean(before) or BLANK in after


def count(sheets: Sequence[Sheet]) -> int:
    """How many cells of these sheets hold personal data."""
    return sum(
        bool(personal_data(text)) for sheet in sheets for row in sheet.rows for text in row.cells.values()
    )
