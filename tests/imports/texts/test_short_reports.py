"""Reports on one petition that have two sections."""

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

REPORT = """关于洗煤厂倾倒矸石问题（X530100201811140021）调查处理情况
收到群众反映的环境问题，我市立即赴现场进行了调查处理。现将有关情况报告如下：
一、举报内容及调查情况
（一）举报内容
河湾村洗煤厂将矸石倒在沟里，毁坏林地。
（二）调查情况
1.关于倾倒矸石的问题。该厂矸石运至指定堆场，已覆土。"""


def test_what_was_complained_of_and_what_was_found_are_a_petition_where_the_title_has_its_number():
    (record,) = one_table(REPORT).records

    assert record.fields["number"] == "X530100201811140021"
    assert record.fields["description"] == "河湾村洗煤厂将矸石倒在沟里，毁坏林地。"
    assert record.fields["findings"].startswith("1.关于倾倒矸石的问题。")


def test_sections_named_after_the_petitioner_and_the_inspection_are_known():
    text = REPORT.replace("（一）举报内容\n", "").replace("一、举报内容及调查情况", "一、信访人反映事项")
    (record,) = one_table(text.replace("（二）调查情况", "二、现场调查核实处理情况")).records

    assert record.fields["description"] == "河湾村洗煤厂将矸石倒在沟里，毁坏林地。"
    assert record.fields["findings"].startswith("1.关于倾倒矸石的问题。")


def test_two_such_sections_without_any_number_are_no_petition():
    try:
        tables = read_text(REPORT.replace("（X530100201811140021）", "")).tables
    except UserError:
        tables = ()

    assert not [one for table in tables for one in table.records if one.fields.get("findings")]
