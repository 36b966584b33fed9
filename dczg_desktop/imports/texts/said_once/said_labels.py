"""Goal, units, leaders, time and progress that sentences say in so many words (整改目标为…。此项由…牵头，…配合，整改时限为…): each under its label."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import field_of
from dczg_desktop.imports.texts.labelling.labels import PREFIX, labels_at

_LABELS = r"整改目标|工作目标|(?:整改|完成|办理)时限|整改期限|(?:整改)?责任单位|牵头单位|配合单位|督导单位|验收单位|责任领导|包案领导|牵头领导|责任人"
_SAID = re.compile(
    rf"(?:^|(?<=[。；;，,]))(?:其)?(?P<label>{_LABELS})(?:为|是)"
    r"|(?:^|(?<=[。；;，,]))(?:[此本该][项问](?:题|工作|任务|整改任务)?)?由(?=[^。；;，,]{2,40}(?:牵头|负责)[^。；;，,]{0,6}[。；;，,])"
    r"|(?<=[，,])(?=[^。；;，,]{2,40}配合[。；;，,])"
    r"|(?<=[，,])要求(?=[于在]?[^。；;，,]{2,20}完成(?:整改)?[。；;，,])"
    r"|(?<=。)(?=目前[，,])"
)
_LEADS = re.compile(r"(?P<unit>[^。；;，,]{2,40}?)(?:负责)?(?:牵头|负责)(?:负责|整改|落实|组织)*[。；;，,]?$")
_SUPPORTS = re.compile(r"(?P<unit>[^。；;，,]{2,40}?)(?:参与|协助)?配合[。；;，,]?$")
_UNTIL = re.compile(r"[于在]?(?P<day>[^。；;，,]{2,20}?)完成(?:整改)?[。；;，,]?$")
_COUNT = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
_ANSWER = re.compile(
    rf"^(?:关于|针对)(?:(?:反馈|交办)?(?:问题|任务)|第)(?P<number>{_COUNT})(?:[个项条](?:问题|任务)?)?[:：，,]?(?P<problem>“.{{4,200}}?”)(?:的?问题)?的?"
    r"(?P<label>整改(?:进展|落实|完成)?情况)[:：]\s*(?P<told>\S.*)$"
)
_COMPLAINT = re.compile(
    r"(?:群众|市民|居民|村民|网民|来电|来信|信访人|举报人|投诉人)[^。：:；;，,]{0,8}(?:反映|举报|投诉)(?!强烈|集中)[^：:]{6,}"
)
_FOUND = re.compile(
    r"(?:^|(?<=[。；;：:]))(?=经(?!营|济|常|过|查处|开区|销|理|费)[^。；;]{0,40}?(?:查|核实|调查|了解|勘验|检查|监测)[^。；;]{0,6}[，,：:])"
)
_TOLD = frozenset({"number", "sequence", "description", "findings"})
_FEWEST = 2
_ENDS = "。；;，, "


def with_said_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, one that says at least two such things, and before them no more than what it counts, parted into labels with their contents."""
    return [(row, part) for row, line in lines for part in _parts(line)]


def with_answers_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that answer counted problems one by one (关于问题1“…”的整改情况：…), at least two, parted into problem and answer."""
    found = [_ANSWER.match(line) for _row, line in lines]
    if sum(map(bool, found)) < _FEWEST:
        return list(lines)
    return [
        (row, part)
        for (row, line), one in zip(lines, found, strict=True)
        for part in (
            [f"问题{one['number']}：{one['problem']}", f"{one['label']}：{one['told']}"] if one else [line]
        )
    ]


def with_complaint_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, the complaint and what was found above the first label under labels of their own (群众反映…问题： / 经查，…属实。 / 整改措施：…).

    Only where there is one such complaint, no numbered line follows it and no label says what the problem or the findings are: several are
    told one by one, and an opening may speak of complaints in general.
    """
    first = next((place for place, (_row, line) in enumerate(lines) if place and labels_at([line], 0)[0]), 0)
    above = [place for place in range(1, first) if _COMPLAINT.match(lines[place][1])]
    if len(above) != 1 or any(heading_of(line) for _row, line in lines[above[0] + 1 : first]):
        return list(lines)
    if any(
        field_of(label) in _TOLD for _row, line in lines[first:] for label, _text in labels_at([line], 0)[0]
    ):
        return list(lines)
    place = above[0]
    row, line = lines[place]
    parts = _FOUND.split(line, maxsplit=1)
    if len(parts) > 1:
        told = [(row, f"反映问题：{parts[0].rstrip(_ENDS + '：:')}"), (row, f"调查核实情况：{parts[1]}")]
        return [*lines[:place], *told, *lines[place + 1 :]]
    below, found = lines[place + 1] if place + 1 < first else (0, "")
    if not _FOUND.match(found):
        return list(lines)
    told = [(row, f"反映问题：{line.rstrip(_ENDS + '：:')}"), (below, f"调查核实情况：{found}")]
    return [*lines[:place], *told, *lines[place + 2 :]]


def _parts(line: str) -> list[str]:
    places = [found.start() for found in _SAID.finditer(line)]
    if len(places) < _FEWEST or "：" in line or ":" in line:
        return [line]
    head = line[: places[0]]
    if head and not (PREFIX.match(head) and head.find("。") == len(head) - 1):
        return [line]
    pieces = [line[start:end] for start, end in zip(places, [*places[1:], len(line)], strict=True)]
    told = [part for piece in pieces for part in _labelled(piece)]
    return [*([head] if head else []), *told] if len(told) == len(pieces) else [line]


def _labelled(piece: str) -> Iterator[str]:
    """The piece under its label; nothing when it turns out to say something else."""
    said = _SAID.match(piece)
    rest = piece[said.end() :] if said else ""
    if said and said["label"]:
        yield f"{said['label']}：{rest.strip(_ENDS)}"
    elif piece.startswith("目前"):
        yield f"整改进展：{piece}"
    elif piece.startswith("要求") and (found := _UNTIL.match(piece.removeprefix("要求"))):
        yield f"整改时限：{found['day']}"
    elif said and said.end() and (found := _LEADS.match(rest)):
        yield f"{'牵头单位' if '牵头' in rest else '责任单位'}：{found['unit']}"
    elif found := _SUPPORTS.match(piece):
        yield f"配合单位：{found['unit']}"
