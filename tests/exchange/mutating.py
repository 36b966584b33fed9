"""Damaged and forged packages by the thousand: ways to change one, and what may come of it."""

import base64
import hashlib
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import openpyxl

from dczg_desktop.base.errors import UserError
from dczg_desktop.exchange.package import write_package
from dczg_desktop.exchange.received import OpenedPackage, Trust, open_package
from tests.exchange.builders import KEY, an_outgoing, known, with_files

Parts = dict[str, bytes]

NASTY = (b"", b"-1", b"0", b"4294967296", b"1e999", b"NaN", b"XFD1048576", b"A0", b"../x", b"\xff\xfe", b"&#0;", b"&#x110000;", b"<",
         b'"', b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE a>", b"<?pi?>", b"\0", b"A" * 40_000)  # fmt: skip
TOKENS = re.compile(rb'<[^<>]*>|"[^"<>]*"|[^<>"]+')


@dataclass(frozen=True)
class Original:
    """A whole package in one of its forms, and what it says."""

    name: str
    raw: bytes
    opened: OpenedPackage
    attachments: dict[str, bytes]

    @property
    def is_zip(self) -> bool:
        return self.name.endswith(".zip")


def originals(folder: Path) -> list[Original]:
    """A workbook as written, one saved again by another program, and a zip with evidence."""
    plain = write_package(folder / "原样.xlsx", an_outgoing(), KEY.sign).path
    again = folder / "另存.xlsx"
    openpyxl.load_workbook(plain).save(again)
    outgoing = with_files(folder)
    zipped = write_package(folder / "附件.zip", outgoing, KEY.sign).path
    return [_original(path, folder) for path in (plain, again, zipped)]


def _original(path: Path, folder: Path) -> Original:
    opened = open_package(path, known, folder / "开")
    attachments = {digest: file.read_bytes() for digest, file in opened.attachments.items()}
    return Original(path.name, path.read_bytes(), opened, attachments)


def bytes_changed(raw: bytes, dice: Random) -> bytes:
    """One to three flips, changed bytes, cuts, doubled, zeroed or moved stretches."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        place, length = dice.randrange(len(raw)), dice.randrange(1, 200)
        middle = raw[place : place + length]
        raw = dice.choice(
            (
                raw[:place] + bytes([raw[place] ^ 1 << dice.randrange(8)]) + raw[place + 1 :],
                raw[:place] + dice.randbytes(1) + raw[place + 1 :],
                raw[:place] + dice.choice(NASTY) + raw[place + length :],
                raw[:place] or raw,
                raw[:place] + middle * 2 + raw[place + length :],
                raw[:place] + bytes(len(middle)) + raw[place + length :],
                raw[:place] + raw[place + length :] + middle,
            )
        )
    return raw


def tokens_changed(data: bytes, dice: Random) -> bytes:
    """XML with tags, attributes or texts deleted, doubled, exchanged or put out of range."""
    tokens = TOKENS.findall(data)
    for _ in range(dice.choice((1, 1, 2, 4))):
        place, other = dice.randrange(len(tokens)), dice.randrange(len(tokens))
        choice = dice.randrange(5)
        if choice == 0:
            tokens[place] = b""
        elif choice == 1:
            tokens[place] *= 2
        elif choice == 2:
            tokens[place], tokens[other] = tokens[other], tokens[place]
        elif choice == 3:
            tokens[place] = tokens[other]
        else:
            quoted = tokens[place].startswith(b'"')
            tokens[place] = b'"' + dice.choice(NASTY) + b'"' if quoted else dice.choice(NASTY)
    return b"".join(tokens)


def unpacked(raw: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def packed(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def parts_changed(parts: Parts, dice: Random) -> Parts:
    """One part changed inside, cut, lost, exchanged with another or joined by a stranger."""
    parts, name = dict(parts), dice.choice(list(parts))
    choice = dice.randrange(10)
    if choice < 4:
        parts[name] = tokens_changed(parts[name], dice) if parts[name] else b"<x/>"
    elif choice < 6:
        parts[name] = bytes_changed(parts[name] or b"x", dice)
    elif choice == 6:
        del parts[name]
    elif choice == 7:
        other = dice.choice(list(parts))
        parts[name], parts[other] = parts[other], parts[name]
    elif choice == 8:
        parts[
            dice.choice(("xl/vbaProject.bin", "xl/worksheets/sheet1.xml/x", "附件/" + "0" * 64, "说明.txt"))
        ] = b"x"
    else:
        parts[name] = parts[name][: dice.randrange(len(parts[name]) + 1)]
    return parts


def chunk_changed(parts: Parts, dice: Random) -> Parts:
    """The signed texts themselves changed and coded anew, as somebody who knows the format would."""
    for name, data in parts.items():
        found = re.findall(rb">:([A-Za-z0-9+/=]{40,})<", data)
        if found:
            chunk = dice.choice(found)
            said = base64.b64decode(chunk)
            try:
                said = zlib.compress(bytes_changed(zlib.decompress(said), dice))
            except zlib.error:
                said = bytes_changed(said, dice)
            return {**parts, name: data.replace(chunk, base64.b64encode(said))}
    return parts


def text_changed(parts: Parts, dice: Random) -> Parts:
    """One visible text says something else, everything else is whole."""
    found = [
        (name, m)
        for name, data in parts.items()
        if "sheet" in name
        for m in re.finditer(rb"<t[^>]*>([^<:]+)</t>", data)
    ]
    if not found:
        return parts
    name, text = dice.choice(found)
    said = dice.choice(("甲", "改过的内容", "2031-01-01", "99", "〔清空〕", "=1+1")).encode()
    return {**parts, name: parts[name][: text.start(1)] + said + parts[name][text.end(1) :]}


def mutated(original: Original, dice: Random) -> bytes:
    """One changed copy of a package."""
    ways: tuple[Callable[[bytes, Random], bytes], ...] = (
        bytes_changed,
        _directory_changed,
        _inside,
        _inside,
        _inside,
    )
    return dice.choice(ways)(original.raw, dice)


def _directory_changed(raw: bytes, dice: Random) -> bytes:
    start = raw.rindex(b"PK\x05\x06") - 200
    return raw[:start] + bytes_changed(raw[start:], dice)


def _inside(raw: bytes, dice: Random) -> bytes:
    change = dice.choice((parts_changed, parts_changed, chunk_changed, text_changed))
    parts = unpacked(raw)
    if "台账.xlsx" in parts and dice.random() < 0.7:
        return packed({**parts, "台账.xlsx": packed(change(unpacked(parts["台账.xlsx"]), dice))})
    return packed(change(parts, dice))


class Accepted(AssertionError):
    """A changed package was opened and says something else than the original."""


def judge(original: Original, raw: bytes, folder: Path) -> str:
    """What became of a changed copy: 拒收, or 照旧 when it says the same (changed cells are hand edits under review).

    Raises Accepted when it says something else, and whatever escapes that is no UserError.
    """
    path = folder / f"坏{Path(original.name).suffix}"
    path.write_bytes(raw)
    try:
        opened = open_package(path, known, folder / "开")
    except UserError as refusal:
        if path.name not in str(refusal):
            raise Accepted(f"拒收的理由没有写明文件：{refusal}") from refusal
        return "拒收"
    same = (
        opened.records == original.opened.records
        and opened.acts == original.opened.acts
        and opened.manifest == original.opened.manifest
        and opened.verdict is Trust.ENROLLED
    )
    files = {
        digest: hashlib.sha256(file.read_bytes()).hexdigest() for digest, file in opened.attachments.items()
    }
    if not same or any(
        digest != said or digest not in original.attachments for digest, said in files.items()
    ):
        raise Accepted(f"{original.name} 改过之后当作完好的收下了")
    return "照旧，有手工修改" if opened.hand_edits or opened.new_rows else "照旧"


def fuzz(folder: Path, seeds: range, tally: Counter[str], each: Callable[[Callable[[], str]], str]) -> None:
    """Change and judge one package a seed; `each` runs one and may measure it. Raises Accepted naming the seed."""
    forms = originals(folder)
    for seed in seeds:
        dice = Random(seed)
        original = forms[seed % len(forms)]
        raw = mutated(original, dice)
        try:
            tally[each(lambda original=original, raw=raw: judge(original, raw, folder))] += 1
        except Exception as error:
            raise Accepted(f"种子 {seed}（{original.name}）：{type(error).__name__}: {error}") from error
