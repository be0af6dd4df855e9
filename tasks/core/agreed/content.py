"""What each word can weigh at most, told by its id alone, before a sentence is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tasks.core.agreed.runs import Places, Words
from tasks.core.agreed.settings import Agreed
from tasks.core.agreed.sieve import Flags, Numbers
from tasks.core.agreed.wording import language
from tasks.core.group.shingles import Hashes
from tasks.core.words import IS_NUMBER


@dataclass(frozen=True)
class Content:
    """By word: is it neither function word nor number; the last word so far that is no function word; weights so far.

    The weights are those of words that are no names and stand in no stock phrase. The sums have a value more than there
    are words.
    """

    is_heavy: Flags
    last: Numbers
    weights: npt.NDArray[np.float64]

    def trimmed(self, starts: Places, ends: Places) -> Places:
        """Where runs end without the function words that they end with."""
        return np.maximum(np.minimum(self.last[ends - 1] + 1, ends), starts)

    def weight(self, starts: Places, ends: Places) -> npt.NDArray[np.float64]:
        """What runs weigh at most."""
        return self.weights[ends] - self.weights[starts]


def make_content(words: Words, language_codes: Sequence[str], settings: Agreed) -> Content:
    """`language_codes` are those of the statements."""
    ids = words.ids
    is_heavy: Flags = ids & np.uint64(IS_NUMBER) == 0
    is_light = np.zeros(len(ids), np.bool_)
    is_function = np.zeros(len(ids), np.bool_)
    spoken = np.array(language_codes)
    for code in np.unique(spoken).tolist():
        known = language(code)
        speaks = (spoken == code)[words.statement]
        is_function |= is_among(ids, known.function_ids) & speaks
        is_light |= is_among(ids, known.light_ids) & speaks
    is_heavy &= ~(is_light | is_function)
    weights = np.zeros(len(ids) + 1)
    np.cumsum(is_heavy + settings.light_weight * is_light, out=weights[1:])
    places = np.arange(len(ids), dtype=np.int32)
    return Content(is_heavy, np.maximum.accumulate(np.where(is_function, np.int32(-1), places)), weights)


def is_among(ids: Hashes, known: Hashes) -> Flags:
    """Which of the ids are known; those are sorted."""
    if not len(known):
        return np.zeros(len(ids), np.bool_)
    found: Flags = known[np.minimum(np.searchsorted(known, ids), len(known) - 1)] == ids
    return found
