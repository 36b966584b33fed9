"""The options of `import` for rows the ledger may have: what a script says, and what it is told."""

import json

import pytest
from openpyxl import Workbook

from dczg_desktop.cli.run import main

HEAD = ("问题编号", "反馈问题", "整改目标", "整改时限", "责任单位", "核算系数")
FIRST = (
    ("YJ202600001", "砂石堆场未覆盖，扬尘污染严重，周边群众多次投诉", "", "2026年12月底前", "南坪镇", "0.1"),
    (
        "YJ202600002",
        "养殖场粪污未经处理直接排入鱼塘，水体发黑发臭",
        "资源化利用",
        "2026年6月底前",
        "北坡镇",
        "",
    ),
)
SECOND = (
    (
        "YJ202600001",
        "砂石堆场未覆盖，扬尘污染严重，周边群众多次投诉",
        "全部封闭",
        "2027年3月底前",
        "南坪镇",
        "0.1",
    ),
    ("SD202600007", "砂石堆场没有覆盖，扬尘污染严重，周边群众多次投诉", "", "", "", ""),
    ("YJ202600003", "东河工业园区雨污管网错接混接，晴天有水流出", "", "2026年9月", "园区管委会", ""),
)


@pytest.fixture
def run(capsys):
    def call(*words):
        code = main([str(word) for word in words])
        out = capsys.readouterr().out
        return code, json.loads(out) if "--json" in words else out

    return call


def a_book(path, rows, *, hidden=False):
    book = Workbook()
    book.active.title = "清单"
    for row in (["反馈问题清单"], ["填报单位：青石县生态环境局"], HEAD, *rows):
        book.active.append(list(row))
    if hidden:
        book.active.row_dimensions[6].hidden = True
        book.active.column_dimensions["F"].hidden = True
    book.save(path)
    return path


@pytest.fixture
def county(run, tmp_path):
    run("new", tmp_path / "县.dczg", "--office", "青石县", "--code", "450421", "--level", "县")
    run("import", tmp_path / "县.dczg", a_book(tmp_path / "一.xlsx", FIRST), "--user", "李敏")
    return tmp_path / "县.dczg"


@pytest.fixture
def second(tmp_path):
    return a_book(tmp_path / "二.xlsx", SECOND, hidden=True)


def test_a_preview_says_what_each_row_is_and_what_it_says_otherwise(run, county, second):
    preview = run("import", county, second, "--preview", "--json")[1]
    table = preview["tables"][0]

    assert [one["verdict"] for one in table["records"]] == ["有变动", "待定", "新增"]
    assert {one["key"] for one in table["records"][0]["candidates"][0]["differences"]} == {"goal", "deadline"}
    assert table["hidden"] == {"rows": [6], "columns": ["F"]}
    assert preview["sender"] == "青石县生态环境局"
    assert preview["counts"] == {"新增": 1, "有变动": 1, "无变动": 0, "待定": 1, "跳过": 0}
    assert {"sheet", "cell", "value", "rule", "proposal", "message"} == set(table["faults"][0])
    assert "第 5 行 待定：450421-2026-0001 描述相似" in run("import", county, second, "--preview")[1]


def test_without_options_known_and_similar_rows_are_left_and_told(run, county, second):
    done = run("import", county, second, "--user", "李敏", "--json")[1]

    assert {name: done[name] for name in ("problems", "known", "unclear", "updated", "numbers")} == {
        "problems": 1, "known": 1, "unclear": 1, "updated": 0, "numbers": 0,
    }  # fmt: skip
    assert done["waiting"] == ["清单 第 5 行：450421-2026-0001 描述相似 93%"]


def test_a_person_reading_along_is_told_how_to_say_it(run, county, second):
    words = run("import", county, second)[1]

    assert "1 行与台账里的记录相似，没有导入，请用 --new、--update、--as-number 或 --skip 说明：" in words
    assert "清单 第 5 行：450421-2026-0001" in words


def test_update_takes_what_is_proposed_or_the_named_fields_with_a_reason(run, county, second):
    assert run("import", county, second, "--update", "--skip", 6, "--json")[1]["values"] == 1

    code, refused = run("import", county, second, "--update", 4, "--fields", "deadline", "--json")
    assert (code, "必须写明原因" in refused["refused"]) == (1, True)
    done = run("import", county, second, "--update", 4, "--fields", "deadline", "--reason", "汛期", "--json")[
        1
    ]

    problem = run("list", county, "问题", "--json")[1][0]
    assert (done["updated"], problem["goal"]) == (1, "全部封闭")
    assert (problem["first_deadline"], problem["deadline"]) == ("2026年12月底前", "2027年3月底前")


def test_a_similar_row_becomes_another_number_of_the_named_problem(run, county, second):
    done = run("import", county, second, "--as-number", "5=450421-2026-0001", "--json")[1]
    assert (done["numbers"], done["problems"]) == (1, 1)

    code, refused = run("import", county, second, "--as-number", "5", "--json")
    assert (code, "行=台账编号" in refused["refused"]) == (1, True)


def test_hidden_rows_and_columns_can_be_left(run, county, second):
    done = run("import", county, second, "--hidden", "leave", "--update", "清单!4", "--new", 5, "--json")[1]

    assert (done["problems"], done["updated"]) == (1, 1)
    assert not any("园区" in one["description"] for one in run("list", county, "问题", "--json")[1])


def test_doubts_of_rows_that_are_left_out_are_not_told(run, county, second):
    doubts = run("import", county, second, "--preview", "--json")[1]["tables"][0]["faults"]
    assert any(one["cell"] == "A6" for one in doubts)
    left = run("import", county, second, "--preview", "--hidden", "leave", "--json")[1]["tables"][0]["faults"]
    assert not any(one["cell"].endswith("6") for one in left)
    assert any(one["cell"] == "E5" for one in left)

    done = run("import", county, second, "--hidden", "leave", "--skip", 5, "--update", "--json")[1]

    assert not [one for one in done["faults"] if "!E5" in one or "!A6" in one]


def test_a_row_that_is_not_there_is_named(run, county, second):
    code, refused = run("import", county, second, "--skip", 99, "--json")

    assert (code, refused["refused"]) == (1, "表里没有第“99”行记录，没有导入。行号与表格软件左边显示的一致。")


def test_the_batch_of_a_day_counts_from_its_day_already_in_the_preview(run, county, tmp_path, capsys):
    book = Workbook()
    for row in (
        ("受理编号", "交办问题基本情况", "办理时限", "是否办结"),
        ("D3GS202606010001", "反映洗砂场噪声扰民", "自交办之日起10个工作日", "未办结"),
    ):
        book.active.append(row)
    book.save(tmp_path / "批.xlsx")
    words = (
        "import",
        county,
        tmp_path / "批.xlsx",
        "--source",
        "省督",
        "--batch",
        "第二批",
        "--handed-on",
        "2026-06-01",
    )

    assert run(*words[:-2])[0] == 0  # without its day it is asked
    run("undo", county)
    _, look = run(*words, "--preview", "--json")
    assert not any("交办之日" in one["message"] for one in look["tables"][0]["faults"])
    run(*words, "--expected", "3")

    (one,) = run("list", county, "信访件", "--json")[1]
    assert (one["batch_name"], one["due"]) == ("第2批", "2026-06-15")
    assert run("import", county, tmp_path / "批.xlsx", "--handed-on", "2026-06-01")[0] == 1
    assert run(*words[:-1], "2026年6月", "--preview")[0] == 1  # no day to count from
