"""Makes the pictures of the README anew: plays the demo in a temporary folder and copies its screenshots here."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WANTED = {
    "工作总览": ("青石县", "overview"),
    "整改台账": ("浔江市", "ledger"),
    "验收销号": ("浔江市", "closure"),
    "数据交换": ("青石县", "exchange"),
    "打印中心": ("浔江市", "print"),
}
"""Page → whose ledger, and the name of the picture."""


def main() -> None:
    """Write docs/images/*.png."""
    images = HERE / "images"
    images.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, str(HERE.parent / "main.py"), "demo", f"{folder}/demo"]
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        for page, (office, name) in WANTED.items():
            found = sorted((Path(folder) / "demo" / "截图" / office).glob(f"*-{page}.png"))
            if not found:
                sys.exit(f"没有“{page}”的截图")
            shutil.copyfile(found[0], images / f"{name}.png")


if __name__ == "__main__":
    main()
