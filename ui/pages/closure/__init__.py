"""验收销号: its page, the queues and the case with everything on it."""
