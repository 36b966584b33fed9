"""What people changed in the visible sheets, found by row and column identity, never by position."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.exchange.cells import Grid
from dczg_desktop.exchange.digest import same_meaning, sheet_digest
from dczg_desktop.exchange.layout import IDENTITY, UID_HEADING
from dczg_desktop.exchange.sheets import CLEAR, ShownSheet


@dataclass(frozen=True, slots=True)
class HandEdit:
    """One cell changed by hand: where it stands now, which record and column, what it showed and what it says.

    `after` is "" when the cell was cleared with 〔清空〕. `is_formula`: `after` is the formula's text, not a value.
    `editable`: the sender had unlocked the cell.
    """

    sheet: str
    cell: str
    uid: str
    column: str
    before: str
    after: str
    editable: bool
    is_formula: bool


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row without identity that somebody filled in; `cells` maps column ids to texts, blanks left out."""

    sheet: str
    row: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A row that was sent and did not come back: 未返回, never a deletion."""

    sheet: str
    uid: str


@dataclass(slots=True)
class Returned:
    """Everything found in the visible sheets of one file."""

    hand_edits: list[HandEdit] = field(default_factory=list)
    new_rows: list[NewRow] = field(default_factory=list)
    missing_rows: list[MissingRow] = field(default_factory=list)
    problems: list[Fault] = field(default_factory=list)

    def compare(self, tab: str, grid: Grid, sent: ShownSheet) -> None:
        """Add what differs between `grid`, read from the tab named `tab`, and what was `sent`."""
        frame = _find_frame(tab, grid, sent, self.problems)
        if frame is None:
            self.missing_rows += [MissingRow(sent.name, uid) for uid, _ in sent.rows]
            return
        _RowReader(self, tab, grid, sent, frame).read()

    def not_returned(self, sent: ShownSheet) -> None:
        """Note that a whole sheet is not in the file any more."""
        message = "收回的文件里没有这张工作表，按未返回处理，台账中的记录不受影响。"
        self.problems.append(Fault(sent.name, "", message))
        self.missing_rows += [MissingRow(sent.name, uid) for uid, _ in sent.rows]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where identities stand now: the row of column ids, the column of row uids, and letters → place in `sent`."""

    row: int
    uid_letters: str
    columns: dict[str, int]


def sheet_name(grid: Grid) -> str | None:
    """The identity of a visible sheet, whatever its tab is called now; None for sheets that are not ours."""
    for texts in grid.rows.values():
        for text in texts.values():
            if text.startswith(IDENTITY):
                return text[len(IDENTITY) :]
    return None


def digest_of(grid: Grid, sent: ShownSheet) -> str | None:
    """The canonical digest of the sent rows as they stand in `grid`; None when rows cannot be told apart."""
    faults: list[Fault] = []
    frame = _find_frame("", grid, sent, faults)
    if frame is None or faults:
        return None
    known = {uid for uid, _ in sent.rows}
    places = {index: letters for letters, index in frame.columns.items()}
    rows = [
        (
            texts[frame.uid_letters],
            [texts.get(places.get(index, ""), "") for index in range(len(sent.columns))],
        )
        for texts in grid.rows.values()
        if texts.get(frame.uid_letters) in known
    ]
    return sheet_digest(sent.columns, rows)


def _find_frame(tab: str, grid: Grid, sent: ShownSheet, problems: list[Fault]) -> Frame | None:
    identity = IDENTITY + sent.name
    found = [
        (number, letters)
        for number, texts in grid.rows.items()
        for letters, text in texts.items()
        if text == identity
    ]
    if not found:
        problems.append(
            Fault(tab, "", "隐藏的列标识行或行标识列已被删除，无法核对本表，未采用其中任何内容。")
        )
        return None
    row, uid_letters = found[0]
    places = {f"#{name}": index for index, name in enumerate(sent.columns)}
    columns: dict[str, int] = {}
    for letters, text in grid.rows[row].items():
        if text in places and places[text] in columns.values():
            message = "这一列是复制出来的，未采用。请只在原来的列里填写。"
            problems.append(Fault(f"{tab}!{letters}{row}", text[1:], message))
        elif text in places:
            columns[letters] = places[text]
    for index, heading in enumerate(sent.headings):
        if index not in columns.values():
            problems.append(Fault(tab, heading, f"“{heading}”一列已被删除，按未返回处理，台账内容不变。"))
    return Frame(row, uid_letters, columns)


class _RowReader:
    """One pass over the rows of one sheet."""

    def __init__(self, found: Returned, tab: str, grid: Grid, sent: ShownSheet, frame: Frame) -> None:
        self._found, self._tab, self._grid, self._sent, self._frame = found, tab, grid, sent, frame
        self._before = dict(sent.rows)

    def read(self) -> None:
        places: dict[str, list[int]] = {}
        for number, texts in self._grid.rows.items():
            if number == self._frame.row:
                continue
            uid = texts.get(self._frame.uid_letters)
            if uid is not None and uid in self._before:
                places.setdefault(uid, []).append(number)
            elif number > self._frame.row and uid != UID_HEADING:
                self._take_stranger(number, uid, texts)
        for uid in self._before:
            self._take_known(uid, places.get(uid, []))

    def _take_known(self, uid: str, numbers: Sequence[int]) -> None:
        if not numbers:
            self._found.missing_rows.append(MissingRow(self._sent.name, uid))
            return
        copies = [list(self._edits(uid, number)) for number in numbers]
        if len(numbers) == 1:
            self._found.hand_edits += copies[0]
            return
        said = {tuple((edit.column, edit.after) for edit in edits) for edits in copies}
        listed = "、".join(f"第 {number} 行" for number in numbers)
        if len(said) == 1:
            message = f"{listed}是同一条记录粘贴了多次，内容相同，只按一条处理。"
            self._found.hand_edits += copies[0]
        else:
            message = (
                f"{listed}的行标识相同而内容不同，都未采用。请删去多余的行；要新增事项，请填在表尾的空行。"
            )
        self._found.problems.append(Fault(f"{self._tab}!{numbers[-1]}", listed, message))

    def _edits(self, uid: str, number: int) -> list[HandEdit]:
        texts, before = self._grid.rows[number], self._before[uid]
        edits = []
        for letters, index in self._frame.columns.items():
            text = texts.get(letters)
            if text is None or text == (before[index] or CLEAR):
                continue
            is_formula = (number, letters) in self._grid.formulas
            if is_formula or not same_meaning(text, before[index]):
                edits.append(
                    HandEdit(
                        self._sent.name,
                        f"{letters}{number}",
                        uid,
                        self._sent.columns[index],
                        before[index],
                        "" if text == CLEAR and not is_formula else text,
                        self._sent.editable[index],
                        is_formula,
                    )
                )
        return edits

    def _take_stranger(self, number: int, uid: str | None, texts: dict[str, str]) -> None:
        """A row of no record that was sent: a new one when it has no identity, a fault when it has a foreign one."""
        cells = {
            self._sent.columns[index]: texts[letters]
            for letters, index in self._frame.columns.items()
            if letters in texts and texts[letters] != CLEAR
        }
        place = f"{self._tab}!{number}"
        if uid is not None and cells:
            message = "这一行的行标识不是本数据包发出的（可能从别的文件粘贴而来），未采用。新增事项请填在表尾的空行。"
            self._found.problems.append(Fault(place, excerpt(next(iter(cells.values()))), message))
            return
        formulas = [letters for letters in self._frame.columns if (number, letters) in self._grid.formulas]
        for letters in formulas:
            cells.pop(self._sent.columns[self._frame.columns[letters]], None)
            message = "新增的行里有公式，该格未采用。请直接填写文字或数字。"
            self._found.problems.append(Fault(f"{self._tab}!{letters}{number}", texts[letters], message))
        if cells:
            self._found.new_rows.append(NewRow(self._sent.name, number, cells))
