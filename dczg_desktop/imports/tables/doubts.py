"""What is doubtful about the text of one field: one cached rule a field, each giving Chinese sentences."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import lru_cache, partial

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.boxes import has_boxes, may_have_boxes, ticked
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.numbering import maybe_faulty, number_faults
from dczg_desktop.domain.vocabulary import is_refused, status_of, substantiated_word
from dczg_desktop.imports.tables.oddities import ERROR

_PETITION = re.compile(r"(?<![A-Z0-9])[DXW]\d?[A-Z]{2}\d{12}(?!\d)")
_AND_OTHERS = re.compile(
    r"等\s*(?:\d{1,3}|[二两三四五六七八九十]{1,3})\s*[个家](?:责任|市直|县直|区直|相关|有关)?(?:单位|部门|局|企业|乡镇|街道|县|区|镇|乡|村)"
)
_OF_CLASS = r"(?:单位|部门|机构|科室|企业|公司|成员|主管|行业|责任|直属|市直|县直|区直|州直|省直|派出|党委|党工委|人民政府|政府|办事处|管委会|委员会|分局|委办局|乡镇|镇街|镇村|街镇|县区|市县|市州|市区|旗县|[省市县州盟区旗镇乡村]|街道|社区|园区|开发区|[（(][^（）()]{1,8}[）)]|[、和及])"
_UNNAMED = re.compile(
    rf"(?:^|[、，,;；\n和及与]|[省市县区州盟旗全直级线][^、，,;；\n]{{0,4}}?)(?P<name>(?:沿线|沿河|沿江|沿湖|流域内?|辖区内?|全[省市县区州镇乡]|属地|所在|涉及的?|涉事|[省市县区州][直级])?(?:各(?!庄)|有关|相关|属地|所在|涉及的?|涉事)(?:各|有关|相关|涉及的?)?{_OF_CLASS}+)(?=$|[、，,;；\n和及与。]|牵头|负责|配合|按|分别|共同)"
    r"|(?P<others>等(?:有关|相关|各|责任|市直|县直|区直|行业|主管){0,3}(?:单位|部门|乡镇|街道|企业|县区))(?=$|[、，,;；\n。]|牵头|负责|配合|按|分别|共同)"
)
"""Units that a word only calls by their class (各乡镇, 相关部门, 沿线各镇, 等部门)."""
_TWO_NUMBERS = 30
_SHORT_STATUS = 24
_UNITS = frozenset({"responsible_unit", "lead_unit", "supporting_unit"})
_MAYBE_UNNAMED = re.compile(r"[各等]|[有相]关|属地|所在|涉")
_STATUSES = frozenset({"status", "completion"})
_NONE: tuple[str, ...] = ()


def _of_description(text: str) -> tuple[str, ...]:
    return _NONE if text else ("问题内容为空。请补填；如与上一行合并，请恢复合并或补上内容。",)


def _of_number(text: str) -> tuple[str, ...]:
    if not text:
        return _NONE
    several = dict.fromkeys(_PETITION.findall(text)) if len(text) >= _TWO_NUMBERS else ()
    if len(several) > 1:
        return (
            f"这一格里有 {len(several)} 个受理编号（{'、'.join(several)}），请分成几行，或只留本件的编号、其余写进备注。",
        )
    return number_faults(text)


@lru_cache(maxsize=8192)
def doubts_of_deadline(text: str, start: date | None = None, base: date | None = None) -> tuple[str, ...]:
    """The doubts about a deadline whose counts of days begin on `start` and whose months without a year are read from `base`."""
    if not text:
        return _NONE
    reading = read_deadline(text, base, start=start, asks_start=True)
    if not reading.understood and not ERROR.match(text):
        return (f"时限没有读懂：{reading.proposal}",)
    if re.fullmatch(r"20\d\d\.1", text):
        return (
            f"“{text}”可能是 {text[:4]} 年 1 月，也可能是 {text[:4]} 年 10 月（表格软件会去掉末尾的 0），请写明。",
        )
    return _NONE


def _of_unit(text: str) -> tuple[str, ...]:
    return _unnamed("责任单位", text) if text else ("责任单位为空。请补填负责整改的单位。",)


def _unnamed(name: str, text: str) -> tuple[str, ...]:
    """The question about units that are only counted, or called by their class."""
    if found := _AND_OTHERS.search(text):
        return (f"{name}写着“{found[0]}”，没有写全是哪几个。请写出每个单位的名称。",)
    if found := _UNNAMED.search(text):
        said = found["name"] or found["others"]
        return (f"{name}写着“{said}”，没有写明是哪几个。请写出每个单位的名称，确实是全部的可以照样导入。",)
    return _NONE


def _of_status(text: str) -> tuple[str, ...]:
    if has_boxes(text) and len(ticked(text)) != 1:
        return ("勾选项应当只勾一项，现在没有勾选或勾了几项，请核对。",)
    return _of_status_word(text) if 0 < len(text) <= _SHORT_STATUS else _NONE


def _of_completion(text: str) -> tuple[str, ...]:
    """A long report under 是否办结 counts as 未办结, however it begins."""
    if len(text) > _SHORT_STATUS and not has_boxes(text):
        return (
            "这一格写了一段话，读不出是否办结，计为未办结。请只写已办结、阶段性办结或未办结，其余写进办理情况。",
        )
    return _of_status(text)


@lru_cache(maxsize=8192)
def _of_status_word(text: str) -> tuple[str, ...]:
    if status_of(text) is None and is_refused(text):
        return (f"“{text}”：验收没有通过，不算完成整改。请写明整改现在到了哪一步，或确认。",)
    if status_of(text) is None and not ERROR.match(text):
        return (f"不认识的状态“{text}”。请改成“达到序时进度”“完成整改”“已办结”等规范写法，或确认。",)
    return _NONE


@lru_cache(maxsize=8192)
def _of_substantiated(text: str) -> tuple[str, ...]:
    if text and substantiated_word(text) is None and not ERROR.match(text):
        return (f"是否属实写成了“{excerpt(text, 20)}”。请写属实、基本属实、部分属实或不属实。",)
    return _NONE


DOUBTS: tuple[tuple[str, Callable[..., tuple[str, ...]]], ...] = (
    ("description", _of_description),
    ("number", _of_number),
    ("deadline", doubts_of_deadline),
    ("responsible_unit", _of_unit),
    ("lead_unit", partial(_unnamed, "牵头单位")),
    ("supporting_unit", partial(_unnamed, "配合单位")),
    ("status", _of_status),
    ("completion", _of_completion),
    ("substantiated", _of_substantiated),
)
"""Field → its rule, in the order the faults of a row are listed."""


OF_FIRST_ROW = frozenset({"description", "number", "responsible_unit"})
"""Fields that are doubted only in the first of the rows merged together: the others add measures to it."""


def asked_about(field: str, texts: Sequence[str]) -> Collection[str]:
    """Of the texts of a column those whose rule may doubt them, each once: long columns are mostly without doubt."""
    if field in _UNITS:
        said = {text for text in set(texts) if _MAYBE_UNNAMED.search(text)}
        return said | ({""} & set(texts)) if field == "responsible_unit" else said
    if field == "description":
        return {""} if "" in texts else ()
    if field == "number":
        return maybe_faulty(texts)
    if field in _STATUSES and not may_have_boxes(texts):
        return {text for text in texts if field == "completion" or len(text) <= _SHORT_STATUS}
    return set(texts)
