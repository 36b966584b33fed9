"""督察整改台账: without a subcommand the window opens, with one a script acts on a ledger."""

import argparse
import sys
from pathlib import Path


def main() -> int:
    """Start the window or one subcommand; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["demo"]:
        return play_demo(arguments)
    if arguments and arguments[0] != "--ledger":
        from dczg_desktop.cli.run import main as run
        from dczg_desktop.cli.run import tell_crash

        sys.excepthook = tell_crash
        return run(arguments)
    parser = argparse.ArgumentParser(prog="main.py")
    parser.add_argument("--ledger", type=Path, default=None)
    from ui.app import run as open_window

    return open_window(parser.parse_args(arguments).ledger)


def play_demo(arguments: list[str]) -> int:
    """The whole job on sample data, then a picture of every page of the county's and the city's ledger."""
    from dczg_desktop.cli.run import demo

    def pictures(folder: Path) -> int:
        from ui.screenshots import take_screenshots

        offices = ("青石县", "浔江市")
        return sum(
            len(take_screenshots(folder / "台账" / f"{name}.dczg", folder / "截图" / name))
            for name in offices
        )

    return demo(arguments, pictures)


if __name__ == "__main__":
    sys.exit(main())
