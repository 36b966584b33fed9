"""How the items of a list begin that stands inside one cell."""

import re

LISTED = re.compile(
    r"^\s*(?:[（(][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、](?:(?!\d)|(?=\d{1,2}月))|[①-⑳]|[二三四五六七八九十]是)"
)
"""A line that begins as the items of a list do: （1）, 2., ②, 二是."""
FIRST_ITEM = re.compile(r"\s*(?:[（(][1一][)）]|1[.．、]|①)")
"""The first of the LISTED items: a list begins there, and goes on with the others."""
