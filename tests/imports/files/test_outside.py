"""What a Word document says outside its tables is listed beside them, with the place where it stands."""

import zipfile
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.outside import OUTSIDE, UNKNOWN, outside_of
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.first_sight import Document
from tests.imports.samples.first_sight_files import word_file
from tests.imports.samples.odd_files import with_part
from tests.imports.samples.word_files import SPACE, document, paragraph, table

ROWS = [["序号", "反馈问题", "整改目标", "整改时限", "责任单位"], ["1", "河道垃圾未清", "清理", "2025年底前", "县水利局"]]  # fmt: skip


def made(folder: Path, *lines: str) -> Path:
    return word_file(folder / "方案.docx", Document("方案", list(lines), [], {}, {}))


def rows(grid: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in grid]


def listed(path: Path) -> list[list[tuple[str, str, str]]]:
    return [[(one.place, one.why, one.text) for one in found.left_out] for found in read_tables(path).tables]


def test_paragraphs_go_to_the_table_below_them_and_the_last_ones_to_the_last_table(tmp_path):
    path = made(tmp_path, "总的要求如下。", *rows(ROWS), "第二批如下。", *rows(ROWS), "请按月报送。")

    first, second = listed(path)

    assert first == [("第1段", OUTSIDE, "总的要求如下。")]
    assert second == [("第2段", OUTSIDE, "第二批如下。"), ("第3段", OUTSIDE, "请按月报送。")]
    assert outside_of(read_tables(path).tables) == ["总的要求如下。", "第二批如下。", "请按月报送。"]


def test_a_table_nobody_knows_is_listed(tmp_path):
    (found,) = listed(made(tmp_path, *rows(ROWS), "联络员如下。", *rows([["甲", "乙"]])))

    assert found == [("表2第1行", UNKNOWN, "甲　乙"), ("第1段", OUTSIDE, "联络员如下。")]


def test_footnotes_text_boxes_and_page_headers_are_listed_once(tmp_path):
    path = made(
        tmp_path, "^head 内部资料", "总的要求。", "^note 来自反馈意见。", "^box 框里的话。", *rows(ROWS)
    )

    (found,) = listed(path)

    assert ("脚注1", "脚注", "来自反馈意见。") in found
    assert ("页眉页脚", "页眉页脚", "内部资料") in found
    assert [text for _place, why, text in found if why == OUTSIDE] == ["总的要求。", "框里的话。"]


def test_a_comment_is_listed_with_the_words_it_is_about(tmp_path):
    commented = table(ROWS).replace(
        "<w:t>清理</w:t>", '<w:commentRangeStart w:id="3"/><w:t>清理</w:t><w:commentRangeEnd w:id="3"/>'
    )
    source = document(tmp_path / "a.docx", commented)
    said = "".join(
        f'<w:comment w:id="{number}">{paragraph(text)}</w:comment>'
        for number, text in ((3, "已销号"), (4, "此件延期"))
    )
    part = f"<w:comments {SPACE}>{said}</w:comments>".encode()

    (found,) = listed(with_part(source, tmp_path / "b.docx", "word/comments.xml", data=part))

    assert found == [("批注3", "批注", "已销号（批在“清理”）"), ("批注4", "批注", "此件延期")]


def test_a_page_number_is_no_text(tmp_path):
    path = made(tmp_path, "^head 12", *rows(ROWS))

    assert listed(path) == [[]]


def test_who_complained_is_not_shown_from_beside_a_table(tmp_path):
    petitions = [["受理编号", "交办问题基本情况", "是否属实", "处理和整改情况"], ["X3YX202505160020", "采石扬尘", "属实", "已覆盖"]]  # fmt: skip
    path = document(tmp_path / "信访.docx", paragraph("举报人：赵大海，电话13900000000。"), table(petitions))

    (found,) = listed(path)

    assert found[0][1] != OUTSIDE
    assert "赵大海" not in str(found)
    assert "13900000000" not in str(found)


def test_a_damaged_footnote_part_is_named(tmp_path):
    path = made(tmp_path, "总的要求。", "^note 来自反馈意见。", *rows(ROWS))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/footnotes.xml"] = b"<w:footnotes"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)

    with pytest.raises(UserError, match=r"方案\.docx"):
        read_tables(path)
