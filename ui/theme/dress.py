"""Puts the look on the application: Fusion, palette, typeface and the style sheet in the chosen size."""

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import colours
from ui.theme.fonts import screen_families
from ui.theme.sheet import style_sheet

SIZES = {11: "标准", 13: "大", 15: "特大"}
"""The base sizes offered to the user, in points."""

_FAMILIES = "dczg_families"


def palette() -> QPalette:
    """Fusion's colours, set for what the style sheet leaves to Fusion (combo boxes, date fields)."""
    made = QPalette()
    role = QPalette.ColorRole
    plain = {
        role.Window: colours.PAGE,
        role.WindowText: colours.TEXT,
        role.Base: colours.CARD,
        role.AlternateBase: colours.STRIPE,
        role.Text: colours.TEXT,
        role.Button: colours.CARD,
        role.ButtonText: colours.TEXT,
        role.Highlight: colours.ACCENT,
        role.HighlightedText: colours.ON_ACCENT,
        role.PlaceholderText: colours.FAINT,
        role.ToolTipBase: colours.CARD,
        role.ToolTipText: colours.TEXT,
        role.Link: colours.ACCENT,
        role.Mid: colours.CONTROL_LINE,
    }
    for part, colour in plain.items():
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(colours.FAINT))
    return made


def dress(app: QApplication, point_size: int) -> None:
    """Give the whole application its look; calling it again changes the size of everything already shown."""
    known = app.property(_FAMILIES)
    families = known if isinstance(known, list) else screen_families()
    app.setProperty(_FAMILIES, families)
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette())
    font = QFont()
    if families:
        font.setFamilies(families)
    font.setPointSize(point_size)
    app.setFont(font)
    app.setStyleSheet(style_sheet(point_size, families))
