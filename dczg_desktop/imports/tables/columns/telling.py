"""Which column tells the problems of a list of work where no header says so."""

import re
from collections.abc import Mapping

from dczg_desktop.domain.headings import OF_LETTERS, folded_header
from dczg_desktop.imports.tables.values.other_meanings import MOSTLY, share
from dczg_desktop.imports.tables.values.rivals import Claim

_OF_WORK = frozenset(
    {
        "deadline",
        "measures",
        "goal",
        "progress",
        "status",
        "responsible_unit",
        "lead_unit",
        "responsible_person",
    }
)
_OF_PETITIONS = frozenset({"substantiated", "result"})
_FEWEST_OF_WORK = 2
_MAY_TELL = re.compile(r"任务|问题|事项|内容|情形|隐患|线索|诉求|案情|详情")
_TELLS_STATE = re.compile(r"成因|基本情况|现状|疑点")
"""Names of what is wrong at a place, before what was found out about it."""
_ADVISED = re.compile(
    r"(?:审议|评议|代表|委员|提案|巡察|巡视|审计|专家|评估|反馈)(?:的)?(?:意见|建议|和|及){1,3}(?:内容|原文)?"
)
"""What a congress, auditors or experts want done is the matter of the list where it names no other."""
_TEXT = re.compile(r"[\u4e00-\u9fff]{4}")


def problem_column(
    labels: tuple[str, ...], samples: list[list[str]], taken: Mapping[int, Claim], *, petition: bool
) -> int | None:
    """The column that must tell the problems: causes and the state of a place, what was found there, texts under 任务, 事项, 内容; a person is asked."""
    found = {claim.field: column for column, claim in taken.items()}
    if "description" in found:
        return None
    names = [folded_header(label.rsplit("/", 1)[-1]) for label in labels]
    of_work = found.keys() & _OF_WORK
    is_judged = petition and bool(found.keys() & _OF_PETITIONS)
    is_work = is_judged or len(of_work) >= _FEWEST_OF_WORK or any(map(OF_LETTERS.match, names))
    free = [
        (column, name)
        for column, name in enumerate(names)
        if is_work and column not in taken and share(samples[column], _TEXT) > MOSTLY
    ]
    state = next((column for column, name in free if _TELLS_STATE.search(name)), None)
    if state is None and not petition and of_work and "findings" in found:
        return found["findings"]  # what was seen at the place is the problem
    told = (one for one, name in free if _MAY_TELL.search(name))
    advised = (one for one, name in free if _ADVISED.fullmatch(name))
    return state if state is not None else next(told, next(advised, None))
