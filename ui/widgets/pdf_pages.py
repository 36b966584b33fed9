"""Pages of a PDF as images, through pdfium, which may be used by one thread at a time only."""

from pathlib import Path
from threading import Lock

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from dczg_desktop.base.errors import UserError

PDFIUM = Lock()
POINTS_PER_INCH = 72


class PdfPages:
    """An opened PDF. Sizes are in points (1/72 inch). Raises UserError for what is no PDF."""

    def __init__(self, data: bytes, name: str = "文件") -> None:
        self.data = data
        try:
            with PDFIUM:
                self._document = pypdfium2.PdfDocument(data)
                self.sizes = [QSizeF(*self._document.get_page_size(i)) for i in range(len(self._document))]
        except pypdfium2.PdfiumError as error:
            raise UserError(
                f"“{name}”打不开：它不是完整的 PDF 文件，或设有密码。请重新取得该文件。"
            ) from error

    @classmethod
    def of_file(cls, path: Path) -> "PdfPages":
        """Open a file; raises UserError when it cannot be read."""
        try:
            return cls(path.read_bytes(), path.name)
        except OSError as error:
            raise UserError(f"“{path.name}”读不出来：{error.strerror}。请检查文件是否还在原处。") from error

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, number: int, scale: float) -> QImage:
        """Page `number` (from 0) at `scale` pixels a point."""
        with PDFIUM:
            page = self._document[number]
            bitmap = page.render(scale=scale, rev_byteorder=False)
            drawn = bitmap.buffer
            form = QImage.Format.Format_BGR888 if bitmap.n_channels == 3 else QImage.Format.Format_RGB32
            image = QImage(bytes(drawn), bitmap.width, bitmap.height, bitmap.stride, form).copy()
            page.close()
        return image

    def close(self) -> None:
        """Give the memory back."""
        with PDFIUM:
            self._document.close()
