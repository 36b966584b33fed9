"""Files written by us without a look at the reader: every cell is read as a careful clerk reads it, or asked about; none is lost."""

import pytest

from tests.imports.samples.judged_sights import judged
from tests.imports.samples.sights import Sight
from tests.imports.samples.stranger_bureaus import BUREAUS
from tests.imports.samples.stranger_bureaus_last import BUREAUS_LAST
from tests.imports.samples.stranger_bureaus_more import BUREAUS_MORE
from tests.imports.samples.stranger_bureaus_texts import BUREAUS_TEXTS
from tests.imports.samples.stranger_counties import COUNTIES
from tests.imports.samples.stranger_desks import DESKS
from tests.imports.samples.stranger_desks_last import DESKS_LAST
from tests.imports.samples.stranger_desks_more import DESKS_MORE
from tests.imports.samples.stranger_ledgers import LEDGERS
from tests.imports.samples.stranger_offices_more import PUBLISHED
from tests.imports.samples.stranger_papers import PAPERS
from tests.imports.samples.stranger_registers import REGISTERS
from tests.imports.samples.stranger_sheets import SHEETS

ALL = (
    *LEDGERS,
    *REGISTERS,
    *PAPERS,
    *SHEETS,
    *PUBLISHED,
    *COUNTIES,
    *BUREAUS,
    *BUREAUS_MORE,
    *BUREAUS_LAST,
    *BUREAUS_TEXTS,
    *DESKS,
    *DESKS_MORE,
    *DESKS_LAST,
)
FEWEST, FEWEST_CELLS = 221, 3400


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_file_nobody_has_seen_is_read_right(tmp_path, one: Sight):
    _cells, wrong = judged(one, tmp_path)

    assert [str(each) for each in wrong] == []


def test_the_files_are_many_and_of_different_names():
    assert len({one.name for one in ALL}) == len(ALL) >= FEWEST
    assert sum(len(part.rows) * len(part.fields) for one in ALL for part in one.parts) >= FEWEST_CELLS
