"""Checks of petitions for what deserves a second look (docs/glossary.md, 疑点). A finding never says 造假."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dczg_desktop.base.text import count_unseen
from dczg_desktop.domain.findings import Finding, Severity
from dczg_desktop.domain.finishing import contradiction
from dczg_desktop.domain.personal import personal_data
from dczg_desktop.domain.petitions import answering_units, sets_back
from dczg_desktop.domain.points import truth_objection

PETITION, UNIT = "信访件", "信访责任单位"
"""What a finding of this module is about, besides problems."""

REBOUND_DAYS = 180
FEWEST, BATCHES, FEWEST_OF_BATCHES = 10, 3, 5


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier petition that this one repeats, or that speaks of the same place; `closed_on` when its closure has a day."""

    number: str
    how: str
    closed: bool = False
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PetitionFacts:
    """What the checks see of a petition. `unknown` are cited numbers that the ledger has not, with what is wrong with them."""

    uid: str
    number: str
    unit: str = ""
    batch: int = 0
    day: date | None = None
    truth: str = "未写明"
    texts: tuple[tuple[str, str], ...] = ()
    points: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    earlier: tuple[Earlier, ...] = field(default_factory=tuple)
    completion: str = ""
    closure: str = ""
    finished_on: date | None = None


Found = Iterator[tuple[str, Severity, str, str]]
Check = Callable[[PetitionFacts], Found]


def rebounds(petition: PetitionFacts) -> Found:
    """R18: reported again although the earlier item, or the place, is closed."""
    for one in petition.earlier:
        if not one.closed:
            continue
        since = (petition.day - one.closed_on).days if petition.day and one.closed_on else None
        if since is not None and since < 0:
            continue
        soon = since is not None and since <= REBOUND_DAYS
        when = f"（{one.closed_on}）" if one.closed_on else ""
        within = f"，距销号 {since} 天，疑似反弹" if soon else ""
        yield "R18", Severity.WARN, one.how, f"前件 {one.number} 已验收销号{when}又有举报{within}，建议回头看"


def names_somebody(petition: PetitionFacts) -> Found:
    """R23: texts that may name or find the petitioner."""
    for heading, text in petition.texts:
        kinds = sorted({one.kind.value for one in personal_data(text)})
        if kinds:
            yield "R23", Severity.WARN, heading, f"可能含{'、'.join(kinds)}，公开前请遮盖或核实"


def unknown_citations(petition: PetitionFacts) -> Found:
    """R24: a repeated petition cites a number that the ledger has not, or that is damaged."""
    for number, fault in petition.unknown:
        why = fault or f"引用的前件 {number} 台账里没有，请核对编号，或补充导入那一件"
        yield "R24", Severity.HINT, f"前件 {number}", why


def points_against_item(petition: PetitionFacts) -> Found:
    """R26: the item's 是否属实 does not agree with its points."""
    if why := truth_objection(petition.truth, petition.points):
        yield "R26", Severity.WARN, "是否属实", why


def closed_unfinished(petition: PetitionFacts) -> Found:
    """R27: closed, but set back to unfinished afterwards, by another office or on paper."""
    if sets_back(petition.closure, petition.completion):
        why = f"已验收销号，办结情况却是“{petition.completion}”，请核对是否要重新启动整改"
        yield "R27", Severity.WARN, "是否办结", why


def unseen_characters(petition: PetitionFacts) -> Found:
    """R28: characters that are not seen, or turn the reading direction."""
    for heading, text in petition.texts:
        if count := count_unseen(text):
            yield (
                "R28",
                Severity.WARN,
                heading,
                f"含 {count} 个看不见或改变文字方向的字符，看到的可能不是写的，请删去重写",
            )


def finished_oddly(petition: PetitionFacts) -> Found:
    """R29: a day of 办结 on an unfinished petition, or one before it was accepted."""
    day = petition.finished_on
    if why := contradiction(petition.completion, day):
        yield "R29", Severity.WARN, "办结日期", why
    elif day and petition.day and day < petition.day:
        yield (
            "R29",
            Severity.WARN,
            "办结日期",
            f"办结日期 {day} 早于编号里的受理日期 {petition.day}，请核对。",
        )


CHECKS: tuple[Check, ...] = (
    rebounds,
    names_somebody,
    unknown_citations,
    points_against_item,
    closed_unfinished,
    unseen_characters,
    finished_oddly,
)
"""All checks of one petition in the order of their numbers."""


def petition_findings(petitions: Iterable[PetitionFacts]) -> list[Finding]:
    """Everything that deserves a look, item by item, then unit by unit."""
    known = list(petitions)
    found = [
        Finding(rule, severity, one.uid, one.number, where, why, PETITION)
        for one in known
        for check in CHECKS
        for rule, severity, where, why in check(one)
    ]
    return [*found, *odd_units(known)]


def odd_units(petitions: Iterable[PetitionFacts]) -> Iterator[Finding]:
    """R22: a unit that finds most complaints untrue, or all of them in several batches on end."""
    by_unit: dict[str, list[PetitionFacts]] = defaultdict(list)
    for one in petitions:
        if one.unit and one.truth != "未写明":
            for unit in answering_units(one.unit):
                by_unit[unit].append(one)
    for unit, items in sorted(by_unit.items()):
        untrue = sum(1 for one in items if one.truth == "不属实")
        if len(items) >= FEWEST and untrue * 2 > len(items):
            share = f"{untrue * 100 // len(items)}%"
            yield _odd(unit, f"已核查 {len(items)} 件中 {untrue} 件不属实（{share}），请抽查复核")
        elif run := _untrue_run(items):
            yield _odd(unit, f"连续 {run[0]} 批共 {run[1]} 件全部不属实，请抽查复核")


def _odd(unit: str, why: str) -> Finding:
    return Finding("R22", Severity.WARN, "", unit, "不属实率", why, UNIT)


def _untrue_run(items: Iterable[PetitionFacts]) -> tuple[int, int] | None:
    """(batches, items) of the last run of batches in which nothing was true; None when it is short."""
    batches: dict[int, list[bool]] = defaultdict(list)
    for one in items:
        batches[one.batch].append(one.truth == "不属实")
    run = count = 0
    for batch in sorted(batches, reverse=True):
        if not all(batches[batch]):
            break
        run, count = run + 1, count + len(batches[batch])
    return (run, count) if run >= BATCHES and count >= FEWEST_OF_BATCHES else None
