"""Plans and forms with tables in them, in Word and as pasted text."""

from pathlib import Path

from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import ImportReading
from dczg_desktop.imports.tables.around.stated import told_title
from dczg_desktop.services.importing.promises import planned_measures
from tests.imports.samples.read_texts import table_of
from tests.imports.samples.word_files import document, paragraph
from tests.imports.samples.word_files import table as word_table


def plan_with_tables(path: Path, label: str = "整改措施：") -> ImportReading:
    """Two problems of a Word plan, below each a table of its measures."""
    blocks = []
    for number, problem in (("一", "河道水体黑臭"), ("二", "检测数据造假")):
        blocks += map(paragraph, [f"（{number}）{problem}", "经抽测，问题突出。", "责任单位：县住建局", "整改目标：全面整改。", label])  # fmt: skip
        blocks.append(
            word_table(
                [
                    ["序号", "具体措施", "责任单位", "完成时限"],
                    ["1", f"排查{problem}的原因。", "县水利局", "2025年3月底前"],
                    ["2", "实施清淤。", "县住建局、河湾镇政府", "长期坚持"],
                ]
            )
        )
    return read_tables(
        document(path, paragraph("整改方案"), paragraph("一、整改任务"), *blocks, paragraph("二、工作要求"))
    )


def test_a_table_of_measures_below_their_label_holds_those_of_the_problem_above(tmp_path: Path):
    reading = plan_with_tables(tmp_path / "方案.docx")
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert [
        [(one.unit, one.deadline) for one in planned_measures(record.fields["measures"], None)]
        for record in problems.records
    ] == [[("县水利局", "2025年3月底前"), ("县住建局、河湾镇政府", "长期坚持")]] * 2
    assert (
        problems.records[1].fields["measures"].startswith("1.排查检测数据造假的原因。（责任单位：县水利局；")
    )
    assert sum("已读作它上面那个问题的整改措施" in note for note in reading.notes) == 2
    assert not any("没有读入" in note for note in reading.notes)


def test_a_table_of_measures_below_other_words_is_not_taken_and_a_person_is_told(tmp_path: Path):
    reading = plan_with_tables(tmp_path / "方案.docx", "具体安排见下表。")
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert not any(record.fields.get("measures") for record in problems.records)
    assert any("没有读入" in note for note in reading.notes)


TABLED = """整改方案
二、整改任务
（一）河道水体黑臭
经抽测，水体发黑。
责任单位：县住建局
整改目标：消除黑臭。
{label}
序号\t具体措施\t责任单位\t完成时限
1\t排查河道排口。\t县水利局\t2025年3月底前
2\t实施清淤。\t县住建局\t2025年8月底前
（二）检测数据造假
经检查，篡改数据。
责任单位：县环境局
整改目标：规范经营。
{label}
序号\t具体措施\t责任单位\t完成时限
1\t立案查处。\t县市场监管局\t2025年2月底前
2\t全面检查。\t县环境局\t2025年6月底前
三、工作要求
"""


def test_a_plan_pasted_with_its_tables_of_measures_gives_every_problem_its_own():
    reading = read_text(TABLED.format(label="整改措施："))
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert [
        [(one.unit, one.due) for one in planned_measures(record.fields["measures"], None)]
        for record in problems.records
    ] == [
        [("县水利局", "2025-03-31"), ("县住建局", "2025-08-31")],
        [("县市场监管局", "2025-02-28"), ("县环境局", "2025-06-30")],
    ]
    assert "已读作它上面那个问题的整改措施" in reading.notes[0]


def test_measures_pasted_below_other_words_are_told_to_be_in_no_problem():
    reading = read_text(TABLED.format(label="验收标准：见表"))
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert len(problems.records) == 2
    assert not any("立案查处" in record.fields.get("measures", "") for record in problems.records)
    assert "没有读进任何一个问题" in reading.notes[0]


def test_a_drawn_line_between_the_items_of_a_list_is_nothing_of_them(tmp_path: Path):
    lines = []
    for number in ("14", "15"):
        lines += [
            f"编号：{number}",
            "问题名称：垃圾处理设施闲置",
            "责任单位：县住建局",
            "整改措施：拆除设施。",
            "整改进展：",
            "-" * 20,
        ]
    (table,) = read_tables(document(tmp_path / "台账.docx", *map(paragraph, lines))).tables

    assert not any(record.fields.get("progress") for record in table.records)


BODY = """中共青石县委
青发〔2024〕16号
中共青石县委　青石县人民政府
关于印发《青石县督察报告整改工作方案》的通知
各乡镇党委、人民政府：
一、总体要求
（一）指导思想。坚定不移走绿色发展之路。
（二）整改目标。到2025年底，基本完成整改任务。
（三）整改原则。坚持实事求是、注重实效。
二、主要措施
（一）深学笃用。纳入学习内容。
三、组织保障
（一）加强领导。成立领导小组。
附件：整改任务措施清单
附件
整改任务措施清单
"""
TASKS = """整改任务1：责任落实有差距
问题表现：研究环保工作不经常。
牵头责任单位：县委组织部
完成时限：立行立改
整改措施：
1．每季度专题研究1次。
整改任务2：焦化行业污染整治不力
问题表现：熄焦废水未经处理。
牵头责任单位：县能源局
完成时限：2025年6月30日
整改措施：
1．依法立案查处。
"""


def test_general_chapters_that_say_their_text_on_one_line_are_no_problems_before_the_list_behind():
    reading = read_text(BODY + TASKS)

    assert [record.fields["number"] for table in reading.tables for record in table.records] == [
        "第1项",
        "第2项",
    ]
    assert told_title(reading.tables[0]) == "青石县督察报告整改工作方案"


UPRIGHT = """具体问题整改方案
二、具体问题整改措施
（一）水源保护区内有违法建设
反馈问题\t保护区内有农家乐4家。
整改目标\t全部取缔。
整改措施\t1.关闭搬迁。
2.设置界标。
整改时限\t2024年11月底
责任单位\t青石县人民政府
（二）渗滤液处置不规范
反馈问题\t积存渗滤液2万吨。
整改目标\t存量清零。
整改措施\t1.处置存量。
2.修复防渗膜。
整改时限\t2025年6月底
责任单位\t青石县城市管理局
三、联系方式
责任单位\t联系人\t联系电话
青石县环境局\t李敏\t0533-6612001
青石县城市管理局\t王健\t0533-6612118
"""


def test_upright_forms_pasted_with_a_wider_table_of_whom_to_call_are_not_taken_for_torn_rows():
    table = table_of(UPRIGHT)

    assert [(one.fields["measures"], one.fields["responsible_unit"]) for one in table.records] == [
        ("1.关闭搬迁。\n2.设置界标。", "青石县人民政府"),
        ("1.处置存量。\n2.修复防渗膜。", "青石县城市管理局"),
    ]
