"""Sealing a finished package for its receiver (age v1): for X25519 keys, or with a pass-phrase told by telephone."""

from collections.abc import Sequence
from pathlib import Path

import pyrage

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason

SUFFIX = ".age"
MAGIC = b"age-encryption.org/v1\n"
PHRASE_LIMIT = 256 << 20
"""Bytes that may be sealed with a pass-phrase: such a file is sealed and opened as a whole in memory."""

_HEADER = 4096


class NeedsPhrase(UserError):
    """The file is sealed with a pass-phrase and none, or a wrong one, was given."""


class SealedForOthers(UserError):
    """The file is sealed for a key that this installation does not have."""


def is_sealed(path: Path) -> bool:
    """Whether the file begins as a sealed one, whatever its name."""
    return _beginning(path).startswith(MAGIC)


def needs_phrase(path: Path) -> bool:
    """Whether a sealed file asks for a pass-phrase."""
    return _beginning(path).startswith(MAGIC + b"-> scrypt ")


def is_sealing_key(text: str) -> bool:
    """Whether `text` is a public sealing key as cards carry it (age1…)."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal(source: Path, target: Path, keys: Sequence[str]) -> None:
    """Write `source` sealed for the owners of `keys` to `target`. Raises UserError when the disk refuses."""
    recipients = [pyrage.x25519.Recipient.from_str(key) for key in keys]
    try:
        pyrage.encrypt_file(str(source), str(target), recipients)
    except (OSError, pyrage.EncryptError) as error:
        raise _not_sealed(source, error) from error


def seal_with_phrase(source: Path, target: Path, phrase: str) -> None:
    """Write `source` sealed with a pass-phrase. Raises UserError: too large for that, the disk refuses."""
    if source.stat().st_size > PHRASE_LIMIT:
        raise UserError(
            f"数据包“{source.name}”有 {source.stat().st_size >> 20} MB，超过口令密封的上限 {PHRASE_LIMIT >> 20} MB，没有生成。"
            "请分卷报送，或请对方导出新的单位卡片来登记（新卡片带密封公钥，不限大小）。"
        )
    try:
        target.write_bytes(pyrage.passphrase.encrypt(source.read_bytes(), plain_phrase(phrase)))
    except OSError as error:
        raise _not_sealed(source, error) from error


def plain_phrase(phrase: str) -> str:
    """The characters of a pass-phrase that count: blanks, commas and hyphens between the words do not."""
    return "".join(character for character in phrase if character.isalnum())


def unseal(source: Path, target: Path, secrets: Sequence[str], phrase: str = "") -> None:
    """Open a sealed file with one of our secret keys, or with the pass-phrase, into `target`.

    Raises NeedsPhrase, SealedForOthers, UserError when it was altered or cut short or the disk refuses; `target` is
    then gone: nothing that was not authenticated to its end is ever read.
    """
    try:
        if needs_phrase(source):
            _unseal_with_phrase(source, target, plain_phrase(phrase))
        else:
            identities = [pyrage.x25519.Identity.from_str(secret) for secret in secrets]
            pyrage.decrypt_file(str(source), str(target), identities)
    except (OSError, pyrage.DecryptError) as error:
        target.unlink(missing_ok=True)
        raise _refusal(source, error, phrase) from error


def _unseal_with_phrase(source: Path, target: Path, phrase: str) -> None:
    if not phrase:
        raise NeedsPhrase(
            f"“{source.name}”用口令密封。请给来文单位打电话，问清口令（八个词）后输入，再接收。台账未作任何改动。"
        )
    if source.stat().st_size > PHRASE_LIMIT + (8 << 20):
        raise UserError(f"“{source.name}”超过口令密封的上限，不是本程序生成的，没有接收。台账未作任何改动。")
    target.write_bytes(pyrage.passphrase.decrypt(source.read_bytes(), phrase))


def _refusal(source: Path, error: Exception, phrase: str) -> UserError:
    words = str(error)
    if isinstance(error, OSError) and error.errno is not None:
        return UserError(
            f"没有解开“{source.name}”：{disk_reason(error)}。台账未作任何改动，请检查磁盘后再试。"
        )
    if phrase and words == "Decryption failed":
        return NeedsPhrase(
            f"口令不对，“{source.name}”没有打开，台账未作任何改动。请与来文单位逐词核对口令（词之间的空格不计）。"
        )
    if words == "No matching keys found":
        return SealedForOthers(
            f"“{source.name}”不是密封给本机的（或密封头已损坏），没有打开，台账未作任何改动。"
            "请导出本机的单位卡片交来文单位重新登记，请它重新生成；或请它改用口令密封。"
        )
    if "xcessive work" in words:
        return UserError(f"“{source.name}”的口令密封强度超出本机能力，没有打开。请来文单位改用密封公钥。")
    return UserError(
        f"没有接收“{source.name}”：密封的内容被改动过，或没有拷贝完整。台账未作任何改动。请让来文单位重新拷贝。"
    )


def _not_sealed(source: Path, error: Exception) -> UserError:
    reason = disk_reason(error) if isinstance(error, OSError) else str(error)
    return UserError(f"“{source.name}”没有密封成功：{reason}。没有生成数据包。请检查磁盘后重试。")


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEADER)
    except OSError:
        return b""
