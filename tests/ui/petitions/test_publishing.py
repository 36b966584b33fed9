import threading
from datetime import date
from functools import partial

import pytest

from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.printing import PROVINCE, PetitionOrder
from dczg_desktop.services.petitions.publications import MASK, Hit, editions, personal_hits, publish
from tests.services.petition_acts import put
from tests.ui.petitions.scene import FIRST, SECOND, assert_beside_the_window, noting, open_tab, shown
from tests.ui.typed import typing
from ui.dialogs.publish import PUBLIC, ExportAnswer, ExportDialog
from ui.theme.dress import dress


def test_public_lists_are_listed_and_opened_and_what_waits_too(page, ledger, tmp_path):
    publish(
        ledger,
        PetitionOrder(query=PetitionQuery(batch="第2批")),
        tmp_path / "一.xlsx",
        published_on=date(2026, 6, 10),
    )
    with ledger.reading() as session:
        uid = session.query(Petition).filter(Petition.number == SECOND).one().uid
    edit_petition(ledger, uid, {"completion": "已办结"})
    page.reload()
    panel = open_tab(page, "公开记录")
    assert panel.waiting_words.text() == "有 1 件公开时未办结、现已办结，待再次公开。"

    place = [column.key for column in panel.model.columns].index("unfinished")
    panel.grid.setCurrentIndex(panel.model.index(0, place))
    panel.grid.opened.emit(1)
    assert shown(page) == [SECOND]
    panel.waiting_button.click()
    assert shown(page) == [SECOND]
    assert page.register.filters.values()["mark"] == "待再次公开"


@pytest.mark.parametrize("public", [False, True])
def test_a_list_is_written_from_the_page(qtbot, page, ledger, tmp_path, public):
    order = PetitionOrder(PROVINCE, internal=not public)
    day = date(2026, 6, 10) if public else None
    page.register.files.ask_export = typing(ExportAnswer(order, public, ".xlsx", {}, day, "市政府网站"))
    page.register.files.ask_target = lambda _parent, name: tmp_path / name

    page.register.export_button.click()
    qtbot.waitUntil(lambda: bool(page.said), timeout=20_000)
    qtbot.waitUntil(page.register.strip.isHidden)

    words = "已登记公开" if public else "已写出"
    assert words in page.said[0]
    assert len(editions(ledger)) == int(public)


def test_the_internal_list_is_shown_as_it_will_lie_on_paper(qtbot, page):
    documents = []
    page.register.files.show_document = lambda _p, _c, content, name: documents.append((content[:5], name))
    page.register.files.ask_export = typing(ExportAnswer(PetitionOrder(), False, ".pdf"))

    page.register.export_button.click()
    qtbot.waitUntil(lambda: bool(documents), timeout=20_000)
    qtbot.waitUntil(page.register.strip.isHidden)

    assert documents == [(b"%PDF-", "信访件一览表.pdf")]


def test_the_export_dialog_asks_about_every_personal_passage(qtbot, page, context, ledger):
    put(ledger, "D9", description="11栋2单元203号市民反映，电话13800001234")
    threads = []
    hits = noting(threads, partial(personal_hits, ledger))
    dialog = ExportDialog(page, PetitionQuery(), 3, 0, hits, date(2026, 11, 22), context)
    qtbot.addWidget(dialog)
    assert dialog.check() == ""
    assert dialog.answer().public is False

    dialog.version.setCurrentText(PUBLIC)
    assert dialog.check() == "正在逐件查找可能泄露个人信息的内容，查完才能写出，请稍候。"
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert_beside_the_window(threads)
    assert dialog.table.rowCount() == 2
    assert dialog.check().startswith("还有没处理的个人信息")
    dialog.mask_all.click()
    assert dialog.check() == ""
    answer = dialog.answer()
    assert set(answer.decisions.values()) == {MASK}
    assert answer.published_on == date(2026, 11, 22)
    dialog.record.setChecked(False)
    assert dialog.answer().published_on is None
    dialog._count = 0
    assert dialog.check().startswith("当前的批次和筛选里没有信访件")


def some_hits(count):
    return [
        Hit(f"k{number}", "u", FIRST, "栏", "手机号", "电话", "13800001111", "反映", "138****1111")
        for number in range(count)
    ]


def test_an_answer_to_an_older_choice_never_shows(qtbot, page, context, ledger):
    gate, asked = threading.Event(), []

    def hits(order, tick):
        asked.append(order.form)
        if len(asked) == 1:
            gate.wait(10)
            return some_hits(1)
        return some_hits(2)

    dialog = ExportDialog(page, PetitionQuery(), 3, 0, hits, ledger.today(), context)
    qtbot.addWidget(dialog)
    dialog.version.setCurrentText(PUBLIC)
    qtbot.waitUntil(lambda: bool(asked))

    dialog.set.setCurrentIndex(1)
    gate.set()

    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert len(set(asked)) == 2
    assert dialog.table.rowCount() == 2


def test_hundreds_of_passages_come_into_the_table_a_few_at_a_time(qtbot, page, context, ledger):
    dialog = ExportDialog(
        page, PetitionQuery(), 3, 0, lambda *_, **__: some_hits(60), ledger.today(), context
    )
    qtbot.addWidget(dialog)
    counts = []
    dialog.table.model().rowsInserted.connect(lambda _at, first, last: counts.append(last - first + 1))

    dialog.version.setCurrentText(PUBLIC)
    qtbot.waitUntil(lambda: not dialog.is_busy)

    assert counts == [25, 25, 10]
    dialog.mask_all.click()
    assert len(dialog.answer().decisions) == 60
    assert dialog.check() == ""


def test_closing_the_dialog_ends_its_search(qtbot, page, context, ledger):
    ended = threading.Event()

    def hits(_order, tick):
        try:
            while True:
                tick(0, 0)
        finally:
            ended.set()

    dialog = ExportDialog(page, PetitionQuery(), 3, 0, hits, ledger.today(), context)
    qtbot.addWidget(dialog)
    dialog.version.setCurrentText(PUBLIC)

    dialog.reject()

    assert ended.wait(5)
    assert not dialog.is_busy


def test_in_large_type_no_field_of_the_public_export_is_cut(qtbot, qapp, context, ledger):
    dress(qapp, 15)
    try:
        dialog = ExportDialog(
            None, PetitionQuery(), 1, 0, lambda *_, **__: some_hits(1), ledger.today(), context
        )
        qtbot.addWidget(dialog)
        dialog.show()

        dialog.version.setCurrentText(PUBLIC)
        qtbot.waitUntil(lambda: not dialog.is_busy)
        qapp.processEvents()

        assert dialog.form.height() >= dialog.form.sizeHint().height()
        assert dialog.place.height() >= dialog.place.sizeHint().height()
    finally:
        dress(qapp, 11)
