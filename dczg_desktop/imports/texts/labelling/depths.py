"""How deep inside round brackets the places of a text lie."""

from collections.abc import Sequence


def depths_at(text: str, places: Sequence[int]) -> dict[int, int]:
    """How many round brackets are open at each of these places."""
    depths: dict[int, int] = {}
    before = depth = 0
    for place in places:
        part = text[before:place]
        depth += part.count("（") + part.count("(") - part.count("）") - part.count(")")
        before, depths[place] = place, depth
    return depths
