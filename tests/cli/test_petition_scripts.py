"""The script interface of the petition register: lists with both statuses, prints of a batch, public versions."""

import json

import pytest

from dczg_desktop.cli.run import main
from dczg_desktop.services.petitions.publications import editions
from dczg_desktop.store.opening import open_existing
from tests.services.petition_acts import put
from tests.services.printed_files import cells_of


@pytest.fixture
def path(ledger):
    put(
        ledger,
        "D1",
        batch="第一批",
        completion="阶段办结",
        category="大气、噪声",
        description="11栋2单元203号市民反映",
    )
    put(ledger, "D2", batch="2", completion="已办结")
    ledger.close()
    return ledger.path


def test_the_list_tells_both_statuses_and_what_is_computed(path, capsys):
    assert main(["list", str(path), "信访件", "--json"]) == 0

    first = json.loads(capsys.readouterr().out)[0]
    assert (first["completion"], first["completion_status"], first["closure_status"]) == (
        "阶段办结",
        "阶段性办结",
        "未申请验收",
    )
    assert (first["batch_name"], first["types"], first["repeats"], first["waiting"]) == (
        "第1批",
        ["大气", "噪声"],
        1,
        False,
    )


def test_one_batch_is_printed(path, tmp_path):
    out = tmp_path / "二.xlsx"

    assert (
        main(["print", str(path), "信访件一览表（省级十三栏）", "--batch", "第二批", "--out", str(out)]) == 0
    )

    assert [row[1] for row in cells_of(out) if row[0] in {"1", "2"}] == ["D2"]


def test_a_public_version_is_refused_until_personal_data_is_masked(path, tmp_path, capsys):
    out = tmp_path / "公开.xlsx"
    command = ["print", str(path), "信访件一览表", "--public", "--out", str(out)]
    assert main(command) == 1
    assert "门牌住址" in capsys.readouterr().err
    assert not out.exists()

    assert main([*command, "--mask", "--published", "2026-11-20", "--place", "市政府网站"]) == 0

    assert "*栋*单元*号市民反映" in str(cells_of(out))
    ledger = open_existing(path)
    assert [(one.items, one.unfinished, one.place) for one in editions(ledger)] == [(2, 1, "市政府网站")]
    ledger.close()
