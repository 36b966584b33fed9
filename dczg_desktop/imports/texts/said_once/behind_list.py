"""What stands behind the last of several problems and is of all of them: what is demanded, who signed, units and times (责任单位：…)."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.labelling.label_words import WEAK, field_of
from dczg_desktop.imports.texts.labelling.labels import labels_at
from dczg_desktop.imports.texts.labelling.marks import Mark
from dczg_desktop.imports.texts.outline.plan import Block

_OF_ALL = re.compile(
    r"^(?:(?:整改|处理|办理|检查)(?:要求|意见)|[\u4e00-\u9fff]{2,12}[（(]?签[字名章][)）]?)\s*[：:]|^[\u4e00-\u9fff]{2,8}(?<!群众)(?<!居民)要求[，,：:]"
)
_WE = re.compile(r"(?:对此)?[，,]?我(?:[局委办市县区镇乡厅院厂校村]|街道|公司|单位|园区)[^。]{0,6}高度重视")
"""What is demanded or signed behind the last problem of a list is of all of them, as is what an office makes of a list of single lines."""
_ALL = re.compile(
    r"^(?:以上|上述|所列|各(?=[个项条问任事]))(?:各?[个项条])?(?:问题|任务|事项)*的?(?=[\u4e00-\u9fff])"
)
_OF_ITSELF = re.compile(
    r"(?:责任|牵头|承办|主办)(?:单位|部门)|由[\u4e00-\u9fff]{2,20}(?:负责|牵头|承办)|[时期]限[：:为是]|(?:[月年]底|[月日])[之以]?前[^，。；]{0,6}完成"
)
"""A problem that says on its own line who rectifies it, or by when."""
_EACH = re.compile(r"第[\d一二三四五六七八九十]+[项条个件]|分别|各自")
"""Units and times that say which problem each is of."""
_ONLY_NAMED = frozenset({"number", "sequence", "batch", "description", "area", "category", "channel", "标题"})
"""What a problem of a mere list says of itself."""


def is_of_all(line: str, above: Sequence[str], *, is_list: bool) -> bool:
    """Whether a line behind the last problem is of all of them; units and times only where every problem `is_list` a single line, and
    none of those `above` says them itself.
    """
    if _OF_ALL.match(line) or (is_list and _WE.match(line)):
        return True
    return is_list and bool(weak_labels(line)) and not any(map(_OF_ITSELF.search, above))


def weak_labels(line: str) -> list[tuple[str, str]]:
    """The labels of a line that is nothing but units and times with what they say."""
    labels = labels_at([_ALL.sub("", line)], 0)[0]
    is_weak = all(
        field_of(label) in WEAK and content and not _EACH.search(content) for label, content in labels
    )
    return labels if is_weak else []


def pairs_behind(lines: Sequence[tuple[int, str]]) -> list[Pair]:
    """The units and times on the lines right behind a list."""
    found: list[Pair] = []
    for row, line in lines:
        labels = weak_labels(line)
        if not labels:
            break
        found += [(row, 0, label, content) for label, content in labels]
    return found


def with_pairs_behind(group: Sequence[Pair], behind: Sequence[Pair]) -> list[Pair]:
    """A problem with those of them that it does not say itself."""
    known = {field_of(label) for _row, _more, label, text in group if text}
    return [*group, *(pair for pair in behind if field_of(pair[2]) not in known)]


def shared_behind(
    marks: Sequence[Mark], blocks: Sequence[Block], groups: Sequence[Sequence[Pair]]
) -> list[Pair]:
    """The units and times on lines of their own behind the last problem, where all are counted and none says anything of itself but
    what it is about.
    """
    begins = [
        marks[block.heading].heading if block.heading >= 0 else marks[block.labels].number for block in blocks
    ]
    counts = [heading.ordinal if heading else 0 for heading in begins]
    said = [{field_of(label) for _row, _more, label, text in group if text} for group in groups]
    if (
        len(groups) < 2
        or counts != list(range(1, len(counts) + 1))
        or any(one - _ONLY_NAMED for one in said[:-1])
        or any(_OF_ITSELF.search(text) for group in groups[:-1] for *_place, text in group)
    ):
        return []
    ends = max(
        (row + more for row, more, label, _text in groups[-1] if field_of(label) == "description"), default=-1
    )
    behind = [pair for pair in groups[-1] if field_of(pair[2]) in WEAK and pair[3] and pair[0] > ends >= 0]
    if any(_EACH.search(pair[3]) for pair in behind):
        return []
    return behind if said[-1] == _fields(behind) | (said[-1] & _ONLY_NAMED) else []


def behind_fault(table: Table, behind: Sequence[Pair]) -> Iterator[Fault]:
    """The question about what was read for all of them."""
    if behind and table.records:
        names = "、".join(dict.fromkeys(label for _row, _more, label, _text in behind))
        place = table.records[-1].cells.get("description", "")
        yield Fault(
            f"{table.sheet}!{place}", "",
            f"{names}写在最后一条后面，前面各条都没有写，读作各条共有的，请逐条核对。",
        )  # fmt: skip


def _fields(pairs: Sequence[Pair]) -> set[str]:
    return {field_of(label) for _row, _more, label, _text in pairs}
