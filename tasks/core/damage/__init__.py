"""What a version lost or got wrong beside the main version, and what a text shows of that by itself: as rows."""

from tasks.core.damage.find import Found, Numbers, find_damages, numbered_paragraphs, numbered_rows

__all__ = ["Found", "Numbers", "find_damages", "numbered_paragraphs", "numbered_rows"]
