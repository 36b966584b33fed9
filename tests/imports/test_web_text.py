"""A plan or notice saved as a web page is read like its text."""

from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables
from tests.imports.first_sight import documents, lost
from tests.imports.notice_answers import notice_answers
from tests.imports.plan_answers import plan_answers

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
