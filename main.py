"""督察整改台账: without a subcommand the window opens, with one a script acts on a ledger."""

import argparse
import sys
from pathlib import Path


def main() -> int:
    """Start the window or one subcommand; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] not in {"--ledger"}:
        from dczg_desktop.cli.run import main as run

        return run(arguments)
    parser = argparse.ArgumentParser(prog="main.py")
    parser.add_argument("--ledger", type=Path, default=None)
    from ui.app import run as open_window

    return open_window(parser.parse_args(arguments).ledger)


if __name__ == "__main__":
    sys.exit(main())
