"""How each status word looks: a colour, a tint and a shape, so that it is also read without colours."""

from dataclasses import dataclass
from enum import Enum, auto

from dczg_desktop.domain.words import ClosureStatus, ProgressStatus
from ui.theme import colours as c


class Shape(Enum):
    """Marks drawn before a status word; see `ui.theme.shapes`."""

    RING = auto()
    HALF = auto()
    DIAMOND = auto()
    TICK = auto()
    SEAL = auto()
    TRIANGLE = auto()
    DOWN = auto()
    UP = auto()
    CROSS = auto()
    LOOP = auto()
    SQUARE = auto()
    DOT = auto()


@dataclass(frozen=True, slots=True)
class StatusLook:
    """Colour of word and shape, colour of the ground, and the shape."""

    colour: str
    tint: str
    shape: Shape


def _grey(shape: Shape) -> StatusLook:
    return StatusLook(c.GREY, c.GREY_TINT, shape)


def _blue(shape: Shape) -> StatusLook:
    return StatusLook(c.BLUE, c.BLUE_TINT, shape)


def _amber(shape: Shape) -> StatusLook:
    return StatusLook(c.AMBER, c.AMBER_TINT, shape)


def _green(shape: Shape) -> StatusLook:
    return StatusLook(c.GREEN, c.GREEN_TINT, shape)


def _red(shape: Shape) -> StatusLook:
    return StatusLook(c.RED, c.RED_TINT, shape)


def _violet(shape: Shape) -> StatusLook:
    return StatusLook(c.VIOLET, c.VIOLET_TINT, shape)


PLAIN = _grey(Shape.DOT)
"""The look of a word that is in no list."""

LOOKS: dict[str, StatusLook] = {
    ProgressStatus.NOT_STARTED.value: _grey(Shape.RING),
    ProgressStatus.BEHIND.value: _amber(Shape.DOWN),
    ProgressStatus.ON_SCHEDULE.value: _blue(Shape.HALF),
    ProgressStatus.AHEAD.value: _violet(Shape.UP),
    ProgressStatus.COMPLETED.value: _green(Shape.TICK),
    ClosureStatus.NOT_APPLIED.value: _grey(Shape.RING),
    ClosureStatus.IN_REVIEW.value: _amber(Shape.DIAMOND),
    ClosureStatus.RETURNED.value: _red(Shape.CROSS),
    ClosureStatus.CLOSED.value: _green(Shape.SEAL),
    # deadlines
    "已逾期": _red(Shape.TRIANGLE),
    "即将到期": _amber(Shape.DIAMOND),
    "未到期": _blue(Shape.HALF),
    "长期坚持": _violet(Shape.LOOP),
    "期限不明": _amber(Shape.SQUARE),
    # petitions
    "未办结": _amber(Shape.DIAMOND),
    "阶段性办结": _blue(Shape.HALF),
    "已办结": _green(Shape.TICK),
    "已验收销号": _green(Shape.SEAL),
    "验收退回": _red(Shape.CROSS),
    "未申请验收": _grey(Shape.RING),
    "待再次公开": _violet(Shape.LOOP),
    # evidence and reports
    "待审核": _amber(Shape.DIAMOND),
    "审核通过": _green(Shape.TICK),
    "审核不通过": _red(Shape.CROSS),
    "未报送": _red(Shape.TRIANGLE),
    "已报送": _green(Shape.TICK),
    "已退改": _amber(Shape.DOWN),
    # escalation
    "提醒": _blue(Shape.DOT),
    "预警": _amber(Shape.DIAMOND),
    "挂牌督办": _red(Shape.SQUARE),
    "约谈": _red(Shape.DOWN),
    "移交问责": _red(Shape.TRIANGLE),
    # looking back
    "稳定": _green(Shape.TICK),
    "松动": _amber(Shape.DOWN),
    "反弹": _red(Shape.TRIANGLE),
    # packages and checks
    "新增": _blue(Shape.UP),
    "待定": _violet(Shape.SQUARE),
    "比对中": _grey(Shape.DIAMOND),
    "跳过": _grey(Shape.DOT),
    "有变动": _amber(Shape.DIAMOND),
    "无变动": _grey(Shape.RING),
    "冲突": _red(Shape.CROSS),
    "可信": _green(Shape.SEAL),
    "未验证": _amber(Shape.DIAMOND),
    "不可信": _red(Shape.TRIANGLE),
    "接收": _green(Shape.TICK),
    "留待以后": _grey(Shape.RING),
    "建议修改": _violet(Shape.UP),
    "退回修改": _amber(Shape.DOWN),
    "待办理": _amber(Shape.DIAMOND),
    "内容已删除": _red(Shape.TRIANGLE),
    "已改正": _green(Shape.TICK),
    "已说明": _blue(Shape.HALF),
    "已采纳": _green(Shape.TICK),
    "不采纳": _red(Shape.CROSS),
    "逾期": _red(Shape.TRIANGLE),
    "无责任单位": _red(Shape.CROSS),
    "未到人": _amber(Shape.TRIANGLE),
    "未收到": _amber(Shape.DIAMOND),
    "已到人": _green(Shape.TICK),
    "已移交": _grey(Shape.UP),
    "待报": _amber(Shape.DIAMOND),
    "上级": _grey(Shape.UP),
    "新到": _blue(Shape.UP),
    "已看过": _blue(Shape.HALF),
    "已接收": _green(Shape.TICK),
    "部分接收": _amber(Shape.HALF),
    "已收到过": _grey(Shape.RING),
    "较旧": _amber(Shape.DOWN),
    "缺前包": _amber(Shape.DIAMOND),
    "需升级程序": _amber(Shape.SQUARE),
    "需输入口令": _amber(Shape.SQUARE),
    "待登记来文单位": _amber(Shape.SQUARE),
    "外来表格": _grey(Shape.SQUARE),
    "不能接收": _red(Shape.CROSS),
    "已拒收": _red(Shape.DOWN),
    "已登记可信": _green(Shape.SEAL),
    "交回的填报表": _green(Shape.LOOP),
    "未登记": _amber(Shape.DIAMOND),
    "内容被改": _red(Shape.TRIANGLE),
    "正常": _green(Shape.TICK),
    "注意": _amber(Shape.DIAMOND),
    "严重": _red(Shape.TRIANGLE),
    "已作废": _grey(Shape.CROSS),
}


def look_of(word: str) -> StatusLook:
    """The look of a status word, `PLAIN` for a word in no list. `已逾期 3 天` looks like `已逾期`."""
    if found := LOOKS.get(word):
        return found
    return LOOKS.get(word.split(" ", 1)[0], PLAIN)
