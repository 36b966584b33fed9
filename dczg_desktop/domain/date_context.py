"""What stands around a date and makes it no deadline: the name of a paper, an extension nobody granted, the day it was done on."""

import re

_CLAUSE = "，,。;；、\n"
_BY = re.compile(rf"(?:按照?|根据|依据|依照|参照|对照|落实)[^{_CLAUSE}]{{0,12}}$")
_PAPER = re.compile(
    rf"度?(?![^{_CLAUSE}前底末]{{0,12}}(?:完成|编制|制定|制订|出台|印发|启动|建成))[^{_CLAUSE}前底末]{{0,12}}?"
    r"(?:方案|文件|通知|意见|清单|台账|反馈|督察|任务书|(?:工作|实施|整改|行动|攻坚|年度)计划)"
)
_REQUIRED = re.compile(rf"[^{_CLAUSE}前底末]{{0,12}}?(?:计划|要求|安排|部署)")
_NO_MONTH = re.compile(
    r"(?=.{1,3}月)(?:[A-Za-z\d]*[A-Za-z][A-Za-z\d]*|[\u4e00-\u9fff]{1,2})(?<![每逐按分各])月(?![度均报])"
)
_LOOSE = re.compile(rf"[^{_CLAUSE}\d(（]{{1,8}}?(?<![目提])(?:之|以)?前(?![期述款往列端提])")
_CUT_OFF = re.compile(r"\d{1,2}(?=$|[前底末,，;；。)）])")
_NEW_DAY = re.compile(
    r"(?:延期|延长|推迟|顺延|延后|展期|提前|调整|变更|修改|改)[^，,。;；\d]{0,4}(?:至|到|为)$"
)
_PUT_OFF_ALONE = re.compile(
    r"(?<![不无未可再])(?<!不得)(?<!不予)(?<!申请)(?:已经?|经批准|批准|同意)?(?:延期|顺延|延后|推迟|展期)(?:整改|完成|执行|办理)?(?=[)）]?$)"
)
_ASKED_FOR = re.compile(r"(?:申请|拟|计划|建议|请示|报请|报批|待批)[^，,。;；()（）]{0,10}$")
_HOPED = re.compile(r"力争|争取|尽量|尽可能")
_GRANTED = re.compile(r"(?<!未)(?<!待)(?:经|已|获|得到)[^，,。;；请]{0,10}(?:批准|同意|批复|审批|核准)")
_LONGEST_ASKING = 16
_DONE_BEHIND = re.compile(r"已经?(?:全部|全面|按期|如期|按时)?(?:整改)?(?:完成|到位|办结|销号|验收)")
_DONE_BEFORE = re.compile(r"已经?[于在]$")


def is_mention(text: str, start: int, end: int) -> bool:
    """Whether a year or month is that of a paper or an inspection (2024年督察反馈问题, 按照2024年5月文件要求) and no time to be kept."""
    if _PAPER.match(text, end):
        return True
    return bool(_BY.search(text, 0, start)) and bool(_REQUIRED.match(text, end))


def unread_after(text: str, end: int) -> str:
    """What behind a year names a time that nobody can tell: a month that is none (2025年腊月, 2025年1O月), or a number alone (2025年6), an event (2025年开学前)."""
    found = _NO_MONTH.match(text, end) or _LOOSE.match(text, end) or _CUT_OFF.match(text, end)
    return found[0] if found else ""


def is_replaced(gap: str) -> bool:
    """Whether the words between two dates put the second in the place of the first: 延期至, 提前至, 调整为."""
    return bool(_NEW_DAY.search(gap)) and not _HOPED.search(gap)


def put_off_untold(text: str) -> str:
    """The words that say that a deadline was put off without the day that it was put off to (2024年6月底（已延期）); '' where there are none."""
    found = _PUT_OFF_ALONE.search(text)
    return found[0] if found else ""


def is_only_asked_for(text: str, start: int) -> bool:
    """Whether the date that begins at `start` is an extension that was applied for and not granted."""
    before = text[max(start - _LONGEST_ASKING, 0) : start]
    found = _NEW_DAY.search(before)
    return bool(found and _ASKED_FOR.search(before, 0, found.start())) and not _GRANTED.search(text)


def is_day_of_doing(text: str, start: int, end: int) -> bool:
    """Whether a date is told as the day on which it was done (已于2024年6月完成, 2024年6月已完成)."""
    return bool(_DONE_BEHIND.match(text, end) or _DONE_BEFORE.search(text, 0, start))
