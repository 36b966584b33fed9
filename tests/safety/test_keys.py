import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.safety.keys import KeyPair, make_key_pair, restored, stored, verify


def test_a_signature_is_accepted_for_its_message_and_key_only():
    pair, other = make_key_pair(), make_key_pair()
    signature = pair.sign("用途\0正文".encode())

    assert verify(pair.public, signature, "用途\0正文".encode())
    assert not verify(pair.public, signature, "用途\0正 文".encode())
    assert not verify(other.public, signature, "用途\0正文".encode())
    assert not verify(pair.public, signature[:-1], "用途\0正文".encode())
    assert not verify(b"short", signature, "用途\0正文".encode())


def test_a_pair_survives_storing():
    pair = make_key_pair()

    assert restored(stored(pair)) == pair


def test_the_private_key_is_not_shown():
    pair = KeyPair(b"p" * 32, b"secret-secret-secret-secret-secr")

    assert "secret" not in repr(pair)


@pytest.mark.parametrize("text", ["", "zz", "00" * 31, "00" * 33])
def test_a_damaged_stored_key_is_refused_in_words(text):
    with pytest.raises(UserError, match="密钥已损坏"):
        restored(text)
