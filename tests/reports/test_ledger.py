from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.reports.ledger import write_ledger_pdf
from dczg_desktop.reports.tables import Align, Column, LedgerReport

COLUMNS = (
    Column("序号", 1.4, Align.CENTER),
    Column("反馈问题", 10),
    Column("整改时限", 3, Align.CENTER, "整改要求"),
    Column("责任单位", 4, Align.CENTER, "整改要求"),
    Column("整改措施", 10),
    Column("完成进度", 3, Align.CENTER),
)
LONG = "".join(f"第{number}户住户已搬迁，污水（COD为{number}.5mg/L）接入管网；" for number in range(300))


def a_row(number: int, measures: str = "完成管网改造3.6公里。") -> tuple[str, ...]:
    return (str(number), f"问题{number}：污水直排", "2025年12月底前", "县住房城乡建设局", measures, "☑已完成")


def a_report(*rows: tuple[str, ...]) -> LedgerReport:
    return LedgerReport("青石县整改台账", "青石县整改办", date(2026, 11, 22), COLUMNS, rows, code="A7K2-04")


def test_a_row_longer_than_a_page_is_printed_whole_on_as_many_pages_as_it_needs(tmp_path, texts):
    result = write_ledger_pdf(a_report(a_row(1), a_row(2, LONG), a_row(3)), tmp_path / "台账.pdf")
    pages = texts(result.path)

    assert result.pages == len(pages) >= 2
    bodies = [
        page.partition("完成进度")[2].partition(f"第{number}页")[0]
        for number, page in enumerate(pages, start=1)
    ]
    whole = "".join(body.removesuffix("青石县整改台账").removeprefix("2续") for body in bodies)
    assert LONG in whole.replace("☑已完成", "")


def test_every_page_repeats_the_headings_and_carries_its_number_and_the_print_code(tmp_path, texts):
    result = write_ledger_pdf(a_report(*map(a_row, range(1, 120))), tmp_path / "t.pdf")
    pages = texts(result.path)

    assert result.pages == len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "整改要求" in page
        assert "整改措施" in page
        assert f"第{number}页" in page
        assert f"共{result.pages}页" in page
        assert "打印编号：A7K2-04" in page


def test_title_office_date_and_signatures_are_on_the_sheet(tmp_path, texts):
    page = "".join(texts(write_ledger_pdf(a_report(a_row(1)), tmp_path / "t.pdf").path))

    for words in (
        "青石县整改台账",
        "填报单位（盖章）：青石县整改办",
        "截至：2026年11月22日",
        "单位：件",
        "填表人：",
        "单位负责人：",
    ):
        assert words in page


def test_rare_characters_and_check_marks_can_be_found_in_the_text(tmp_path, texts):
    result = write_ledger_pdf(a_report(a_row(1, "㙍䶮㛃𬭎𫖮𠮷 ☑□√✓✗☒○◐◇ Ⅲ类㎡℃")), tmp_path / "t.pdf")

    assert "㙍䶮㛃𬭎𫖮𠮷☑□√✓✗☒○◐◇Ⅲ类㎡℃" in texts(result.path)[0]
    assert result.fonts.missing == ()


def test_every_font_of_the_file_is_embedded(tmp_path):
    result = write_ledger_pdf(a_report(a_row(1)), tmp_path / "t.pdf")
    content = result.path.read_bytes()

    assert b"Helvetica" not in content
    assert (
        content.count(b"/FontFile2")
        == content.count(b"/Type0")
        == len({name for _, name in result.fonts.faces})
    )


def test_no_character_stands_outside_the_margins_or_over_a_rule(tmp_path):
    result = write_ledger_pdf(a_report(a_row(1, LONG)), tmp_path / "t.pdf")
    document = pypdfium2.PdfDocument(result.path)
    page = document[0]
    text_page = page.get_textpage()
    inner = page.get_width() - (25 + 15) * 72 / 25.4
    edges = [25 * 72 / 25.4 + inner * share / 31.4 for share in (0, 1.4, 11.4, 14.4, 18.4, 28.4, 31.4)]
    boxes = [text_page.get_charbox(number, loose=True) for number in range(text_page.count_chars())]
    body = [
        (left, right)
        for left, low, right, high in boxes
        if low > 80 and high < page.get_height() - 190 and right > left
    ]

    assert len(body) > 500
    for left, right in body:
        assert any(first - 0.1 <= left and right <= second + 0.1 for first, second in pairwise(edges))
    text_page.close()
    page.close()
    document.close()


def test_an_empty_ledger_says_so(tmp_path, texts):
    assert "（本期无记录）" in texts(write_ledger_pdf(a_report(), tmp_path / "t.pdf").path)[0]


def test_a4_is_printed_on_a4(tmp_path):
    result = write_ledger_pdf(replace(a_report(a_row(1)), paper="A4"), tmp_path / "t.pdf")
    document = pypdfium2.PdfDocument(result.path)

    width, height = document.get_page_size(0)
    assert (width * 25.4 / 72, height * 25.4 / 72) == pytest.approx((297, 210))
    document.close()


@pytest.mark.parametrize("count", range(31, 39))
def test_the_signature_line_is_never_alone_on_a_page_nor_under_the_margin(tmp_path, texts, lower_edge, count):
    path = write_ledger_pdf(a_report(*map(a_row, range(1, count))), tmp_path / "t.pdf").path

    assert "污水直排" in texts(path)[-1]
    assert lower_edge(path, "填表人") > 19


def test_a_row_with_too_few_texts_is_a_bug(tmp_path):
    with pytest.raises(ValueError, match="zip"):
        write_ledger_pdf(a_report(("1", "少列")), tmp_path / "t.pdf")
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_the_old_file(tmp_path):
    target = tmp_path / "t.pdf"
    target.write_bytes(b"old")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_ledger_pdf(a_report(*map(a_row, range(1, 120))), target, stop)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_progress_ends_at_the_number_of_rows(tmp_path):
    heard: list[tuple[int, int]] = []
    write_ledger_pdf(
        a_report(*map(a_row, range(1, 121))), tmp_path / "t.pdf", lambda *step: heard.append(step)
    )

    assert heard == [(50, 120), (100, 120), (120, 120)]


def test_a_full_disk_is_a_refusal_and_the_old_file_stays(tmp_path):
    resource = pytest.importorskip("resource")
    target = tmp_path / "t.pdf"
    target.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(UserError, match=r"t\.pdf.*原有文件未改动"):
            write_ledger_pdf(a_report(a_row(1)), target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_open_in_another_program_is_a_refusal_and_stays_as_it_was(tmp_path, monkeypatch):
    target = tmp_path / "t.pdf"
    target.write_bytes(b"old")

    def held(self: Path, other: Path) -> None:
        raise PermissionError(13, "held", str(other))

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(UserError, match="其他程序打开"):
        write_ledger_pdf(a_report(a_row(1)), target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_not_seen_in_a_text_is_printed_as_a_mark(tmp_path, texts):
    report = a_report(a_row(1, "罚款\u202e7531\u202c元，已缴\u200b清"))

    page = "".join(texts(write_ledger_pdf(report, tmp_path / "t.pdf").path))

    assert "罚款〔改变文字方向〕7531〔改变文字方向〕元，已缴〔看不见的字符〕清" in "".join(page.split())
