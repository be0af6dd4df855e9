"""Places that are compared with each other, since they share a few words."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tasks.core.agreed.runs import Places, Words
from tasks.core.agreed.sieve import Flags, Numbers
from tasks.core.group.shingles import Hashes


@dataclass(frozen=True)
class Groups:
    """Groups of places: the first, the first of another form and statement, and the sentences of all of them."""

    firsts: Places
    others: Places
    starts: Places  # of each group's stretch in `sentences`
    ends: Places
    sentences: Numbers

    def by_pair(self, words: Words) -> Iterator[tuple[int, int, Numbers]]:
        """First place, other place and sentences, by the pair of sentences that the two places stand in."""
        order = np.lexsort((self.firsts, words.sentence[self.others], words.sentence[self.firsts]))
        columns = [column[order].tolist() for column in (self.firsts, self.others, self.starts, self.ends)]
        for first, other, start, end in zip(*columns, strict=True):
            yield first, other, self.sentences[start:end]


def make_groups(words: Words, places: Places, forms: Hashes | Places, is_first: Flags) -> Groups:
    """Groups of places in their order; those in which all other statements have the form of the first are left out."""
    starts = np.flatnonzero(is_first)
    if not len(starts):
        return Groups(places, places, starts, starts, np.empty(0, np.int32))
    sizes = np.diff(np.append(starts, len(places)))
    statement = words.statement[places]
    is_other = (forms != np.repeat(forms[starts], sizes)) & (statement != np.repeat(statement[starts], sizes))
    at = np.minimum.reduceat(np.where(is_other, np.arange(len(places)), len(places)), starts)
    kept = at < len(places)
    return Groups(places[starts[kept]], places[at[kept]], starts[kept], (starts + sizes)[kept], words.sentence[places])
