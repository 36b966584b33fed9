"""Forms pasted with label and content on lines of their own: labels nobody lists are told by coming again in every form, content above and below them."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.tables.forms.upright import is_label
from dczg_desktop.imports.texts.labelling.tabbed_labels import with_colons

_FEWEST, _LONGEST, _FARTHEST = 3, 12, 20
_AT_LENGTH = frozenset(
    {"description", "measures", "goal", "progress", "result", "findings", "accountability"}
)
_WHOLE = ("。", "！", "；", "）")
_OFFICE = re.compile(r"(?:局|委|办|会|政府|公司|集团|中心|[镇乡村]|街道|社区|[支大]队|[厂站院所])$")
_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff（）()/、]{1,11}")


def with_labels_told(text: str) -> str:
    """A pasted form with a colon behind each label that stands before a tab, or on a line of its own and is known to nobody."""
    return _with_labels_beside(with_colons(text))


def _with_labels_beside(text: str) -> str:
    """The text with such a label put in front of its content (点位：王家塘), its own line left empty; any other text as it is."""
    lines = text.split("\n")
    filled = [place for place, line in enumerate(lines) if line.strip()]
    texts = [lines[place].strip() for place in filled]
    times = Counter(texts)
    known = {one for one in times if is_label(one)}
    forms = max((times[one] for one in known), default=0)
    if (
        forms < 2
        or sum(times[one] == forms for one in known) < _FEWEST
        or any("：" in one or ":" in one for one in texts)
    ):
        return text
    found = _found(
        texts, known, {one for one in times if times[one] == forms and _PLAIN.fullmatch(one)} - known
    )
    for place, below, one in zip(filled, filled[1:], texts, strict=False):
        if one in found:
            lines[place], lines[below] = "", f"{one}：{lines[below].strip()}"
    return "\n".join(lines)


def _found(texts: Sequence[str], known: Collection[str], recurring: Collection[str]) -> set[str]:
    """The lines among the `recurring` that never stand right below a label or right above one, nor inside of a content that goes on over lines."""
    labels = set(known)
    where: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if text in recurring:
            where.setdefault(text, []).append(place)
    for one, places in where.items():
        is_between = all(
            place
            and texts[place - 1] not in labels
            and place + 1 < len(texts)
            and texts[place + 1] not in labels
            and not _goes_on(texts, place, labels)
            for place in places
        )
        if is_between:
            labels.add(one)
    return labels - set(known)


def _goes_on(texts: Sequence[str], place: int, labels: Collection[str]) -> bool:
    """Whether a line may be one more of the content above it: of what is told at length and has not ended, or one more office."""
    above = range(place - 1, max(place - _FARTHEST, -1), -1)
    label = next((texts[one] for one in above if texts[one] in labels), "")
    field = header_field(label)[0] or ""
    is_open = field in _AT_LENGTH and not texts[place - 1].endswith(_WHOLE)
    return is_open or (field.endswith("_unit") and _OFFICE.search(texts[place]) is not None)
