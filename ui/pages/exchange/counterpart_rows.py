"""The lines of 往来单位 and of the directory of offices."""

from dataclasses import dataclass

from dczg_desktop.services import offices
from dczg_desktop.services.trust import partners
from ui.pages.exchange.our_card import short
from ui.pages.listed import mentions
from ui.widgets.columns import GridColumn

PARTNERS = (
    GridColumn("relation", "关系", 64),
    GridColumn("name", "单位", 170, "long"),
    GridColumn("state", "状态", 240, "long"),
    GridColumn("seal", "密封", 56),
    GridColumn("replica", "电脑标识", 96),
    GridColumn("fingerprint", "指纹", 268, secondary=True),
    GridColumn("enrolled_at", "登记时间", 150, secondary=True),
)
DIRECTORY = (
    GridColumn("name", "单位", 170, "long"),
    GridColumn("code", "代码", 110),
    GridColumn("level", "层级", 64),
    GridColumn("parent", "上级单位", 170, secondary=True),
    GridColumn("state", "登记", 96),
)


@dataclass(frozen=True, slots=True)
class Partner:
    """An enrolled installation."""

    id: int
    relation: str
    name: str
    fingerprint: str
    replica: str
    enrolled_at: str
    state: str
    seal: str
    key: str
    stopped: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An office of the directory."""

    id: int
    name: str
    code: str
    level: str
    parent: str
    state: str


def partner_fits(row: Partner, query: object) -> bool:
    """Whether the line mentions the words."""
    return mentions(query, row.name, row.relation, row.fingerprint, row.replica, row.state)


def entry_fits(row: Entry, query: object) -> bool:
    """Whether the line mentions the words."""
    return mentions(query, row.name, row.code, row.level, row.parent)


def partner_rows(found: list[partners.Partner]) -> list[Partner]:
    """The lines of everyone enrolled."""
    return [
        Partner(n, one.enrolled.relation, one.enrolled.name, one.enrolled.fingerprint, short(one.enrolled.replica),
                one.enrolled.enrolled_at[:16].replace("T", " "), one.state, "有" if one.sealing else "口令",
                one.enrolled.replica, one.stopped)
        for n, one in enumerate(found)
    ]  # fmt: skip


def entry_rows(found: list[offices.OfficeRow]) -> list[Entry]:
    """The lines of the directory."""
    return [
        Entry(n, one.name, one.code, one.level, one.parent, "本单位" if one.ours else "已登记" if one.enrolled else "未登记")
        for n, one in enumerate(found)
    ]  # fmt: skip
