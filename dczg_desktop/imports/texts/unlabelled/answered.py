"""A letter to an office and its answer, told apart by how the answer addresses the writer and who signs it (…臭气扰民！ / 网友：您好！…县环保局); to be looked at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.tables.values.truths import truth_in
from dczg_desktop.imports.texts.content.contents import Line

_OFFICE = r"(?:局|政府|办事处|委员会|中心|管委会|办公室|热线办|大队|支队|执法队|公司|街道|[镇乡县市区])"
_WRITER = r"(?:网友|网民|市民|群众|居民|村民|同志|先生|女士|朋友|读者)"
_REPLY = re.compile(
    rf"(?:^|(?<=[。！!？?\s]))(?P<unit>[\u4e00-\u9fff]{{2,20}}?{_OFFICE})?(?:[于在]?\s*20\d\d\s*[-年./]\s*\d{{1,2}}\s*[-月./]\s*\d{{1,2}}日?)?(?:官方|部门|信件)?(?:回复|答复)(?:[:：]\s*|$)"
)
"""What is written over an answer (县农业农村局回复：), before a colon or alone."""
_GREETING = re.compile(
    rf"(?:^|(?<=[。！!？?\s]))(?:尊敬的|亲爱的)?(?:[“\"][^“”\"]{{1,14}}[”\"]|[\u4e00-\u9fff*＊]{{0,10}}?){_WRITER}(?:朋友)?(?:[“\"][^“”\"]{{1,12}}[”\"])?\s*"
    r"(?:[,，]\s*[您你]好[:：!！,，。]?|[:：]\s*(?=$|[您你]))"
    r"|^[您你]好[,，!！。]?\s*(?:这里是|我是|我们是)[^。:：]{2,24}(?:回复|答复)[:：]"
    r"|^[您你](?=(?:在|于|通过)[^。]{0,30}(?:反映|投诉|咨询|留言)的?[“《])"
    r"|^[您你](?=(?:[在于通过向][^。]{0,60})?(?:反映|投诉|举报)[^。]{4,120}(?:收悉|已收到|获悉))"
    r"|^[您你]好[,，!！。:：]?\s*(?=[您你][^。]{0,30}(?:反映|投诉|举报|留言|来信|诉求))"
)
"""How an answer addresses the writer (尊敬的网友：您好)."""
_ANSWERED_ON = re.compile(r"^(?:答复|回复)(?:时间|日期)\s*[:：]")
_TITLE = re.compile(
    rf"^(?:关于)?(?:对)?{_WRITER}?[^“《]{{0,12}}[“《\"](?P<told>[^”》\"]{{4,80}})[”》\"][^”》\"]{{0,10}}的?(?:回复|答复)(?:意见|情况|函)?$"
    rf"|^关于{_WRITER}*(?:反映|投诉|举报)(?P<plain>[^“”《》。]{{6,80}}?)(?:的?问题)?的(?:回复|答复)(?:意见|情况)?$"
)
"""The title of an answer that names the complaint (关于网友反映“…”的回复)."""
_RECEIVED = re.compile(
    r"^(?:20\d\d年)?(?:\d{1,2}月\d{1,2}日)?[,，]?[\u4e00-\u9fff]{0,8}?接到?(?:群众|市民|村民|居民|网友|热线)?(?:投诉|举报|反映|来电)[,，:：]\s*(?P<told>[^。]{8,200})。\s*(?=\S)"
)
_SEEN = re.compile(r"经[^。]{0,16}(?:查|核实|了解)|现场[^。]{0,6}(?:检查|查看|核查)")
_TOLD_INSIDE = re.compile(
    r"(?:投诉人|来电人|信访人|举报人|网友)反映\s*[:：]\s*(?P<told>(?![一1][、.．])[^。]{6,400}。)\s*(?=[一二三四][、.]|\d[、.])"
)
_REPORTED_BY = re.compile(
    rf"^(?:近日|日前|最近|(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日)?[，,]?(?:有|一)?[^。，,]{{0,6}}{_WRITER}[^。，,]{{0,20}}(?:反映|投诉|举报)(?:[，,]?(?:称|说))?[，,:：]?\s*(?P<told>(?![，,:：称说])[^。]{{8,300}}。)"
)
_AFTER_IT = re.compile(r"^(?:接到|收到)(?:该|此|群众|市民)?(?:投诉|举报|反映|来电|来信)(?:件|后)")
"""A complaint that the office retells (近日，市民向热线反映，称…。接到投诉后，…)."""
_PLAIN = re.compile(
    r"(?<![请望让])[您你](?=于|在|通过|向|所|\d|反映|投诉|举报)[^。请可欢]{0,80}?(?:反映|投诉|举报)(?:的|了)?(?P<told>[^“”《》。；;，,]{6,80}?)的?问题"
)
_MEDIA = re.compile(r"融媒|媒体|报社|日报|晚报|电视台|广播|新闻|宣传|传媒")
"""Who tells of such things and answers nobody."""
_RETOLD = re.compile(r"小编|记者|获悉|本报|编辑(?:部|同志)")
_QUOTED = re.compile(
    r"(?<!另有网友)(?<!另有市民)(?<!另有群众)(?<!还有网友)(?<!还有市民)(?<!还有群众)(?:反映|投诉|举报|来信)[^。“《]{0,12}[“《](?P<told>[^”》]{6,120})[”》]"
)
_NUMBER = re.compile(r"(?:来访|来信|信件|受理|工单)?编号\s*[:：]\s*(?P<number>[A-Z]{0,4}\d{6,24})")
_SIGNED = re.compile(
    rf"(?:^|(?<=[。！!？?”])|(?<=\s))\s*(?P<unit>[\u4e00-\u9fff]{{2,20}}{_OFFICE})\s*(?:20\d\d\s*[年./-]\s*\d{{1,2}}\s*[月./-]\s*\d{{1,2}}日?)?$"
)
_NAMED = re.compile(
    r"^(?:回复|答复|承办|经办|办理)(?:单位|部门)\s*[:：]\s*(?P<unit>[\u4e00-\u9fff（）()]{2,30})。?$"
)
_SPEAKS = re.compile(rf"^(?P<unit>[\u4e00-\u9fff]{{2,16}}{_OFFICE})[:：]\s*(?=\S)")
_DAY = re.compile(
    r"^[（(]?(?:20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}日?|[〇零一二]{1,4}年.{2,8}日)(?:\s+\d{1,2}[:：]\d\d)?"
)
_LED = re.compile(
    rf"^(?:.{{0,40}}回复。\s*)?(?:{_WRITER}(?:留言|反映)?|留言内容|原帖|来信|投诉人反映|环保局领导)\s*[:：,，]\s*"
)
_ENDS = ("。", "！", "？", "!", "?", "…", "”")
_WHEN = re.compile(r"(?:受理|留言|发表|写信|来信)(?:时间|日期)")
_URL = re.compile(r"https?://\S+")
_OF_PEOPLE = re.compile(r"网友|网民|市民|反映|投诉|举报|来信|留言|诉求|来电|信访件|回复|答复")
_NO_LETTER = re.compile(
    r"代表|委员|第\d+号建议|提案|议案|一封信|公开信|[周月季年]报|简报|倡议|公告|公示|通报|整改方案"
)
_SENTENCE = re.compile(r"[，。！？；,!?;]")
_HEAD, _MOST_LINES, _LONGEST, _SHORTEST, _LONGEST_TITLE, _LONGEST_HEAD, _BEHIND = 3, 40, 6000, 10, 60, 30, 60
_QUESTION = "这份文字像是一封来信和它的答复，没有“反映问题：”“答复内容：”这样的小标题，反映的问题、答复和答复的单位是按称呼和落款分开的，请对照原文核对。"
_LETTER, _REPORTED, _ANSWER, _UNIT, _NUMBERED = "信件内容", "举报内容", "答复内容", "回复单位", "受理编号"


@dataclass(frozen=True, slots=True)
class _Begins:
    """Where the answer begins: its line, where in the line, who answers, and the complaint that its opening names."""

    place: int
    start: int
    end: int
    unit: str = ""
    told: str = ""


def answer_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The petition that such a text is, with a question; None for any other text."""
    if len(lines) > _MOST_LINES or sum(len(line) for _row, line in lines) > _LONGEST:
        return None
    words = [line for _row, line in lines]
    titles = [line for line in words[:_HEAD] if len(line) <= _LONGEST_TITLE]
    if any(map(_NO_LETTER.search, titles)) or not any(map(_OF_PEOPLE.search, words)):
        return None
    begins = _begins(lines)
    if begins is None:
        return None
    answer, signed, behind = _answer(lines, begins)
    if sum(len(text) for _row, text in answer) < _SHORTEST or _MEDIA.search(signed):
        return None
    complaint, above = _complaint(lines, begins)
    label = _LETTER if complaint and not begins.told else _REPORTED
    answer, complaint = _told_inside(answer, complaint)
    if not complaint and not begins.told:
        return None
    pairs = _pairs(label, complaint, answer, signed or begins.unit)
    table = form_table(name, pairs, [*above, *behind], unit=unit)
    where = f"{table.sheet}!{table.records[0].cells.get('description', '')}"
    return replace(table, faults=(*table.faults, Fault(where, "", _QUESTION)))


def _begins(lines: Sequence[Line]) -> _Begins | None:
    """Where the answer begins; None where nothing or several lines begin one."""
    for way in (_titled, _written_over, _greeted, _dated, _received, _retold):
        found = way(lines)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _titled(lines: Sequence[Line]) -> list[_Begins]:
    found = [(place, one) for place, (_row, line) in enumerate(lines) if (one := _TITLE.match(line))]
    return [
        _Begins(place + 1, 0, 0, "", one["told"] or _bare(one["plain"]))
        for place, one in found
        if place + 1 < len(lines)
    ]


def _written_over(lines: Sequence[Line]) -> list[_Begins]:
    return [
        _Begins(place, one.start(), one.end(), one["unit"] or "")
        for place, (_row, line) in enumerate(lines)
        for one in _REPLY.finditer(line)
        if place + 1 < len(lines) or line[one.end() :]
    ]


def _greeted(lines: Sequence[Line]) -> list[_Begins]:
    found = [
        _Begins(place, one.start(), one.start())
        for place, (_row, line) in enumerate(lines)
        if (one := _GREETING.search(line))
    ]
    is_repeated = len(found) > 1 and found[1].place == found[0].place + 1  # 尊敬的网友： / 您好！…
    return found[:1] if is_repeated and len(found) == 2 else found


def _dated(lines: Sequence[Line]) -> list[_Begins]:
    return [
        _Begins(place + 1, 0, 0)
        for place, (_row, line) in enumerate(lines)
        if _ANSWERED_ON.match(line) and place + 1 < len(lines)
    ]


def _received(lines: Sequence[Line]) -> list[_Begins]:
    """An answer that says in its first sentence what was complained of (接到群众投诉，…。经现场检查，…)."""
    return [
        _Begins(place, 0, one.end(), "", one["told"])
        for place, (_row, line) in enumerate(lines)
        if (one := _RECEIVED.match(line)) and _SEEN.search(line, one.end())
    ]


def _retold(lines: Sequence[Line]) -> list[_Begins]:
    """An answer of an office that retells the complaint, and says on the same line or the next what it did when it got it."""
    if any(map(_RETOLD.search, (line for _row, line in lines))):
        return []
    found = [(place, one) for place, (_row, line) in enumerate(lines) if (one := _REPORTED_BY.match(line))]
    begins = []
    for place, one in found:
        rest = lines[place][1][one.end() :].strip()
        if _AFTER_IT.match(rest):
            begins.append(_Begins(place, 0, one.end(), "", one["told"]))
        elif not rest and place + 1 < len(lines) and _AFTER_IT.match(lines[place + 1][1]):
            begins.append(_Begins(place + 1, 0, 0, "", one["told"]))
    return begins


def _bare(told: str) -> str:
    """What is complained of without the words that join it to its sentence (反映的河道黑臭等问题)."""
    return told.removeprefix("的").removesuffix("的").removesuffix("等")


def _complaint(lines: Sequence[Line], begins: _Begins) -> tuple[list[Line], list[Line]]:
    """What the letter says in whole sentences, and the lines around it; what the title of the answer names goes before it."""
    row, line = lines[begins.place] if begins.place < len(lines) else lines[-1]
    head = line[: begins.start].strip()
    above = [*lines[: begins.place], *([(row, head)] if head else [])]
    if begins.told:
        place = max(begins.place - 1, 0) if not begins.end else begins.place
        return [(lines[place][0], begins.told)], [one for one in above if begins.told not in one[1]]
    places = [place for place, (_row, text) in enumerate(above) if _is_told(text)]
    block = above[places[0] : places[-1] + 1] if places else []
    while len(block) > 1 and len(block[0][1]) <= _LONGEST_HEAD and not block[0][1].endswith(_ENDS):
        block = block[1:]  # the title
    own = [(row, _LED.sub("", _URL.sub("", text)).strip()) for row, text in block if not _is_of_page(text)]
    is_retold = any(_RETOLD.search(text) for _row, text in own)
    own = own if sum(len(text) for _row, text in own) >= _SHORTEST and not is_retold else []
    taken = {row for row, _text in own}
    return own, [one for one in above if one[0] not in taken]


def _is_told(text: str) -> bool:
    """Whether a line above an answer is of the letter."""
    return bool(_SENTENCE.search(text)) and not _is_of_page(text)


def _is_of_page(text: str) -> bool:
    """Whether a line above an answer is a day or the way to the page."""
    return bool(_DAY.match(text) or ">" in text or _WHEN.match(text))


def _answer(lines: Sequence[Line], begins: _Begins) -> tuple[list[Line], str, list[Line]]:
    """The answer up to who signs it, the office that signs or is named, and the lines behind it."""
    row, line = lines[begins.place]
    own = [(row, line[begins.end :].strip()), *lines[begins.place + 1 :]]
    own = [one for one in own if one[1]]
    named = next((found["unit"] for _row, text in own if (found := _NAMED.match(text))), "")
    spoken = _SPEAKS.match(own[0][1]) if own else None
    if spoken:
        own[0] = (own[0][0], own[0][1][spoken.end() :])
    signatures = [(place, one) for place, (_row, text) in enumerate(own) if (one := _signature(text))]
    kept, behind, by = own, [], ""
    if signatures and not any(len(text) > _BEHIND for _row, text in own[signatures[-1][0] + 1 :]):
        place, (rest, by) = signatures[-1]
        kept = [*own[:place], *([(own[place][0], rest)] if rest else [])]
        behind = own[place + 1 :]
    end = next(
        (
            place
            for place, (_row, text) in enumerate(kept)
            if place and (_NAMED.match(text) or _DAY.match(text))
        ),
        len(kept),
    )
    return kept[:end], named or by or (spoken["unit"] if spoken else ""), [*kept[end:], *behind]


def _signature(text: str) -> tuple[str, str] | None:
    """What stands before the office that a line ends with, and the office; None where none signs."""
    near = max(len(text) - _BEHIND, 0)
    found = _SIGNED.search(text[near:])
    return (text[: near + found.start()].strip(), found["unit"]) if found else None


def _told_inside(answer: list[Line], complaint: list[Line]) -> tuple[list[Line], list[Line]]:
    """The answer, and the complaint that it repeats where no letter stands above it."""
    if complaint:
        return answer, complaint
    for place, (row, text) in enumerate(answer):
        if found := _TOLD_INSIDE.search(text):
            rest = text[found.end() :].strip()
            return [*answer[:place], (row, rest), *answer[place + 1 :]], [(row, found["told"].strip())]
    quoted = None
    for way in (_QUOTED, _PLAIN):
        quoted = quoted or next(
            ((row, _bare(one["told"])) for row, text in answer if (one := way.search(text))), None
        )
    return answer, [quoted] if quoted else []


def _pairs(label: str, complaint: Sequence[Line], answer: Sequence[Line], office: str) -> list[Pair]:
    numbers = {one["number"] for _row, text in answer for one in _NUMBER.finditer(text)}
    first = complaint[0][0]
    pairs: list[Pair] = [(first, 0, _NUMBERED, numbers.pop())] if len(numbers) == 1 else []
    for word, told in ((label, complaint), (_ANSWER, answer)):
        pairs.append((told[0][0], told[-1][0] - told[0][0], word, "\n".join(text for _row, text in told)))
    truth = truth_in("\n".join(text for _row, text in answer))
    pairs += [(answer[-1][0], 0, "是否属实", truth)] if truth else []
    return [*pairs, *([(answer[-1][0], 0, _UNIT, office)] if office else [])]
