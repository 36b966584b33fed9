"""Files as offices send them, each with what must be read: forms of table × kinds of file, and single oddities of layout."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from openpyxl import Workbook

from tests.imports.samples.odd_files import old_workbook, open_document
from tests.imports.samples.office_tables import VARIANTS
from tests.imports.samples.office_workbooks import Variant
from tests.imports.samples.word_files import document, paragraph, table

Rows = list[list[str]]
Expected = list[tuple[str, list[dict[str, str]]]]
"""For every table its kind and its records' fields; of a field only what is named is compared."""


@dataclass(frozen=True)
class Case:
    """One file: its name with ending, how it is written, what must be read."""

    name: str
    write: Callable[[Path], Path]
    expected: Expected


def workbook(path: Path, rows: Rows, merges: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(path)
    return path


def quoted(path: Path, rows: Rows, separator: str, encoding: str) -> Path:
    lines = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_text("\r\n".join(lines), encoding, newline="")
    return path


def web_page(path: Path, rows: Rows) -> Path:
    cells = ["".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in rows]
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    path.write_bytes(f"<html><body><table>{body}</table></body></html>".encode("gb18030"))
    return path


def _of_variant(variant: Variant) -> Expected:
    row = dict(zip(variant.headers, variant.rows[0], strict=True))
    return [(variant.kind, [{field: row[header] for field, header in variant.mapping.items()}])]


def _rows(variant: Variant) -> Rows:
    return [list(variant.headers), *map(list, variant.rows)]


def _forms() -> list[Case]:
    """Every form of table in a workbook with a deep header, as text, as web page, as document and in old files."""
    cases: list[Case] = []
    for variant in VARIANTS:
        rows, expected = _rows(variant), _of_variant(variant)
        width = len(variant.headers)
        blank = [""] * (width - 1)
        deep = [
            ["附件2", *blank],
            [variant.title, *blank],
            ["填报单位（盖章）：县整改办", *blank],
            *rows,
            ["单位负责人：", "填表人：", *blank[1:]],
        ]
        cases += [
            Case(f"{variant.name}-深.xlsx", lambda path, rows=deep: workbook(path, rows), expected),
            Case(f"{variant.name}.csv", lambda path, rows=rows: quoted(path, rows, ",", "gb18030"), expected),
            Case(f"{variant.name}.tsv", lambda path, rows=rows: quoted(path, rows, "\t", "utf-16"), expected),
            Case(f"{variant.name}-页.xls", lambda path, rows=rows: web_page(path, rows), expected),
            Case(f"{variant.name}.docx", lambda path, rows=rows: document(path, paragraph("清单"), table(rows)), expected),
            Case(f"{variant.name}.et", lambda path, rows=rows: old_workbook(path, rows), expected),
            Case(f"{variant.name}.ods", lambda path, rows=rows: open_document(path, [[escape(cell.replace("\n", "")) for cell in row] for row in rows]),
                 [(kind, [{field: text.replace("\n", "") for field, text in one.items()} for one in records]) for kind, records in expected]),
        ]  # fmt: skip
    return cases


def _sheet(name: str, rows: Rows, expected: Expected, *merges: str) -> Case:
    return Case(f"{name}.xlsx", lambda path: workbook(path, rows, merges), expected)


RIVER = {"number": "1", "description": "河道有垃圾", "responsible_unit": "县水利局"}
YARD = {"number": "2", "description": "料场未覆盖", "responsible_unit": "县住建局"}
SHORT = ["序号", "问题", "责任单位"]
ONE, TWO = list(RIVER.values()), list(YARD.values())
UPRIGHT = [
    ["问题编号", "第3项"],
    ["反馈问题", "河道有垃圾"],
    ["整改时限", "2025年底前"],
    ["责任单位", "县水利局"],
]
UPRIGHT_READ = {
    "number": "第3项",
    "description": "河道有垃圾",
    "deadline": "2025年底前",
    "responsible_unit": "县水利局",
}
DEADLINES = (
    "2022年年底前", "2023年底。", "2024年12月底", "2020年12月", "2021年12月底前", "2023.6", "2023年9月30日前", "2025年底前，并长期坚持", "立行立改",
    "立行立改，长期坚持", "长期坚持", "持续推进", "2021年底前；2022年全面组织实施；2023年底前完成验收", "每年6月底前", "每季度", "“十四五”期间", "到2020年",
    "今年10月底前", "20259月底前", "202591日", "2025/6/3", "2025-6-3",
)  # fmt: skip
NUMBERS = (
    "D3JX202405240023", "X3AH202411050035", "X2HA202104270093*", "D2HH202403250005", "X140000201812090003", "D53250020230620035",
    "D410400000000201912170004", "BCD2022092601", "访受〔2021〕0517031号", "信20170816134", "2145", "受理编号4260号", "30*",
    "第31批 D3GS202312200043", "第35-1批", "243号", "202302-43-N1-007-MD-0018", "D3GS202300781", "20252792025280",
)  # fmt: skip


def _oddities() -> list[Case]:
    statistics = ("statistics", [{}, {}])
    return [
        _sheet("V10", [["序号", "交办问题基本情况", "涉及区县及部门", "调查核实情况", "是否属实", "处理处罚和问责情况", "备注"],
                       ["1", "噪声扰民", "云溪县", "经查属实", "属实", "已停工，约谈1人", "无"]],
               [("petition", [{"number": "1", "description": "噪声扰民", "area": "云溪县", "findings": "经查属实", "substantiated": "属实",
                               "result": "已停工，约谈1人", "remark": "无"}])]),
        _sheet("V11", [["序号", "交办问题基本情况", "行政区域", "污染类型", "调查核实情况", "整改、处理及问责情况"],
                       ["1", "噪声扰民", "云溪县", "噪声", "经查属实", "已停工"]],
               [("petition", [{"number": "1", "description": "噪声扰民", "category": "噪声", "result": "已停工"}])]),
        _sheet("V12", [["受理编号", "X2HA202104270093*"], ["交办问题基本情况", "噪声扰民"], ["行政区域", "云溪县"], ["污染类型", "噪声"],
                       ["受理编号", "X2HA202104270094"], ["交办问题基本情况", "油烟扰民"], ["行政区域", "江南县"], ["污染类型", "油烟"]],
               [("petition", [{"number": "X2HA202104270093*", "area": "云溪县"}, {"number": "X2HA202104270094", "area": "江南县"}])]),
        _sheet("V18", UPRIGHT, [("problem", [UPRIGHT_READ])]),
        _sheet("V18-几份", [["情况表", ""], *UPRIGHT, ["", ""], ["情况表", ""], *[[a, b.replace("3", "4")] for a, b in UPRIGHT]],
               [("problem", [UPRIGHT_READ, UPRIGHT_READ | {"number": "第4项"}])], "A1:B1", "A7:B7"),
        _sheet("V27", [["创建时间", "期数", "项目", "问题描述", "完成情况", "归类", "整改时限", "行政区划", "责任人", "责任部门", "牵头单位", "配合单位"],
                       ["2019-3-1", "第一期", "垃圾场", "渗滤液外流", "完成整改", "水", "2019年底", "云溪县", "王海", "县城管局", "县住建局", "县水利局"]],
               [("problem", [{"batch": "第一期", "description": "渗滤液外流", "status": "完成整改", "category": "水", "deadline": "2019年底",
                              "area": "云溪县", "responsible_person": "王海", "responsible_unit": "县城管局", "lead_unit": "县住建局",
                              "supporting_unit": "县水利局"}])]),
        _sheet("V34", [["类型", "交办情况", "污染类型", "", ""], ["", "移交件数", "水", "大气", "土壤"], ["云溪镇", "3", "1", "2", "0"],
                       ["河湾乡", "5", "2", "2", "1"], ["合计", "8", "3", "4", "1"], ["备注：一件多类型分别计。", "", "", "", ""]],
               [statistics], "A1:A2", "C1:E1", "A6:E6"),
        _sheet("V35", [["受理情况", "", "", "", ""], ["序号", "单位", "总计", "来电", "来信"], ["1", "云溪镇", "5", "3", "2"], ["2", "河湾乡", "3", "2", "1"],
                       ["(截至时间：2021年4月)", "", "", "", ""]], [statistics], "A1:E1", "A5:E5"),
        _sheet("V36", [["行政区域", "10月21日交办数量(件)", "10月19日至10月21日累计交办数量(件)"], ["云溪县", "3", "8"], ["江南县", "2", "5"]], [statistics]),
        _sheet("V37", [["填报单位：云溪县", "单位负责人：", "", "填报人：", ""], ["行业分类", "一般隐患", "", "重大隐患", ""],
                       ["", "一般隐患数", "已经整改数", "重大隐患数", "已整改销号"], ["煤矿", "3", "2", "1", "1"], ["化工", "5", "5", "0", "0"]],
               [statistics], "A2:A3", "B2:C2", "D2:E2"),
        _sheet("V38", [["指标名称", "考核责任单位", "指标责任领导", "调度员", "完成时限", "指标运行情况", "亮灯状态", "考核县区"],
                       ["优良天数比例", "市生态环境局", "副市长", "王海", "2025年底", "达到86%", "红灯", "云溪县"]],
               [("statistics", [{"responsible_unit": "市生态环境局", "status": "红灯"}])]),
        _sheet("并排", [[*SHORT, "", *SHORT], [*ONE, "", *TWO]], [("problem", [RIVER]), ("problem", [YARD])]),
        _sheet("上下", [["一、反馈问题", "", ""], SHORT, ONE, ["", "", ""], ["二、信访件", "", ""], ["受理编号", "交办问题基本情况", "是否属实"],
                      ["X3HB202411050035", "噪声", "属实"]],
               [("problem", [RIVER]), ("petition", [{"number": "X3HB202411050035", "substantiated": "属实"}])]),
        _sheet("重复表头", [SHORT, ONE, SHORT, TWO], [("problem", [RIVER, YARD])]),
        _sheet("重新编号", [SHORT, ["一、共性", "", ""], ONE, TWO, ["二、个性", "", ""], ONE], [("problem", [RIVER, YARD, RIVER])], "A2:C2", "A5:C5"),
        _sheet("空列", [["序号", "", "问题", "", "责任单位"], ["1", "", "河道有垃圾", "", "县水利局"]], [("problem", [RIVER])]),
        _sheet("关键列在右", [["责任单位", "问题", "序号"], ["县水利局", "河道有垃圾", "1"]], [("problem", [RIVER])]),
        _sheet("一题多措施", [["序号", "问题", "整改措施"], ["1", "河道有垃圾", "清理"], ["", "", "保洁"]],
               [("problem", [{"number": "1", "measures": "清理"}, {"number": "1", "description": "河道有垃圾", "measures": "保洁"}])], "A2:A3", "B2:B3"),
        _sheet("注和签名", [SHORT, ONE, ["注：一式三份。", "", ""], ["2.请按时报送。", "", ""], ["单位负责人：", "审核人：", "填表人："], ["", "", "2025年6月3日"]],
               [("problem", [RIVER])]),
        _sheet("栏次", [[*SHORT, "整改资金（万元）"], ["甲", "乙", "1", "2"], [*ONE, "12.5"]], [("problem", [RIVER])]),
        _sheet("繁体", [["序號", "反饋問題", "責任單位", "整改時限"], ["1", "河道有垃圾", "县水利局", "2025年底前"]], [("problem", [RIVER | {"deadline": "2025年底前"}])]),
        _sheet("多数列不认识", [["序号", "具体问题表现", "整改前", "整改前", "整改后", "资金", "进场", "竣工"], ["1", "河道有垃圾", "脏", "黑", "净", "5", "3月", "5月"]],
               [("problem", [{"number": "1", "description": "河道有垃圾"}])]),
        _sheet("V29", [["序号", "责任人", "责任部门", "责任单位", "涉及人员", "牵头人", "牵头单位", "配合单位"],
                       ["1", "王海", "水利股", "县水利局", "李江", "副县长", "县住建局", "河湾乡"]],
               [("duty", [{"responsible_person": "王海", "responsible_unit": "县水利局", "lead_leader": "副县长", "lead_unit": "县住建局"}])]),
        _sheet("V30", [["企业编码", "问题类型", "问题描述", "整改期限", "责任人", "验收标准", "督察轮次"], ["E1", "水", "废水外排", "2025/6/3", "王海", "达标", "第三轮"]],
               [("problem", [{"category": "水", "description": "废水外排", "deadline": "2025/6/3", "batch": "第三轮"}])]),
        _sheet("年份表头", [["编号", "问题内容", "2025年工作任务", "2025年进度安排"], ["1", "河道有垃圾", "清理", "2025年12月底前"]],
               [("problem", [{"number": "1", "measures": "清理", "deadline": "2025年12月底前"}])]),
        _sheet("时限", [["序号", "问题", "整改时限"], *[[str(n), "河道有垃圾", text] for n, text in enumerate(DEADLINES, 1)]],
               [("problem", [{"number": str(n), "deadline": text} for n, text in enumerate(DEADLINES, 1)])]),
        _sheet("编号", [["受理编号", "交办问题基本情况", "是否属实"], *[[text, "河道有垃圾", "属实"] for text in NUMBERS]],
               [("petition", [{"number": text} for text in NUMBERS])]),
    ]  # fmt: skip


CASES = (*_forms(), *_oddities())
