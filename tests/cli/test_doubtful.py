"""What the window asks one by one a script does not take by itself: it says what was left and how it is taken."""

import json

import pytest

from dczg_desktop.cli.run import main
from dczg_desktop.domain.entities import Withdrawal
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.importing.imports import acts_so_far
from tests.offices import COUNTY, TOWNSHIP


@pytest.fixture
def asked(offices, given, tmp_path):
    """A township takes back what the county attached: the package of it, the county's ledger file, and how a script is run."""
    (tmp_path / "前.pdf").write_bytes(b"%PDF-1.4 proof")
    (made,) = attach_files(offices.county, given, [tmp_path / "前.pdf"], EvidenceRole.BEFORE)
    offices.deliver(COUNTY, TOWNSHIP)
    with offices.township.transaction("附佐证") as (session, _act):
        session.add(
            Withdrawal(problem_uid=given, target_kind="evidence", target_uid=made.uid, reason="拍错了")
        )
    path, county = offices.package(TOWNSHIP, COUNTY), offices.county.path
    offices.open.pop(COUNTY).close()
    return path, county


def evidence(offices, uid):
    found = [one.name for one in problem_detail(offices.county, uid).facts.evidence]
    offices.open.pop(COUNTY).close()
    return found


def test_a_doubtful_withdrawal_is_left_and_named_with_the_way_to_take_it(offices, given, asked, capsys):
    path, county = asked

    assert main(["receive", str(county), str(path)]) == 0

    told = capsys.readouterr().out
    assert (
        f"没有接收，先核实：“{TOWNSHIP}”要撤回“{COUNTY}”附的佐证“前.pdf”（拍错了）（--only withdrawal:"
        in told
    )
    assert "用 --only 逐处写明，或用 --take-doubtful 全部接收" in told
    assert evidence(offices, given) == ["前.pdf"]
    assert main(["receive", str(county), str(path), "--json"]) == 0  # once more: still left
    assert evidence(offices, given) == ["前.pdf"]


def test_asking_for_hand_edits_alone_writes_nothing_when_only_doubtful_things_are_left(
    offices, given, asked, capsys
):
    path, county = asked
    main(["receive", str(county), str(path)])
    acts = acts_so_far(offices.county)
    offices.open.pop(COUNTY).close()

    assert main(["receive", str(county), str(path), "--accept-hand-edits"]) == 0

    assert acts_so_far(offices.county) == acts


@pytest.mark.parametrize("how", ["--take-doubtful", "--only"])
def test_it_is_taken_from_the_same_file_once_somebody_says_so(offices, given, asked, capsys, how):
    path, county = asked
    main(["receive", str(county), str(path), "--json"])
    (left,) = json.loads(capsys.readouterr().out)["doubtful"]

    words = [how] if how == "--take-doubtful" else [how, left["key"]]
    assert main(["receive", str(county), str(path), *words]) == 0

    assert "没有接收，先核实" not in capsys.readouterr().out
    assert evidence(offices, given) == []


def test_it_is_taken_at_once_when_asked_for_and_told_as_taken(offices, given, asked, capsys):
    path, county = asked

    assert main(["receive", str(county), str(path), "--take-doubtful"]) == 0

    assert "（拍错了）：已经撤回" in (told := capsys.readouterr().out)
    assert "勾选了才撤回" not in told
    assert evidence(offices, given) == []


def test_it_is_asked_again_after_the_receipt_that_took_it_was_taken_back(offices, given, asked, capsys):
    path, county = asked
    main(["receive", str(county), str(path), "--take-doubtful"])
    assert main(["undo", str(county)]) == 0

    main(["receive", str(county), str(path)])

    assert "没有接收，先核实" in capsys.readouterr().out
    assert evidence(offices, given) == ["前.pdf"]
    main(["receive", str(county), str(path), "--take-doubtful"])
    assert evidence(offices, given) == []
