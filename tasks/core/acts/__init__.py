"""Speech acts and commitments: who says what to whom by saying it, and what the issuer promises."""

from tasks.core.acts.document import Acts, find_acts

__all__ = ["Acts", "find_acts"]
