from dataclasses import replace
from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.reports.notice import Notice, placeholders, write_notice_pdf
from dczg_desktop.reports.prose import Letter, Paragraph, write_letter_pdf


def a_notice() -> Notice:
    return Notice(
        title="青石县督察反馈问题（第17项）整改完成情况公示",
        opening="按照湘办〔2023〕12号文件要求，现予以公示。",
        problem="老城区生活污水直排，化学需氧量（COD）58 mg/L。",
        implementing_unit="青石县人民政府",
        measures="1.完成管网普查。\n2.新建截污管3.6公里。",
        goal="水质达到Ⅲ类。",
        deadline="2026年6月底前",
        result="已全部完成，尺寸200×300毫米的排口封堵。",
        period="2026年7月6日至7月17日（10个工作日）",
        accepting_office="青石县整改办",
        phone="0731-88001234",
        issued_by="青石县整改办",
        issued_on=date(2026, 7, 5),
    )


def test_a_whole_notice_has_six_sections_and_where_to_object(tmp_path, texts):
    result = write_notice_pdf(a_notice(), tmp_path / "公示.pdf")
    whole = "".join(texts(result.path))

    for words in (
        "一、整改问题",
        "六、整改完成情况",
        "公示时间：2026年7月6日",
        "受理部门：青石县整改办",
        "联系电话：0731-88001234",
    ):
        assert words in whole
    assert "2026年7月5日" in whole
    assert "—1—" in whole
    assert "联系地址" not in whole


@pytest.mark.parametrize(
    ("field", "text", "name"),
    [
        ("phone", "XXXX-XXXXXXX", "联系电话"),
        ("problem", "××县××镇污水直排", "整改问题"),
        ("result", "已完成***处", "整改完成情况"),
        ("period", "〔起始日期〕至〔截止日期〕", "公示时间"),
        ("accepting_office", "＿＿＿＿", "受理部门"),
        ("goal", "【请填写目标】", "目标任务"),
        ("deadline", "202X年", "完成时限"),
        ("measures", "  ", "重点措施"),
        ("issued_by", "", "公示单位"),
    ],
)
def test_a_notice_with_a_placeholder_or_a_gap_is_refused_and_the_place_is_named(tmp_path, field, text, name):
    flawed = replace(a_notice(), **{field: text})

    with pytest.raises(UserError, match=name):
        write_notice_pdf(flawed, tmp_path / "公示.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["湘办〔2023〕12号", "200×300毫米", "张**反映", "第X类", "C级危房"])
def test_ordinary_texts_are_no_placeholders(text):
    assert placeholders(text) == []


@pytest.mark.parametrize("length", range(300, 900, 40))
def test_the_signature_never_stands_alone_on_a_page_nor_under_the_margin(tmp_path, texts, lower_edge, length):
    letter = Letter("催报函", [Paragraph("报" * length + "。")], "青石县整改办", date(2026, 7, 5))
    path = write_letter_pdf(letter, tmp_path / "t.pdf").path
    pages = texts(path)

    assert lower_edge(path, "2026年7月5日") > 34

    assert "报" in pages[-1].removesuffix("2026年7月5日").replace("报函", "")
    assert sum(page.count("报") for page in pages) == length + 1


@pytest.mark.parametrize("count", range(14, 24))
def test_short_last_paragraphs_go_with_the_signature(tmp_path, texts, lower_edge, count):
    letter = Letter("公示", [Paragraph("整改完成。")] * count, "青石县整改办", date(2026, 7, 5))
    path = write_letter_pdf(letter, tmp_path / "t.pdf").path

    assert "整改完成。" in texts(path)[-1]
    assert lower_edge(path, "2026年7月5日") > 34


def test_page_numbers_stand_outside(tmp_path):
    import pypdfium2

    letter = Letter("函", [Paragraph("整" * 1500)], "青石县整改办", None)
    document = pypdfium2.PdfDocument(write_letter_pdf(letter, tmp_path / "t.pdf").path)
    places = []
    for page in document:
        text_page = page.get_textpage()
        dash = max(n for n in range(text_page.count_chars()) if text_page.get_text_range(n, 1) == "—")
        places.append(text_page.get_charbox(dash)[0] > page.get_width() / 2)
        text_page.close()
        page.close()
    document.close()

    assert places[:3] == [True, False, True]
