"""What speaks for a language in a text: its script, its function words, and the letters that few languages have."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from schemas import knowledge

LATIN = "latin"
HAN, KANA = "han", "kana"
LETTER_SIGN = "\x00"  # parts letters from words of one letter: `і` is both in Ukrainian
ENDS_OF_WORDS = (
    ("’", "'"),
    ("ʻ", "'"),
    ("‘", "'"),
    ("'", "' "),
    ("-", "- "),
)  # `l'alliance`, `il-kunsill`, `o'rtasida`


@dataclass(frozen=True, slots=True)
class Weights:
    """What a sign of a language is worth against a function word, which counts 1."""

    letter: float = 0.25  # of names from abroad come many; four of them stand against one word
    short_word: float = 0.5  # of one letter: `a`, `e`, `i`, `o` are words of ten languages, and numbers of lists
    kana_share: float = 0.1  # of kana and Chinese characters together: Japanese has 0.3 and more, a quoted name less


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Cues:
    """The languages of one script: those that each word (or letter, after a sign) speaks for, and the letters."""

    languages: tuple[str, ...]
    speaks_for: Mapping[str, frozenset[str]]
    letters: re.Pattern[str] | None


@cache
def cues(script: str) -> Cues:
    """The cues of a script; of one that is not known, none."""
    rows = [row for row in knowledge.rows("languages") if row["script"] == script]
    found: dict[str, set[str]] = {}
    for row in rows:
        signs = [*knowledge.values(row["function_words"]), *(LETTER_SIGN + letter for letter in row["letters"])]
        for sign in signs:
            found.setdefault(sign, set()).add(row["language_code"])
    letters = "".join(sorted(sign[1:] for sign in found if sign[0] == LETTER_SIGN))
    return Cues(
        tuple(row["language_code"] for row in rows),
        {sign: frozenset(codes) for sign, codes in found.items()},
        re.compile(f"[{letters}]") if letters else None,
    )


@cache
def scripts_of(language_code: str) -> frozenset[str]:
    """The scripts that a language is written in; of Japanese, Chinese characters too."""
    scripts = {row["script"] for row in knowledge.rows("languages") if row["language_code"] == language_code}
    return frozenset(scripts | ({HAN} if KANA in scripts else set()))


@cache
def script_ranges() -> tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]:
    """First and last code points of the stretches of Unicode that belong to scripts other than Latin, in order."""
    stretches = sorted(
        (int(first, 16), int(last, 16), row["script"])
        for row in knowledge.rows("scripts")
        for first, last in (stretch.split("-") for stretch in knowledge.values(row["ranges"]))
    )
    firsts, lasts, names = zip(*stretches, strict=True)
    return firsts, lasts, names


@cache
def not_latin() -> re.Pattern[str]:
    firsts, lasts, _ = script_ranges()
    return re.compile(
        "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True)) + "]"
    )


@cache
def letter_weights() -> Mapping[str, int]:
    """How many letters of an alphabet one character of a script stands for."""
    return {LATIN: 1, **{row["script"]: int(row["letter_weight"]) for row in knowledge.rows("scripts")}}


def script_of_character(character: str) -> str:
    firsts, lasts, names = script_ranges()
    place = bisect_right(firsts, ord(character)) - 1
    return names[place] if place >= 0 and ord(character) <= lasts[place] else LATIN


def script_of(text: str) -> str:
    """The script of most letters of a text; Latin where none of the others leads."""
    if text.isascii():
        return LATIN
    others = not_latin().findall(text)
    if not others:
        return LATIN
    counts: Counter[str] = Counter()
    for character, n in Counter(others).items():
        script = script_of_character(character)
        counts[script] += n * letter_weights()[script]
    n_latin = sum(map(str.isalpha, text)) - len(others)
    if counts.total() <= n_latin:
        return LATIN
    if counts[KANA] and counts[KANA] >= WEIGHTS.kana_share * (counts[KANA] + counts[HAN]):
        return KANA
    return min(counts, key=lambda name: (-counts[name], name))


def evidence_of(text: str, script: str) -> Counter[str]:
    """How often each cue of a script stands in a text."""
    known = cues(script)
    if not known.speaks_for:
        return Counter()
    lowered = words = text.lower()
    for end, plain in ENDS_OF_WORDS:
        words = words.replace(end, plain)
    found = Counter(filter(known.speaks_for.__contains__, words.split()))
    if known.letters and not text.isascii():
        found.update(LETTER_SIGN + letter for letter in known.letters.findall(lowered))
    return found


def weight_of(cue: str, n: int) -> float:
    if len(cue) == 1:
        return n * WEIGHTS.short_word
    return n * WEIGHTS.letter if cue[0] == LETTER_SIGN else n


def scores_of(evidence: Mapping[str, int], script: str) -> dict[str, float]:
    """What speaks for each language, the most first, equals in the order of their codes."""
    scores: dict[str, float] = {}
    speaks_for = cues(script).speaks_for
    for cue, n in evidence.items():
        weight = weight_of(cue, n)
        for code in speaks_for[cue]:
            scores[code] = scores.get(code, 0.0) + weight
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def shared_with(best: str, evidence: Mapping[str, int], script: str) -> dict[str, float]:
    """How much of what speaks for a language speaks for each other language too."""
    speaks_for = cues(script).speaks_for
    return scores_of({cue: n for cue, n in evidence.items() if best in speaks_for[cue]}, script)


def count_words_for(evidence: Mapping[str, int], script: str, code: str) -> tuple[int, int]:
    """Different function words of a language in a text, and how often they stand in it."""
    speaks_for = cues(script).speaks_for
    counts = [n for cue, n in evidence.items() if cue[0] != LETTER_SIGN and code in speaks_for[cue]]
    return len(counts), sum(counts)
