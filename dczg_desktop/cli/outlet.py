"""Where output goes: a reader that went away (`… | head`) is no failure, the act is done and the rest is not wanted."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_GONE = frozenset({errno.EPIPE, errno.EINVAL, errno.ESHUTDOWN})
"""What writing to a closed pipe ends in; EINVAL on Windows."""


class _Outlet:
    """A stream that falls silent once nobody reads it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_gone = False

    def write(self, text: str) -> int:
        if not self._is_gone:
            try:
                return self._stream.write(text)
            except OSError as error:
                self._leave(error)
        return len(text)

    def flush(self) -> None:
        if not self._is_gone:
            try:
                self._stream.flush()
            except OSError as error:
                self._leave(error)

    def _leave(self, error: OSError) -> None:
        """Send what is still buffered, and all that follows, nowhere. Other failures stay failures."""
        if error.errno not in _GONE:
            raise error
        self._is_gone = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def patient_output() -> Iterator[None]:
    """For as long as it lasts standard output and errors outlive their readers; all is written out at the end."""
    kept = sys.stdout, sys.stderr
    outlets = tuple(_Outlet(stream) for stream in kept)
    sys.stdout, sys.stderr = outlets
    try:
        yield
    finally:
        for outlet in outlets:
            outlet.flush()
        sys.stdout, sys.stderr = kept
