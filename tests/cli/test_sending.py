"""`send` by script: looking first, volumes, sheets to fill in, the register."""

import json

import pytest

from dczg_desktop.cli.run import main


@pytest.fixture
def given(tmp_path, capsys):
    """A county ledger with one problem given to an office that has no program; `run` is the script."""

    def run(*arguments):
        code = main([str(one) for one in arguments])
        return code, capsys.readouterr()

    ledger = tmp_path / "县.dczg"
    assert (
        run("new", ledger, "--office", "青石县", "--code", "450421", "--level", "县", "--user", "李敏")[0]
        == 0
    )
    table = tmp_path / "清单.csv"
    table.write_text("序号,问题描述,整改目标,责任单位\n1,举报人张建国反映扬尘,消除扬尘,南坪镇\n", "utf-8")
    assert run("import", ledger, table)[0] == 0
    from dczg_desktop.domain.words import Level
    from dczg_desktop.services.ledgers import open_ledger
    from dczg_desktop.services.offices import add_office

    opened = open_ledger(ledger)
    add_office(opened, "南坪镇", "450421101", Level.TOWNSHIP)
    opened.close()
    return ledger, tmp_path / "出", run


def test_a_script_looks_first_is_refused_and_sends_with_a_reason(given):
    ledger, out, run = given
    code, shown = run("send", ledger, "--to", "南坪镇", "--out", out, "--preview", "--json")
    seen = json.loads(shown.out)
    assert (code, seen["problems"], seen["personal"], seen["needs_reason"]) == (0, 1, 1, True)
    assert seen["lines"][0]["section"] == "个人信息"
    assert not out.exists()

    code, shown = run("send", ledger, "--to", "南坪镇", "--out", out)
    assert code == 1
    assert "疑似个人信息" in shown.err
    assert "张建国" not in shown.err

    code, shown = run("send", ledger, "--to", "南坪镇", "--out", out, "--reason", "核查需要", "--medium", "光盘",
                      "--medium-number", "G-3", "--handler", "黄强", "--volume-size", "50", "--json")  # fmt: skip
    assert code == 0
    assert json.loads(shown.out)["kind"] == "数据包"
    (entry,) = json.loads(run("list", ledger, "往来", "--json")[1].out)
    assert (entry["medium"], entry["medium_number"], entry["handler"], entry["attachments"]) == (
        "光盘",
        "G-3",
        "黄强",
        0,
    )


def test_sheets_are_chosen_by_name_and_an_unknown_one_is_refused(given):
    ledger, out, run = given
    code, shown = run("send", ledger, "--to", "南坪镇", "--out", out, "--fill-in", "措施", "--reason", "急")
    assert code == 1
    assert (
        "没有名为“措施”的填报表。可以要对方填的有：进展填报、措施细化、责任人员、销号材料目录、信访件办理。"
        in shown.err
    )

    code, shown = run(
        "send",
        ledger,
        "--to",
        "南坪镇",
        "--out",
        out,
        "--fill-in",
        "责任人员，进展填报",
        "--reason",
        "急",
        "--json",
    )
    assert json.loads(shown.out)["jobs"] == ["进展填报", "责任人员"]
    assert "填报表" in json.loads(shown.out)["path"]


def test_letters_and_the_register_are_printed_by_name(given, tmp_path):
    ledger, out, run = given
    assert run("send", ledger, "--to", "南坪镇", "--out", out, "--reason", "急")[0] == 0

    for name, more in (
        (
            "发文说明",
            ("--to", "南坪镇", "--number", "青整改函〔2026〕3号", "--phone", "0774-1", "--due", "2026-12-10"),
        ),
        ("补正通知", ("--to", "南坪镇")),
        ("催报函", ("--to", "南坪镇", "--period", "2026-10")),
        ("登记簿", ("--to", "南坪镇", "--since", "2026-01-01")),
        ("将要发出的内容", ("--to", "南坪镇")),
    ):
        code, shown = run("print", ledger, name, "--out", tmp_path / f"{name}.pdf", *more)
        assert code == 0, shown.err
        assert (tmp_path / f"{name}.pdf").read_bytes()[:5] == b"%PDF-"
    assert run("print", ledger, "登记簿", "--out", tmp_path / "登记簿.xlsx")[0] == 0
    code, shown = run("print", ledger, "催报函", "--out", tmp_path / "x.pdf")
    assert (code, "要写明 --to 机构" in shown.err) == (1, True)
    code, shown = run(
        "print", ledger, "整改销号公示", "--out", tmp_path / "x.pdf", "--problem", "1", "--phone", "0774-1"
    )
    assert (code, "登记公示" in shown.err) == (1, True)
