"""Which column is which field: by the header's spelling first, by what stands in the column where headers are ambiguous."""

import re

from dczg_desktop.domain.boxes import has_boxes
from dczg_desktop.domain.headings import folded_header, header_field, of_petitions
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.reading import Column, column_number, letters
from dczg_desktop.imports.rivals import ASKED, Claim, is_level_or_period, settled

_SAMPLE = 200
_LONGEST_WORD = 12
_PERSON = re.compile(r"^[\u4e00-\u9fff·]{2,4}(?:[、，,\s]+[\u4e00-\u9fff·]{2,4})*$")
_PUNISHED = re.compile(r"约谈|处分|问责|诫勉|警告|批评|免职|检讨|通报|^无$|立案|处罚")
_PUNISHED_PERSON = re.compile(r"约谈|处分|诫勉|警告|批评|免职|检讨|谈话|问责")
_PHONE = re.compile(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}")
_TIMED = re.compile(r"前|底|长期|持续|立行|立即|完成|年内|季度|每|^20\d\d年\d{1,2}月$|^20\d\d\.\d{1,2}$")
_DAY = re.compile(r"20\d\d(?:年|[./-])\d{1,2}(?:月|[./-])\d{1,2}|^20\d{6}$|^4\d{4}$")
_SPOT = re.compile(r"^(?!具体地点|所在地).*(?:地点|位置|地址|发生地|事发地)$")
_AREA_NAME = re.compile(r"^[\u4e00-\u9fff]{1,12}[省市州盟县区旗乡镇村]$|街道$|社区$|开发区$|园区$")
_STATISTIC = re.compile(r"件数|数量|总数|总计|小计|合计|个数|占比|率$|[（(][件个家人元]{1,2}[)）]|亮灯|指标")
_MOSTLY = 0.6
_LEVEL_WORD = re.compile(
    r"(?:特别?重大|重大|较大|一般|轻微|严重|突出|[高中低](?:风险)?|[一二三四ⅠⅡⅢⅣIV1-4]+级?|[红橙黄蓝绿]色?)(?:隐患|风险|问题|级)?"
)
_STATUS_WORDS = re.compile(
    r"已经?|尚?未|基本|全部|正在|按|达到?|超过|整改|整治|到位|完成|完毕|启动|序时|时序|进度|推进|验收|销号|办结|阶段性?|长期坚持|并|但|中|的|滞后|待"
)
_TELLS_STATE = re.compile(r"情况|进度|结论|结果")
_BEGINS = re.compile(r"起|自|起始|开始|启动|开工|起期|起始时间|开始时间|启动时间")
_ENDS = re.compile(r"止|至|终止|结束|完成|截止|完工|止期|结束时间|完成时间|截止时间")
_DATED = re.compile(r"20\d\d|月|季度|长期|立行|年底")
_TIME = re.compile(r"时间|时限|期限|工期|日期|安排|节点|计划")
_TWO_IN_ONE = re.compile(r"^[^/／\n]{2,}[/／\n][^/／\n]{2,}")
_SENTENCE = re.compile(r"[，。；,;]")
_PERCENT = re.compile(r"\d+(?:\.\d+)?[%％]")
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
    petition = petition or is_petition(labels)
    claims = [
        claim
        for column, label in enumerate(labels)
        if label
        for claim in _claims(column, label, samples[column], petition=petition)
    ]
    taken = _awarded(settled(claims, labels, samples))
    if "number" not in {claim.field for claim in taken.values()}:
        for column, claim in taken.items():
            if claim.field == "sequence":
                taken[column] = Claim(column, "number", 0.8)
    return tuple(
        Column(
            letters(column),
            name,
            taken[column].field if column in taken else None,
            taken[column].confidence if column in taken else 0.0,
        )
        for column, name in enumerate(names)
        if name
    )


def is_petition(labels: tuple[str, ...]) -> bool:
    """Whether the headers are those of a list of petitions."""
    return any(of_petitions(label.rsplit("/", 1)[-1]) for label in labels if label)


def kind_with_numbers(kind: str, columns: tuple[Column, ...], rows: list[list[str]]) -> str:
    """The kind, or petition when most numbers of a list of problems are petition numbers."""
    place = next((column_number(column.letter) for column in columns if column.field == "number"), None)
    if kind != "problem" or place is None:
        return kind
    numbers = [row[place] for row in rows[:_SAMPLE] if row[place]]
    petitions = sum(map(is_petition_number, numbers))
    return "petition" if petitions > len(numbers) * _MOSTLY else kind


def kind_of(
    labels: tuple[str, ...], fields: set[str], rows: list[list[str]], *, petition: bool = False
) -> str:
    """problem, petition, measure, duty, site or statistics, by the headers."""
    plain = [folded_header(label) for label in labels if label]
    if petition or is_petition(labels):
        return "petition"
    if "description" in fields:
        return "problem"
    numeric = sum(
        _is_numeric([row[column] for row in rows[:_SAMPLE] if row[column]]) for column in range(len(labels))
    )
    if any(_STATISTIC.search(label) for label in plain) or numeric * 2 > len(plain):
        return "statistics"
    if any("点位" in label or "保护地" in label for label in plain) or _is_register(plain, fields):
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
    texts = [cell for row in rows[:_SAMPLE] for cell in row]
    return bool(fields & {"number", "sequence"}) or any(len(text) > _LONGEST_WORD for text in texts)


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


def _is_numeric(texts: list[str]) -> bool:
    return (
        bool(texts) and sum(bool(re.fullmatch(r"-?[\d.,%]+", text)) for text in texts) >= len(texts) * _MOSTLY
    )


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


def _claims(column: int, label: str, texts: list[str], *, petition: bool) -> list[Claim]:
    """The fields a column may be, surest first; a two-level header is asked by its last level, then as a whole."""
    own = label.rsplit("/", 1)[-1]
    if (span := _of_span(label, own, texts)) is not None:
        return [Claim(column, name, value) for name, value in span]
    field, sure = header_field(label)
    first = label.split("/", 1)[0]
    if (
        "/" in label
        and sure < 0.95
        and _share(texts, _TWO_IN_ONE) > _MOSTLY
        and header_field(first)[1] > 0.75
    ):
        own, field, sure = first, header_field(first)[0], ASKED  # 责任单位/责任人 over 县住建局/王强
    elif "/" in label and sure < 0.95:
        last_field, last_sure = header_field(own)
        field, sure = (last_field, last_sure * 0.9) if last_sure > sure else (field, sure)
    if field is None and own != label and is_level_or_period(own):
        field, sure = header_field(label.rsplit("/", 1)[0])
        sure *= 0.75
    if field is None:
        return _claims_by_content(column, folded_header(own), texts, petition=petition)
    adjusted = _by_content(folded_header(own), field, texts)
    wishes = [(name, sure * factor) for name, factor in adjusted]
    other = _PETITION_FIELDS if petition else _PROBLEM_FIELDS
    wishes += [(other[name], value * 0.98) for name, value in wishes if name in other]
    wishes = [(name, value * (0.6 if name in other else 1.0)) for name, value in wishes]
    return [Claim(column, name, value) for name, value in wishes]


def _of_span(label: str, own: str, texts: list[str]) -> list[tuple[str, float]] | None:
    """整改时间 over 起 and 止: only the end is a deadline; None for any other header."""
    plain = folded_header(own)
    if "/" not in label or not (_BEGINS.fullmatch(plain) or _ENDS.fullmatch(plain)):
        return None
    if not _TIME.search(folded_header(label.rsplit("/", 1)[0])):
        return None
    if not _ENDS.fullmatch(plain):
        return []
    return [("deadline", 0.85)] if _share(texts, _DATED) > _MOSTLY else None


def _by_content(plain: str, field: str, texts: list[str]) -> list[tuple[str, float]]:
    """What an ambiguous header means, judged by its column: (field, factor on the confidence)."""
    if _holds_something_else(plain, field, texts):
        return []
    if field == "result" and plain in {"处理情况", "处理结果"} and _punishes(texts):
        return [("accountability", 0.85)]
    if plain in {"责任人", "责任人员", "负责人"} and texts:
        if _share(texts, _PUNISHED) > _MOSTLY:
            return [("accountability", 0.8)]
        return [("responsible_person", 1.0 if _share(texts, _PERSON) > _MOSTLY else 0.85)]
    if field in {"status", "progress"} and _TELLS_STATE.search(plain):
        words = sum(_is_status(text, field) for text in texts)
        if texts and words > len(texts) * _MOSTLY:
            return [("status", 1.0)] if field == "status" else [("status", 0.85), ("progress", 0.7)]
        told = texts and (
            max(map(len, texts)) > 24
            or _share(texts, _PERCENT) > _MOSTLY
            or _share(texts, _SENTENCE) > _MOSTLY
        )
        if told and field == "status":
            return [("progress", 0.85), ("status", 0.6)] if "结论" not in plain else [("status", 1.0)]
    return [(field, 1.0)]


def _holds_something_else(plain: str, field: str, texts: list[str]) -> bool:
    """问题地址 that holds streets and house numbers is no area; 隐患类别 that holds 一般, 重大 tells how grave, not which kind."""
    if field == "area":
        return bool(_SPOT.search(plain)) and _share(texts, _AREA_NAME) <= _MOSTLY
    return (
        field == "category"
        and bool(texts)
        and all(_LEVEL_WORD.fullmatch(folded_header(text)) for text in texts)
    )


def _punishes(texts: list[str]) -> bool:
    """Whether a column of handling tells only what became of people: 约谈, 通报批评."""
    return bool(texts) and max(map(len, texts)) <= 24 and _share(texts, _PUNISHED_PERSON) > _MOSTLY


def _is_status(text: str, field: str) -> bool:
    """A status word; under a header of progress only a bare word, because 已完成清理 is a report."""
    if status_of(text) is None:
        return False
    return field == "status" or has_boxes(text) or not _STATUS_WORDS.sub("", folded_header(text))


def _claims_by_content(column: int, plain: str, texts: list[str], *, petition: bool) -> list[Claim]:
    """Headers that mean a field only when the column shows it: 完成时间 is a deadline when it says 前 or 底.

    Where it says days, it is in a list of petitions the day on which each was finished.
    """
    if (
        plain
        in {
            "完成时间",
            "整改完成时间",
            "整改时间",
            "完成日期",
            "整改完成日期",
            "实际完成时间",
            "实际完成日期",
        }
        and texts
    ):
        if _share(texts, _TIMED) > _MOSTLY:
            return [Claim(column, "deadline", 0.6)]
        if petition and _share(texts, _DAY) > _MOSTLY:
            return [Claim(column, "completed_on", 0.6)]
    if plain in {"负责人", "责任领导及责任人"} and texts and not _share(texts, _PHONE):
        return [Claim(column, "responsible_person", 0.6)]
    if plain in {"被检查单位", "单位名称", "企业名称", "涉及单位"} and texts:
        return [Claim(column, "responsible_unit", 0.5)]
    return []


def _share(texts: list[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.search(text)) for text in texts) / len(texts) if texts else 0.0
