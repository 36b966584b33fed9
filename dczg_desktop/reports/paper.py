"""Paper, margins and Chinese type sizes, all in points (1/72 inch)."""

from dataclasses import dataclass

MM = 72 / 25.4

ERHAO = 22.0  # 二号
SANHAO = 16.0  # 三号
SIHAO = 14.0  # 四号
XIAOSI = 12.0  # 小四
WUHAO = 10.5  # 五号
XIAOWU = 9.0  # 小五


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet and its margins in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def inner_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> float:
        """Distance from the top edge to the lower end of the type area."""
        return self.height - self.bottom


def _sheet(width: float, height: float, margins: tuple[float, float, float, float]) -> Paper:
    left, right, top, bottom = (side * MM for side in margins)
    return Paper(width * MM, height * MM, left, right, top, bottom)


LANDSCAPE = {
    "A3": _sheet(420, 297, (25, 15, 20, 20)),
    "A4": _sheet(297, 210, (25, 15, 18, 18)),
}
"""Ledgers: binding side 25 mm (docs: 版式)."""

FORM = _sheet(210, 297, (25, 20, 22, 20))
"""Upright forms filled in and stamped."""

DOCUMENT = _sheet(210, 297, (28, 26, 37, 35))
"""GB/T 9704-2012: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm."""
