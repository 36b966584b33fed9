"""Ledger files changed behind the program's back."""

import shutil


def patched(path, offset, content):
    with path.open("r+b") as stream:
        stream.seek(offset)
        stream.write(content)


def killed(path, folder):
    """The files as a power cut leaves them: the log not folded in."""
    folder.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        shutil.copy(path.with_name(name), folder / name)
    return folder / path.name
