"""What clerks do in the course of a history: one function a deed, on random records of one computer's ledger."""

from datetime import date, timedelta
from random import Random

from dczg_desktop.domain.words import DutyRole, EvidenceRole
from dczg_desktop.services.closure import (
    answer_objection,
    apply_for_closure,
    decide,
    publish_notice,
    raise_objection,
    reopen,
)
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.duties import assign, end_duty
from dczg_desktop.services.evidence import attach_files, withdraw_evidence
from dczg_desktop.services.measures import (
    MeasureDraft,
    add_measures,
    add_milestone,
    edit_measure,
    finish_measures,
    finish_milestone,
    void_measure,
)
from dczg_desktop.services.petitions.items import edit_petition, link_petition
from dczg_desktop.services.problems import (
    ProblemDraft,
    add_problem,
    adjust_deadline,
    edit_problem,
    void_problems,
)
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import redo, undo
from tests.services.acts import a_photo
from tests.soak.ledger_file import State, asked
from tests.soak.world import CLERK, PARENT, REVIEWER, Machine, World

ISSUERS = ("goal", "description", "remark", "category", "internal_note")
EITHERS = ("plan", "accountability")


class Deeds:
    """`word` is a text nobody wrote before; `state` is the ledger as it stands."""

    def __init__(self, world: World, dice: Random) -> None:
        self.world, self.dice = world, dice
        self.words = 0

    def word(self) -> str:
        self.words += 1
        return f"文字{self.words}"

    def one(self, uids: list[str]) -> str:
        return self.dice.choice(uids) if uids else ""

    def edit(self, machine: Machine, state: State) -> None:
        uid = self.one(state.uids("problem"))
        ours = state.mutable[uid].shown["issuer_uid"] == machine.ledger.identity.office_uid if uid else False
        fields = self.dice.sample(ISSUERS if ours else EITHERS, self.dice.choice((1, 1, 2)))
        edit_problem(machine.ledger, uid, {name: self.word() for name in fields})

    def measure(self, machine: Machine, state: State) -> None:
        uid = self.one(state.uids("measure"))
        choice = self.dice.randrange(5)
        if choice == 0:
            add_measures(
                machine.ledger,
                self.one(state.uids("problem")),
                [MeasureDraft(self.word(), deadline="2027年3月底前")],
            )
        elif choice == 1:
            void_measure(machine.ledger, uid, self.word())
        elif choice == 2:
            finish_measures(machine.ledger, [uid], self.dice.choice([date(2026, 11, 20), None]), self.word())
        else:
            edit_measure(machine.ledger, uid, MeasureDraft(self.word(), unit=self.word()))

    def milestone(self, machine: Machine, state: State) -> None:
        uid = self.one(state.uids("milestone"))
        if uid and self.dice.random() < 0.6:
            finish_milestone(machine.ledger, uid, self.dice.choice([date(2026, 11, 1), None]))
        else:
            add_milestone(machine.ledger, self.one(state.uids("problem")), self.word(), "2027-05-31")

    def duty(self, machine: Machine, state: State) -> None:
        if self.dice.random() < 0.4:
            end_duty(machine.ledger, self.one(state.uids("duty")), self.word())
            return
        role = self.dice.choice(
            (DutyRole.RESPONSIBLE_LEADER, DutyRole.RESPONSIBLE_PERSON, DutyRole.SUPERVISING_UNIT)
        )
        assign(machine.ledger, [self.one(state.uids("problem"))], self.word(), role)

    def transfer(self, machine: Machine, state: State) -> None:
        """A problem goes to another office below; the one that had it is released."""
        below = sorted(office for office, above in PARENT.items() if above == machine.office)
        if below:
            role = self.dice.choice(
                (DutyRole.RESPONSIBLE_UNIT, DutyRole.RESPONSIBLE_UNIT, DutyRole.SUPPORTING_UNIT)
            )
            assign(machine.ledger, [self.one(state.uids("problem"))], self.one(below), role)

    def deadline(self, machine: Machine, state: State) -> None:
        raw = f"2027年{self.dice.randint(1, 12)}月底前"
        adjust_deadline(machine.ledger, self.one(state.uids("problem")), raw, self.word(), "市领导小组")

    def progress(self, machine: Machine, state: State) -> None:
        report = Report(
            f"2026-{self.dice.randint(9, 11):02}", self.word(), self.dice.choice((None, 30, 100)), self.word()
        )
        report_progress(machine.ledger, self.one(state.uids("problem")), report)

    def evidence(self, machine: Machine, state: State) -> None:
        known = [uid for uid, row in state.made.items() if row["kind"] == "evidence"]
        if known and self.dice.random() < 0.3:
            withdraw_evidence(machine.ledger, self.one(known), self.word())
            return
        photo = a_photo(self.world.folder, "现场.jpg", self.word())
        attach_files(machine.ledger, self.one(state.uids("problem")), [photo], EvidenceRole.OTHER)

    def closure(self, machine: Machine, state: State) -> None:
        """One step of the closure of the problem that is ready for it, by the first or the second person."""
        uid, choice = self.world.problems["管网"], self.dice.randrange(6)
        self._sit_down(machine, self.dice.choice((CLERK, REVIEWER)))
        try:
            if choice == 0:
                reopen(machine.ledger, uid, self.word())
            elif choice <= 2:
                apply_for_closure(machine.ledger, uid, self.word())
            else:
                decide(machine.ledger, uid, agree=choice < 5, opinion=self.word())
        finally:
            self._sit_down(machine, CLERK)

    def _sit_down(self, machine: Machine, name: str) -> None:
        machine.ledger.user_uid = asked(machine.path, "SELECT uid FROM user WHERE name = ?", name)[0][0]

    def objection(self, machine: Machine, state: State) -> None:
        uid = self.one(state.uids("objection"))
        if uid and self.dice.random() < 0.5:
            answer_objection(machine.ledger, uid, self.word())
        elif self.dice.random() < 0.5:
            raise_objection(machine.ledger, self.one(state.uids("problem")), self.word())
        else:
            start = date(2026, 11, self.dice.randint(1, 20))
            publish_notice(
                machine.ledger, self.one(state.uids("problem")), start, start + timedelta(days=9), self.word()
            )

    def petition(self, machine: Machine, state: State) -> None:
        uid = self.one(state.uids("petition"))
        if self.dice.random() < 0.3:
            link_petition(machine.ledger, uid, self.dice.choice([*state.uids("problem"), ""]))
        else:
            names = self.dice.sample(("findings", "result", "accountability", "remark", "description"), 2)
            edit_petition(machine.ledger, uid, {name: self.word() for name in names})

    def new_problem(self, machine: Machine, state: State) -> None:
        below = sorted(office for office, above in PARENT.items() if above == machine.office)
        uid = add_problem(
            machine.ledger,
            ProblemDraft(self.word(), goal=self.word(), plan="1.戊。", deadline="2027年9月底前"),
        )
        if below:
            assign(machine.ledger, [uid], self.one(below))

    def void(self, machine: Machine, state: State) -> None:
        void_problems(machine.ledger, [self.one(state.uids("problem"))], self.word())

    def resolve(self, machine: Machine, state: State) -> None:
        for conflict in list_conflicts(machine.ledger)[:1]:
            value = self.dice.choice(conflict.values).value
            resolve_conflict(machine.ledger, conflict.kind, conflict.uid, conflict.field, value, self.word())

    def back(self, machine: Machine, state: State) -> None:
        """Undo or redo of one of the last acts, whatever it was."""
        rows = asked(machine.path, "SELECT uid, act FROM change_set ORDER BY counter DESC LIMIT 6")
        taken = {row[0] for row in asked(machine.path, "SELECT undoes FROM change_set WHERE undoes != ''")}
        acts = [uid for uid, act in rows if uid not in taken | self.world.begun and act != "发出数据包"]
        if acts:
            uid = self.one(acts[:3])
            act = dict(rows)[uid]
            (redo if act == "撤销" else undo)(machine.ledger, uid)


WEIGHTS = {
    "edit": 6, "measure": 5, "milestone": 1, "duty": 2, "transfer": 3, "deadline": 1, "progress": 2, "evidence": 2, "closure": 2,
    "objection": 1, "petition": 2, "new_problem": 1, "void": 1, "resolve": 3, "back": 3,
}  # fmt: skip
"""How often each deed is drawn."""
