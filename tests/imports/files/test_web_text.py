"""A plan or notice saved as a web page is read like its text."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.notice_contacts import signature_of
from dczg_desktop.domain.notices import notice_of
from dczg_desktop.imports.read import read_tables
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.importing.notice_rows import notice_lines
from tests.imports.samples.first_sight import documents, lost
from tests.imports.samples.notice_answers import notice_answers
from tests.imports.samples.plan_answers import plan_answers

PAGE = "<!DOCTYPE html><html><head><title>公开</title><style>p{{}}</style></head><body><div class='nav'><ul><li>首页</li><li>政务公开</li></ul></div><script>var a=1;</script><div id='main'>{}</div></body></html>"  # fmt: skip


def page(folder: Path, lines: list[str]) -> Path:
    path = folder / "公开.html"
    body = "".join(f"<p style='text-indent:2em'><span>{line[:4]}</span>{line[4:]}</p>" for line in lines)
    path.write_text(PAGE.format(body), encoding="utf-8")
    return path


def test_a_plan(tmp_path):
    document = next(one for one in documents("plans_1") if one.name == "chapters_around")

    reading = read_tables(page(tmp_path, document.lines))

    assert reading.container == "html"
    assert [one for one in plan_answers(document, reading) if not one.is_right] == []
    assert lost(document, reading) == []


def test_a_notice(tmp_path):
    document = next(one for one in documents("notices_1") if one.name == "seven_sections_with_next_steps")

    reading = read_tables(page(tmp_path, document.lines))

    assert [one for one in notice_answers(document, reading) if not one.is_right] == []


def test_a_page_that_says_nothing_of_the_kind_is_refused_as_before(tmp_path):
    with pytest.raises(UserError, match="没有认出表格"):
        read_tables(page(tmp_path, ["今日天气晴。", "气温二十度。"]))


AROUND = (
    "来源：青石县水利局 发布时间：2026-01-27 浏览次数：12", "关于督察整改任务销号的公示",
    "省生态环境保护督察指出的“河长巡查流于形式”问题已完成整改，拟按程序销号，公示期为2026年1月27日至2026年2月9日。如有异议，请通过电话反馈。",
    "电话：0555-7211243", "附件：具体整改情况表", "青石县水利局", "2026年1月27日", "具体整改情况表",
)  # fmt: skip
ROWS = (
    ("整改任务", "河长巡查流于形式，仅发现2处垃圾。"),
    ("责任单位", "青石县水利局、柳河镇"),
    ("整改目标", "强化基层河长责任落实。"),
    ("整改完成情况", "已开展培训，已清理垃圾。"),
)


WAY = "<p><a href='/'>首页</a> &gt; <a href='/a'>政务公开</a> <a href='/b'>督察整改</a></p>"


def saved(
    folder: Path, above: Sequence[str], rows: Sequence[Sequence[str]], below: Sequence[str] = ()
) -> Path:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    texts = ["".join(f"<p>{line}</p>" for line in lines) for lines in (above, below)]
    path = folder / "公示.html"
    text = PAGE.format(f"{WAY}{texts[0]}<table>{cells}</table>{texts[1]}")
    path.write_text(text.replace("<li>政务公开</li>", "<li><a href='/'>政务公开</a></li>"), encoding="utf-8")
    return path


def test_the_words_around_a_table_are_listed_and_say_of_a_notice_what_the_table_does_not(tmp_path):
    reading = read_tables(saved(tmp_path, AROUND, ROWS, ["特此公示，欢迎监督。"]))

    listed = {line.text for table in reading.tables for line in table.left_out}
    ((index, _row),) = notice_lines(reading)
    table = reading.tables[index]
    assert {*AROUND, "特此公示，欢迎监督。"} == {*listed, table.title}
    assert table.title == "具体整改情况表"
    record = table.records[0]
    notice = notice_of(
        record.fields, record.extra, table.title, [one.text for one in table.left_out], working_days
    )
    assert (notice.period.starts, notice.period.ends) == (date(2026, 1, 27), date(2026, 2, 9))
    assert (notice.phone, notice.issued_by, notice.issued_on) == (
        "0555-7211243", "青石县水利局", date(2026, 1, 27),
    )  # fmt: skip


def test_the_title_above_a_table_is_read_and_the_cells_keep_their_names(tmp_path):
    rows = [("序号", "问题", "责任单位", "整改时限"), ("1", "柳河镇污水直排。", "柳河镇", "2026年6月底")]

    (table,) = read_tables(
        saved(tmp_path, ["来源：青石县 发布时间：2026-01-27", "青石县省级督察整改任务清单"], rows)
    ).tables

    assert table.title == "青石县省级督察整改任务清单"
    assert [record.fields["description"] for record in table.records] == ["柳河镇污水直排。"]
    assert table.records[0].cells["description"] == "B2"


def test_several_offices_with_a_day_are_no_signature(tmp_path):
    two = [*AROUND[:-1], "柳河镇人民政府", "2026年2月1日", "具体整改情况表"]

    assert signature_of(two) == ("", None)
    assert signature_of(AROUND) == ("青石县水利局", date(2026, 1, 27))
