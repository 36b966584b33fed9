"""The units named in a cell, each with its role; what is one name stays one, however it was broken (docs/import-fields.md §单位的写法)."""

import re
from collections.abc import Iterator

from dczg_desktop.domain.traditional import simplified
from dczg_desktop.domain.words import UNIT_ROLES, DutyRole

NOBODY = frozenset({"", "无", "暂无", "没有", "/", "\\", "-", "—", "——", "－", "空"})
"""What is written where there is nobody to name."""

_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:局|委|委员会|(?<![交转督承催主协领包查])办|办公室|公司|中心|政府|集团|大队|支队)(?:[(（][\u4e00-\u9fff]+[)）])?"
)
_ROLE_WORDS = {
    "牵头": DutyRole.LEAD_UNIT,
    "主办": DutyRole.LEAD_UNIT,
    "配合": DutyRole.SUPPORTING_UNIT,
    "协办": DutyRole.SUPPORTING_UNIT,
    "协助": DutyRole.SUPPORTING_UNIT,
    "协同": DutyRole.SUPPORTING_UNIT,
    "参与": DutyRole.SUPPORTING_UNIT,
    "督导": DutyRole.SUPERVISING_UNIT,
    "督办": DutyRole.SUPERVISING_UNIT,
    "监管": DutyRole.SUPERVISING_UNIT,
    "监督": DutyRole.SUPERVISING_UNIT,
    "验收": DutyRole.ACCEPTING_UNIT,
    "责任": DutyRole.RESPONSIBLE_UNIT,
    "落实": DutyRole.RESPONSIBLE_UNIT,
}
_BESIDE = "牵头|主办|配合|协办|协助|协同|参与"
_OVER = "督导|督办|监管|监督|验收"
_ROLE_WORD = f"{_BESIDE}|{_OVER}|责任|落实"
_ROLE_LABEL = re.compile(rf"({_ROLE_WORD})(?:责任|落实|实施)?(?:(?:单位|部门)[:：]?|[:：])")
_LABEL_INSIDE = re.compile(
    rf"(?<=[^\s。.、，,;；:：(（])[\s。.]+(?=(?:{_ROLE_WORD})(?:责任|落实|实施)?(?:单位|部门)?[:：])"
)
_SHORT_ROLES = {"主": "主办", "牵": "牵头", "协": "协办", "配": "配合"}
_IN_BRACKETS = rf"[(（\[【](?:(?:{_ROLE_WORD})(?:责任)?(?:单位|部门)?|[主牵协配])[)）\]】]"
_SHORT_ROLE = re.compile(r"(?<=[(（\[【])([主牵协配])(?=[)）\]】])")
_ROLE_BELOW = re.compile(rf"(?<=\S)\n[ \t\u3000]*(?={_IN_BRACKETS})")
"""A role in the line below its name, as narrow columns break it."""
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff)）])[*＊※△▲★☆①-⑳]+(?=\s*(?:$|[、，,;；\n]))")
"""A mark that leads to a note."""
_ROLE_TAIL = re.compile(
    rf"(?:[(（\[【]({_ROLE_WORD})(?:责任)?(?:单位|部门)?[)）\]】]|(?<=.)\s*({_BESIDE}|(?<=[\u4e00-\u9fff]{{3}})(?:督导|督办|验收|(?<=[局委办府会心厅乡镇])监[管督]))(?:负责|落实)?)$"
)
_DOES_IT = re.compile(
    r"(?<=.)(?:(?:按照?)?(?:各自)?职[责能](?:分工)?|分工|分别|共同|[（(]?(?:具体|主要)[)）]?|为主)*(?:负责(?:落实)?|抓?落实|承担|为主)$"
)
"""What is said of those who do it themselves: 甲负责，乙配合."""
_HANDED = re.compile(r"^由(?=.)")
_LIST_MARK = r"(?:[(（]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳])\s*(?=[\u4e00-\u9fff])"
_FIRST_MARK = re.compile(r"(?:[(（]1[)）]|1[.．、]|①)\s*(?=[\u4e00-\u9fff])")
_LONGEST_NAMES = 200
_LONGEST_TAIL = 40
"""Within so many characters of the end a role behind a name is looked for: a line of blanks before it is walked through once."""
_CLAUSE = frozenset("，,;；。\n")
_LISTS = frozenset(";；。\n")
_SEPARATORS = re.compile(r"[、，,;；\n]+|。(?=[\u4e00-\u9fff])")
_ROUND = re.compile(r"[()（）]")
_UNIT_END = r"[局委办厅府司会处院所队站部校社厂园组]|中心|公司|集团|党委|党工委|[)）]"
_PLACE_INSIDE = r"(?<!城)[省市州盟县旗乡镇](?![场政容])|(?<!社)区(?!域)"
_DEPARTMENT = rf"(?:(?!(?:{_PLACE_INSIDE})(?=[^省市州盟县区旗乡镇]))[^、，,;；]){{0,20}}?(?:{_UNIT_END})"
_BROKEN_NAME = re.compile(
    rf"(?<![、，,;；。:：\n局委办厅府司会处院所队站部校社厂园组心团)）])(?<=[\u4e00-\u9fff])"
    rf"\n(?={_DEPARTMENT}(?:[、，,;；\n]|$))",
    re.S,
)
_MARKS = re.compile(
    rf"(?:^|(?<=[\s、，,;；。乡镇道局委办厅府司会处院所队站部校社厂园组心团)）])){_LIST_MARK}"
)
_SPACED = re.compile(
    r"(?<=[局委办厅府司会处院所队站心])[ \u3000]+(?=[\u4e00-\u9fff]{2,}[局委办厅府司会处院所队站心园区])"
    r"|(?<=[局乡镇道])[ \u3000]+(?=[\u4e00-\u9fff]{1,12}(?:[乡镇局]|街道)(?:[\s、，,;；]|$))"
)
_SLASHED = re.compile(
    rf"(?<=[局委办厅府司会处院所队站心团园区县市乡镇道])\s*[/／|｜+＋&＆]\s*(?=[\u4e00-\u9fff]{{1,20}}?(?:{_UNIT_END}|[乡镇区县市]|街道)(?:$|[、，,;；。/／|｜+＋\s(（]))(?![^()（）]*[)）])"
)
"""县水利局/县住建局: between two whole names and outside brackets."""
_AND = re.compile(
    r"(?:(?<=[局委办厅])|(?<=政府)(?=.{1,2}[各有相市县区镇乡街园])|(?<=[^城][乡镇])(?<!乡镇)(?=..?[\u4e00-\u9fff]{1,6}(?:[乡镇]|街道)))"
    rf"(?:以及|会同|联合|和|及|与)(?!其|所属|下属)(?=[^、，,;；\n]{{1,20}}?(?:{_UNIT_END}|[乡镇区]|街道|单位|部门)(?:[、，,;；\n等和及与]|牵头|主办|配合|协办|参与|负责|$))"
)
"""Between two offices (县水利局和河湾乡); inside a name (住房和城乡建设局) no office ends before it."""
_AFTER_ROLE = re.compile(
    rf"({_IN_BRACKETS}|\s(?:{_BESIDE})(?=\s))\s*(?=[\u4e00-\u9fff])(?!(?:{_ROLE_WORD})|负责|等|及|和|并)"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_WHOLE = re.compile(rf"(?:{_UNIT_END}|政府|[乡镇]|街道)$")
_IN_PLACE = re.compile(r"[省市州盟县区旗乡镇]$")
_OTHER_PLACE = re.compile(_PLACE_INSIDE)
_APART = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff])+(?![\u4e00-\u9fff])")
_LONGEST_PERSON = 3
_PARTY = re.compile(r"^(?P<place>.*?)(?:(?<=[省市州盟县区旗地])委|党委|党工委|(?<=[区园道镇])工委)$")
_GOVERNMENT = re.compile(
    r"^(?P<place>.*?)(?:人民政府|政府|行政公署|行署|(?:街道)?办事处|街道办|管理委员会|管委会)$"
)
_FRAMES = {"【": "】", "〖": "〗", "［": "］", "[": "]"}
_NOT_ITSELF = frozenset({DutyRole.SUPPORTING_UNIT, DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT})
_GENERIC_PLACES = frozenset(
    ["", *"省市州盟县区旗乡镇", "街道", "地区", "园区", "开发区", "高新区", "经开区", "新区"]
)


def is_office(text: str) -> bool:
    """Whether a text is nothing but the name of one office or firm."""
    return bool(_OFFICE.fullmatch(text))


def split_units(text: str, default: DutyRole = DutyRole.RESPONSIBLE_UNIT) -> list[tuple[DutyRole, str]]:
    """The units of one cell with their roles: `市生态环境局牵头，市发改委、市住建局配合`, `牵头单位：甲；配合单位：乙、丙`.

    In a list `甲、乙牵头，丙、丁` both lead and those after them support them; a role in brackets behind the last of a list
    (`甲（牵头）；乙、丙（配合）`) is that of all since the last sign between lists or the last other role. Names keep their own brackets. Party committee and
    government of one place (`埇桥区委、区政府`, `园区党工委、管委会`) are one unit (docs/import-fields.md §单位的写法).
    """
    pairs: list[tuple[DutyRole, str]] = []
    role, pending, clause, listed = default, 0, 0, 0
    for sign, part in _pieces(text):
        piece = part.strip()
        clause = len(pairs) if set(sign) & _CLAUSE else clause
        listed = len(pairs) if set(sign) & _LISTS else listed
        if label := _ROLE_LABEL.match(piece):
            role, piece, pending = _ROLE_WORDS[label[1]], piece[label.end() :].strip(), len(pairs)
            listed = 0  # those under a label have its role
        tail = _ROLE_TAIL.search(piece, max(len(piece) - _LONGEST_TAIL, 0))
        alone = None if tail else _DOES_IT.search(piece)
        end = tail or alone
        name = _HANDED.sub("", piece[: end.start()] if end else piece).strip(" 　。.等")
        name = _without_gaps(name)
        if name in NOBODY:
            continue
        own = _ROLE_WORDS[tail[1] or tail[2]] if tail else role
        pairs.append((own, name))
        if tail:
            in_brackets = listed if own in _NOT_ITSELF and listed else len(pairs)
            _of_all_before(pairs, own, role, max(pending, clause) if tail[2] else in_brackets)
            if tail[1]:
                listed = len(pairs) if own is DutyRole.LEAD_UNIT else 0
        if end and not (tail and tail[1]):
            pending = len(pairs)
        if tail and own is DutyRole.LEAD_UNIT and (tail[2] or role is DutyRole.LEAD_UNIT):
            role = DutyRole.SUPPORTING_UNIT  # also of 甲（牵头）、乙 under 牵头单位
    return pairs


def _of_all_before(pairs: list[tuple[DutyRole, str]], own: DutyRole, role: DutyRole, first: int) -> None:
    """Give the role behind the last of a list to all of it: 甲、乙配合; of 甲，乙配合 the first is no helper. Of leaders only to those without another."""
    if own in _NOT_ITSELF or own is DutyRole.LEAD_UNIT:
        pairs[first:] = [
            (own if own in _NOT_ITSELF or one == role else one, other) for one, other in pairs[first:]
        ]


def named_in(text: str, role: DutyRole) -> list[tuple[DutyRole, str]]:
    """Whom a cell names under a header of this role: units parted with their own roles, persons as written; nobody for 无."""
    if role in UNIT_ROLES:
        return split_units(text, role)
    text = text.strip().rstrip("。；;，,")
    return [] if text in NOBODY else [(role, _APART.sub(_person, text))]


def _person(found: re.Match[str]) -> str:
    """张 三 is 张三, as it stands beside longer names; four characters set apart may be two persons."""
    name = "".join(found[0].split())
    return name if len(name) <= _LONGEST_PERSON else found[0]


def one_unit(text: str) -> str:
    """The name of the only unit of a cell, without the blanks and line breaks it was broken at; any other text as it is."""
    if text.isalnum():
        return text
    names = split_units(text)
    return names[0][1] if len(names) == 1 and names[0][1] == "".join(text.split()) else text


def _without_gaps(name: str) -> str:
    """县 水 利局 is 县水利局; two words that may each be a name (张三 县水利局) stay apart."""
    parts = _GAP.split(name)
    whole = "".join(parts)
    if len(parts) < 2 or not _WHOLE.search(whole) or not all(map(_belong, parts, parts[1:])):
        return name
    return whole


def _belong(before: str, after: str) -> bool:
    """Whether two parts are of one name: a single character, half a name, or an office behind its place."""
    if len(before) == 1 or len(after) == 1:
        return True
    if _OTHER_PLACE.search(after):
        return False
    return not is_office(after) or _IN_PLACE.search(before) is not None


def _pieces(text: str) -> list[tuple[str, str]]:
    """The units of a cell as written, each with the sign before it: parted at signs, at line breaks that end a name, at blanks
    and 和 between units.
    """
    text = text.strip()
    if text[:1] in _FRAMES and text[-1:] in _FRAMES.values() and not _FRAMES.keys() & set(text[1:]):
        text = text[1:-1].strip()
    if text[:1] in "(（" and text[-1:] in ")）" and not _ROUND.search(text, 1, len(text) - 1):
        text = text[1:-1]  # （责任单位：甲、乙）
    text = _SHORT_ROLE.sub(lambda found: _SHORT_ROLES[found[1]], _FOOTNOTE.sub("", _ROLE_BELOW.sub("", text)))
    if _FIRST_MARK.match(text):
        text = _MARKS.sub("；", text)
    text = _AFTER_ROLE.sub(r"\1、", _LABEL_INSIDE.sub("；", text))
    text = _SLASHED.sub("、", _SPACED.sub("、", _BROKEN_NAME.sub("", text)))
    pieces: list[tuple[str, str]] = []
    for sign, piece in _parted(text):
        if pieces and not set(sign) & set(";；") and _is_one_office(pieces[-1][1], piece):
            pieces[-1] = pieces[-1][0], f"{pieces[-1][1]}、{piece.strip()}"
        else:
            pieces += _joined_by_and(sign, piece)
    return pieces


def _joined_by_and(sign: str, piece: str) -> Iterator[tuple[str, str]]:
    """The offices of a piece that 和 joins; committee and government of one place stay one, and a name with brackets whole."""
    start = 0
    for found in _AND.finditer(piece) if len(piece) <= _LONGEST_NAMES and not _ROUND.search(piece) else ():
        if not _is_one_office(piece[start : found.start()], piece[found.end() :]):
            yield sign, piece[start : found.start()]
            sign, start = found[0], found.end()
    yield sign, piece[start:]


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """What stands between the signs, each with the sign before it; a sign inside brackets parts nothing."""
    closing = [(found.start(), found[0] in ")）") for found in _ROUND.finditer(text)]
    place, sign, start = 0, "", 0
    for found in _SEPARATORS.finditer(text):
        while place < len(closing) and closing[place][0] < found.end():
            place += 1
        if place == len(closing) or not closing[place][1]:
            yield sign, text[start : found.start()]
            sign, start = found[0], found.end()
    yield sign, text[start:]


def _is_one_office(first: str, second: str) -> bool:
    """Whether two names are the party committee and the government of one place."""
    first, second = simplified(first), simplified(second)
    label = _ROLE_LABEL.match(first.strip())
    party = _PARTY.match(first.strip()[label.end() if label else 0 :].strip())
    tail = _ROLE_TAIL.search(second.strip())
    government = _GOVERNMENT.match(second.strip()[: tail.start() if tail else None])
    if not party or not government:
        return False
    return government["place"] in _GENERIC_PLACES or government["place"] == party["place"]
