import logging
import shutil
import subprocess
import sys

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.paths import resources
from dczg_desktop.reports import fonts
from dczg_desktop.reports.fonts import (
    BUNDLED,
    GETA,
    LAST_RESORTS,
    Fonts,
    Typeface,
    bundled_face,
    own_face,
    small_typeface,
)

MARKS = "○◐◇✓✗▲●■□☐☑☒√×★→①⑩⑳ⅠⅡ㎡℃〔〕“”—…·‰〓"


class Document:
    def __init__(self) -> None:
        self.delayedFonts: list[object] = []


@pytest.mark.parametrize("file_name", sorted({*LAST_RESORTS, *BUNDLED.values()}))
def test_every_bundled_font_has_the_simplified_set_and_the_standard_rare_characters(file_name):
    known = bundled_face(file_name).charToGlyph
    rows = (
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    wanted = {ord(character) for character in "".join(rows) + "㙍䶮㛃䥽𬭎𬇙𫖮𬘡鿍"}

    assert wanted <= known.keys()


@pytest.mark.parametrize("typeface", list(Typeface))
def test_our_marks_are_printed_in_every_face(typeface):
    export = Fonts()
    export.runs(MARKS, typeface, Document())

    assert export.log().missing == ()


@pytest.fixture
def no_own_fonts(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    return tmp_path


def test_the_bundled_regular_faces_have_all_unified_ideographs():
    for name in ("NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf"):
        assert set(range(0x4E00, 0x9FA6)) <= bundled_face(name).charToGlyph.keys()


def test_a_rare_character_is_borrowed_from_another_face_and_logged(no_own_fonts):
    export = Fonts()
    pieces = export.runs("王𠮷", Typeface.SONG, Document())

    assert [text for _, text in pieces] == ["王", "𠮷"]
    assert export.log().borrowed == (("𠮷", "DCZGKai"),)


def test_a_character_no_font_has_is_printed_as_a_visible_mark_and_counted(no_own_fonts):
    export = Fonts()
    pieces = export.runs("好😀😀", Typeface.SONG, Document())

    assert "".join(text for _, text in pieces) == "好" + GETA * 2
    assert export.log().missing == (("😀", 2),)
    assert "U+1F600" in export.log().summary()


def test_invisible_characters_take_no_room_and_print_nothing():
    export = Fonts()

    assert export.widths(Typeface.SONG)["\u200b"] == 0
    assert (
        "".join(text for _, text in export.runs("\ufeff整\u200b改\ufe0f", Typeface.SONG, Document()))
        == "整改"
    )


def test_the_computers_own_fangsong_is_used_when_it_is_there(no_own_fonts):
    folder = no_own_fonts
    assert own_face(Typeface.FANG) is None
    assert small_typeface() is Typeface.SONG

    shutil.copy(resources() / "fonts" / "NotoSansSC-Bold.ttf", folder / "SIMFANG.TTF")
    fonts.installed_fonts.cache_clear()
    export = Fonts()
    export.runs("仿宋", Typeface.FANG, Document())

    assert small_typeface() is Typeface.FANG
    assert export.log().faces == (("仿宋", "NotoSansSC-Bold"),)


def test_a_damaged_installed_font_is_passed_over(no_own_fonts, caplog):
    (no_own_fonts / "simfang.ttf").write_bytes(b"OTTO not a font at all")
    fonts.installed_fonts.cache_clear()

    with caplog.at_level(logging.INFO, "dczg_desktop"):
        assert own_face(Typeface.FANG) is None
    assert "simfang.ttf" in caplog.text


def test_a_lost_bundled_font_is_a_clear_refusal(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)

    with pytest.raises(UserError, match="重新安装"):
        bundled_face("NotoSerifSC-Regular.ttf")


def test_importing_the_reports_does_not_load_the_pdf_library():
    names = "approval, ledger, notice, prose, workbooks"
    script = f"import sys\nfrom dczg_desktop.reports import {names}\nassert not {{'reportlab', 'xlsxwriter'}} & sys.modules.keys()"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
