"""Packages as a bad stick or a meddling hand leaves them."""

import re
import zipfile
from pathlib import Path
from random import Random


def broken(source: Path, target: Path, dice: Random) -> None:
    """A copy cut short, or with some hundred bytes overwritten in the middle."""
    raw = bytearray(source.read_bytes())
    if dice.random() < 0.5:
        del raw[dice.randrange(len(raw)) :]
    else:
        start = dice.randrange(max(len(raw) - 200, 1))
        raw[start : start + 120] = dice.randbytes(120)
    target.write_bytes(raw)


def altered_cell(source: Path, target: Path, dice: Random) -> None:
    """A copy in which one visible text says something else, packed again with right checksums."""
    with zipfile.ZipFile(source) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    name = dice.choice(["xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"])
    texts = list(re.finditer(rb"<t[^>]*>([^<]{2,})</t>", parts[name]))
    if texts:
        chosen = dice.choice(texts)
        start, end = chosen.span(1)
        parts[name] = parts[name][:start] + "被人改过".encode() + parts[name][end:]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
