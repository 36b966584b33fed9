"""The checks of petitions see points, citations, closures and places of the whole ledger, and stand beside the others."""

from dczg_desktop.cli.run import main
from dczg_desktop.services.checks import run_checks
from dczg_desktop.services.petitions.checks import check_petitions
from dczg_desktop.services.petitions.closure import apply_petition, decide_petition
from dczg_desktop.services.petitions.points import Point, save_points
from dczg_desktop.services.petitions.repeats import deny_repeat
from tests.services.acts import SecondPerson
from tests.services.petition_acts import put

FIRST, SECOND = "D3GS202606070006", "D3GS202611090011"
DONE = {"completion": "已办结", "substantiated": "属实", "findings": "现场核查属实"}


def close(ledger, uid: str) -> None:
    apply_petition(ledger, uid)
    with SecondPerson(ledger):
        decide_petition(ledger, uid, agree=True, opinion="同意")


def rules(ledger) -> list[tuple[str, str]]:
    return [(one.rule, one.code) for one in check_petitions(ledger)]


def test_a_repeat_after_closure_asks_for_another_look_until_it_is_said_to_be_none(ledger):
    first = put(ledger, FIRST, **DONE)
    close(ledger, first)
    second = put(ledger, "D3GS202611250011", findings=f"与{FIRST}号相同")
    assert rules(ledger) == [("R18", "D3GS202611250011")]

    deny_repeat(ledger, second, first)

    assert rules(ledger) == []


def test_the_same_place_after_closure_asks_for_another_look(ledger):
    first = put(ledger, FIRST, **DONE)
    save_points(ledger, first, [Point("洗砂废水", place="南坪镇三里洗砂场", substantiated="属实")])
    close(ledger, first)
    later = put(ledger, "D3GS202611250011")
    save_points(ledger, later, [Point("又排废水", place="南坪镇 三里洗砂场")])

    found = check_petitions(ledger)

    assert [(one.rule, one.where) for one in found] == [("R18", "同一地点")]
    assert "距销号 3 天，疑似反弹" in found[0].why


def test_unknown_numbers_and_contradictions_are_found(ledger):
    uid = put(ledger, SECOND, findings="与D3GS202300781号重复", substantiated="不属实")
    save_points(ledger, uid, [Point("甲", substantiated="属实")])

    assert rules(ledger) == [("R24", SECOND), ("R26", SECOND)]


def test_they_stand_in_the_check_of_the_whole_ledger_and_in_the_script(ledger, capsys):
    put(ledger, SECOND, findings="与D3GS202300781号重复")
    assert [one.about for one in run_checks(ledger)] == ["信访件"]
    path = ledger.path
    ledger.close()

    assert main(["check", str(path)]) == 0

    assert f"R24 提示 {SECOND}" in capsys.readouterr().out
