"""Published lists kept beside the repository, when they are there: every text of them arrives."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from dczg_desktop.domain.areas import healed
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import RecordReading

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "real"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the published samples are not beside this repository"
)


def samples(pattern: str) -> list[Path]:
    return sorted(SAMPLES.glob(pattern))


def own_texts(record: RecordReading) -> list[str]:
    """The fields of a record without a number that stands at the beginning of its problem (十三、…), in no cell of its own."""
    told = {"number"} if record.cells.get("number") == record.cells["description"] else set[str]()
    return [text for name, text in record.fields.items() if name not in told]


@pytest.mark.parametrize("sample", samples("*.tsv"), ids=lambda path: path.stem)
def test_a_published_table_arrives_complete(tmp_path, sample):
    lines = sample.read_text("utf-8").splitlines()[1:]
    rows = [[cell.replace("\\n", "\n") for cell in line.split("\t")] for line in lines]
    book = Workbook()
    book.active.append(["公开情况一览表（第十七批）"])
    book.active.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    for row in rows:
        book.active.append(row)
    book.active.append(["填表人：", "", "审核人："])
    book.save(tmp_path / "一览表.xlsx")

    (table,) = read_tables(tmp_path / "一览表.xlsx").tables

    assert [column.header for column in table.columns] == [cell.strip() for cell in rows[0]]
    assert table.unmapped == ()
    arrived = [sorted([*own_texts(record), *record.extra.values()]) for record in table.records]
    areas = [number for number, header in enumerate(rows[0]) if folded_header(header) == "行政区域"]
    for row in rows[1:]:
        for number in areas:
            row[number] = healed(row[number])  # 嘉峪 关市
    assert arrived == [sorted(cell.strip() for cell in row) for row in rows[1:]]


@pytest.mark.parametrize("sample", samples("*.txt"), ids=lambda path: path.stem)
def test_a_published_notice_loses_no_line(tmp_path, sample):
    text = "\n".join(sample.read_text("utf-8").splitlines()[1:])
    path = tmp_path / "公示.txt"
    path.write_text(text, "utf-8")

    (table,) = read_tables(path).tables

    kept = "".join([table.title, *(row.text for row in table.left_out)])
    kept += "".join("".join([*table.mapping.values(), *record.extra, *record.fields.values(), *record.extra.values()])
                    for record in table.records)  # fmt: skip
    for line in text.splitlines():
        tail = re.split(r"[:：]|^[一二三四五六七八九十]+、|^序号\d+ ", line.strip())[-1]
        assert all(sentence in kept for sentence in tail.split("。")), line
    assert len(table.records) == 1
