"""People: a name after an office, before one, with a first name or initials, and the surname alone after that."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity, entities
from schemas.knowledge.words import cue_words, honorifics, plural_offices
from tasks.core.annotate.model import Candidate, Text, Trigger, new_entity, slug, tidy
from tasks.core.annotate.shapes import UPPER, without_possessive

NAME_WINDOW = 90
MAX_WORDS = 7
PARTICLES = "(?:(?:al|bin|bint|ben|ibn|da|de|del|della|der|den|di|do|dos|du|la|le|van|von|zu|y|e) ){0,2}"
INITIALS = rf"[{UPPER}]\.(?:-?[{UPPER}]\.)*"
NAME_WORD = rf"(?:{INITIALS}|(?:al-|el-|Al-|El-|[OD]['’])?[{UPPER}][^\W\d_]+(?:['’-][^\W\d_]+)*|[{UPPER}](?= ))"
NAME = re.compile(rf"{PARTICLES}{NAME_WORD}(?: {PARTICLES}{NAME_WORD}){{0,{MAX_WORDS}}}")
NAME_BEFORE = re.compile(rf"(?<![\w-]){NAME_WORD}(?: {PARTICLES}{NAME_WORD})+$")
WITH_INITIALS = re.compile(rf"(?<![\w.])(?:{INITIALS} ?[{UPPER}][^\W\d_]{{2,}}(?:-[^\W\d_]+)*)(?![\w.]*\.[{UPPER}])")
MIDDLE_INITIAL = re.compile(
    rf"(?<![\w.-])(?<![{UPPER}]\. )[{UPPER}][^\W\d_]+ [{UPPER}]\. [{UPPER}][^\W\d_]+(?:-[^\W\d_]+)*"
)
# a literal start, which is looked for much faster than a class of letters
INITIAL = re.compile(rf"\.(?<=[{UPPER}]\.)(?<![\w.][{UPPER}]\.)[ -]?[{UPPER}]")
OF = re.compile(r" (?:of|for|at|to) (?:the )?")
AND = re.compile(r",? and |, ")
APPOSITION = re.compile(r"(?:, | \()(?:the |an? )?(?:[a-z]+ )?$")
NEVER_NAMES = ("ORG", "COUNTRY", "EVENT", "DOC")
MIN_SURNAME = 3
BY_OFFICE, BY_SHAPE, BY_SURNAME = 0.95, 0.8, 0.85  # a title before a name hardly errs; the shape alone meets places


def found_persons(text: Text) -> list[Candidate]:
    """Everybody named by a rule of this module, with the later mentions by surname alone."""
    named = [*after_offices(text), *before_offices(text), *by_initials(text), *by_first_name(text)]
    listed = [one for one in text.known.values() if one.label == "PERSON"]
    return [*named, *by_surname(text, [*named, *listed])]


# around offices


def after_offices(text: Text) -> Iterator[Candidate]:
    """`President of Ukraine Volodymyr Zelenskyy`, `Presidents Biden and Macron`."""
    for trigger in text.offices:
        at = skip_realm(text, trigger.end)
        spans = [name_at(text, at)] if at is not None else []
        is_plural = trigger.text in plural_offices()
        while is_plural and spans and (last := spans[-1]) is not None:
            joint = AND.match(text.body, last[1])
            spans.append(name_at(text, joint.end() - 1) if joint else None)
        for span in spans:
            if span:
                yield person(text, *span, "office", BY_OFFICE, printed_office(text, trigger, spans[0], span))


def skip_realm(text: Text, at: int) -> int | None:
    """Past `of Ukraine` after an office, to where a name may begin; None where no name can follow."""
    while realm := OF.match(text.body, at):
        known = text.known.get(realm.end())
        if known is None or known.label not in ("COUNTRY", "ORG"):
            return None
        at = known.end
    if text.body.startswith(",", at):
        at += 1
    return at if text.body.startswith(" ", at) else None


def name_at(text: Text, at: int) -> tuple[int, int] | None:
    """The name that begins after the space at `at`."""
    return name_from(text, at + 1) if text.body.startswith(" ", at) else None


def name_from(text: Text, start: int) -> tuple[int, int] | None:
    """The name that begins here, cut where a word is none of a person's."""
    found = NAME.match(text.body, start, start + NAME_WINDOW)
    if not found:
        return None
    end = start
    for word in re.finditer(r"\S+", found.group()):
        place = start + word.start()
        plain = POSSESSIVE_END.sub("", word.group())
        known = text.known.get(place)
        if is_stop(plain) or place in text.office_starts or (known and known.label in NEVER_NAMES):
            break
        end = start + word.end()
        if plain != word.group():
            break
    return whole_name(text, start, without_possessive(text.body, start, end))


def whole_name(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The span without particles at its end, if a capitalised word of two letters is left."""
    while end > start and text.body[start:end].rpartition(" ")[2].islower():
        end = start + max(0, text.body[start:end].rfind(" "))
    return (start, end) if end - start >= 2 and text.body[start:end].rpartition(" ")[2][:1].isupper() else None


POSSESSIVE_END = re.compile(r"['’]s?$")


def printed_office(text: Text, trigger: Trigger, first: object, span: tuple[int, int]) -> str | None:
    """The office as printed before the name; honorifics are none."""
    if trigger.text in honorifics():
        return None
    if isinstance(first, tuple) and first == span:
        return tidy(text.body[trigger.start : span[0]]).rstrip(" ,") or None
    return trigger.text


def before_offices(text: Text) -> Iterator[Candidate]:
    """`Jens Stoltenberg, Secretary General of NATO`."""
    for trigger in text.offices:
        at = owner_start(text, trigger.start)
        window = max(0, at - NAME_WINDOW)
        joint = APPOSITION.search(text.body[window:at])
        if not joint or trigger.text in honorifics():
            continue
        end = window + joint.start()
        found = NAME_BEFORE.search(text.body[window:end])
        if not found:
            continue
        start = after_known(text, window + found.start(), end)
        if is_full_name(text, start, end):
            yield person(text, start, end, "apposition", BY_SHAPE, trigger.text)


def after_known(text: Text, start: int, end: int) -> int:
    """The start of the span after the last listed state or body in it, and after the last office."""
    for at in range(start, end):
        known = text.ends.get(at)
        if known and known.label in NEVER_NAMES:
            start = min(at + 1, end)
        elif at in text.office_starts:
            start = next((office.end + 1 for office in text.offices if office.start == at), start)
    return start


def is_full_name(text: Text, start: int, end: int) -> bool:
    """Whether the span is two words or more, none of them a word that no name has or part of something listed."""
    name = text.body[start:end]
    return " " in name.strip() and not holds_stop_word(name) and not touches_known(text, start, end)


def owner_start(text: Text, at: int) -> int:
    """Before `Ukraine's` or `Ukrainian` in front of an office."""
    for gap in (1, 2, 3):
        known = text.ends.get(at - gap)
        if known and known.label in ("COUNTRY", "ORG"):
            return known.start
    return at


# by the shape of the name


def by_initials(text: Text) -> Iterator[Candidate]:
    """`B. Yeltsin`, `John F. Smith`."""
    if not INITIAL.search(text.body):
        return
    for pattern in (WITH_INITIALS, MIDDLE_INITIAL):
        for found in pattern.finditer(text.body):
            start, end = found.start(), without_possessive(text.body, found.start(), found.end())
            if is_full_name(text, start, end):
                yield person(text, start, end, "initials", BY_SHAPE)


def by_first_name(text: Text) -> Iterator[Candidate]:
    """A listed first name and a capitalised word after it that is in no list."""
    for start in text.first_names:
        span = name_at(text, start - 1) if start and text.body[start - 1] == " " else name_from(text, start)
        if span and " " in text.body[span[0] : span[1]] and not touches_known(text, *span):
            yield person(text, *span, "first_name", BY_SHAPE)


def holds_stop_word(name: str) -> bool:
    return any(is_stop(word) for word in name.split() if word[0].isupper())


def is_stop(word: str) -> bool:
    """Whether no name of a person has the word; in lines of capitals too."""
    bare = word.strip(".,")
    if len(bare) > 1 and bare.isupper():
        return bare.title() in cue_words("name_stops") or bare.lower() in cue_words("stop_words")
    return bare in cue_words("name_stops")


def touches_known(text: Text, start: int, end: int) -> bool:
    """Whether a listed state, body or place stands inside the span, so that it is nobody's name."""
    inside = (text.known.get(at) or text.ends.get(at + 1) for at in range(start, end))
    return any(known is not None and known.label != "PERSON" for known in inside)


def by_surname(text: Text, named: list[Candidate]) -> Iterator[Candidate]:
    """Later and earlier mentions by the surname of somebody whom the text names in full or with an office."""
    by_word: defaultdict[str, dict[str, Candidate]] = defaultdict(dict)
    for one in sorted(named, key=lambda one: one.start):
        surname = text.body[one.start : one.end].rpartition(" ")[2]
        if len(surname) >= MIN_SURNAME and surname not in cue_words("name_stops"):
            by_word[surname if not surname.isupper() else surname.title()].setdefault(one.entity.entity_id, one)
    for surname, people in sorted(by_word.items()):
        first, *others = people.values()
        for start in occurrences(text.body, surname):
            yield Candidate(
                start,
                start + len(surname),
                first.entity,
                "surname",
                rank=8,
                confidence=BY_SURNAME,
                alternatives=tuple(other.entity.entity_id for other in others),
            )


def occurrences(body: str, word: str) -> Iterator[int]:
    """Where the word stands by itself."""
    at = body.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = body[at - 1 : at], body[end : end + 1]
        if not (before.isalnum() or before == "-" or after.isalnum() or after == "-"):
            yield at
        at = body.find(word, end)


# who is meant


def person(text: Text, start: int, end: int, rule: str, confidence: float, office: str | None = None) -> Candidate:
    entity, others = who(text, tidy(text.body[start:end]))
    return Candidate(start, end, entity, rule, rank=2, confidence=confidence, office=office, alternatives=others)


@cache
def people() -> Mapping[str, tuple[str, ...]]:
    """Ids by folded full name, alias and surname."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in knowledge.rows("persons"):
        forms = (row["name"], *knowledge.values(row["aliases"]), *knowledge.values(row["surnames"]))
        for form in (*forms, row["name"].rpartition(" ")[2]):
            found[slug(form)][row["entity_id"]] = None
    return {form: tuple(sorted(ids)) for form, ids in found.items()}


def who(text: Text, printed: str) -> tuple[Entity, tuple[str, ...]]:
    """The person of that name, with others whom it could mean; a new one where nobody listed has it."""
    words = printed.split()
    ids = people().get(slug(printed), ())
    if not ids and len(words) > 1:
        surname = people().get(slug(words[-1]), ())
        ids = tuple(one for one in surname if same_first_name(words[0], entities()[one].name))
    if not ids and len(words) == 2:  # `Kishida Fumio`
        ids = people().get(slug(f"{words[1]} {words[0]}"), ())
    if not ids:
        return new_entity("PERSON", title_surname(printed)), ()
    ordered = sorted(ids, key=lambda one: (-text.counts[one], one))
    return entities()[ordered[0]], tuple(ordered[1:])


def same_first_name(first: str, name: str) -> bool:
    """`B.` and `Boris` fit `Boris Yeltsin`."""
    return slug(name).startswith(slug(first)) if first.endswith(".") else slug(name.split()[0]) == slug(first)


def title_surname(printed: str) -> str:
    """`Jan KOWALSKI` as `Jan Kowalski`; initials and `III` stay."""
    return " ".join(word.title() if is_shouted(word) else word for word in printed.split())


def is_shouted(word: str) -> bool:
    return word.isupper() and len(word) > 1 and "." not in word and not set(word) <= set("IVX")
