from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.petitions.items import petition_detail
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids
from tests.services.acts import a_problem
from tests.ui.typed import answering
from ui.dialogs.petition import LinkDialog, PetitionDialog
from ui.pages.petitions import PetitionsPage

FINDINGS = "经现场核查，沉淀池容积不足。\n举报所称夜间生产属实。"


@pytest.fixture
def page(qtbot, context, ledger):
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    whole = PetitionsPage(context)
    page = whole.register
    page.whole, page.asked, page.said = whole, [], []
    context.navigation_requested.connect(lambda name, chosen: page.asked.append((name, chosen)))
    context.said.connect(lambda words, undoable: page.said.append((words, undoable)))
    context.ledger_changed.connect(whole.reload)
    qtbot.addWidget(whole)
    whole.resize(1190, 676)
    return page


@pytest.fixture
def three(ledger, page):
    ours = ledger.identity.office_uid
    with ledger.transaction("导入表格") as (session, _act):
        for number, values in {
            "D1": {"completion": "已办结", "area": "东河乡", "findings": FINDINGS, "starred": True},
            "D2": {"completion": "阶段性办结", "area": "石桥镇", "issuer_uid": "f" * 32},
            "D3": {"completion": "", "area": "东河乡", "due": date(2026, 9, 1)},
        }.items():
            session.add(
                Petition(**{"number": number, "issuer_uid": ours, "description": f"反映{number}"} | values)
            )
    page.reload()
    return ledger


def shown(page) -> list[str]:
    model = page.grid.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page, number: str) -> None:
    page.grid.selectRow(shown(page).index(number))


def test_an_empty_ledger_says_where_petitions_come_from(page):
    page.reload()

    assert page.stack.currentWidget() is page.empty
    page.files.ask_file = lambda _parent: None
    page.empty.action.click()
    assert page.asked == []
    assert page.export_button.toolTip() == "还没有信访件"


def test_no_key_stands_for_two_buttons(page):
    words = [one.text() for one in page.findChildren(QPushButton)]
    words += [one.text() for one in page.header_widgets()]
    keys = [word.partition("&")[2][:1] for word in words if "&" in word]

    assert sorted(keys) == sorted(set(keys))


def test_the_cards_count_and_show_what_they_counted(page, three):
    numbers = {title: card._number for title, card in page.cards.items()}
    assert numbers == {
        "信访件总数": "3", "已办结": "1", "阶段性办结": "1", "未办结": "1", "已逾期": "1", "已验收销号": "0", "已办结验收中": "0",
        "待再次公开": "0",
    }  # fmt: skip

    for title, number in numbers.items():
        page.cards[title].click()
        assert len(shown(page)) == int(number), title


def test_filters_and_search_narrow_together(page, three):
    page.filters.set_values({"area": "东河乡"})
    page.filters.changed.emit(page.filters.values())
    assert shown(page) == ["D1*", "D3"]

    page.search("夜间生产")

    assert shown(page) == ["D1*"]
    assert page.filters.count.text() == "共 1 件"


def test_a_column_orders_the_rows(page, three):
    page.grid.sortByColumn(0, page.grid.horizontalHeader().sortIndicatorOrder().DescendingOrder)

    assert shown(page) == ["D3", "D2", "D1*"]


def test_the_whole_texts_stand_beside_the_grid(page, three):
    choose(page, "D1*")

    panel = page.panel
    assert panel.heading.text() == "D1*"
    assert panel.completion.word == "已办结"
    assert panel.long["findings"].text() == FINDINGS
    assert panel.headings["result"].isHidden()


def test_what_is_not_filled_in_is_told_in_one_line_and_leaves_no_gaps(page, three):
    choose(page, "D1*")
    panel = page.panel

    assert panel.short["handling"].isHidden()
    assert "处理类别" in panel.unsaid.text()
    places = [panel._grid.getItemPosition(number)[:2] for number in range(panel._grid.count())]
    assert places == [(number // 4, number % 4) for number in range(len(places))]


def test_the_texts_have_most_of_the_panel_on_a_small_screen(page, three):
    page.whole.resize(1194, 640)
    page.whole.show()
    choose(page, "D1*")
    panel = page.panel
    tops = {one.mapTo(panel, one.rect().topLeft()).y() for one in panel.findChildren(QPushButton)
            if one.property("dense") and one.isVisible()}  # fmt: skip

    assert len(tops) == 2
    assert panel._area.height() > panel.height() / 2


def test_another_petition_is_shown_from_its_beginning(page, three, ledger):
    page.whole.resize(1194, 500)
    page.whole.show()
    choose(page, "D1*")
    bar = page.panel._area.verticalScrollBar()
    bar.setRange(0, 500)
    bar.setValue(200)

    page.reload()
    assert bar.value() == 200
    choose(page, "D2")

    assert bar.value() == 0


def test_a_change_is_written_and_the_page_reads_again(page, three):
    page.acts.ask_changes = lambda _parent, _detail, _marks, save: save({"completion": "已办结"})
    choose(page, "D3")

    page.panel.edit_button.click()

    assert page.cards["已办结"]._number == "2"
    assert page.panel.completion.word == "已办结"
    assert page.said == [("已保存信访件 D3 的 1 处修改。", True)]


def test_a_refused_change_stays_in_the_dialog_with_the_reason(qtbot, page, three, ledger):
    opened = []

    def ask(parent, detail, _marks, save):
        dialog = PetitionDialog(parent, detail)
        qtbot.addWidget(dialog)
        dialog.save_by(dialog.answer, save)
        dialog.show()
        dialog.fields["remark"].setPlainText("转办情况写了很长")
        dialog.fields["deadline"].setText("尽快")
        dialog.do_button.click()
        opened.append((dialog.isVisible(), dialog.wrong.text(), dialog.answer()["remark"]))
        dialog.fields["deadline"].setText("2026-12-31")
        dialog.do_button.click()
        opened.append((dialog.isVisible(), dialog.wrong.text()))

    page.acts.ask_changes = ask
    choose(page, "D1*")
    page.panel.edit_button.click()

    assert opened[0][0]
    assert "无法识别" in opened[0][1]
    assert opened[0][2] == "转办情况写了很长"
    assert opened[1] == (False, "")
    assert detail_of(ledger, 0).text("remark") == "转办情况写了很长"


def test_a_dialog_asks_before_it_is_closed_with_what_was_typed(qtbot, page, three, ledger):
    dialog, asked = PetitionDialog(page, detail_of(ledger, 0)), []
    qtbot.addWidget(dialog)
    dialog.confirm_loss = lambda _parent: asked.append(1) or len(asked) > 1
    dialog.show()
    dialog.fields["remark"].setPlainText("写了很长")

    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()

    assert not dialog.isVisible()


def test_a_dialog_in_which_nothing_was_typed_closes_at_once(qtbot, page, three, ledger):
    dialog = PetitionDialog(page, detail_of(ledger, 0))
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.reject()

    assert not dialog.isVisible()


def test_a_petition_is_linked_opened_and_released(page, three, ledger):
    uid = a_problem(ledger)
    page.acts.ask_link = answering(lambda _parent, _number, find: find("430600-2026-0001"))
    choose(page, "D2")
    page.panel.link_button.click()
    assert "430600-2026-0001" in page.panel.problem.text()

    page.panel.problem.click()
    assert page.asked == [("整改台账", uid)]
    page.panel.unlink_button.click()
    assert not page.panel.no_problem.isHidden()


def test_another_page_may_ask_for_a_choice(page, three):
    page.show_filter({"completion": "阶段性办结"})
    page.reload()

    assert shown(page) == ["D2"]


def detail_of(ledger, place: int):
    return petition_detail(ledger, petition_ids(ledger, PetitionQuery())[place])


def test_the_dialog_gives_only_what_was_changed(qtbot, page, three, ledger):
    dialog = PetitionDialog(page, detail_of(ledger, 0))
    qtbot.addWidget(dialog)
    assert dialog.answer() == {}
    assert dialog.check() == "没有改动。不需要修改时请点“取消”。"

    dialog.fields["remark"].setPlainText("转办")
    dialog.fields["starred"].setChecked(False)

    assert dialog.answer() == {"remark": "转办", "starred": False}


def test_the_dialog_does_not_offer_what_the_issuer_owns(qtbot, page, three, ledger):
    dialog = PetitionDialog(page, detail_of(ledger, 1))
    qtbot.addWidget(dialog)

    assert not {"number", "batch", "description", "deadline"} & set(dialog.fields)
    assert "findings" in dialog.fields


def test_an_emptied_description_keeps_the_dialog_open(qtbot, page, three, ledger):
    dialog = PetitionDialog(page, detail_of(ledger, 0))
    qtbot.addWidget(dialog)

    dialog.fields["description"].setPlainText(" ")

    assert dialog.check() == "交办问题基本情况不能为空。"


def test_the_link_dialog_shows_the_refusal_and_keeps_what_was_typed(qtbot, page):
    def find(number: str) -> str:
        if number != "1":
            raise UserError(f"台账里没有编号为“{number}”的问题。")
        return "u1"

    dialog = LinkDialog(page, "D1", find)
    qtbot.addWidget(dialog)
    dialog.number.setText("9")
    dialog.do_button.click()
    assert dialog.wrong.text() == "台账里没有编号为“9”的问题。"

    dialog.number.setText("1")
    dialog.do_button.click()
    assert dialog.answer() == "u1"


def test_what_is_copied_of_petitions_holds_none_of_their_columns_that_stay_here(page, three, ledger):
    with ledger.transaction("导入表格") as (session, _act):
        extra = {"来信人": "欧阳甲梓", "电话": "13812345678"}
        session.add(
            Petition(number="D4", issuer_uid=ledger.identity.office_uid, description="噪声", extra=extra)
        )
    page.reload()
    choose(page, "D4")
    page.grid.selectAll()

    page.grid.copy()

    copied = QGuiApplication.clipboard().text()
    assert "D4" in copied
    assert [one for one in ("欧阳甲梓", "13812345678") if one in copied] == []
