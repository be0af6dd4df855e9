"""Which version of a statement is analysed: complete, clean, structured, by reasons that are stored.

The reasons, in order of weight:

- `original_language`  no file that calls itself a translation, and in the language of most versions
- `own_text`           the statement itself, not an article that quotes it beside much else
- `most_confirmed`     more words that another version has too, or that the others lost here and there: what one copy
                       alone has may surround the statement
- `most_words`         more text than any other, in letters, so that words split in reading do not count twice; lines
                       that are no sentences and that no other version has, text that stands twice, and text without
                       which three others go on, do not count
- `fewest_cut_sentences`  fewer sentences that stop without a full stop
- `fewest_broken_words`   fewer words that mix letters and digits, stand alone as a consonant, or cannot be read
- `fewest_repeats`        fewer long sentences that stand twice
- `fewest_odd_words`      fewer words that it has only once: misread words are words of their own
- `fewest_insertions`     fewer lines and sentences that are not the statement's own
- `most_sentences`        more sentences that end as sentences do: none run together
- `most_numbered`      more printed paragraph numbers: structure that was kept
- `most_paragraphs`    more paragraphs, likewise
- `most_stated`        more of title, issuer, level, date and place stated
- `few_more_words`        more text by a little
- `equal`              nothing tells them apart; the smallest document id
- `only_version`       there is no other
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache

from schemas import knowledge
from tasks.core.group.completeness import confirm, count_letters, count_recurring, count_repeated, is_ended, own_words
from tasks.core.group.members import Member
from tasks.core.group.settings import Grouping

BROKEN_WORD = re.compile(r"(?=.*[0-9])(?=.*[^\W\d_])[^\W_]{3,}|[b-df-hj-np-tv-z]")
UNREADABLE = "\ufffd"
STATED_FIELDS = ("title", "issuer", "level", "date_edtf", "place")
MARGIN_CHARS = 600  # at either end of a file, where it calls itself a translation
MIN_OWN_SHARE = 0.9  # of a file's characters; an article that is all statement but for a headline is a copy of it

Measure = Callable[[Member], float]


def elect(members: Sequence[Member], settings: Grouping) -> tuple[Member, list[str]]:
    """The main version of a family and why, the deciding reason first."""
    if len(members) == 1:
        return members[0], ["only_version"]
    left = sorted(members, key=lambda each: each.document_id)
    reasons = []
    for reason, measure, tolerance in criteria(members, settings):
        if len(left) == 1:
            break
        values = [measure(each) for each in left]
        least = max(values) - tolerance * abs(max(values))
        kept = [each for each, value in zip(left, values, strict=True) if value >= least]
        if len(kept) < len(left):
            reasons.append(reason)
        left = kept
    if len(left) > 1:
        reasons.append("equal")
    return left[0], reasons


def criteria(members: Sequence[Member], settings: Grouping) -> list[tuple[str, Measure, float]]:
    """Reason, what is best where it is largest, and the share by which it may be less."""
    translated = {each.document_id for each in members if calls_itself_translation(each)}
    languages = Counter(language_of(each) for each in members if each.document_id not in translated)
    confirmed = confirm([each.text for each in members])

    texts = {each.document_id: each.text for each in members}

    @cache
    def own(document_id: str) -> list[int]:
        return confirmed.own_sentences(texts[document_id])

    @cache
    def words(document_id: str) -> list[int]:
        return own_words(texts[document_id], own(document_id))

    return [
        ("original_language", lambda each: originality(each, languages, translated), 0.0),
        ("own_text", lambda each: not each.is_excerpt or own_share(each) >= MIN_OWN_SHARE, 0.0),
        ("most_confirmed", lambda each: confirmed.count(each.text), settings.equal_words),
        ("most_words", lambda each: count_letters(each.text, words(each.document_id)), settings.equal_words),
        ("fewest_cut_sentences", lambda each: -count_cut(each), 0.0),
        ("fewest_broken_words", lambda each: -count_broken(each), 0.0),
        ("fewest_repeats", lambda each: -count_repeated(each.text), 0.0),
        ("fewest_odd_words", lambda each: count_recurring(each.text, own(each.document_id)), 0.0),
        ("fewest_insertions", lambda each: len(own(each.document_id)) - len(each.text.counts), 0.0),
        ("most_sentences", lambda each: count_ended(each, own(each.document_id)), 0.0),
        ("most_numbered", lambda each: each.text.document["n_numbered"] or 0, 0.0),
        ("most_paragraphs", lambda each: count_paragraphs(each, own(each.document_id)), 0.0),
        ("most_stated", lambda each: sum(bool(each.text.document[name]) for name in STATED_FIELDS), 0.0),
        ("few_more_words", lambda each: count_letters(each.text, words(each.document_id)), 0.0),
    ]


def language_of(member: Member) -> str:
    return str(member.text.document["language_code"])


def originality(member: Member, languages: Counter[str], translated: Collection[str]) -> float:
    """2 in the language of most versions, 1 in another, 0 for a file that calls itself a translation."""
    if member.document_id in translated:
        return 0.0
    return 2.0 if languages[language_of(member)] == max(languages.values()) else 1.0


def calls_itself_translation(member: Member) -> bool:
    """At its beginning or end the file says so."""
    body: str = member.text.document["body"]
    margins = (body if len(body) <= 2 * MARGIN_CHARS else f"{body[:MARGIN_CHARS]}\n{body[-MARGIN_CHARS:]}").lower()
    return any(word in margins for word in translation_words())


@cache
def translation_words() -> tuple[str, ...]:
    return tuple(word for row in knowledge.rows("translation_words") for word in knowledge.values(row["words"]))


def own_share(member: Member) -> float:
    """Share of the file's characters that are the statement."""
    n_chars = sum(int(each["end_char"]) - int(each["start_char"]) for each in member.text.sentences)
    return n_chars / max(len(str(member.text.document["body"])), 1)


def count_cut(member: Member) -> int:
    body: str = member.text.document["body"]
    return sum(not is_ended(body, each["end_char"]) for each in member.text.sentences)


def count_ended(member: Member, sentences: Sequence[int]) -> int:
    text = member.text
    return sum(is_ended(text.document["body"], text.sentences[at]["end_char"]) for at in sentences)


def count_paragraphs(member: Member, sentences: Sequence[int]) -> int:
    return len({member.text.sentences[at]["paragraph_no"] for at in sentences})


def count_broken(member: Member) -> int:
    """Words that were misread, as far as they show it by themselves, and characters that nobody can read."""
    n_unreadable = str(member.text.document["body"]).count(UNREADABLE)
    return n_unreadable + sum(bool(BROKEN_WORD.fullmatch(word)) for word in member.text.words)
