"""Several columns that may be the same field: which one is taken, and that a person is asked where it is not certain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.numbering import is_petition_number

ASKED = 0.74
"""What is less sure than 0.75 is shown as 请核对 (docs/import.md)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A column's wish to be a field."""

    column: int
    field: str
    confidence: float


_NUMBERED = re.compile(r"序号$|^(?:问题|整改问题|反馈问题)?编号$")
NONE = -1
_LOOKED_AT = 20
_LONGEST_GROUP = 24
Samples = Sequence[Sequence[str]]
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (r"国家|部级|中央", r"省级|省直|自治区级", r"[市州盟]级|市直|地级", r"[县区旗]级|县直|区直|县市区|县（市", r"乡镇?级|镇级|街道|乡镇", r"村级|社区")
)  # fmt: skip
_TROUBLES = frozenset({"存在问题", "存在的问题", "主要问题", "存在的主要问题"})
_ACCEPTANCE = re.compile(r"验收|销号|核查")
_REPORT = re.compile(r"进展|落实|进度|完成情况|推进情况")
LEVELLED = frozenset(
    {
        "responsible_unit",
        "responsible_leader",
        "responsible_person",
        "lead_unit",
        "lead_leader",
        "supervising_unit",
    }
)
"""What may stand side by side for the province, the city and the county."""
_PERIOD = re.compile(
    r"\d{1,2}月|[一二三四五六七八九十]{1,2}月|[一二三四1-4]季度|[上下]半年|[上中下]旬|第?(?:\d+|[一二三四五])周|20\d\d年|本[月周期季]|上[月周期季]"
)
_SHARE = re.compile(r"\d{1,3}(?:\.\d+)?[%％]?|[/／—－-]+")
_TELLS_PROBLEM = re.compile(r"(?:问题|原文|意见)$")
_NAMED_OFFICE = re.compile(r"责任(?:单位|部门)")
_AREAS = tuple(
    re.compile(pattern)
    for pattern in (r"省", r"[市州盟]$|地[市州]|^市|设区市|市州", r"县|区[^域划]?|旗", r"乡|镇|街道", r"村|地点|位置|地址")
)  # fmt: skip


def is_level_or_period(text: str) -> bool:
    """Whether the lower level of a header says no more than whose or when: 县级, 一季度."""
    plain = folded_header(text)
    return _rank(plain, _LEVELS) >= 0 or _PERIOD.fullmatch(plain) is not None


def settled(claims: list[Claim], labels: tuple[str, ...], samples: Samples) -> list[Claim]:
    """The claims with rivals for one field settled; a choice among equals is marked as one to be asked."""
    by_field: dict[str, list[Claim]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    result: list[Claim] = []
    for field, rivals in by_field.items():
        chosen = _chosen(field, rivals, labels, samples) if len(rivals) > 1 else None
        if chosen is None:
            result += _asked_if_equal(rivals)
        else:
            kept = [one for one in rivals if one.column == chosen]
            result += [replace(one, confidence=min(one.confidence, ASKED)) for one in kept]
    return result


def _chosen(field: str, rivals: list[Claim], labels: tuple[str, ...], samples: Samples) -> int | None:
    """The column that tells the field best, or None when the rule of the surest applies."""
    columns = [one.column for one in rivals]
    plain = {column: folded_header(labels[column]) for column in columns}
    if field == "description":
        found = _without_former(columns, plain, samples)
        found = _task_before_trouble(columns, plain, labels) if found is None else found
        surest = max(rivals, key=lambda one: one.confidence).column
        found = _problem_before_task(columns, plain, surest) if found is None else found
        return _under_groups(columns, samples, labels) if found is None else found
    if field == "number":
        told = [
            one for one in columns if samples[one] and all(map(is_petition_number, samples[one][:_LOOKED_AT]))
        ]
        return told[0] if len(told) == 1 else _not_counting(columns, samples)
    if field in {"sequence", "batch", "goal"}:
        return _of_lists(field, columns, plain, samples)
    if field == "area":
        return _telling_area(columns, plain, samples)
    if field in LEVELLED:
        surest = max(rivals, key=lambda one: one.confidence).column
        return _answering(field, columns, plain, labels, surest)
    if field == "deadline":
        return _in_force(columns, plain, samples)
    if field in {"progress", "result", "status"}:
        latest = _latest_period(columns, plain, samples)
        return _told_in_words(columns, samples) if latest is None else latest
    return None


def _of_lists(field: str, columns: list[int], plain: dict[int, str], samples: Samples) -> int | None:
    """The first of several columns that count the same rows; 批次 beside 轮次."""
    if field == "batch":
        return next((column for column in columns if "批" in plain[column]), None)
    if field == "goal" and all(_PERIOD.search(plain[column]) for column in columns):
        return NONE  # 2024年目标, 2025年目标 are steps of it
    return columns[0] if all(samples[column] == samples[columns[0]] for column in columns) else None


def _task_before_trouble(columns: list[int], plain: dict[int, str], labels: tuple[str, ...]) -> int | None:
    """任务 … 进展 … 存在问题: what stands after the report are the troubles met, not the problem itself."""
    trouble = [column for column in columns if plain[column] in _TROUBLES]
    others = [column for column in columns if column not in trouble]
    if not trouble or not others or others[0] > trouble[0]:
        return None
    between = labels[others[0] + 1 : trouble[0]]
    return others[0] if any(_REPORT.search(_own_words(label)) for label in between) else None


def _without_former(columns: list[int], plain: dict[int, str], samples: Samples) -> int | None:
    """原督察反馈问题 beside 回头看发现的问题: what was found now is the problem, unless it is told of a few rows only."""
    former = [column for column in columns if plain[column].startswith("原")]
    others = [column for column in columns if column not in former]
    if not former or len(others) != 1:
        return None
    return others[0] if len(samples[others[0]]) >= max(len(samples[one]) for one in former) else None


def _own_words(label: str) -> str:
    """What a header says itself: under 六个百分百落实情况 a column 围挡 is no report, one of a month is."""
    own = label.rpartition("/")[2]
    return folded_header(label if is_level_or_period(own) else own)


def _problem_before_task(columns: list[int], plain: dict[int, str], surest: int) -> int | None:
    """移交问题 … 整改事项, 督察报告原文 … 整改任务: what is called a problem is one, and what stands behind it is what is done about it."""
    problems = [
        column for column in columns if plain[column].endswith("问题") and plain[column] not in _TROUBLES
    ]
    tasks = [column for column in columns if plain[column].endswith("事项")]
    is_pair = len(problems) == len(tasks) == 1 and len(columns) == 2
    if is_pair and problems[0] < tasks[0]:
        return problems[0]
    told = [column for column in columns if column < surest and _TELLS_PROBLEM.search(plain[column])]
    return told[0] if told and plain[surest].endswith("任务") else None


def _under_groups(columns: list[int], samples: Samples, labels: tuple[str, ...]) -> int | None:
    """问题 (一、大气方面, the same in many rows) … 具体问题: short titles that come again are groups, the texts beside them the problems."""
    counted = next(
        (column for column, label in enumerate(labels) if _NUMBERED.search(folded_header(label))), None
    )
    different = {column: len(set(samples[column])) for column in columns}
    best = max(columns, key=lambda column: different[column])
    groups = [column for column in columns if column != best]
    is_group = all(
        different[column] * 3 <= different[best] * 2
        and all(len(text) <= _LONGEST_GROUP for text in samples[column])
        for column in groups
    )
    if counted is not None and any(len(set(samples[counted])) == different[column] for column in groups):
        return None  # 问题编号 | 问题 | 任务编号 | 任务: the numbers are those of the problems
    return best if is_group and different[best] > 1 else None


def _not_counting(columns: list[int], samples: Samples) -> int | None:
    """交办序号 over 1, 2, 3 beside 转办单编号: the one that does not only count the rows."""
    others = [column for column in columns if not only_counts(samples[column])]
    return others[0] if len(others) == 1 and samples[others[0]] else None


def only_counts(texts: Sequence[str]) -> bool:
    """Whether a column says nothing but 1, 2, 3; one that stands still or begins again over its rows numbers something else."""
    return len(texts) > 1 and list(texts) == [str(number) for number in range(1, len(texts) + 1)]


def _answering(
    field: str, columns: list[int], plain: dict[int, str], labels: tuple[str, ...], surest: int
) -> int | None:
    """Who answers among several: not who runs the firm (负责人及联系电话 beside 包保责任人), nor the polluter (责任主体 beside 责任单位)."""
    named = columns
    if field == "responsible_person":
        named = [column for column in columns if "责任" in plain[column]]
    elif field == "responsible_unit" and plain[surest].endswith("责任主体"):
        named = [column for column in columns if _NAMED_OFFICE.search(plain[column])]
    if not named or surest in named:
        return _lowest_level(columns, plain, [labels[column] for column in columns])
    lowest = _lowest_level(named, plain, [labels[column] for column in named])
    return named[0] if lowest is None else lowest


def _rank(text: str, ranks: tuple[re.Pattern[str], ...]) -> int:
    """The last of the ranks a header names, -1 for none."""
    return max((number for number, pattern in enumerate(ranks) if pattern.search(text)), default=-1)


def _lowest_level(columns: list[int], plain: dict[int, str], labels: Sequence[str]) -> int | None:
    """省级、市级、县级责任单位: those who do the work are of the lowest level named."""
    levels = {column: _rank(plain[column], _LEVELS) for column in columns}
    if max(levels.values()) < 0 and len({label.rpartition("/")[0] for label in labels}) == 1:
        levels = {
            column: _rank(folded_header(label.rpartition("/")[2]), _AREAS)
            for column, label in zip(columns, labels, strict=True)
        }
    named = [column for column in columns if levels[column] >= 0]
    if len(named) < 2 or len({levels[column] for column in named}) < 2 or len(named) < len(columns):
        return None
    return max(named, key=lambda column: levels[column])


def _in_force(columns: list[int], plain: dict[int, str], samples: Samples) -> int | None:
    """原整改时限 beside 调整后整改时限: the one that holds now, unless it is only filled where something was changed."""
    former = [column for column in columns if plain[column].startswith("原")]
    others = [column for column in columns if column not in former]
    if not former or len(others) != 1:
        return None
    fullest = max(len(samples[column]) for column in former)
    return others[0] if len(samples[others[0]]) >= fullest else former[0]


def _latest_period(columns: list[int], plain: dict[int, str], samples: Samples) -> int | None:
    """1月进展 … 10月进展: the last one that is filled. 县级验收 beside 市级验收: none, one does not say what the other does."""
    if all(_ACCEPTANCE.search(plain[column]) and _rank(plain[column], _LEVELS) >= 0 for column in columns):
        return NONE
    if not all(_PERIOD.search(plain[column]) for column in columns):
        return None
    return next((column for column in reversed(columns) if samples[column]), columns[-1])


def _told_in_words(columns: list[int], samples: Samples) -> int | None:
    """整改进度 over 45%, 100% beside 整改进展说明: the column of words tells how it goes, however sure the other header is."""
    words = [column for column in columns if not all(map(_SHARE.fullmatch, samples[column]))]
    is_beside = len(words) == 1 and all(samples[column] for column in columns)
    return words[0] if is_beside and len(columns) > 1 else None


def _telling_area(columns: list[int], plain: dict[int, str], samples: Samples) -> int | None:
    """市州、县市区、乡镇: the widest one in which the rows differ, else the narrowest."""
    ranked = sorted(columns, key=lambda column: _rank(plain[column], _AREAS))
    differing = [column for column in ranked if len(set(samples[column])) > 1]
    return differing[0] if differing else next((one for one in reversed(ranked) if samples[one]), ranked[-1])


def _asked_if_equal(rivals: list[Claim]) -> list[Claim]:
    """Two columns equally sure of one field: the left one is taken, and asked."""
    best = max(one.confidence for one in rivals)
    equals = [one for one in rivals if best - one.confidence < 0.005]
    if len(equals) < 2:
        return rivals
    first = equals[0]
    others = [replace(one, confidence=min(best, ASKED) - 0.01) if one in equals else one for one in rivals]
    return [
        replace(one, confidence=min(best, ASKED)) if one.column == first.column else one for one in others
    ]
