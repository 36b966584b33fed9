"""Sentences that speak to the public at the end of a text (如有异议，请…), also in traditional characters."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.traditional import simplified

_DAYS_OF_NOTICE = r"公示(?:期限?|时间|日期|时限|期间|期内)"
_POLITELY = r"(?:请|欢迎|可(?:以|通过|向|在|致电|拨打|来))"
_SPOKEN_TO = r"(?=.*(?:请|欢迎|可(?:以|通过|向|在|致电|拨打|来)|反映|反馈|电话|来信|来电|公示))"
_CLOSING = re.compile(
    r"^(?:以上整改(?:完成|落实)?(?:情况|结果|内容)|以上整改[，,]?(?:现|已)|以上[^。]{0,20}(?:(?<!组织)(?<!进行)公示|共性措施|共同措施)"
    rf"|(?:如对|如您?有(?:不同|其他)?(?:异议|意见|疑问|问题)|(?:如果?|若|倘若?|凡)[^。]{{0,30}}(?:异议|不同意见|疑问)){_SPOKEN_TO}"
    rf"|对(?:该|此|本|上述|以上)[^。]{{0,30}}(?:异议|不同意见|疑问)(?=.*{_POLITELY})"
    r"|感谢您|特此公[示告]|现(?:将(?=.*(?:公示|公开|公布|公告|通报|如下))|面向|向社会|予以?公示)"
    rf"|{_DAYS_OF_NOTICE}(?:为|自|从|是|[：:，,（(\d]|如|内)(?!.*(?:未|无|没有)[^。，,]{{0,10}}(?:异议|意见|反映|举报|投诉))"
    r"|附[表件](?=\s*(?:[：:《（(\d一二三四五六七八九十]|$))|附[：:]|特此|欢迎(?:社会|广大|公众|各界)"
    r"|(?:任何)?(?:单位|个人|社会各界|广大群众)[^。]{0,20}(?:有|持|提)[^。]{0,6}(?:异议|意见))"
)
_ASKING = re.compile(r"如有[^。]{0,6}(?:异议|意见|疑问)|进行反馈|提出异议")
_POLITE = re.compile(_POLITELY)
_CALL = re.compile(
    r"(?<=[。；;！!])\s*(?=(?:如果?|若|倘若?|公示期(?:间|内)?)[^。]{0,30}(?:异议|不同意见|疑问))"
)
_LONGEST_SIGNED, _SIGN = 30, re.compile(r"[。；，、：:,;]")
_IS_DONE = re.compile(r"已|正在|正由|目前|完成|尚未|均|将")
"""What was or will be done, without a sign at the end: no name of an office, no link."""
_OF_NOTICE = re.compile(r"公示|整改")


def begins_closing(line: str) -> bool:
    """Whether a line begins as such a sentence does."""
    return bool(_CLOSING.search(simplified(line)))


def is_closing(line: str) -> bool:
    """Whether a line speaks to the public (如有异议，请…)."""
    plain = simplified(line)
    return begins_closing(line) or bool(_ASKING.search(plain) and _POLITE.search(plain))


def is_page_end(lines: Sequence[tuple[int, str]], place: int) -> bool:
    """Whether nothing but short lines without a sign stands from here to the end, below a whole sentence: an office, a link of the page."""
    rest = [line for _row, line in lines[place:]]
    return lines[place - 1][1].endswith("。") and not any(
        len(line) > _LONGEST_SIGNED or _SIGN.search(line) or _IS_DONE.search(line) for line in rest
    )


def apart_to_public(line: str) -> list[str]:
    """A line and what it says to the public behind its last sentence (…已完成整改。如对整改情况有异议，请在公示期间向…反映。)."""
    found = _CALL.search(simplified(line))
    called = line[found.end() :] if found else ""
    if found and _OF_NOTICE.search(simplified(called)) and is_closing(called):
        return [line[: found.start()], called]
    return [line]
