"""Which office sent a table, as the sheet itself says: 填报单位：青石县生态环境局（盖章）."""

import re

from dczg_desktop.base.text import clean
from dczg_desktop.imports.reading import ImportReading, Table

_NAMED = re.compile(
    r"(?:填报|填表|报送|上报|制表|编制|报告|汇报)(?:单位|部门|机关)(?:名称)?\s*(?:[(（][^(（)）]*[)）]\s*)?[:：]\s*([^\s:：，,;；（）()]{2,40})"
)
_SEALED = re.compile(r"[(（]\s*(?:加?盖?(?:公)?章|公章|签章)\s*[)）]$")


def sender_of(reading: ImportReading) -> str:
    """The reporting office named beside the tables, '' when none or when the tables name several."""
    named = {name for table in reading.tables if (name := table_sender(table))}
    return named.pop() if len(named) == 1 else ""


def table_sender(table: Table) -> str:
    """The reporting office named above or below one table, else ''."""
    for text in (table.title, *(row.text for row in table.left_out)):
        if found := _NAMED.search(text):
            return clean(_SEALED.sub("", found[1])).rstrip("：:_")
    return ""
