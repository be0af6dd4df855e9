"""Two texts side by side: the rows, what was not compared put in its place."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tasks.core.compare.model import OUTSIDE, Passage, Piece, Row
from tasks.core.compare.passages import Paragraphing, Printer
from tasks.core.compare.read import Held
from tasks.core.group.counterparts import find_counterparts
from tasks.core.group.sentences import align_sentences
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text

Aligned = Mapping[str, Any]
Key = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Aligning:
    """Rows in the order of the version looked from, counts by change, and the share of words that either side shares.

    Of the version looked from that share is the coverage ratio; of the other one, its words that have a partner.
    """

    rows: tuple[Row, ...]
    counts: Mapping[str, int]
    shared_ratios: tuple[float, float]


def align(
    texts: tuple[Text, Text], held: tuple[Held, Held], is_right_main: bool, is_excerpt: bool, settings: Grouping
) -> Aligning:
    """Align two texts as grouping does, which looks from the main version; what it finds is told from left to right.

    `is_excerpt` says that the other version is one: what it has more is the article's own words.
    """
    main, version = texts[::-1] if is_right_main else texts
    found = find_counterparts(main, version, settings)
    aligned = align_sentences(found, with_added=True)
    pairs = [(j, i) if is_right_main else (i, j) for i, j in (*found.pairs, *found.moved_pairs)]
    partners = dict(pairs), {j: i for i, j in pairs}
    printers = tuple(
        Printer(
            texts[at], partner_sentences(partners[at], texts[1 - at]), Paragraphing(each.paragraphs, each.sentences)
        )
        for at, each in enumerate(held)
    )
    changes = turn_changes(aligned) if is_right_main else [each["change"] for each in aligned]
    if is_excerpt:
        changes = [
            OUTSIDE if each["change"] == "added" else change for each, change in zip(aligned, changes, strict=True)
        ]
    numbers = [(each["main_sentence_no"], each["sentence_no"]) for each in aligned]
    keys = [number[::-1] for number in numbers] if is_right_main else numbers
    rows = side_by_side(keys, changes, aligned, printers)
    outside = [list(outside_rows(held[at], printer, at)) for at, printer in enumerate(printers)]
    ratios = found.coverage_ratio, len(partners[1 - is_right_main]) / len(version.word_ids)
    return Aligning(
        tuple(put_in_place(rows, *outside)), count(numbers, changes), ratios[::-1] if is_right_main else ratios
    )


def partner_sentences(partners: Mapping[int, int], other: Text) -> dict[int, int]:
    """The sentence of the other text in which each word has its partner."""
    sentences = other.sentence_of.tolist()
    return {word: sentences[partner] for word, partner in partners.items()}


def turn_changes(aligned: Sequence[Aligned]) -> list[str]:
    """The changes read from the version to the main version: what was lost is added now, what was added is lost."""
    grown = {each["main_sentence_no"] for each in aligned if any(run["op"] == "-" for run in each["word_diff"])}
    turned = {"same": "same", "moved": "moved", "missing": "added", "added": "missing"}
    return [
        turned.get(each["change"]) or ("edited" if each["main_sentence_no"] in grown else "cut") for each in aligned
    ]


def side_by_side(
    keys: Sequence[Key], changes: Sequence[str], aligned: Sequence[Aligned], printers: Sequence[Printer]
) -> list[Row]:
    """A row for each aligned pair of sentences; `keys` are their numbers, left and right."""
    places = [{each["sentence_no"]: at for at, each in enumerate(printer.text.sentences)} for printer in printers]
    pairs = [(places[0].get(one), places[1].get(other)) for one, other in keys]
    rows_of: tuple[dict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for at, pair in enumerate(pairs):
        for side, sentence in enumerate(pair):
            if sentence is not None:
                rows_of[side][sentence].append(name_row(pair[1 - side], at))
    for at, pair in enumerate(pairs):
        for side, sentence in enumerate(pair):
            if sentence is not None and pair[1 - side] is None and len(rows_of[side][sentence]) > 1:
                words = [word for run in aligned[at]["word_diff"] for word in run["words"].split()]
                printers[side].claim(sentence, name_row(None, at), words)
    return [
        make_row(
            changes[at],
            None if one is None else printers[0].passage(one, name_row(other, at), rows_of[0][one]),
            None if other is None else printers[1].passage(other, name_row(one, at), rows_of[1][other]),
            aligned[at]["similarity_ratio"],
        )
        for at, (one, other) in enumerate(pairs)
    ]


def make_row(change: str, left: Passage | None, right: Passage | None, similarity_ratio: float) -> Row:
    """A row; in one that was not compared nothing is marked."""
    if change != OUTSIDE:
        return Row(change, left, right, similarity_ratio)
    left, right = (each and replace(each, pieces=(Piece(each.text, False),)) for each in (left, right))
    return Row(change, left, right)


def name_row(partner: int | None, at: int) -> int:
    """How the rows of a sentence are told apart: by the partner, or by a negative number where there is none."""
    return ~at if partner is None else partner


def outside_rows(held: Held, printer: Printer, side: int) -> Iterator[Row]:
    """Sentences that were not compared: they are no part of the statement, or have no words."""
    compared = {
        each["sentence_no"]
        for each, n_words in zip(printer.text.sentences, printer.text.counts, strict=True)
        if n_words
    }
    for each in held.sentences:
        if each["sentence_no"] not in compared:
            piece = Piece(held.document["body"][each["start_char"] : each["end_char"]], False)
            passage = printer.paragraphing.passage(each, [piece])
            yield Row(OUTSIDE, None, passage) if side else Row(OUTSIDE, passage, None)


def put_in_place(rows: Sequence[Row], left: list[Row], right: list[Row]) -> Iterator[Row]:
    """All rows, each that was not compared before the first one that follows it on its side."""
    waiting_left, waiting_right = left[::-1], right[::-1]
    for row in rows:
        if row.change != "moved":  # of its two places one lies elsewhere
            yield from take_before(waiting_left, row.left)
            yield from take_before(waiting_right, row.right)
        yield row
    yield from waiting_left[::-1]
    yield from waiting_right[::-1]


def take_before(waiting: list[Row], passage: Passage | None) -> Iterator[Row]:
    """Rows, the first of which is last in `waiting`, that come before a passage; they are taken out."""
    while passage and waiting and number_of(waiting[-1]) < passage.sentence_no:
        yield waiting.pop()


def number_of(row: Row) -> int:
    passage = row.left or row.right
    return passage.sentence_no if passage else 0


def count(numbers: Sequence[Key], changes: Sequence[str]) -> dict[str, int]:
    """Sentences by change: those of the version looked from, and those that the other one alone has."""
    sentences = {
        (change, main, None if main else other)
        for (main, other), change in zip(numbers, changes, strict=True)
        if change != OUTSIDE
    }
    return dict(Counter(change for change, _, _ in sentences))
