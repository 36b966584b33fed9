"""`main.py … | head`: a reader that goes away ends neither the work nor in a traceback."""

import errno
import os
import sys

import pytest

from dczg_desktop.cli import run
from dczg_desktop.cli.outlet import patient_output


@pytest.fixture
def deaf(monkeypatch):
    """Standard output is a pipe whose reader is gone; give it to `sys.stdout` inside the test, where pytest has set its own."""
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w", encoding="utf-8")
    yield lambda: monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.undo()
    stream.close()  # raises when something is still to be written to the closed pipe


def test_whatever_is_printed_the_work_goes_on_to_its_end(deaf):
    done = []
    deaf()

    with patient_output():
        for number in range(5):
            print("行" * 100_000)
            done.append(number)

    assert done == [0, 1, 2, 3, 4]


def test_a_short_line_is_written_out_before_the_end(deaf):
    deaf()

    with patient_output():
        print("共 1 条")


def test_a_command_without_a_reader_does_its_work_and_says_so_by_its_code(deaf, tmp_path, capfd):
    target = tmp_path / "县.dczg"
    deaf()

    code = run.main(
        ["new", str(target), "--office", "青石县", "--code", "450421", "--level", "县", "--user", "王芳"]
    )

    assert code == 0
    assert target.is_file()
    assert "BrokenPipe" not in capfd.readouterr().err


def test_a_full_disk_stays_a_failure(monkeypatch):
    class Full:
        def write(self, _text):
            raise OSError(errno.ENOSPC, "No space left on device")

        def flush(self):
            pass

    monkeypatch.setattr(sys, "stdout", Full())

    with pytest.raises(OSError, match="No space"), patient_output():
        print("x")
