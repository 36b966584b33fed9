"""Feeds the reader of other people's files with changed files: `fuzz_imports.py --times N [--seconds S] [--seed N]`.

Every outcome must be a reading or a refusal in Chinese that names the file, within 10 seconds and 1.5 GB. What is neither
is kept as a file and printed; the exit code is 1 then.
"""

import argparse
import faulthandler
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

MOST_BYTES = 1536 * 1024 * 1024
MOST_SECONDS = 10.0
_RESAVED, _SHARE = 6, 4
SOUND = {"read", "refused"}


def sources(folder: Path) -> list[tuple[str, bytes]]:
    """The files of the corpus of tests, by ending and content; some saved again by LibreOffice where it is installed."""
    from tests.imports.samples.corpus import CASES
    from tests.imports.samples.traps import TRAPS
    from tests.re_saving import PROGRAM, resaved

    written = [case.write(folder / case.name) for case in (*CASES, *TRAPS)]
    if PROGRAM:
        books = [path for path in written if path.suffix == ".xlsx"][-_RESAVED:]
        written += [path for kind in ("xls", "ods") for path in resaved(books, kind, folder / kind) * _SHARE]
    return [(path.suffix, path.read_bytes()) for path in written]


def outcome(path: Path) -> str:
    """`read`, `refused` or the name of what escaped."""
    from dczg_desktop.base.errors import UserError
    from dczg_desktop.imports.read import read_tables

    start = time.process_time()
    try:
        read_tables(path)
        word = "read"
    except UserError as refusal:
        word = "refused" if path.name in str(refusal) else f"refused without the name: {refusal}"
    except BaseException as error:  # a panic of the reader below is no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        traceback.print_exc()
        word = f"escaped: {type(error).__name__}"
    spent = time.process_time() - start
    return word if spent < MOST_SECONDS else f"took {spent:.0f} s"


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after so long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None, help="folder for the files that did harm")
    return parser.parse_args()


def tried(wanted: argparse.Namespace, keep: Path) -> Counter[str]:
    """Change, read and count until the number or the time is reached."""
    from tests.imports.samples.mutants import changed_file

    random, counts, start = Random(wanted.seed), Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        files = sources(Path(folder))
        for number in range(wanted.times):
            if wanted.seconds and time.monotonic() - start > wanted.seconds:
                break
            ending, data = random.choice(files)
            path = Path(folder) / f"改动{ending}"
            path.write_bytes(changed_file(data, random))
            faulthandler.dump_traceback_later(60, exit=True)
            word = outcome(path)
            faulthandler.cancel_dump_traceback_later()
            counts[word] += 1
            if word not in SOUND:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{number}{ending}").write_bytes(path.read_bytes())
                print(f"{number}{ending}: {word}", flush=True)
    return counts


def main() -> int:
    """Try, and tell what came of it."""
    wanted = arguments()
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    keep = wanted.keep or Path(tempfile.gettempdir()) / "dczg-fuzz"
    start = time.monotonic()
    counts = tried(wanted, keep)
    print(
        f"{sum(counts.values())} files, {time.monotonic() - start:.0f} s, seed {wanted.seed}: {dict(counts)}"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    if set(counts) <= SOUND:
        return 0
    print(f"kept in {keep}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
