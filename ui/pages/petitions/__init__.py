"""信访件: the register, its batches, counts, elements of a bulletin, and what has gone out to the public."""

from ui.pages.petitions.page import PetitionsPage

__all__ = ["PetitionsPage"]
