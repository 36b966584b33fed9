"""What rules read: one problem with everything that hangs on it, as plain frozen values."""

from dataclasses import dataclass, field
from datetime import date

from dczg_desktop.domain.words import (
    PERSON_ROLES,
    UNIT_ROLES,
    AmendmentVerdict,
    AmendmentWay,
    DeadlineKind,
    DutyRole,
    EvidenceRole,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """Who answers in which role, since and until when."""

    role: DutyRole
    name: str
    office_uid: str = ""
    post: str = ""
    since: date | None = None
    until: date | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A promised piece of work."""

    text: str
    due: date | None = None
    done_on: date | None = None
    uid: str = ""
    unit: str = ""
    deadline: str = ""
    result: str = ""
    position: int = 1


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A dated step."""

    title: str
    due: date | None = None
    done_on: date | None = None
    uid: str = ""
    measure_uid: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """One decision about the deadline."""

    raw: str
    kind: DeadlineKind = DeadlineKind.ORIGINAL
    due: date | None = None
    long_term: bool = False
    on_receipt: bool = False
    recurrence: str = ""
    made_at: str = ""
    decided_by: str = ""
    document: str = ""
    reason: str = ""
    uid: str = ""
    office_uid: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """A file put forward as proof."""

    role: EvidenceRole
    name: str
    sha256: str
    uid: str = ""
    measure_uid: str = ""
    taken_at: str = ""
    file_time: str = ""
    made_at: str = ""
    size: int = 0
    media: str = ""
    note: str = ""
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """What an office said about one required class of closure material."""

    role: EvidenceRole
    enclosed: bool = False
    place: str = ""
    pages: int | None = None
    note: str = ""
    uid: str = ""
    office_uid: str = ""
    made_by: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class ProgressFacts:
    """One report."""

    period: str
    text: str
    percent: int | None = None
    made_at: str = ""
    made_by: str = ""
    office_uid: str = ""
    obstacle: str = ""
    next_step: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What one person said at one step of a closure case."""

    case_uid: str
    step: str
    verdict: Verdict
    opinion: str = ""
    actor_uid: str = ""
    made_by: str = ""
    office_uid: str = ""
    made_at: str = ""
    digest: str = ""
    procedure: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A public notice, both days counted."""

    starts: date
    ends: date
    place: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """An objection and its answer, '' while it stands."""

    text: str
    answer: str = ""
    uid: str = ""
    raised_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What the asked office said to a request to change a field."""

    amendment_uid: str
    verdict: AmendmentVerdict
    text: str = ""
    office_uid: str = ""
    made_by: str = ""
    made_at: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class AmendmentFacts:
    """A request to change one field: what it said when asked, what it should say, why, who asks whom."""

    way: AmendmentWay
    target_kind: str
    target_uid: str
    field: str
    period: str = ""
    place: str = ""
    said: str = ""
    wanted: str = ""
    reason: str = ""
    batch: str = ""
    office_uid: str = ""
    to_office_uid: str = ""
    made_by: str = ""
    made_at: str = ""
    uid: str = ""
    answers: tuple[AnswerFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemFacts:
    """One problem. Voided, hidden and withdrawn records are left out; lists are in the order of making."""

    uid: str
    code: str = ""
    description: str = ""
    goal: str = ""
    plan: str = ""
    category: str = ""
    issuer_uid: str = ""
    assigned_on: date | None = None
    voided: str = ""
    duties: tuple[DutyFacts, ...] = field(default_factory=tuple)
    measures: tuple[MeasureFacts, ...] = field(default_factory=tuple)
    milestones: tuple[MilestoneFacts, ...] = field(default_factory=tuple)
    deadlines: tuple[DeadlineFacts, ...] = field(default_factory=tuple)
    progress: tuple[ProgressFacts, ...] = field(default_factory=tuple)
    evidence: tuple[EvidenceFacts, ...] = field(default_factory=tuple)
    steps: tuple[StepFacts, ...] = field(default_factory=tuple)
    notices: tuple[NoticeFacts, ...] = field(default_factory=tuple)
    objections: tuple[ObjectionFacts, ...] = field(default_factory=tuple)
    amendments: tuple[AmendmentFacts, ...] = field(default_factory=tuple)
    materials: tuple[MaterialFacts, ...] = field(default_factory=tuple)

    def first_deadline(self) -> DeadlineFacts | None:
        """The deadline as first set, which nothing overwrites."""
        return self.deadlines[0] if self.deadlines else None

    def deadline(self) -> DeadlineFacts | None:
        """The deadline in force: the latest decision."""
        return self.deadlines[-1] if self.deadlines else None

    def due(self) -> date | None:
        """The hard date of the deadline in force."""
        return self.deadlines[-1].due if self.deadlines else None

    def named(self, *roles: DutyRole) -> tuple[DutyFacts, ...]:
        """Duties in any of `roles` that carry a name."""
        return tuple(duty for duty in self.duties if duty.role in roles and duty.name.strip())

    def units(self) -> tuple[DutyFacts, ...]:
        """Duties of units."""
        return self.named(*UNIT_ROLES)

    def people(self) -> tuple[DutyFacts, ...]:
        """Duties of people."""
        return self.named(*PERSON_ROLES)
