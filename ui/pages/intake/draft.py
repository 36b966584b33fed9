"""What a person has decided about the file on the screen and has not accepted yet: corrections, choices, answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dczg_desktop.domain.comparison import Choice, Verdict, Way, may_take_number
from dczg_desktop.services.importing.acceptance import Line, following
from dczg_desktop.services.importing.handing import own_batch
from dczg_desktop.services.importing.imports import Preview
from dczg_desktop.services.importing.planned import Planned

if TYPE_CHECKING:
    from dczg_desktop.imports.editing import Edits, TableEdits

UNDECIDED, REGISTERED = "请选择", "已登记"
STILL = "不动"
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """What accepting would do now: rows by way, values taken over, rows nobody has decided about.

    `registered` ones are notices that were registered and are not taken in besides, `waiting` rows are not compared yet, `merged` ones only add to the row that they are merged under, which is the one counted.
    """

    new: int = 0
    merged: int = 0
    updates: int = 0
    values: int = 0
    numbers: int = 0
    undecided: int = 0
    waiting: int = 0
    left: int = 0
    registered: int = 0

    @property
    def acts(self) -> int:
        """Records that something is done with."""
        return self.new + self.updates + self.numbers


class Draft:
    """Choices survive a correction of the file as long as they still fit it.

    `wish` is an assignment of columns to a table that waits for what is read just now.
    """

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.edits: Edits = preview.edits
        self.answered: set[tuple[int, str]] = set()
        self.registered: frozenset[Line] = frozenset()
        self._chosen: dict[Line, Choice] = {}
        self._planned: dict[Line, Planned] = {}
        self.overtaken: list[tuple[Line, str]] = []
        self.wish: tuple[int, dict[str, str]] | None = None
        self.take(preview)

    def take(self, preview: Preview) -> None:
        """The same file, corrected, compared again or with its columns assigned; a cell corrected meanwhile stays corrected.

        `overtaken` then has what was ticked and has changed in the ledger since: the tick is gone, it was given to other words.
        """
        self.preview, self.overtaken = preview, []
        read = zip(self.edits, preview.edits, strict=True)
        self.edits = tuple(replace(mine, fields=theirs.fields) for mine, theirs in read)
        before, self._planned = self._planned, {(one.table, one.row): one for one in preview.planned}
        fitting = (
            (line, self._fitting(line, choice, before.get(line))) for line, choice in self._chosen.items()
        )
        self._chosen = {line: choice for line, choice in fitting if choice is not None}

    def overtaken_words(self) -> str:
        """What is to be looked at and ticked again, '' for nothing."""
        found = self.overtaken
        if not found:
            return ""
        named = "、".join(f"第 {row} 行的“{name}”" for (_table, row), name in found[:MOST_NAMED])
        more = f"等 {len(found)} 处" if len(found) > MOST_NAMED else ""
        return f"台账在预览以后改过：{named}{more}已去掉勾，请看过现在的内容再勾选。"

    @property
    def is_touched(self) -> bool:
        """Whether anything would be lost by taking another file."""
        return bool(self._chosen or self.answered) or any(one.cells or one.columns for one in self.edits)

    def planned(self, line: Line) -> Planned:
        """What the comparison says of a row."""
        return self._planned[line]

    def choice(self, line: Line) -> Choice | None:
        """What will be done with a row; None while a person has to say."""
        one = self._planned[line]
        if line in self._chosen:
            return self._chosen[line]
        if line in self.registered:
            return Choice(Way.SKIP)
        if one.follows is not None and (line[0], one.follows) in self._planned:
            leader = self.choice((line[0], one.follows))
            return following(one, leader) if leader else None
        return None if one.verdict in {Verdict.UNCLEAR, Verdict.WAITING} else one.proposal

    def choose(self, lines: Iterable[Line], choice: Choice | None) -> None:
        """Decide about rows; None takes a decision back."""
        for line in lines:
            if choice is None:
                self._chosen.pop(line, None)
            else:
                self._chosen[line] = choice

    def take_up(self, line: Line) -> None:
        """Take a row in that was left out: as it was proposed, a known one only when there is something new.

        One whose number stands for something quite different is undecided again, and so is a closure notice.
        """
        self._chosen.pop(line, None)
        one = self._planned[line]
        if one.is_notice:
            return  # it is registered, or taken for a new problem only in so many words
        if line in self.registered and one.proposal.way is not Way.SKIP:
            self._chosen[line] = one.proposal
        elif (self.choice(line) or Choice(Way.SKIP)).way is Way.SKIP and one.candidates:
            if one.is_other:
                return
            keys = frozenset(each.key for each in one.candidates[0].differences if not each.locked)
            if keys:
                self._chosen[line] = Choice(Way.UPDATE, one.known_uid, keys)
        elif one.verdict is Verdict.UNCLEAR and not one.candidates:
            self._chosen[line] = Choice(Way.NEW)

    def choice_by(self, line: Line, way: Way) -> Choice | None:
        """A way for a row, with the surest record and what is proposed; None when the row does not allow it or the record says something quite different."""
        one = self._planned[line]
        if one.verdict in {Verdict.SKIPPED, Verdict.WAITING} or one.follows is not None:
            return None
        if way in {Way.NEW, Way.SKIP}:
            return Choice(way)
        for found in one.candidates:
            if way is Way.NUMBER and one.brings_number and may_take_number(found):
                return Choice(way, found.uid)
            is_meant = found.kind == self.kind_of(line) and not found.is_other
            if way is Way.UPDATE and is_meant and found.proposed():
                return Choice(way, found.uid, found.proposed())
        return None

    def kind_of(self, line: Line) -> str:
        """Problem or petition."""
        return self.preview.reading.tables[line[0]].kind

    def choices(self) -> Mapping[Line, Choice]:
        """Everything decided or proposed, for the acceptance."""
        found = ((line, self.choice(line)) for line in self._planned)
        return {line: choice for line, choice in found if choice is not None}

    def is_undecided(self, line: Line) -> bool:
        """Whether a person has to say what to do with a row."""
        one = self._planned[line]
        return one.follows is None and one.verdict is not Verdict.WAITING and self.choice(line) is None

    @property
    def open_ones_are_known(self) -> bool:
        """Whether every row that waits for a word is like a record that the ledger has."""
        return all(one.candidates for line, one in self._planned.items() if self.is_undecided(line))

    @property
    def open_notices(self) -> int:
        """How many closure notices are neither registered nor decided about."""
        return sum(one.is_notice and self.is_undecided(line) for line, one in self._planned.items())

    def is_left_out(self, line: Line) -> bool:
        """Whether a person decided that a row, or the one it is merged under, is not taken in."""
        follows = self._planned[line].follows
        leader = line if follows is None else (line[0], follows)
        chosen = self._chosen.get(line) or self._chosen.get(leader)
        return chosen is not None and chosen.way is Way.SKIP

    def words(self, line: Line) -> str:
        """What will be done with a row, in a word."""
        choice = self.choice(line)
        if choice is None:
            return "" if self._planned[line].verdict is Verdict.WAITING else UNDECIDED
        if self._is_registered(line):
            return REGISTERED
        if self._only_adds(line):
            return f"随第 {self._planned[line].follows} 行"
        if choice.way is Way.UPDATE:
            return f"更新 {len(choice.ticks)} 处"
        if choice.way is Way.SKIP and line not in self._chosen:
            return STILL if self._planned[line].candidates else "跳过"
        return choice.way.value

    def counts(self) -> Counts:
        """How many rows go which way."""
        found: dict[str, int] = dict.fromkeys(_COUNTS, 0)
        for line in self._planned:
            choice = self.choice(line)
            if choice is None:
                found["undecided"] += self.is_undecided(line)
                found["waiting"] += self._planned[line].verdict is Verdict.WAITING
                continue
            adds = "merged" if self._only_adds(line) else _COUNTED[choice.way]
            found["registered" if self._is_registered(line) else adds] += 1
            found["values"] += len(choice.ticks)
        return Counts(**found)

    def register(self, lines: Iterable[Line]) -> None:
        """These rows are notices that stand in the ledger: taken in besides only where a person decides so again."""
        lines = frozenset(lines)
        self.choose(lines - self.registered, None)
        self.registered = lines

    def _is_registered(self, line: Line) -> bool:
        return line in self.registered and line not in self._chosen

    def _only_adds(self, line: Line) -> bool:
        """Whether a row goes with the one it is merged under, and both are taken in."""
        follows = self._planned[line].follows
        leader = (line[0], follows) if follows is not None else line
        ways = [choice.way for one in (line, leader) if one in self._planned and (choice := self.choice(one))]
        return leader != line and len(ways) == 2 and Way.SKIP not in ways

    def lacks_batch(self, table: int) -> bool:
        """Whether the petitions of a table would be taken in without a batch."""
        shown, handing = self.preview.shown.tables[table], self.preview.handing
        return shown.kind == "petition" and not handing.usual and not any(map(own_batch, shown.records))

    def in_batch(self, table: int) -> int:
        """How many petitions of a table go into the batch that the file is taken in as."""
        shown = self.preview.shown.tables[table]
        if shown.kind != "petition" or self.preview.handing.batch is None:
            return 0
        alone = (record for record in shown.records if self.planned((table, record.row)).follows is None)
        return sum(not own_batch(record) for record in alone)

    def unanswered(self) -> list[tuple[int, str]]:
        """Questions about hidden rows (`rows`) and columns (`columns`) of a table that wait for an answer."""
        found = []
        for index, table in enumerate(self.preview.shown.tables):
            if table.kind in {"problem", "petition"}:
                rows, columns = self.preview.hidden(index)
                found += [(index, what) for what, hidden in (("rows", rows), ("columns", columns)) if hidden]
        return [one for one in found if one not in self.answered]

    def answer_hidden(self, table: int, what: str, *, taken: bool) -> bool:
        """Take the hidden rows or columns of a table, or leave them out; True when the file has to be read again."""
        self.answered.add((table, what))
        rows, columns = self.preview.hidden(table)
        if what == "rows":
            lines = [(table, row) for row in rows]
            self.choose(lines, None if taken else Choice(Way.SKIP))
            return False
        mended = self.edits[table]
        for letter in columns:
            mended = mended.with_column(letter, left_out=not taken)
        self.edit(table, mended)
        return not taken

    def edit(self, table: int, edits: "TableEdits") -> "Edits":
        """All corrections with those of one table exchanged."""
        self.edits = (*self.edits[:table], edits, *self.edits[table + 1 :])
        return self.edits

    def _fitting(self, line: Line, choice: Choice, before: Planned | None) -> Choice | None:
        """The choice, without what does not fit any more; a row that the ledger has by now is not new against a person's will."""
        one = self._planned.get(line)
        if one is None:
            return None
        if choice.way in {Way.NEW, Way.SKIP}:
            is_known = one.verdict is Verdict.SAME and (before is None or before.verdict is not Verdict.SAME)
            return None if choice.way is Way.NEW and is_known else choice
        found = one.candidate(choice.target)
        if found is None:
            return None
        if choice.way is Way.NUMBER:
            return choice
        was = before.candidate(choice.target) if before else None
        seen = {each.key: each.ours for each in was.differences} if was else {}
        ticked = [each for each in found.differences if each.key in choice.ticks]
        gone = [each for each in ticked if seen.get(each.key, each.ours) != each.ours]
        self.overtaken += [(line, each.label) for each in gone]
        kept = frozenset(each.key for each in ticked if each not in gone)
        return replace(choice, ticks=kept) if kept or not gone else None


_COUNTS = ("new", "merged", "updates", "values", "numbers", "undecided", "waiting", "left", "registered")
_COUNTED = {Way.NEW: "new", Way.UPDATE: "updates", Way.NUMBER: "numbers", Way.SKIP: "left"}
