"""The page of an office that shows a letter with its answer (信件编号 4623 类型 领导信箱 / 内容 … / 答复内容 …): its labels are given colons."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dczg_desktop.imports.furniture import is_furniture, is_tail
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import names_field
from dczg_desktop.imports.texts.labelling.labels import is_greeting

_OF_LETTERS = "信件|来信|留言|诉求|咨询|工单|投诉|举报"
_LETTER, _TITLE, _ANSWER = "信件内容", "标题", "处理意见"
_UNIT, _STATE, _DONE, _WRITER = "回复单位", "信件状态", "是否办结", "来信人"
_WRITERS = frozenset({"网友", "提交人"})
_KEPT = frozenset({_LETTER, _UNIT, _ANSWER})
"""The sorts whose labels stay as written where they are known."""
_SORTS = (
    ("受理编号", rf"(?:{_OF_LETTERS}|受理|来访)编号|编号"),
    ("信件类型", rf"(?:{_OF_LETTERS}|问题)?(?:类型|类别|分类)"),
    (_TITLE, rf"(?:{_OF_LETTERS})?(?:标题|主题)"),
    (_LETTER, rf"(?:{_OF_LETTERS}|反映)?(?:内容|正文)|(?:网友|网民|市民|群众)留言"),
    (_UNIT, r"(?:回复|答复|办理|承办|受理|处理|经办)(?:人|单位|部门)"),
    (_ANSWER, r"(?:回复|答复|办理|处理)(?:内容|意见|结果|情况)"),
    (_STATE, r"(?:信件|来信|留言|办理|回复|处理)状态"),
    (
        "",
        r"(?:提交|写信|来信|来电|派单|转办|留言|回复|答复|办理|办结|受理|反映|举报|投诉|处理|回信)(?:日期|时间)|写信情况|满\s?意\s?度|来信人|提交人|写\s?信\s?人|留言人|网友(?=\s+\S{1,8}(?:\s|$))|浏览量",
    ),
)
_BEFORE_COLON = (
    (_LETTER, r"[\u4e00-\u9fff]{0,8}留言板"),
    (_ANSWER, r"(?:官方|部门|单位|信件|留言|受理)?(?:回复|答复)"),
)
"""What is a label only before a colon, or alone on its line."""
_ANY = "|".join(rf"(?P<s{number}>{words})" for number, (_label, words) in enumerate(_SORTS))
_COLONED = "|".join(rf"(?P<c{number}>{words})" for number, (_label, words) in enumerate(_BEFORE_COLON))
_LABEL = re.compile(
    rf"(?:^|(?<=[ \t　]))(?:(?:{_ANY})(?:\s*[:：]\s*|[ \t　]+|$)|(?:{_COLONED})(?:\s*[:：]\s*|$))"
)
_ANSWERED_BY = re.compile(
    r"(?:(?<=[。！!])|(?<=\s))\s*(?P<word>(?:回复|答复|办理|承办|处理|经办)(?:单位|部门))\s*[:：]\s*(?P<unit>[\u4e00-\u9fff（）()]{2,30})。?$"
)
"""The office behind the last sentence of its answer (…已清理。经办单位：县城管局。)."""
_FREE = frozenset({_LETTER, _ANSWER})
"""What is told at length: no label stands behind it on its line."""
_GLUED = "|".join(words for _label, words in _SORTS)
_DASHED = re.compile(rf"^[-•·]\s*(?P<label>(?:{_GLUED}))\s*[:：]?")
_DAY = re.compile(r"^[-•·]\s*[\u4e00-\u9fff]{4}\s*[:：]?\s*(?:\d|$)")
"""What says when, on such a page: a demand on how to fill it in (- 处理时间要准确) does not."""
_OF_LETTER = re.compile(r"信|留言|诉求|回复|答复")
_IS_DONE = re.compile(r"(?:已|阶段性|未)?办结")
_PIPED = re.compile(r"(?:内容|单位|部门|时间)\s*[:：]?\s*\|")
_FEWEST_KNOWN, _FEWEST, _LONGEST_LAST = 3, 4, 60
_LONGEST = 20_000
"""Characters of a page with signs between its cells that may show a letter."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A label with its content on one line: of which sort it is, as written, what stands behind it."""

    sort: str
    word: str
    text: str

    @property
    def line(self) -> str:
        return f"{self.label}：{self.text}"

    @property
    def label(self) -> str:
        """The label as it is known elsewhere."""
        if self.sort == _STATE:
            return _DONE if _IS_DONE.fullmatch(self.text) else self.word
        if not self.sort:
            return _WRITER if self.word in _WRITERS else "".join(self.word.split())
        is_own = self.sort in _KEPT and len(self.word) > len("内容") and names_field(self.word)
        return self.word if is_own else self.sort


def with_letter_labels(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines with every label of such a page on its own and before a colon, and those that only head a part of the page (回复情况);
    unchanged where they show no letter with its answer.
    """
    parts = [(row, line, _parts(line)) for row, line in _with_last_unit(_unglued(lines))]
    found, headings = _in_order(parts)
    own = [part for _row, part in found if isinstance(part, _Part)]
    known = [part.sort for part in own if part.sort]
    is_letter = any(_OF_LETTER.search(part.word) for part in own)
    is_page = is_letter and len(set(known)) == len(known) and set(known) >= _FREE
    if not is_page or (len(known) < _FEWEST_KNOWN and len(own) < _FEWEST):
        return lines, []
    told = [(row, part) for row, part in _titled(found)]
    return [(row, part.line if isinstance(part, _Part) else part) for row, part in told], headings


def without_signs(text: str) -> str:
    """The text of such a page without the signs between its cells (回复部门: | 市环保局 |); any other text unchanged."""
    if "|" not in text or len(text) > _LONGEST or len(_PIPED.findall(text)) < _FEWEST_KNOWN:
        return text
    plain = "\n".join(
        " ".join(cell for one in line.split("|") if (cell := one.strip())) for line in text.splitlines()
    )
    lines = [(row, line) for row, line in enumerate(plain.splitlines()) if line]
    return plain if with_letter_labels(lines)[0] is not lines else text


def _in_order(
    parts: Sequence[tuple[int, str, list[_Part]]],
) -> tuple[list[tuple[int, _Part | str]], list[Line]]:
    """The labels and other lines in order. A label that stands alone above others (部门回复 / 回复时间：…) goes behind them, and only
    heads its part of the page where its sort comes again before any text.
    """
    found: list[tuple[int, _Part | str]] = []
    headings: list[Line] = []
    waiting: tuple[int, str, _Part] | None = None
    for row, line, own in parts:
        if not own and waiting and not (is_furniture(line) or is_tail(line)):
            found.append((row, replace(waiting[2], text=line)))
            waiting = None
        elif not own:
            found.append((row, line))
        for part in own:
            if waiting and part.sort == waiting[2].sort:
                headings.append(waiting[:2])
                waiting = None
            if part.sort in _FREE and not part.text and not waiting:
                waiting = (row, line, part)
            else:
                found.append((row, part))
    if waiting:
        found.append((waiting[0], waiting[2]))
    return found, headings


def _titled(found: Sequence[tuple[int, _Part | str]]) -> Iterator[tuple[int, _Part | str]]:
    """The same, with the title in the place of a letter that is empty."""
    is_empty = any(
        isinstance(one, _Part) and one.sort == _LETTER and not one.text for _row, one in found
    ) and any(isinstance(one, _Part) and one.sort == _TITLE and one.text for _row, one in found)
    for row, one in found:
        if is_empty and isinstance(one, _Part) and one.sort == _TITLE:
            yield row, replace(one, sort=_LETTER, word=_LETTER)
        elif not (is_empty and isinstance(one, _Part) and one.sort == _LETTER):
            yield row, one


def _unglued(lines: list[Line]) -> list[Line]:
    """The lines, the labels of a page that has each behind a dash and glued to its content (- 答复单位县城管局) before colons."""
    found = [_DASHED.match(line) for _row, line in lines]
    days = [bool(_DAY.match(line)) for (_row, line), one in zip(lines, found, strict=True) if one and one["label"].endswith(("时间", "日期"))]  # fmt: skip
    if sum(map(bool, found)) < _FEWEST or not days or not all(days):
        return lines
    return [
        (row, f"{one['label']}：{line[one.end() :].strip()}" if one else line)
        for (row, line), one in zip(lines, found, strict=True)
    ]


def _with_last_unit(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, the office that the answer ends with on a line of its own."""
    for row, line in lines:
        near = max(len(line) - _LONGEST_LAST, 0)
        last = _ANSWERED_BY.search(line[near:])
        if last and line[: near + last.start()].strip():
            yield row, line[: near + last.start()].strip()
            yield row, f"{last['word']}：{last['unit']}"
        else:
            yield row, line


def _parts(line: str) -> list[_Part]:
    """The labels that a line begins with and holds, each with what stands behind it."""
    places: list[tuple[re.Match[str], str, str]] = []
    for one in _LABEL.finditer(line):
        if (not places and one.start()) or (places and places[-1][1] in _FREE):
            break
        group, word = next((group, word) for group, word in one.groupdict().items() if word)
        if is_greeting(word, line[one.end() :]):
            continue
        sorts = _SORTS if group[0] == "s" else _BEFORE_COLON
        places.append((one, sorts[int(group[1:])][0], word))
    ends = [*(one.start() for one, _sort, _word in places[1:]), len(line)]
    return [
        _Part(sort, word, line[one.end() : end].strip())
        for (one, sort, word), end in zip(places, ends, strict=False)
    ]
