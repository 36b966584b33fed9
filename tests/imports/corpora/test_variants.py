"""Every form of table seen in public lists arrives complete, with each column where it belongs."""

import pytest

from dczg_desktop.imports.read import read_tables
from tests.imports.samples.office_tables import VARIANTS
from tests.imports.samples.office_workbooks import Variant, office_workbook, same


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_columns_of_every_form_are_recognised(tmp_path, variant: Variant):
    (table,) = read_tables(office_workbook(tmp_path / "一览表.xlsx", variant)).tables

    assert {field: same(header) for field, header in table.mapping.items()} == {
        field: same(header) for field, header in variant.mapping.items()
    }
    assert table.kind == variant.kind


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_cell_arrives_and_names_its_place(tmp_path, variant: Variant):
    (table,) = read_tables(office_workbook(tmp_path / "一览表.xlsx", variant)).tables

    (record,) = table.records
    arrived = sorted([*record.fields.values(), *record.extra.values()])
    assert arrived == sorted(variant.rows[0])
    letters = {same(column.header): column.letter for column in table.columns}
    assert record.cells == {field: f"{letters[same(header)]}4" for field, header in variant.mapping.items()}
    assert (table.title, table.header_rows, table.first_data_row) == (variant.title, (3,), 4)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_the_signature_row_is_listed_and_no_record(tmp_path, variant: Variant):
    (table,) = read_tables(office_workbook(tmp_path / "一览表.xlsx", variant)).tables

    assert [row.why for row in table.left_out] == ["填报单位、日期行", "签名行"]
    assert [row.row for row in table.left_out] == [2, 5]
