"""Which column is which field: by the header's spelling first, by what stands in the column where headers are ambiguous."""

import re

from dczg_desktop.domain.headings import folded_header, header_field, of_petitions
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.reading import Column, column_number, letters
from dczg_desktop.imports.tables.columns.answerable import settle_punishments
from dczg_desktop.imports.tables.columns.counting import counting, second_number
from dczg_desktop.imports.tables.columns.cut_headings import whole_headings
from dczg_desktop.imports.tables.columns.label_numbers import number_and_problem
from dczg_desktop.imports.tables.columns.named_numbers import all_numbered
from dczg_desktop.imports.tables.columns.telling import problem_column
from dczg_desktop.imports.tables.values.answerers import settle_answerers
from dczg_desktop.imports.tables.values.column_texts import (
    Wish,
    by_content,
    claims_by_content,
    of_span,
    tells_counts,
)
from dczg_desktop.imports.tables.values.other_meanings import MOSTLY, UNIT_NAME, of_problems, rounds, share
from dczg_desktop.imports.tables.values.permits import is_of_permit
from dczg_desktop.imports.tables.values.rivals import (
    ASKED,
    LEVELLED,
    Claim,
    is_level_or_period,
    settled,
)
from dczg_desktop.imports.tables.values.unit_doubts import PERSON_FIELDS, UNIT_FIELDS

_SAMPLE = 200
_LONGEST_WORD = 12
_LOOKED_AT, _KNOWN = 20, 0.95
_TWO_IN_ONE = re.compile(
    r"^(?=[^。；]{5,60}$)[^/／\n]{2,}[/／\n][^/／\n]{2,}"
    r"|^[\u4e00-\u9fff]{2,20}?(?:[局委办厅院所站乡镇村]|政府|公司|街道|中心|管委会)[\s（(:：、，,]+(?![\u4e00-\u9fff]{0,3}(?:[局委办厅]|政府|公司|中心)[)）]?$)[\u4e00-\u9fff·]{2,4}[)）]?$"
)
"""县住建局/王强, 县住建局（王强）."""
_REMARK = re.compile(r"[(（][^（()）]*[)）]\s*$")
_BRACKETED = re.compile(r"[(（][^（()）]*[)）]")
_WEAK_SIGNS = frozenset({"是否办结"})
_OF_TASKS = re.compile(r"批示|交办领导|督办事项|议定事项|议案|提案|代表建议|会议")
_WHO = {"lead_unit", "responsible_unit"}
_OF_PETITIONS = frozenset({"findings", "substantiated", "result", "completion"})
_PETITION_FIELDS = {"progress": "result", "status": "completion"}
_PROBLEM_FIELDS = {"result": "progress", "completion": "status"}


def columns_of(
    labels: tuple[str, ...], rows: list[list[str]], *, petition: bool = False
) -> tuple[Column, ...]:
    """One `Column` for every label or filled column, in order; `rows` are the records' cells; `petition` when known to be of petitions.

    Each field is given once: to the surest claim, then to the leftmost.
    """
    samples = [[row[column] for row in rows[:_SAMPLE] if row[column]] for column in range(len(labels))]
    names = _distinct(labels, samples)
    written, labels = labels, whole_headings(labels, samples)
    petition = petition or is_petition(labels) or _holds_petition_numbers(labels, samples)
    claims = [
        claim
        for column, label in enumerate(labels)
        if label
        for claim in _claims(column, label, samples[column], petition=petition)
        if claim.field != "deadline" or not is_of_permit(labels, column)
    ]
    taken = _awarded(settled(claims, labels, samples))
    if (counted := counting(labels, samples, rows)) is not None and not {"number", "sequence"} & {
        claim.field for claim in taken.values()
    }:
        taken[counted] = Claim(counted, "number", ASKED)
    settle_punishments(labels, taken, petition=petition)
    if (found := problem_column(labels, samples, taken, petition=petition)) is not None:
        taken[found] = Claim(found, "description", 0.6)
    settle_answerers(labels, samples, taken)
    if (found := second_number(labels, samples, taken)) is not None:
        taken[found] = Claim(found, "sequence", ASKED)
    told = next((one.column for one in taken.values() if one.field == "description"), None)
    is_named = petition and told is not None and all_numbered(samples[told])
    if not is_named and "number" not in {claim.field for claim in taken.values()}:
        for column, claim in taken.items():
            if claim.field == "sequence":
                taken[column] = Claim(column, "number", 0.8)
    made_whole = {
        column
        for column, pair in enumerate(zip(labels, written, strict=True))
        if pair[0] != pair[1] and column in taken
    }
    taken |= {
        column: Claim(column, taken[column].field, min(taken[column].confidence, ASKED))
        for column in made_whole
    }
    return tuple(_column(place, name, taken.get(place)) for place, name in enumerate(names) if name)


def _column(place: int, name: str, claim: Claim | None) -> Column:
    return Column(letters(place), name, claim.field if claim else None, claim.confidence if claim else 0.0)


def _holds_petition_numbers(labels: tuple[str, ...], samples: list[list[str]]) -> bool:
    """Whether a column of numbers holds those of petitions, whatever the other headers say."""
    return any(
        len(texts) > 1 and "号" in label and all(map(is_petition_number, texts[:_LOOKED_AT]))
        for label, texts in zip(labels, samples, strict=True)
    )


def is_petition(labels: tuple[str, ...]) -> bool:
    """Whether the headers are those of a list of petitions; 是否办结 beside what a leader wants done is none of theirs."""
    signs = [label for label in labels if label and of_petitions(label.rsplit("/", 1)[-1])]
    is_weak = all(folded_header(label.rsplit("/", 1)[-1]) in _WEAK_SIGNS for label in signs)
    return bool(signs) and not (is_weak and any(map(_OF_TASKS.search, labels)))


def kind_with_numbers(kind: str, columns: tuple[Column, ...], rows: list[list[str]]) -> str:
    """The kind, or petition when most numbers of a list of problems, or of anything that tells how petitions were dealt with, are petition numbers."""
    place = next((column_number(column.letter) for column in columns if column.field == "number"), None)
    fields = {column.field for column in columns}
    if place is None or not (kind == "problem" or fields & _OF_PETITIONS):
        return kind
    numbers = [row[place] for row in rows[:_SAMPLE] if row[place]]
    petitions = sum(map(is_petition_number, numbers))
    return "petition" if petitions > len(numbers) * MOSTLY else kind


def kind_of(
    labels: tuple[str, ...], fields: set[str], rows: list[list[str]], *, petition: bool = False
) -> str:
    """problem, petition, measure, duty, site or statistics, by the headers."""
    plain = [folded_header(label) for label in labels if label]
    tells = "description" in fields
    counts = not tells and tells_counts(plain, rows[:_SAMPLE])
    tells_nothing = counts and _only_sequence(plain) and not _has_texts(rows)
    if petition or (is_petition(labels) and not tells_nothing):
        return "petition"
    if tells or counts:
        return "problem" if tells else "statistics"
    is_of_places = any("点位" in label or "保护地" in label for label in plain) and not fields & {
        "measures",
        "deadline",
    }
    if is_of_places or _is_register(plain, fields):
        return "site"
    if (
        "number" in fields
        and fields & {"goal", "progress", "status", "deadline", "measures"}
        and not _only_sequence(plain)
    ):
        return "problem"
    if "measures" in fields:
        return "measure"
    if fields & {"goal", "progress", "status", "deadline"} and _says_something(fields, rows):
        return "problem"
    return "duty" if fields & _DUTY else "statistics"


def _says_something(fields: set[str], rows: list[list[str]]) -> bool:
    """Whether rows without a problem and a number are more than lists of words to choose from (状态, 部门)."""
    return bool(fields & {"number", "sequence"}) or _has_texts(rows)


def _has_texts(rows: list[list[str]]) -> bool:
    return any(len(cell) > _LONGEST_WORD for row in rows[:_SAMPLE] for cell in row)


def _is_register(plain: list[str], fields: set[str]) -> bool:
    """Whether a list is of firms or places and says nothing about what is to be done."""
    names = any(
        re.search(r"^(?:企业|单位|项目|厂矿|场所|排口|排污口)名称$|经度|企业编码", label) for label in plain
    )
    return names and not fields & {"goal", "progress", "status", "deadline", "measures"}


_DUTY = {
    "responsible_unit",
    "responsible_leader",
    "responsible_person",
    "lead_unit",
    "lead_leader",
    "supporting_unit",
    "supervising_unit",
}


def _only_sequence(plain: list[str]) -> bool:
    return not any("编号" in label for label in plain)


def _distinct(labels: tuple[str, ...], samples: list[list[str]]) -> list[str]:
    """Labels made distinct; a filled column without a label gets one that says so, an empty one stays empty."""
    plain = [folded_header(label) for label in labels]
    names = []
    for column, label in enumerate(labels):
        if not label:
            names.append(f"（{letters(column)}列无表头）" if samples[column] else "")
        elif plain.index(plain[column]) < column:
            names.append(f"{label}（{letters(column)}列）")
        else:
            names.append(label)
    return names


def _awarded(claims: list[Claim]) -> dict[int, Claim]:
    taken: dict[int, Claim] = {}
    fields: set[str] = set()
    for claim in sorted(claims, key=lambda one: (-one.confidence, one.column)):
        if claim.column not in taken and claim.field not in fields:
            taken[claim.column] = claim
            fields.add(claim.field)
    return taken


def _are_two(first: str, own: str) -> bool:
    """Whether the two parts of a header are known headers of different fields."""
    (one, sure), (other, as_sure) = header_field(first), header_field(own)
    return one != other and min(sure, as_sure) >= _KNOWN


def _whose(label: str, field: str | None, sure: float, texts: list[str]) -> tuple[str | None, float]:
    """责任主体 over 市（州）and 县（市、区）: those columns hold units, and no places; 责任领导 over 部门 holds leaders unless it names units."""
    duty, as_sure = header_field(label.rsplit("/", 2)[-2])
    if field in UNIT_FIELDS and duty in PERSON_FIELDS and texts and not share(texts, UNIT_NAME):
        return duty, as_sure * 0.75
    return (duty, as_sure * 0.75) if field == "area" and duty in LEVELLED else (field, sure)


def _below(label: str, first: str, own: str, found: tuple[str | None, float]) -> tuple[str | None, float]:
    """What a header of two parts names in view of both: 进展/一季度 is of 进展; 牵头/责任单位 over 甲/乙、丙 is asked about."""
    if {header_field(first)[0], header_field(own)[0]} == _WHO:
        return found[0], min(found[1], ASKED)
    if found[0] is None and is_level_or_period(own):
        field, sure = header_field(label.rsplit("/", 1)[0])
        return field, sure * 0.75
    return found


def _told_by_both(label: str, own: str, texts: list[str]) -> list[Wish] | None:
    """What header and content tell together of a span of days, or of problems with their numbers; None of anything else."""
    span = of_span(label, own, texts)
    return number_and_problem(own, texts) if span is None else span


def _meant(own: str, field: str, texts: list[str], *, petition: bool) -> list[Wish]:
    """What a header means by its column; 处理… over a list of problems by its words alone."""
    plain = folded_header(own)
    told = rounds(plain, field, texts) if petition else of_problems(plain, field)
    return by_content(plain, field, texts) if told is None else told


def _claims(column: int, label: str, texts: list[str], *, petition: bool) -> list[Claim]:
    """The fields a column may be, surest first; a two-level header is asked by its last level, then as a whole."""
    label = _BRACKETED.sub(lambda found: found[0].replace("/", "或"), label)  # 立案（是/否） has one level
    own = label.rsplit("/", 1)[-1]
    if (told := _told_by_both(label, own, texts)) is not None:
        return [Claim(column, name, value) for name, value in told]
    field, sure = header_field(label)
    first = label.split("/", 1)[0]
    if "/" in label and sure < 0.95 and share(texts, _TWO_IN_ONE) > MOSTLY and header_field(first)[1] > 0.75:
        own, field, sure = first, header_field(first)[0], ASKED  # 责任单位/责任人 over 县住建局/王强
    elif "/" in label and sure < 0.95:
        joined = "".join(label.rsplit("/", 2)[1:])
        last_field, last_sure = max(header_field(own), header_field(joined), key=lambda one: one[1])
        field, sure = (last_field, last_sure * 0.9) if last_sure > sure else (field, sure)
        if _are_two(first, own):
            sure = min(sure, ASKED)  # 整改措施/时限 may be two levels, or both in every cell
        field, sure = _whose(label, field, sure, texts)
    if own != label:
        field, sure = _below(label, first, own, (field, sure))
    if field is None:
        named = label if is_level_or_period(own) else own  # 工作目标/一季度 is no 一季度 alone
        wishes = claims_by_content(folded_header(named), texts, petition=petition)
        return [Claim(column, name, value) for name, value in wishes]
    wishes = [(name, sure * factor) for name, factor in _meant(own, field, texts, petition=petition)]
    other = _PETITION_FIELDS if petition else _PROBLEM_FIELDS
    wishes += [(other[name], value * 0.98) for name, value in wishes if name in other]
    wishes = [(name, value * (0.6 if name in other else 1.0)) for name, value in wishes]
    if field == "description" and folded_header(_REMARK.sub("", own)).endswith(("任务", "整改事项")):
        wishes.append(("measures", 0.6))  # beside 问题, the tasks are what is done about it
    return [Claim(column, name, value) for name, value in wishes]
