"""Workbooks with a password on opening (Office agile encryption): for people who have only Excel or WPS."""

import io
import re
import struct
from collections.abc import Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import is_zipfile

import olefile
from cryptography.exceptions import UnsupportedAlgorithm
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason
from dczg_desktop.exchange.sealing import NeedsPhrase

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = ("EncryptionInfo", "EncryptedPackage")
LARGEST = 200 << 20
"""Bytes of a protected workbook that are read: it is opened as a whole in memory."""
MOST_SPINS = 1_000_000
"""Rounds of the key derivation that are done at most; Excel, WPS and LibreOffice ask for a hundred thousand."""
LONGEST_INFO = 1 << 16
AGILE = b"\4\0\4\0"
"""How the description of the encryption that is written in XML begins."""
_SPINS = re.compile(rb"spinCount\s*=\s*[\"']([^\"']*)")


class NeedsPassword(NeedsPhrase):
    """The workbook asks for a password and none, or a wrong one, was given."""


def protect(source: Path, target: Path, password: str) -> None:
    """Write the workbook `source` so that it opens only with `password`. Raises UserError when the disk refuses."""
    sealed = io.BytesIO()
    with source.open("rb") as stream:
        OOXMLFile(stream).encrypt(password, sealed)
    try:
        target.write_bytes(sealed.getvalue())
    except OSError as error:
        raise UserError(
            f"“{source.name}”没有设上打开密码：{disk_reason(error)}。没有生成填报表。请检查磁盘后重试。"
        ) from error


def is_protected(path: Path) -> bool:
    """Whether the file is a workbook behind a password, whatever its name."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(MAGIC)) != MAGIC:
                return False
        with olefile.OleFileIO(str(path)) as ole:
            return all(ole.exists(name) for name in STREAMS)
    except (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError):
        return False


def unprotect(source: Path, target: Path, passwords: Sequence[str], typed: str = "") -> str:
    """Open a protected workbook with one of `passwords`, or with the `typed` one, into `target`; returns the one that fits.

    Raises NeedsPassword, UserError when it is too large, damaged, of a kind that is not read, or the disk refuses.
    """
    if source.stat().st_size > LARGEST:
        raise UserError(f"“{source.name}”超过 {LARGEST >> 20} MB，没有打开。台账未作任何改动。")
    try:
        _refuse_costly(source)
        for password in dict.fromkeys(filter(None, (plain_password(typed), typed.strip(), *passwords))):
            if _opened(source, target, password):
                return password
    except _UNREADABLE as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno is not None:
            raise UserError(f"没有打开“{source.name}”：{disk_reason(error)}。台账未作任何改动。") from error
        raise UserError(
            f"没有打开“{source.name}”：加密的内容残缺，或加密方式本程序读不了。台账未作任何改动。"
            "请对方在 Excel 或 WPS 里去掉打开密码另存，改用口令密封或当面交来。"
        ) from error
    if typed:
        raise NeedsPassword(
            f"密码不对，“{source.name}”没有打开，台账未作任何改动。请逐组核对；对方改过密码的，请输入对方设的密码。"
        )
    raise NeedsPassword(
        f"“{source.name}”设了打开密码，本机记着的密码都打不开。请输入发出填报表时告知的密码；对方自己设了密码的，请打电话问清。"
        "台账未作任何改动。"
    )


_UNREADABLE = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, EOFError, ArithmeticError, RuntimeError, MemoryError,
    struct.error, ExpatError, UnsupportedAlgorithm, DecryptionError, FileFormatError, ParseError,
)  # fmt: skip
"""What the reading library raises for damaged files."""


def plain_password(text: str) -> str:
    """The digits of a password as they are read aloud: blanks and hyphens between the groups do not count."""
    digits = "".join(str(int(one)) for one in text if one.isdecimal())
    others = [one for one in text if not one.isdecimal() and not one.isspace() and one not in "-－—"]
    return "" if others else digits


def _refuse_costly(source: Path) -> None:
    """Raise ValueError for a description that declares entities or asks for an unreasonable amount of work."""
    with olefile.OleFileIO(str(source)) as ole:
        info = ole.openstream(STREAMS[0]).read(LONGEST_INFO + 1)
    if len(info) > LONGEST_INFO or b"<!" in info:
        raise ValueError(len(info))
    asked = _SPINS.findall(info)
    if info.startswith(AGILE) and not asked:  # written so that only the reading library finds it
        raise ValueError(info[:8])
    for spins in asked:
        if not (spins.isdigit() and len(spins) < 9 and int(spins) <= MOST_SPINS):
            raise ValueError(spins)


def _opened(source: Path, target: Path, password: str) -> bool:
    with source.open("rb") as stream:
        book = OOXMLFile(stream)
        try:
            book.load_key(password=password, verify_password=True)
            with target.open("wb") as plain:
                book.decrypt(plain, verify_integrity=book.type == "agile")
        except InvalidKeyError:
            target.unlink(missing_ok=True)
            return False
    if not is_zipfile(target):
        raise ValueError(target.name)
    return True
