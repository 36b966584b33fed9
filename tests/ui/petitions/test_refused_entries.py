"""What was filled in about a petition stays in its dialog when it is refused, and is written when it is tried again."""

from datetime import date

import pytest

from dczg_desktop.services.petitions.batches import batches
from dczg_desktop.services.petitions.publications import editions
from dczg_desktop.services.problems import ProblemDraft, add_problem
from tests.services.petition_acts import put
from tests.ui.petitions.scene import FIRST, choose, open_tab
from tests.ui.typed import is_given_again, left_open
from ui.dialogs.publish import CHOICE, PUBLIC


@pytest.fixture
def dialogs(monkeypatch):
    return left_open(monkeypatch)


def linking(page, ledger):
    add_problem(ledger, ProblemDraft("沟渠淤积"))
    page.register.panel.link_button.click()
    return lambda dialog: dialog.number.setText("430600-2026-0001")


def judging(page, _ledger):
    page.register.panel.points_button.click()
    return lambda dialog: dialog.split_button.click()


def announcing(page, _ledger):
    page.register.walk.choose("", "第2批")
    page.register.walk.announce.click()
    return lambda dialog: dialog.expected.setText("4")


def announcing_there(page, ledger):
    panel = open_tab(page, "批次")
    row = next(row for row in range(panel.model.rowCount()) if panel.model.row_at(row).name == "第2批")
    panel.grid.selectRow(row)
    panel.announce_button.click()
    assert batches(ledger)[1].expected is None
    return lambda dialog: dialog.expected.setText("4")


@pytest.mark.parametrize(
    ("begin", "told"),
    [
        (linking, "已关联问题"),
        (judging, "新增 2"),
        (announcing, "已登记第2批"),
        (announcing_there, "已登记第2批"),
    ],
)
def test_what_is_refused_stays_in_its_dialog(
    qtbot, monkeypatch, page, ledger, shown_errors, dialogs, begin, told
):
    choose(page, FIRST)
    fill = begin(page, ledger)
    fill(dialogs[0])

    is_given_again(qtbot, monkeypatch, dialogs[0])

    qtbot.waitUntil(lambda: not dialogs[0].isVisible())
    assert told in page.said[-1]
    assert (shown_errors, len(dialogs)) == ([], 1)


@pytest.mark.parametrize(("button", "told"), [("do_button", "已登记为重复件"), ("apart_button", "互不相关")])
def test_a_repetition_that_is_refused_may_be_said_again(
    qtbot, monkeypatch, page, ledger, dialogs, button, told
):
    choose(page, FIRST)
    page.register.panel.repeats_button.click()
    dialog = dialogs[0]
    if button == "apart_button":
        dialog.do_button, pressed = dialog.apart_button, dialog.do_button
        assert pressed.isEnabled()

    is_given_again(qtbot, monkeypatch, dialog)

    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert told in page.said[-1]


def test_the_other_one_is_opened_from_the_dialog_of_repetitions(qtbot, page, dialogs):
    choose(page, FIRST)
    page.register.panel.repeats_button.click()

    dialogs[0].open_button.click()

    assert not dialogs[0].isVisible()
    assert page.register.only_words.text() == "只看指定的 1 件"


def test_what_was_decided_about_every_passage_outlasts_a_file_that_cannot_be_written(
    qtbot, page, ledger, tmp_path, dialogs, shown_errors
):
    put(ledger, "D9", description="11栋2单元203号市民反映，电话13800001234")
    page.reload()
    places = [None, tmp_path, tmp_path / "公开.xlsx"]
    page.register.files.ask_target = lambda _parent, _name: places.pop(0)
    page.register.export_button.click()
    qtbot.waitUntil(lambda: bool(dialogs))
    dialog = dialogs[0]
    dialog.kind.setCurrentIndex(1)
    dialog.version.setCurrentIndex(dialog.version.findText(PUBLIC))
    qtbot.waitUntil(lambda: not dialog.is_busy)
    dialog.mask_all.click()
    dialog.table.cellWidget(0, CHOICE).setCurrentIndex(2)
    dialog.day.set_value(date(2026, 11, 20))
    decided = dialog.answer()

    dialog.do_button.click()
    assert (dialog.isVisible(), "没有选定" in dialog.wrong.text()) == (True, True)
    dialog.do_button.click()
    qtbot.waitUntil(lambda: dialog.do_button.isEnabled() and "没有选定" not in dialog.wrong.text())
    assert (dialog.isVisible(), bool(dialog.wrong.text()), dialog.answer()) == (True, True, decided)
    dialog.do_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)

    assert (len(editions(ledger)), (tmp_path / "公开.xlsx").is_file(), shown_errors) == (1, True, [])
