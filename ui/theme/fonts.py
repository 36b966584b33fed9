"""Which typeface the screen uses: one the computer has, else the one shipped with the program."""

from PySide6.QtGui import QFontDatabase

from dczg_desktop.base.paths import resources

INSTALLED = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "文泉驛微米黑",
    "文泉驿微米黑",
)
"""Chinese screen typefaces in the order of preference."""


def _shipped() -> list[str]:
    """Load the shipped Noto Sans SC and return the family names Qt gives it (they are localised)."""
    families: list[str] = []
    for path in sorted((resources() / "fonts").glob("*NotoSansSC*.ttf")):
        if path.stem.endswith(("Regular", "Bold")):
            number = QFontDatabase.addApplicationFont(str(path))
            families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return list(dict.fromkeys(families))


def screen_families() -> list[str]:
    """Family names for the screen, best first; the shipped ones are loaded only if it has none."""
    present = set(QFontDatabase.families())
    found = [family for family in INSTALLED if family in present]
    return found or _shipped()
