"""序号 that only counts the rows of a paper beside problems that begin with the number of the task (十三、…)."""

import pytest

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.tables.sheets import remapped


@pytest.fixture
def table_of(tmp_path):
    def read(*rows: str, heading: str = "序号\t整改任务\t责任单位"):
        path = tmp_path / "任务.tsv"
        path.write_text("\n".join([heading, *rows]), "utf-8")
        (table,) = read_tables(path).tables
        return table

    return read


def numbers(table):
    return [(one.fields.get("number"), one.fields.get("sequence")) for one in table.records]


def test_the_number_of_the_task_is_taken_from_the_text_and_the_count_is_no_number(table_of):
    table = table_of("1\t十三、农村供水未达标\t县水利局", "2\t十五、河道有垃圾\t县水利局")

    assert numbers(table) == [("十三", "1"), ("十五", "2")]
    assert table.records[0].fields["description"] == "十三、农村供水未达标"
    assert table.records[0].cells["number"] == table.records[0].cells["description"]


@pytest.mark.parametrize(
    "rows",
    [
        ("1\t一、农村供水未达标\t县水利局", "2\t二、河道有垃圾\t县水利局"),  # the same said twice
        ("1\t1.供水未达标；2.水质差\t县水利局", "2\t1.河道有垃圾\t县水利局"),  # points of a text
        ("1\t十三、农村供水未达标\t县水利局", "2\t河道有垃圾\t县水利局"),  # one has none
        ("1\t十五、农村供水未达标\t县水利局", "2\t十三、河道有垃圾\t县水利局"),  # they do not rise
        ("7\t十三、农村供水未达标\t县水利局", "12\t十五、河道有垃圾\t县水利局"),  # 序号 is no count
    ],
)
def test_in_any_other_case_the_column_stays_the_number(table_of, rows):
    assert numbers(table_of(*rows)) == [(row.partition("\t")[0], None) for row in rows]


def test_a_column_of_numbers_of_its_own_holds(table_of):
    table = table_of("1\tA3\t十三、农村供水未达标", "2\tA7\t十五、河道有垃圾", heading="序号\t编号\t整改任务")

    assert numbers(table) == [("A3", "1"), ("A7", "2")]


def test_what_a_person_says_of_the_column_holds(table_of):
    table = table_of("1\t十三、农村供水未达标\t县水利局", "2\t十五、河道有垃圾\t县水利局")

    assert numbers(remapped(table, {"number": "序号", "sequence": ""})) == [("1", None), ("2", None)]
    assert numbers(remapped(table, {"supervising_unit": "责任单位"})) == [("十三", "1"), ("十五", "2")]


def test_a_number_behind_the_word_for_problems_is_that_of_the_problem(table_of):
    table = table_of(
        "问题一：渗滤液积存\t县城管局", "问题二：雨污混流\t县住建局", heading="具体问题\t责任单位"
    )

    assert [one.fields["number"] for one in table.records] == ["一", "二"]
