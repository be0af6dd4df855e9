"""Damages among words that have partners: other hyphens, other spaces, stops that are gone."""

from collections.abc import Iterator

import numpy as np

from tasks.core.damage.model import Aligned, Damage
from tasks.core.structure.characters import TERMINAL, is_terminated

HYPHENS = "-\u2010\u2011\u00ad"
DASHES = "–—"  # as good as a stop between two sentences


def find_respelt(aligned: Aligned) -> Iterator[Damage]:
    """Words with the same letters and other hyphens or spaces."""
    for i, j, n_main, n_version in aligned.respelt:
        start, end = aligned.version_span(range(j, j + n_version))
        main_start, main_end = aligned.main_span(range(i, i + n_main))
        printed = aligned.version.document["body"][start:end]
        stood = aligned.main.document["body"][main_start:main_end]
        kind = name_respelling(stood, printed, n_main, n_version)
        if kind:
            yield Damage(kind, start, end, aligned.sentence_no(i), main_start, main_end)


def name_respelling(stood: str, printed: str, n_stood: int, n_printed: int) -> str | None:
    """What became of a word's spelling; None where only case, apostrophes or the kind of hyphen are others."""
    before, after = n_hyphens(stood), n_hyphens(printed)
    if after > before:
        return "hyphen_left"
    if after < before:
        return "hyphen_lost"
    if n_stood == n_printed:
        return None
    return "word_split" if n_printed > n_stood else "words_joined"


def n_hyphens(text: str) -> int:
    return sum(text.count(hyphen) for hyphen in HYPHENS)


def find_joined(aligned: Aligned) -> Iterator[Damage]:
    """Stops that are gone between the partners of two sentences of the main version."""
    of_main = aligned.main.sentence_of[aligned.main_at]
    of_version = aligned.version.sentence_of[aligned.version_at]
    for at in np.flatnonzero((np.diff(of_main) != 0) & (np.diff(of_version) == 0)).tolist():
        sentence = aligned.main.sentences[int(of_main[at])]
        if not is_terminated(aligned.main.document["body"][sentence["start_char"] : sentence["end_char"]]):
            continue
        start = aligned.version.spans[int(aligned.version_at[at])][1]
        end = aligned.version.spans[int(aligned.version_at[at + 1])][0]
        between = aligned.version.document["body"][start:end]
        if not any(sign in TERMINAL or sign in DASHES for sign in between):
            main_end = aligned.main.spans[int(aligned.main_at[at])][1]
            yield Damage("sentences_joined", start, end, sentence["sentence_no"], main_end, sentence["end_char"])
