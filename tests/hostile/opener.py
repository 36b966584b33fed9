"""Opens one hostile file after another as the program does, under limits, and says in JSON what came of each: run as a program."""

import json
import resource
import sys
import time
from pathlib import Path

MEMORY = 1 << 30
"""Address space beyond what the process has when it begins; what needs more fails."""


def main() -> None:
    """Arguments: the folder with the files, then `door<TAB>name` lines on standard input."""
    folder = Path(sys.argv[1])
    import openpyxl.reader.excel  # noqa: F401 - what a reader needs is loaded before the limit is set

    from dczg_desktop.base.errors import UserError
    from dczg_desktop.exchange.received import open_package
    from dczg_desktop.imports.read import read_tables
    from dczg_desktop.services.evidence import media_type, taken_at

    def evidence(path: Path) -> None:
        if media_type(path).startswith("image/"):
            taken_at(path)

    doors = {
        "接收": lambda path: open_package(path, lambda *_: None, folder / "开"),
        "导入": read_tables,
        "佐证": evidence,
    }
    status = Path("/proc/self/status").read_text("utf-8")
    size = int(status.partition("VmSize:")[2].split()[0]) << 10
    resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
    for line in sys.stdin:
        door, name = line.rstrip("\n").split("\t")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.process_time()
        try:
            doors[door](folder / name)
            said = "收下"
        except UserError as refusal:
            said = f"拒绝：{refusal}"
        except BaseException as error:  # noqa: BLE001 - an escape is what the caller looks for
            said = f"漏出：{type(error).__name__}: {error}"
        more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        answer = {
            "door": door,
            "name": name,
            "said": said,
            "seconds": time.process_time() - started,
            "kilobytes": more,
        }
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
