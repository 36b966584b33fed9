"""Run-on paragraphs parted where problems, sections and labels begin inside them: the line breaks were lost on the way."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.texts.content.closings import apart_to_public
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of
from dczg_desktop.imports.texts.labelling.labels import labels_at
from dczg_desktop.imports.texts.labelling.labels_on_line import inline_labels
from dczg_desktop.imports.texts.lost_lines.run_on import before_public, petitions, sections
from dczg_desktop.imports.texts.lost_lines.run_on_problems import problems

_TEAM = re.compile(r"^[^。；;，,：:]{2,16}(?:组|专班|办公室)\s*[。：:，,；;（(]")
_FEWEST_FIELDS, _FEWEST_LISTED = 2, 2


def unrolled(lines: list[Line]) -> list[Line]:
    """Run-on paragraphs parted before the first label of a problem inside them; a list of problems before the labels of each."""
    parts = [
        (row, one)
        for row, text in lines
        for piece in petitions(text)
        for problem in problems(piece)
        for part in sections(problem)
        for one in apart_to_public(part)
    ]
    of_list = _listed(parts)
    found: list[Line] = []
    for number, line in parts:
        cut = 0
        if not labels_at([line], 0)[0]:
            inside = inline_labels(line)
            strong = any(field_of(name) in STRONG for _start, name, _end in inside)
            below = len(inside) >= _FEWEST_FIELDS and heading_of(line) is None and _is_bare_label(found)
            cut = inside[0][0] if strong or below or (of_list and line in of_list) else 0
        told = before_public(line[cut:]) if cut else [line.strip()]
        found += [(number, part) for part in (line[:cut].rstrip(" 　，,；;"), *told) if part.strip()]
    return found


def _is_bare_label(lines: Sequence[Line]) -> bool:
    """Whether the last of these lines is a label whose content stands below (整改目标： / 消除黑臭；整改时限：…；责任单位：…)."""
    labels = labels_at([lines[-1][1]], 0)[0] if lines else []
    return bool(labels) and not labels[-1][1] and field_of(labels[-1][0]) != "measures"


def _listed(lines: Sequence[Line]) -> frozenset[str]:
    """The lines of a list that name a problem and behind it units and times (1.沿河倾倒垃圾，责任单位：…，整改时限：…).

    Where a label of a problem stands on a line of its own such lines are measures; a working group that is set up is no problem.
    """
    found = []
    for _row, line in lines:
        labels = labels_at([line], 0)[0]
        if any(field_of(label) in STRONG for label, _content in labels):
            return frozenset()
        fields = {field_of(name) for _start, name, _end in inline_labels(line)}
        heading = heading_of(line)
        if not labels and heading and len(fields & WEAK) >= _FEWEST_FIELDS and not _TEAM.match(heading.text):
            found.append(line)
    return frozenset(found) if len(found) >= _FEWEST_LISTED else frozenset()
