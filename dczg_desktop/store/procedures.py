"""Closure procedures as shipped, read once."""

import json
from functools import cache

from dczg_desktop.base.paths import resources
from dczg_desktop.domain.procedures import Procedure, procedure_from


@cache
def procedures() -> dict[str, Procedure]:
    """All known procedures by key; 通用 is always among them."""
    content = json.loads((resources() / "procedures" / "procedures.json").read_text("utf-8"))
    return {procedure.key: procedure for procedure in map(procedure_from, content)}
