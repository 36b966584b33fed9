"""Line breaks that a database wrote out as \\n into the cells of a text file."""

from dczg_desktop.imports.read import read_tables

HEADINGS = "编号\t存在的问题\t整改措施\t完成进度\n"


def read(tmp_path, row):
    path = tmp_path / "清单.tsv"
    path.write_text(HEADINGS + row + "\n", "utf-8")
    reading = read_tables(path)
    return reading.tables[0].records[0].fields, [note for note in reading.notes if "换行" in note]


def test_a_break_written_out_is_a_break_and_told(tmp_path):
    row = (
        r"A1	料场未覆盖	1.覆盖防尘网；\n2.定期洒水。\r\n3.专人负责	□未达时序进度\n☑已完成\n□尚未启动"
    )

    fields, notes = read(tmp_path, row)

    assert fields["measures"] == "1.覆盖防尘网；\n2.定期洒水。\n3.专人负责"
    assert fields["status"].split("\n")[1] == "☑已完成"
    assert notes == [
        "有 2 格里的换行写成了 \\n、<br>（如“1.覆盖防尘网；\\n2.定期洒水。\\r\\n3.专人负责”），已按换行读，请核对。"
    ]


def test_the_way_to_a_file_stays_as_it_is(tmp_path):
    row = r"A1	料场未覆盖	照片在D:\new\清单、\\server\news	整改中"

    fields, notes = read(tmp_path, row)

    assert fields["measures"] == r"照片在D:\new\清单、\\server\news"
    assert notes == []
