"""Every call of the library that reads cells goes through here: however it fails, what comes out is a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.reading import Span


@contextmanager
def guarded(path: Path, sheet: str = "") -> Iterator[None]:
    """Turn a failure of calamine into a UserError naming the file, and the sheet where one is being read.

    Its parsers end in a panic on some damaged files; that arrives as an exception that is no `Exception`.
    """
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise UserError(
            f"“{path.name}”设有打开密码，不能读取。请先在 WPS 或 Excel 中打开，取消密码后另存，再导入。"
        ) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged(path, sheet) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path, sheet) from None


def _damaged(path: Path, sheet: str) -> UserError:
    what = f"“{path.name}”的工作表“{sheet}”已损坏" if sheet else f"“{path.name}”已损坏或不是表格文件"
    return UserError(f"{what}，读不出来。请用 WPS 或 Excel 打开检查，另存为 .xlsx 后再导入。")


@dataclass(slots=True)
class SheetValues:
    """One sheet: its rows as they come, each from column A on and all of one length, how many there are, what is merged.

    The library keeps hold of everything while it makes a list of it; asked row by row, it lets others have a turn.
    """

    rows: Iterator[list[Any]]
    height: int
    width: int
    merges: list[Span]


def sheet_values(path: Path, book: Any, name: str) -> SheetValues | None:
    """The values of a sheet, None for a chart. Raises UserError naming file and sheet, also while rows are asked for."""
    from python_calamine import WorksheetNotFound

    with guarded(path, name):
        try:
            sheet = book.get_sheet_by_name(name)
        except WorksheetNotFound:
            return None
        bottom, right = sheet.end or (-1, -1)
        merges = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
        return SheetValues(_rows(path, sheet), bottom + 1, right + 1, merges)


def _rows(path: Path, sheet: Any) -> Iterator[list[Any]]:
    left = [""] * (sheet.start or (0, 0))[1]
    with guarded(path, sheet.name):
        for row in sheet.iter_rows():
            yield left + row if left else row
