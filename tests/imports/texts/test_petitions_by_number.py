"""Petitions that a report tells one after another, each behind its number (编号D008，群众反映…) or below a line that is nothing else."""

from tests.imports.texts_read import asked, one_table

INTRO = "2018年6月22日，云溪市接到转交的群众举报问题（第二十二批），全部交县级核查处理。具体处理情况如下："
FIRST = "群众反映青石县河湾镇西河沟内堆放垃圾，恶臭扰民。"
FOUND = (
    "接到交办单后，青石县高度重视，连夜组织河湾镇政府对反映问题进行现场核查。经核查，该举报属实。"
    "垃圾约100立方米。对此，河湾镇政府立即进行了清理。调查情况已在县政府网站进行了公示。"
)
NEXT = "群众反映云溪区北街喷涂厂夜间生产，异味扰民。"
NEXT_FOUND = "接到交办单后，云溪区组织现场核查。经核查，该举报部分属实。2家厂均有环评手续。"


def test_petitions_behind_short_numbers_are_read_one_by_one():
    table = one_table(f"{INTRO}\n编号D008，{FIRST}{FOUND}\n编号D017，{NEXT}{NEXT_FOUND}")

    assert [one.fields["number"] for one in table.records] == ["D008", "D017"]
    assert [one.fields["description"] for one in table.records] == [FIRST, NEXT]
    assert [one.fields["substantiated"] for one in table.records] == ["属实", "部分属实"]


def test_what_the_office_did_after_it_got_the_letter_is_what_it_found_and_then_what_it_dealt_with():
    table = one_table(f"{INTRO}\n编号D008，{FIRST}{FOUND}\n编号D017，{NEXT}{NEXT_FOUND}")

    assert table.records[0].fields["findings"].startswith("接到交办单后，")
    assert table.records[0].fields["result"].startswith("对此，河湾镇政府立即进行了清理。")
    assert asked(table).count("按句子分开") == 2


def test_a_number_alone_on_its_line_is_that_of_the_paragraphs_below():
    table = one_table(
        f"{INTRO}\n编号D530100201806130084\n{FIRST}\n{FOUND}\n编号D530100201806130089\n{NEXT}\n接到交办单后，云溪区组织现场核查。"
    )

    assert [one.fields["number"] for one in table.records] == [
        "D530100201806130084",
        "D530100201806130089",
    ]
    assert [one.fields["description"] for one in table.records] == [FIRST, NEXT]
    assert "是否属实没有看出来" in asked(table)
