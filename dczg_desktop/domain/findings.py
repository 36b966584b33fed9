"""What a check finds, how much it weighs, and what it needs beside the problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dczg_desktop.domain.closure import WorkingDays
from dczg_desktop.domain.procedures import Procedure


class Severity(StrEnum):
    """How much a finding weighs."""

    BLOCK = "阻断"
    WARN = "警告"
    HINT = "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """What, where, why it is worth a look. `about` says what `uid` and `code` name: a problem, a petition, a unit."""

    rule: str
    severity: Severity
    uid: str
    code: str
    where: str
    why: str
    about: str = "问题"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a check needs beside the problem: the day, the procedure, working days, and who else uses a file."""

    today: date
    procedure: Procedure
    working_days: WorkingDays
    uses: Mapping[str, frozenset[str]]
