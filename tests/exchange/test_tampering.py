"""Changed packages: never silently applied (reliability of the exchange, one test a way of cheating)."""

import base64
import json
import zlib
from dataclasses import replace

import openpyxl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dczg_desktop.base.errors import UserError
from dczg_desktop.exchange.manifest import PURPOSE, canonical, decoded, encoded
from dczg_desktop.exchange.package import write_package
from dczg_desktop.exchange.payload import HIDDEN_SHEET, chunks, unpacked
from dczg_desktop.exchange.received import AlteredPackage, Trust, open_package
from tests.exchange.builders import KEY, PUBLIC, a_manifest, an_outgoing, known

THIEF = Ed25519PrivateKey.from_private_bytes(b"\x66" * 32)


@pytest.fixture
def rewritten(written, opened_from):
    """Open the package after `change(envelope, data)` returned the two parts of its hidden sheet anew."""

    def rewrite(change):
        book = openpyxl.load_workbook(written.path)
        hidden = book[HIDDEN_SHEET]
        parts = {"M": "", "D": ""}
        for label, text in hidden.iter_rows(min_row=2, values_only=True):
            parts[label[0]] += text[1:]
        envelope, data = change(json.loads(base64.b64decode(parts["M"])), base64.b64decode(parts["D"]))
        hidden.delete_rows(2, hidden.max_row)
        for row in [*chunks("M", canonical(envelope)), *chunks("D", data)]:
            hidden.append(row)
        book.save(written.path)
        return opened_from(written.path)

    return rewrite


def test_rewriting_the_same_parts_is_harmless(rewritten):
    assert rewritten(lambda envelope, data: (envelope, data)).verdict is Trust.ENROLLED


def test_a_changed_manifest_is_an_altered_package(rewritten):
    def readdress(envelope, data):
        return {**envelope, "manifest": envelope["manifest"].replace("上饶市", "鹰潭市")}, data

    with pytest.raises(AlteredPackage, match="内容被改") as caught:
        rewritten(readdress)
    assert caught.value.trust is Trust.ALTERED


def test_changed_records_are_an_altered_package(rewritten):
    def change(envelope, data):
        return envelope, zlib.compress(zlib.decompress(data).replace("李四".encode(), "王五".encode()))

    with pytest.raises(AlteredPackage, match="数据部分与签名清单不一致"):
        rewritten(change)


def test_a_forged_package_with_a_key_of_its_own_is_refused_for_an_enrolled_sender(tmp_path, opened_from):
    forged = an_outgoing(manifest=a_manifest(public_key=THIEF.public_key().public_bytes_raw().hex()))

    with pytest.raises(AlteredPackage, match="与“信州区”登记的公钥不符"):
        opened_from(write_package(tmp_path / "a.xlsx", forged, THIEF.sign).path)


def test_an_unknown_sender_must_at_least_agree_with_its_own_key(tmp_path):
    written = write_package(tmp_path / "a.xlsx", an_outgoing(), THIEF.sign)

    with pytest.raises(AlteredPackage, match="清单与签名不符"):
        open_package(written.path, lambda _office, _replica: None, tmp_path / "w")


def test_a_signature_for_another_purpose_does_not_count(rewritten):
    def change(envelope, data):
        text = envelope["manifest"].encode()
        return {**envelope, "signature": KEY.sign(b"DCZG-CARD-1\0" + text).hex()}, data

    with pytest.raises(AlteredPackage):
        rewritten(change)


def test_the_data_of_one_package_does_not_fit_the_manifest_of_another(tmp_path, rewritten):
    other = an_outgoing()
    other = replace(other, records=other.records[:1], manifest=a_manifest(package_uid="pkg-2"))
    path = write_package(tmp_path / "b.xlsx", other, KEY.sign).path
    rows = list(openpyxl.load_workbook(path)[HIDDEN_SHEET].iter_rows(min_row=2, values_only=True))
    data = base64.b64decode("".join(text[1:] for label, text in rows if label.startswith("D")))

    with pytest.raises(AlteredPackage):
        rewritten(lambda envelope, _data: (envelope, data))


def test_wrong_counts_are_refused_even_when_signed(rewritten):
    def change(envelope, data):
        text = encoded(replace(decoded(envelope["manifest"].encode(), "a.xlsx"), counts={"problem": 4}))
        return {"manifest": text.decode(), "signature": KEY.sign(PURPOSE + text).hex()}, data

    with pytest.raises(AlteredPackage, match="记录条数"):
        rewritten(change)


@pytest.mark.parametrize(
    "envelope", [[], {}, {"manifest": 1, "signature": ""}, {"manifest": "{}", "signature": "zz"}, "x", None]
)
def test_a_damaged_envelope_is_refused(rewritten, envelope):
    with pytest.raises(UserError):
        rewritten(lambda _envelope, data: (envelope, data))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sender", None),
        ("sender", {"uid": 1, "code": "", "name": ""}),
        ("head", {"count": -1, "hash": ""}),
        ("head", []),
        ("counts", []),
        ("counts", {"problem": "3"}),
        ("attachments", [{"sha256": 1}]),
        ("attachments", 5),
        ("acknowledged", [1]),
        ("sequence", True),
        ("payload", None),
        ("format", "x"),
        ("format", None),
        ("heads_seen", {"r": None}),
        ("algorithms", 1),
        ("sheets", {"a": 1}),
        ("public_key", 1),
    ],
)
def test_a_manifest_of_wrong_kinds_is_refused_in_words(name, value):
    raw = json.loads(encoded(a_manifest()))
    raw[name] = value

    with pytest.raises(UserError, match=r"a\.xlsx.*清单残缺或格式不对"):
        decoded(canonical(raw), "a.xlsx")


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"a": NaN}', b"1" * 5000])
def test_a_manifest_that_is_no_json_object_is_refused_in_words(data):
    with pytest.raises(UserError, match=r"a\.xlsx.*清单残缺或格式不对"):
        decoded(data, "a.xlsx")


def test_huge_sequence_numbers_are_only_numbers(tmp_path, opened_from):
    manifest = a_manifest(sequence=2**63)

    opened = opened_from(write_package(tmp_path / "a.xlsx", an_outgoing(manifest=manifest), KEY.sign).path)

    assert opened.manifest.sequence == 2**63


def entry(**changes):
    return {"kind": "problem", "uid": "p", "origin": "a", "fields": {}, **changes}


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"records": [], "acts": {}},
        {"records": [1], "acts": {}, "sheets": []},
        {"records": [entry(uid=1)], "acts": {}, "sheets": []},
        {"records": [entry(fields=[])], "acts": {}, "sheets": []},
        {"records": [entry(living={"f": {}})], "acts": {}, "sheets": []},
        {"records": [entry(living={"f": 1})], "acts": {}, "sheets": []},
        {"records": [entry(seen=[1])], "acts": {}, "sheets": []},
        {"records": [], "acts": {"a": {"office_uid": 1, "who": "", "at": "", "title": ""}}, "sheets": []},
        {"records": [], "acts": [], "sheets": []},
        {
            "records": [],
            "acts": {},
            "sheets": [{"name": "x", "columns": ["a"], "headings": [], "editable": [], "rows": []}],
        },
        {
            "records": [],
            "acts": {},
            "sheets": [
                {"name": "x", "columns": ["a"], "headings": ["a"], "editable": [True], "rows": [["u", [1]]]}
            ],
        },
    ],
)
def test_a_payload_of_wrong_kinds_is_refused_in_words(content):
    with pytest.raises(UserError, match=r"a\.xlsx.*让来文单位"):
        unpacked(zlib.compress(canonical(content)), "a.xlsx")


@pytest.mark.parametrize(
    "value",
    ['"半\\ud800字"', '"半\\uDFFF字"', str(1 << 63), "9" * 5000, "1e999", "[-1e999]"],
    ids=["half", "half", "big", "huge", "endless", "endless below"],
)
def test_what_no_database_keeps_is_refused_in_words(value):
    record = f'{{"kind":"measure","uid":"u","origin":"o","fields":{{"text":{value}}}}}'
    with pytest.raises(UserError, match=r"a\.xlsx.*让来文单位"):
        unpacked(zlib.compress(f'{{"records":[{record}],"acts":{{}},"sheets":[]}}'.encode()), "a.xlsx")


def test_a_path_that_looks_like_half_a_character_is_text():
    record = r'{"kind":"measure","uid":"u","origin":"o","fields":{"text":"D:\\udisk"}}'
    found = unpacked(zlib.compress(f'{{"records":[{record}],"acts":{{}},"sheets":[]}}'.encode()), "a.xlsx")
    assert found.records[0].fields == {"text": r"D:\udisk"}


def test_a_payload_that_unpacks_beyond_reason_is_refused(monkeypatch):
    monkeypatch.setattr("dczg_desktop.exchange.payload.UNPACKED", 1000)

    with pytest.raises(UserError, match="展开后超过"):
        unpacked(zlib.compress(b" " * 5000), "a.xlsx")


def test_the_test_key_is_the_one_in_the_manifest(written):
    assert written.manifest.public_key == PUBLIC.hex()
    assert known("office-county", "replica-1") == PUBLIC
