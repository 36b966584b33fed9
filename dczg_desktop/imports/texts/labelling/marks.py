"""What a line of a running text is: a label, a heading, an item of the content before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.texts.labelling.label_words import ATTACHED
from dczg_desktop.imports.texts.labelling.labels_on_line import Labelled

_ATTACHED = "附件"


@dataclass(slots=True)
class Mark:
    """What a line is.

    `number` is what a label begins with (`（三）整改措施`), `is_item` belongs to the content before it, `is_inside` is a
    label of a single measure,
    `measure` is its number when it says which measure it is (`整改措施二：…`),
    `is_used` is the rest of a label broken over lines, `opens` begins a new group of labels, `is_apart` stands between two
    groups and belongs to neither.
    """

    labels: list[Labelled]
    heading: Heading | None = None
    number: Heading | None = None
    lines: int = 1
    is_item: bool = False
    is_inside: bool = False
    is_used: bool = False
    opens: bool = False
    is_apart: bool = False
    measure: int = 0

    @property
    def is_label(self) -> bool:
        """Whether the line is a label of the problem or notice."""
        return bool(self.labels) and not self.is_inside

    @property
    def is_heading(self) -> bool:
        """Whether the line is a heading of a problem or chapter."""
        return self.heading is not None and not self.is_item and not self.labels


def is_attachment(mark: Mark) -> bool:
    """Whether a line lists what is attached (`附件：1.…`): nothing of any problem."""
    return all(folded_header(label) in ATTACHED for label, _content in mark.labels)


def take_attachments(lines: Sequence[str], marks: Sequence[Mark]) -> None:
    """What a list of attachments counts on the lines below it (附件：1.整改清单 / 2.验收意见) is attached too, and no label."""
    count = 0
    for mark, line in zip(marks, lines, strict=True):
        if mark.labels and is_attachment(mark):
            first = heading_of(mark.labels[-1][1])
            count = first.ordinal if first else 0
            continue
        begins = heading_of(line) if count and not _has_content(mark) else None
        count = count + 1 if begins and begins.ordinal == count + 1 else 0
        if count:
            mark.labels, mark.heading, mark.number = [(_ATTACHED, line)], None, None


def _has_content(mark: Mark) -> bool:
    return any(content for _label, content in mark.labels)


def after(marks: Sequence[Mark], place: int) -> Iterator[Mark]:
    """The marks from a place on, without copying them."""
    return (marks[one] for one in range(place, len(marks)))
