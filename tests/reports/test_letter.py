from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.reports.letter import Sender, write_correction_pdf, write_reminder_pdf

SENDER = Sender("青石县整改办", "青督改办函〔2026〕17号", "0731-88001234", date(2026, 11, 22), code="A7K2-06")
DUE = date(2026, 11, 30)


def red_pixels(path) -> int:
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    image = page.render(scale=1).to_pil().convert("RGB")
    count = sum(
        times for times, (red, green, blue) in image.getcolors(1 << 20) if red > 150 and max(green, blue) < 60
    )
    page.close()
    document.close()
    return count


def test_a_correction_lists_every_flaw_and_the_day_it_is_due(tmp_path, texts):
    flaws = ["第3项缺少整改时限。", "第7项照片重复。"]
    result = write_correction_pdf(SENDER, "青石镇人民政府", "10月进展报告", flaws, DUE, tmp_path / "t.pdf")
    whole = "".join(texts(result.path))

    for words in (
        "青督改办函〔2026〕17号", "关于补正10月进展报告的通知", "青石镇人民政府：", "以下2项问题", "1.第3项缺少整改时限。",
        "2.第7项照片重复。", "2026年11月30日前", "0731-88001234", "2026年11月22日", "A7K2-06",
    ):  # fmt: skip
        assert words in whole


def test_a_reminder_names_what_has_not_come(tmp_path, texts):
    result = write_reminder_pdf(SENDER, "白石镇人民政府", "2026年10月", ["第4项"], DUE, tmp_path / "t.pdf")

    assert "1.第4项" in "".join(texts(result.path))


def test_the_first_page_of_a_letter_has_no_number_the_second_has(tmp_path, texts):
    missing = [f"第{number}项进展情况" for number in range(60)]
    pages = texts(write_reminder_pdf(SENDER, "白石镇", "10月", missing, DUE, tmp_path / "t.pdf").path)

    assert "—1—" not in pages[0]
    assert "—2—" in pages[1]


def test_red_head_and_rules_are_left_out_on_printed_paper(tmp_path, texts):
    white = replace(SENDER, is_preprinted=True)
    red = write_reminder_pdf(SENDER, "白石镇", "10月", ["第4项"], DUE, tmp_path / "red.pdf").path
    plain = write_reminder_pdf(white, "白石镇", "10月", ["第4项"], DUE, tmp_path / "plain.pdf").path

    assert red_pixels(red) > 500
    assert red_pixels(plain) == 0
    assert "青督改办函〔2026〕17号" in texts(plain)[0]


@pytest.mark.parametrize("write", [write_correction_pdf, write_reminder_pdf])
def test_a_letter_about_nothing_is_refused(tmp_path, write):
    with pytest.raises(UserError, match="没有"):
        write(SENDER, "白石镇", "10月", [], DUE, tmp_path / "t.pdf")
