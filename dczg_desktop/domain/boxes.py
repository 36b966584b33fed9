"""Cells of boxes to tick (□已销号 ☑已完成): which options are marked, whatever sign or font of signs the mark was made with."""

import re
from collections.abc import Iterable

_TICKS = "☑☒√✓✔■●Þþ☆✅🗹🗷◉⦿▣◼"
_EMPTY = "□☐○⬜◻◽▢¨"
_BRACKETED_TICK = re.compile(rf"[(（\[【]\s*[{_TICKS}]\s*[)）\]】]")
_BRACKETED_EMPTY = re.compile(r"[(（\[【]\s*[)）\]】]")
_WINGDINGS_TICK = re.compile(
    r"(?:(?<=^)|(?<=[\s□£；;、]))R(?=\s?[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])R(?=[\u4e00-\u9fff])"
)
_WINGDINGS_EMPTY = re.compile(r"£(?=\s?[\u4e00-\u9fff])")
_MOUTH = re.compile(r"(?:(?<=^)|(?<=\s))口(?=\s?[未已达正尚完超])")
_TO_TICK = str.maketrans(dict.fromkeys(_TICKS, "☑") | dict.fromkeys(_EMPTY, "□"))
_MAY_BE_BOX = re.compile(rf"[{_TICKS}{_EMPTY}R£]|[(（\[【]\s*[)）\]】]")
"""A quick look at the many texts that hold none."""
_BOX_SIGNS = f"{_TICKS}{_EMPTY}R£"
_EMPTY_BRACKETS = tuple(re.compile(rf"{bracket}(?=\s*[)）\]】])") for bracket in (r"\(", "（", r"\[", "【"))
"""Each beginning with one character, which is found much faster in many texts at once."""
_TOKENS = re.compile(r"[☑□]|[^☑□]+")
_AROUND = " \u3000\n;；、,，.。"


def plain_boxes(text: str) -> str:
    """The cell with every ticked box as ☑ and every empty one as □; R and £ are these two in Wingdings 2."""
    text = _BRACKETED_EMPTY.sub("□", _BRACKETED_TICK.sub("☑", text.strip()))
    text = text.translate(_TO_TICK)
    if "£" in text or "R" in text:
        text = _WINGDINGS_EMPTY.sub("□", _WINGDINGS_TICK.sub("☑", text))
    return _MOUTH.sub("□", text) if "☑" in text else text


def may_have_boxes(texts: Iterable[str]) -> bool:
    """Whether one of these cells can be a list of boxes: False for most columns, which need not be looked at cell by cell."""
    whole = "\n".join(texts)
    return any(sign in whole for sign in _BOX_SIGNS) or any(one.search(whole) for one in _EMPTY_BRACKETS)


def has_boxes(text: str) -> bool:
    """Whether a cell is a list of boxes to tick (□ ☑ …)."""
    if not _MAY_BE_BOX.search(text):
        return False
    plain = plain_boxes(text)
    return plain.count("☑") + plain.count("□") > 1


def has_tick(text: str) -> bool:
    """Whether anything in a cell is ticked."""
    return "☑" in plain_boxes(text)


def ticked(text: str) -> tuple[str, ...]:
    """The marked options of a cell of boxes, with the box before (☑已完成) or after (已完成☑); empty when none is marked."""
    pieces = _TOKENS.findall(plain_boxes(text))
    step = -1 if _boxes_follow(pieces) else 1
    options = [
        pieces[place + step].strip(_AROUND)
        for place, piece in enumerate(pieces)
        if piece == "☑" and 0 <= place + step < len(pieces)
    ]
    return tuple(option for option in options if option and option not in "☑□")


def _boxes_follow(pieces: list[str]) -> bool:
    """Whether the boxes stand behind their options: the cell begins with an option, and ends with a box or has blanks behind them."""
    if not pieces or pieces[0] in "☑□":
        return False
    if [piece for piece in pieces if piece.strip(_AROUND)][-1] in "☑□":
        return True
    boxes = [place for place, piece in enumerate(pieces) if piece in "☑□"]
    following = ["".join(pieces[place + 1 : place + 2]) for place in boxes]
    return bool(boxes) and all(not text or text[0] in _AROUND for text in following)
