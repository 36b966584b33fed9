from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest


@pytest.fixture
def texts() -> Callable[[Path], list[str]]:
    """Text of every page of a PDF, without line ends and blanks."""

    def read(path: Path) -> list[str]:
        document = pypdfium2.PdfDocument(path)
        try:
            pages = []
            for page in document:
                text_page = page.get_textpage()
                pages.append("".join(text_page.get_text_bounded().split()))
                text_page.close()
                page.close()
            return pages
        finally:
            document.close()

    return read


@pytest.fixture
def lower_edge() -> Callable[[Path, str], float]:
    """How far above the sheet's lower edge, in millimetres, the words on the last page stand."""

    def find(path: Path, words: str) -> float:
        document = pypdfium2.PdfDocument(path)
        page = document[len(document) - 1]
        text_page = page.get_textpage()
        searcher = text_page.search(words)
        index, _ = searcher.get_next()
        bottom = text_page.get_charbox(index)[1]
        searcher.close()
        text_page.close()
        page.close()
        document.close()
        return bottom * 25.4 / 72

    return find
