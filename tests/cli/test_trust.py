"""Keys, seals, receipts, the inbox and requests from the command line."""

import json

import pytest

from dczg_desktop.cli.run import main
from tests.offices import CITY, COUNTY, file_of
from tests.services.acts import a_given_problem


@pytest.fixture
def run(offices, capsys):
    """`run(office, command, …)` gives (exit code, what was printed as JSON, what was refused)."""
    a_given_problem(offices.city, COUNTY)
    offices.close()
    offices.open.clear()

    def call(office, command, *arguments):
        code = main([command, str(file_of(offices.folder, office)), *map(str, arguments), "--json"])
        printed = capsys.readouterr()
        return code, json.loads(printed.out), printed.err

    return call


def test_a_sealed_package_and_its_receipts_go_through_scripts(run, tmp_path):
    code, sent, _ = run(CITY, "send", "--to", COUNTY, "--out", tmp_path, "--seal")
    assert (code, sent["sealing"]) == (0, "密封")
    code, received, _ = run(COUNTY, "receive", sent["path"])
    assert code == 0
    assert len(received["code"]) == 14
    _, told, _ = run(COUNTY, "receipt", "--package", received["package_uid"], "--out", tmp_path / "回执")
    assert told["code"] == received["code"]

    code, confirmed, _ = run(CITY, "receipt", "--code", received["code"])

    assert (code, confirmed["outcome"]) == (0, "全部接收")
    assert run(CITY, "receipt", "--code", "123")[0] == 1
    assert run(CITY, "receipt", "--file", told["path"])[0] == 0


def test_keys_are_listed_stopped_resumed_and_renewed_by_scripts(run):
    _, listed, _ = run(CITY, "keys")
    replica = listed["partners"][0]["enrolled"]["replica"]
    assert run(CITY, "keys", "--stop", replica[:8], "--reason", "电脑被盗")[0] == 0
    assert "已停用" in run(CITY, "keys")[1]["partners"][0]["state"]
    assert run(CITY, "keys", "--resume", replica[:8])[0] == 0

    code, renewed, _ = run(COUNTY, "keys", "--renew", "换了新电脑")

    assert (code, renewed["cause"]) == (0, "更换")


def test_a_request_is_written_and_answered_by_scripts(run, tmp_path):
    _, asked, _ = run(COUNTY, "request", "--to", CITY, "--out", tmp_path, "--reason", "恢复了备份")

    code, answered, _ = run(CITY, "giveback", asked["path"], "--out", tmp_path)

    assert code == 0
    assert run(COUNTY, "receive", answered["path"])[0] == 0


def test_the_inbox_keeps_lists_receives_and_removes_by_scripts(run, tmp_path):
    _, sent, _ = run(CITY, "send", "--to", COUNTY, "--out", tmp_path)
    _, kept, _ = run(COUNTY, "inbox", "--keep", sent["path"])
    assert [one["state"] for one in kept] == ["待接收"]

    assert run(COUNTY, "inbox", "--receive", kept[0]["uid"][:8])[0] == 0

    assert run(COUNTY, "inbox", "--retry")[1][0]["state"] == "已接收"
    assert run(COUNTY, "inbox", "--remove", kept[0]["uid"])[1] == []


def test_a_copied_ledger_is_named_beside_the_answer_and_settled_by_a_script(run):
    _, listed, warned = run(COUNTY, "overview")
    assert "移动还是复制" in warned
    assert "summary" in listed

    assert run(COUNTY, "keys", "--moved")[0] == 0

    assert run(COUNTY, "overview")[2] == ""
