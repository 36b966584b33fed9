"""What the title of a table says of all its rows where no column does: a state, the unit that leads, the day they are due."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.units import is_office
from dczg_desktop.imports.reading import Column, Grid, letters
from dczg_desktop.imports.tables.around.named_state import with_state_named

_UNSURE = 0.74
_OF_ALL = r"(?:整改|办理|落实)?(?:的)?(?:反馈|突出|督察|交办|生态环境)*(?:问题|任务|事项)(?:整改)?(?:任务)?(?:清单|台账|一览表|情况表|汇总表|表)?"
_WHO = re.compile(
    rf"(?P<unit>[\u4e00-\u9fff]{{2,20}}?(?:局|委|办|镇|乡|街道|公司|管委会|政府))(?P<role>牵头|主办|负责|承办){_OF_ALL}"
)
_DUE = re.compile(
    rf"(?P<day>20\d\d年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:[年月]?底)?(?:之?前)?)(?:须|需|应当?|必须|要求|需要|计划|拟)*(?:完成|整改到位|办结|销号){_OF_ALL}"
)
_LEADS = frozenset({"牵头", "主办"})
_WORDS = {"lead_unit": "牵头单位", "responsible_unit": "责任单位", "deadline": "整改时限"}


def with_title_said(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], title: str
) -> tuple[Column, ...]:
    """The columns with one more for everything that the title says of all rows of a list of problems; a person is asked."""
    columns = with_state_named(grid, columns, rows, title)
    fields = {column.field for column in columns}
    if "description" not in fields or not rows:
        return columns
    made = list(columns)
    for field, text in _said(title):
        is_held = field != "deadline" and fields & {"lead_unit", "responsible_unit"}
        if field in fields or is_held:
            continue
        place = len(grid.rows[0])
        for cells in grid.rows:
            cells.append("")
        for row in rows:
            grid.rows[row][place] = text
            grid.places[row, place] = "表名"
        made.append(Column(letters(place), f"{_WORDS[field]}（表名）", field, _UNSURE))
    return tuple(made)


def _said(title: str) -> Iterator[tuple[str, str]]:
    """The fields that the lines of a title speak of, with what they say."""
    for line in title.split("\n"):
        plain = "".join(line.split())
        if (who := _WHO.fullmatch(plain)) and is_office(who["unit"]):
            yield "lead_unit" if who["role"] in _LEADS else "responsible_unit", who["unit"]
        if (due := _DUE.fullmatch(plain)) and read_deadline(due["day"]).due:
            yield "deadline", due["day"]
