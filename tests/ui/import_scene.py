"""A table of another office against a ledger that has some of it: every verdict, hidden rows and columns, doubts."""

from pathlib import Path

from openpyxl import Workbook

from dczg_desktop.domain.words import Level
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.store.ledger import Ledger

HEADINGS = ("问题编号", "反馈问题", "整改措施", "整改时限", "责任单位", "责任人", "整改进展情况", "核算系数")
FIRST = (
    ("YJ202600001", "南坪镇污水处理厂长期闲置，生活污水直排云水河，群众反映强烈。", "1.修复管网。2.恢复运行。", "2026年12月底前",
     "南坪镇人民政府", "周明", "已完成招标。", "0.1"),
    ("YJ202600002", "北坡镇砂石加工点未批先建，堆场未采取防尘措施，扬尘污染严重。", "依法取缔", "2026年6月底前",
     "北坡镇人民政府", "李强", "", "0.2"),
    ("YJ202600003", "县生活垃圾填埋场渗滤液处理设施运行不正常，渗滤液外溢至周边农田。", "1.扩建调节池。", "2027年6月底前",
     "县住房和城乡建设局", "王芳", "正在编制方案。", "0.3"),
)  # fmt: skip
SECOND = (
    (*FIRST[0][:2], "1.修复管网。2.恢复运行。3.建立巡查制度。", "2027年3月底前", "南坪镇人民政府、县水利局", "周明", "管网已修复 2.3 公里。", "0.1"),
    FIRST[1],
    ("", "县生活垃圾填埋场渗滤液处理设施运行不正常，渗滤液外溢至周边的农田和沟渠。", "扩建调节池。", "待定", "县住房和城乡建设局", "", "", "0.3"),
    ("SD202600019", "南坪镇污水处理厂长期闲置，生活污水直接排入云水河，群众反映强烈。", "", "2026年12月底前", "南坪镇人民政府", "", "", ""),
    ("YJ202600004", "石坳村养殖场粪污未经处理排入鱼塘，异味扰民。", "1.建设三格池。2.签订消纳协议。", "立行立改", "", "赵军", "", "0.4"),
    ("YJ202600005", "东河工业园区雨污管网错接混接，园区雨水排口晴天有水。", "排查整治", "2026年9月", "东河工业园区管委会", "钱进", "", "0.5"),
    ("YJ202600006", "内部掌握：某矿山开采面生态修复滞后。", "编制修复方案", "2026年12月底前", "县自然资源局", "孙立", "", "0.6"),
)  # fmt: skip


def a_book(path: Path, rows: tuple[tuple[str, ...], ...], *, hidden: bool = False) -> Path:
    """The workbook as the office sends it: title, reporting unit, header, rows, signature."""
    book = Workbook()
    sheet = book.active
    sheet.title = "清单"
    sheet.append(["浔江市生态环境保护督察反馈问题整改推进表"])
    sheet.append(["填报单位：青石县生态环境局（盖章）", None, None, "填报日期：2026年11月20日"])
    for row in (HEADINGS, *rows, ("填表人：王芳",)):
        sheet.append(list(row))
    if hidden:
        sheet.row_dimensions[10].hidden = True
        sheet.column_dimensions["H"].hidden = True
    book.save(path)
    return path


def an_empty_ledger(folder: Path) -> Ledger:
    """A county whose ledger has nothing yet."""
    return create_ledger(folder / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")


def a_ledger(folder: Path) -> Ledger:
    """A county whose ledger has the first table."""
    ledger = an_empty_ledger(folder)
    accept_import(
        ledger,
        preview_import(ledger, a_book(folder / "第一批.xlsx", FIRST), source=None),
        "浔江市生态环境保护督察反馈问题整改推进表",
    )
    return ledger
