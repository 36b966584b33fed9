"""Files with several oddities at once, each with everything that must be read: fields, other columns, rows left out."""

import csv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

import xlsxwriter

from tests.imports.samples.odd_files import old_workbook, open_document, with_part
from tests.imports.samples.word_files import document, paragraph, table

Fields = dict[str, str]


@dataclass(frozen=True)
class Trap:
    """One file; `records` are all fields and other columns of all records (empty texts need not be named), in order."""

    name: str
    write: Callable[[Path], Path]
    kind: str
    records: list[Fields]
    left_out: list[str] = field(default_factory=list)
    hidden: tuple[list[int], list[str]] = ((), ())
    faults: list[str] = field(default_factory=list)
    """Beginnings of cells with faults that must be told, such as `D5`."""


def wps_like(path: Path) -> Path:
    """Two-level header, hidden column and row, merged measures, total and note rows, and the extent WPS writes."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.merge_range("A1:H1", "青石县整改任务清单（2025年度）")
    sheet.write("A2", "填报单位：青石县整改办（盖章）")
    sheet.write("G2", "单位：项")
    for area, text in (
        ("A3:A4", "序\n号"),
        ("B3:B4", "反馈\n问题"),
        ("C3:D3", "整改"),
        ("E3:F3", "责任"),
        ("G3:G4", "完成\n时限"),
        ("H3:H4", "内部\n掌握"),
    ):
        sheet.merge_range(area, text)
    sheet.write_row("C4", ["整改目标", "整改措施", "责任单位", "责任人"])
    for area, text in (
        ("A5:A7", 1),
        ("B5:B7", "浔江青石段水质下降。"),
        ("C5:C7", "达到Ⅲ类"),
        ("E5:E6", "县生态环境局"),
    ):
        sheet.merge_range(area, text)
    sheet.write_column("D5", ["排查排口", "新建管网", "清理河道"])
    sheet.write("E7", "县水利局")
    sheet.write_column("F5", ["王海", "李江", "周文"])
    sheet.write_column("G5", ["2025年6月底前", "2025年底前", "长期坚持"])
    sheet.write_column("H5", ["甲", "乙", "丙"])
    sheet.write_row("A8", [2, "料场未覆盖。", "全部覆盖", "覆盖", "县住建局", "吴石", "立行立改", "丁"])
    sheet.write_row("A9", ["合计", "2项"])
    sheet.merge_range("A10:H10", "注：1.本表由牵头单位填报；2.每月25日前报送。")
    sheet.set_column("H:H", None, None, {"hidden": True})
    sheet.set_row(5, None, None, {"hidden": True})
    book.close()
    return with_part(path, path.with_name("w" + path.name), "xl/worksheets/sheet1.xml", ('ref="A1:H10"', 'ref="A1"'))  # fmt: skip


RIVER = {"number": "1", "description": "浔江青石段水质下降。", "goal": "达到Ⅲ类"}


def dated(path: Path) -> Path:
    """Real dates in several formats, dates as text, numbers as text, percents, fixed digits and full-width digits."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["编号", "问题", "整改时限", "完成比例", "备注"])
    formats = [
        book.add_format({"num_format": code}) for code in ("yyyy-mm-dd", 'yyyy"年"m"月"', "0%", "000", "0.0")
    ]
    sheet.write(1, 0, 7, formats[3])
    sheet.write_row(1, 1, ["河道有垃圾"])
    sheet.write_datetime(1, 2, date(2025, 6, 30), formats[0])
    sheet.write(1, 3, 0.75, formats[2])
    sheet.write(1, 4, 3.0, formats[4])
    sheet.write_string(2, 0, "008")
    sheet.write(2, 1, "料场未覆盖")
    sheet.write_datetime(2, 2, date(2025, 12, 1), formats[1])
    sheet.write(2, 3, "１００％")
    sheet.write(3, 0, "９")
    sheet.write_row(3, 1, ["矿山未修复", "2025年底前"])
    sheet.write(3, 4, 45291)
    book.close()
    return path


def computed(path: Path) -> Path:
    """Formulas with and without a result, errors, an identity number kept as a number."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["序号", "问题", "责任单位", "企业信用代码", "备注"])
    sheet.write_formula(1, 0, "=ROW()-1", None, 1)
    sheet.write_formula(1, 1, '="河道"&"有垃圾"', None, "河道有垃圾")
    sheet.write_formula(1, 2, "=VLOOKUP(1,A:B,2)", None, "#N/A")
    sheet.write_number(1, 3, 430621198001011234)
    sheet.write_formula(2, 0, "=ROW()-1", None, 2)
    sheet.write_row(2, 1, ["料场未覆盖", "县住建局"])
    sheet.write_formula(2, 4, "=A1&B1", None, "")
    book.close()
    return path


def printed_text(path: Path) -> Path:
    """A GBK text with a title line, quotes, commas and line breaks inside cells, a total and an empty column."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerows([
        ["青石县信访件办理情况表（第3批）"], [],
        ["序号", "受理编号", "交办问题基本情况", "行政区域", "是否属实", "", "处理和整改情况"],
        ["1", "X3JX202405240023*", '反映“夜间"轰鸣"”，\n影响休息', "青石县", "基本\n属实", "", "已停工，罚款3.5万元"],
        ["2", "第4批 D3JX202405250001", "与X3JX202405240023重复", "青石县", "属实", "", "一并办理"],
        ["合计", "2件"],
    ])  # fmt: skip
    path.write_bytes(stream.getvalue().encode("gbk"))
    return path


def open_sheet(path: Path) -> Path:
    rows = [["青石县点位整改表", "", "", ""], ["序号", "存在问题", "整改时限", "完成进度"], ["1", "边坡裸露", "2025年10月底前", "☑已完成 □未完成"],
            ["2", "堆土未盖", "立行立改", "□已完成 ☑未完成"], ["填表人：王海", "", "审核人：", ""]]  # fmt: skip
    return open_document(path, rows)


def old_sheet(path: Path) -> Path:
    rows = [["整改清单", "", "", ""], ["序號", "反饋問題", "責任單位", "整改時限"], ["1", "臺賬不實", "縣水利局", "2025年底前"], ["", "", "縣住建局", "長期堅持"],
            ["總計", "1項", "", ""]]  # fmt: skip
    return old_workbook(path, rows, ((2, 3, 0, 0), (2, 3, 1, 1)))


def packed(path: Path) -> Path:
    """A workbook inside a zip that Windows made, its name in GBK."""
    inner = dated(path.with_name("inner.xlsx"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("说明.txt".encode("gbk").decode("cp437"), "请查收")
        archive.writestr("整改台账.xlsx".encode("gbk").decode("cp437"), inner.read_bytes())
    return path


def in_document(path: Path) -> Path:
    rows = [["序号", "整改任务", "整改措施", "责任单位", "完成时限"], ["1", "料场未覆盖", "覆盖", "县住建局牵头，县城管局配合", "2025年底前"],
            ["^", "^", "巡查", "南坪镇", "长期坚持"], ["合计", "1项", "", "", ""]]  # fmt: skip
    return document(
        path,
        paragraph("附件2"),
        paragraph("青石县整改任务清单"),
        table(rows),
        paragraph("注：本表每月报送。"),
    )


def many_sheets(path: Path) -> Path:
    """A hidden sheet, an empty one, statistics; the problems stand in the last."""
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("封面")
    counts = book.add_worksheet("统计")
    counts.write_row(0, 0, ["乡镇", "件数（件）", "已办结（件）"])
    counts.write_row(1, 0, ["南坪镇", 3, 2])
    sheet = book.add_worksheet("问题")
    sheet.write_row(0, 0, ["序号", "问题", "整治责任单位"])
    sheet.write_row(1, 0, ["1", "河道有垃圾", "县水利局"])
    book.get_worksheet_by_name("封面").hide()
    book.close()
    return path


def boxes(path: Path) -> Path:
    """Ticks of five kinds, as fonts of signs leave them: R and £ are a ticked and an empty box in Wingdings 2."""
    cells = [
        "R已完成 £达到时序进度 £尚未启动",
        "□已验收销号\n■已完成\n□尚未启动",
        "( )已完成 (√)达到序时进度 ( )未达时序进度",
        "þ已完成 ¨未完成",
        "✔已完成 ☐未完成",
    ]
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["序号", "问题", "完成进度"])
    for row, text in enumerate(cells, start=1):
        sheet.write_row(row, 0, [str(row), "河道有垃圾", text])
    book.close()
    return path


DATED = [
    {
        "number": "007",
        "description": "河道有垃圾",
        "deadline": "2025-06-30",
        "完成比例": "75%",
        "remark": "3.0",
    },
    {"number": "008", "description": "料场未覆盖", "deadline": "2025年12月", "完成比例": "１００％"},
    {"number": "９", "description": "矿山未修复", "deadline": "2025年底前", "remark": "45291"},
]
TRAPS = (
    Trap("表格软件混排.xlsx", wps_like, "problem", [
        RIVER | {"measures": "排查排口", "responsible_unit": "县生态环境局", "responsible_person": "王海", "deadline": "2025年6月底前", "内部\n掌握": "甲"},
        RIVER | {"measures": "新建管网", "responsible_unit": "县生态环境局", "responsible_person": "李江", "deadline": "2025年底前", "内部\n掌握": "乙"},
        RIVER | {"measures": "清理河道", "responsible_unit": "县水利局", "responsible_person": "周文", "deadline": "长期坚持", "内部\n掌握": "丙"},
        {"number": "2", "description": "料场未覆盖。", "goal": "全部覆盖", "measures": "覆盖", "responsible_unit": "县住建局", "responsible_person": "吴石",
         "deadline": "立行立改", "内部\n掌握": "丁"},
    ], ["填报单位、日期行", "合计行", "说明"], ([6], ["H"]), ["A6", "H"]),
    Trap("日期和数字.xlsx", dated, "problem", DATED),
    Trap("公式和错误.xlsx", computed, "problem", [
        {"number": "1", "description": "河道有垃圾", "responsible_unit": "#N/A", "企业信用代码": "4.30621198001011E+17"},
        {"number": "2", "description": "料场未覆盖", "responsible_unit": "县住建局", "remark": "=A1&B1"},
    ], faults=["C2", "D2", "E3"]),
    Trap("带标题的文本.csv", printed_text, "petition", [
        {"sequence": "1", "number": "X3JX202405240023*", "description": '反映“夜间"轰鸣"”，\n影响休息', "area": "青石县", "substantiated": "基本\n属实",
         "result": "已停工，罚款3.5万元"},
        {"sequence": "2", "number": "第4批 D3JX202405250001", "description": "与X3JX202405240023重复", "area": "青石县", "substantiated": "属实",
         "result": "一并办理"},
    ], ["合计行"]),
    Trap("开放格式.ods", open_sheet, "problem", [
        {"number": "1", "description": "边坡裸露", "deadline": "2025年10月底前", "status": "☑已完成 □未完成"},
        {"number": "2", "description": "堆土未盖", "deadline": "立行立改", "status": "□已完成 ☑未完成"},
    ], ["签名行"]),
    Trap("旧格式繁体.et", old_sheet, "problem", [
        {"number": "1", "description": "臺賬不實", "responsible_unit": "縣水利局", "deadline": "2025年底前"},
        {"number": "1", "description": "臺賬不實", "responsible_unit": "縣住建局", "deadline": "長期堅持"},
    ], ["合计行"]),
    Trap("压缩包.zip", packed, "problem", DATED),
    Trap("文档里的表.docx", in_document, "problem", [
        {"number": "1", "description": "料场未覆盖", "measures": "覆盖", "responsible_unit": "县住建局牵头，县城管局配合", "deadline": "2025年底前"},
        {"number": "1", "description": "料场未覆盖", "measures": "巡查", "responsible_unit": "南坪镇", "deadline": "长期坚持"},
    ], ["合计行", "表外文字", "表外文字"]),
    Trap("几个工作表.xlsx", many_sheets, "problem", [{"number": "1", "description": "河道有垃圾", "responsible_unit": "县水利局"}]),
    Trap("勾选.xlsx", boxes, "problem", [
        {"number": str(number), "description": "河道有垃圾", "status": text} for number, text in enumerate((
            "R已完成 £达到时序进度 £尚未启动", "□已验收销号\n■已完成\n□尚未启动", "( )已完成 (√)达到序时进度 ( )未达时序进度", "þ已完成 ¨未完成",
            "✔已完成 ☐未完成"), start=1)
    ]),
)  # fmt: skip
