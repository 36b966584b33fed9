"""Lines that a web page or a collector puts around a text (来源：… 发布时间：… 浏览次数：…): they are nothing of the text itself."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from dczg_desktop.domain.plans import heading_of
from dczg_desktop.domain.traditional import simplified

Line = tuple[int, str]
"""Number of a line and its text."""

TITLE_LINES = 4
"""A title above a table takes no more paragraphs."""
_ATTACHED = re.compile(r"附\s*[件表]\s*[一二三四五六七八九十\d]{0,2}\s*[:：]?")
LISTED_BELOW = re.compile(_ATTACHED.pattern + r"\s*(\S.*)")
CALLING = re.compile(
    r"(?:联系|监督|受理|咨询|举报|办公)?(?:电话|人及电话)\s*[:：]|(?:联系|邮寄|通讯|通信|受理|来信)(?:地址|方式)\s*[:：]|(?:电子)?邮箱\s*[:：]|传真\s*[:：]|邮编\s*[:：]|邮政编码\s*[:：]"
)
_LONGEST_TITLE, _LONGEST_FROM, _LONGEST_ADDRESSED = 60, 24, 90
_FIRST_LINES = 8
_LONGEST_CARD, _FEWEST_OF_CARD = 30, 3
_LAST_LINES = 12
_LONGEST_TAIL = 160
_NAMES = (
    "来源|来源日期|信息来源|文章来源|稿件来源|出处|原文链接|链接|网址|发布时间|发布日期|发表时间|发布机构|发布单位|发布者|发布人|发文日期|成文日期|更新时间|时间|作者|编辑|责任编辑|审核|"
    "浏览次数|浏览量|阅读次数|阅读量|访问次数|点击数|点击量|点击|字号|字体|字体大小|索引号|分享到|打印|说明|备注"
)
_OPENING = re.compile(
    r"^[【\[(（]?\s*(?:来源|来源日期|信息来源|文章来源|稿件来源|出处|原文链接|网址|发布时间|发布日期|发表时间|发布机构|发布单位|发布者|发布人|更新时间|作者|责任编辑|浏览次数|"
    r"浏览量|阅读次数|阅读量|访问次数|点击数|点击量|字号|字体|字体大小|索引号)\s*[:：]"
)
_ALONE = re.compile(
    r"(?:发布|发表|公布|更新|录入|添加|信息|来源)(?:时间|日期)\s*[:：]\s*(?:(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?)?"
    r"|(?:浏览|阅读|访问|点击)(?:次数|量|数)\s*[:：]\s*(?:\d+\s*)?次?"
)
_FROM_AND_WHEN = re.compile(
    r"^(?=.{8,80}$)(?=.*20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(?:日\s*|\s+)\d{1,2}[:：]\d\d)(?=.*来源\s*[:：])"
)
"""A line that names the hour of the page and where it is from."""
_TAIL = re.compile(
    r"^(?:扫一扫|猜你喜欢$|热[门点](?:阅读|推荐)$|精彩推荐$|推荐阅读(?:更多精彩内容)?$|©\s*著作权归|平台声明[:：]|[（(]?未完待续|[（(]?下转第|[（(]全文完|相关(?:文件|新闻|阅读|链接|稿件|文章|信息|附件)\s*[:：]?$|附件下载\s*[:：]?$|往期(?:推荐|回顾|精选)|阅读原文$|(?:阅读|在看|点?赞)\s*\d+(?=\s|$)|[—\-\s]*(?:END|The\s*End)[—\-\s]*$|来源\s*[|｜丨]\s*\S{2,24}$|【?(?:打印|关闭|收藏|返回顶部|打印本页|关闭窗口|我要纠错)】?|分享到?[:：]?|[上下]一[篇条](?:[:：]|(?:\s+[上下]一[篇条])?$)|版权所有|您访问的链接|信息来源[:：]|[（(](?:文章|稿件)?来源[:：][^）)。]{2,24}(?:网|报|报社|公众号|客户端|融媒体?(?:中心)?|电视台)[）)]$|您的浏览器|为了更好的浏览体验|责任编辑[:：]|编辑[:：])"
    r"|网站标识码|ICP备|公网安备|版权所有"
)
_IN_BRACKETS = re.compile(
    r"(?:[【\[［]\s*(?:我要)?(?:纠错|加入收藏|收藏|推荐|分享|打印(?:本页|此页|该页)?|关闭(?:本页|窗口)?|返回(?:顶部|上页|首页|列表)?|[大中小])\s*[】\]］][\s|｜]*)+"
)
"""The buttons of a page, each in brackets (【纠错】【打印本页】【关闭窗口】)."""
_STAMP = re.compile(r"^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(?:日\s*|\s+)\d{1,2}[:：]\d\d(?:[:：]\d\d)?$")
_FROM = re.compile(r"^(?:信息|文章|稿件)?来源\s*[:：]|^[【\[]\s*字[体号]")
_OF_TITLE = re.compile(r"[。：:；;]|公示|公告|通知|方案|清单|情况|报告|问题|整改|台账|一览|汇总")
_IMPRINT = re.compile(r"网站标识码|ICP备|公网安备|版权所有")
_OF_PAGE = re.compile(r"^(?:主办|承办|技术支持|备案|最佳)[^：:。]{0,6}\s*[:：]|浏览器|分辨率")
_PAGE = re.compile(
    r"[•·●]\s*\d{1,2}|[—–－-]+\s*\d{1,3}\s*[—–－-]+|第\s*\d{1,3}\s*页(?:[,，/\s]*共\s*\d{1,3}\s*页)?"
)
_POINTED = re.compile(r"[•·●]")
_RULE = re.compile(r"[-=_—─━*~·.…]{6,}")
_PATH = re.compile(
    r"^您?的?(?:当前|现在)?的?(?:所在)?的?位置\s*[:：]+[^。]*[>＞»]|^(?:您?的?(?:当前|现在)?的?(?:所在)?的?位置\s*[:：]*\s*)?(?:网站)?首页\s*[>＞»/|-]"
)
_BULLET = re.compile(r"^[•·●◆▪■\-—]+\s*")
_ONE = re.compile(
    r"^[【\[(（]?\s*(?:作者|编辑|责任编辑|发布时间|发布日期|发表时间|发布机构|发布单位|发布者|发布人|更新时间|浏览次数|浏览量|阅读次数|阅读量|访问次数|点击数|点击量|字号|字体|字体大小|索引号)"
    r"\s*[:：]\s*[^。；;]{0,24}$"
)
"""What a page says of itself, one to a line."""
_TOLD_OF_PAGE = re.compile(
    r"^(?:发布|发表|更新)(?:时间|日期)\s*[:：]\s*20\d\d[-/.年].*(?:(?:浏览|阅读|访问|点击)(?:次数|量|数)?|字[体号])\s*[:：]"
)
"""The same on one line."""
_CARD = re.compile(
    r"^(?:索\s*引\s*号|标题|名称|信息名称|文件名称|文号|文\s+号|发文字号|发文日期|发文机关|成文日期|生成日期|发布日期|公开日期|公开时间|发布机构|公开责任部门|公开形式|公开方式|公开目录"
    r"|公开时限|主题分类|组配分类|体裁分类|体裁|主题词|关键词|关键字|有效性|公文时效|时效性|效力状态|生效日期|废止日期|失效日期|服务对象|信息分类|信息来源|内容概述)\s*[:：|｜]"
)
_CARD_KEY = re.compile(r"^索\s*引\s*号\s*[:：|｜]")
"""The card that a government's page has above a text (索引号、主题分类、发布机构)."""
_BUTTONS = re.compile(
    r"(?:无障碍(?:浏览|阅读|服务)?|[长老]者?(?:辈版|模式|版)|关怀版|适老版|简体|繁[体體]|手机版|返回(?:首页|顶部|上级)|打印(?:整页|本页|内容)?|分享(?:到|至)?\s*[:：]?|收藏|(?:我要)?投稿|关闭(?:窗口|本页)?|大|中|小|手机查看|微信|(?:新浪)?微博|(?:QQ|qq)(?:空间|好友)?|[|｜\[\]【】\s])+"
)
_OF_ACCOUNT = re.compile(r"^点击.{0,6}(?:蓝字|上方|关注).{0,12}$|^原创\s+\S")
"""What an account on a telephone writes above its text."""
_NAVIGATION = re.compile(r"(?=.*(?:^|\s)(?:网站)?首页(?:\s|$))\S{2,14}(?:\s+\S{2,6}){2,}")
"""The bar of a page: its name and the words to go on from (…政府网  首页  要闻  政务公开)."""
_STAMPED = re.compile(r"^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?\s")
_MAKERS = re.compile(
    r"^(?:责任编辑|发布者|发布人|总编辑?|主编|编辑|编审|责编|审核|监制|校对|[初一二三终]审|记者|通讯员|供稿|撰稿|摄影)\s*[:：丨|/]\s*[^。；;]{0,40}$"
    r"|^本页二维码$|^.{0,8}(?:扫|识别|长按|微信|下方).{0,8}二维码.{0,12}$|^.{0,4}(?:分享|点赞).{0,8}在看.{0,4}$"
)
_LABEL = re.compile(rf"(?:^|[\s|｜【\[(（\u3000])(?:{_NAMES})\s*[:：]")
_GLUED = re.compile(
    r"(?:浏览|阅读|访问|点击)(?:次数|量|数)?\s*[:：]|(?:时间|日期)\s*[:：]\s*(?:19|20)\d\d|字[号体]\s*[:：]|(?:责任)?编辑\s*[:：]"
)
"""What a page says of itself behind where the text is from, with no blank between them."""
_QUOTED = re.compile(r"《([^《》]{6,100})》((?:[（(][^（()）]{1,24}[)）])*)")
_NOTED = re.compile(r"[|｜]|(?:说明|备注|摘要)\s*[:：]")
"""Behind it a line tells more about the paper, which may name others."""
_OF_PAPER = re.compile(
    r"(?:一览表|清单|台账|方案|公示|公告|通报|报告|情况|表)(?:\s*[（(][^（()）]{1,48}[)）])*$"
)
"""How the name of a paper that holds problems or petitions ends."""
_SENT_BY = re.compile(
    r"^[（(]\s*(?:文章|稿件|信息)?来源\s*[:：](?![^）)]*(?:督察|反馈|举报|信访|警示片|检查|巡查|审计|问题|移交|[交转督]办|热线|曝光|[自排]查|暗访|会议|办公会))[^（()）。；;]{2,30}[）)]$"
)
"""Whom the last line names as where a text is from; where a problem is from is said otherwise."""
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:gov|com|net|org|cn)\b")


def parted(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(the text, the lines around it): what stands above the text and names two such things, or an address; the buttons and
    the imprint below it; the numbers of pages that a copied text brings along.

    `来源：中央生态环境保护督察` alone is a field of a problem and stays; beside the hour of a page it says where the page is from.
    """
    tail = len(lines) - _LAST_LINES
    above = [_BULLET.sub("", text) for _row, text in lines[:_FIRST_LINES]]
    card = end_of_card(lines)
    is_stamped = any(_STAMP.match(text) or _ONE.match(text) or _TOLD_OF_PAGE.match(text) for text in above)
    first = _first_of_tail(lines)
    has_imprint = any(_IMPRINT.search(text) for _row, text in lines[-_LAST_LINES:])
    text: list[Line] = []
    around: list[Line] = []
    for place, line in enumerate(lines):
        is_around = (
            (place < card and _CARD.match(_BULLET.sub("", line[1])))
            or (place < card + _FIRST_LINES and _is_above(line[1], is_stamped=is_stamped))
            or (
                place < card + _FIRST_LINES
                and place > 0
                and around[-1:] == [lines[place - 1]]
                and _is_value(lines[place - 1][1], line[1])
            )
            or (
                place >= tail
                and (
                    place == first
                    or is_tail(line[1])
                    or ((has_imprint or place > first) and _OF_PAGE.search(line[1]))
                    or (place > first and _BULLET.match(line[1]))
                    or _MAKERS.search(line[1])
                    or (place > first and line[1].endswith(("！", "!")))
                    or (place + 1 == len(lines) and (_STAMP.match(line[1]) or _SENT_BY.match(line[1])))
                )
            )
            or (_PAGE.fullmatch(line[1]) and _is_page(lines, place))
            or _RULE.fullmatch(line[1])
        )
        (around if is_around else text).append(line)
    return text, around


def _is_page(lines: list[Line], place: int) -> bool:
    """Whether the number of a page is none of the text: one behind a point, only where a sentence ends above it, or it is among the last."""
    _row, text = lines[place]
    if not _POINTED.match(text):
        return True
    above = lines[place - 1][1] if place else "。"
    below = lines[place + 1][1] if place + 1 < len(lines) else text
    return above.endswith(("。", "；", "！", "”")) or any(_PAGE.fullmatch(one) for one in (above, below))


def is_card(rows: list[list[str]]) -> bool:
    """Whether a table is nothing but such a card: every row begins with one of its names."""
    count, has_key = 0, False
    for first in filter(None, (next(filter(None, row), "") for row in rows)):
        marked = f"{first.rstrip(':：')}："
        if not _CARD.match(marked):
            return False
        count, has_key = count + 1, has_key or _CARD_KEY.match(marked) is not None
    return count >= _FEWEST_OF_CARD and has_key


def end_of_card(lines: list[Line]) -> int:
    """How many lines there are to the end of the card; 0 without one of several lines with an 索引号."""
    named = [
        place
        for place, (_row, text) in enumerate(lines[:_LONGEST_CARD])
        if _CARD.match(_BULLET.sub("", text))
    ]
    has_key = any(_CARD_KEY.match(_BULLET.sub("", lines[place][1])) for place in named)
    return named[-1] + 1 if has_key and len(named) >= _FEWEST_OF_CARD else 0


def _first_of_tail(lines: list[Line]) -> int:
    """Where the lines below a text begin: at the first button or maker, or where it is from right above them."""
    begins = max(len(lines) - _LAST_LINES, 0)
    first = next(
        (
            place
            for place in range(begins, len(lines))
            if is_tail(lines[place][1]) or _MAKERS.search(lines[place][1])
        ),
        len(lines),
    )
    is_from = begins < first < len(lines) and _FROM.match(lines[first - 1][1])
    return first - 1 if is_from and len(lines[first - 1][1]) <= _LONGEST_FROM else first


def is_tail(text: str) -> bool:
    """Whether a line is a button, a row of them or the imprint; a whole text without line breaks that ends with it is none."""
    return len(text) <= _LONGEST_TAIL and bool(_TAIL.search(text) or _IN_BRACKETS.fullmatch(text))


def _is_value(label: str, text: str) -> bool:
    """Whether a line is what the label of the page on the line above says (来源： / 县住建局)."""
    return label.endswith((":", "：")) and len(text) <= _LONGEST_FROM and not _OF_TITLE.search(text)


def _is_above(text: str, *, is_stamped: bool) -> bool:
    plain = simplified(_BULLET.sub("", text))
    if _is_around(plain) or _ONE.match(plain) or _PATH.match(plain):
        return True
    if _BUTTONS.fullmatch(plain) or _NAVIGATION.fullmatch(plain) or _OF_ACCOUNT.match(plain):
        return True
    return is_stamped and bool(_STAMP.match(plain) or _FROM.match(plain))


def title_above(lines: Sequence[Line]) -> list[Line]:
    """The lines right above a table that are its title: behind whom to call for the text before it (联系电话：…), and from the name on
    that the list of what is attached gives it (附件：整改情况表).
    """
    near = list(lines[-TITLE_LINES:])
    while len(near) > 1 and CALLING.match(simplified(near[-1][1])) and _OF_PAPER.search(near[-2][1]):
        near.pop()  # whom to call below the title
    found = list(takewhile(lambda line: is_title_line(line[1]), reversed(near)))[::-1]
    names = {listed[1] for _row, text in found if (listed := LISTED_BELOW.match(text))}
    first = next((place for place, (_row, text) in enumerate(found) if text in names), 0)
    return found[first:]


def is_title_line(text: str) -> bool:
    """Whether a paragraph right above a table is its title or its line of unit and date, and no running text."""
    return (
        len(text) <= _LONGEST_TITLE
        and not text.endswith(("。", "；", "：", ":", "，"))
        and not heading_of(text)
        and not _ATTACHED.fullmatch(text)
        and not CALLING.match(simplified(text))
    )


def quoted_title(lines: Iterable[str]) -> str:
    """The title of the paper that such lines say a text is from (来源：…政府网《…一览表（第十八批）》2017-09), '' for none or several."""
    named = [one for text in lines for one in _QUOTED.finditer(_NOTED.split(text)[0])]
    found = [one for one in named if _OF_PAPER.search(one[1].strip())]
    return found[0][1].strip() + found[0][2] if len(found) == 1 else ""


def is_furniture(text: str) -> bool:
    """Whether a line above a table is the way to it (首页 > 政务公开), or says when and where it was published."""
    return bool(_PATH.match(text)) or _is_around(simplified(text))


def _is_around(text: str) -> bool:
    if _ALONE.fullmatch(text) or _FROM_AND_WHEN.match(text) or (_STAMPED.match(text) and _LABEL.search(text)):
        return True
    if len(text) <= _LONGEST_ADDRESSED and _ADDRESS.search(text) and _LABEL.search(text):
        return True
    opening = _OPENING.match(text)
    if opening is None:
        return False
    return len(_LABEL.findall(text)) > 1 or bool(_ADDRESS.search(text) or _GLUED.search(text, opening.end()))
