"""Files changed at random, as damage and ill will change them: bytes, cut ends, and parts inside a zip that is whole again."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65535",
    b"65536",
    b"100001",
    b"1048577",
    b"4294967295",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"",
)
_TEXTS = (
    b"",
    b"&#0;",
    b"&amp;",
    b"&lt",
    b"]]>",
    b"\xff\xfe",
    "序号".encode(),
    "合计".encode(),
    b"\x00",
    b"=1/0",
    b"A" * 40_000,
    "�".encode(),
    "\U0001f4a9".encode(),
)
_ATTRIBUTE = re.compile(rb'="[^"<>]{0,40}"')
_TAG = re.compile(rb"<[^<>]{1,200}>")
_CONTENT = re.compile(rb">[^<>]{1,200}<")
_MOST_CHANGES = 5  # fmt: skip


def changed_bytes(data: bytes, random: Random) -> bytes:
    """Some bytes changed, and perhaps the file cut off, doubled or beginning in the middle."""
    changed = bytearray(data)
    for _number in range(random.randint(1, 6)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    cut = random.randrange(len(changed) + 1)
    return bytes(random.choice([changed, changed, changed[:cut], changed + changed[:cut], changed[cut:]]))


def changed_markup(data: bytes, random: Random) -> bytes:
    """A part in XML with attributes, texts and tags exchanged, doubled, moved or dropped."""
    for _number in range(random.choice((1, 1, 1, 2, _MOST_CHANGES))):
        data = random.choice(_CHANGES)(data, random)
    return data


def _other_attribute(data: bytes, random: Random) -> bytes:
    values = _NUMBERS + _TEXTS
    return _exchanged(data, _ATTRIBUTE, random, lambda _old: b'="' + random.choice(values) + b'"')


def _other_content(data: bytes, random: Random) -> bytes:
    return _exchanged(data, _CONTENT, random, lambda _old: b">" + random.choice(_TEXTS + _NUMBERS) + b"<")


def _other_tag(data: bytes, random: Random) -> bytes:
    other = random.choice(_TAG.findall(data) or [b""])
    return _exchanged(data, _TAG, random, lambda old: random.choice((b"", old + old, other)))


def _reference(data: bytes, random: Random) -> bytes:
    """Cell references and ranges that lie far out, overlap or run backwards."""
    places = (
        b"A1",
        b"A0",
        b"XFD1048576",
        b"A100001",
        b"ZZ1",
        b"AAA1",
        b"a1",
        b"A1:A1048576",
        b"C3:A1",
        b"A1:XFD1",
        b"1A",
        b"A",
    )
    pattern = re.compile(rb'(?:r|ref|sqref)="[^"]*"')
    return _exchanged(data, pattern, random, lambda old: old.split(b"=")[0] + b'="' + random.choice(places) + b'"')  # fmt: skip


def _moved(data: bytes, random: Random) -> bytes:
    first, last = sorted(random.randrange(len(data) + 1) for _number in range(2))
    piece = data[first : min(last, first + 400)]
    place = random.randrange(len(data) + 1)
    return data[:place] + piece + data[place:] if random.random() < 0.5 else data.replace(piece, b"", 1)


def _exchanged(
    data: bytes, pattern: re.Pattern[bytes], random: Random, made: Callable[[bytes], bytes]
) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = random.choice(found)
    return data[: one.start()] + made(one[0]) + data[one.end() :]


_CHANGES = (_other_attribute, _other_content, _other_tag, _reference, _moved, changed_bytes)


def changed_zip(data: bytes, random: Random) -> bytes:
    """The zip with one or two of its parts changed, packed again with right checksums; now and then a part is missing."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    weights = [
        len(name.split("/")) + 4 * ("sheet" in name or "content" in name or "document" in name)
        for name in parts
    ]
    for name in random.choices(list(parts), weights, k=random.randint(1, 2)):  # fmt: skip
        if random.random() < 0.04:
            parts.pop(name, None)
        elif name in parts:
            parts[name] = changed_markup(parts[name], random)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def changed_file(data: bytes, random: Random) -> bytes:
    """Any of the above that fits the file."""
    is_zip = data.startswith(b"PK") and random.random() < 0.85
    return changed_zip(data, random) if is_zip else changed_bytes(data, random)
