"""Two tables of one list for the tests of taking in again: the first one in the ledger, the second says some rows otherwise."""

from openpyxl import Workbook

from dczg_desktop.domain.comparison import Choice, Way
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.problems import find_problem
from tests.offices import COUNTY

HEADINGS = (
    "问题编号",
    "问题描述",
    "整改目标",
    "整改措施",
    "整改时限",
    "责任单位",
    "责任人",
    "整改进展情况",
    "核算系数",
)
FIRST = (
    ("YX202600001", "某砂场未办理用地手续，长期违规采砂，河岸受损", "", "1.停止采砂。2.拆除设备。", "2026年12月底前", COUNTY, "王某", "已停产", "0.1"),
    ("YX202600002", "某养殖场粪污未经处理直接排入鱼塘", "粪污资源化", "建设三格池", "立行立改", COUNTY, "李某", "", ""),
)  # fmt: skip
AGAIN = (
    ("YX202600001", "某砂场未办理用地手续，长期违规采砂，河岸受损", "依法取缔", "1.停止采砂。2.拆除设备。3.复垦复绿。", "2027年3月底前", f"{COUNTY}、县水利局",
     "王某", "设备已拆除", "0.1"),
    FIRST[1],
    ("", "某养殖场的粪污未经处理直接排入鱼塘中", "", "", "", "", "", "", ""),
    ("SD202600009", "某砂场未办理用地手续，长期违规采砂，河岸严重受损", "", "", "", "", "", "", ""),
    ("YX202600003", "某渣土场未采取抑尘措施，扬尘扰民", "", "覆盖防尘网", "2026年12月底前", COUNTY, "", "", ""),
)  # fmt: skip
PETITION = ("受理编号", "交办问题基本情况", "是否属实", "是否办结", "处理和整改情况", "责任单位")
SOURCE = "第三轮督察"


def a_table(folder, rows, name="清单.xlsx", headings=HEADINGS):
    book = Workbook()
    book.active.title = "清单"
    book.active.append(["云溪市督察反馈问题清单"])
    for row in (headings, *rows):
        book.active.append(list(row))
    book.save(folder / name)
    return folder / name


def first(ledger):
    return problem_detail(ledger, find_problem(ledger, "YX202600001"))


def update(preview, *ticks, row=3, reason=""):
    one = next(one for one in preview.planned if one.row == row)
    return {
        (0, row): Choice(Way.UPDATE, one.known_uid, frozenset(ticks or one.candidates[0].proposed()), reason)
    }
