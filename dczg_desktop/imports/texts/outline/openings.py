"""Labels above or behind the problems of a text that speak of all of them (整改任务完成情况：…12项…, 督察指出：…): contents of none."""

from collections.abc import Iterator, Sequence

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.texts.labelling.label_words import (
    STRONG,
    WEAK,
    WITH_COLON,
    field_of,
    is_part_of_report,
)
from dczg_desktop.imports.texts.labelling.marks import Mark

_FEWEST = 2
_SAID = frozenset(WITH_COLON.values())


def take_openings(marks: Sequence[Mark]) -> None:
    """Make such labels plain lines above counted problems that have labels of their own, and headings where they go on counting them.

    Units and times above the problems hold for them, and stay; so does everything below any other label there: then one problem is
    told, and what is counted are its measures.
    """
    problems = list(_problems(marks))
    if len(problems) < _FEWEST:
        return
    above = [mark for mark in marks[: problems[0]] if mark.labels]
    if all(_is_of_all(mark) or _only_says_who(mark) for mark in above):
        for mark in filter(_is_of_all, above):
            mark.labels = []
    last = marks[problems[-1]].heading
    for mark in marks[problems[-1] :]:
        if mark.labels and _is_of_all(mark) and mark.number and mark.number.follows(last):
            mark.labels, mark.heading, mark.number = [], mark.number, None


def _problems(marks: Sequence[Mark]) -> Iterator[int]:
    """Where the headings of the level of the first one stand that count 1, 2, 3 and have what only a problem has below each."""
    places = [place for place, mark in enumerate(marks) if mark.heading and not mark.labels]
    level = next((one.level for place in places if (one := marks[place].heading)), None)
    outer = [place for place in places if (one := marks[place].heading) and one.level == level]
    for count, place in enumerate(outer, start=1):
        end = outer[count] if count < len(outer) else len(marks)
        heading = marks[place].heading
        fields = {field_of(label) for mark in marks[place:end] for label, _content in mark.labels}
        if heading is None or heading.ordinal != count or not fields & STRONG:
            return
        yield place


def _is_of_all(mark: Mark) -> bool:
    words = [folded_header(label) for label, _content in mark.labels]
    return bool(words) and (set(words) <= _SAID or is_part_of_report(words))


def _only_says_who(mark: Mark) -> bool:
    return all(field_of(label) in WEAK for label, _content in mark.labels)
