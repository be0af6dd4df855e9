"""How a version stands to the main version, by the words that have partners."""

from collections.abc import Collection
from dataclasses import dataclass

from tasks.core.group.counterparts import Counterparts
from tasks.core.group.evidence import Evidence
from tasks.core.group.settings import Grouping
from tasks.core.words import letters_alone

UNKNOWN = "und"
LAYOUT = frozenset({"outside", "mark"})
ASIDE = LAYOUT | {"moved"}


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
    if is_duplicate(found):
        return "duplicate", damage
    lost_share = damage.n_lost / len(found.main.words)
    if lost_share > 1 - settings.full_coverage and damage.n_added < settings.max_additions * len(found.version.words):
        return "truncated", damage
    if damage.n_changed >= settings.min_changed * len(found.main.words):
        return "revised", damage
    return "reformatted", damage


def name_measured(found: Evidence, languages: Collection[str], settings: Grouping) -> str:
    """The relation of the shorter of two texts to the longer as far as the measurements of the pair tell it.

    What lies outside the region where the two agree is lost where the other text has nothing there.
    """
    if len(set(languages) - {UNKNOWN}) > 1:
        return "translation"
    n_longer, n_shorter = max(found.n_words, found.n_other_words), min(found.n_words, found.n_other_words)
    n_changed = found.n_replaced + found.n_reworded
    n_kept = found.n_matched + found.n_misread
    if found.n_matched == n_longer == n_shorter:
        return "duplicate"
    n_lost, n_added = n_longer - n_kept - n_changed, max(n_shorter - n_kept - n_changed, 0)
    if n_lost > (1 - settings.full_coverage) * n_longer and n_added < settings.max_additions * n_shorter:
        return "truncated"
    return "revised" if n_changed >= settings.min_changed * n_longer else "reformatted"


def is_duplicate(found: Counterparts) -> bool:
    """The same letters and digits in the same order, headings and list marks apart."""
    if all(gap.kind in LAYOUT for gap in found.gaps):
        return True
    return letters(found.main.words) == letters(found.version.words)


def letters(words: list[str]) -> str:
    return letters_alone("".join(words))


def measure(found: Counterparts, settings: Grouping) -> Damage:
    """Count what stands in the gaps. What was moved, printed outside or as a list mark is neither lost nor added.

    Where most changes are misreadings, the others are taken for some too: of `as` read `os` not enough letters are left
    to tell.
    """
    n_lost = n_added = n_changed = n_misread = 0
    for gap in found.gaps:
        if gap.kind in ASIDE:
            continue
        n_added += gap.n_version
        if gap.n_main >= settings.min_stretch and gap.n_version * 2 < gap.n_main:
            n_lost += gap.n_main
        elif gap.kind == "misread":
            n_misread += max(gap.n_main, gap.n_version)
        else:
            n_changed += max(gap.n_main, gap.n_version)
    if n_misread >= settings.misread_excess * n_changed:
        n_changed = 0
    return Damage(n_lost, n_added, n_changed)
