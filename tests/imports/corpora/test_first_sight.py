"""Plans and notices in many styles give every field as a careful clerk reads it, and no sentence of them is lost."""

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.first_sight import Document, documents, lost
from tests.imports.samples.first_sight_files import word_file
from tests.imports.samples.notice_answers import notice_answers
from tests.imports.samples.plan_answers import plan_answers

PLANS = [one for number in (1, 2, 3, 4, 5, 6) for one in documents(f"plans_{number}")]
NOTICES = [one for number in (1, 2, 3, 4, 5, 6) for one in documents(f"notices_{number}")]


def readings(document: Document, folder):
    """The document pasted, where it has no tables, and as a Word file."""
    if not document.has_tables:
        yield read_text(document.plain)
    yield read_tables(word_file(folder / f"{document.name}.docx", document))


@pytest.mark.parametrize("document", PLANS, ids=lambda one: one.name)
def test_a_plan_gives_every_field(tmp_path, document):
    for reading in readings(document, tmp_path):
        answers = list(plan_answers(document, reading))

        assert len(answers) > len(document.items) * 4
        assert [one for one in answers if not one.is_right] == []
        assert lost(document, reading) == []


@pytest.mark.parametrize("document", NOTICES, ids=lambda one: one.name)
def test_a_notice_gives_every_field(tmp_path, document):
    for reading in readings(document, tmp_path):
        answers = list(notice_answers(document, reading))

        assert len(answers) > len(document.facts) + 4
        assert [one for one in answers if not one.is_right] == []
        assert lost(document, reading) == []
