"""How a version stands to the main version, by the words that have partners."""

from dataclasses import dataclass

from tasks.core.group.counterparts import Counterparts
from tasks.core.group.sequences import common_subsequence
from tasks.core.group.settings import Grouping
from tasks.core.words import letters_alone

UNKNOWN = "und"
MAX_LETTERS = 4000  # of a gap on both sides; where more lies between two partners, the text is another


@dataclass(frozen=True, slots=True)
class Damage:
    """Words of the main version that are lost in stretches, words added, and words changed otherwise."""

    n_lost: int
    n_added: int
    n_changed: int


def name_relation(found: Counterparts, settings: Grouping) -> tuple[str, Damage]:
    """The relation of a version that is neither the main version nor an excerpt, the first that applies."""
    damage = measure(found, settings)
    languages = {text.document["language_code"] for text in (found.main, found.version)} - {UNKNOWN}
    if len(languages) > 1:
        return "translation", damage
    if letters(found.main.words) == letters(found.version.words):
        return "duplicate", damage
    lost_share = damage.n_lost / len(found.main.words)
    if lost_share > 1 - settings.full_coverage and damage.n_added < settings.max_additions * len(found.version.words):
        return "truncated", damage
    if damage.n_changed >= settings.min_changed * len(found.main.words):
        return "revised", damage
    return "reformatted", damage


def letters(words: list[str]) -> str:
    return letters_alone("".join(words))


def measure(found: Counterparts, settings: Grouping) -> Damage:
    """Count what stands in the gaps between partners. What was moved is neither lost nor added.

    Where most changes are misreadings, the others are taken for some too: of `as` read `os` not enough letters are left
    to tell.
    """
    moved, came = {i for i, _ in found.moved}, {j for _, j in found.moved}
    one, other = found.main.words, found.version.words
    n_lost = n_added = n_changed = n_misread = 0
    before = (-1, -1)
    for after in [*found.pairs, (len(one), len(other))]:
        lost = [one[i] for i in range(before[0] + 1, after[0]) if i not in moved]
        added = [other[j] for j in range(before[1] + 1, after[1]) if j not in came]
        before = after
        n_added += len(added)
        if len(lost) >= settings.min_stretch and len(added) * 2 < len(lost):
            n_lost += len(lost)
        elif is_misread(lost, added, settings.misread_ratio):
            n_misread += max(len(lost), len(added))
        else:
            n_changed += max(len(lost), len(added))
    if n_misread >= settings.misread_excess * n_changed:
        n_changed = 0
    return Damage(n_lost, n_added, n_changed)


def is_misread(lost: list[str], added: list[str], min_ratio: float) -> bool:
    """The same words read badly: most letters are kept, however they are split."""
    one, other = ([ord(letter) for word in words for letter in word] for words in (lost, added))
    n_letters = len(one) + len(other)
    if 2 * min(len(one), len(other)) < min_ratio * n_letters or n_letters > MAX_LETTERS:
        return False
    return 2 * len(common_subsequence(one, other)) >= min_ratio * n_letters
