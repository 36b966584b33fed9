"""Papers in traditional characters are read as those in simplified ones, and everything stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.traditional import is_traditional, simplified
from dczg_desktop.imports.as_written import Written
from dczg_desktop.imports.read import read_tables, read_text

NOTICE = """關於青石縣省級督察反饋意見第三十二項整改情況的公示
一、反饋問題
還有兩處料場沒有遮蓋，揚塵擾民。
二、整改目標
2026年6月底以前全面遮蓋。
三、整改措施
1.覆蓋防塵網；2.建立巡查制度。
四、整改完成情況
該問題已完成整改。
公示期間如有異議，請向青石縣生態環境局反映，聯繫電話：0790-5551234
"""
PLAN = """青石縣貫徹落實省級督察反饋意見整改方案
一、關於“河道垃圾清運遲緩”問題
責任單位：縣水務局
督導單位：市水務局
整改時限：2026年12月底前
整改措施：
1.清運垃圾。（責任單位：柳林鄉；時限：2026年3月底前）
2.建立長效機制。（責任單位：縣水務局；時限：長期堅持）
二、關於“養殖場糞汙直排”問題
責任單位：縣農業農村局
整改時限：立行立改
整改措施：
1.關停養殖場。
2.還原土地。
"""
PETITIONS = """關於群眾反映事項辦理情況的通報（第三批）
受理編號X3JX202605160020：群眾反映河灣鄉磚廠冒黑煙。經查，該廠未運行汙染防治設施，反映的問題屬實。處理情況：責令停產整治，立案處罰2萬元。
受理編號X3JX202605160021：群眾反映碼頭夜間噪聲擾民。經查，夜間未作業，反映的問題不屬實。處理情況：加強巡查。
"""


@pytest.mark.parametrize("text", [NOTICE, PLAN, PETITIONS])
def test_the_same_is_read_in_either_writing_and_nothing_is_rewritten(text):
    theirs, plain = read_text(text), read_text(simplified(text))

    for one, other in zip(theirs.tables, plain.tables, strict=True):
        assert [simplified_all(row) for row in one.records] == [simplified_all(row) for row in other.records]
        assert one.kind == other.kind
        assert simplified(one.title) == other.title
        written = [value for row in one.records for value in row.fields.values()]
        written += [row.text for row in one.left_out] + [
            column.header for column in one.columns if column.header in text
        ]
        assert all(line.strip() in text for value in written for line in value.split("\n"))
        assert len(one.records) > 0


def simplified_all(record):
    fields = {name: simplified(text) for name, text in record.fields.items()}
    return record.row, fields, {simplified(name): simplified(text) for name, text in record.extra.items()}


def test_what_is_said_is_found_in_its_place():
    (table,) = read_text(NOTICE).tables

    assert table.title == "關於青石縣省級督察反饋意見第三十二項整改情況的公示"
    assert table.records[0].fields["number"] == "第三十二項"
    assert table.records[0].fields["description"] == "還有兩處料場沒有遮蓋，揚塵擾民。"
    assert table.mapping["progress"] == "整改完成情況"


def test_a_list_keeps_its_headings_and_cells(tmp_path):
    path = tmp_path / "清單.tsv"
    rows = [
        "編號\t反饋問題\t責任單位\t整改時限\t簡要說明",
        "A1\t還有料場沒有遮蓋\t縣住建局\t2026年6月底以前\t無",
    ]
    path.write_text("\n".join(rows), "utf-8")

    (table,) = read_tables(path).tables

    assert [column.header for column in table.columns] == rows[0].split("\t")
    assert [*table.records[0].fields.values(), *table.records[0].extra.values()] == rows[1].split("\t")
    assert table.grid.rows == [row.split("\t") for row in rows]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("順序號", "sequence"), ("羣衆反映情況", "description"), ("違法行爲", "description"), ("完成標準", "goal"),
        ("細化任務", "measures"), ("時間節點", "deadline"), ("答覆單位", "responsible_unit"), ("調查覈實情況", "findings"),
        ("複覈結果", "status"), ("問題類別", "category"), ("區域分佈", "area"), ("回覆內容", "result"),
    ],
)  # fmt: skip
def test_headers_of_every_word_that_is_known(header, field):
    assert header_field(header)[0] == field


def test_a_covered_thing_is_not_answered():
    assert simplified("答覆、回覆、批覆、覆蓋") == "答复、回复、批复、覆盖"
    assert simplified("成效显著，乾安县") == "成效显著，乾安县"


def test_single_such_characters_make_no_text_of_theirs():
    assert not is_traditional("位於青石县的料场，週一检查，黃沙未覆盖")
    assert is_traditional(NOTICE)


@given(st.data())
def test_any_piece_is_given_back_as_it_was_written(data):
    begin = data.draw(st.integers(0, len(PLAN) - 1))
    end = data.draw(st.integers(begin + 1, len(PLAN)))
    piece = simplified(PLAN[begin:end])
    places = [place for place in range(len(PLAN)) if simplified(PLAN).startswith(piece, place)]

    assert Written(PLAN).of(piece) in {PLAN[place : place + len(piece)] for place in places}
