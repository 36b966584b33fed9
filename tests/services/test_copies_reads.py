import pytest

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.domain.words import EvidenceRole, Level
from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.services.copies import (
    list_copies,
    look_at_backup,
    loss_since,
    restore_backup,
    restore_copy,
)
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.ledgers import create_ledger, open_ledger
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.services.verification import back_up, verify


@pytest.fixture
def ledger(tmp_path):
    made = create_ledger(tmp_path / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    uid = add_problem(made, ProblemDraft(description="污水直排"))
    photo = tmp_path / "整改前.txt"
    photo.write_text("一张照片", encoding="utf-8")
    attach_files(made, uid, [photo], EvidenceRole.BEFORE)
    safety_copy(made.path, "导入前", made.moment())
    yield made
    made.close()


def test_copies_are_listed_with_what_came_after_them(ledger):
    (copy,) = list_copies(ledger)
    loss = loss_since(ledger, "2000-01-01T00:00:00")

    assert copy.reason == "导入前"
    assert copy.size > 0
    assert (loss.acts, len(loss.titles)) == (3, 3)
    assert loss.titles[0].startswith("附佐证")
    assert loss_since(ledger, "2999-01-01T00:00:00").acts == 0


def test_a_copy_comes_back_as_another_ledger_with_its_evidence(ledger, tmp_path):
    add_problem(ledger, ProblemDraft(description="备份以后登记的"))

    done = restore_copy(ledger, list_copies(ledger)[0].path, tmp_path / "恢复" / "青石县（恢复）.dczg")

    back = open_ledger(done.path, safety=False)
    try:
        assert len(problem_ids(back, GridQuery())) == 1
        assert back.identity.replica != ledger.identity.replica
        found = verify(back)
        assert (found.sound, found.evidence, found.missing) == (True, 1, ())
    finally:
        back.close()
    assert len(problem_ids(ledger, GridQuery())) == 2


def test_nothing_is_written_over_and_a_cancel_leaves_nothing(ledger, tmp_path):
    copy = list_copies(ledger)[0].path
    with pytest.raises(UserError, match="已经存在"):
        restore_copy(ledger, copy, ledger.path)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        restore_copy(ledger, copy, tmp_path / "新.dczg", stop)
    assert not list(tmp_path.glob("新*"))


def test_a_full_backup_tells_what_it_holds_and_comes_back(ledger, tmp_path):
    saved = back_up(ledger, tmp_path / "U盘")

    card = look_at_backup(saved.folder)
    done = restore_backup(saved.folder, tmp_path / "另一本.dczg")

    assert (card.ledger, card.evidence, card.missing) == ("青石县.dczg", 1, 0)
    assert (done.evidence, done.missing) == (1, 0)
    with pytest.raises(UserError, match="清单"):
        look_at_backup(tmp_path)
