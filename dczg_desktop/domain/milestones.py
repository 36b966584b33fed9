"""Dated steps inside a measure or a deadline (`2021年底前…；2022年全面实施；每季度…`): only what is certain becomes a day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dczg_desktop.domain.date_scan import PART_OF, YEAR_WORDS
from dczg_desktop.domain.deadlines import read_deadline, without_titles
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.stages import stages_of

_S = r"\s*"
_YEAR = rf"(?:(?:19|20)\d\d|[二〇零○一三四五六七八九]{{4}}){_S}年"
_MONTH = rf"(?:\d{{1,2}}|十[一二]?|[一二三四五六七八九]){_S}月"
_DAY = rf"(?:\d{{1,2}}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]){_S}(?:[日号]|(?={_S}[之以]?前))"
_QUARTER = r"第?[一二三四1-4]季度"
_PART = rf"(?:份{_S})?(?:上中旬|中下旬|上旬|中旬|下旬|月?底|末)"
_WORD = rf"(?:(?P<w>{'|'.join(sorted(YEAR_WORDS, reverse=True))})|(?P<short>\d\d{_S}年)){_S}的?{_S}"
"""今年, 次年 and the like, or a year of two digits, before a month that names no year."""
_ABSOLUTE = (
    rf"(?<!\d)(?:"
    rf"(?P<y>{_YEAR}){_S}(?:的(?={_S}{_MONTH}))?{_S}"
    rf"(?:(?:年{_S})?[底末内]|{_QUARTER}[底末]?|[上下]半年[底末]?|{_MONTH}(?:{_S}{_DAY}|{_S}(?:{_PART}|份)?))?"
    rf"|(?:19|20)\d\d[./-]\d{{1,2}}(?:[./-]\d{{1,2}})?(?!\d)[底末]?"
    rf"|(?P<bare>(?:{_WORD})?(?:{_MONTH}{_S}(?:{_DAY}|{_PART})|{_QUARTER}[底末]|(?:(?<=[年度])|(?<![零〇○\d一-九全每往历多])年)[底末])))"
)
_BEFORE = rf"(?P<before>{_S}(?:之|以)?前)?"
_PHRASE = re.compile(_ABSOLUTE + _BEFORE)
_EVERY = re.compile(
    rf"(?:每{_S}(?:个{_S})?(?:半年|年度?|季度?|月度?|周|天|日)|逐[年月季]|按[年月季]度?)"
    rf"(?:{_S}{_MONTH}(?:{_S}{_DAY}|{_S}[底末])?{_S}前?|{_S}年?[底末]{_S}前?)?"
    rf"(?:{_S}[、和及]{_S}{_MONTH}(?:{_S}{_DAY}|{_S}[底末])?{_S}前?)*"
)
_YEAR_SAID = re.compile(rf"{_YEAR}|(?<!\d)(?:19|20)\d\d[./-]\d")
_NOT_AFTER = re.compile(
    r"(?:自|从|由|截至|截止|截止到|根据|依据|按照|印发|基于|对照|比|较|每年|每|关于|落实|针对)\s*$"
)
_NOT_BEFORE = re.compile(
    r"\s*(?:已经?(?=[^\d])|以来|起|开始|以后|之后|后|至|到|—|–|－|-|~|～|度|的|间|期间|印发|下发|施行|中央|省级|省委|市级|督察|反馈|被)"
)
_DOING = re.compile(
    r"\s*(?:[，,]\s*)?(?:完成|全面|组织|实施|建成|启动|达到|基本|力争|实现|推进|开展|出台|制定|制订|编制|开工|竣工|投入|通过|取得|"
    r"全部|整改|验收|巩固|继续|持续|建立|提交|关停|拆除|修复|试运行|运行)(?!的)"
)
_DONE = re.compile(
    r"(?![初中])[^，,；;。]{0,30}(?:完成|完毕|到位|建成|竣工|完工|清零|销号|验收|达标|投运|投入使用|见效)(?!的|情况)"
)
_OVERDUE = re.compile(r"(?:仍|尚|还)?(?:未|没有|不能|无法)[^，,；;。]{0,16}的")
"""What was not done by a day is spoken of, not promised (对2025年6月底前未完成的企业…)."""
_PUT_OFF = re.compile(r"(?:延期|顺延|延长|提前|调整)(?:到|至|为)|原定|原(?=20\d\d)")
_OPENING = re.compile(
    r"(?:\d{1,2}\s*[.．、]|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*[)）]|[①-⑳]|[一二三四五六七八九十]+(?:是|、))?"
    r"\s*(?:力争|确保|计划|争取|预计|预期|拟|到|于|在|其中|完成时限|时限|期限|[:：])*"
)
_ENDS = re.compile(r"[ ）)。；]*\Z")
_FOLLOWING = frozenset({"当年", "次年", "翌年"})
"""Words that speak of the year said before them."""
_LONGEST_OPENING, _LOOKED_BACK = 60, 12
_AROUND = " \n　，,、；;。"
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_TERM = re.compile(r"长期|坚持|持续推进|立行立改|立即整改")
_ONLY_TIME = re.compile(
    r"(?:完成|整改到位|完成整改|销号|并|，|、|长期坚持|持续推进|立行立改|立即整改|已完成|长期|坚持|底前|前)*"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One time named in a text: the words of the time, what is to be done then, and the day when it is certain.

    `recurring` is a time that comes again (每季度); it has no day.
    """

    phrase: str
    text: str
    due: date | None = None
    recurring: bool = False


def is_time(text: str) -> bool:
    """Whether a short text is nothing but a deadline (`2025年6月底前完成`, `长期坚持`)."""
    plain = text.translate(_HALF_WIDTH)
    rest = _PHRASE.sub("", _EVERY.sub("", plain), count=1)
    is_said = rest != plain or _TERM.search(rest) is not None  # 完成整改 alone says no time
    return is_said and len(text) <= 30 and _ONLY_TIME.fullmatch(rest.strip()) is not None


def steps_of(text: str, *, is_deadline: bool = False, base: date | None = None) -> tuple[Step, ...]:
    """Every time that a measure names, in order. In a `deadline` field every date counts, in a measure only what reads
    as one: with 前, 底 or at the head of a clause, never 自…起, 截至…, 根据….

    A month without a year takes the year said before it in the same sentence, else that of `base` as long as no other year
    stands before it; else it has no day. 次年3月 is in the year after that one.
    Stages of a paragraph (2024年一季度…，二季度…) are steps too.
    """
    plain = without_titles(text.translate(_HALF_WIDTH), " ")
    stages = stages_of(plain) if len(plain) == len(text) else []
    if not stages:
        return _steps(text, is_deadline=is_deadline, base=base)
    steps = list(_steps(text[: stages[0].start], is_deadline=is_deadline, base=base))
    for stage, end in zip(stages, [*(one.start for one in stages[1:]), len(text)], strict=True):
        year = stage.year or (base.year if base and not _YEAR_SAID.search(text) else 0)
        first_day = date(year, 1, 1) if year else None
        inner = _steps(text[stage.end : end], is_deadline=False, base=first_day)
        first = text.find(inner[0].phrase, stage.end) if inner else end
        cut = max(text.rfind(sign, stage.end, first) for sign in "，,；;。") if inner else end
        if cut > stage.end:  # else the stage is only the head of its steps (2024年，3月底前…)
            said = text[stage.start : cut].strip(_AROUND)
            steps.append(Step(stage.phrase, said, stage.last_day(year) if year else None))
            inner = _steps(text[cut:end], is_deadline=False, base=first_day)
        steps += inner
    return tuple(steps)


def _steps(text: str, *, is_deadline: bool, base: date | None) -> tuple[Step, ...]:
    """Every time that a text without stages names."""
    steps: list[Step] = []
    year = 0
    is_said = False
    for sentence, clause in _clauses(text):
        year = 0 if sentence else year
        years = [
            found.start() for found in _YEAR_SAID.finditer(without_titles(clause.translate(_HALF_WIDTH), " "))
        ]
        found = list(_times(clause.translate(_HALF_WIDTH), is_deadline=is_deadline))
        starts = [0, *(match.start() for match in found[1:])][: len(found)]
        ends = [*starts[1:], len(clause)][: len(found)]
        for match, start, end in zip(found, starts, ends, strict=True):
            said = clause[start:end].strip(" \n　，,、；;")
            if match.re is _EVERY:
                steps.append(Step(match[0].strip(), said, recurring=True))
                continue
            is_said = is_said or bool(years and years[0] < match.start())
            due = _day(match, year, None if is_said else base)
            year = _year_of(match) or (due.year if due else year)
            if due and match["bare"] and not match["w"] and _goes_back(steps, due, clause[: match.start()]):
                due = None
            steps.append(Step(match[0].strip(), said, due))
        is_said = is_said or bool(years)
    return tuple(steps)


def _goes_back(steps: Sequence[Step], due: date, before: str) -> bool:
    """Whether a month without a year is before the step told before it (2025年11月底前开工，3月底前完工): it may be of the year after."""
    last = steps[-1].due if steps else None
    return last is not None and due < last and not PART_OF.search(before[-_LOOKED_BACK:])


def nodes_of(text: str, *, is_deadline: bool = False, base: date | None = None) -> tuple[Step, ...]:
    """The dated steps of a text that names several times; empty when it names only one.

    A day that was put off (2024年底前（经批准延期至2025年底）) is no step any more.
    """
    steps = steps_of(text, is_deadline=is_deadline, base=base)
    if is_deadline and _PUT_OFF.search(text):
        stands = read_deadline(text, base).dates
        steps = tuple(step for step in steps if step.due in stands)
    return tuple(step for step in steps if step.due) if len(steps) > 1 else ()


def _clauses(text: str) -> Iterator[tuple[bool, str]]:
    """The clauses between ； 。 and line breaks outside brackets, and whether each begins a sentence."""
    depth = start = 0
    begins = True
    for position, char in enumerate(text):
        depth += (char in "（(《“") - (char in "）)》”" and depth > 0)
        if char in "；;。\n" and not depth:
            if text[start:position].strip():
                yield begins, text[start:position]
            begins = char in "。\n"
            start = position + 1
    if text[start:].strip():
        yield begins, text[start:]


def _times(clause: str, *, is_deadline: bool) -> Iterator[re.Match[str]]:
    position = titles = quotes = 0
    is_title = False
    for match in _in_order(clause):
        between, position = clause[position : match.start()], match.start()
        titles += between.count("《") - between.count("》")
        opened, closed = between.rfind("《"), between.rfind("》")
        is_title = opened > closed or (is_title and opened == closed)
        quotes += between.count("“") - between.count("”")
        if match.re is _EVERY:
            if is_deadline or _is_opening(clause, match.start()) or "前" in match[0]:
                yield match
        elif not is_title and titles <= 0 and quotes <= 0 and _counts(clause, match, is_deadline=is_deadline):
            yield match


def _in_order(clause: str) -> Iterator[re.Match[str]]:
    """Times that come again and dates as they follow one another, none inside another; a time that begins with a date goes first."""
    position = 0
    every, dated = _EVERY.search(clause), _PHRASE.search(clause)
    while every or dated:
        if every and every.start() < position:
            every = _EVERY.search(clause, position)
        elif dated and dated.start() < position:
            dated = _PHRASE.search(clause, position)
        else:
            match = min(filter(None, (every, dated)), key=lambda one: one.start())
            position = max(match.end(), position + 1)
            yield match


def _counts(clause: str, match: re.Match[str], *, is_deadline: bool) -> bool:
    """Whether a date outside titles and quotations is a deadline and no beginning and no mention."""
    before, end = clause[max(match.start() - _LOOKED_BACK, 0) : match.start()], match.end()
    if _NOT_AFTER.search(before) or (_NOT_BEFORE.match(clause, end) and not match["before"]):
        return False
    if is_deadline or match["before"]:
        return is_deadline or not _OVERDUE.match(clause, end)
    phrase = match[0].rstrip()
    is_done = bool(_DOING.match(clause, end) or (phrase[-1] != "年" and _DONE.match(clause, end)))
    if phrase.endswith(("底", "末", "内", "旬")):
        return is_done or _ENDS.match(clause, end) is not None
    return _is_opening(clause, match.start()) and is_done


def _is_opening(clause: str, place: int) -> bool:
    """Whether nothing stands before a place but a number and words that lead to a time."""
    return place <= _LONGEST_OPENING and _OPENING.fullmatch(clause[:place].strip()) is not None


def _day(match: re.Match[str], year: int, base: date | None) -> date | None:
    """The one day a phrase names; `year` is that said before it in its sentence, 0 without one."""
    phrase = "".join(match[0].split())
    word = match["w"] or ""
    if match["short"]:
        return None
    if match["bare"] and year and (not word or word in _FOLLOWING):
        rest = phrase.removeprefix(word).removeprefix("的")
        phrase = f"{year + YEAR_WORDS.get(word, 0)}年{rest}"
    reading = read_deadline(phrase, base)
    return reading.due if len(reading.dates) == 1 else None


def _year_of(match: re.Match[str]) -> int:
    """The year a phrase names itself; 0 when it names none."""
    written = (match["y"] or "").rstrip("年 　") or (re.match(r"(?:19|20)\d\d(?=[./-])", match[0]) or [""])[0]
    return numeral(written.replace("○", "〇")) or 0
