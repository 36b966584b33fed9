"""What the side of the register says in lines: where values came from, what repeats what."""

from collections.abc import Mapping

from dczg_desktop.services.origins import place_words
from dczg_desktop.services.petitions.items import PetitionDetail
from dczg_desktop.services.petitions.repeats import Repeats
from ui.dialogs.petition import title_of
from ui.widgets.words import tip_of


def origin_tip(detail: PetitionDetail, name: str) -> str:
    """`出处：…` for a field; '' when it came out of no file."""
    words = detail.origins.get(name, "")
    return tip_of(f"出处：{words}") if words else ""


def origin_words(detail: PetitionDetail) -> str:
    """File, sheet, row and the cell of every value; a later import one line a value."""
    place = detail.fields.get("provenance")
    if not isinstance(place, Mapping) or not place:
        return ""
    cells, later = place.get("cells"), place.get("later")
    named = [f"{title_of(name)} {cell}" for name, cell in cells.items()] if isinstance(cells, Mapping) else []
    whole = place_words({key: value for key, value in place.items() if key != "cell"})
    lines = [f"{whole}　{'、'.join(named)}" if named else whole]
    if isinstance(later, Mapping):
        lines += [
            f"{title_of(name.removeprefix('extra:'))}：{detail.origins.get(name, '')}" for name in later
        ]
    return "\n".join(lines)


def repeat_lines(repeats: Repeats) -> list[str]:
    """What a petition repeats and what repeats it, a line each."""
    lines = []
    if repeats.count > 1:
        lines.append(f"同一问题共举报 {repeats.count} 次：{'、'.join(one.number for one in repeats.chain)}")
    lines += [
        "　".join(filter(None, (f"{one.how}前件 {one.number}", one.completion, one.closure, one.note)))
        for one in repeats.earlier
    ]
    lines += [
        "　".join(filter(None, (f"{one.how}：{one.number}", one.completion, one.closure)))
        for one in repeats.later
    ]
    return lines
