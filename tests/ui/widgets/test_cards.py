"""Cards: numbers, sections, and an empty page."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.widgets.scene import shown
from ui.theme.dress import dress
from ui.theme.status import look_of
from ui.widgets.cards import EmptyState, SectionCard
from ui.widgets.stat_card import StatCard, StatRow


def test_a_number_opens_its_rows_with_the_mouse_and_with_the_keyboard(qtbot, dressed):
    card = shown(qtbot, StatCard("已逾期", look_of("已逾期")), 220, 80)
    card.show_number(7, "请今日督办")
    opened: list[str] = []
    card.clicked.connect(lambda: opened.append("opened"))

    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.keyClick(card, Qt.Key.Key_Space)

    assert opened == ["opened", "opened"]
    assert card.accessibleName() == "已逾期 7 请今日督办"


def test_an_empty_page_offers_the_first_step(qtbot, dressed):
    empty = shown(qtbot, EmptyState("还没有问题", "先导入上级下发的清单。" * 5, "导入清单"), 700, 500)

    with qtbot.waitSignal(empty.acted):
        empty.action.click()

    assert empty.advice.height() >= empty.advice.heightForWidth(empty.advice.width())


def test_a_section_without_heading_takes_no_room_for_it(qtbot, dressed):
    card = SectionCard()
    qtbot.addWidget(card)

    assert card.heading.isHidden()
    card.set_heading("基本情况")
    assert not card.heading.isHidden()


@pytest.mark.parametrize(("width", "across"), [(1144, 8), (1000, 4), (420, 2)])
def test_cards_go_into_several_rows_before_a_title_is_cut(qtbot, dressed, width, across):
    titles = (
        "信访件总数",
        "已办结",
        "阶段性办结",
        "未办结",
        "已逾期",
        "已验收销号",
        "已办结验收中",
        "待再次公开",
    )
    dress(dressed, 15 if width < 1144 else 11)
    try:
        row = StatRow(*(StatCard(title, look_of(title)) for title in titles))
        qtbot.addWidget(row)
        row.resize(width, 300)
        row.show()
        dressed.processEvents()

        cards = row.findChildren(StatCard)
        assert len({card.x() for card in cards}) == across
        assert all(card.width() >= card.title_width() for card in cards)
    finally:
        dress(dressed, 11)
