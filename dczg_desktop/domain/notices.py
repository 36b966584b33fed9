"""Public notices of a closure (销号公示) as they are published: what they say, and what is doubtful about it.

Pure rules over the texts of one notice; what the ledger says beside it is compared in `services.closure_notices`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from dczg_desktop.base.text import excerpt, folded
from dczg_desktop.domain.notice_contacts import (
    OBJECTING,
    address_of,
    first,
    labelled,
    phone_of,
    place_of,
    receiver_of,
    signature_of,
    unwrapped,
)
from dczg_desktop.domain.notice_dates import NO_PERIOD, Period, lost_dates, period_in
from dczg_desktop.domain.notice_days import Doubt, WorkingDays, day_doubts, reckoned
from dczg_desktop.domain.numbering import find_number, numeral, ordinal
from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.domain.traditional import simplified
from dczg_desktop.domain.units import split_units
from dczg_desktop.domain.words import DutyRole

PLACEHOLDER = re.compile(
    r"〔(?!\d{4}〕)[^〕\n]{0,40}〕|【(?:请|待|填|此处)[^】\n]{0,30}】|(?<![A-Za-z0-9])[XxＸｘ×]{2,}(?![A-Za-z0-9])|\d[XxＸｘ×](?=年|月|日)"
    r"|[*＊]{2,}|_{2,}|＿+|[□○◯]{2,}|待填|待补充|待定"
)
"""What templates leave behind and real notices were published with (R13)."""
_CITED = re.compile(
    r"(?P<word>序号)\s*(?:[:：]\s*)?(?P<n>[一二三四五六七八九十百零〇]+|\d{1,4})(?![\d年月.-])"
    r"|(?P<of>第)\s*(?P<m>[一二三四五六七八九十百零〇]+|\d{1,4})\s*项"
)
_ACCEPTANCE_LABELS = ("验收情况", "验收意见", "整改验收情况", "验收结论", "销号意见", "验收结果", "销号结论")
_ACCEPTED = re.compile(r"(?:验收|复核)(?:销号)?组?(?:意见|结论|情况|结果)$")
_SHOWN = re.compile(r"^公示(?!开始|起始|结束|截止).{0,4}(?:时间|日期|期限|期间|期|时限)$")
_SHOWN_SO = re.compile(
    r"公示[^。；]{0,4}$|公示[)）件稿]|公示表|公示如下|予以公示|现[将对面][^。]{0,60}公示|特此公示|公示(?:期|时间|期限|日期)[^。]{0,4}(?:为|自|从|是|[：:，,（(]|\d)",
    re.MULTILINE,
)
_CLOSED = re.compile(r"销号|验收|完成情况公示|整改(?:已|落实)?完成")
_LONGEST_STATE = 12
_PERIOD_LABELS = ("公示时间", "公示期", "公示期限", "公示日期", "公示起止时间", "公示时限")


@dataclass(frozen=True, slots=True)
class ClosureNotice:
    """One notice; every text as written. `number` is what it calls the problem, `petition` whether that is a petition's."""

    title: str = ""
    number: str = ""
    petition: bool = False
    description: str = ""
    goal: str = ""
    measures: str = ""
    deadline: str = ""
    responsible: str = ""
    accepting: str = ""
    accepting_too: str = ""
    progress: str = ""
    acceptance: str = ""
    conclusion: str = ""
    period: Period = NO_PERIOD
    place: str = ""
    receiver: str = ""
    phone: str = ""
    address: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def ordinal(self) -> int | None:
        """The number as an integer when it is one of a list (第二十七项, 序号14); None for petition numbers."""
        return None if self.petition or len(self.number) > 12 else ordinal(self.number)


def is_notice(
    fields: Mapping[str, str], extra: Mapping[str, str], title: str, others: Sequence[str], name: str = ""
) -> bool:
    """Whether a record of a document is a public notice of a closure: it says 公示 (or its file's name does) and what was done."""
    labels = {simplified(folded(label)) for label in extra}
    says = "公示" in f"{title}{name}" or bool(labels & {*_PERIOD_LABELS, *_ACCEPTANCE_LABELS, "配合验收单位"})
    says = says or any("公示" in line for line in others)
    told = (fields.get(name) for name in ("progress", "result", "status"))
    return says and (any(told) or len(fields.get("completion", "")) > _LONGEST_STATE)


def is_surely_notice(
    fields: Mapping[str, str], extra: Mapping[str, str], title: str, others: Sequence[str], name: str = ""
) -> bool:
    """Whether a record tells of a problem that the office has already and that is shown as solved, and can hardly be a new one.

    A report that only promises to show something is none; of petitions, whose lists are shown while they are handled, the
    words for their closure are needed too.
    """
    if not is_notice(fields, extra, title, others, name):
        return False
    labels = {simplified(folded(label)) for label in extra}
    around = [f"{title}\n{name}", *others]
    is_shown = bool(labels & {*_PERIOD_LABELS, "配合验收单位"}) or any(map(_SHOWN_SO.search, around))
    is_petition = bool(find_number(fields.get("number", "")))
    return is_shown and (not is_petition or any(map(_CLOSED.search, [*around, *labels])))


def notice_of(
    fields: Mapping[str, str], extra: Mapping[str, str], title: str, others: Sequence[str], days: WorkingDays
) -> ClosureNotice:
    """The notice in a record: `others` are the lines under no label, `days` counts working days."""
    others = unwrapped(others)
    plain = labelled(others) | {simplified(folded(label)): text for label, text in extra.items() if text}
    completion = fields.get("completion", "")
    told = fields.get("progress") or fields.get("result") or ""
    if not told and len(completion) > _LONGEST_STATE:  # 办结情况 told at length
        told, completion = completion, ""
    report, tail = _without_call(told)
    calls = [text for label, text in extra.items() if "异议" in text or "反馈" in label]
    lines = [title, *others, *calls, *([tail] if tail else [])]
    period_text = (
        first(plain, _PERIOD_LABELS)
        or _ending(plain, _SHOWN)
        or _first_and_last(plain)
        or " ".join(line for line in lines if "公示" in line)
    )
    number = find_number(fields.get("number", "")) or fields.get("number", "") or _number(fields, lines)
    issued_by, issued_on = signature_of(others)
    period, asked = reckoned(period_in(period_text), period_text, issued_on, days)
    notice = ClosureNotice(
        title=title.replace("\n", ""),
        number=number,
        petition=bool(find_number(number)),
        description=fields.get("description", ""),
        goal=fields.get("goal", ""),
        measures=fields.get("measures", ""),
        deadline=fields.get("deadline", ""),
        responsible=fields.get("responsible_unit", "") or fields.get("lead_unit", ""),
        accepting=fields.get("accepting_unit", "") or fields.get("supervising_unit", ""),
        accepting_too=first(plain, ("配合验收单位",)),
        progress=report,
        acceptance=first(plain, _ACCEPTANCE_LABELS) or _ending(plain, _ACCEPTED),
        conclusion=fields.get("status", "") or completion,
        period=period,
        place=place_of(plain),
        receiver=receiver_of(plain, lines),
        phone=phone_of(plain, lines),
        address=address_of(plain, lines),
        issued_by=issued_by,
        issued_on=issued_on,
    )
    texts = {**{_label(name): text for name, text in fields.items()}, **extra, "标题": title}
    texts |= {f"其他第{place}行": line for place, line in enumerate(others, start=1)}
    return replace(notice, doubts=_once(chain(asked, _doubts(notice, texts, period_text, days))))


def _once(doubts: Iterator[Doubt]) -> tuple[Doubt, ...]:
    """Every sentence once."""
    found: dict[str, Doubt] = {}
    for one in doubts:
        found.setdefault(one.words, one)
    return tuple(found.values())


def _ending(extra: Mapping[str, str], pattern: re.Pattern[str]) -> str:
    """The text of the first label of a kind (市级验收意见, 公示起止日期)."""
    return next((text for label, text in extra.items() if text and pattern.search(label)), "")


def _first_and_last(extra: Mapping[str, str]) -> str:
    """The days of a notice that stand under labels of their own."""
    starts = first(extra, ("公示开始时间", "公示起始时间"))
    ends = first(extra, ("公示结束时间", "公示截止时间", "公示截止日期"))
    return f"{starts}至{ends}" if ends else f"自{starts}起" if starts else ""


_LABELS = {
    "description": "问题", "goal": "整改目标", "measures": "整改措施", "deadline": "整改时限", "progress": "整改完成情况",
    "result": "整改情况", "responsible_unit": "责任单位", "accepting_unit": "验收单位", "number": "编号", "status": "整改结论",
}  # fmt: skip


def _label(name: str) -> str:
    return _LABELS.get(name, name)


def _without_call(report: str) -> tuple[str, str]:
    """A report and the call for objections that ran on in it."""
    found = re.search(
        r"(?:如对|如有异议|(?:如果|若|凡)[^。]{0,30}(?:异议|不同意见|疑问)|以上整改|以上情况|特此公示|公示期间)[\s\S]*$",
        report,
    )
    if not found or not OBJECTING.search(found[0]):
        return report, ""
    return report[: found.start()].strip(), found[0]


def _number(fields: Mapping[str, str], lines: Sequence[str]) -> str:
    """The number named in the lines, else at the end of the problem's text (`…（省整改任务第五十五项）。`)."""
    for line in lines:
        if found := titled_number(line):
            return found
    last = re.search(r"[(（]([^()（）]{2,30})[)）][。；]?\s*$", fields.get("description", ""))
    return titled_number(f"（{last[1]}）") if last else ""


def _doubts(
    notice: ClosureNotice, texts: Mapping[str, str], period_text: str, days: WorkingDays
) -> Iterator[Doubt]:
    yield from _placeholders(texts)
    yield from _numbers(notice, texts)
    yield from day_doubts(notice.period, notice.issued_on, days)
    for where, text in (("公示时间", period_text), *texts.items()):
        for words in lost_dates(text) if "公示" in where or where in {"整改时限"} or "公示" in text else ():
            yield Doubt(where, words)
    yield from _same_office(notice)
    if not notice.progress:
        yield Doubt("整改完成情况", "没有写整改完成情况，公示件不完整。")


def _placeholders(texts: Mapping[str, str]) -> Iterator[Doubt]:
    seen: set[str] = set()
    for where, text in texts.items():
        for found in PLACEHOLDER.findall(f"{where}\n{text}"):
            if found not in seen:
                seen.add(found)
                yield Doubt(
                    where, f"留有没有替换的占位内容“{excerpt(found, 20)}”，请改成实际内容后重新公示。"
                )


def _numbers(notice: ClosureNotice, texts: Mapping[str, str]) -> Iterator[Doubt]:
    """Numbers of the problem that differ between the title and the rest of one notice."""
    in_title = find_number(notice.title) or find_number(texts.get("编号", ""))
    for where, text in texts.items():
        other = find_number(text) if where != "标题" else ""
        if (
            in_title
            and other
            and other.rstrip("*") != in_title.rstrip("*")
            and where not in {"问题", "整改情况"}
        ):
            yield Doubt(where, f"标题写的是“{in_title}”，这里写的是“{other}”，请核对是哪一件。")
    title = _cited(notice.title)
    seen: set[tuple[str, int]] = set()
    for where, text in texts.items():
        if where in {"标题", "编号", "整改措施", "整改目标", "整改完成情况", "整改情况"}:
            continue
        for word, (number, written) in _cited(f"{where}：{text}").items():
            said = title.get(word)
            if said and said[0] != number and (word, number) not in seen:
                seen.add((word, number))
                yield Doubt(where, f"标题写的是“{said[1]}”，这里写的是“{written}”，请核对是哪一项。")


def _cited(text: str) -> dict[str, tuple[int, str]]:
    """The first 序号… and 第…项 of a text, as number and as written."""
    found: dict[str, tuple[int, str]] = {}
    for match in _CITED.finditer(unicodedata.normalize("NFKC", text)):
        number = numeral(match["n"] or match["m"])
        if number is not None:
            found.setdefault(match["word"] or match["of"], (number, match[0]))
    return found


def _same_office(notice: ClosureNotice) -> Iterator[Doubt]:
    """Who did the work must not accept it (R11)."""
    doing = {folded(name) for _role, name in split_units(notice.responsible)}
    for text, word in ((notice.accepting, "验收单位"), (notice.accepting_too, "配合验收单位")):
        for _role, name in split_units(text, DutyRole.ACCEPTING_UNIT):
            if folded(name) in doing:
                yield Doubt(word, f"“{name}”既是整改实施主体，又是{word}，不能自己验收自己，请核对。")
