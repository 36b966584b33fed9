"""Faulty rows exported by a script."""

import json

from dczg_desktop.cli.run import main


def test_faulty_rows_are_exported_and_the_ledger_is_not_touched(tmp_path, capsys):
    ledger, target = tmp_path / "县.dczg", tmp_path / "退回.xlsx"
    source = tmp_path / "清单.csv"
    rows = (
        "编号,问题,整改时限,责任单位",
        "第1项,河道有垃圾,20259月底前,县水利局",
        "第2项,扬尘,2025年底前,县住建局",
    )
    source.write_text("\n".join(rows), "utf-8")
    main(["new", str(ledger), "--office", "青石县", "--code", "450421", "--level", "县", "--user", "李敏"])
    capsys.readouterr()

    code = main(["import", str(ledger), str(source), "--preview", "--faulty-rows", str(target), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (code, told["faulty_rows"]) == (0, {"path": str(target), "rows": 1, "places": 1})
    assert target.is_file()
    main(["list", str(ledger), "问题", "--json"])
    assert json.loads(capsys.readouterr().out) == []


def test_a_file_without_faults_is_refused(tmp_path, capsys):
    ledger, source = tmp_path / "县.dczg", tmp_path / "清单.csv"
    source.write_text("编号,问题,责任单位\n第1项,河道有垃圾,县水利局\n", "utf-8")
    main(["new", str(ledger), "--office", "青石县", "--code", "450421", "--level", "县", "--user", "李敏"])

    assert main(["import", str(ledger), str(source), "--faulty-rows", str(tmp_path / "退回.xlsx")]) == 1
    assert "没有需要退回的行" in capsys.readouterr().err
    assert not (tmp_path / "退回.xlsx").exists()
