"""The corpus is read without one wrong cell, and no changed file brings anything but a refusal."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.corpus import CASES, Case
from tests.imports.samples.mutants import changed_file

FEWEST_FILES, MUTANTS, MUTANTS_OF_EACH = 60, 240, 60


def wrong_cells(case: Case, folder: Path) -> tuple[int, list[str]]:
    """How many cells are expected, and a line for each that was read otherwise."""
    tables = read_tables(case.write(folder / case.name)).tables
    wrong = [] if len(tables) == len(case.expected) else [f"{case.name}: {len(tables)} 张表"]
    cells = 0
    for table, (kind, records) in zip(tables, case.expected, strict=False):
        cells += 1 + sum(map(len, records))
        if (table.kind, len(table.records)) != (kind, len(records)):
            wrong.append(f"{case.name}: {table.kind}, {len(table.records)} 条")
        for record, fields in zip(table.records, records, strict=False):
            wrong += [
                f"{case.name} {record.row} {field}: {record.fields.get(field)!r} ≠ {text!r}"
                for field, text in fields.items()
                if record.fields.get(field) != text
            ]
    return cells, wrong


def test_every_cell_of_the_corpus_is_read_right(tmp_path, capsys):
    counted = [wrong_cells(case, tmp_path) for case in CASES]
    wrong = [line for _cells, lines in counted for line in lines]

    cells = sum(count for count, _lines in counted)
    with capsys.disabled():
        print(f"\n版式样本 {len(CASES)} 件，{cells} 格，读对 {cells - len(wrong)} 格")

    assert len(CASES) >= FEWEST_FILES
    assert wrong == []
    assert cells > 1000


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv", ".et", ".ods", ".xls"])
def test_changed_files_are_read_or_refused(tmp_path, ending):
    """Bytes and parts changed, cut off, doubled or moved anywhere: only a refusal that names the file may come out."""
    random = Random(ending)
    sources = [case for case in CASES if case.name.endswith(ending)]
    path = tmp_path / f"改动{ending}"
    read = 0
    for number in range(MUTANTS_OF_EACH):
        source = sources[number % len(sources)]
        data = source.write(tmp_path / source.name).read_bytes()
        path.write_bytes(changed_file(data, random))
        said = refusal_of(lambda: read_tables(path))
        assert said is None or path.name in said
        read += said is None

    assert 0 < read < MUTANTS_OF_EACH


def refusal_of(act: Callable[[], object]) -> str | None:
    """What a reading was refused with; None when it went through. Anything but a refusal fails the test."""
    try:
        act()
    except UserError as refusal:
        return str(refusal)
    return None


def test_shuffled_pieces_of_documents_are_read_or_refused():
    random = Random(11)
    pieces = ["整改目标：", "一、", "（一）", "1.", "整改任务第1项：", "责任单位：县水利局；", "整改措施：", "指出，“", "”", "序号24 ", "\n", "\n", "\t", ",", "问题",
              "整改时限", "2025年底前", "(", "）", "关于", "公示", "X3JX202405160020", "第二十七项"]  # fmt: skip
    for _number in range(MUTANTS):
        text = "".join(random.choices(pieces, k=random.randint(1, 40)))
        said = refusal_of(partial(read_text, text, "粘贴"))
        assert said is None or "粘贴" in said
