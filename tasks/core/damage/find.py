"""All damages of one version, as rows of `core.damages`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.core.damage.insertions import find_insertions
from tasks.core.damage.losses import find_losses, read_gaps
from tasks.core.damage.model import Aligned, Damage, Limits, read_alignment
from tasks.core.damage.partners import find_joined, find_respelt
from tasks.core.damage.spots import find_repeats, find_restarts, find_spots

if TYPE_CHECKING:
    from tasks.core.group.counterparts import Counterparts
    from tasks.core.group.texts import Text

OF_WHOLE_VERSIONS = frozenset(
    {"sentence_lost", "sentence_cut", "text_inserted", "text_repeated", "paragraph_number_lost", "sentences_joined"}
)
"""Kinds that say nothing of an excerpt, which takes what it needs."""

LIMITS = Limits()
Row = dict[str, Any]
Numbers = Mapping[tuple[str, int], str]  # printed numbers of paragraphs, by document and number of the paragraph


@dataclass(frozen=True, slots=True)
class Found:
    """A version beside its main version. `alignment` is None for the main version and for translations."""

    text: "Text"
    main_document_id: str
    alignment: "Counterparts | None"
    is_excerpt: bool = False


def numbered_paragraphs(paragraphs: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], str]:
    """Printed numbers of the paragraphs of statements."""
    return {
        (each["document_id"], each["paragraph_no"]): each["printed_number"]
        for each in paragraphs
        if each["printed_number"] and each["in_statement"]
    }


def find_damages(found: Found, numbers: Numbers, limits: Limits = LIMITS) -> list[Row]:
    """Rows of `core.damages` of one version in the order of its body, without `damage_no`."""
    spots = find_spots(found.text)
    if found.alignment is not None and is_same_text(found.alignment):
        damages = spots
    elif found.alignment is None:
        damages = [*spots, *find_restarts(found.text), *find_repeats(found.text, limits)]
    else:
        damages = [*spots, *beside_main(read_alignment(found.alignment), spots, numbers, limits)]
    if found.is_excerpt:
        damages = [each for each in damages if each.kind not in OF_WHOLE_VERSIONS]
    damages.sort(key=lambda each: (each.start_char, each.end_char, each.main_start_char or 0, each.kind))
    return [row_of(found, damage) for damage in damages]


def is_same_text(alignment: "Counterparts") -> bool:
    """Every word has its own partner, in the same sentences, and no paragraph can have lost its number."""
    main, version = alignment.main, alignment.version
    n_words = len(main.word_ids)
    is_whole = alignment.matched == [(0, 0, n_words, n_words)] and n_words == len(version.word_ids)
    return is_whole and main.counts == version.counts and not main.document["n_numbered"]


def beside_main(aligned: Aligned, spots: Sequence[Damage], numbers: Numbers, limits: Limits) -> Iterator[Damage]:
    """Damages that the alignment shows, but for words that are other words because of a broken character."""
    readings, reread = read_gaps(aligned, limits)
    for damage in (*reread, *find_respelt(aligned)):
        if not any(damage.start_char <= spot.end_char and spot.start_char <= damage.end_char for spot in spots):
            yield damage
    yield from find_losses(aligned, readings, limits)
    yield from find_insertions(aligned, readings, limits)
    yield from find_joined(aligned)
    if aligned.main.document["n_numbered"]:
        yield from unnumbered(aligned, numbers)


def unnumbered(aligned: Aligned, numbers: Numbers) -> Iterator[Damage]:
    """Numbered paragraphs of the main version whose first words stand in a paragraph that has no number of its own."""
    seen: set[int] = set()
    holders: set[int] = set()
    sentences = aligned.main.sentence_of[aligned.main_at].tolist()
    for sentence, j in zip(sentences, aligned.version_at.tolist(), strict=True):
        main_sentence = aligned.main.sentences[sentence]
        paragraph = main_sentence["paragraph_no"]
        if paragraph in seen:
            continue
        seen.add(paragraph)
        if (aligned.main.document_id, paragraph) not in numbers:
            continue
        holder = aligned.version.sentences[int(aligned.version.sentence_of[j])]["paragraph_no"]
        if holder in holders or (aligned.version.document_id, holder) not in numbers:
            place = aligned.version.spans[j][0]
            main_place = main_sentence["start_char"]
            yield Damage(
                "paragraph_number_lost", place, place, main_sentence["sentence_no"], main_place, main_place, 0, 0
            )
        holders.add(holder)


def row_of(found: Found, damage: Damage) -> Row:
    return {
        "document_id": found.text.document_id,
        "main_document_id": found.main_document_id,
        "damage": damage.kind,
        "start_char": damage.start_char,
        "end_char": damage.end_char,
        "main_sentence_no": damage.main_sentence_no,
        "main_start_char": damage.main_start_char,
        "main_end_char": damage.main_end_char,
        "n_lost_words": damage.n_lost_words,
        "n_lost_numbers": damage.n_lost_numbers,
    }


def numbered_rows(versions: Iterable[Sequence[Row]]) -> list[Row]:
    """Rows of all versions with `damage_no`, sorted by key; of a document that renders several statements, in order."""
    counts: dict[str, int] = {}
    rows: list[Row] = []
    for row in (row for version in versions for row in version):
        name = row["document_id"]
        counts[name] = counts.get(name, 0) + 1
        rows.append({"document_id": name, "damage_no": counts[name], **row})
    return sorted(rows, key=lambda row: (row["document_id"], row["damage_no"]))
