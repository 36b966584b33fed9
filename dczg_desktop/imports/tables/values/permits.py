"""Until when a permit or a contract is valid (排污许可证号 | 到期时间): no time by which something is to be rectified."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import folded_header, header_field

_PERMIT = re.compile(
    r"(?:许可|采矿|探矿|排污|经营|登记|营业|生产|资格|合格|用水|取水)证|证号|许可编?号|证书|执照|合同|协议|资质|批文|保险|保单|[采探]矿权|特许经营"
)
_EXPIRY = re.compile(r"(?:到期|届满|失效|终止)(?:时间|日期|日|年月)?|有效期限?|有效期[至止]")
_UNDER = re.compile(rf"{_EXPIRY.pattern}|(?:截止|起止)(?:时间|日期|期限)|期限|时限")
_NEAR = 3
_OF_WORK = frozenset(
    {"description", "goal", "measures", "responsible_unit", "progress", "status", "deadline"}
)


def is_of_permit(labels: Sequence[str], column: int) -> bool:
    """Whether a column only says when what is named over it, or in the columns just before it, expires."""
    above, _slash, own = labels[column].rpartition("/")
    if above and _PERMIT.search(folded_header(above)):
        return _UNDER.fullmatch(folded_header(own)) is not None
    if not _EXPIRY.fullmatch(folded_header(own)):
        return False
    for place in range(column - 1, max(column - 1 - _NEAR, -1), -1):
        plain = folded_header(labels[place].rpartition("/")[2])
        if _PERMIT.search(plain):
            return True
        if header_field(labels[place])[0] in _OF_WORK:
            return False
    return False
