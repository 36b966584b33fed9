"""A state written in one row of a problem with several measures is asked about: the others may not be done."""

from tests.imports.tables.test_continued import read

HEAD = "序号|问题|整改措施|责任单位|时限|是否完成"


def asked(one) -> list[str]:
    return [fault.place for fault in one.faults if "没有写状态" in fault.message]


def test_done_in_the_first_of_several_rows_is_asked_about(tmp_path):
    one = read(tmp_path, f"""
{HEAD}
1|船屋占用水域|1.拆除船屋。|县水利局|2026年6月底|是
||2.恢复岸线。|双桥镇|2026年12月底|
2|厂区溢流|1.扩建。|县住建局|2026年6月底|是
""")  # fmt: skip

    assert asked(one) == ["Sheet!F2"]


def test_a_state_for_every_measure_or_merged_over_all_is_not(tmp_path):
    every = read(tmp_path, f"""
{HEAD}
1|船屋占用水域|1.拆除船屋。|县水利局|2026年6月底|是
||2.恢复岸线。|双桥镇|2026年12月底|是
""")  # fmt: skip
    merged = read(tmp_path, f"""
{HEAD}
1|船屋占用水域|1.拆除船屋。|县水利局|2026年6月底|是
||2.恢复岸线。|双桥镇|2026年12月底|
""", "A2:A3 B2:B3 F2:F3")  # fmt: skip

    assert (asked(every), asked(merged)) == ([], [])
