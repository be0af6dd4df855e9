"""Commitments: promises of the issuer that can be seen to be done or not, with amounts and deadlines."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from schemas import knowledge
from tasks.core.acts.deadlines import Deadline, find_deadlines
from tasks.core.acts.lexicon import forms, letter, listed, nouns
from tasks.core.acts.model import Clause, Mention, Source, Words, tidy

MONEY = re.compile(r"[A-Z]{3} (\d+(?:\.\d+)?)")
COUNT = re.compile(r"(\d+(?:\.\d+)?)(?: (.+))?")
SHARE_OF = re.compile(r"\s+of\s+(?:(?:our|their|its|the|each|every|a|an|his|her)\s+)?(\w+(?:\s[a-z]+){0,2})")
ABBREVIATED = re.compile(r"[A-Z]{2,}s?\b")
PART_OF_NAME = frozenset("zNVGg")  # letters of the words that say what a share is of: `defence budgets`
NO_LIMIT = 1 << 60
NAME_BEFORE = re.compile(r"(?<=[^.!?\s])\s+[A-Z][\w-]*\s+$")  # `achieve SDG 7 targets`: the number of a name
MIN_CODED = 1_000  # nobody promises less after a code: `SDG 7` is a goal, and no pounds of Sudan
BEFORE = 40  # characters before an amount in which its qualifier stands
GIVEN = 6  # words in which an announcement comes to what is given: `an additional emergency contribution`
PROMISED = 8  # words in which a promise tells what is promised: `our full commitment to spend`


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity promised. `unit`: currency code, `%` with what of, or the counted thing as printed."""

    start: int
    end: int
    amount: float
    unit: str | None
    qualifier: str | None


def promised_verb(words: Words, clause: Clause, end: int) -> int | None:
    """The word that says what is promised, if the act promises conduct of the issuer."""
    if not clause.is_own or clause.is_negated or (clause.done and clause.act != "commit"):
        return None
    if clause.act == "commit":
        verb = main_verb(words, clause.content, end)
        return verb if verb is not None or clause.rule != "performative" else clause.verb
    if clause.act == "announce":
        return announced_verb(words, clause, end)
    if clause.act == "reaffirm":
        return reaffirmed_verb(words, clause, end)
    return None


def announced_verb(words: Words, clause: Clause, end: int) -> int | None:
    """What is promised by making it known: `decided to send`, `announced that Canada will send`, `approved a grant`."""
    before, at = words.letters[clause.content - 1], words.letters[clause.content : clause.content + 1]
    if before == "t" or at == "t" or (before == "o" and at in ("G", "g")):
        return main_verb(words, clause.content, end)
    if at == "T":
        told = range(clause.content, end)
        return next((one for one in told if words.letters[one] == "M" or words.words[one] in listed("would")), None)
    if clause.form == "b" and words.letters[clause.verb_end - 1] == "G":
        return clause.verb_end - 1
    return next((one for one in range(clause.content, min(end, clause.content + GIVEN)) if is_gift(words, one)), None)


def is_gift(words: Words, at: int) -> bool:
    """Whether a word is a noun of giving with its amount: `a contribution of USD 5 million`."""
    return words.words[at].lower() in listed("gift") and words.letters[at + 1 : at + 2] in ("o", "p", "Z", "9")


def reaffirmed_verb(words: Words, clause: Clause, end: int) -> int | None:
    """What is promised again: `reaffirm our commitment to spend`, `remain committed to developing`."""
    if clause.rule.startswith("state"):
        return main_verb(words, clause.content, end) if words.letters[clause.content - 1] == "t" else None
    for at in range(clause.content, min(end, clause.content + PROMISED)):
        if words.letters[at] in "pToT":
            return None
        if nouns().get(words.words[at].lower()) == "commit" and words.letters[at + 1 : at + 2] == "t":
            return main_verb(words, at + 2, end)
    return None


def main_verb(words: Words, at: int, end: int) -> int | None:
    """The first verb from a word on: adverbs and `continue to` left out."""
    while at < end and (words.letters[at] in "at" or words.words[at].lower() in listed("continuing")):
        at += 1
    if at >= end or words.letters[at] in "DQZN9p.,oT" or is_noun(words, at, end):
        return None
    return at


def is_noun(words: Words, at: int, end: int) -> bool:
    """Whether a word after `committed to` is what is valued, and no verb: nothing of its own follows it."""
    if words.letters[at - 1] != "t" or words.words[at - 2].lower() not in listed("takes_noun"):
        return False
    return words.letters[at] == "z" and (at + 1 >= end or words.letters[at + 1] in ".,;&or")


@cache
def vague() -> frozenset[str]:
    """Verbs of conduct of which nobody can see whether it is done, with their forms in -ing."""
    words = listed("vague") | {form for form, (verb, _) in forms().items() if verb.frames[-1].act == "commit"}
    return words | {f"{word}ing" for word in words} | {f"{word[:-1]}ing" for word in words if word.endswith("e")}


def commitments_of(
    source: Source, words: Words, clause: Clause, end: int, content: tuple[int, int], before: tuple[int, int]
) -> Iterator[Mapping[str, object]]:
    """Cells of the commitments that an act makes: one for each amount, or one without.

    `end` is the word after the object; `content` are the object's offsets, `before` those of what stands before the act
    and can set it a deadline.
    """
    verb = promised_verb(words, clause, end)
    if verb is None:
        return
    amounts = list(amounts_in(source, *content))
    deadlines = find_deadlines(source, *content)
    if not deadlines and before[0] < before[1]:
        deadlines = find_deadlines(source, *before)
    is_vague = words.words[verb].lower() in vague() or words.words[verb].lower() in listed("gift")
    if is_vague and not amounts and not any(one.edtf for one in deadlines):
        return
    for amount, deadline in coupled(amounts, deadlines):
        yield cells(source.body, amount, deadline)


def coupled(amounts: list[Amount], deadlines: list[Deadline]) -> list[tuple[Amount | None, Deadline | None]]:
    """Each amount with the deadline that follows it before the next amount, or else the first of those before it.

    Deadlines that no amount has are rows of their own; where nothing is stated, one row says so.
    """
    pairs: list[tuple[Amount | None, Deadline | None]] = []
    taken: list[Deadline] = []
    for number, amount in enumerate(amounts):
        limit = amounts[number + 1].start if number + 1 < len(amounts) else NO_LIMIT
        after = [one for one in deadlines if amount.end <= one.start < limit]
        before = [one for one in deadlines if one.start < amount.start and one not in taken]
        only_before = before if len(before) == len(deadlines) else []
        found = next(iter([*after, *only_before]), None)
        pairs.append((amount, found))
        taken += [found] if found else []
    if len(amounts) > 1 and len(deadlines) == 1:
        pairs = [(amount, deadlines[0]) for amount in amounts]
    alone: list[tuple[Amount | None, Deadline | None]] = [(None, one) for one in deadlines if one not in taken]
    return [*alone, *pairs] or [(None, None)]


def cells(body: str, amount: Amount | None, deadline: Deadline | None) -> Mapping[str, object]:
    return {
        "amount": amount.amount if amount else None,
        "unit": amount.unit if amount else None,
        "qualifier": amount.qualifier if amount else None,
        "amount_start_char": amount.start if amount else None,
        "amount_end_char": amount.end if amount else None,
        "deadline_edtf": deadline.edtf or None if deadline else None,
        "deadline_text": tidy(body[deadline.start : deadline.end]) if deadline else None,
        "deadline_start_char": deadline.start if deadline else None,
        "deadline_end_char": deadline.end if deadline else None,
    }


def amounts_in(source: Source, start: int, end: int) -> Iterator[Amount]:
    """The quantities that mentions name in a stretch of the text."""
    for one in source.between(start, end):
        if one.label == "QUANTITY" and (found := read_amount(source.body, one, start, end)):
            yield found


def read_amount(body: str, one: Mention, start: int, end: int) -> Amount | None:
    name = one.entity.name
    qualifier = qualifier_before(body[max(start, one.start - BEFORE) : one.start])
    money = MONEY.fullmatch(name)
    if money and float(money[1]) < MIN_CODED and body[one.start].isalpha():
        return None
    if money:
        return Amount(one.start, one.end, float(money[1]), name[:3], qualifier)
    counted = COUNT.fullmatch(name)
    if counted is None or NAME_BEFORE.search(body, max(0, one.start - BEFORE), one.start):
        return None
    unit = counted[2]
    if unit == "%":
        whole = SHARE_OF.match(body, one.end, end)
        unit = f"% of {share_of(whole[1])}" if whole else "%"
    return Amount(one.start, one.end, float(counted[1]), unit, qualifier)


def share_of(words: str) -> str:
    """What a percentage is of: an abbreviation alone, or the words as printed."""
    abbreviated = ABBREVIATED.match(words)
    if abbreviated:
        return abbreviated[0]
    first, *others = words.split()
    return " ".join([first, *takewhile(lambda word: letter(word) in PART_OF_NAME, others)])


def qualifier_before(text: str) -> str | None:
    """The qualifier in the words before an amount: `at least`, `a minimum baseline funding of`."""
    words = text.lower().split()
    for size in range(1, 1 + len(words)):
        for phrase in (" ".join(words[-size : len(words)]), words[-size] if size <= 4 else ""):
            if phrase in qualifiers():
                return qualifiers()[phrase]
        if size >= 4:
            return None
    return None


@cache
def qualifiers() -> Mapping[str, str]:
    return {row["phrase"]: row["qualifier"] for row in knowledge.rows("act_qualifiers")}
