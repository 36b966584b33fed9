"""An attack that is refused leaves no trace."""

import pytest

from tests.offices import dump


def refused(ledger, act, kind, words):
    before = dump(ledger)
    with pytest.raises(kind, match=words):
        act()
    assert dump(ledger) == before
