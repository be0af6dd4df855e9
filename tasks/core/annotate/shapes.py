"""How names are printed: capitalised words and what joins them. All patterns are anchored or run on short windows."""

import re

from schemas.knowledge.words import cue_words, heads_before_of
from tasks.core.annotate.model import Text

WINDOW = 160  # characters looked at on either side of a trigger; the longest official names have about 120
UPPER = "A-Z" + "".join(char for char in map(chr, range(0xC0, 0x250)) if char.isupper())
CAPITALISED = rf"[{UPPER}][\w´]*(?:[-–.&][{UPPER}0-9][\w´]*)*(?:[-–]\w+)?(?:['’][^\Ws][\w´]*)?"
INSIDE = r"(?: \([A-Z]{2,8}\))?"  # `Industrial Capacity Expansion (NICE) Pledge`
BEFORE = re.compile(rf"(?<![\w-])(?:{CAPITALISED}['’]?{INSIDE}[ ]|{CAPITALISED}-(?=$))+$")
BEFORE_LIST = re.compile(rf"(?<![\w-])(?:{CAPITALISED} )*(?:{CAPITALISED}, )*{CAPITALISED},? (?:and|&) $")
ENUMERATED = rf"(?:, {CAPITALISED}(?: {CAPITALISED})?)+,? and {CAPITALISED}"  # `Labour, Family and Social Affairs`
AFTER = re.compile(
    rf" (?:of|for|on|against|from|concerning) (?:the )?{CAPITALISED}"
    rf"(?:(?: | and | & | (?:of|for|in|on|against|to) (?:the )?){CAPITALISED}|{ENUMERATED})*"
)
YEARS_AFTER = re.compile(r" (?:for |of |to )?\d{4}(?: ?[-–] ?\d{4})?\b(?![-–/.]\d)")
YEAR_BEFORE = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d $")
FIRST_WORD = re.compile(r"\w+")
JOINT = re.compile(r", (?:and )?| and ")
POSSESSIVE = re.compile(r"['’´]s?$")


def without_possessive(body: str, start: int, end: int) -> int:
    """End of the span without a closing `'s`."""
    found = POSSESSIVE.search(body, start, end)
    return found.start() if found else end


def name_start(text: Text, head_start: int) -> int:
    """Where the name begins whose last word stands at `head_start`: leftwards over capitalised words."""
    before = text.body[text.body.rfind(" ", 0, max(0, head_start - 1)) + 1 : head_start]
    if not (before[:1].isupper() or before[:1] == "(" or before.strip() in ("and", "&")):
        return head_start  # the usual case, told without the pattern
    left = max(0, head_start - WINDOW)
    found = BEFORE.search(text.body[left:head_start])
    start = left + found.start() if found else head_start
    listed = BEFORE_LIST.search(text.body[left:start])
    if listed and found and not splits_names(text, left + listed.start(), start):
        start = left + listed.start()
    return skip_openers(text, start, head_start)


def splits_names(text: Text, start: int, end: int) -> bool:
    """Whether an enumeration in the span has an item that is a name of its own."""
    at = start
    for item in re.split(r",? (?:and|&) |, ", text.body[start:end]):
        known = text.known.get(at)
        if known and known.end == at + len(item):
            return True
        at = text.body.find(item, at) + len(item)
        while at < end and text.body[at] in ", ":
            at += 1
    return False


def skip_openers(text: Text, start: int, end: int) -> int:
    """The start without articles, prepositions and the like that are capitalised as openers of a sentence or title."""
    while start < end:
        word, gap, _ = text.body[start:end].partition(" ")
        if not gap or word.lower() not in cue_words("stop_words") or start in text.known:
            break
        start += len(word) + 1
    return start


def name_end(text: Text, head_end: int) -> int:
    """Where the name ends that goes on after its head with `of`, `for`, `on` …"""
    found = AFTER.match(text.body, head_end, head_end + WINDOW)
    if not found:
        return head_end
    end = found.end()
    for joint in JOINT.finditer(text.body, head_end, end):
        if begins_name(text, joint.end()):
            end = joint.start()
            break
    place = text.ends.get(end)
    if place and place.label == "PLACE" and text.body.endswith(" in ", head_end, place.start):
        end = place.start - len(" in ")
    return without_possessive(text.body, head_end, end)


def begins_name(text: Text, at: int) -> bool:
    """Whether a name of its own begins here: a listed one, or one by its first word (`and Ministry of …`)."""
    known = text.known.get(at)
    if known and known.label in ("COUNTRY", "ORG", "PERSON", "DOC"):
        return True
    word = FIRST_WORD.match(text.body, at)
    return bool(word and (word[0] in heads_before_of("ORG") or word[0] in heads_before_of("DOC")))


def with_year_before(text: Text, start: int) -> int:
    """The start of a name before which stands its year: `2050 Strategy`."""
    found = YEAR_BEFORE.search(text.body, max(0, start - 6), start)
    return found.start() if found else start


def with_years_after(text: Text, end: int) -> int:
    """The end of a name that goes on with the years it is for: `Plan of Action for 2021 – 2023`, `Agenda 2030`."""
    found = YEARS_AFTER.match(text.body, end)
    return found.end() if found else end


def is_generic(words: str) -> bool:
    """Whether there are only words that name nothing, such as `Joint` or `New`."""
    return all(word in cue_words("generic_modifiers") for word in words.split())
