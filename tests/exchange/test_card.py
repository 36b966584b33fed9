import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dczg_desktop.base.errors import UserError
from dczg_desktop.exchange.card import OfficeCard, OfficeEntry, fingerprint, read_card, write_card

KEY = Ed25519PrivateKey.from_private_bytes(b"\x09" * 32)
CARD = OfficeCard(
    OfficeEntry("u1", "361102000000", "信州区整改办", "县", "u0"),
    "replica-1",
    KEY.public_key().public_bytes_raw(),
    (OfficeEntry("u2", "361102001000", "水南街道", "乡镇", "u1"),),
)


def test_a_card_is_read_back_as_written(tmp_path):
    path = write_card(tmp_path / "信州区", CARD, KEY.sign)

    assert path.name == "信州区.dczgcard"
    assert read_card(path) == CARD
    assert write_card(path, CARD, KEY.sign) == path


def test_the_fingerprint_is_24_digits_and_depends_on_key_and_office():
    text = fingerprint(CARD.public_key, "u1")

    assert [len(group) for group in text.split(" ")] == [4] * 6
    assert text.replace(" ", "").isdigit()
    assert text == fingerprint(CARD.public_key, "u1")
    assert len({text, fingerprint(CARD.public_key, "u2"), fingerprint(bytes(32), "u1")}) == 3


def test_a_changed_name_is_found(tmp_path):
    path = write_card(tmp_path / "a", CARD, KEY.sign)
    path.write_text(path.read_text("utf-8").replace("信州区整改办", "广信区整改办"), "utf-8")

    with pytest.raises(UserError, match=r"“a\.dczgcard”的内容与签名不符"):
        read_card(path)


def test_every_changed_byte_is_refused(tmp_path):
    path = write_card(tmp_path / "a", CARD, KEY.sign)
    whole = path.read_bytes()
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(UserError, match=r"a\.dczgcard"):
            read_card(path)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"card": 1}', b"\xff\xfe", b"[" * 100_000, b'{"card":"{}"}']
)
def test_what_is_no_card_is_refused_in_words(tmp_path, content):
    path = tmp_path / "x.dczgcard"
    path.write_bytes(content)

    with pytest.raises(UserError, match="不是完整的单位名片"):
        read_card(path)


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(UserError, match="打不开"):
        read_card(tmp_path / "x.dczgcard")


def test_a_giant_file_is_refused_unread(tmp_path):
    path = tmp_path / "x.dczgcard"
    path.write_bytes(b" " * (6 << 20))

    with pytest.raises(UserError, match="不是完整的单位名片"):
        read_card(path)


def test_an_office_twice_in_the_directory_is_refused(tmp_path):
    path = write_card(tmp_path / "a", replace(CARD, directory=CARD.directory * 2), KEY.sign)

    with pytest.raises(UserError, match="不是完整的单位名片"):
        read_card(path)


def test_a_card_of_a_newer_program_asks_for_the_upgrade(tmp_path):
    path = write_card(tmp_path / "a", CARD, KEY.sign)
    envelope = json.loads(path.read_text("utf-8"))
    envelope["card"] = envelope["card"].replace('"format":1', '"format":2')
    path.write_text(json.dumps(envelope), "utf-8")

    with pytest.raises(UserError, match="升级本机程序"):
        read_card(path)
