"""The head of a letter by GB/T 9704-2012 第 10.1 节: office in red, red double rules above and below, document number."""

from dczg_desktop.reports.fonts import Typeface
from dczg_desktop.reports.paper import DOCUMENT, MM, SANHAO
from dczg_desktop.reports.pen import ASCENT, Pen

RED = "#C8000A"
HEAD_TOP = 30 * MM
HEAD_SIZE = 30.0
RULE_LENGTH = 170 * MM
THICK = 2.4
THIN = 0.8
APART = 3.2


def draw_letterhead(pen: Pen, office: str, number: str, *, is_preprinted: bool) -> float:
    """Draw head and foot of the first page; returns where the title may begin, in points from the top.

    On paper whose red parts are printed already (`is_preprinted`) only the number is set, in its place.
    """
    size = min(HEAD_SIZE, DOCUMENT.inner_width / max(pen.width(office, Typeface.TITLE, 1.0), 1.0))
    rule = HEAD_TOP + size + 4 * MM
    if not is_preprinted:
        pen.ink(RED)
        pen.centred(office, DOCUMENT.width / 2, HEAD_TOP + size * ASCENT, Typeface.TITLE, size)
        pen.ink("#000000")
        _double_rule(pen, rule, first=THICK)
        _double_rule(pen, DOCUMENT.height - 20 * MM, first=THIN)
    baseline = rule + 2.5 * SANHAO
    pen.ended(number, DOCUMENT.left + DOCUMENT.inner_width, baseline, Typeface.FANG, SANHAO)
    return baseline + 2 * SANHAO


def _double_rule(pen: Pen, y: float, first: float) -> None:
    """Two red rules 170 mm long, the first of weight `first`, the other one of the other weight."""
    left = (DOCUMENT.width - RULE_LENGTH) / 2
    second = THIN if first == THICK else THICK
    pen.rules([(left, y, left + RULE_LENGTH, y)], first, RED)
    pen.rules([(left, y + APART, left + RULE_LENGTH, y + APART)], second, RED)
