"""Where a text names who speaks; of an article, where it tells of the statement."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tasks.core.structure import issuers, kinds
from tasks.core.structure.candidates import Candidate, Stated, all_stated
from tasks.core.structure.cues import can_have, cue_pattern
from tasks.core.structure.embedded import Carried
from tasks.core.structure.holders import OF_STATES
from tasks.core.structure.issuers import FIELDS, Source
from tasks.core.structure.letterheads import (
    home_state,
    is_full_name,
    is_name_of_body,
    is_state_above,
    letterhead_lines,
    names_office,
)
from tasks.core.structure.levels import find_level
from tasks.core.structure.meetings import groups_of, hosts_of
from tasks.core.structure.ministries import find_issuer_phrase, names_ministry
from tasks.core.structure.names import find_countries, find_organisations, names_somebody
from tasks.core.structure.offices import names_person
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import quoted_spans
from tasks.core.structure.sentences import split_sentences
from tasks.core.structure.signatures import lists_of_states
from tasks.core.structure.statement_words import begins_as_statement, find_kind, has_statement_word
from tasks.core.structure.title_blocks import is_address, is_speaker_line

FIRST_PARAGRAPHS = 4
MAX_SALUTATION_WORDS = 7
MAX_JOINED_CHARS = 700  # of a sentence that was parted after the number of a day
NUMBER_END = re.compile(r"(?<!\w)\d{1,2}\.$")  # `am 14.`, and the month follows
MIN_LISTED = 3  # states that make a list; two can be those that a text is about
MAX_LIST_GAP = 12  # characters between two states of a list: a comma, `and the`
Sentence = tuple[str, int]  # with its offset in the body
LETTERHEAD, SIGNATURE, SITE = 0.7, 0.65, 0.3  # trust
HEADLINE = 0.83  # a body that a press release names as the subject of its headline: more than what its text begins with
SPEAKER_LINE = 0.84  # less than a title that names the speaker
MAX_TO_STATE = 60  # characters from `on behalf of` to the state: its people, its government
N_HEAD = 8  # lines in which a speech names its speaker and addresses somebody
ALONE = 0.1  # less in a line that is but the name of a state


def first_sentences(running: Sequence[Paragraph]) -> Iterator[Sentence]:
    """Sentences of the first paragraphs, with their offsets in the body."""
    for paragraph in running[:FIRST_PARAGRAPHS]:
        reached = paragraph.words_start
        for _, end in split_sentences(paragraph.words, paragraph.words_start, "en"):
            text = paragraph.text[reached - paragraph.start : end - paragraph.start]
            if len(text) > MAX_JOINED_CHARS or not (text[-2:-1].isdigit() and NUMBER_END.search(text)):
                yield text.lstrip(), reached + len(text) - len(text.lstrip())
                reached = end


def opening_sentences(running: Sequence[Paragraph]) -> tuple[Sentence, ...]:
    """The first sentence of the text, and that which begins with `We, …` if it is another."""
    running = after_salutation(running)
    openings = (*running[:1], *(one for one in running[1:FIRST_PARAGRAPHS] if kinds.is_opening(one)))
    return tuple(first for one in openings if (first := next(first_sentences([one]), None)))


def after_salutation(running: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The text after lines that address somebody (`Mr. President,`); `The Security Council,` names who speaks."""
    for index, one in enumerate(running[:FIRST_PARAGRAPHS]):
        is_rest = index > 0 and one.words[:1].islower() and one.words.rstrip().endswith((",", ":", ";"))
        if is_address(one.words) or is_rest:
            continue
        is_line = one.words.rstrip().endswith((",", "!")) and len(one.words.split()) <= MAX_SALUTATION_WORDS
        if not is_line or kinds.is_opening(one) or names_somebody(one.words) or find_issuer_phrase(one.words):
            return running[index:]
    return running


def own_sources(
    paragraphs: Sequence[Paragraph], openings: Sequence[Sentence], title: Candidate | None, front: Sequence[Stated]
) -> list[Source]:
    """Where a statement names its issuer, those places that say it best first."""
    speakers = list(speaker_lines(paragraphs, title))
    is_speech = bool(speakers) or any(is_address(one.text) for one in paragraphs[: 2 * N_HEAD])
    home = "" if is_speech else home_state(paragraphs)  # a speaker is not of the town in which he speaks
    found = list(title_sources(title)) if title else []
    running = after_salutation(kinds.running_text(paragraphs))[:FIRST_PARAGRAPHS]
    if speakers and title and not (issuers.by_speaker().search(title.value) or names_person(title.value)):
        found = []  # `Statement, General Assembly`: the title names where the speaker of the head speaks
    found += speakers
    for sentence, start in first_sentences([one for one in running if can_have(one.text, "behalf")]):
        if match := issuers.behalf().search(sentence):
            if is_speech:
                found += for_state(sentence, match.end(), start)
                continue
            found.append(Source(issuers.subject_of(sentence[match.end() :]), start + match.end(), "on_behalf_of", 0.92))
    for sentence, start in openings:
        is_we = kinds.OPENING.match(sentence) is not None
        subject = issuers.subject_of(sentence)
        if is_speech and not is_we:
            subject = before_occasion(subject)
        own = FIELDS if is_we or issuers.is_list(subject) else issuers.WITHOUT_LISTS  # else objects are in it too
        trust = 0.85 if is_we else 0.8
        speaks = declares(sentence, subject) or is_full_name(subject.strip(" ,"))
        found.append(Source(subject, start, "opening", trust, "body", own, home, speaks))
        found += [Source(name, start + place, "group_of_opening", 0.86) for name, place in groups_of(sentence)]
        if is_speech:
            continue
        found += [Source(name, start + place, "session_of_opening", 0.6) for name, place in hosts_of(sentence)]
    for line, is_above in letterhead_lines(paragraphs, title):
        rule, trust = ("letterhead", LETTERHEAD) if is_above else ("signature", SIGNATURE)
        is_ranked = names_ministry(line.text) or names_office(line.text)
        fields = issuers.WITHOUT_LISTS if is_ranked else ("issuer",)
        speaks = is_above and is_state_above(line)
        found.append(Source(line.text, line.start, rule, trust - speaks * ALONE, "body", fields, home, speaks))
    found += lists_of_states(paragraphs)
    for site in all_stated(front, "property_site"):
        found.append(Source(site.value, site.start, "site", SITE, site.evidence_in))
    return found


def for_state(sentence: str, offset: int, start: int) -> Iterator[Source]:
    """The state for which a speaker thanks: `on behalf of the people of Malta`; a body is whom he addresses."""
    states = [one for one in find_countries(sentence) if 0 <= one.start - offset <= MAX_TO_STATE]
    for one in states[:1]:
        named = sentence[offset : one.end]
        if not find_organisations(named):
            yield Source(named, start + offset, "on_behalf_of", LETTERHEAD, "body", ("issuer",), speaks=True)


def before_occasion(subject: str) -> str:
    """The words of a speaker up to the body before which he speaks, and whose president he thanks."""
    bodies = [one for one in (*find_organisations(subject), find_issuer_phrase(subject)) if one]
    return subject[: min((one.start for one in bodies), default=len(subject))]


def speaker_lines(paragraphs: Sequence[Paragraph], title: Candidate | None) -> Iterator[Source]:
    """Lines of the head, but for the title, that name a speaker with an office: `H.E. Mr. X, Prime Minister`."""
    above = next((index for index, one in enumerate(paragraphs) if one.role == "paragraph"), 0)
    for one in paragraphs[: min(above, N_HEAD)]:
        is_title = title is not None and title.evidence_in == "body" and title.start < one.end and one.start < title.end
        level = find_level(one.text)
        is_office = level is not None and level[0] in OF_STATES
        if is_office and not is_title and not is_address(one.text) and is_speaker_line(one.text):
            yield Source(one.text, one.start, "speaker_line", SPEAKER_LINE, "body", issuers.WITHOUT_LISTS)


def title_sources(title: Candidate) -> Iterator[Source]:
    """Who speaks by a title that calls the text a statement; of a headline, its subject."""
    text = title.value
    whole = (title.start, title.end) if len(text) != title.end - title.start else None
    if has_statement_word(text) or find_kind("readout", text) or begins_as_statement(text):
        speakers, offset = issuers.speakers_in_title(text)
        yield Source(speakers, title.start + offset, "title", 0.9, title.evidence_in, whole=whole)
        if match := issuers.behalf().search(text):
            named = text[: match.start()]
            yield Source(named, title.start, "speaker_in_title", 0.89, title.evidence_in, ("level",), whole=whole)
    elif names_office(text):
        yield Source(text, title.start, "title", 0.85, title.evidence_in, issuers.WITHOUT_LISTS, whole=whole)
    elif match := cue_pattern("declaring").search(text):
        subject = text[: match.start()]
        start = subject.rfind(": ") + 1
        trust = HEADLINE if is_name_of_body(subject[start:]) else 0.6
        yield Source(subject[start:], title.start + start, "subject_of_headline", trust, title.evidence_in, speaks=True)


def declares(sentence: str, subject: str) -> bool:
    """The verb after the subject is one of speaking for oneself: `Norway condemns …`."""
    return cue_pattern("declaring").match(sentence, len(subject)) is not None


def reported_sources(running: Sequence[Paragraph], carried: Carried | None) -> Iterator[Source]:
    """Where an article names the issuer of the statement: in the first sentence that tells of it, or in a list."""
    spans = carried.spans if carried else ()
    for sentence, start in first_sentences(running):
        is_quoted = any(begin < start + len(sentence) and start < end for begin, end in spans)
        if not is_quoted and (match := find_kind("statement", sentence)):
            yield Source(sentence[: match.start()], start, "before_statement_word", 0.7)
            after, offset = issuers.speakers_in_title(sentence[match.start() :])
            yield Source(after, start + match.start() + offset, "after_statement_word", 0.6)
            break
    for paragraph in running:
        if not any(start < paragraph.end and paragraph.start < end for start, end in spans):
            yield from listed_states(paragraph)


def listed_states(paragraph: Paragraph) -> Iterator[Source]:
    """A list of states after the name of the statement: `… was signed by 31 states, namely Austria, Belgium, …`."""
    match = find_kind("statement", paragraph.text)
    if not match or quoted_spans(paragraph.text):
        return
    text = paragraph.text[match.end() :]
    found = find_countries(text)
    gaps = [later.start - former.end for former, later in pairwise(found)]
    if len(found) >= MIN_LISTED and sum(gap <= MAX_LIST_GAP for gap in gaps) == len(gaps):
        yield Source(text, paragraph.start + match.end(), "list_of_states", 0.65)
