"""The keys of an installation: signing (Ed25519), and sealing (X25519, as age keeps it)."""

from dataclasses import dataclass, field

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dczg_desktop.base.errors import UserError

KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class KeyPair:
    """`public` may be shown to everybody; `private` never leaves the ledger file and `repr` hides it."""

    public: bytes
    private: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of `message`; the caller puts a purpose string in front of it."""
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(message)


def make_key_pair() -> KeyPair:
    """A new random pair, one for each installation."""
    return _pair(Ed25519PrivateKey.generate())


def stored(pair: KeyPair) -> str:
    """The pair as hex text for the ledger; `restored` reads it back."""
    return pair.private.hex()


def restored(text: str) -> KeyPair:
    """The pair written by `stored`. Raises UserError when the text is damaged."""
    try:
        private = bytes.fromhex(text)
    except ValueError:
        private = b""
    if len(private) != KEY_LENGTH:
        raise UserError(
            "本机签名密钥已损坏，暂时不能报送。请从备份恢复台账，或在“系统”中重新生成密钥并请往来单位重新登记。"
        )
    return _pair(Ed25519PrivateKey.from_private_bytes(private))


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the private half of `public` signed `message`; False for unusable keys or signatures."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def make_sealing_key() -> str:
    """A new secret sealing key as text (AGE-SECRET-KEY-…); it never leaves the ledger file."""
    return str(pyrage.x25519.Identity.generate())


def sealing_recipient(secret: str) -> str:
    """The public half of a secret sealing key (age1…), for the card. Raises UserError when the text is damaged."""
    try:
        return str(pyrage.x25519.Identity.from_str(secret).to_public())
    except pyrage.IdentityError as error:
        raise UserError(
            "本机密封密钥已损坏，暂时不能报送和打开密封的文件。请从备份恢复台账，或在“往来单位”里更换本机密钥。"
        ) from error


def _pair(key: Ed25519PrivateKey) -> KeyPair:
    return KeyPair(key.public_key().public_bytes_raw(), key.private_bytes_raw())
