"""Whom we trust and how they know us: keys, cards, seals, histories, this installation."""
