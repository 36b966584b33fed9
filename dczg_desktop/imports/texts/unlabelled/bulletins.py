"""Bulletins (简报) in sections (【整改进展】 … 【存在问题】 …): what they tell is of several problems, and no section is one problem."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.imports.texts.content.contents import Line

_TITLE = re.compile(r"简报|专报|快报|快讯|要情|工作(?:动态|信息|专刊)|[周旬月]报")
_FRAMED = re.compile(r"[【〖\[]\s*([\u4e00-\u9fff]{2,12})\s*[】〗\]]\s*[:：]?\s*(.*)", re.DOTALL)
_NEWS = re.compile(r"动态|要闻|简讯|亮点|典型")
_PROBLEMS = re.compile(
    r"^(?:主要|突出)?(?:存在的?)?(?:主要|突出)?(?:问题|隐患|短板)(?:和不足|与不足|短板|清单|通报|曝光)*$"
)
_COUNTED = re.compile(r"^([一二三四五六七八九十])是[：:，,]?")
_SPOKEN = re.compile(r"(?<=[。；;])\s*(?=[二三四五六七八九十]是)")
_HEAD, _LONGEST_TITLE, _FEWEST = 4, 40, 2
WHAT_TO_DO = (
    "像是工作简报：各节说的是几个问题，分不开哪句话是哪个问题的。请把里面的问题逐条列成表（编号、问题、责任单位、进展各一栏）再导入；"
    "“存在问题”一节逐条写成“1.……”“2.……”各占一行的，可以直接导入。"
)


def is_bulletin(lines: Sequence[Line]) -> bool:
    """Whether a text is in framed sections and its title, or what one of them tells of, is that of a bulletin."""
    sections = [found[1] for _row, line in lines if (found := _FRAMED.match(line))]
    titles = [line for _row, line in lines[:_HEAD] if len(line) <= _LONGEST_TITLE and not line.endswith("。")]
    is_news = any(map(_TITLE.search, titles)) or any(map(_NEWS.search, sections))
    return len(sections) >= _FEWEST and is_news


def of_problems(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What stands above the sections together with the only one that is of problems, its items each on a line of its own, and all
    other lines; nothing of the first kind where no section or several are of problems.
    """
    sections: list[list[Line]] = [[]]
    names = [""]
    for row, line in lines:
        if section := _FRAMED.match(line):
            sections.append([])
            names.append(section[1])
        sections[-1].append((row, line))
    own = [place for place, name in enumerate(names) if _PROBLEMS.search(name)]
    if len(own) != 1:
        return [], list(lines)
    others = [line for place in range(1, len(names)) if place != own[0] for line in sections[place]]
    return [*sections[0], *_unframed(sections[own[0]])], others


def _unframed(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a section, its name and what is counted in words (一是 … 二是 …) on lines of their own."""
    for row, line in lines:
        section = _FRAMED.match(line)
        if section:
            yield row, f"{section[1]}："
        for part in _SPOKEN.split(section[2] if section else line):
            if part.strip():
                yield row, _COUNTED.sub(r"（\1）", part.strip())
