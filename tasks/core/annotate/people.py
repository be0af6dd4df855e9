"""Who is meant by a person's name."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity, country_id, entities
from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Candidate, Text, new_entity, slug, tidy
from tasks.core.annotate.person_names import GENERATION, last_word

IN_OFFICE, UNKNOWN, OUT_OF_OFFICE = range(3)  # in the order of who is meant
SAME_START = 4  # letters in which two spellings of a first name agree


def person(text: Text, start: int, end: int, rule: str, confidence: float, office: str | None = None) -> Candidate:
    entity, others = who(text, tidy(text.body[start:end]))
    return Candidate(start, end, entity, rule, rank=2, confidence=confidence, office=office, alternatives=others)


@cache
def people() -> Mapping[str, tuple[str, ...]]:
    """Ids by folded full name, alias and surname; of a name with a father's in it, by the first word."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in knowledge.rows("persons"):
        forms = (row["name"], *knowledge.values(row["aliases"]), *knowledge.values(row["surnames"]))
        words = row["name"].split()
        own = words[0] if set(words) & cue_words("sons_of") else last_word(row["name"])
        for form in (*forms, own):
            found[slug(form)][row["entity_id"]] = None
    return {form: tuple(sorted(ids)) for form, ids in found.items()}


@cache
def listed() -> Mapping[str, Mapping[str, str]]:
    return {row["entity_id"]: row for row in knowledge.rows("persons")}


def who(text: Text, printed: str) -> tuple[Entity, tuple[str, ...]]:
    """The person of that name, with others whom it could mean; a new one where nobody listed has it."""
    ids = ids_of(printed)
    if not ids:
        return new_entity("PERSON", title_surname(printed)), ()
    ordered = sorted(ids, key=lambda one: (*fit(text, one), one))
    return entities()[ordered[0]], tuple(ordered[1:])


def ids_of(printed: str) -> tuple[str, ...]:
    """Ids of listed people whom a printed name fits."""
    words = GENERATION.sub("", printed).split()
    ids = people().get(slug(printed), ()) or people().get(slug(" ".join(words)), ())
    for surname in words[:0:-1][:2]:  # `Luis Arce Catacora` is `Luis Arce`
        ids = ids or tuple(
            one for one in people().get(slug(surname), ()) if same_first_name(words[0], entities()[one].name)
        )
    if not ids and len(words) == 2:  # `Kishida Fumio`
        ids = people().get(slug(f"{words[1]} {words[0]}"), ())
    return ids


def fit(text: Text, person_id: str) -> tuple[int, int, int]:
    """Sorts people of one name: those in office at the time, those whom the text names most, those of its states."""
    row = listed()[person_id]
    began, _, ended = row["terms"].partition("/")
    if not (text.year and began):
        in_office = UNKNOWN
    else:
        in_office = IN_OFFICE if began <= text.year <= (ended or "9999") else OUT_OF_OFFICE
    return (in_office, -text.counts[person_id], -text.counts[country_id(row["country"])])


def same_first_name(first: str, name: str) -> bool:
    """`B.`, `B.N.`, `Boris` fit `Boris Yeltsin`, and `Sergey` fits `Sergei Lavrov`."""
    printed, listed_name = slug(first), slug(name.split()[0])
    if first.endswith("."):
        return listed_name.startswith(printed[:1])
    return printed == listed_name or (len(printed) > SAME_START and printed[:SAME_START] == listed_name[:SAME_START])


def title_surname(printed: str) -> str:
    """`Jan KOWALSKI` as `Jan Kowalski`; initials and `III` stay."""
    return " ".join(word.title() if is_shouted(word) else word for word in printed.split())


def is_shouted(word: str) -> bool:
    return word.isupper() and len(word) > 1 and "." not in word and not set(word) <= set("IVX")
