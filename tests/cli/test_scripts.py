"""The script interface from outside: arguments in, JSON and exit codes out."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from dczg_desktop.cli.run import main

HEAD = (
    "序号",
    "问题编号",
    "反馈问题",
    "整改目标",
    "整改时限",
    "责任单位",
    "责任领导",
    "责任人员",
    "督导单位",
    "整改措施",
)
ROW = (
    1,
    "第七项",
    "砂石堆场未覆盖，扬尘严重。",
    "场地全部封闭。",
    "2026年12月底前",
    "南坪镇",
    "周国平",
    "刘志强",
    "县住建局",
    "1.建设料棚；\n2.安装喷淋。",
)


@pytest.fixture
def run(capsys):
    """`run(*words)` gives (exit code, JSON document or text, standard error)."""

    def call(*words):
        code = main([str(word) for word in words])
        out = capsys.readouterr()
        try:
            return code, json.loads(out.out), out.err
        except ValueError:
            return code, out.out, out.err

    return call


@pytest.fixture
def table(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["某县督察反馈问题整改措施清单"])
    sheet.merge_cells("A1:J1")
    sheet.append(["单位：某县", *[""] * 6, "日期：2026年6月3日"])
    sheet.append(HEAD)
    sheet.append(ROW)
    path = tmp_path / "清单.xlsx"
    book.save(path)
    return path


@pytest.fixture
def county(tmp_path, run):
    ledger = tmp_path / "县" / "县.dczg"
    assert (
        run("new", ledger, "--office", "某县", "--code", "450421", "--level", "县", "--user", "王芳")[0] == 0
    )
    return ledger


@pytest.fixture
def township(tmp_path, run, county):
    ledger = tmp_path / "镇" / "镇.dczg"
    run("new", ledger, "--office", "南坪镇", "--code", "450421103", "--level", "乡镇", "--user", "赵六")
    for owner, other, relation, name in (
        (county, ledger, "上级", "county.card"),
        (ledger, county, "下级", "town.card"),
    ):
        assert run("card", owner, "--out", tmp_path / name)[0] == 0
        assert run("enrol", other, tmp_path / name, "--as", relation)[0] == 0
    return ledger


def photo(tmp_path: Path, name: str, colour: str) -> Path:
    path = tmp_path / name
    Image.new("RGB", (64, 48), colour).save(path)
    return path


def test_an_imported_table_arrives_complete(run, county, table):
    code, preview, _ = run("import", county, table, "--preview", "--json")
    assert code == 0
    assert preview["tables"][0]["kind"] == "problem"
    assert preview["tables"][0]["mapping"]["supervising_unit"] == "督导单位"
    assert run("list", county, "问题", "--json")[1] == []

    assert run("import", county, table, "--source", "省级督察", "--json")[1]["problems"] == 1

    problem = run("list", county, "问题", "--json")[1][0]
    assert problem["description"] == ROW[2]
    assert problem["goal"] == ROW[3]
    assert problem["deadline"] == ROW[4]
    assert problem["due"] == "2026-12-31"
    assert problem["measures"] == ROW[9]
    assert problem["source"] == "省级督察"
    assert [
        problem[name]
        for name in ("responsible_unit", "responsible_leader", "responsible_person", "supervising_unit")
    ] == list(ROW[5:9])
    assert [measure["text"] for measure in run("list", county, "措施", "--json")[1]] == [
        "1.建设料棚；",
        "2.安装喷淋。",
    ]


def test_the_whole_way_from_import_to_closure_over_two_offices(run, tmp_path, county, township, table):
    run("import", county, table)
    sent = run("send", county, "--to", "南坪镇", "--out", tmp_path / "out", "--json")[1]
    received = run("receive", township, sent["path"], "--json")[1]
    assert received["trust"] == "已登记可信"
    assert received["accepted"] is True
    refused, objections, _ = run("apply", township, "第七项", "--json")
    assert refused == 1
    assert "缺少佐证材料：整改后" in objections["objections"]

    run(
        "progress",
        township,
        "第七项",
        "--period",
        "2026-10",
        "--text",
        "料棚和喷淋全部建成。",
        "--percent",
        "100",
    )
    run("attach", township, "第七项", photo(tmp_path, "前.png", "red"), "--role", "整改前")
    run("attach", township, "第七项", photo(tmp_path, "后.png", "green"), "--role", "整改后")
    assert run("apply", township, "第七项")[0] == 0
    back = run("send", township, "--to", "某县", "--out", tmp_path / "out", "--json")[1]
    assert back["path"].endswith(".zip")
    assert run("receive", county, back["path"])[0] == 0
    assert run("decide", county, "第七项", "--agree", "--opinion", "同意销号", "--user", "李慧")[0] == 0

    assert run("list", county, "问题", "--json")[1][0]["closure_status"] == "已销号"
    assert run("verify", county, "--json")[1]["sound"] is True


def test_the_applicant_cannot_approve_and_a_return_needs_reasons(run, tmp_path, county, table):
    run("import", county, table)
    run("progress", county, "第七项", "--period", "2026-10", "--text", "全部建成。", "--percent", "100")
    for name, colour, role in (("前.png", "red", "整改前"), ("后.png", "blue", "整改后")):
        run("attach", county, "第七项", photo(tmp_path, name, colour), "--role", role)
    run("apply", county, "第七项", "--user", "王芳")

    code, _, words = run("decide", county, "第七项", "--agree", "--opinion", "同意", "--user", "王芳")
    assert code == 1
    assert "申请人不能审批本人事项" in words
    assert run("decide", county, "第七项", "--return", "--user", "李慧")[0] == 1
    assert (
        run("decide", county, "第七项", "--return", "--opinion", "缺监测报告", "--user", "李慧", "--json")[1][
            "status"
        ]
        == "已退回"
    )


def test_the_same_package_twice_changes_nothing(run, tmp_path, county, township, table):
    run("import", county, table)
    path = run("send", county, "--to", "南坪镇", "--out", tmp_path / "out", "--json")[1]["path"]
    run("receive", township, path)
    before = run("list", township, "问题", "--json")[1]

    code, again, _ = run("receive", township, path, "--json")

    assert code == 0
    assert again["repeated"] is True
    assert "接收过" in again["message"]
    assert run("list", township, "问题", "--json")[1] == before


def test_an_objection_stops_closure_until_it_is_answered(run, county, table):
    run("import", county, table)
    run("object", county, "第七项", "--text", "夜间仍有扬尘")
    assert "异议尚未处理：夜间仍有扬尘" in run("apply", county, "第七项", "--json")[1]["objections"]
    run("object", county, "第七项", "--answer", "已复查，加装喷淋")
    assert not any("异议" in reason for reason in run("apply", county, "第七项", "--json")[1]["objections"])


def test_undo_takes_the_import_back_and_redo_brings_it_again(run, county, table):
    run("import", county, table)
    assert "导入表格" in run("undo", county, "--json")[1]["act"]
    assert run("list", county, "问题", "--json")[1] == []
    assert run("import", county, table, "--preview", "--json")[0] == 0
    run("undo", county, "--redo")
    assert len(run("list", county, "问题", "--json")[1]) == 1


@pytest.mark.parametrize("document", ["问题清单", "责任清单", "整改清单"])
def test_every_list_prints_as_pdf_and_workbook(run, tmp_path, county, table, document):
    run("import", county, table)
    for suffix in (".pdf", ".xlsx"):
        code, done, _ = run("print", county, document, "--out", tmp_path / f"单{suffix}", "--json")
        assert code == 0
        assert done["rows"] == 1
        assert Path(done["path"]).stat().st_size > 2000


def test_an_unknown_document_is_answered_with_all_there_are(run, tmp_path, county):
    code, _, wrong = run("print", county, "花名册", "--out", tmp_path / "单.pdf")

    assert code == 1
    assert all(
        f"{name}" in wrong
        for name in ("问题清单", "信访件批次表", "登记簿", "往来台账", "催报函", "将要发出的内容")
    )


def test_the_approval_form_is_printed_for_one_problem_or_all_applied_for(run, tmp_path, county, table):
    run("import", county, table)
    assert run("print", county, "销号审批表", "--out", tmp_path / "表.pdf")[0] == 1
    assert run("print", county, "销号审批表", "--out", tmp_path / "表.pdf", "--problem", "第七项")[0] == 0


def test_a_backup_is_restored_as_an_installation_of_its_own(run, tmp_path, county, table):
    run("import", county, table)
    folder = run("backup", county, "--out", tmp_path / "备份", "--json")[1]["folder"]
    assert run("restore", folder, "--to", tmp_path / "新" / "县.dczg")[0] == 0
    old, new = (
        run("card", ledger, "--out", tmp_path / f"{n}.card", "--json")[1]
        for n, ledger in enumerate((county, tmp_path / "新" / "县.dczg"))
    )
    assert old["fingerprint"] != new["fingerprint"]
    assert len(run("list", tmp_path / "新" / "县.dczg", "问题", "--json")[1]) == 1


def test_deadlines_and_working_days_answer_in_json(run):
    assert run("workdays", "2025-05-21", "2025-06-04", "--json")[1] == {
        "working_days": 10,
        "calendar_days": 15,
    }
    reading = run("deadline", "2025年底前，并长期坚持", "--json")[1]
    assert (reading["dates"], reading["long_term"], reading["understood"]) == (["2025-12-31"], True, True)
    assert run("deadline", "春节前", "--json")[1]["understood"] is False


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "没有.dczg", "问题"), "找不到台账文件"),
        (("workdays", "2026-13-01", "2026-12-01"), "不是日期"),
    ],
)
def test_a_refusal_exits_with_one_and_says_why(run, words, said):
    code, _, error = run(*words)
    assert code == 1
    assert said in error


def test_wrong_usage_exits_with_two(run, county):
    with pytest.raises(SystemExit) as stop:
        run("list", county, "什么")
    assert stop.value.code == 2


@pytest.mark.parametrize("field", ["goal", "整改目标"])
def test_a_field_is_edited_and_its_history_kept(run, county, table, field):
    run("import", county, table)
    assert run("edit", county, "第七项", field, "全部封闭并绿化。")[0] == 0
    history = run("history", county, "第七项", "--field", "goal", "--json")[1]
    assert (history[0]["old"], history[0]["new"]) == (ROW[3], "全部封闭并绿化。")


def test_a_changed_deadline_needs_a_reason_and_the_first_one_stays(run, county, table):
    run("import", county, table)
    assert run("edit", county, "第七项", "deadline", "2027年6月底前")[0] == 1
    assert (
        run(
            "edit",
            county,
            "第七项",
            "deadline",
            "2027年6月底前",
            "--reason",
            "用地审批延期",
            "--document",
            "某整改办〔2026〕3号",
        )[0]
        == 0
    )
    problem = run("list", county, "问题", "--json")[1][0]
    assert (problem["deadline"], problem["first_deadline"]) == ("2027年6月底前", "2026年12月底前")
