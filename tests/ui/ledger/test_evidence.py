import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.evidence import attach_files
from tests.safety.test_traces import a_photo
from tests.ui.ledger.scene import detail_of, photo
from tests.ui.typed import typing
from ui.dialogs.attach import Attachment


def test_files_are_attached_on_the_worker_and_withdrawn(qtbot, panel, ledger, uid, tmp_path):
    panel.show_panel(panel.evidence)
    evidence = panel.evidence
    files = (photo(tmp_path / "前.png", "brown"),)
    evidence.ask_files = typing(Attachment(files, EvidenceRole.BEFORE, "村东"))
    with qtbot.waitSignal(panel._context.ledger_changed):
        evidence.attach_button.click()
    assert evidence.thumbnails.item(0).text() == "整改前-1"
    assert not evidence.pair.before.image.isNull()

    evidence.thumbnails.opened.emit(detail_of(ledger, uid).facts.evidence[0].uid)
    opened: list[QUrl] = []
    evidence.open_url = lambda url: opened.append(url) or True
    evidence.open_button.click()
    assert Path(opened[0].toLocalFile()).read_bytes() == files[0].read_bytes()

    evidence.ask_reason = typing("拍错了")
    evidence.withdraw_button.click()
    assert detail_of(ledger, uid).facts.evidence == ()


def test_a_file_that_has_not_arrived_is_named(panel, ledger, uid, tmp_path):
    attach_files(ledger, uid, [photo(tmp_path / "后.png", "green")], EvidenceRole.AFTER)
    sha = detail_of(ledger, uid).facts.evidence[0].sha256
    ledger.evidence.path_of(sha).unlink()
    panel.reload()
    panel.show_panel(panel.evidence)

    assert panel.evidence.thumbnails.item(0).text() == "待收 整改后-1"
    assert "后.png" in panel.evidence.missing.text()


def test_a_photo_that_names_its_owner_says_so_and_is_replaced_by_a_cleaned_copy(
    qtbot, ledger, uid, panel, tmp_path
):
    (made,) = attach_files(ledger, uid, [a_photo(tmp_path / "现场.jpg")], EvidenceRole.BEFORE)
    panel.reload()
    panel.show_panel(panel.evidence)
    evidence = panel.evidence
    evidence.confirm = lambda *_question: True

    evidence.thumbnails.opened.emit(made.uid)
    assert "机主”：WANG XIAOMING" in evidence.told.words.text()
    with qtbot.waitSignal(panel._context.ledger_changed, timeout=10_000):
        evidence.clean_button.click()

    (left,) = detail_of(ledger, uid).facts.evidence
    assert left.sha256 != made.sha256
    assert made.sha256 in left.note


def test_dropped_files_are_offered_for_attaching(panel, tmp_path):
    panel.show_panel(panel.evidence)
    file, offered = photo(tmp_path / "拖入.png", "green"), []
    panel.evidence.ask_files = lambda _parent, _code, files, *_: offered.extend(files)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton

    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    panel.evidence.dragEnterEvent(entered)
    panel.evidence.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))

    assert entered.isAccepted()
    assert offered == [file]


def test_what_one_file_tells_is_never_shown_after_the_choice_was_left(qtbot, ledger, uid, panel, tmp_path):
    (made,) = attach_files(ledger, uid, [a_photo(tmp_path / "现场.jpg")], EvidenceRole.BEFORE)
    panel.reload()
    panel.show_panel(panel.evidence)
    gate, evidence, context = threading.Event(), panel.evidence, panel._context
    context.reader = ThreadPoolExecutor(max_workers=1)
    context.reader.submit(gate.wait, 5)

    evidence.thumbnails.opened.emit(made.uid)
    evidence.thumbnails.opened.emit("")
    gate.set()
    context.reader.submit(int).result()
    qtbot.wait(60)

    assert evidence.told.words.text() == ""
    assert not evidence.clean_button.isEnabled()
