"""The page 系统: users, backups, verification, checks, the log of acts, procedures, the display, about."""

from ui.pages.system.page import SystemPage

__all__ = ["SystemPage"]
