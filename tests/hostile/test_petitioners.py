"""Those who complained leave no trace in what an import or a crash writes."""

import logging
import zipfile

import openpyxl
import pytest
from sqlalchemy import select

from dczg_desktop.base.paths import data_folder
from dczg_desktop.cli.run import tell_crash
from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.faulty_rows import write_faulty_rows
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.undo import last_undoable, undo
from tests.hostile.markers import NAMES, all_files, names_in
from tests.offices import COUNTY


@pytest.mark.parametrize("packed", [False, True])
def test_no_trace_of_those_who_complained_is_left_by_an_import(
    offices, tmp_path, monkeypatch, caplog, packed
):
    """The columns of petitioners are not read: not into the ledger, its index, log and copies, nor into what is sent back."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "临时"))
    (tmp_path / "临时").mkdir()
    caplog.set_level(logging.DEBUG)
    city, book = offices.city, openpyxl.Workbook()
    book.active.append(["受理编号", "举报人", "联系电话", "举报内容", "承办单位", "办结时间"])
    for number, name in enumerate(NAMES[:10]):
        book.active.append(
            [f"X3JX20240524{number:04}", name, f"1381234567{number}", f"第{number}处扬尘", COUNTY, "2月30日"]
        )
    book.save(tmp_path / "来表.xlsx")
    source = tmp_path / "来表.xlsx"
    if packed:
        with zipfile.ZipFile(tmp_path / "来表.zip", "w") as archive:
            archive.write(source, "来表.xlsx")
        source = tmp_path / "来表.zip"

    preview = preview_import(city, source)
    done = accept_import(city, preview)
    write_faulty_rows(city, preview.reading, "", tmp_path / "退回.xlsx")
    undo(city, last_undoable(city).uid)

    with city.reading() as session:
        assert len(session.scalars(select(Petition.number)).all()) == 10
    files = all_files(city.path.parent, data_folder(), tmp_path / "临时")
    assert {".dczg", ".dczg-wal"} <= {path.suffix for path in files}
    leaked = {path.name: names_in(path.read_bytes()) for path in [*files, tmp_path / "退回.xlsx"]}
    assert {name: names for name, names in leaked.items() if names} == {}
    assert names_in((repr(preview) + repr(done) + caplog.text).encode()) == []


def test_a_bug_of_a_script_tells_where_it_stood_and_no_text_of_the_ledger(capsys):
    with pytest.raises(RuntimeError) as bug:
        raise RuntimeError(f"[parameters: ('{NAMES[0]}', 1)]")
    tell_crash(bug.type, bug.value, bug.tb)

    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "台账中已保存的内容不受影响" in told
    assert names_in(told.encode()) == []
