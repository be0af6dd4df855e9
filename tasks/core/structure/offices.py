"""Offices of states: `President of the Republic of Finland`; and occasions, which speak for nobody."""

import re
from functools import cache

from tasks.core.structure.cues import alternation, cue_pattern, has_cue, single_words
from tasks.core.structure.holders import OF_STATES
from tasks.core.structure.levels import find_level, level_phrases
from tasks.core.structure.name_index import TOKEN, Named, find_phrases
from tasks.core.structure.names import find_adjectives, find_countries

SIGN = re.compile(r"[,;:()]")
ORDINAL_END = re.compile(r"(?<!\w)(?:\d+\S{1,4}|\w{5,}th)\s$")  # `abertura da 79ª`, and the assembly follows
MAX_BODY_CHARS = 40  # in which the name of a body says that it has sessions
MAX_OCCASION_CHARS = 60
POSSESSIVES = ("'s ", "’s ")
MAX_FORM_WORDS = 7  # ` de la República Bolivariana de `


def is_office_of(text: str, country: Named) -> bool:
    """The state is that of an office: `President of the Republic of Finland`, not a state that the text is about."""
    return any(
        level.end > country.start or goes_to_state(text[level.end : country.start])
        for level in find_phrases(level_phrases(), text)
        if level.start < country.start
    )


def goes_to_state(between: str) -> bool:
    """Nothing stands between an office and the name of its state but such words as are in its full name."""
    words = [word.lower() for word in TOKEN.findall(between)]
    is_near = len(words) <= MAX_FORM_WORDS and not SIGN.search(between.removeprefix(","))
    return is_near and all(word in single_words("state_form") or word in single_words("of_state") for word in words)


def state_of_office(text: str) -> Named | None:
    """The only state of a text, if an office of it is named: `President of X`, `X’s Address`, `Nepali Delegation`."""
    countries = find_countries(text)
    if len({one.key for one in countries}) == 1:
        one = countries[0]
        if is_office_of(text, one) or text.startswith(POSSESSIVES, one.end):
            return one
    if not countries:
        offices = list(find_phrases(level_phrases(), text))
        named = [one for one in find_adjectives(text) if any(0 <= level.start - one.end <= 1 for level in offices)]
        return named[0] if len({one.key for one in named}) == 1 else None
    return None


def is_occasion(text: str, start: int) -> bool:
    """Before a body stands a word of where something is said: `at the 79th session of the …`, `devant l’…`."""
    before = text[max(0, start - MAX_OCCASION_CHARS) : start]
    is_session = ORDINAL_END.search(before) and session_word().search(text, start, start + MAX_BODY_CHARS)
    return occasion().search(before) is not None or bool(is_session)


@cache
def session_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('session_word')}(?!\w)", re.IGNORECASE)


@cache
def occasion() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){alternation('occasion')}(?:\s*(?:the|of|la|l[’']|de|du|del|les|\S*\d\S*|\w+ième|\w+th))*\s*$", re.I
    )


def is_beside_person(text: str, body: Named, is_of_state: bool) -> bool:
    """After an office and a name, or words of an occasion, a body is not that of the office."""
    level = find_level(text[: body.start])
    if level is None or level[0] not in OF_STATES:
        return False
    between = text[level[2] : body.start]
    is_attached = goes_to_state(between) and not between.startswith(",")
    return not is_attached and (is_of_state or has_cue(between, "occasion") or "," not in between)


def names_person(text: str) -> bool:
    """The words name an office of one person, or address him: `Son Excellence Monsieur`."""
    return is_person(find_level(text)) or cue_pattern("honorific").search(text) is not None


def is_person(level: tuple[str, int, int] | None) -> bool:
    return level is not None and level[0] not in ("organisation", "governments")


@cache
def body() -> re.Pattern[str]:
    """The name of a body by its shape: capitalised words that end with `Commission`, `Council` and the like."""
    head, capital = alternation("body_heads"), r"[A-Z][\w’'-]+"
    of = rf"(?:\sof(?:\sthe)?(?:\s{capital}){{1,4}})"
    return re.compile(rf"(?<!\w)(?:(?:{capital}\s){{1,5}}{head}(?!\w){of}?|{head}{of})")
