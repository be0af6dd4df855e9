"""How names of people are printed, and which capitalised words are none of them."""

import re
from functools import cache

from schemas import knowledge
from schemas.knowledge.words import cue_words, first_names
from tasks.core.annotate.model import Candidate, Text, slug
from tasks.core.annotate.shapes import UPPER, without_possessive

NAME_WINDOW = 90
MAX_WORDS = 7
CAPITAL = UPPER + "".join(char for char in map(chr, range(0x1E00, 0x1F00)) if char.isupper())  # Vietnamese, Welsh
APOSTROPHES = "'’ʻʼ‘`"
JOINTS = rf"{APOSTROPHES}‐‑–-"
PARTICLES = (
    "(?:(?:al|bin|binti|bint|ben|bar|ibn|ould|da|das|de|del|della|der|den|di|do|dos|du|la|le|van|von|zu|zum|ter|ten|y|e)"
    " ){0,2}"
)
INITIALS = rf"[{CAPITAL}]\.(?:-?[{CAPITAL}]\.)*"
PREFIX = rf"(?:(?:al|el|an|ad|as|ash|at|ar|Al|El|Ad|As|Ash|An|At|Ar)[‐‑-]|[A-Zdl][{APOSTROPHES}]|[{APOSTROPHES}])"
NAME_WORD = rf"(?:{INITIALS}|(?:{PREFIX})?[{CAPITAL}][^\W\d_]+(?:[{JOINTS}][^\W\d_]+)*|[{CAPITAL}](?= ))"
NICKNAME = rf"(?: [“\"'‘][{CAPITAL}]\w+[”\"'’])?"  # `José “Pepe” Mujica`
NAME = re.compile(rf"{PARTICLES}{NAME_WORD}(?:{NICKNAME} {PARTICLES}{NAME_WORD}){{0,{MAX_WORDS}}}")
GENERATION_WORD = r",? (?:[JS]r\b\.?|I{2,3}\b|IV\b|VI{0,3}\b)"
GENERATION = re.compile(GENERATION_WORD)
NAME_BEFORE = re.compile(rf"(?<![\w-]){NAME_WORD}(?:{NICKNAME} {PARTICLES}{NAME_WORD})+(?:{GENERATION_WORD})?$")
POSSESSIVE_END = re.compile(r"['’]s?$")
ENDINGS = ("s", "es", "ed", "d", "ing", "ly")  # of the words that english_words.csv leaves out beside their base
NEVER_NAMES = ("ORG", "COUNTRY", "EVENT", "DOC")


@cache
def english_words() -> frozenset[str]:
    return frozenset(word for row in knowledge.rows("english_words") for word in knowledge.values(row["words"]))


@cache
def is_english(word: str) -> bool:
    """Whether a word is in the dictionary, as printed there or with a regular ending."""
    small = word.lower()
    words = english_words()
    return small in words or any(small.endswith(end) and small.removesuffix(end) in words for end in ENDINGS)


@cache
def surnames() -> frozenset[str]:
    """Last words of the names of listed people, folded."""
    return frozenset(slug(last_word(row["name"])) for row in knowledge.rows("persons"))


@cache
def styles() -> frozenset[str]:
    """Titles that are parts of names as well."""
    return frozenset(row["office"] for row in knowledge.rows("offices") if row["kind"] in ("royal", "honorific"))


def last_word(name: str) -> str:
    """The last word of a name, without `Jr` and the like."""
    plain = GENERATION.sub("", name)
    return (plain or name).rpartition(" ")[2]


def could_be_surname(word: str) -> bool:
    """Whether a word is in no dictionary, or somebody listed is called by it all the same."""
    return not is_english(word) or slug(word) in surnames()


def is_first_name(word: str) -> bool:
    return word in first_names() or (word.isupper() and word.title() in first_names())


def is_stop(word: str) -> bool:
    """Whether no name of a person has the word; in lines of capitals too."""
    bare = word.strip(".,")
    if len(bare) > 1 and bare.isupper():
        return bare.title() in cue_words("name_stops") or bare.lower() in cue_words("stop_words")
    return bare in cue_words("name_stops") or bare in cue_words("post_nominals")


def holds_stop_word(name: str) -> bool:
    return any(is_stop(word) for word in name.split() if word[0].isupper())


def touches_known(text: Text, start: int, end: int) -> bool:
    """Whether a listed state, body or place stands inside the span, so that it is nobody's name."""
    inside = (text.known.get(at) or text.ends.get(at + 1) for at in range(start, end))
    return any(known is not None and known.label != "PERSON" and not is_family(text, known) for known in inside)


def is_family(text: Text, known: Candidate) -> bool:
    """Whether a people is part of a name: `Al-Kuwaiti`."""
    return known.label == "COUNTRY" and text.body[max(0, known.start - 3) : known.start].lower() in ("al-", "el-")


def is_full_name(text: Text, start: int, end: int) -> bool:
    """Whether the span is two words or more, none of them a word that no name has or part of something listed."""
    name = text.body[start:end]
    return (
        " " in name.strip()
        and not holds_stop_word(name)
        and not touches_known(text, start, end)
        and last_word(name) not in name_heads()
        and has_name_words(name.split())
    )


@cache
def name_heads() -> frozenset[str]:
    """Words that names of bodies, documents, events and places end with."""
    return frozenset(row["head"] for row in knowledge.rows("heads"))


def has_name_words(words: list[str]) -> bool:
    """Whether the words are not those of a heading: the first is a name's, and one more is in no dictionary."""
    first, *rest = [word for word in words if not word.islower()] or [""]
    if is_first_name(first) or "." in first:
        likely = [could_be_surname(word) for word in rest]
        return all(likely) if is_english(first) else any(likely) or len(rest) < 2  # `Andrew Little`
    return could_be_surname(first) and any(could_be_surname(word) for word in rest)


def name_at(text: Text, at: int) -> tuple[int, int] | None:
    """The name that begins after the space at `at`."""
    return name_from(text, at + 1) if text.body.startswith(" ", at) else None


def name_from(text: Text, start: int) -> tuple[int, int] | None:
    """The name that begins here, cut where a word is none of a person's."""
    found = NAME.match(text.body, start, start + NAME_WINDOW)
    if not found:
        return None
    end = start
    words = found.group().split(" ")
    for number, printed in enumerate(words):
        word = POSSESSIVE_END.sub("", printed)
        place = end + (number > 0)
        if ends_name(text, place, word, words[:number], words[number + 1 : number + 2]):
            break
        end = place + len(printed)
        if word != printed:
            break
    end = without_possessive(text.body, start, end)
    if generation := GENERATION.match(text.body, end):
        end = generation.end()
    return whole_name(text, start, end)


def ends_name(text: Text, place: int, word: str, before: list[str], after: list[str]) -> bool:
    """Whether the name is over before this word: a stop, an office, something listed, or the verb of a headline.

    `before` are the words so far, `after` the next word, if any.
    """
    if not before and set(after) & cue_words("sons_of"):  # `Sultan bin Ahmed`
        return False
    if is_stop(word):
        return True
    is_last = not after or after[0].islower() or bool(GENERATION.match(f" {after[0]}"))
    if place in text.office_starts:  # `Martin Luther King` is no king, `Hassan Sheikh Mohamud` no sheikh
        is_inner = len(before) == 1 or not cue_words("sons_of").isdisjoint(before)
        is_part = slug(word) in surnames() if is_last else word in styles() and is_inner
        return not (before and is_part)
    known = text.known.get(place)
    if known and known.label in NEVER_NAMES:  # `Volker Turk` is no Turk
        is_people = known.rule in ("known_demonym", "known_adjective") and known.end == place + len(word)
        return not (is_people and len(before) == 1 and is_last and not is_english(before[0]))
    is_named = len(before) > 1 or (len(before) == 1 and slug(before[0]) in surnames() and not is_first_name(before[0]))
    return is_named and not is_last and not any(map(could_be_name, (word, after[0])))


def could_be_name(word: str) -> bool:
    return is_first_name(word) or could_be_surname(word)


def whole_name(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The span without particles at its end, if a capitalised word of two letters is left."""
    while end > start and text.body[start:end].rpartition(" ")[2].islower():
        end = start + max(0, text.body[start:end].rfind(" "))
    last = text.body[start:end].rpartition(" ")[2].lstrip(APOSTROPHES)
    return (start, end) if end - start >= 2 and any(map(str.isupper, last[:4])) else None


def is_after_office(text: Text, span: tuple[int, int], office: str, comma: bool) -> bool:
    """Whether what follows an office is a name: words of the dictionary are, where nothing else could stand there."""
    words = text.body[span[0] : span[1]].split()
    is_address = office.rstrip(".") in cue_words("forms_of_address")
    if GENERATION.match(f" {words[0]}") or (comma and len(words) == 1 and slug(words[0]) not in surnames()):
        return False
    if len(words) == 1:
        return is_address or could_be_surname(words[0])
    return has_name_words(words) or not is_english(words[0]) or (is_address and any(map(could_be_surname, words)))
