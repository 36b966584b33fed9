"""States that a name or a heading says of everything below it: a sheet 已销号, 表2 未完成整改问题, a chapter 一、已完成整改的问题（3个）."""

import re
import unicodedata
from collections.abc import Sequence

from dczg_desktop.imports.reading import Column, Grid, letters

_UNSURE, _LONGEST = 0.74, 60
STATE_HEADING, COMPLETION_HEADING = "完成情况（{}）", "是否办结（{}）"
_WORD = (
    r"(?:按期|如期|全部|基本|阶段性|整改|整治|治理|验收|销号|办结|完成|到位|完毕|启动|推进|落实|并|且|和|、)"
)
_COUNT = r"(?:共?\d{1,4}[个件项条宗起])?"
_STATE = re.compile(
    rf"(?:关于|目前|其中)?((?:已经?|尚?未|没有|正在|待|拟|逾期未?|超期未?){_WORD}*(?:整改|整治|治理|验收|销号|办结|完成|到位|完毕|启动|推进)(?:中|的)?|(?:整改|整治|治理|推进|办理|验收)中|(?:完成|通过)(?:整改|验收|销号)|整改(?:完成|到位|完毕)(?=的)"
    r"|(?:未|没有|已|基本)?(?:达到|按照?|超过|落后于?)(?:时序|序时)进度(?:推进|整改)?|(?:有序|正常|持续|加快|稳步)推进|(?:进展|进度|整改)+(?:较|严重|明显)?(?:滞后|缓慢)|阶段性办结|未按[期时](?:整改|完成|办结|推进)+)"
    rf"的?{_COUNT}(?:反馈|整改|突出|督察|信访|交办|举报|生态|环境)*(?:(?:问题|任务|事项|信访件|件|类|部分|水体|河段|点位|企业|图斑|项目|矿山|排口|场所|单位|养殖场|砂场)+(?:情况|进展)*)?{_COUNT}(?:台账|清单|一览表|汇总表|情况表|明细表|表)?"
)
_BESIDE = re.compile(
    r"^(?:附?表|附件|第)?[\s(（]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[)）]?[部分]*[\s、.．:：-]*|[（(][^（()）]{0,12}\d+\s*[个件项条][^（()）]{0,4}[)）]$|[:：。]$"
)
_AT_END = re.compile(r"[（(]([^（()）]{2,12})[)）]$")
_TOLD = frozenset({"status", "completion"})
_OF_PETITIONS = frozenset({"findings", "substantiated", "channel", "completion"})


def state_in(text: str) -> str:
    """The state that a name or heading says of what is below it; '' where it says none, or anything else."""
    found = _STATE.fullmatch(_bare(text)) if len(text) <= _LONGEST else None
    return found[1].removesuffix("的") if found else ""


def state_named(sheet: str, title: str) -> tuple[str, str]:
    """The state and where it is said (工作表名, 表名); ('', '') where neither says one and nothing else."""
    last = title.strip().rpartition("\n")[2]
    bracket = _AT_END.search(last)
    for text, where in ((bracket[1] if bracket else "", "表名"), (last, "表名"), (sheet, "工作表名")):
        if state := state_in(text):
            return state, where
    return "", ""


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    while (bare := _BESIDE.sub("", plain).strip()) != plain:
        plain = bare
    return plain


def state_field(fields: frozenset[str | None]) -> tuple[str, str]:
    """What a state is of a record with these fields, and the heading it stands under: petitions are finished, problems solved."""
    return ("completion", COMPLETION_HEADING) if fields & _OF_PETITIONS else ("status", STATE_HEADING)


def with_state_named(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], title: str
) -> tuple[Column, ...]:
    """The columns with one more for the state that the table is named after, when it lists problems and no column tells states; a person is asked."""
    fields = frozenset(column.field for column in columns)
    if "description" not in fields or fields & _TOLD or not rows:
        return columns
    state, where = state_named(grid.name, title)
    if not state:
        return columns
    place = len(grid.rows[0])
    for cells in grid.rows:
        cells.append("")
    for row in rows:
        grid.rows[row][place] = state
        grid.places[row, place] = where
    field, heading = state_field(fields)
    return (*columns, Column(letters(place), heading.format(where), field, _UNSURE))
