"""The user's choices on this computer, in one JSON file in the data folder."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from dczg_desktop.base.files import write_text
from dczg_desktop.base.paths import data_folder


@dataclass(slots=True)
class Settings:
    """`point_size` in points (11, 13, 15); `rows` is lines per grid row (2 or 3); widths in pixels by table name.

    `watched_folder` is looked through for packages that came.
    """

    point_size: int = 11
    rows: int = 2
    last_ledger: str = ""
    recent: list[str] = field(default_factory=list)
    due_soon_days: int = 30
    widths: dict[str, list[int]] = field(default_factory=dict)
    window: str = ""
    last_user: str = ""
    watched_folder: str = ""

    def remember(self, ledger: Path) -> None:
        """Put `ledger` first among the recently opened, eight at most."""
        self.last_ledger = str(ledger)
        self.recent = [str(ledger), *(other for other in self.recent if other != str(ledger))][:8]


def _file() -> Path:
    return data_folder() / "设置.json"


def load_settings() -> Settings:
    """Settings as saved; unknown keys are ignored and a damaged file counts as none."""
    try:
        stored = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    settings = Settings()
    for known in fields(Settings):
        value = stored.get(known.name)
        if type(value) is type(getattr(settings, known.name)):
            setattr(settings, known.name, value)
    return settings


def save_settings(settings: Settings) -> None:
    """Write the settings; raises UserError when the disk refuses."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
    write_text(_file(), text)
