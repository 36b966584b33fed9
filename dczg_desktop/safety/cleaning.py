"""A copy of a file without what it tells beside what it shows; made only where nothing that can be seen changes."""

import re
import zipfile
from pathlib import Path

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from dczg_desktop.safety.traces import EXIF, GPS, MAKER, NAMES, NUMBERS, PERSONAL, TraceKind, traces

CLEANABLE = frozenset({"image/jpeg", "image/png"})
OFFICE = (".docx", ".xlsx", ".pptx")
_PROPERTIES = re.compile(
    rb"(<(?:dc:creator|cp:lastModifiedBy|Company|Manager)\b[^>/]*>)[^<]*(</)"
)  # fmt: skip
REMARKED = (0x010E, 0x9C9B, 0x9C9C, 0x9286)
MPO = "MPO"
"""A photo of a telephone with a further picture behind it that no ordinary program shows."""


class NotCleanable(ValueError):
    """No copy can be made by the program; the text says what to do, in the user's words."""


def clean_copy(source: Path, target: Path, media: str, name: str, *, keep_place: bool) -> None:
    """Write a copy of `source`, a file named `name`, without personal traces; the place a photo was taken may stay.

    Raises NotCleanable when the program cannot do that, or when something would still be left.
    """
    if media in CLEANABLE:
        _picture(source, target, keep_place=keep_place)
    elif name.lower().endswith(OFFICE):
        _document(source, target)
    else:
        raise NotCleanable("这种文件程序清理不了。请在原来的软件里去掉作者、批注后另存，重新附上。")
    left = [
        one
        for one in traces(target, media)
        if one.kind in PERSONAL or (one.kind is TraceKind.PLACE and not keep_place)
    ]
    if left:
        listed = "、".join(f"{one.where}（{one.said}）" for one in left[:5])
        raise NotCleanable(
            f"还有程序去不掉的：{listed}。请在 Word、Excel 或 WPS 里接受或拒绝修订、删除批注后另存，重新附上。"
        )


def _picture(source: Path, target: Path, *, keep_place: bool) -> None:
    try:
        with _opened(source) as image:
            if getattr(image, "n_frames", 1) > 1:
                raise NotCleanable(
                    "这是会动的图片，程序清理会丢掉后面的画面。请用看图软件去掉作者后另存，重新附上。"
                )
            exif = image.getexif()
            inner = exif.get_ifd(EXIF)
            for number in (*NAMES, *NUMBERS, *REMARKED, MAKER):
                exif.pop(number, None)
                inner.pop(number, None)
            if not keep_place:
                exif.pop(GPS, None)
                exif.get_ifd(GPS).clear()
            if image.format == "JPEG":
                image.save(
                    target, "JPEG", quality="keep", exif=exif, icc_profile=image.info.get("icc_profile"), comment=b"", xmp=b""
                )  # fmt: skip
            else:
                image.info = {
                    key: value
                    for key, value in image.info.items()
                    if key in {"icc_profile", "dpi", "gamma", "transparency"}
                }
                image.save(target, "PNG", exif=exif)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, Image.DecompressionBombError) as error:
        if isinstance(error, NotCleanable):
            raise
        raise NotCleanable("照片读不完整，程序清理不了。请用看图软件另存后重新附上。") from error


def _opened(source: Path) -> Image.Image:
    """The picture; of a telephone's photo with another behind it the one that is shown, as the JPEG it is."""
    image = Image.open(source)
    if image.format != MPO:
        return image
    image.close()
    return JpegImageFile(source)


def _document(source: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for member in old.infolist():
                content = old.read(member)
                if member.filename in {"docProps/core.xml", "docProps/app.xml"}:
                    content = _PROPERTIES.sub(rb"\1\2", content)
                new.writestr(member, content)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise NotCleanable("文档读不完整，程序清理不了。请用 Word、Excel 或 WPS 另存后重新附上。") from error
