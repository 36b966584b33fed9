"""The state that the label of what was done says in brackets (整改情况（已完成整改并长期坚持）：…), each problem its own."""

import re
from collections.abc import Sequence

from dczg_desktop.imports.tables.around.named_state import state_in
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.labelling.label_words import field_of

_BRACKETED = re.compile(r"^([^（(]{2,12})[（(]\s*([^（()）]{2,20})\s*[）)]$")
_AND = re.compile(r"[，,、；;]|并且?(?=长期|持续|立行)")
_KEPT_UP = re.compile(r"(?:需|并)?(?:长期|持续|立行)(?:坚持|推进|整改|立改|保持|巩固)")
_TOLD = frozenset({"progress", "result"})
STATE = "整改状态"


def with_states(group: Sequence[Pair]) -> list[Pair]:
    """The contents of a problem with the state in the label of what was done as a content of its own; one with a state keeps it."""
    fields = {field_of(label) for _row, _more, label, text in group if text}
    found: list[Pair] = []
    for row, more, label, text in group:
        bracket = _BRACKETED.match(label)
        is_told = (
            bracket is not None and field_of(bracket[1]) in _TOLD and not fields & {"status", "completion"}
        )
        if bracket and is_told and _is_state(bracket[2]):
            found += [(row, more, bracket[1], text), (row, 0, STATE, bracket[2])]
            fields.add("status")
        else:
            found.append((row, more, label, text))
    return found


def _is_state(words: str) -> bool:
    """Whether every part of the words is a state, or says that it goes on for long."""
    parts = [part for part in _AND.split(words) if part]
    return bool(parts) and all(state_in(part) or _KEPT_UP.fullmatch(part) for part in parts)
