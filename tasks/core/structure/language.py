"""The language of a document and of its paragraphs, the same on every call.

A script of one language decides alone. Elsewhere function words and letters are counted once per document; where they
leave a doubt, `langdetect` reads a sample, with a fixed seed and the languages in question for its prior. A paragraph
has the document's language unless its script or its function words speak against that.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from schemas import knowledge
from tasks.core.structure.language_evidence import (
    HAN,
    KANA,
    LETTER_SIGN,
    count_words_for,
    cues,
    evidence_of,
    letter_weights,
    scores_of,
    script_of,
    scripts_of,
    shared_with,
)

UNKNOWN = "und"
QUOTES = "\"“„‟«‹‘'「『>"


@dataclass(frozen=True, slots=True)
class Detection:
    """How much text a language is told from."""

    probe_chars: int = 240  # of a paragraph: enough to see another script or other function words
    sample_chars: int = 600  # for n-grams, where words leave a doubt: right on all texts tried, as 1,500 were
    n_trials: int = 7  # as `langdetect` has it; with fewer, Danish and Norwegian are taken for each other
    min_letters: int = 20  # shorter lines gave Vietnamese for `NATO`, with certainty
    min_letters_of_script: int = 8  # of a script that one language has, counted as letters of an alphabet
    min_paragraph_letters: int = 40
    min_score: float = 3.0  # function words, from which n-grams need not be asked
    min_different_words: int = 2  # one alone (`a`, `de`, `i`) belongs to ten languages
    min_coverage: float = 0.08  # of the words of a text; 0.1 to 0.5 in the languages that we know
    min_coverage_at_all: float = 0.05  # where n-grams agree
    min_lead: float = 1.5  # over any other language, of what the two do not share
    min_ratio: float = 3.0  # the same as a ratio
    min_lead_unknown: float = 1.5  # over a language without n-grams, where n-grams agree
    min_paragraph_lead: float = 3.0  # of a paragraph's language over the document's; names alone reach 2
    min_own_words: float = 0.8  # of its function words that the document's language has too: no need to look further
    min_share: float = 0.12  # of the letters of a document; less is a quotation


DETECTION = Detection()


@dataclass(frozen=True, slots=True)
class Languages:
    """Main language, all languages with a share (main first), and one code per paragraph."""

    code: str
    codes: tuple[str, ...]
    by_paragraph: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Probe:
    """What is looked at of a paragraph. `weight` counts letters of an alphabet, of the whole paragraph."""

    text: str
    script: str
    evidence: Mapping[str, int]
    n_words: int
    weight: int


def detect_languages(paragraphs: Sequence[str]) -> Languages:
    """Languages of a document given as its paragraphs."""
    probes = [probe_of(text) for text in paragraphs]
    main = main_language(probes)
    codes = [paragraph_language(probe, main) for probe in probes]
    weights: Counter[str] = Counter()
    for probe, code in zip(probes, codes, strict=True):
        if code == main or probe.text.lstrip()[:1] not in QUOTES:
            weights[code] += probe.weight
    total = weights.total()
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    shared = tuple(code for code in ranked if code != UNKNOWN and weights[code] >= DETECTION.min_share * total > 0)
    code = shared[0] if shared else main
    return Languages(code, shared or (code,), tuple(codes))


def probe_of(paragraph: str) -> Probe:
    text = paragraph[: DETECTION.probe_chars]
    script = script_of(text)
    return Probe(
        text, script, evidence_of(text, script), text.count(" ") + 1, len(paragraph) * letter_weights()[script]
    )


def main_language(probes: Sequence[Probe]) -> str:
    """The language that the paragraphs speak for together, in the script of most of them."""
    weights: Counter[str] = Counter()
    for probe in probes:
        weights[probe.script] += probe.weight
    if not weights:
        return UNKNOWN
    script = min(weights, key=lambda name: (-weights[name], name))
    ours = [probe for probe in probes if probe.script == script]
    evidence: Counter[str] = Counter()
    for probe in ours:
        evidence.update(probe.evidence)
    return decide(evidence, script, sample_of(ours), sum(probe.n_words for probe in ours))


def sample_of(probes: Sequence[Probe]) -> str:
    """The beginning of the running text; of everything where there is little."""
    running = [probe.text for probe in probes if len(probe.text) >= DETECTION.probe_chars // 2]
    return " ".join(running or [probe.text for probe in probes])[: DETECTION.sample_chars]


def paragraph_language(probe: Probe, main: str) -> str:
    """The document's language, unless script or function words disagree."""
    if probe.weight < DETECTION.min_paragraph_letters or not disagrees(probe, main):
        return main
    if n_letters(probe) < DETECTION.min_paragraph_letters:
        return main
    found = decide(probe.evidence, probe.script, probe.text, probe.n_words)
    return main if found == UNKNOWN and not probe.evidence else found


def disagrees(probe: Probe, main: str) -> bool:
    """Another script than the document's language has, or function words of another language."""
    if main == UNKNOWN or probe.script not in scripts_of(main):
        return True
    if probe.script == HAN:
        return False if KANA not in scripts_of(main) else n_letters(probe) > 3 * DETECTION.min_paragraph_letters
    speaks_for = cues(probe.script).speaks_for
    words = [(cue, n) for cue, n in probe.evidence.items() if cue[0] != LETTER_SIGN]
    n_ours = sum(n for cue, n in words if main in speaks_for[cue])
    if not words or n_ours >= DETECTION.min_own_words * sum(n for _, n in words):
        return False
    scores = scores_of(probe.evidence, probe.script)
    best = next(iter(scores))
    foreign = [cue for cue, _ in words if best in speaks_for[cue] and main not in speaks_for[cue]]
    if len(foreign) < DETECTION.min_different_words:
        return False
    shared = shared_with(best, probe.evidence, probe.script).get(main, 0.0)
    return leads(scores[best] - shared, scores.get(main, 0.0) - shared, DETECTION.min_paragraph_lead)


def n_letters(probe: Probe) -> int:
    """Letters of the part that is looked at, counted as letters of an alphabet."""
    return sum(map(str.isalpha, probe.text)) * letter_weights()[probe.script]


def decide(evidence: Mapping[str, int], script: str, sample: str, n_words: int) -> str:
    """The language of a text, or `und`, by its evidence and, where that leaves a doubt, its n-grams."""
    languages = cues(script).languages
    letters = sum(map(str.isalpha, sample)) * letter_weights().get(script, 1)
    if len(languages) == 1 and letters >= DETECTION.min_letters_of_script:
        return languages[0]
    scores = scores_of(evidence, script)
    if letters < DETECTION.min_letters:
        return UNKNOWN
    if is_of_first(languages, scores):
        return languages[0]
    best = next(iter(scores), UNKNOWN)
    n_different, n_found = count_words_for(evidence, script, best)
    if not n_different or n_found < DETECTION.min_coverage_at_all * n_words:
        return UNKNOWN
    rivals = rivals_of(best, scores, shared_with(best, evidence, script))
    is_much = scores[best] >= DETECTION.min_score and n_different >= DETECTION.min_different_words
    if not rivals and is_much and n_found >= DETECTION.min_coverage * n_words:
        return best
    return by_n_grams(best, rivals, scores, script, sample)


def is_of_first(languages: Sequence[str], scores: Mapping[str, float]) -> bool:
    """In a script of two languages, the one that nearly all its texts are in, where nothing speaks for the other."""
    return len(languages) == 2 and scores.get(languages[1], 0.0) == 0.0


def rivals_of(best: str, scores: Mapping[str, float], shared: Mapping[str, float]) -> list[str]:
    """The other languages that a text may be in, by what each pair does not share."""
    return [
        code
        for code, score in scores.items()
        if code != best
        and not leads(scores[best] - shared.get(code, 0.0), score - shared.get(code, 0.0), DETECTION.min_lead)
    ]


def leads(ours: float, theirs: float, min_lead: float) -> bool:
    return ours - theirs >= min_lead and ours >= DETECTION.min_ratio * theirs


def by_n_grams(best: str, rivals: Sequence[str], scores: Mapping[str, float], script: str, sample: str) -> str:
    """What `langdetect` finds, if it is one of the languages in question and no other that it does not know is as near.

    Else `und`.
    """
    known = profiles(script)
    if best not in known:
        return UNKNOWN
    guess = langdetect_guess(sample, script)
    strangers = [code for code in rivals if code not in known]
    if guess not in (best, *rivals) or any(
        scores[guess] - scores[code] < DETECTION.min_lead_unknown for code in strangers
    ):
        return UNKNOWN
    return guess


@cache
def profiles(script: str) -> Mapping[str, str]:
    """Languages by the name of their profile in `langdetect`, of those that it has one for; it needs two."""
    rows = knowledge.rows("languages")
    found = {row["language_code"]: row["detector"] for row in rows if row["script"] == script and row["detector"]}
    return found if len(found) > 1 else {}


def langdetect_guess(text: str, script: str) -> str:
    """The guess of `langdetect` among the languages of a script; empty if it finds nothing to go by."""
    from langdetect.lang_detect_exception import LangDetectException

    codes = {profile: code for code, profile in profiles(script).items()}
    if not codes:
        return ""
    detector = detector_factory(script).create()
    detector.set_prior_map(dict.fromkeys(codes, 1.0))
    detector.n_trial = DETECTION.n_trials
    detector.append(text)
    try:
        return codes.get(detector.detect(), "")
    except LangDetectException:
        return ""


@cache
def detector_factory(script: str) -> Any:
    """One factory per script with the profiles of its languages alone, and a fixed seed; loading takes 0.1 s."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    codes = sorted(profiles(script).values())
    factory = DetectorFactory()
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / code).read_text(encoding="utf-8") for code in codes])
    factory.set_seed(0)
    return factory
