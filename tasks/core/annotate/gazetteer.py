"""Towns and regions of the gazetteer, and the guard that keeps people's names from being read as towns."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import surfaces
from schemas.knowledge.words import cue_words, first_names
from tasks.core.annotate.model import slug
from tasks.core.annotate.person_names import is_english, is_stop, surnames

LONGEST = 12  # characters of the longest preposition and the spaces around it
TABLES = ("cities", "regions")  # with those of places.csv, the names that count anywhere


@cache
def countries_by_town() -> Mapping[str, tuple[str, ...]]:
    """The states in which there is a place of this name; names with and without their accents."""
    found: dict[str, tuple[str, ...]] = {}
    for row in knowledge.rows("gazetteer"):
        for form in (row["name"], plain(row["name"])):
            found.setdefault(form, knowledge.values(row["countries"]))
    return found


def plain(name: str) -> str:
    """A name without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))


@cache
def guarded_places() -> frozenset[str]:
    """Listed forms that are names of people too."""
    return frozenset(form for row in knowledge.rows("places") for form in knowledge.values(row["guarded"]))


@cache
def gazetteer_forms() -> frozenset[str]:
    """Forms that stand in the tables made from a gazetteer, of which any could be somebody's name."""
    return frozenset(
        form
        for table in TABLES
        for row in knowledge.rows(table)
        for form in (row["name"], *knowledge.values(row["aliases"]))
    )


def is_place(body: str, start: int, end: int) -> bool:
    """Whether a listed form stands for the place: no name stands beside it, and a word (`Split`) has a preposition."""
    surface = body[start:end]
    if surface in guarded_places():
        return not beside_name(body, start, end) and (not is_english(surface) or is_placed(body, start, end))
    return surface not in gazetteer_forms() or not beside_name(body, start, end)


def is_placed(body: str, start: int, end: int) -> bool:
    """Whether a preposition stands before the name, or it begins a line as towns do before a date."""
    before = body[max(0, start - LONGEST) : start].split(" ")
    is_dateline = (not start or body[start - 1] == "\n") and body.startswith(",", end)
    return is_dateline or (len(before) > 1 and before[-2].rpartition("\n")[2].lower() in cue_words("locative") | {"of"})


def beside_name(body: str, start: int, end: int) -> bool:
    """Whether a capitalised word that no list knows follows directly, or a first name goes before."""
    before = body[max(0, start - 30) : start].rpartition(" ")[0].rpartition(" ")[2]
    after = body[end : end + 30].split(" ")
    follower = after[1] if len(after) > 1 and not after[0] else ""
    return before in first_names() or (follower[:1].isupper() and follower.rstrip(".,;:") not in listed_words())


@cache
def listed_words() -> frozenset[str]:
    """Capitalised words that may follow a town without making it a person's name."""
    heads = {row["head"] for row in knowledge.rows("heads")}
    listed = {surface.text for surface in surfaces()}
    return frozenset(heads | listed | {word.capitalize() for word in cue_words("stop_words")})


def could_be_town(words: list[str]) -> bool:
    """Whether capitalised words that no list has can name a town: no dictionary and nobody has them."""
    capitalised = [word for word in words if word[0].isupper()]
    if len(capitalised) > 1 and capitalised[0] in cue_words("town_openers"):  # `La Paz`, `New Orleans`
        del capitalised[0]
    return all(could_be_in_town(word) for word in capitalised)


@cache
def could_be_in_town(word: str) -> bool:
    is_listed = word in listed_words() or word in first_names() or slug(word) in surnames()
    is_acronym = len(word) < 3 or any(map(str.isupper, word.rpartition("-")[2][1:]))
    is_something = is_english(word) or is_stop(word) or word in cue_words("no_towns") | cue_words("language_names")
    return not (is_listed or is_acronym or is_something)
