from datetime import date

from PySide6.QtCore import Qt

from dczg_desktop.services.outgoing.letters import Heading
from tests.ui.exchange.scene import TOWN, choice_of, choose_receiver, settle
from ui.dialogs.letter import LetterChoice, LetterDialog


def test_letters_are_offered_for_the_chosen_office(qtbot, page, world, tmp_path):
    choose_receiver(qtbot, page, TOWN)
    shown, opened = [], []
    desk = page.sending.desk
    desk.ask, desk.open = choice_of(shown), opened.append
    desk.ask_target = lambda _parent, name: tmp_path / name

    for action in page.sending.letter_button.menu().actions():
        action.trigger()
        settle(qtbot, page.sending)

    assert [(title, len(items)) for title, _, items in shown] == [("补正通知", 3), ("催报函", 3)]
    assert [path.name[:3] for path in opened] == ["补正通", "催报函"]
    assert all(path.read_bytes()[:5] == b"%PDF-" for path in opened)


def test_the_letter_dialog_wants_a_day_and_an_item(qtbot, dressed):
    dialog = LetterDialog(None, "催报函", "发给……", None, ["甲", "乙"], due_needed=True)
    qtbot.addWidget(dialog)
    dialog.do_button.click()
    assert "办理期限" in dialog.wrong.text()
    dialog.due.set_value(date(2026, 12, 5))
    for number in range(2):
        dialog.list.item(number).setCheckState(Qt.CheckState.Unchecked)
    dialog.do_button.click()
    assert "至少留一项" in dialog.wrong.text()
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.number.setText("安整改函〔2026〕1号")
    dialog.do_button.click()

    assert dialog.answer() == LetterChoice(Heading("安整改函〔2026〕1号"), date(2026, 12, 5), ("乙",))
