"""The receipt: what a package would do or did, cell by cell, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import with_unseen_shown
from dczg_desktop.domain.dictionary import KINDS, label_of
from dczg_desktop.domain.records import ActNote, Record, Value
from dczg_desktop.domain.versions import conflicts, living
from dczg_desktop.exchange.received import OpenedPackage
from dczg_desktop.services.handwork.plan import AddedRow, Edit, HandPlan
from dczg_desktop.services.incoming.arrivals import Arrival
from dczg_desktop.services.incoming.merging import MergePlan

BY_HAND = "手工填报"
"""In the counts of a received shipment: cells and rows that were filled in by hand and taken."""

OF_PETITIONS = "其中信访件"
"""In the counts of a received shipment: petitions that came or changed."""

ADDED = {"measure": "新增措施", "material": "增加材料", "petition_point": "新增点位"}
"""What a row written into a spare row of a sheet is."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One field that would change: of which problem (or petition) and record, before and after, by whom and when.

    What carries a `key` may be left for later (`receiving.receive(chosen=…)`); cells of one key go together.
    """

    problem: str
    record: str
    field: str
    before: str
    after: str
    disputed: bool = False
    key: str = ""
    kind: str = ""
    office: str = ""
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Something that a person has to look at before it is taken, and was or will be left until then."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A package as it would be (preview) or was (accepted) received. Counts are of records.

    `base` says what of ours the sender knew, `skew` whether its program is older or newer, `pending` how much was left.
    `package_uid` leads to the receipt for the sender (`services.acknowledgement`).
    """

    sender: str
    receiver: str
    trust: str
    sequence: str
    message: str
    new: tuple[CellChange, ...]
    changed: tuple[CellChange, ...]
    unchanged: int
    conflicts: tuple[CellChange, ...]
    hand_edits: tuple[CellChange, ...]
    refused: tuple[Fault, ...]
    warnings: tuple[str, ...]
    missing_files: tuple[str, ...]
    missing_rows: int
    repeated: bool = False
    accepted: bool = False
    act_uid: str = ""
    base: str = ""
    skew: str = ""
    pending: int = 0
    package_uid: str = ""
    doubtful: tuple[Doubtful, ...] = ()

    def optional(self) -> set[str]:
        """Keys of everything that may be taken or left one by one."""
        every = (*self.new, *self.changed, *self.conflicts, *self.hand_edits)
        return {one.key for one in every if one.key}


@dataclass(slots=True)
class Plan:
    """What a package would do here, before anything is written; `codes` and `offices` give names for the screen.

    `pending` counts what was shown and is left for later.
    """

    package: OpenedPackage
    arrival: Arrival
    merge: MergePlan
    hand: HandPlan
    codes: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    notes: Mapping[str, ActNote] = field(default_factory=dict)
    base: str = ""
    skew: str = ""
    pending: int = 0
    told: list[str] = field(default_factory=list)

    def keys(self) -> set[str]:
        """What can be taken or left."""
        return {*self.merge.optional.values()} | self.hand.keys()


def receipt_of(plan: Plan, *, accepted: bool, act_uid: str = "") -> Receipt:
    """The receipt for a plan, before (`accepted` False) or after it was written."""
    package, arrival, merge = plan.package, plan.arrival, plan.merge
    manifest = package.manifest
    absent = [
        note.name for note in manifest.attachments if note.included and note.sha256 not in package.attachments
    ]
    return Receipt(
        sender=manifest.sender.name,
        receiver=manifest.receiver.name,
        trust=package.verdict.value,
        sequence=arrival.sequence,
        message=_message(plan, accepted=accepted),
        new=tuple(_made(plan, record) for record in merge.appearing()),
        changed=tuple(change for pair in merge.merged for change in _differences(plan, *pair)),
        unchanged=merge.unchanged,
        conflicts=tuple(_disputes(plan)),
        hand_edits=tuple(_hand_changes(plan)),
        refused=(*package.problems, *merge.refused, *plan.hand.refused),
        warnings=(*arrival.warnings, *plan.told, *_doubted(merge, accepted=accepted), *merge.foreign.words()),
        missing_files=tuple(absent),
        missing_rows=len(package.missing_rows),
        repeated=bool(arrival.repeated_at),
        accepted=accepted,
        act_uid=act_uid,
        package_uid=manifest.package_uid,
        base=plan.base,
        skew=plan.skew,
        pending=plan.pending if accepted else arrival.pending,
        doubtful=tuple(
            Doubtful(key, words) for key, words in merge.doubts.items() if not accepted or key in merge.left
        ),
    )


def _message(plan: Plan, *, accepted: bool) -> str:
    arrival, merge = plan.arrival, plan.merge
    if arrival.repeated_at and not accepted:
        later = (
            f"其中 {arrival.pending} 处（手工填报或建议修改）当时没有接收，可以现在接收。"
            if arrival.pending
            else ""
        )
        return later or f"此包已于 {arrival.repeated_at.replace('T', ' ')} 接收过，无需重复，台账没有改动。"
    edits = plan.hand.count()
    counts = f"新增 {len(merge.appearing())} 条，变化 {len(merge.merged)} 条，未变 {merge.unchanged} 条，手工填报 {edits} 处"
    counts += petition_words(plan)
    if not accepted:
        return f"接收后将：{counts}。尚未写入。"
    left = f"另有 {plan.pending} 处没有勾选，留待以后，同一文件随时可以补收。" if plan.pending else ""
    return f"已接收：{counts}。{left}"


def petitions_in(plan: Plan) -> tuple[int, int, int]:
    """Petitions that are new here, that change (they or their points), and cells of petitions filled in by hand."""
    new = {record.uid for record in plan.merge.appearing() if record.kind == "petition"}
    hung = [*plan.merge.appearing(), *(after for _, after in plan.merge.merged)]
    changed = {
        record.uid if record.kind == "petition" else str(record.fields["petition_uid"])
        for record in hung
        if record.kind == "petition" or record.fields.get("petition_uid")
    }
    cells = [one.petition_uid for one in plan.hand.edits] + [one.petition_uid for one in plan.hand.rows]
    by_hand = sum(map(bool, cells))
    return len(new), len(changed - new), by_hand


def _doubted(merge: MergePlan, *, accepted: bool) -> Iterator[str]:
    """What is doubtful, before; what of it was taken, afterwards (`Receipt.doubtful` has what was left)."""
    if not accepted:
        yield from (f"{words}：勾选了才撤回，请先核实" for words in merge.doubts.values())
        return
    yield from (f"{words}：已经撤回" for key, words in merge.doubts.items() if key not in merge.left)


def petition_words(plan: Plan) -> str:
    """What of it is about petitions; '' when nothing is."""
    words = zip(("新增 {} 件", "变化 {} 件", "手工填报 {} 处"), petitions_in(plan), strict=True)
    told = "、".join(word.format(count) for word, count in words if count)
    return f"；其中信访件{told}" if told else ""


_TITLES = ("code", "number", "name", "raw", "period", "title", "text", "place")
_TEXTS = ("description", "text", "opinion", "name", "reason")


def _first(fields: Mapping[str, Value], names: Sequence[str]) -> str:
    """The first of these fields that says something."""
    for name in names:
        if value := fields.get(name):
            return str(value)
    return ""


def _named(plan: Plan, kind: str, uid: str, fields: Mapping[str, Value]) -> tuple[str, str]:
    named = fields.get("petition_uid") or fields.get("problem_uid")
    problem = uid if kind == "petition" else str(named or uid)
    return plan.codes.get(problem, ""), f"{KINDS[kind].label} {_first(fields, _TITLES)[:30]}"


def _origin(plan: Plan, act: str) -> tuple[str, str, str]:
    """Office, person and time of an act, as far as known."""
    note = plan.notes.get(act)
    return (plan.offices.get(note.office_uid, ""), note.who, note.at) if note else ("", "", "")


def _made(plan: Plan, record: Record) -> CellChange:
    problem, name = _named(plan, record.kind, record.uid, record.fields)
    text = with_unseen_shown(_first(record.fields, _TEXTS))
    office, who, at = _origin(plan, record.origin)
    if not KINDS[record.kind].mutable:  # it names its own maker
        maker = plan.offices.get(str(record.fields.get("office_uid")), office)
        office, who, at = (
            maker,
            str(record.fields.get("made_by") or who),
            str(record.fields.get("made_at") or at),
        )
    return CellChange(
        problem, name, "", "", text, key=plan.merge.optional.get((record.uid, ""), ""), kind=KINDS[record.kind].label,
        office=office, who=who, at=at,
    )  # fmt: skip


def _cell(
    plan: Plan, before: Record, after: Record, name: str, shown: tuple[str, str], *, disputed: bool
) -> CellChange:
    problem, record = _named(plan, after.kind, after.uid, after.fields)
    news = set(living(after, name)) - set(living(before, name))
    latest = max(news, key=lambda act: (_origin(plan, act)[2], act), default="")
    office, who, at = _origin(plan, latest)
    return CellChange(
        problem, record, label_of(after.kind, name), *shown, disputed, plan.merge.optional.get((after.uid, name), ""),
        KINDS[after.kind].label, office, who, at,
    )  # fmt: skip


def _differences(plan: Plan, before: Record, after: Record) -> Iterator[CellChange]:
    disputed = _open_conflicts(after)
    for name, value in after.fields.items():
        if before.fields.get(name) != value:
            shown = (_words(before.fields.get(name)), _words(value))
            yield _cell(plan, before, after, name, shown, disputed=name in disputed)


def _open_conflicts(record: Record) -> Mapping[str, Mapping[str, Value]]:
    """Conflicts that wait for somebody; kinds that settle by the fixed order have none."""
    return {} if KINDS[record.kind].settles else conflicts(record)


def _disputes(plan: Plan) -> Iterator[CellChange]:
    for before, after in plan.merge.merged:
        for name, values in _open_conflicts(after).items():
            if _open_conflicts(before).get(name) != values:
                others = " ↔ ".join(_words(value) for value in values.values())
                shown = (_words(before.fields.get(name)), others)
                yield _cell(plan, before, after, name, shown, disputed=True)


def _code(plan: Plan, one: Edit | AddedRow) -> str:
    """The code of the problem, or the number of the petition, that somebody filled in."""
    return (
        plan.hand.numbers.get(one.petition_uid, "")
        if one.petition_uid
        else plan.codes.get(one.problem_uid, "")
    )


def _hand_changes(plan: Plan) -> Iterator[CellChange]:
    office, at = plan.hand.office, plan.package.manifest.made_at
    for edit in plan.hand.edits:
        yield CellChange(
            _code(plan, edit), f"{edit.sheet}!{edit.cell}", edit.heading, edit.before, edit.after,
            edit.disputed, edit.key, "手工填报", office, plan.hand.file, at,
        )  # fmt: skip
    for row in plan.hand.rows:
        yield CellChange(
            _code(plan, row), f"{row.sheet} 第 {row.row} 行", ADDED[row.kind], "", row.text,
            key=row.key, kind="手工填报", office=office, who=plan.hand.file, at=at,
        )  # fmt: skip


def _words(value: Value | None) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else with_unseen_shown(str(value))
