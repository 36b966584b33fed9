"""Goal, units, leaders and time that one sentence says in so many words (整改目标为…。此项由…牵头，…配合，整改时限为…): each under its label."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.imports.texts.contents import Line

_LABELS = r"整改目标|工作目标|(?:整改|完成|办理)时限|整改期限|(?:整改)?责任单位|牵头单位|配合单位|督导单位|验收单位|责任领导|包案领导|牵头领导|责任人"
_SAID = re.compile(
    rf"(?:^|(?<=[。；;，,]))(?:其)?(?P<label>{_LABELS})(?:为|是)"
    r"|(?:^|(?<=[。；;，,]))(?:[此本该][项问](?:题|工作|任务|整改任务)?)?由(?=[^。；;，,]{2,40}牵头)"
    r"|(?<=[，,])(?=[^。；;，,]{2,40}配合[。；;，,])"
)
_LEADS = re.compile(r"(?P<unit>[^。；;，,]{2,40}?)(?:负责)?牵头(?:负责|整改|落实|组织)*[。；;，,]?$")
_SUPPORTS = re.compile(r"(?P<unit>[^。；;，,]{2,40}?)(?:参与|协助)?配合[。；;，,]?$")
_FEWEST = 2
_ENDS = "。；;，, "


def with_said_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, one that begins so and says at least two such things parted into labels with their contents; others as they are."""
    return [(row, part) for row, line in lines for part in _parts(line)]


def _parts(line: str) -> list[str]:
    places = [found.start() for found in _SAID.finditer(line)]
    if len(places) < _FEWEST or places[0] or "：" in line or ":" in line:
        return [line]
    pieces = [line[start:end] for start, end in zip(places, [*places[1:], len(line)], strict=True)]
    told = [part for piece in pieces for part in _labelled(piece)]
    return told if len(told) == len(pieces) else [line]


def _labelled(piece: str) -> Iterator[str]:
    """The piece under its label; nothing when it turns out to say something else."""
    said = _SAID.match(piece)
    if said and said["label"]:
        yield f"{said['label']}：{piece[said.end() :].strip(_ENDS)}"
    elif said and said.end() and (found := _LEADS.match(piece[said.end() :])):
        yield f"牵头单位：{found['unit']}"
    elif found := _SUPPORTS.match(piece):
        yield f"配合单位：{found['unit']}"
