"""What was filled in beside the ledger stays in its dialog when it is refused, and is written when it is tried again."""

from datetime import date

import pytest

from dczg_desktop.services.measures import add_milestone
from tests.ui.ledger.scene import TODAY, detail_of, photo
from tests.ui.typed import is_given_again, left_open


@pytest.fixture
def dialogs(monkeypatch):
    return left_open(monkeypatch)


def adding(panel, _folder):
    panel.show_panel(panel.measures)
    panel.measures._add()
    return lambda dialog: dialog.text.setPlainText("1.清淤。2.绿化。"), lambda facts: len(facts.measures) == 5


def changing(panel, _folder):
    panel.show_panel(panel.measures)
    panel.measures.table.selectRow(0)
    panel.measures._edit()
    return lambda dialog: dialog.text.setPlainText("改写"), lambda facts: facts.measures[0].text == "改写"


def finishing(panel, _folder):
    panel.show_panel(panel.measures)
    panel.measures.table.selectRow(0)
    panel.measures._finish()
    return lambda dialog: dialog.outcome.setPlainText(
        "已清"
    ), lambda facts: facts.measures[0].result == "已清"


def planning(panel, _folder):
    def fill(dialog):
        dialog.title.setText("招标")
        dialog.due.setText("2026年12月底前")

    panel.show_panel(panel.measures)
    panel.measures.milestones._add()
    return fill, lambda facts: facts.milestones[0].title == "招标"


def reaching(panel, _folder):
    panel.show_panel(panel.measures)
    add_milestone(panel.measures.context.ledger, panel.measures.uid, "招标", "2026年9月底前")
    panel.reload()
    panel.measures.milestones.table.selectRow(0)
    panel.measures.milestones._finish()
    return lambda dialog: dialog.day.set_value(TODAY), lambda facts: facts.milestones[0].done_on == TODAY


def assigning(panel, _folder):
    panel.show_panel(panel.duties)
    panel.duties._assign()
    return lambda dialog: dialog.name.setCurrentText(
        "县水务局"
    ), lambda facts: facts.duties[0].name == "县水务局"


def reporting(panel, _folder):
    def fill(dialog):
        dialog.text.setPlainText("清运垃圾 14 车")
        dialog.obstacle.setPlainText("缺少资金")
        dialog.ticks[0][1].setChecked(True)

    panel.show_panel(panel.progress)
    panel.progress.report()
    return fill, lambda facts: facts.progress[0].obstacle == "缺少资金"


def adjusting(panel, _folder):
    def fill(dialog):
        dialog.raw.setText("2026年12月底前")
        dialog.reason.setPlainText("连续降雨")
        dialog.document.setText("云整改办〔2026〕7号")

    panel.show_panel(panel.basics)
    panel.basics.deadlines._adjust()
    return fill, lambda facts: facts.deadline().due == date(2026, 12, 31)


def attaching(panel, folder):
    panel.show_panel(panel.evidence)
    panel.evidence.attach([photo(folder / "前.png", "brown")])
    return lambda dialog: dialog.note.setText("村东"), lambda facts: facts.evidence[0].note == "村东"


@pytest.mark.parametrize(
    "begin",
    [adding, changing, finishing, planning, reaching, assigning, reporting, adjusting, attaching],
    ids=lambda one: one.__name__,
)
def test_what_is_refused_stays_in_its_dialog(
    qtbot, monkeypatch, panel, tmp_path, shown_errors, dialogs, begin
):
    fill, is_written = begin(panel, tmp_path)
    fill(dialogs[0])

    is_given_again(qtbot, monkeypatch, dialogs[0])

    qtbot.waitUntil(lambda: not dialogs[0].isVisible())
    assert is_written(detail_of(panel.basics.context.ledger, panel.uid).facts)
    assert (shown_errors, len(dialogs)) == ([], 1)


def test_what_a_rule_refuses_is_mended_in_the_same_dialog(qtbot, panel, ledger, uid, dialogs, tmp_path):
    panel.show_panel(panel.evidence)
    panel.evidence.attach([tmp_path / "已移走.png", photo(tmp_path / "前.png", "brown")])
    dialog = dialogs[0]
    dialog.note.setText("村东")

    dialog.do_button.click()
    qtbot.waitUntil(lambda: bool(dialog.wrong.text()))
    assert (dialog.isVisible(), "已移走.png" in dialog.wrong.text()) == (True, True)
    photo(tmp_path / "已移走.png", "green")
    dialog.do_button.click()

    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert {one.note for one in detail_of(ledger, uid).facts.evidence} == {"村东"}
