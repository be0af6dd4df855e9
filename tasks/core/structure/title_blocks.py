"""Titles that go over several lines of the head: `STATEMENT BY`, the speaker, his office, the occasion."""

import re
from collections.abc import Sequence
from functools import cache

from tasks.core.structure.cues import alternation, cue_words
from tasks.core.structure.datelines import first_names
from tasks.core.structure.issuers import by_speaker, names_speaker
from tasks.core.structure.letterheads import is_letterhead, is_name_of_state
from tasks.core.structure.levels import find_level
from tasks.core.structure.name_index import TOKEN
from tasks.core.structure.names import find_countries, find_organisations, find_towns
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.statement_words import (
    begins_as_other,
    begins_as_statement,
    find_kind,
    has_statement_word,
    kind_pattern,
)

MAX_LINES = 8  # of a block: what, who, his office, the occasion, each over two lines at most
MAX_CHARS = 300
MAX_ADDRESS_WORDS = 14
MAX_NAME_WORDS = 5
MAX_OFFICE_START = 12  # characters before an office in the line of a speaker: `Hon. `, `the Right `
MIN_WHOLE_WORDS = 3  # of a line that says what the text is and whose, in words that no table has
MAX_BARE_CHARS = 40  # of a line that only says what the text is
CONTACT = re.compile(r"\S@\S+\.\S|(?<!\w)(?:tel|phone|fax|e-?mail|téléphone|teléfono)\b\W*[(+\d]", re.IGNORECASE)
INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]+$")
STREET = re.compile(r"\d+\s[\w .]{2,30}\s(?:avenue|ave|street|st|road|rd|floor|fl)\b", re.IGNORECASE)
BREADCRUMBS = re.compile(r"\||\s>\s|(?<=.)»(?=.)")


def is_address(text: str) -> bool:
    """The line addresses somebody: `Mr. President,`, `Monsieur le Secrétaire général,`."""
    text = text.lstrip("-–—•* ")
    if len(text.split()) > MAX_ADDRESS_WORDS:
        return False
    return text.startswith(cue_words("address")) or (text.rstrip()[-1:] in ",;!" and begins_with("honorific", text))


def is_beside_title(text: str) -> bool:
    """What stands in a head and is no part of any title: a telephone number, `Check against delivery`, the theme."""
    is_remark = begins_with("delivery_remark", text.lstrip("(*-–— [")) or begins_with("theme_label", text)
    return is_remark or bool(CONTACT.search(text) or STREET.search(text))


def is_breadcrumbs(text: str) -> bool:
    return BREADCRUMBS.search(text) is not None


def is_speaker_line(text: str) -> bool:
    """The line names a person or an office and says nothing of the text: `H.E. Mr. X`, `Minister for …`."""
    if has_statement_word(text) or begins_as_statement(text) or begins_with("institution_line", text):
        return False
    if is_name_of_person(text) or INITIALS.match(text) or begins_with("honorific", text):
        return True
    level = find_level(text)
    return level is not None and level[0] not in ("organisation", "governments") and level[1] <= MAX_OFFICE_START


def is_name_of_person(text: str) -> bool:
    """Nothing but a first name and others."""
    words = text.split()
    is_named = 0 < len(words) <= MAX_NAME_WORDS and words[0].title() in first_names()
    return is_named and all(word[:1].isupper() for word in words)


def is_occasion_line(text: str) -> bool:
    """The line begins with where it is said: `at the General Debate`, `79ème session de l’Assemblée générale`."""
    return begins_with("occasion_line", text) or session().match(text) is not None


@cache
def session() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)\d+\S{{0,4}}\s(?:\w+\s){{0,2}}?{alternation('session_word')}(?!\w)", re.IGNORECASE)


@cache
def beginning(kind: str) -> re.Pattern[str]:
    return re.compile(rf"[\s\"“„«]*{alternation(kind)}(?!\w)", re.IGNORECASE)


def begins_with(kind: str, text: str) -> bool:
    return beginning(kind).match(text) is not None


def is_bare(text: str) -> bool:
    """The line says what the text is, and no more."""
    if len(text) > MAX_BARE_CHARS:
        return False
    return not any(map(str.isalpha, kind_pattern("statement").sub("", text)))


def is_piece(line: str) -> bool:
    """A heading that says what the text is, and leaves open whose: `DISCOURS`, `STATEMENT BY:`."""
    is_word = begins_as_statement(line) is not None and len(line.split()) == 1
    return is_word or (is_bare(line) and len(line.split()) == 1) or (line.endswith(":") and has_statement_word(line))


def block_of(index: int, head: Sequence[Paragraph], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The line at an index, and those below it that go on with the title that it begins."""
    lines = [paragraphs[index]]
    n_chars = len(lines[0].text)
    for following in paragraphs[index + 1 : index + MAX_LINES]:
        n_chars += len(following.text) + 1
        if following not in head or n_chars > MAX_CHARS or not belongs(lines, following):
            break
        lines.append(following)
    return lines


def belongs(lines: Sequence[Paragraph], following: Paragraph) -> bool:
    """The line goes on with the title; a heading that the format marks as whole only with speaker and occasion."""
    text, last = following.text, lines[-1].text
    if is_address(text) or is_beside_title(text) or is_breadcrumbs(text) or is_breadcrumbs(last):
        return False
    if is_of_speech(lines, text):
        return True
    if is_letterhead(text):
        return False
    is_marked = any("title" in one.marks for one in (lines[-1], following))
    return (is_piece(lines[0].text) or not is_marked) and goes_on(last, text)


def is_of_speech(lines: Sequence[Paragraph], text: str) -> bool:
    """After a line that calls the text somebody's words: the speaker, his office, the occasion."""
    first = lines[0].text
    is_speech = has_statement_word(first) or begins_as_statement(first) is not None
    if not is_speech or has_statement_word(text) or begins_as_statement(text):
        return False
    names_speaker_yet = any(names_person(one.text) or is_speaker_line(one.text) for one in lines)
    if is_occasion_line(text):
        is_whole = begins_as_statement(first) is not None and len(first.split()) > MIN_WHOLE_WORDS
        return names_speaker_yet or is_whole or session().search(text) is not None
    if is_speaker_line(text):
        return names_speaker_yet or ends_open(lines[-1].text)
    return names_person(lines[-1].text) and is_rest_of_speaker(lines[-1].text, text)


def is_rest_of_speaker(office: str, text: str) -> bool:
    """Below an office the state that it is of, or a name in capitals."""
    if is_name_of_state(text):
        return not find_countries(office)
    words = text.split()
    is_name = text.isupper() and 1 < len(words) <= MAX_NAME_WORDS and not any(map(str.isdigit, text))
    return is_name and not (find_towns(text) or find_organisations(text))


def names_person(line: str) -> bool:
    level = find_level(line)
    return level is not None and level[0] not in ("organisation", "governments")


def ends_open(line: str) -> bool:
    """The last word needs another, or says whose words follow."""
    words = TOKEN.findall(line.lower())
    return bool(words) and (words[-1] in cue_words("title_joint") or words[-1] in honours() or is_piece(line))


@cache
def honours() -> frozenset[str]:
    """The last words of forms of address, after which a name follows."""
    return frozenset(words[-1] for form in cue_words("honorific") if (words := TOKEN.findall(form.lower())))


def goes_on(line: str, following: str) -> bool:
    """The line ends with a word that needs another, or before it says who speaks, or the next one goes on with it."""
    last = line.split()[-1].lower()
    first = following.split()[0]
    if last in cue_words("title_joint"):
        return True
    if is_piece(line):
        return not (find_kind("statement", following) or is_letterhead(following))
    if not (has_statement_word(line) or begins_as_other(line)):
        return False
    speaker = by_speaker().search(line)
    is_cut = speaker is not None and not names_speaker(line[speaker.end() :])
    return first.lower() in cue_words("title_joint") or first[:1].islower() or (is_cut and names_speaker(following))
