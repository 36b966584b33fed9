"""Forms pasted with a tab between label and content, one a line: short labels (问题, 时限) are told by the tab as they are by a colon."""

from collections import Counter

from dczg_desktop.imports.tables.forms.upright import is_label

_FEWEST, _LONGEST = 3, 14
_SIGNS = frozenset("。；;，,：:\t")


def with_colons(text: str) -> str:
    """The text with a colon instead of the tab behind each label, where most lines with a tab are a label and its content; any other as it is."""
    lines = text.split("\n")
    labels = [_label(line) for line in lines]
    times = Counter(filter(None, labels))
    known = {label for label in times if is_label(label)}
    told = [bool(label) and (label in known or times[label] > 1) for label in labels]
    if len(known) < _FEWEST or 2 * sum("\t" in line for line in lines) > 3 * sum(told):
        return text
    return "\n".join(
        line.replace("\t", "：", 1) if is_told else line for line, is_told in zip(lines, told, strict=True)
    )


def _label(line: str) -> str:
    """What stands in front of the only tab of a line, if it may be a label."""
    label, tab, content = line.partition("\t")
    plain = label.strip()
    is_short = 0 < len(plain) <= _LONGEST and not _SIGNS.intersection(plain)
    return plain if tab and "\t" not in content and is_short else ""
