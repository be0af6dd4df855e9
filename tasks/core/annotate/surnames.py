"""People named by their surname alone, in a text that names them in full elsewhere."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from schemas import knowledge
from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Candidate, Text, slug
from tasks.core.annotate.occurrences import all_occurrences
from tasks.core.annotate.people import is_shouted, listed
from tasks.core.annotate.person_names import GENERATION, could_be_surname, is_first_name, is_stop

MIN_SURNAME = 3
BY_SURNAME = 0.85  # surer than the shape of a name: the text has named somebody who is called so


def linked_surnames(named: list[Candidate]) -> list[Candidate]:
    """The same mentions, each of one word that no list has (`Minister Wang`) as the one named in full elsewhere."""
    full: dict[str, Candidate] = {}
    for one in sorted(named, key=lambda one: one.start):
        words = one.entity.name.split()
        for word in (words[-1], words[0]) if len(words) > 1 else ():
            full.setdefault(slug(word), one)
    return [
        replace(one, entity=full[slug(one.entity.name)].entity)
        if " " not in one.entity.name and slug(one.entity.name) in full
        else one
        for one in named
    ]


def by_surname(text: Text, named: list[Candidate]) -> Iterator[Candidate]:
    """Later and earlier mentions by the surname of somebody whom the text names in full or with an office."""
    by_form: defaultdict[str, dict[str, Candidate]] = defaultdict(dict)
    for one in sorted(named, key=lambda one: one.start):
        for form in (*surname_forms(text.body[one.start : one.end]), *listed_surnames(one.entity.entity_id)):
            by_form[form].setdefault(one.entity.entity_id, one)
    for form, start in all_occurrences(text.body, by_form):
        if is_other_word(text, form, start) or start in text.office_starts:
            continue
        first, *others = by_form[form].values()
        yield Candidate(
            start,
            start + len(form),
            first.entity,
            "surname",
            rank=8,
            confidence=BY_SURNAME,
            alternatives=tuple(other.entity.entity_id for other in others),
        )


def listed_surnames(person_id: str) -> tuple[str, ...]:
    """Surnames that stand in front, or of two words: `Xi`, `Cavo Dragone`."""
    row = listed().get(person_id)
    return knowledge.values(row["surnames"]) if row else ()


def surname_forms(printed: str) -> Iterator[str]:
    """The last word of a name, the same with its particles (`von der Leyen`), and a surname before it."""
    plain = GENERATION.sub("", printed)
    *before, last = [word.title() if is_shouted(word) else word for word in plain.split()]
    n_particles = 0
    while n_particles < len(before) and before[-1 - n_particles].islower():
        n_particles += 1
    if n_particles:
        yield " ".join((*before[-n_particles:], last))
    if len(before) > 1 and not (is_first_name(before[-1]) or "." in before[-1] or n_particles):
        yield f"{before[-1]} {last}"  # `Faki Mahamat`
    middle = before[1:] if not n_particles else ()  # `Josep Borrell Fontelles` is `Borrell` later
    if before and set(before) & cue_words("sons_of"):  # `Salman bin Abdulaziz Al Saud` is `Salman` later
        yield from (word for word in before[:1] if len(word) > MIN_SURNAME and could_be_surname(word))
    words = (last, *(word for word in middle if could_be_surname(word) and not is_first_name(word)))
    yield from (word for word in words if len(word) >= MIN_SURNAME and not is_stop(word) and "." not in word)


def is_other_word(text: Text, form: str, start: int) -> bool:
    """Whether a surname that is in the dictionary too stands here as the first word of a sentence."""
    at = bisect_left(text.sentences, (start, 0))
    return not could_be_surname(form) and at < len(text.sentences) and text.sentences[at][0] == start
