"""Who is quoted: `…,” Stoltenberg pointed out`, `NAME, office: “…`."""

import re
from collections.abc import Iterable
from functools import cache

from tasks.core.structure.cues import alternation, cue_words, has_cue
from tasks.core.structure.names import find_countries, find_organisations
from tasks.core.structure.quotes import quoted_spans
from tasks.core.structure.statement_words import has_statement_word

CLAUSE_CHARS = 60
DASHES = ("–", "—")
SENTENCE_ENDS = (".", "!", "?", "…")
NAME = r"[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]+){0,4}"
FULL_NAME = r"[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]+){1,4}"


@cache
def verbs() -> str:
    """Verbs of those who report what one person said."""
    return f"(?:{alternation('reporting')}|{alternation('speaking')})"


@cache
def before_quote() -> re.Pattern[str]:
    apposition = r"(?:,[^.:“”\"]{1,80})?"
    verb = rf"\s+{verbs()}(?:\s[^.:“”\"]{{1,60}})?[:,]"
    return re.compile(
        rf"(?:(?:^|[.!?…]\s)\W?(?:({FULL_NAME}){apposition}|({NAME})):|({NAME}){apposition}{verb})\s*\W?$"
    )


@cache
def after_quote() -> re.Pattern[str]:
    return re.compile(rf"[,.\s]*(?:[^\s“”.]+\s){{0,6}}?({NAME})(?:,[^.“”]{{1,60}},)?\s+(?:has\s+)?{verbs()}(?!\w)")


@cache
def verb_first() -> re.Pattern[str]:
    office = rf"(?:[\w’'-]+\s+){{0,2}}?(?i:{alternation('one_speaker')})(?!\w),?\s+(?:[^\W\d_A-Z][\w’'-]*\s+){{0,5}}?"
    return re.compile(rf"[,.\s–—-]*{verbs()}\s+(?:{office})?({NAME})")


@cache
def dialogue() -> re.Pattern[str]:
    """`– We go on – said Anna Lis.`: in some languages a dash stands for quotation marks."""
    return re.compile(rf"[–—]\s*\w[^–—]*?[,.!?…]?\s[–—-](?=\s*{verbs()}(?!\w))")


@cache
def one_speech() -> re.Pattern[str]:
    """One person who speaks, by pronoun or office: `he told reporters`, `said the minister`."""
    speaker = rf"(?i:{alternation('one_speaker')})(?!\w)"
    verb = rf"(?:{alternation('reporting')}|{alternation('press_talk')})(?!\w)"
    words = r"(?:[\w’'-]+,?\s+)"
    return re.compile(
        rf"[,.\s–—-]*(?<!\w)(?:{words}{{0,3}}?{speaker},?\s+{words}{{0,2}}?{verb}|{verb}\s+{words}{{0,3}}?{speaker})"
    )


def said_by_one(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Quotations of a paragraph that are laid into the mouth of one person."""
    named = {start for start, _, _ in quoted_speakers(text)}
    return frozenset(span for span in spans if span[0] in named or speaks_alone(text, span))


def speaks_alone(text: str, span: tuple[int, int]) -> bool:
    """The words after a quotation say that one person spoke."""
    match = one_speech().match(text, span[1])
    return match is not None and not is_of_text(text, match, span[0])


def announces_person(text: str) -> bool:
    """The text ends with a colon, and one person's words follow."""
    clause = text.rstrip().rpartition(". ")[2]
    return before_quote().search(text.rstrip()[-120:]) is not None or one_speech().search(clause[-120:]) is not None


def quoted_speakers(text: str) -> tuple[tuple[int, int, str], ...]:
    """Spans of quotations in a paragraph with the name of the person who is quoted."""
    found: list[tuple[int, int, str]] = []
    for start, end in (*said_in_dialogue(text), *quoted_spans(text)):
        after = after_quote().match(text, end) or verb_first().match(text, end)
        match = after or before_quote().search(text[max(0, start - 120) : start])
        name = named_in(match) if match else ""
        if match is None and found and text[:start].rstrip()[-1:] in SENTENCE_ENDS:
            found.append((start, end, found[-1][2]))
        elif match and name and not is_of_text(text, match, start) and not is_body(name):
            found.append((start, end, name))
    return tuple(found)


def said_in_dialogue(text: str) -> tuple[tuple[int, int], ...]:
    """What stands between the dash that a paragraph begins with and the one before the verb."""
    match = dialogue().match(text) if text[:1] in DASHES else None
    return ((0, match.end() - 1),) if match else ()


def named_in(match: re.Match[str]) -> str:
    """The person whom a match names; empty if the words are a part of an office: `the Minister of Foreign Affairs`."""
    group = next(number for number, words in enumerate(match.groups(), 1) if words)
    name = person_in(match[group])
    before = match.string[: match.start(group)].rsplit(None, 1)[-1:]
    is_part = match[group].startswith(name) and before and before[0].lower() in cue_words("title_joint")
    return " ".join(name.split()[1:][-2:] if len(name.split()) > 2 else ()) if is_part else name


def person_in(name: str) -> str:
    """The words with capitals in the place of a name; of several runs of them the longest, then the last."""
    runs: list[list[str]] = [[]]
    for word in name.split():
        if word[:1].islower():
            runs.append([])
        else:
            runs[-1].append(word)
    longest = max(reversed(runs), key=lambda run: len(run))
    return " ".join(longest).rstrip(".")


def is_of_text(text: str, match: re.Match[str], quoted: int) -> bool:
    """The clause of the attribution names a text that the words are from: `the ministers said in a joint statement`."""
    before = text[max(0, quoted - 2 * CLAUSE_CHARS) : quoted].rpartition(". ")[2]
    is_after = match.pos >= quoted
    clause = text[match.start() : match.end() + CLAUSE_CHARS].split(".")[0] if is_after else before
    return has_statement_word(clause) or has_cue(clause, "quoted_text")


def is_body(name: str) -> bool:
    """The name is that of a state or an organisation, not of a person."""
    named = (*find_organisations(name), *find_countries(name))
    return any(one.end == len(name) for one in named)
