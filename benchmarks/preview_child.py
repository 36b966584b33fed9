"""A process that previews one file against one ledger and prints its peak memory in MB; without a file it only opens the ledger."""

import sys
from pathlib import Path

from benchmarks.memory_child import peak_megabytes
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.store.opening import open_existing


def main() -> None:
    """Open the ledger named first, preview the file named second."""
    ledger = open_existing(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        preview_import(ledger, Path(sys.argv[2]))
    ledger.close()
    sys.stdout.write(f"{peak_megabytes():.1f}\n")


if __name__ == "__main__":
    main()
