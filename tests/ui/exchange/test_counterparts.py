import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from dczg_desktop.domain.words import InboxState, Level, Relation
from dczg_desktop.services import duties, ledgers, offices, problems
from dczg_desktop.services.incoming import inbox
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.problems import ProblemDraft
from tests.ui.exchange.scene import COUNTY, TOWN, settle
from tests.ui.typed import answering
from ui.dialogs.enrolment import Card, EnrolmentDialog, likely_relation
from ui.pages.exchange.drop_area import dropped_file
from ui.pages.exchange.page import ExchangePage


def test_our_fingerprint_stands_there_to_be_read_aloud(page, world):
    shown = page.counterparts.ours

    assert shown.name.text() == COUNTY
    assert shown.fingerprint.digits == offices.our_fingerprint(world.county)
    assert len(shown.fingerprint.digits.replace(" ", "")) == 24


def test_our_card_is_written_where_the_user_says(qtbot, page, world, said):
    page.counterparts.ask_target = lambda _parent, _name: world.folder / "我们"

    page.counterparts.ours.export_button.click()
    settle(qtbot, page.counterparts)

    assert offices.look_at_card(world.folder / "我们.dczgcard")[0] == COUNTY
    assert "我们.dczgcard" in said[-1]


def test_a_card_is_enrolled_after_the_fingerprint_was_compared(qtbot, page, world, tmp_path):
    city = ledgers.create_ledger(tmp_path / "市.dczg", "绵州市整改办", "510700", Level.CITY, "王志强")
    path, digits = offices.export_card(city, tmp_path / "市")
    city.close()
    asked = []

    def answer(_parent, card, likely):
        asked.append((card, likely))
        return likely

    page.counterparts.ask_relation = answering(answer)
    page.counterparts.drop.given.emit(path)
    settle(qtbot, page.counterparts)

    assert asked == [(Card("绵州市整改办", "市", digits), Relation.SUPERIOR)]
    names = [page.counterparts.partner_model.row_at(n).name for n in range(2)]
    assert names == ["绵州市整改办", TOWN]


def test_a_card_that_is_not_confirmed_is_not_enrolled(page, world, tmp_path):
    page.counterparts.ask_relation = lambda *_question: None

    page.counterparts.enrol(offices.export_card(world.town, tmp_path / "又一张")[0])

    assert not page.counterparts.is_busy


def test_a_damaged_card_is_refused_by_name(page, tmp_path, shown_errors):
    path = tmp_path / "坏卡片.dczgcard"
    path.write_text("{}", "utf-8")

    page.counterparts.enrol(path)

    assert "坏卡片.dczgcard" in str(shown_errors[0])


def test_the_dialog_insists_on_the_telephone(qtbot, dressed):
    dialog = EnrolmentDialog(None, Card(TOWN, "乡镇", "0001 0002 0003 0004 0005 0006"), Relation.SUBORDINATE)
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.do_button.click()
    assert "打电话" in dialog.wrong.text()
    dialog.compared.setChecked(True)
    dialog.do_button.click()

    assert dialog.result() == EnrolmentDialog.DialogCode.Accepted
    assert dialog.answer() is Relation.SUBORDINATE


@pytest.mark.parametrize(
    ("theirs", "ours", "likely"),
    [
        ("省", Level.COUNTY, Relation.SUPERIOR),
        ("乡镇", Level.COUNTY, Relation.SUBORDINATE),
        ("部门", Level.COUNTY, Relation.DEPARTMENT),
        ("县", Level.DEPARTMENT, Relation.SUPERIOR),
        ("县", Level.COUNTY, None),
        ("旗", Level.COUNTY, None),
    ],
)
def test_the_levels_suggest_the_relation(theirs, ours, likely):
    assert likely_relation(theirs, ours) is likely


def test_one_dropped_file_is_taken_and_several_are_not(page, tmp_path):
    files = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    for file in files:
        file.touch()
    one, both, folder = QMimeData(), QMimeData(), QMimeData()
    one.setUrls([QUrl.fromLocalFile(str(files[0]))])
    both.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    folder.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    given = []
    page.counterparts.drop.given.disconnect()
    page.counterparts.drop.given.connect(given.append)

    for data in (one, both, folder):
        page.counterparts.drop.dropEvent(
            QDropEvent(
                QPointF(5, 5),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    assert given == [files[0]]
    assert dropped_file(both) is None


def test_a_ledger_without_partners_says_what_to_do_first(qtbot, context, tmp_path):
    ledger = ledgers.create_ledger(tmp_path / "新.dczg", COUNTY, "510723", Level.COUNTY, "李秀兰")
    context.open_ledger(ledger, ledger.user_uid, "李秀兰", COUNTY)
    page = ExchangePage(context)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    first = page.counterparts.partners.grab().toImage()

    page.search("青溪")

    assert page.counterparts.partner_model.rowCount() == 0
    assert page.counterparts.partners.grab().toImage() == first
    page.show_tab("发送")
    assert page.sending.send_button.toolTip() == "请先在左边选择接收单位。"
    ledger.close()


def test_a_strangers_file_is_received_without_being_asked_for_again_once_its_card_is_enrolled(
    qtbot, page, world, context, said, tmp_path
):
    city = ledgers.create_ledger(tmp_path / "市.dczg", "绵州市整改办", "510700", Level.CITY, "王志强")
    offices.enrol(city, offices.export_card(world.county, tmp_path / "县卡")[0], Relation.SUBORDINATE)
    duties.assign(city, [problems.add_problem(city, ProblemDraft("第 9 处堆场未覆盖"))], COUNTY)
    card = offices.export_card(city, tmp_path / "市卡")[0]
    item = inbox.keep(world.county, shipments.send(city, COUNTY, tmp_path).path)
    city.close()
    assert item.state is InboxState.STRANGER
    page.show_tab("往来单位")

    page.counterparts.ask_relation = answering(lambda _parent, _card, likely: likely)
    page.counterparts.enrol(card)

    qtbot.waitUntil(lambda: inbox.item_of(world.county, item.uid).state is InboxState.READY, timeout=10_000)
    qtbot.waitUntil(lambda: any("现在可以接收了" in words for words in said), timeout=10_000)
