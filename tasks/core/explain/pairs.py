"""Evidence for `core.version_pairs`, `core.sentence_alignments` and `core.damages`: two texts beside each other."""

import json
from collections.abc import Callable, Iterator, Mapping

from tasks.core.explain.model import TEXT, Case, Evidence, Kind
from tasks.core.explain.spans import both, files, row_evidence, sentence, sentence_row, span, spot
from tasks.core.explain.versions import measured, version_evidence

SHOWN_CHARS = 200  # of the beginning of a text
DECISIONS = {
    "score": "the measurements, weighed",
    "same_words": "the words are the same, and so is what both state of themselves",
    "quotation": "one quotes or tells of the other",
    "reviewed": "people decided it",
    "reviewed_family": "people decided it of other members of the families",
    "closer_rival": "one of the two is closer to another document",
    "family": "the families are told apart by their other pairs",
    "coverage": "too little of either is in the other",
    "copy": "they are two reports of one event",
    "date": "both state a date, and not the same",
    "number": "both state a number, and not the same",
    "issuer": "both state an issuer, and not the same",
}


def pair_texts(case: Case) -> Iterator[Evidence]:
    """Both documents: their version of a statement, else the beginning of the body."""
    for document_id in (case.row["document_id"], case.row["other_document_id"]):
        versions = case.reader.rows(
            "from core.versions where document_id = ? order by statement_id limit 1", document_id
        )
        if versions:
            yield from version_evidence(case.reader, versions[0])
        else:
            size = min(len(case.reader.text(document_id)), SHOWN_CHARS)
            yield from span(case.reader, document_id, 0, size, note="a version of no statement; the body begins")


def pair_measures(case: Case) -> Iterator[Evidence]:
    yield row_evidence(case, measured(case.row), "measured of the two")
    points = json.loads(case.row["evidence"]).get("points") or {}
    if points:
        said = ", ".join(f"{name} {value:+g}" for name, value in points.items())
        yield row_evidence(case, said, "what these measurements weigh for (+) and against (-) a link")


def rival(case: Case) -> Iterator[Evidence]:
    """The document that one of the two is closer to."""
    found = json.loads(case.row["evidence"])
    if name := found.get("rival"):
        for row in case.reader.files(name)[:1]:
            said = f"closer: likeness {found.get('rival_likeness')} to {found.get('likeness')}"
            yield from span(case.reader, name, 0, min(len(case.reader.text(name)), SHOWN_CHARS), note=said)
            yield row_evidence(case, row["path"], said, name)


def how_share(own: str, other: str) -> Callable[[Case], str]:
    """How much of one is in the other."""

    def how(case: Case) -> str:
        found = json.loads(case.row["evidence"])
        if found["is_aligned"]:
            shared = found["n_matched"] + found["n_misread"]
            return f"{shared:,} of the {found[own]:,} words stand in the other, in order (misread ones counted)."
        n_runs = found[other]
        return (
            f"{found['n_shared_runs']:,} of the {n_runs:,} runs of three words stand in the other; not aligned further."
        )

    return how


def how_decided(case: Case) -> str:
    reason = json.loads(case.row["evidence"]).get("reason", "")
    return f"{case.row['decision'].replace('_', ' ').capitalize()}: {DECISIONS.get(reason, reason)} (`{reason}`)."


def how_pair_relation(case: Case) -> str:
    if case.row["decision"] == "vetoed":
        return "Much text is shared, and the pair is vetoed: two statements made from one template."
    if case.row["decision"] != "linked":
        return "They are not linked: what they share is text."
    return "Linked: how the shorter stands to the longer, or the version to its main version."


PAIR = both(pair_texts, pair_measures)
PAIRS: Mapping[str, Kind] = {
    "document_id": Kind("One of the two documents, the one with the smaller id.", TEXT, both(pair_texts, files())),
    "other_document_id": Kind("The other document.", TEXT, both(pair_texts, files("other_document_id"))),
    "score": Kind("The measurements of the two texts, each with its weight, as a share of 1.", TEXT, PAIR),
    "containment": Kind(how_share("n_words", "n_runs"), TEXT, PAIR),
    "other_containment": Kind(how_share("n_other_words", "n_other_runs"), TEXT, PAIR),
    "decision": Kind(how_decided, TEXT, PAIR, rival),
    "relation": Kind(how_pair_relation, TEXT, PAIR),
    "evidence": Kind("Counted when the two texts were compared.", TEXT, PAIR, rival),
}


def aligned_sentences(case: Case) -> Iterator[Evidence]:
    """Both sentences of the row, as far as it has them."""
    row = case.row
    own, main = row["sentence_no"], row["main_sentence_no"]
    if found := sentence_row(case.reader, row["document_id"], own):
        yield from spot(case.reader, found, note=f"sentence {own} here")
    if found := sentence_row(case.reader, row["main_document_id"], main):
        yield from spot(case.reader, found, note=f"sentence {main} of the main version")


def difference(case: Case) -> Iterator[Evidence]:
    """The words of the difference."""
    shown = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    said = " ".join(shown[part["op"]].format(part["words"]) for part in case.row["word_diff"])
    yield row_evidence(case, said, "the main version's sentence turned into this one", case.document_id)


def how_alike(case: Case) -> str:
    """What the ratio was counted of."""
    n = {op: sum(len(part["words"].split()) for part in case.row["word_diff"] if part["op"] == op) for op in "=-+"}
    return f"About {2 * n['=']:,} of the {2 * n['='] + n['-'] + n['+']:,} words of both sentences have partners."


CHANGES = {
    "same": "All words have their partners, in order.",
    "cut": "Words are gone, and nothing else was changed.",
    "edited": "A word was added, replaced or spelt otherwise.",
    "missing": "No sentence of the version holds its words.",
    "added": "No sentence of the main version holds its words.",
    "moved": "The words stand at another place of the order.",
}
BESIDE = both(aligned_sentences, difference)
ALIGNMENTS: Mapping[str, Kind] = {
    "document_id": Kind("The document that is held against the main version.", TEXT, both(aligned_sentences, files())),
    "alignment_no": Kind("Rows are numbered in the order of the main version's sentences.", TEXT, BESIDE),
    "sentence_no": Kind(
        lambda case: "The sentence here, by its number." if case.value else "Empty: the version has no such sentence.",
        TEXT,
        BESIDE,
    ),
    "main_document_id": Kind(
        "The document of the main version.", TEXT, both(aligned_sentences, files("main_document_id"))
    ),
    "main_sentence_no": Kind(
        lambda case: (
            "The partner in the main version." if case.value else "Empty: the main version has no such sentence."
        ),
        TEXT,
        BESIDE,
    ),
    "change": Kind(lambda case: CHANGES[case.value], TEXT, BESIDE),
    "similarity_ratio": Kind(how_alike, TEXT, BESIDE),
    "word_diff": Kind("The two sentences aligned word by word.", TEXT, BESIDE),
}


def damage_places(case: Case) -> Iterator[Evidence]:
    """Where something is gone or stands otherwise, and what the main version has there."""
    row = case.row
    empty = row["start_char"] == row["end_char"]
    note = "here, between these words, it is gone" if empty else "what stands here"
    yield from span(case.reader, row["document_id"], row["start_char"], row["end_char"], note=note, rule=row["damage"])
    yield from span(
        case.reader,
        row["main_document_id"],
        row["main_start_char"],
        row["main_end_char"],
        note="what the main version has",
    )


def how_lost(case: Case) -> str:
    return (
        f"Counted in what the main version has there and this one has not: {case.value}."
        if case.value
        else "None is gone."
    )


MAIN_SENTENCE = sentence("main_sentence_no", "main_document_id", "the sentence of the main version")
HURT = both(damage_places, MAIN_SENTENCE)
NO_PLACE = "Empty: nothing stood there in the main version."


def placed(how: str, empty: str = NO_PLACE) -> Callable[[Case], str]:
    def told(case: Case) -> str:
        return how if case.value is not None else empty

    return told


DAMAGES: Mapping[str, Kind] = {
    "document_id": Kind("The damaged document.", TEXT, both(damage_places, files())),
    "damage_no": Kind("Damages are numbered in the order of the text.", TEXT, HURT),
    "main_document_id": Kind("The document of the main version.", TEXT, both(damage_places, files("main_document_id"))),
    "damage": Kind("Told by the words that stand at both places.", TEXT, HURT),
    "start_char": Kind("Where the damage begins here; where something is gone, the span is empty.", TEXT, HURT),
    "end_char": Kind("Where the damage ends here.", TEXT, HURT),
    "main_sentence_no": Kind(placed("The sentence of the main version that is damaged."), TEXT, HURT),
    "main_start_char": Kind(placed("Where it begins in the main version."), TEXT, HURT),
    "main_end_char": Kind(placed("Where it ends in the main version."), TEXT, HURT),
    "n_lost_words": Kind(how_lost, TEXT, HURT),
    "n_lost_numbers": Kind(how_lost, TEXT, HURT),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {
    "core.version_pairs": PAIRS,
    "core.sentence_alignments": ALIGNMENTS,
    "core.damages": DAMAGES,
}
