"""Looking for a rare pattern in the twenty megabytes of a large sheet: by its first byte, which is found much faster."""

import re

_MOST_TRIES = 5000


def holds(data: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Whether `pattern`, which begins with one fixed byte, is anywhere in `data`."""
    first = pattern.pattern[:1]
    place, tries = data.find(first), 0
    while place >= 0:
        if pattern.match(data, place):
            return True
        tries += 1
        if tries > _MOST_TRIES:  # the byte is not rare here
            return pattern.search(data, place) is not None
        place = data.find(first, place + 1)
    return False
