"""A list of petitions without a batch: asked about, named, shown above the rows."""

import pytest

from tests.ui.intake.scene import a_sheet, choose, drop, idle, words_in
from ui.dialogs.batch import BatchAnswer
from ui.pages.intake.rows import WAY


@pytest.fixture
def without_batch(qtbot, page, tmp_path):
    """A list of petitions whose title alone names its batch, read as any table is; one row is left out."""
    title = ("青石县信访件一览表（第十七批 2026年6月9日）",)
    heads = ("序号", "受理编号", "交办问题基本情况", "是否属实")
    rows = (("1", "D3GS202606090021", "反映油烟扰民", "属实"), ("2", "D3GS202606090022", "反映河道垃圾", ""))
    drop(page, a_sheet(tmp_path / "今日.xlsx", title, heads, *rows, merged="A1:D1"))
    idle(qtbot, page)
    choose(page, 4, "不导入")
    return page


def test_petitions_without_a_batch_are_asked_about(without_batch):
    assert without_batch.preview.questions.words == (
        "这张表的信访件没有写批次，照这样导入记在表名里写的第17批，这一批的交办日期和件数不登记。"
    )


def test_the_batch_that_is_named_is_taken_and_what_was_chosen_stays(qtbot, without_batch, context):
    page, asked = without_batch, []
    page.beside.ask_take = lambda _parent, _path, found, _source: (
        asked.append(found.name) or BatchAnswer("第17批", found.handed_on, 2, "", "第三轮督察")
    )

    page.preview.questions.buttons["batch-name"].click()
    idle(qtbot, page)
    qtbot.waitUntil(lambda: page.preview.preview.handing.batch is not None, timeout=8000)
    idle(qtbot, page)

    assert asked == ["第17批"]
    assert page.preview.preview.handing.batch.expected == 2
    assert page.preview.head.named()[1] == "第三轮督察"
    assert words_in(page, 4, WAY) == "不导入"
    assert "batch-name" not in page.preview.questions.buttons
    assert page.preview.rows.grid.hasFocus() or page.window().focusWidget() is page.preview.rows.grid


@pytest.mark.parametrize(("expected", "more"), [(2, ""), (3, "件数不同"), (None, "")])
def test_the_batch_that_was_named_stands_above_the_rows_with_how_many_it_should_have(
    qtbot, without_batch, expected, more
):
    page = without_batch
    page.beside.ask_take = lambda _parent, _path, found, _source: BatchAnswer(
        "第17批", found.handed_on, expected, "", "第三轮督察"
    )
    page.preview.questions.buttons["batch-name"].click()
    idle(qtbot, page)
    qtbot.waitUntil(lambda: page.preview.preview.handing.batch is not None, timeout=8000)
    idle(qtbot, page)

    words = page.preview.questions.words
    assert words.startswith("登记为第17批，2026-06-09 交办")
    assert "表里 2 件" in words
    assert (more in words, "应有" in words) == (True, expected is not None)
    page.preview.questions.buttons["batch-again"].click()
    idle(qtbot, page)
    assert page.preview.questions.words == words
