"""What is doubtful about the text of one field: one cached rule a field, each giving Chinese sentences."""

import re
from collections.abc import Callable, Collection
from datetime import date
from functools import lru_cache, partial

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.boxes import has_boxes, may_have_boxes, ticked
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.numbering import maybe_faulty, number_faults
from dczg_desktop.domain.units import NOBODY
from dczg_desktop.domain.vocabulary import is_only_undone, is_refused, status_of, substantiated_word
from dczg_desktop.imports.tables.values.lights import is_sign, light_of
from dczg_desktop.imports.tables.values.oddities import ERROR
from dczg_desktop.imports.tables.values.unit_doubts import (
    OTHER_UNITS,
    PERSON_FIELDS,
    UNIT_FIELDS,
    maybe_odd_units,
    maybe_units,
    of_other_unit,
    of_person,
    of_unit,
)

_PETITION = re.compile(r"(?<![A-Z0-9])[DXW]\d?[A-Z]{2}\d{12}(?!\d)")
_TWO_NUMBERS = 30
_LONGEST_NUMBER = 40
_SENTENCE = re.compile(r"[，,。；;：:]")
_KIND_OF_PLACE = re.compile(
    r"(?:农村|城市|城镇|城乡|乡村|城郊|城区|农业|工业|居民|商业|建成)(?:地区|区域|片区|区)?"
)
_SHORT_STATUS = 24
_SHORT_PROBLEM = 14
_NO_PROBLEM = re.compile(
    r"(?:暂?无|暂?未(?:发现|发生|见)|没有|不存在)(?:发现|明显|突出|存在|生态|环境|环保|相关|任何|其他|[、，])*(?:问题|隐患|异常|违法行为|情况)?[。.]?"
)
"""What an inspector writes beside a place where nothing was found."""
_ELSEWHERE = re.compile(
    r"同(?:上|前|左)|[〃″\"”]|(?:同|见|详见|参见)(?:上|前|附件?|附表|原件|序号|编号|问题|第|表|[\d一二三四五六七八九十]).{0,8}|略"
)
"""A problem that is only pointed at; such a row would be one called 同上."""
_STATUSES = frozenset({"status", "completion"})
_SHUT = re.compile(r"(?:均|都|全部|已经?|未|没有|尚未|待|正在)*关闭[。.]?")
_TWO_MEANINGS = "可能是问题已经核实销号，也可能是企业、设施已经关停，读不出来。请改成“已销号”“完成整改”等规范写法，或确认。"
_MORE_LINES = re.compile(r"\n[^\n（(）)]*[\u4e00-\u9fff]{3}[^\n（(）)]*(?:\n|$)")
"""Words on a line of their own below a number: a label that nobody knows, and its content."""
_NONE: tuple[str, ...] = ()


def _of_description(text: str) -> tuple[str, ...]:
    if text in NOBODY:
        return ("问题内容为空。请补填；如与上一行合并，请恢复合并或补上内容。",)
    if _ELSEWHERE.fullmatch(text):
        return (f"问题写着“{text}”，不是问题的内容。请写出问题原文，与别的行是同一问题的请合并成一行。",)
    said = f"这一行写着“{text}”，不是问题。不需要登记的，请不要导入这一行。"
    return (said,) if says_none(text) else _NONE


def says_none(text: str) -> bool:
    """Whether what stands under 问题 says that there is none: 无, 未发现环境问题."""
    is_short = 0 < len(text) <= _SHORT_PROBLEM
    return is_short and (text in NOBODY or _NO_PROBLEM.fullmatch(text.strip()) is not None)


def _of_number(text: str) -> tuple[str, ...]:
    if not text:
        return _NONE
    several = dict.fromkeys(_PETITION.findall(text)) if len(text) >= _TWO_NUMBERS else ()
    if len(several) > 1:
        return (
            f"这一格里有 {len(several)} 个受理编号（{'、'.join(several)}），请分成几行，或只留本件的编号、其余写进备注。",
        )
    if (len(text) > _LONGEST_NUMBER and _SENTENCE.search(text)) or _MORE_LINES.search(text):
        return ("编号后面连着别的文字，请只留本件的编号，其余移到各自的栏目。",)
    return number_faults(text)


def _of_area(text: str) -> tuple[str, ...]:
    return (
        (f"“{text}”说的是哪一类地方，不是行政区域。请写明是哪个县、乡镇，或清空。",)
        if _KIND_OF_PLACE.fullmatch(text)
        else _NONE
    )


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
    return _NONE if is_only_undone(text) else _of_status(text)


@lru_cache(maxsize=8192)
def _of_status_word(text: str) -> tuple[str, ...]:
    if status_of(text) is None and is_refused(text):
        return (f"“{text}”：验收没有通过，不算完成整改。请写明整改现在到了哪一步，或确认。",)
    if is_only_undone(text):
        said = f"“{text.strip()}”只说还没有完成，没有说赶没赶上进度。"
        return (f"{said}请改成“达到序时进度”或“未达到序时进度”，或确认。",)
    if light_of(text) or is_sign(text):
        return _NONE  # asked about once
    if _SHUT.fullmatch(text.strip()):
        return (f"“{text.strip()}”{_TWO_MEANINGS}",)
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
    ("area", _of_area),
    ("deadline", doubts_of_deadline),
    ("responsible_unit", of_unit),
    *((field, partial(of_other_unit, name)) for field, name in OTHER_UNITS.items()),
    *((field, of_person) for field in sorted(PERSON_FIELDS)),
    ("status", _of_status),
    ("completion", _of_completion),
    ("substantiated", _of_substantiated),
)
"""Field → its rule, in the order the faults of a row are listed."""


OF_FIRST_ROW = frozenset({"description", "number", "responsible_unit"})
"""Fields that are doubted only in the first of the rows merged together: the others add measures to it."""


def asked_about(field: str, texts: Collection[str]) -> Collection[str]:
    """Of the texts of a column those whose rule may doubt them, each once: long columns are mostly without doubt."""
    if field in UNIT_FIELDS:
        return maybe_odd_units(texts, needed=field == "responsible_unit")
    if field in PERSON_FIELDS:
        return maybe_units(texts)
    if field == "description":
        return {text for text in texts if len(text) <= _SHORT_PROBLEM}
    if field == "number":
        return maybe_faulty(texts)
    if field in _STATUSES and not may_have_boxes(texts):
        return {text for text in texts if field == "completion" or len(text) <= _SHORT_STATUS}
    return set(texts)
