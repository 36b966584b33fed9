"""The page 导入表格: another office's file as it was understood, corrected by hand, taken in as one act."""

from ui.pages.intake.page import ImportPage

__all__ = ["ImportPage"]
