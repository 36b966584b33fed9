"""Characters that turn the reading direction or are not seen cannot disguise a text: lists, details, dialogs and copies show them."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from dczg_desktop.services.problems import ProblemDraft, add_problem
from tests.offices import CITY, CLERK
from ui.models.grid import GridModel
from ui.pages.intake.model import ImportModel
from ui.pages.ledger.fields import EditField
from ui.pages.ledger.page import LedgerPage
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.columns import GridColumn, Role
from ui.widgets.form import Form
from ui.widgets.grid import Grid
from ui.widgets.timeline import EVENT, Happening, Timeline
from ui.widgets.words import label, passage, tip_of

SLY, SEEN = "罚款\u202e7531\u202c元", "罚款〔改变文字方向〕7531〔改变文字方向〕元"
COLUMNS = (GridColumn("text", "内容", 200, "long"),)


@dataclass(frozen=True)
class Row:
    id: int
    text: str


def a_model(owner=None):
    return GridModel(COLUMNS, lambda _query, _order: [1], lambda _ids: [Row(1, SLY)], owner)


def test_a_grid_shows_and_copies_the_marks(qtbot, context):
    grid = Grid("probe", context, "没有")
    qtbot.addWidget(grid)
    model = a_model(grid)
    grid.show_model(model)
    model.show(None)
    grid.selectRow(0)

    grid.copy()

    cell = model.index(0, 0)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Role.FULL_TEXT)
    assert [cell.data(role) for role in roles] == [SEEN] * 3
    assert SEEN in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert QGuiApplication.clipboard().text().endswith(SEEN)


def test_the_editor_of_an_imported_cell_holds_what_was_read(qtbot):
    source = SimpleNamespace(
        columns=lambda: COLUMNS, ids=lambda _query, _order: [1], rows=lambda _ids: [Row(1, SLY)],
        is_cell=lambda _key: True, faults=lambda _row, _key: [], read_as=lambda _row, _key: None, pictures=lambda _row, _key: [],
    )  # fmt: skip
    owner = QWidget()
    qtbot.addWidget(owner)
    model = ImportModel(source, owner)
    corrected = []
    model.corrected.connect(lambda *given: corrected.append(given))
    model.show(None)
    cell = model.index(0, 0)

    assert cell.data(Qt.ItemDataRole.DisplayRole) == SEEN
    assert cell.data(Qt.ItemDataRole.EditRole) == SLY
    assert not model.setData(cell, SLY)
    assert corrected == []


def test_labels_tips_small_tables_and_timelines_show_the_marks(qtbot):
    words, moving = label(SLY), passage()
    moving.setText(SLY)
    table, line = SmallTable("内容", ("内容",), (10,), 0), Timeline()
    for widget in (words, moving, table, line):
        qtbot.addWidget(widget)
    table.show_rows([TableRow("1", (SLY,))])
    line.show_happenings([Happening("2026-11-20", "李秀兰", SLY)])

    assert [words.text(), moving.text(), table.item(0, 0).text()] == [SEEN] * 3
    assert line.item(0).data(EVENT).words == SEEN
    assert SEEN in tip_of(SLY)


@pytest.mark.parametrize("kind", ["line", "text"])
def test_below_a_field_in_which_text_is_edited_it_is_said_and_the_text_stays_as_it_is(qtbot, kind):
    field = EditField(kind, "问题描述")
    qtbot.addWidget(field)
    field.show()

    field.show_value(f"{'前' * 200}{SLY}")
    assert field.value() == f"{'前' * 200}{SLY}"
    assert field.unseen.isVisible()
    assert "2 个看不见的字符" in field.unseen.text()
    assert SEEN in field.unseen.text()
    field.show_value("罚款1357元")
    assert field.unseen.isHidden()


def test_a_form_says_it_below_what_is_typed(qtbot):
    form = Form()
    qtbot.addWidget(form)
    field = form.line("名称", "照片\u202egpj.exe")
    notes = [one for one in form.findChildren(type(EditField("line", "x").unseen)) if not one.isHidden()]

    assert isinstance(field, QLineEdit)
    assert [one.text() for one in notes] == [
        "里面有 1 个看不见的字符，请核对，必要时删去重写：照片〔改变文字方向〕gpj.exe"
    ]
    field.setText("照片.jpg")
    assert notes[0].isHidden()


def test_the_ledger_shows_a_disguised_problem_as_it_is_and_keeps_it(qtbot, context, ledger):
    uid = add_problem(ledger, ProblemDraft(SLY))
    context.open_ledger(ledger, ledger.user_uid, CLERK, CITY)
    page = LedgerPage(context)
    qtbot.addWidget(page)
    page.resize(1180, 680)
    page.show()
    page.reload()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)
    page.show_filter(uid)

    row = page.model
    column = [one.key for one in row.columns].index("summary")
    assert row.index(0, column).data(Qt.ItemDataRole.DisplayRole) == SEEN
    field = page.detail.basics.fields["description"]
    qtbot.waitUntil(lambda: field.value() == SLY, timeout=10_000)
    assert SEEN in field.unseen.text()
