"""What the name or the title of a table says of all its rows (a sheet 已销号, 表2 未完成整改问题): a state where no column tells one."""

import re
import unicodedata
from collections.abc import Sequence

from dczg_desktop.imports.reading import Column, Grid, letters

_UNSURE = 0.74
_HEADING = "完成情况（{}）"
_WORD = r"(?:按期|如期|全部|基本|阶段性|整改|验收|销号|办结|完成|到位|完毕|启动|推进|落实|并|且|和|、)"
_STATE = re.compile(
    rf"((?:已经?|尚?未|没有|正在|待|拟|逾期未?|超期未?){_WORD}*(?:整改|验收|销号|办结|完成|到位|完毕|启动|推进)(?:中|的)?|(?:整改|推进|办理|验收)中|(?:完成|通过)(?:整改|验收|销号))"
    r"的?(?:反馈|整改|突出|督察|信访|交办|举报)*(?:问题|任务|事项|信访件|件|类|部分)*(?:台账|清单|一览表|汇总表|情况表|明细表|表)?"
)
_BESIDE = re.compile(
    r"^(?:附?表|附件|第)?[\s(（]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[)）]?[部分]*[\s、.．:：-]*|[（(][^（()）]{0,12}\d+\s*[个件项条][^（()）]{0,4}[)）]$|[:：]$"
)
_AT_END = re.compile(r"[（(]([^（()）]{2,12})[)）]$")
_TOLD = frozenset({"status", "completion"})


def state_named(sheet: str, title: str) -> tuple[str, str]:
    """The state and where it is said (工作表名, 表名); ('', '') where neither says one and nothing else."""
    last = title.strip().rpartition("\n")[2]
    bracket = _AT_END.search(last)
    for text, where in ((bracket[1] if bracket else "", "表名"), (last, "表名"), (sheet, "工作表名")):
        if state := state_told(text):
            return state, where
    return "", ""


def state_told(text: str) -> str:
    """The state that a title says and nothing else (已完成整改问题); '' of any other."""
    found = _STATE.fullmatch(_bare(text))
    return found[1].removesuffix("的") if found else ""


def _bare(text: str) -> str:
    return _BESIDE.sub("", unicodedata.normalize("NFKC", text).strip()).strip()


def with_state_named(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], title: str
) -> tuple[Column, ...]:
    """The columns with one more for the state that the table is named after, when it lists problems and no column tells states; a person is asked."""
    fields = {column.field for column in columns}
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
    return (*columns, Column(letters(place), _HEADING.format(where), "status", _UNSURE))
