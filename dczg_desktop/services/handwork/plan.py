"""What was filled in by hand as it would be taken: single cells, added rows, and what is refused and why."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.records import Value
from dczg_desktop.domain.words import Job
from dczg_desktop.services.outgoing.sheets import JOB_OF


@dataclass(frozen=True, slots=True)
class Edit:
    """One accepted cell. `disputed`: the field has changed here since it was sent, so both values will live.

    It is about a problem or about a petition: the other uid is ''. `along` is the column that it is taken or left with.
    """

    sheet: str
    cell: str
    uid: str
    column: str
    heading: str
    before: str
    after: str
    problem_uid: str
    disputed: bool = False
    petition_uid: str = ""
    along: str = ""

    @property
    def job(self) -> Job:
        """What the sheet is for."""
        return JOB_OF[self.sheet]

    @property
    def key(self) -> str:
        """Names the cell, the same in every reading of the file."""
        return f"手工:{self.sheet}:{self.uid}:{self.along or self.column}"


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A measure, a closure material or a point of a petition written into a spare row; `after` is the ordinal of the measure it was split from."""

    sheet: str
    row: int
    problem_uid: str
    text: str
    fields: dict[str, Value]
    kind: str = "measure"
    after: int = 0
    petition_uid: str = ""

    @property
    def key(self) -> str:
        """Names the row, the same in every reading of the file."""
        return f"手工:{self.sheet}:第{self.row}行"


@dataclass(slots=True)
class HandPlan:
    """Everything filled in by hand, and what of it cannot be taken and why; `numbers` are those of the petitions concerned."""

    office: str = ""
    office_uid: str = ""
    file: str = ""
    period: str = ""
    edits: list[Edit] = field(default_factory=list)
    rows: list[AddedRow] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)

    def count(self) -> int:
        """Cells and rows that would be taken."""
        return len(self.edits) + len(self.rows)

    def empty(self) -> bool:
        """Whether nobody filled anything in that can be taken."""
        return not self.edits and not self.rows

    def keys(self) -> set[str]:
        """Everything that can be chosen."""
        return {edit.key for edit in self.edits} | {row.key for row in self.rows}

    def narrowed(self, chosen: Collection[str]) -> "HandPlan":
        """Only what was chosen."""
        edits = [edit for edit in self.edits if edit.key in chosen]
        return replace(self, edits=edits, rows=[row for row in self.rows if row.key in chosen])
