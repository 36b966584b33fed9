"""What corrected cells of a file said when it was read, for the provenance of the values that come from them."""

from dczg_desktop.domain.personal import without_persons
from dczg_desktop.imports.editing import covered, text_at
from dczg_desktop.imports.reading import column_number
from dczg_desktop.imports.tables.told_lights import lights_before
from dczg_desktop.imports.tables.values.lights import column_of_lights
from dczg_desktop.services.importing.imports import Preview


def original_words(preview: Preview) -> dict[tuple[int, int], dict[str, str]]:
    """By table and row, under the field or heading of the column; a cell merged downwards stands in every row it covers.

    A telephone, identity number or petitioner's name that was corrected away is not kept here either.
    """
    originals: dict[tuple[int, int], dict[str, str]] = {}
    for index, edits in enumerate(preview.edits):
        read, original = preview.reading.tables[index], preview.original.tables[index]
        names = {column.letter: column.field or column.header for column in read.columns}
        for row, letter in edits.cells:
            if letter in names:
                text = without_persons(text_at(original, (row, letter)))
                for place in covered(original.grid, row - 1, column_number(letter)):
                    originals.setdefault((index, place + 1), {})[names[letter]] = text
        for row, text in lights_before(original, read).items():
            originals.setdefault((index, row), {}).setdefault(names[column_of_lights(read)[0]], text)
    return originals
