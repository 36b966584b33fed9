"""A published notice by a script: looked at, registered only where it is told."""

import json

import pytest

from dczg_desktop.cli.run import main
from tests.services.importing.notices import HEAD, NOTICE, ROWS, workbook


@pytest.fixture
def run(tmp_path, capsys):
    ledger, notice = tmp_path / "县.dczg", tmp_path / "公示.txt"
    notice.write_text(NOTICE, "utf-8")

    def call(*words):
        code = main([words[0], str(ledger), *map(str, words[1:]), "--json"])
        return code, json.loads(capsys.readouterr().out)

    call("new", "--office", "青石县", "--code", "450421", "--level", "县", "--user", "李敏")
    call("import", workbook(tmp_path / "清单.xlsx", [HEAD, *ROWS]))
    return lambda *words: call("published", notice, *words)


def test_without_a_problem_it_only_looks(run):
    code, told = run()

    assert (code, told["number"], told["period"]["stated"]) == (0, "14", 10)
    assert [one["why"] for one in told["candidates"]] == ["都是第 14 项"]
    assert told["findings"] == []


def test_with_a_problem_it_registers(run):
    code, told = run("--problem", "第十四项", "--place", "县政府网站")

    assert (code, told["days"], len(told["parts"])) == (0, 10, 3)
    assert "措施没有填完成日期" in told["findings"][0]["words"]


def test_an_unknown_number_and_a_missing_place_are_refused(run):
    assert "没有编号为" in run("--problem", "第九十九项", "--place", "网站")[1]["refused"]
    assert "公示在哪里" in run("--problem", "第十四项")[1]["refused"]
