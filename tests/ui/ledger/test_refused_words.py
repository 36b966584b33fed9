"""What was written in a dialog beside the ledger stays there when it is refused."""

import pytest

from dczg_desktop.domain.words import DutyRole, EvidenceRole
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from tests.ui.ledger.scene import photo
from tests.ui.typed import is_kept_until_it_is_taken, leaving_open


@pytest.mark.parametrize(
    ("part", "press"), [("measures", "_void"), ("duties", "_end_duty"), ("evidence", "_withdraw")]
)
def test_a_reason_that_is_refused_stays_in_its_dialog(
    qtbot, monkeypatch, panel, ledger, uid, tmp_path, part, press
):
    assign(ledger, [uid], "王志强", DutyRole.RESPONSIBLE_LEADER)
    attach_files(ledger, uid, [photo(tmp_path / "前.png", "brown")], EvidenceRole.BEFORE)
    panel.reload()
    shown, dialogs = getattr(panel, part), []
    panel.show_panel(shown)
    shown.ask_reason = leaving_open(dialogs)
    if part == "evidence":
        shown.thumbnails.opened.emit(panel.evidence.detail.facts.evidence[0].uid)
    else:
        shown.table.selectRow(0)

    getattr(shown, press)()

    is_kept_until_it_is_taken(qtbot, monkeypatch, dialogs[0])
