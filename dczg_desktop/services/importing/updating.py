"""One record that a row of a foreign table changes: the row, what is chosen for it, where every value comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Choice, Difference
from dczg_desktop.domain.plan_years import PlanYears
from dczg_desktop.domain.records import Value
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.services.importing.origin import provenance_of, read_in
from dczg_desktop.services.importing.planned import Planned
from dczg_desktop.services.importing.promises import base_of, years_of
from dczg_desktop.services.importing.taking import Taking


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row with what a person chose for it; `record` holds no error values, `own` is what it says of its measures alone, `below` are the
    other rows of its problem.
    """

    planned: Planned
    choice: Choice
    table: Table
    record: RecordReading
    own: RecordReading | None
    below: tuple[RecordReading, ...] = ()

    @property
    def place(self) -> str:
        """The row, for messages."""
        return f"“{self.table.sheet}”第 {self.planned.row} 行"


Said = dict[tuple[str, str], tuple[Chosen, str]]
"""What is settled of a record: its uid and the thing → the row that settled it first and its words."""


@dataclass(slots=True)
class Updating:
    """One record under change."""

    session: Session
    taking: Taking
    one: Chosen
    target: Any
    source: str
    said: Said
    made: int = 0

    def text(self, name: str) -> str:
        """What the row says under a field."""
        return self.one.record.fields.get(name, "")

    @property
    def base(self) -> date | None:
        """The day from which a date without a year is read."""
        return base_of(self.one.table, self.one.record, self.taking.today)

    @property
    def years(self) -> PlanYears:
        """What the row says of the years of its measures."""
        return years_of(self.one.table, self.one.record, self.taking.today)

    def is_said(self, difference: Difference) -> bool:
        """Whether a row before this one has settled the same thing with the same words. Raises UserError: with other words."""
        if difference.key == "pictures":
            return False
        own = self.one, difference.theirs
        first, words = self.said.setdefault((self.one.choice.target, difference.thing), own)
        if words != difference.theirs:
            raise UserError(
                f"{self.one.place}与{first.place}给同一条记录的“{difference.label}”写得不一样，没有导入。请只勾选其中一行的这一项。"
            )
        return first is not self.one

    def remember(self, key: str, difference: Difference, more: Mapping[str, Value] | None = None) -> None:
        """Keep where the value of `key` came from, and what `more` there is to say of it."""
        one = self.one
        taking, index = self.taking, one.planned.table
        whole: Any = provenance_of(
            taking.file_name, taking.originals, index, one.table, one.record, one.below
        )
        place: dict[str, Value] = {name: whole[name] for name in ("file", "sheet", "row")}
        place["cell"] = difference.cell
        place |= more or {}
        names = [name for name, cell in whole["cells"].items() if cell == difference.cell]
        if original := "".join(read_in(whole, name, difference.cell) for name in names):
            place["read"] = original
        later: Any = self.target.provenance.get("later") or {}
        self.target.provenance = {**self.target.provenance, "later": {**later, key: place}}
        self.made += 1
