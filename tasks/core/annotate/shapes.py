"""How names are printed: capitalised words and what joins them. Patterns are anchored, or run on single words."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache

from schemas import knowledge
from schemas.knowledge.words import cue_words, heads_before_of, offices, plural_offices
from tasks.core.annotate.model import Candidate, Text, Trigger

WINDOW = 160  # characters looked at on either side of a trigger; the longest official names have about 120
UPPER = "A-Z" + "".join(char for char in map(chr, range(0xC0, 0x250)) if char.isupper())
CAPITALISED = (
    rf"(?:(?:[A-Z]\.){{2,4}}(?:[-–] ?[{UPPER}]\w*)?"
    rf"|[{UPPER}][\w´]*(?:[-–.&][{UPPER}0-9][\w´]*)*(?:[-–][^\W\d_]+)?(?:['’][^\Ws][\w´]*)?)"
)
WORD = rf"{CAPITALISED}(?:/{CAPITALISED})*"
LAST_WORD = re.compile(rf"(?<![\w-]){CAPITALISED}(?P<owns>['’]s?)?$")
IN_BRACKETS = re.compile(r"\([A-Z]{2,8}\)")  # `Industrial Capacity Expansion (NICE) Pledge`
LOWER_PART = re.compile(r"[-–][a-zà-ž]\w*$")
BEFORE_LIST = re.compile(rf"(?<![\w-])(?:{CAPITALISED} )*(?:{CAPITALISED}, )*{CAPITALISED},? (?:and|&) $")
ENUMERATED = rf"(?:, {CAPITALISED}(?: {CAPITALISED})?)+,? and {CAPITALISED}"  # `Labour, Family and Social Affairs`
PREPOSITIONS = "of|for|on|in|to|against|with|from"
PARTICLES = "(?:de|do|da|dos|das|del|du|des|di)(?: la| los| las)?"
CONNECT = rf"(?:['’]s? | | and | & | {PARTICLES} | (?:{PREPOSITIONS}) (?:the )?|(?<=ing|ish) the )"
AFTER = re.compile(
    rf" ({PREPOSITIONS}|concerning|relating to|Relating to) (?:the |an? )?{WORD}(?:{CONNECT}{WORD}|{ENUMERATED})*"
)
SHOUTED = re.compile(rf"(?<=[a-z]) [{UPPER}]{{4,}}(?= [{UPPER}])")  # `… of the Republic MVONDO AYOLO`: a person
NEXT_WORD = re.compile(rf" ({CAPITALISED})")
FIRST_WORD = re.compile(r"\w+")
JOINT = re.compile(rf", (?:and )?| and | (?P<preposition>{PREPOSITIONS}) (?P<article>the |an? )?")
POSSESSIVE = re.compile(r"['’´]s?$")
OF_WORD = re.compile(rf"(?<![\w-])({CAPITALISED}) (?:of|in|for) (?:the )?$")
SAINTS = ("St. ", "St ", "Saint ")
VERBAL = ("ing", "s", "ed")  # ends of the verbs that statements begin their sentences with


def without_possessive(body: str, start: int, end: int) -> int:
    """End of the span without a closing `'s`."""
    found = POSSESSIVE.search(body, start, end)
    return found.start() if found else end


# leftwards


def name_start(text: Text, head_start: int) -> int:
    """Where the name begins whose last word stands at `head_start`: leftwards over capitalised words."""
    at = run_start(text, head_start)
    if at < head_start and at not in text.known and text.body.endswith((" and ", " & "), 0, at):
        left = max(0, at - WINDOW)
        listed = BEFORE_LIST.search(text.body[left:at])
        if listed and not splits_names(text, left + listed.start(), at):
            start = left + listed.start()
            at = head_start if "," in text.body[start:at] and follows_office(text, start) else start
    return skip_openers(text, with_known_before(text, at, head_start), head_start)


def run_start(text: Text, head_start: int) -> int:
    """Start of the run of capitalised words that ends before the head."""
    body, at, floor = text.body, head_start, max(0, head_start - WINDOW)
    while at > floor and body[at - 1] == " ":
        begin = max(body.rfind(" ", floor, at - 1), body.rfind("\n", floor, at - 1), floor - 1) + 1
        word = body[begin : at - 1]
        if word[:1].islower() or not word:
            break
        if IN_BRACKETS.fullmatch(word) and begin - 2 > floor and body[begin - 2].isalnum():
            at = begin
            continue
        found = LAST_WORD.search(word)
        if found and (saint := saint_start(text.body, begin, found)) is not None:
            return saint
        if not found or word in cue_words("text_kinds") or not may_precede(text, begin + found.start(), word, found):
            break
        at = begin + found.start()
        if found.start():
            break
    while body.startswith("(", at):  # brackets open no name
        at = body.find(" ", at) + 1
    return at


def saint_start(body: str, begin: int, found: re.Match[str]) -> int | None:
    """The start of a saint's name in the possessive, which names a church: `St. Mark's Cathedral`."""
    if not found["owns"]:
        return None
    return next((begin - len(saint) for saint in SAINTS if body.endswith(saint, 0, begin)), None)


def may_precede(text: Text, start: int, word: str, found: re.Match[str]) -> bool:
    """Whether a word can be part of a name: no `Ukraine's`, and not `Kenyan-led`."""
    if found["owns"] and found["owns"] != "’" and found["owns"] != "'":
        return word[found.start() : found.start("owns")] in cue_words("name_owners")
    lower = LOWER_PART.search(word)
    return lower is None or text.ends.get(start - found.start() + lower.start()) is None


def with_known_before(text: Text, start: int, head_start: int) -> int:
    """The start of a listed name that reaches into the run: `Bank for International Settlements … Committee`."""
    at = text.body.find(" ", start, head_start)
    while 0 <= at < head_start:
        known = text.ends.get(at)
        if known and known.start < start:
            joined = text.body[known.start - 1 : known.start] in ("-", "–")
            return text.body.rfind(" ", 0, known.start) + 1 if joined else known.start
        at = text.body.find(" ", at + 1, head_start)
    return start


def with_opener(text: Text, start: int) -> int:
    """The start of a document's name like `Status of Forces Agreement`, of which `start` is the second part."""
    found = OF_WORD.search(text.body[max(0, start - WINDOW // 4) : start])
    return start - len(found.group()) if found and found[1] in cue_words("name_openers") else start


def follows_office(text: Text, start: int) -> bool:
    """Whether an enumeration is what somebody is minister of: `Minister of Education, Health and Social Services`."""
    found = OF_WORD.search(text.body[max(0, start - WINDOW // 4) : start])
    return bool(found and found[1] in offices())


def splits_names(text: Text, start: int, end: int) -> bool:
    """Whether an enumeration in the span has an item that is a name of its own, or that ends with offices."""
    at = start
    for item in re.split(r",? (?:and|&) |, ", text.body[start:end]):
        known = text.known.get(at)
        if known and known.end == at + len(item):
            return True
        if item.rpartition(" ")[2] in plural_offices():
            return True
        at = text.body.find(item, at) + len(item)
        while at < end and text.body[at] in ", ":
            at += 1
    return False


def skip_openers(text: Text, start: int, end: int) -> int:
    """The start without articles, prepositions, verbs that are capitalised as openers of a sentence or title."""
    while start < end:
        word, gap, _ = text.body[start:end].partition(" ")
        if not gap or start in text.known:
            break
        is_opener = word.lower() in cue_words("stop_words") or word in cue_words("opening_verbs")
        if not is_opener and not opens_sentence(text, start, word, end):
            break
        start += len(word) + 1
    return start


def opens_sentence(text: Text, start: int, word: str, end: int) -> bool:
    """Whether the word is no part of the name after it: `Recalling Security Council …`."""
    at = bisect_left(text.sentences, (start, 0))
    if at == len(text.sentences) or text.sentences[at][0] != start:
        return False
    return (
        word in openers()
        or word in cue_words("opening_verbs")
        or (word.endswith(VERBAL) and start + len(word) + 1 in text.known and start < end)
    )


@cache
def openers() -> frozenset[str]:
    return frozenset(row["word"] for row in knowledge.rows("sentence_openers") if row["language_code"] == "en")


# rightwards


@cache
def prepositions(label: str) -> Mapping[str, frozenset[str]]:
    """The words by which a name can go on after each head; of `yes`, all."""
    every = frozenset((*PREPOSITIONS.split("|"), "concerning", "relating to"))
    rows = (row for row in knowledge.rows("heads") if row["label"] == label and row["takes_of"])
    return {
        row["head"]: every if row["takes_of"] == "yes" else frozenset(knowledge.values(row["takes_of"])) for row in rows
    }


def name_end(text: Text, trigger: Trigger, label: str) -> int:
    """Where the name ends that goes on after its head with `of`, `for`, `on` …"""
    allowed = prepositions(label).get(trigger.text)
    found = AFTER.match(text.body, trigger.end, trigger.end + WINDOW) if allowed else None
    if not found or not allowed or found[1].lower() not in allowed:
        return trigger.end
    end = whole_words_end(text.body, found.end())
    for joint in JOINT.finditer(text.body, trigger.end, end):
        if ends_before(text, joint, label):
            end = joint.start()
            break
    shouted = SHOUTED.search(text.body, trigger.end, end)
    if shouted and shouted.start() + 1 not in text.known:
        end = shouted.start()
    end = listed_end(text, found.start(), owner_end(text, trigger.end, end))
    place = text.ends.get(end)
    if place and is_town(place) and text.body.endswith(" in ", trigger.end, place.start):
        end = place.start - len(" in ")
    return without_possessive(text.body, trigger.end, end)


def whole_words_end(body: str, end: int) -> int:
    """The end of the last whole word, where the window that was looked at ends inside of one."""
    return body.rfind(" ", 0, end) if end < len(body) and body[end - 1 : end + 1].isalpha() else end


def ends_before(text: Text, joint: re.Match[str], label: str) -> bool:
    """Whether the name is over where a joint stands."""
    if not joint["preposition"]:
        return begins_name(text, joint.end())
    word = FIRST_WORD.match(text.body, joint.end())
    if word is None or word[0] in month_names():
        return True
    if label != "ORG":
        return joint["article"] in ("a ", "an ") and word[0] in heads_before_of("DOC")
    whole = text.ends.get(joint.start())
    is_whole = bool(whole and whole.label in ("COUNTRY", "ORG"))
    return word[0] in heads_before_of("DOC") or (is_whole and joint["preposition"] != "of")


def owner_end(text: Text, start: int, end: int) -> int:
    """The end of a name that stops with somebody's possessive: not `… of Ukraine's Security Service`."""
    for mark in ("'s ", "’s "):
        at = text.body.find(mark, start, end)
        if at >= 0 and at in text.ends:
            end = at
    return end


def listed_end(text: Text, start: int, end: int) -> int:
    """The end of a listed name that begins in the span and reaches beyond it: `Forces of Côte d'Ivoire`."""
    at = max(text.body.rfind(" ", start, end), start) + 1
    known = text.known.get(at)
    return known.end if known and known.end > end else end


def is_town(place: Candidate) -> bool:
    return place.label == "PLACE" and place.entity.entity_id in town_states()


@cache
def town_states() -> Mapping[str, str]:
    return {row["entity_id"]: row["country"] for row in knowledge.rows("places") if row["country"]}


@cache
def month_names() -> frozenset[str]:
    rows = (row for row in knowledge.rows("months") if row["language_code"] == "en")
    return frozenset(form for row in rows for form in knowledge.values(row["forms"]))


def begins_name(text: Text, at: int) -> bool:
    """Whether a name of its own begins here: a listed one, or one by its first word (`and Ministry of …`)."""
    known = text.known.get(at)
    if known and known.label in ("COUNTRY", "ORG", "PERSON", "DOC"):
        return True
    word = FIRST_WORD.match(text.body, at)
    return bool(word and (word[0] in heads_before_of("ORG") or word[0] in heads_before_of("DOC")))


def goes_on(text: Text, end: int) -> bool:
    """Whether the next word is part of the same name: `Central Bank` of `Central Bank Digital Currencies`."""
    found = NEXT_WORD.match(text.body, end)
    if not found or found.start(1) in text.known or found.start(1) in text.office_starts:
        return False
    return not found[1].isupper() and found[1] not in month_names()


def is_generic(words: str) -> bool:
    """Whether there are only words that name nothing, such as `Joint` or `New`."""
    return all(word in cue_words("generic_modifiers") for word in words.split())
