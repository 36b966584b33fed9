"""将要发出的内容: what a package for one office would hold, what stays behind and why, what must be confirmed first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.dictionary import CONFIDENTIAL, KINDS, label_of
from dczg_desktop.domain.entities import Counterpart, Office
from dczg_desktop.domain.findings import Finding, Severity
from dczg_desktop.domain.personal import masked
from dczg_desktop.domain.records import Record
from dczg_desktop.domain.words import Sealing
from dczg_desktop.exchange.package import volumes
from dczg_desktop.services.checks import check_all, shared_files
from dczg_desktop.services.outgoing.contents import (
    Files,
    acts_behind,
    counted,
    files_of,
    is_empty,
    next_sequence,
    receiver_named,
)
from dczg_desktop.services.outgoing.leaving import (
    PersonalFinding,
    internal_fields,
    out_of_scope,
    personal_findings,
    sifted,
)
from dczg_desktop.services.outgoing.outlook_files import Draft, Section, file_lines, look_through, trace_lines
from dczg_desktop.services.outgoing.scope import Scope, Withheld, filling, scope_for
from dczg_desktop.services.petitions.sheets import OFF_THE_SHEET, off_the_sheet
from dczg_desktop.services.trust.sealing import SealingOutlook, Way, sealing_outlook
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger

__all__ = ["Outlook", "OutlookLine", "Section", "as_form", "look", "outlook", "to_confirm"]


UNLISTED = "“信访件”表没有列全"


class NeedsReason(UserError):
    """Something must be confirmed before it leaves; asked for with a reason, it may."""


@dataclass(frozen=True, slots=True)
class OutlookLine:
    """One line: `code` and the uid say which page it leads to, `weight` is how it stands (阻断, 随包发出 …).

    `evidence_uid` is the file that a cleaned copy may go in place of, without what the line says.
    """

    id: int
    section: Section
    code: str
    what: str
    text: str
    weight: str = ""
    problem_uid: str = ""
    petition_uid: str = ""
    size: int = 0
    evidence_uid: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything about a sending before it happens. `withheld` counts what would leave but for a rule, not what is out of scope."""

    office_uid: str
    office: str
    counts: Mapping[str, int]
    problems: int
    released: int
    files: int
    file_bytes: int
    withheld: tuple[Withheld, ...]
    missing: tuple[str, ...]
    sequence: int
    enrolled: bool
    personal: tuple[PersonalFinding, ...] = ()
    findings: tuple[Finding, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[OutlookLine, ...] = ()
    has_content: bool = True
    sealing: SealingOutlook | None = None
    form_sealing: SealingOutlook | None = None
    moved: int = 0

    @property
    def petitions(self) -> int:
        """How many petitions leave, besides those that are the receiver's no longer."""
        return self.counts.get(KINDS["petition"].label, 0) - self.moved

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that need a reason before the package may leave."""
        return tuple(one for one in self.findings if one.severity is Severity.BLOCK)

    @property
    def needs_reason(self) -> bool:
        """Whether somebody must say why it leaves all the same."""
        return bool(self.personal or self.blocking)


def outlook(ledger: Ledger, name: str, tick: Tick = no_tick) -> Outlook:
    """What would be sent to `name` now. Raises UserError for an unknown office."""
    ours = ledger.identity.office_uid
    with ledger.reading() as session:
        office = receiver_named(session, name, ours)
        scope = sifted(scope_for(session, office.uid, ours))
        return look(ledger, session, office, scope, files_of(ledger, session, scope, office.uid), tick)


def look(
    ledger: Ledger, session: Session, office: Office, scope: Scope, files: Files, tick: Tick = no_tick
) -> Outlook:
    """The outlook of a scope with every line, within a reading."""
    seen = examined(ledger, session, office, scope, files, tick)
    held = (*seen.withheld, *out_of_scope(session, scope))
    look_through(files, tick)
    offices = filling(session, office.uid, ledger.identity.office_uid)
    lines = _numbered(
        [
            *_personal_lines(seen.personal),
            *_finding_lines(seen.findings),
            *_unlisted_lines(session, scope, offices),
            *_leaving_lines(scope, offices),
            *file_lines(scope, files),
            *trace_lines(scope, files, ledger.identity.office_uid),
            *_field_lines(scope),
            *_withheld_lines(held),
        ]
    )
    return replace(seen, lines=lines)


def examined(
    ledger: Ledger, session: Session, office: Office, scope: Scope, files: Files, tick: Tick = no_tick
) -> Outlook:
    """The outlook without its lines: numbers, and what must be confirmed before it leaves."""
    enrolled = (
        session.scalar(select(Counterpart.id).where(Counterpart.office_uid == office.uid).limit(1))
        is not None
    )
    acts = acts_behind(session, scope)
    personal = tuple(personal_findings(session, scope.records, acts, office.uid, ledger.identity.office_uid))
    facts = load_facts(session, scope.problems)
    ordered = [facts[uid] for uid in scope.problems if uid in facts]
    found = tuple(check_all(ledger, ordered, shared_files(session), tick))
    held = (*scope.withheld, *internal_fields(session, scope))
    sizes, kinds = files.sizes(), [one.kind for one in personal]
    return Outlook(
        office.uid, office.name, counted(scope), len(scope.problems), len(scope.released), len(sizes), sum(sizes.values()),
        held, files.missing, next_sequence(session, office.uid), enrolled, personal, found, sizes, files.names(),
        has_content=not is_empty(scope),
        sealing=sealing_outlook(session, office.uid, scope, kinds, way=Way(has_files=bool(sizes))),
        form_sealing=sealing_outlook(session, office.uid, scope, kinds, way=Way(is_form=True)), moved=len(scope.moved),
    )  # fmt: skip


def _numbered(drafts: Sequence[Draft]) -> tuple[OutlookLine, ...]:
    return tuple(OutlookLine(number, *draft) for number, draft in enumerate(drafts))


def _personal_lines(found: Sequence[PersonalFinding]) -> Iterator[Draft]:
    for one in found:
        weight = "可遮住" if one.mendable else "请核对"
        yield Section.PERSONAL, one.code, f"{one.kind} · {one.place}", one.shown, weight, one.problem_uid, one.petition_uid, 0  # fmt: skip


def _finding_lines(found: Sequence[Finding]) -> Iterator[Draft]:
    order = list(Severity)
    for one in sorted(found, key=lambda each: order.index(each.severity)):
        yield (
            Section.FINDINGS,
            one.code,
            f"{one.rule} {one.where}",
            one.why,
            one.severity.value,
            one.uid,
            "",
            0,
        )


def _leaving_lines(scope: Scope, offices: Collection[str]) -> Iterator[Draft]:
    """Problems and petitions with what goes along; petitions of these offices are theirs to fill in."""
    hanging: dict[str, dict[str, int]] = {}
    for record in scope.records:
        named = (str(record.fields.get(name) or "") for name in ("problem_uid", "petition_uid"))
        for parent in filter(None, named):
            label = KINDS[record.kind].label if record.kind in KINDS else "新版记录"
            along = hanging.setdefault(parent, {})
            along[label] = along.get(label, 0) + 1
    for record in scope.records:
        if record.kind not in {"problem", "petition"}:
            continue
        text = excerpt(masked(str(record.fields.get("description", ""))), 80)
        with_it = "、".join(f"{kind} {count}" for kind, count in hanging.get(record.uid, {}).items())
        if record.kind == "problem":
            weight = "移交告知" if record.uid in scope.released else "发出"
            yield Section.LEAVES, str(record.fields.get("code", "")), f"问题，带 {with_it or '无'}", text, weight, record.uid, "", 0  # fmt: skip
        elif record.uid in scope.moved:
            yield Section.LEAVES, str(record.fields.get("number", "")), "信访件，已改由其他单位承办，只带登记时写的、编号、内容、时限和现在由谁承办", text, "移交告知", "", record.uid, 0  # fmt: skip
        else:
            what = f"信访件{'，对方办理' if record.fields.get('office_uid') in offices else ''}{f'，带 {with_it}' if with_it else ''}"
            yield Section.LEAVES, str(record.fields.get("number", "")), what, text, "发出", "", record.uid, 0


def _unlisted_lines(session: Session, scope: Scope, offices: Collection[str]) -> Iterator[Draft]:
    """The petitions that travel in the data and do not stand on the sheet."""
    if off := off_the_sheet(session, scope.petitions(), offices):
        told = OFF_THE_SHEET.format(len(off))
        yield Section.LEAVES, "", UNLISTED, told, "数据照发", "", "", 0


def _field_lines(scope: Scope) -> Iterator[Draft]:
    """Of every kind that leaves, the fields that go and those that never do."""
    met: dict[str, Record] = {}
    for record in scope.records:
        met.setdefault(record.kind, record)
    for name, record in met.items():
        if name not in KINDS:
            continue
        fields = [label_of(name, each) for each in record.fields if each != "provenance"]
        never = [label_of(name, each) for each in sorted(CONFIDENTIAL.get(name, ()))]
        text = "、".join(dict.fromkeys(fields)) + (f"；从不发出：{'、'.join(never)}" if never else "")
        yield Section.FIELDS, "", KINDS[name].label, text, "发出", "", "", 0


def _withheld_lines(held: Sequence[Withheld]) -> Iterator[Draft]:
    for one in held:
        petition = one.uid if one.kind == "petition" else ""
        yield Section.WITHHELD, "", one.label, one.reason, "不发出", one.problem_uid, petition, 0


def as_form(seen: Outlook) -> Outlook:
    """The outlook of sheets to fill in: the same records, no files."""
    lines = tuple(
        replace(line, weight="不随填报表发") if line.section is Section.FILES else line
        for line in seen.lines
        if line.section is not Section.TRACES and line.what != UNLISTED
    )
    return replace(seen, files=0, file_bytes=0, missing=(), sizes={}, lines=lines, sealing=seen.form_sealing)


def volumes_for(seen: Outlook, size: int) -> tuple[int, tuple[str, ...]]:
    """About how many volumes of `size` bytes the files need, and the names of those larger than one."""
    groups = volumes(seen.sizes, size)
    large = tuple(seen.names[sha] for sha, bytes_ in seen.sizes.items() if bytes_ > size)
    return max(1, len(groups)), large


def to_confirm(seen: Outlook, how: Sealing) -> str:
    """What somebody must give a reason for when it is sent closed this way, in words; '' for nothing."""
    reasons = seen.sealing.reasons if seen.sealing else ()
    parts = [f"内容不加密（{'；'.join(reasons)}）"] if how is Sealing.PLAIN and reasons else []
    if seen.blocking:
        parts.append(f"有 {len(seen.blocking)} 项阻断疑点")
    if seen.personal and how is not Sealing.BLANK:
        parts.append(f"有 {len(seen.personal)} 处疑似个人信息")
    return "，".join(parts)


def require_reason(seen: Outlook, reason: str, closing: SealingOutlook) -> None:
    """Raise UserError naming what must be confirmed when no reason was given; personal data that stays here needs none."""
    if reason.strip() or not to_confirm(seen, closing.how):
        return
    stays = closing.how is Sealing.BLANK
    parts = [f"内容不加密（{'；'.join(closing.reasons)}）"] if closing.is_open else []
    if seen.blocking:
        listed = "；".join(f"{one.code} {one.where}：{one.why}" for one in seen.blocking[:5])
        parts.append(
            f"有 {len(seen.blocking)} 项阻断疑点（{listed}{'……' if len(seen.blocking) > 5 else ''}）"
        )
    if seen.personal and not stays:
        listed = "；".join(f"{one.code} {one.place}有{one.kind}“{one.shown}”" for one in seen.personal[:5])
        parts.append(
            f"有 {len(seen.personal)} 处疑似个人信息（{listed}{'……' if len(seen.personal) > 5 else ''}）"
        )
    raise NeedsReason(
        f"没有生成数据包：{'，'.join(parts)}。请先改正；确需照发的，写明理由（理由记入操作日志）后再发。"
    )
