"""The spaCy pipeline: a tokenizer made lean, and one matcher over all the knowledge; words alone are looked up.

Two settings make the tokenizer eight times as fast with the same tokens: without special cases for white space its
cache is used throughout, and a cache of half a million words has room for the patterns and any corpus.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from schemas.knowledge import words
from schemas.knowledge.entities import Surface, surfaces

CACHE_SIZE = 500_000
WHITE_SPACE_CASES = ("\n", "\t", " ", "\xa0")
OFFICE, HEAD, SURFACE, NUMBER, FIRST_NAME = "office", "head", "surface", "number", "first_name"
NO_STATE = "no_state"  # what reads like a state and is none
CASELESS_KINDS = ("abbreviation",)  # their capitals are what tells them from words

AFTER_STOP = r"(?<=[A-Z]\.)[-–—/](?=\w)|(?<=\.[A-Z]\.)(?=['’]s)"  # `U.S.-led`, `U.K.'s` begin with a name
PLAIN = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,})*")
ENDLESS = 1000  # characters
ENDLESS_WORD = re.compile(rf"\S{{{ENDLESS}}}\S*")  # is no name; taking it apart costs the square of its length


Meanings = tuple[tuple[str, str], ...]


class Hit(NamedTuple):
    """A pattern found: `kind` is one of the six above, `text` the spelling that is listed."""

    start: int
    end: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Pipeline:
    """`listed` gives the surfaces of a printed form; of several, the knowledge calls the form ambiguous.

    `words` has kinds and listed spellings of each form of one word, `forms` those of the matcher's, both by spaCy's
    number of the string.
    """

    nlp: Any
    matcher: Any
    words: dict[int, Meanings]
    forms: dict[int, Meanings]
    listed: dict[str, tuple[Surface, ...]]


def lean_tokenizer() -> Any:
    """A blank English pipeline with the lean tokenizer."""
    import spacy  # half a second to import, needed nowhere else
    from spacy.util import compile_infix_regex

    nlp: Any = spacy.blank("en")
    nlp.vocab.lex_attr_getters = {}  # shapes, prefixes and the like of each new word, which nobody here asks for
    nlp.max_length = sys.maxsize  # meant for parsers that need 10 kB a character; readers limit how long texts are
    tokenizer = nlp.tokenizer
    infixes = compile_infix_regex((*nlp.Defaults.infixes, AFTER_STOP)).finditer
    prefixes, suffixes = tokenizer.prefix_search, tokenizer.suffix_search.__self__  # the pattern, to begin at a place
    tokenizer.prefix_search = lambda word: None if word.isalpha() else prefixes(word)
    tokenizer.suffix_search = lambda word: None if word.isalpha() else suffixes.search(word, suffix_start(word))
    tokenizer.infix_finditer = lambda word: () if word.isalpha() else infixes(word)
    tokenizer.rules = {form: case for form, case in tokenizer.rules.items() if form not in WHITE_SPACE_CASES}
    tokenizer.max_cache_size = CACHE_SIZE  # before the patterns, which would fill the default one
    return nlp


def suffix_start(word: str) -> int:
    """Where the search for a suffix begins: nothing but a number or a sign makes letters a suffix (`5km`, `EU's`)."""
    return len(word) - 1 if word[:-1].isalpha() else 0


def spellings(text: str, keeps_case: bool) -> tuple[str, ...]:
    """The forms in which a surface is printed: either apostrophe, and in capitals for titles."""
    cased = (text,) if keeps_case else (text, text.upper())
    curly = tuple(form.replace("'", "’") for form in cased)
    return tuple(dict.fromkeys((*cased, *curly)))


@cache
def pipeline() -> Pipeline:
    """The pipeline with all patterns, loaded once per process."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    nlp = lean_tokenizer()
    listed: defaultdict[str, dict[Surface, None]] = defaultdict(dict)
    kinds: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for surface in surfaces():
        for form in spellings(surface.text, surface.kind in CASELESS_KINDS):
            listed[form][surface] = None
            kinds[form][(SURFACE, form)] = None
    for form, kind, text in trigger_forms():
        kinds[form][(kind, text)] = None
    matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
    alone: dict[int, Meanings] = {}
    forms: dict[int, Meanings] = {}
    special = nlp.tokenizer.rules.keys()
    for form, found in kinds.items():
        parts = form.split(" ")
        is_plain = PLAIN.fullmatch(form) and special.isdisjoint(parts)  # the tokenizer would only split at the spaces
        if is_plain and len(parts) == 1:
            alone[nlp.vocab.strings.add(form)] = tuple(found)
        else:
            matcher.add(form, [Doc(nlp.vocab, words=parts) if is_plain else nlp.make_doc(form)])
            forms[nlp.vocab.strings[form]] = tuple(found)
    return Pipeline(nlp, matcher, alone, forms, {form: tuple(found) for form, found in listed.items()})


def trigger_forms() -> Iterator[tuple[str, str, str]]:
    """Printed form, kind and listed spelling of all that rules start from."""
    for office in sorted(words.offices()):
        yield from ((form, OFFICE, office) for form in spellings(office, keeps_case=False))
    for label in ("ORG", "DOC", "EVENT", "PLACE"):
        yield from ((head, HEAD, head) for head in sorted(words.heads(label)))
    for number in sorted({*words.number_values(), *words.cue_words("many")}):
        yield from ((form, NUMBER, number) for form in (number, number.capitalize()))
    yield from ((name, FIRST_NAME, name) for name in sorted(words.first_names()))
    for phrase in sorted(words.cue_words("no_states")):
        yield from ((form, NO_STATE, phrase) for form in spellings(phrase, keeps_case=False))


def tokenized(body: str) -> Any:
    """The text as a spaCy document; what stands for an endless word is blank."""
    if may_be_endless(body):
        body = ENDLESS_WORD.sub(lambda match: " " * len(match[0]), body)
    return pipeline().nlp.make_doc(body)


def may_be_endless(body: str) -> bool:
    """Whether as many characters as an endless word has stand anywhere without a blank."""
    at = 0
    while at + ENDLESS <= len(body):
        blank = body.rfind(" ", at, at + ENDLESS)
        if blank < 0:
            return True
        at = blank + 1
    return False


def find_hits(document: Any) -> list[Hit]:
    """All patterns in a tokenized text, in order of their start, the longer first; they may overlap."""
    loaded = pipeline()
    known, forms = loaded.words, loaded.forms
    words = document.to_array("ORTH").tolist()  # of all tokens at once: asking each makes an object of it
    hits: list[Hit] = []
    for at in [at for at, word in enumerate(words) if word in known]:
        start, end = ends_of(document[at])
        hits += [Hit(start, end, kind, text) for kind, text in known[words[at]]]
    for key, first, last in loaded.matcher(document):
        start, end = ends_of(document[first])[0], ends_of(document[last - 1])[1]
        hits += [Hit(start, end, kind, text) for kind, text in forms[key]]
    hits.sort(key=hit_order)
    return hits


def ends_of(token: Any) -> tuple[int, int]:
    start: int = token.idx
    return start, start + len(token)


def hit_order(hit: Hit) -> tuple[int, int, str]:
    return (hit.start, -hit.end, hit.kind)
