"""Sentences made for these tests, as statements of many bodies word them, and what they mention."""

from tasks.core.annotate.document import annotate
from tasks.core.annotate.model import Anchor, Candidate


def candidates(sentence: str, date: str | None = None, issuer: str | None = None) -> list[Candidate]:
    """Mentions of a body of one sentence."""
    whole = ((0, len(sentence)),)
    return annotate(sentence, whole, whole, Anchor(date, issuer))


def mentions(sentence: str, date: str | None = None, issuer: str | None = None) -> list[tuple[str, str, str]]:
    """Label, surface and name (of a state, its code) of all mentions of a sentence."""
    return [
        (one.label, sentence[one.start : one.end], one.entity.iso_code or one.entity.name)
        for one in candidates(sentence, date, issuer)
    ]
