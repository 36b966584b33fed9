"""What to say of cells whose colours depend on a condition: colours are not read, and may tell how far things are."""

from collections.abc import Iterable, Iterator

from dczg_desktop.imports.files.album import named


def condition_words(name: str, ranges: Iterable[str]) -> Iterator[str]:
    """One sentence about a sheet with such cells; none where it has none."""
    if found := list(dict.fromkeys(ranges)):
        yield (
            f"工作表“{name}”里有按条件变色或加图标的格（{named(found)}），程序不读颜色和图标；"
            "颜色表示进度的，请对照原件补填状态或进展。"
        )
