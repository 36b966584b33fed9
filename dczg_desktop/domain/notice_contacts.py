"""Whom a public notice tells to call, and who signed it when: under labels of its own or in its sentences."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dczg_desktop.base.text import folded
from dczg_desktop.domain.notice_dates import day_in
from dczg_desktop.domain.traditional import simplified

_PLACE = ("公示地点", "公示网址", "公示网站", "公示媒体", "公示平台", "公示渠道", "公示方式")
_RECEIVER = (
    "受理部门", "受理单位", "联系单位", "反馈单位", "受理机构", "受理科室", "联系部门", "公示单位", "受理单位及电话", "受理部门及电话", "联系单位及电话", "反映渠道", "反馈渠道", "异议受理", "异议反映",
)  # fmt: skip
_PHONE = (
    "联系电话", "监督电话", "举报电话", "受理电话", "反映电话", "反馈电话", "咨询电话", "公示电话", "异议受理电话", "异议反映电话", "电话", "联系方式",
)  # fmt: skip
_ADDRESS = ("联系地址", "通讯地址", "通信地址", "受理地址", "邮寄地址", "反馈地址", "地址")
OBJECTING = re.compile(r"异议|反映|反馈|意见|疑问")
_CALLED = re.compile(r"(?:电话|拨打|致电|热线)[^\d\n]{0,24}?(?P<name>\d[\d—－–-]{5,}\d)")
_ASKING = re.compile(r"异议|(?:不同|有|何)意见|疑问|公示期")
_NOBODY = re.compile(
    r"^(?:我们|本(?:单位)?|我|各|(?:验收|责任|牵头|主管|公示|受理|上述|以下|相关|有关)(?:单位|部门)?)$"
)
"""Words that name no office: 向验收单位反映."""
_NUMBER = re.compile(r"(?<![\d—－–-])\d[\d—－–-]{5,}?\d(?=(?:19|20)\d\d\s*年|(?![\d—－–-]))")
"""A telephone number, also with the day of the notice run on behind it."""
_IN_BRACKETS = re.compile(r"[（(](?:电话[：:]?)?[\d\s—－–-]+[）)]")
_SENT_TO = re.compile(r"(?:反馈|反映|报送|寄送|邮寄|寄)(?:至|到|给)(?P<name>[^，,。；;：:（(]{3,40})")
_WRITTEN_TO = re.compile(
    r"地址\s*(?:[:：]\s*|(?:为|是)?(?=[\u4e00-\u9fff]{1,10}[省市县区镇乡路街]))(?P<name>[^，,。；;\n]{4,60})"
)
_TOLD = re.compile(
    r"(?:向|与)(?P<name>(?!社会)[^，,。；;：:]{2,30}?)(?:单位)?(?:进行)?(?:书面)?(?:反映|反馈|提出|联系)(?!的|意见|问题|如下)"
    r"|请(?:及时|直接)?联系(?P<called>[^，,。；;：:（(]{3,30})"
)
_SIGNED = re.compile(
    r"^(?P<name>[^。；！!，,：:]{0,40}?)[\s（(盖章)）]*(?P<day>(?:\d{4}|二[〇零○一二三四五六七八九]{3})\s*[年./-][^。；，,：:]{3,12}|20\d{6})[。]?$"
)
_LINE_LABEL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?\s*(?P<label>[\u4e00-\u9fff]{2,8})\s*[:：]\s*(?P<text>.+)$"
)
_ATTACHED = re.compile(r"附[件表图：:]|\d{1,2}[.．、]")
_NO_OFFICE = re.compile(r"[。；：:！!]|\d{5}|异议|意见，|公示期")
_EIGHT = re.compile(r"^(\d{4})(\d\d)(\d\d)$")
_STAMP = re.compile(r"[（(]盖?章[)）]$")
_LONGEST_OFFICE = 40
_LONGEST_LINE = 24
_BROKEN, _ENDS = 24, ("。", "；", "！", "：", ";", "!", ":", "）", ")", "公示")
_AN_OFFICE = re.compile(r"(?:局|办公室|政府|委员会|管委会|领导小组|[厅中心])(?:[（(]盖?章[)）])?$")
_BUTTON = re.compile(r"浏览器|二维码|^\W*$")
_SECOND_HALF = re.compile(r"(?:整改|工作|协调|联络){1,3}(?:领导)?(?:小)?组(?:办公室)?$|办公室$")
"""The second line of a signature that is too long for one."""
_FIRST_HALF = re.compile(r"[\u4e00-\u9fff“”]{4,30}$")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines with those joined that a page or a terminal broke in the middle of a sentence or a date."""
    found: list[str] = []
    broken = False
    for line in map(str.strip, lines):
        if broken and not (_LINE_LABEL.match(line) or _SIGNED.match(line) or _AN_OFFICE.search(line)):
            found[-1] += line
        else:
            found.append(line)
        broken = len(line) >= _BROKEN and not line.endswith(_ENDS)
    return found


def first(extra: Mapping[str, str], labels: Sequence[str]) -> str:
    """The text under the first of the labels that there is."""
    return next((text for label in labels if (text := extra.get(folded(label), ""))), "")


def labelled(lines: Sequence[str]) -> dict[str, str]:
    """The lines under no label of a problem that are labelled themselves (`联系电话：…`)."""
    found = [match for line in lines if (match := _LINE_LABEL.match(line))]
    return {simplified(folded(one["label"])): one["text"].strip() for one in reversed(found)}


def place_of(extra: Mapping[str, str]) -> str:
    """Where the notice is shown."""
    return first(extra, _PLACE)


def receiver_of(extra: Mapping[str, str], lines: Sequence[str]) -> str:
    """Who takes objections."""
    if told := first(extra, _RECEIVER):
        return _NUMBER.sub("", _IN_BRACKETS.sub("", told)).strip(" ，,、：:；;")
    for line in lines:
        found = (_TOLD.search(line) or _SENT_TO.search(line)) if _ASKING.search(simplified(line)) else None
        if found:
            name = found["name"] or found.groupdict().get("called") or ""
            return _NOBODY.sub("", name.strip())
    return ""


def phone_of(extra: Mapping[str, str], lines: Sequence[str]) -> str:
    """The telephone under its label, else the one named in a sentence."""
    if told := first(extra, _PHONE):
        numbers = _NUMBER.findall(told)
        if len(numbers) == 1:
            return str(numbers[0])
        return told.split("\n", maxsplit=1)[0].strip(" 。；;")
    other = next((text for label, text in extra.items() if label.endswith(("电话", "热线", "意见反馈"))), "")
    if len(numbers := _NUMBER.findall(other)) == 1:
        return str(numbers[0])
    beside = _NUMBER.findall(first(extra, _RECEIVER))
    return str(beside[0]) if len(beside) == 1 else _named(_CALLED, lines)


def address_of(extra: Mapping[str, str], lines: Sequence[str]) -> str:
    """Where to write to."""
    return first(extra, _ADDRESS).rstrip(" 。；;") or _named(_WRITTEN_TO, lines)


def is_second_half(before: str, line: str) -> bool:
    """Whether two lines are one office's name (…督察反馈意见 / 整改工作领导小组办公室)."""
    return bool(_SECOND_HALF.match(line) and _FIRST_HALF.match(before))


def is_office(line: str) -> bool:
    """Whether a line is the name of an office and nothing else."""
    return 3 < len(line) <= _LONGEST_LINE and bool(_AN_OFFICE.search(line)) and not _NO_OFFICE.search(line)


def signature_of(others: Sequence[str]) -> tuple[str, date | None]:
    """The office and the day at the end, on two lines or on one; what is attached may follow.

    Where the end is not that (the table came behind the signature), the one office with a day below it counts.
    """
    lines = [line.strip() for line in others if not _ATTACHED.match(line)]
    lines = [line for line in lines if not _STAMP.fullmatch(line)]
    while len(lines) > 1 and (_BUTTON.search(lines[-1]) or lines[-1] == lines[-2]):
        del lines[-1]  # the page's own words, the day of the page below the day of the notice
    signed = _signed_at_end(lines)
    if signed[1] is not None:
        return signed
    pairs = {
        _signed_at_end(lines[: number + 1])
        for number, line in enumerate(lines)
        if number and _SIGNED.match(line) and _AN_OFFICE.search(lines[number - 1])
    }
    return pairs.pop() if len(pairs) == 1 else ("", None)


def _signed_at_end(lines: Sequence[str]) -> tuple[str, date | None]:
    if len(lines) > 1 and is_office(lines[-1]) and (day := _day_alone(lines[-2])):
        return _STAMP.sub("", lines[-1]), day  # the day above the office
    found = _SIGNED.match(lines[-1]) if lines else None
    if not found or (day := day_in(_EIGHT.sub(r"\1-\2-\3", found["day"]))) is None:
        return "", None
    before = found["name"].strip() or (lines[-2] if len(lines) > 1 else "")
    if len(lines) > 2 and not found["name"].strip() and is_second_half(lines[-3], before):
        before = lines[-3] + before
    elif len(lines) > 2 and not found["name"].strip() and is_office(lines[-3]) and is_office(before):
        before = f"{_STAMP.sub('', lines[-3])}、{before}"  # two offices, one below the other
    is_name = 3 < len(before) <= _LONGEST_OFFICE and not _NO_OFFICE.search(before)
    return (_STAMP.sub("", before) if is_name and "公示" not in before else ""), day


def _day_alone(line: str) -> date | None:
    found = _SIGNED.match(line)
    return day_in(_EIGHT.sub(r"\1-\2-\3", found["day"])) if found and not found["name"].strip() else None


def _named(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((found["name"].strip() for line in lines if (found := pattern.search(line))), "")
