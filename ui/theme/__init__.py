"""Colours, typeface, sizes, icons and status looks of the window; nothing else in `ui` decides on them."""
