"""The source of a document beside what was understood of it, for the screen."""

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.source_text import Passage, SourceLine, source_lines
from dczg_desktop.services.importing.imports import Preview

__all__ = ["Passage", "SourceLine", "document_source"]


def document_source(preview: Preview) -> tuple[SourceLine, ...]:
    """The lines of a text or Word document with the passages its records took; empty for workbooks.

    The file as it was read counts, corrections made since do not. A file that has gone meanwhile gives nothing.
    """
    try:
        return source_lines(preview.path, preview.original)
    except (UserError, OSError):
        return ()
