"""The language of a document and of its paragraphs, the same on every call.

Scripts of one language decide alone. For Latin and Cyrillic `langdetect` reads a sample once per document, with a fixed
seed and a prior over a stated set; function words have to agree. A paragraph inherits unless they speak against it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from schemas import knowledge

UNKNOWN = "und"
WORD = re.compile(r"[^\W\d_]+")
NOT_LATIN = re.compile("[\u0370-\u1dff\u2c00-\ud7ff\uf900-\uffef]")
SCRIPTS = {
    "cyrillic": (0x400, 0x52F),
    "greek": (0x370, 0x3FF),
    "hebrew": (0x590, 0x5FF),
    "arabic": (0x600, 0x6FF),
    "kana": (0x3040, 0x30FF),
    "hangul": (0xAC00, 0xD7AF),
    "han": (0x4E00, 0x9FFF),
    "georgian": (0x10A0, 0x10FF),
    "armenian": (0x530, 0x58F),
    "thai": (0xE00, 0xE7F),
}


@dataclass(frozen=True, slots=True)
class Detection:
    """How much text a language is told from."""

    sample_chars: int = 320  # right on all statements tried, at a fifth of the time of 1,500
    n_trials: int = 1  # of 7 by default; more changed nothing on statements, and function words are asked too
    probe_chars: int = 240  # of a paragraph: enough to see another script or other function words
    min_letters: int = 20  # shorter lines gave Vietnamese for `NATO`, with certainty
    min_paragraph_letters: int = 40
    min_function_words: int = 2  # one alone (`a`, `de`, `i`) belongs to ten languages
    min_lead: float = 1.5  # of the function words of a paragraph over those of the document's language
    min_share: float = 0.12  # of the letters of a document; less is a quotation


DETECTION = Detection()


@dataclass(frozen=True, slots=True)
class Languages:
    """Main language, all languages with a share (main first), and one code per paragraph."""

    code: str
    codes: tuple[str, ...]
    by_paragraph: tuple[str, ...]


def detect_languages(paragraphs: Sequence[str]) -> Languages:
    """Languages of a document given as its paragraphs."""
    letters = [count_letters(text) for text in paragraphs]
    main = detect(sample_of(paragraphs, letters))
    codes = [paragraph_language(text, n, main) for text, n in zip(paragraphs, letters, strict=True)]
    weights: Counter[str] = Counter()
    for code, n in zip(codes, letters, strict=True):
        weights[code] += n
    total = sum(letters) or 1
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    shared = tuple(code for code in ranked if code != UNKNOWN and weights[code] >= DETECTION.min_share * total)
    code = shared[0] if shared else main
    return Languages(code, shared or (code,), tuple(codes))


def count_letters(text: str) -> int:
    """Letters of a text; of a long one by its beginning."""
    probe = text[: DETECTION.probe_chars]
    n_letters = sum(map(str.isalpha, probe))
    return n_letters * len(text) // len(probe) if len(text) > len(probe) else n_letters


def sample_of(paragraphs: Sequence[str], letters: Sequence[int]) -> str:
    """The beginning of the running text; the whole where it is short."""
    running = [text for text, n in zip(paragraphs, letters, strict=True) if n >= 3 * DETECTION.min_paragraph_letters]
    parts: list[str] = []
    left = DETECTION.sample_chars
    for text in running or paragraphs:
        parts.append(text[:left])
        left -= len(text)
        if left <= 0:
            break
    return " ".join(parts)


def paragraph_language(text: str, n_letters: int, main: str) -> str:
    """The document's language, unless script or function words disagree."""
    if n_letters < DETECTION.min_paragraph_letters:
        return main
    text = text[: DETECTION.probe_chars]
    script = script_of(text)
    if main != UNKNOWN and script == scripts()[main]:
        counts = function_word_counts(text)
        best = min(counts, key=lambda code: (-counts[code], code), default=main)
        is_clear = counts[best] >= 2 * DETECTION.min_function_words if counts else False
        if best == main or not is_clear or counts[best] < DETECTION.min_lead * (counts[main] + 1):
            return main
    return detect(text[: DETECTION.sample_chars])


def detect(text: str) -> str:
    """The language of a text, or `und`."""
    if sum(map(str.isalpha, text)) < DETECTION.min_letters:
        return UNKNOWN
    script = script_of(text)
    candidates = [row["language_code"] for row in knowledge.rows("languages") if row["script"] == script]
    if len(candidates) <= 1:
        return candidates[0] if candidates else UNKNOWN
    counts = function_word_counts(text)
    if special := by_letters(text, script):
        return special
    guess = langdetect_guess(text, script)
    best = min(counts, key=lambda code: (-counts[code], code), default="")
    if guess == best or (guess and counts[guess] >= DETECTION.min_function_words):
        return guess
    return (
        best
        if best and counts[best] >= 2 * DETECTION.min_function_words and counts[best] > 2 * counts[guess]
        else UNKNOWN
    )


def script_of(text: str) -> str:
    """The script of most letters of a text's beginning; Latin where none of the others leads."""
    text = text[: DETECTION.sample_chars]
    others = NOT_LATIN.findall(text)
    if 2 * len(others) < sum(map(str.isalpha, text)) or not others:
        return "latin"
    counts = Counter(script_of_character(character) for character in others)
    return "kana" if counts["kana"] else min(counts, key=lambda name: (-counts[name], name))


def script_of_character(character: str) -> str:
    return next((name for name, (low, high) in SCRIPTS.items() if low <= ord(character) <= high), "latin")


@cache
def scripts() -> Mapping[str, str]:
    return {row["language_code"]: row["script"] for row in knowledge.rows("languages")} | {UNKNOWN: ""}


@cache
def function_words() -> Mapping[str, tuple[str, ...]]:
    """Languages by each of their function words."""
    index: dict[str, tuple[str, ...]] = {}
    for row in knowledge.rows("languages"):
        for word in knowledge.values(row["function_words"]):
            index[word] = (*index.get(word, ()), row["language_code"])
    return index


def function_word_counts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    index = function_words()
    for word in WORD.findall(text.lower()):
        for code in index.get(word, ()):
            counts[code] += 1
    return counts


def by_letters(text: str, script: str) -> str:
    """Languages that `langdetect` does not know, by the letters that only they have."""
    lowered = text.lower()
    rows = [row for row in knowledge.rows("languages") if row["script"] == script and row["letters"]]
    for row in rows:
        if not row["detector"]:
            strange = "".join(other["letters"] for other in rows if other["detector"])
            if set(row["letters"]) <= set(lowered) and not set(strange) - set(row["letters"]) & set(lowered):
                return row["language_code"]
    return ""


def langdetect_guess(text: str, script: str) -> str:
    """The guess of `langdetect` among the languages of a script; empty if it finds nothing to go by."""
    from langdetect.lang_detect_exception import LangDetectException

    priors = {
        row["detector"]: 1.0 for row in knowledge.rows("languages") if row["script"] == script and row["detector"]
    }
    if not priors:
        return ""
    detector = detector_factory(script).create()
    detector.set_prior_map(priors)
    detector.n_trial = DETECTION.n_trials
    detector.append(text)
    try:
        return str(detector.detect())
    except LangDetectException:
        return ""


@cache
def detector_factory(script: str) -> Any:
    """One factory per script with the profiles of its languages alone, and a fixed seed; loading takes 0.1 s."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    codes = sorted(
        row["detector"] for row in knowledge.rows("languages") if row["script"] == script and row["detector"]
    )
    factory = DetectorFactory()
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / code).read_text(encoding="utf-8") for code in codes])
    factory.set_seed(0)
    return factory
