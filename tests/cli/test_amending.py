"""Returning, proposing and answering by scripts."""

import json

import pytest

from dczg_desktop.cli.run import main
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.progress import Report, report_progress
from tests.offices import CITY, CLERK, COUNTY
from tests.services.acts import a_given_problem
from tests.services.petition_acts import put


@pytest.fixture
def given(offices):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    return uid


def run_json(capsys, *words):
    assert main([*(str(word) for word in words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_fields_are_returned_proposed_and_answered_by_scripts(offices, given, capsys, tmp_path):
    report_progress(offices.county, given, Report("2026-11", "进展顺利"))
    offices.deliver(COUNTY, CITY)
    city, county = offices.city.path, offices.county.path
    code = problem_detail(offices.city, given).row.code
    offices.close()
    offices.open.clear()

    returned = run_json(capsys, "return", city, code, "--field", "本期进展=请写明数量", "--user", CLERK)
    listed = run_json(capsys, "list", city, "退回与建议")
    proposed = run_json(
        capsys, "propose", county, code, "目标", "雨季前消除", "--reason", "汛期", "--user", CLERK
    )
    refused = main(["return", str(city), code, "--field", "没有这一处=改"])

    assert (len(returned["requests"]), len(proposed["requests"]), refused) == (1, 1, 1)
    assert [(one["way"], one["standing"], one["reason"]) for one in listed] == [
        ("退回修改", "待办理", "请写明数量")
    ]
    offices.deliver(COUNTY, CITY)
    offices.close()
    offices.open.clear()
    found = run_json(capsys, "list", city, "退回与建议")
    number = next(n for n, one in enumerate(found, 1) if one["ours"])
    run_json(capsys, "answer", city, str(number), "--decline", "目标不能改", "--user", CLERK)
    assert run_json(capsys, "list", city, "往来", "--grid")[0]["office"] == COUNTY


def test_petitions_are_returned_and_proposed_by_their_number(offices, capsys):
    number = "D3XJ202611200017"
    uid = put(
        offices.city, number, office_uid=offices.county.identity.office_uid, responsible_unit=COUNTY, deadline="2026-11-27"
    )  # fmt: skip
    offices.deliver(CITY, COUNTY)
    city, county = offices.city.path, offices.county.path
    offices.close()
    offices.open.clear()

    run_json(capsys, "return", city, number, "--field", "整件 调查核实情况=请写明时间", "--user", CLERK)
    run_json(capsys, "propose", county, number, "办理时限", "2026-12-05", "--reason", "工期", "--user", CLERK)

    (returned,), (proposed,) = (
        run_json(capsys, "list", city, "退回与建议"),
        run_json(capsys, "list", county, "退回与建议"),
    )
    assert (returned["petition_uid"], returned["label"], returned["receiver"]) == (
        uid,
        "调查核实情况",
        COUNTY,
    )
    assert (proposed["wanted"], proposed["receiver"]) == ("2026-12-05", CITY)
    assert main(["return", str(city), "查无此号", "--field", "整件 调查核实情况=x"]) == 1
