"""Whose words each sentence of an article is: the statement's or the reporter's.

Each sentence has signs for one or the other, and a change of voice has its price, lower between paragraphs and lowest
after a colon that announces somebody's words. The cheapest reading of the whole article is taken (Viterbi).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.core.structure.characters import CLOSERS
from tasks.core.structure.cues import has_cue
from tasks.core.structure.kinds import OPENING
from tasks.core.structure.outside import SET_OFF, Told, announces, is_attributed, told
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import Span, n_words
from tasks.core.structure.reporters import attributions, has_joint_speech, has_press, has_weekday, is_byline
from tasks.core.structure.sentences import split_sentences
from tasks.core.structure.speakers import announces_person, said_by_one
from tasks.core.structure.statement_words import has_statement_word


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts for the statement (above 0) or the reporter; changes of voice are charged."""

    quoted: float = 4.0  # in marks, where a text is named that it is from
    said: float = -4.0  # in marks, laid into a person's mouth
    uncalled: float = -2.0  # in marks, and no text is named
    account: float = -2.0  # in marks, and telling of the declaration: a summary of it
    set_off: float = 4.0
    attributed: float = 2.5  # up to `…, the statement said`
    own: float = 1.5  # `we`
    opening: float = 3.0  # `We, the …`
    numbered: float = 1.5
    unattributed: float = -0.6  # neither attributed nor `we`, where the article names the text after each quotation
    min_attributed: int = 2
    unmarked: float = -2.0  # neither marked nor `we`, where the article marks what it quotes
    neutral: float = 0.1  # a voice goes on until there is a sign of the other
    press: float = -3.0
    attribution: float = -2.0
    weekday: float = -1.5
    announcing: float = -3.0
    text_named: float = -1.0  # a statement seldom speaks of the statement
    reporting: float = -1.0
    change_inside: float = 3.0  # of voice, within a paragraph
    into_statement: float = 2.0  # between paragraphs
    out_of_statement: float = 1.0
    after_colon: float = -2.5  # a reward
    beside: float = -2.0  # what stands beside a quotation in its sentence
    min_quoted_words: int = 5  # fewer are a term
    min_marked_words: int = 50  # in marks, from which on an article counts as one that marks what it quotes


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of an article, or what of it is quoted or is not: its span in the body and its signs in sum.

    `break_before` says what parts it from the piece before: `paragraph`, `sentence` or `mark`.
    """

    start: int
    end: int
    score: float
    break_before: str
    follows_colon: bool
    is_beside: bool  # reporting words in a sentence that quotes


def statement_pieces(running: Sequence[Paragraph]) -> list[tuple[Piece, bool]]:
    """The running text in pieces, in order, and whether they are the statement's."""
    pieces = read_pieces(running)
    states = cheapest(pieces) if pieces else []
    return [(piece, state and not piece.is_beside) for piece, state in zip(pieces, states, strict=True)]


def read_pieces(running: Sequence[Paragraph]) -> list[Piece]:
    paragraphs = told(running)
    is_cued = cued(paragraphs)
    context = Context(
        unmarked=unmarked_weight(paragraphs, is_cued),
        has_own=any(has_cue(one.paragraph.text, "first_person") for one in paragraphs),
    )
    found: list[Piece] = []
    follows_colon = False
    for one, is_so in zip(paragraphs, is_cued, strict=True):
        found += pieces_of(one, is_so, context, follows_colon)
        follows_colon = announces(one.paragraph.text)
    return found


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole article tells of its pieces."""

    unmarked: float
    has_own: bool


def unmarked_weight(paragraphs: Sequence[Told], is_cued: Sequence[bool]) -> float:
    """What it counts for a sentence to have no sign at all, in an article that gives its quotations signs."""
    if n_marked_words(paragraphs, is_cued) >= WEIGHTS.min_marked_words:
        return WEIGHTS.unmarked
    n_attributed = sum(is_attributed(one.outside) for one in paragraphs)
    return WEIGHTS.unattributed if n_attributed >= WEIGHTS.min_attributed else WEIGHTS.neutral


def n_marked_words(paragraphs: Sequence[Told], is_cued: Sequence[bool]) -> int:
    """Words in marks or set off, where the text says that they are from a statement."""
    count = 0
    for one, is_so in zip(paragraphs, is_cued, strict=True):
        if one.paragraph.marks & SET_OFF:
            count += n_words(one.paragraph.text)
        elif is_so:
            count += n_words(one.paragraph.text) - n_words(one.outside)
    return count


def pieces_of(one: Told, is_cued: bool, context: Context, follows_colon: bool) -> Iterator[Piece]:
    """The sentences of a paragraph, cut where quotation marks open and close."""
    paragraph = one.paragraph
    said = said_by_one(paragraph.text, one.quoted)
    trust = {
        span: WEIGHTS.said if span in said else trust_in(paragraph.text[slice(*span)], is_cued, context)
        for span in one.quoted
    }
    first_near = 0
    offset = paragraph.words_start - paragraph.start
    break_before = "paragraph"
    for start, end in split_sentences(paragraph.words, offset, "en"):
        while first_near < len(one.quoted) and one.quoted[first_near][1] <= start:
            first_near += 1
        last_near = first_near
        while last_near < len(one.quoted) and one.quoted[last_near][0] < end:
            last_near += 1
        near = one.quoted[first_near:last_near]
        cuts = list(cut_at_marks(paragraph.text, start, end, near))
        is_quoting = any(span is not None for _, _, span in cuts)
        for first, last, span in cuts:
            text = paragraph.text[first:last]
            if span is not None:
                score = trust[span]
            else:
                score = WEIGHTS.beside if is_quoting else score_of(text, paragraph, context.unmarked)
            is_beside = is_quoting and span is None
            place = (paragraph.start + first, paragraph.start + last)
            yield Piece(*place, score, break_before, follows_colon, is_beside)
            follows_colon = announces(text)
            break_before = "mark"
        break_before = "sentence"


def cut_at_marks(text: str, start: int, end: int, quoted: Sequence[Span]) -> Iterator[tuple[int, int, Span | None]]:
    """A sentence in pieces without the marks, each with the quotation that it belongs to; short terms cut nothing."""
    reached = start
    for first, last in quoted:
        inner, inner_end = max(first + 1, start), min(last - (text[last - 1] in CLOSERS), end)
        if inner >= inner_end or n_words(text[first:last]) < WEIGHTS.min_quoted_words:
            continue
        if any(map(str.isalnum, text[reached:inner])):
            yield reached, inner - 1, None
        yield inner, inner_end, (first, last)
        reached = min(last, end)
    if any(map(str.isalnum, text[reached:end])):
        yield reached, end, None


def cued(paragraphs: Sequence[Told]) -> list[bool]:
    """Of each paragraph: the text says, in it or before, that its quotations are from a statement."""
    found: list[bool] = []
    was_cued = False
    for one in paragraphs:
        is_named = has_statement_word(one.outside) or has_cue(one.outside, "quoted_text")
        is_named = is_named or has_joint_speech(one.outside)
        goes_on = bool(one.quoted) and 2 * len(one.outside) < len(one.paragraph.text)
        was_cued = is_named or (was_cued and goes_on)
        found.append(was_cued)
        was_cued = was_cued or (announces(one.paragraph.text) and not announces_person(one.paragraph.text))
    return found


def trust_in(quoted: str, is_cued: bool, context: Context) -> float:
    """What a quotation that no single person speaks counts for the statement."""
    if not is_cued:
        return WEIGHTS.uncalled
    names_text = has_cue(quoted, "quoted_text")
    is_told = names_text and has_cue(quoted, "reporting")
    is_account = context.has_own and is_told and not has_cue(quoted, "first_person")
    return WEIGHTS.account if is_account else WEIGHTS.quoted


def score_of(text: str, paragraph: Paragraph, unmarked: float) -> float:
    """What a sentence that is not quoted says of whose it is."""
    if paragraph.marks & SET_OFF:
        return WEIGHTS.set_off
    if is_attributed(text):
        return WEIGHTS.attributed
    is_own = has_cue(text, "first_person")
    score = WEIGHTS.own if is_own else unmarked
    signs = (
        (WEIGHTS.numbered, paragraph.number),
        (WEIGHTS.opening, OPENING.match(text)),
        (WEIGHTS.announcing, announces(text)),
        (WEIGHTS.press, has_press(text) or is_byline(text)),
        (WEIGHTS.attribution, attributions(text)),
        (WEIGHTS.weekday, has_weekday(text)),
        (WEIGHTS.text_named, not is_own and has_cue(text, "quoted_text")),
        (WEIGHTS.reporting, not is_own and has_cue(text, "strict_reporting")),
    )
    return score + sum(weight for weight, sign in signs if sign)


def change(piece: Piece, is_entering: bool) -> float:
    """The price of a change of voice before a piece."""
    if piece.break_before == "mark":
        return 0.0
    if is_entering and piece.follows_colon:
        return WEIGHTS.after_colon
    if piece.break_before == "sentence":
        return WEIGHTS.change_inside
    return WEIGHTS.into_statement if is_entering else WEIGHTS.out_of_statement


def cheapest(pieces: Sequence[Piece]) -> list[bool]:
    """Which sentences are the statement's, in the reading whose signs less its changes come to most."""
    best = {False: 0.0, True: -WEIGHTS.into_statement}
    came_from: list[dict[bool, bool]] = []
    for number, piece in enumerate(pieces):
        gained = {True: piece.score, False: 0.0}
        step: dict[bool, bool] = {}
        after: dict[bool, float] = {}
        for state in (False, True):
            changed = best[not state] - (change(piece, state) if number else 0.0)
            step[state] = not state if number and changed > best[state] else state
            after[state] = max(best[state], changed if number else best[state]) + gained[state]
        best = after
        came_from.append(step)
    state = best[True] > best[False]
    states: list[bool] = []
    for step in reversed(came_from):
        states.append(state)
        state = step[state]
    return states[::-1]
