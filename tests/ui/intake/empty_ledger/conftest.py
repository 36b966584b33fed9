"""The page 导入 on a ledger that has nothing yet, empty and with a list of tasks read."""

import pytest
from openpyxl import Workbook

from tests.ui.import_scene import an_empty_ledger
from tests.ui.intake.scene import idle

HEADINGS = ["序号", "反馈问题", "整改时限", "责任单位", "完成进度", "核算系数"]
ROWS = [
    [1, "乡镇污水处理设施闲置，污水直排", "2026年6月底前", "南坪镇", "达到序时进度", "0.1"],
    [2, "砂石加工点扬尘污染", "待定", "", "达到序时进度", "0.2"],
    [3, "垃圾填埋场渗滤液外溢", "长期坚持", "县住建局", "快了", "0.3"],
]


@pytest.fixture
def opened(tmp_path):
    """The ledger that the page is opened on."""
    return an_empty_ledger(tmp_path)


@pytest.fixture
def table(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "清单"
    sheet.append(["青石县督察整改任务清单"])
    for row in (HEADINGS, *ROWS, ["合计", "3 项"], ["填表人：王芳"]):
        sheet.append(row)
    totals = book.create_sheet("统计")
    for row in (["乡镇", "问题件数", "完成件数"], ["南坪镇", 12, 6], ["北坡镇", 3, 1]):
        totals.append(row)
    book.save(tmp_path / "任务清单.xlsx")
    return tmp_path / "任务清单.xlsx"


@pytest.fixture
def shown(qtbot, page, table):
    page.read(table)
    idle(qtbot, page)
    return page
