"""Evidence for `core.paragraphs` and `core.sentences`: spans of the body, and what is said of them."""

from collections.abc import Iterator, Mapping

from tasks.core.explain.model import TEXT, Case, Evidence, Kind
from tasks.core.explain.spans import both, files, found_words, own_span, paragraph, statement_span
from tasks.core.query import Row

NUMBER_CHARS = 30  # from the beginning of a paragraph, in which its number stands
ROLES = {
    "title": "It stands as a title: by its place, its mark or its form.",
    "dateline": "It says where and when, and is no running text.",
    "paragraph": "Running text: no rule knew it for anything else.",
    "signature": "It is signed: names and offices at the end of the text.",
    "footnote": "It is a note below the text.",
    "furniture": "It belongs to the page or the site rather than to the text, and was kept.",
}
SPAN = own_span()


def printed(case: Case) -> Iterator[Evidence]:
    """The number at the paragraph's beginning."""
    row = case.row
    if row["printed_number"]:
        end = min(row["start_char"] + NUMBER_CHARS, row["end_char"])
        note = "the number as printed"
        yield from found_words(case.reader, case.document_id, row["printed_number"], row["start_char"], end, note=note)
    yield from SPAN(case)


def neighbours(case: Case) -> list[Row]:
    """The paragraph of a sentence, then those before and after it."""
    row = case.row
    query = (
        "from core.paragraphs where document_id = ? and abs(paragraph_no - ?) <= 3"
        " order by abs(paragraph_no - ?), paragraph_no"
    )
    return case.reader.rows(query, row["document_id"], row["paragraph_no"], row["paragraph_no"])


def attributed(case: Case) -> Iterator[Evidence]:
    """Where the text names who speaks, near the sentence."""
    for row in neighbours(case) if case.value else ():
        note = "who speaks, as the text says"
        found = list(
            found_words(case.reader, case.document_id, case.value, row["start_char"], row["end_char"], note=note)
        )
        if found:
            yield from found
            break
    yield from SPAN(case)


def how_speaker(case: Case) -> str:
    if case.value:
        return "The words are quoted, and the text says whose they are."
    return "Nothing stated: the sentence is not quoted from somebody whom the text names."


def how_inside(case: Case) -> str:
    if case.value:
        return "It lies in the statement that the document is or quotes."
    return "It lies outside the statement, or the document carries none."


def how_page(case: Case) -> str:
    return "Where the reader found it on the pages." if case.value else "Empty: the format has no pages."


INSIDE = both(SPAN, statement_span)
PARAGRAPHS: Mapping[str, Kind] = {
    "document_id": Kind("The document whose body holds the paragraph.", TEXT, both(SPAN, files())),
    "paragraph_no": Kind("Paragraphs are numbered in the order of the body.", TEXT, SPAN),
    "role": Kind(lambda case: ROLES[case.value], TEXT, SPAN),
    "printed_number": Kind(
        lambda case: "The number that is printed before it." if case.value else "Nothing stated: it has no number.",
        TEXT,
        printed,
    ),
    "page_no": Kind(how_page, TEXT, both(SPAN, files())),
    "end_page_no": Kind(how_page, TEXT, both(SPAN, files())),
    "start_char": Kind("Where the paragraph begins in the body.", TEXT, SPAN),
    "end_char": Kind("Where the paragraph ends in the body.", TEXT, SPAN),
    "language_code": Kind("Told by its letters and words; a short one goes with the document.", TEXT, SPAN),
    "in_statement": Kind(how_inside, TEXT, INSIDE),
}
SENTENCES: Mapping[str, Kind] = {
    "document_id": Kind("The document whose body holds the sentence.", TEXT, both(SPAN, files())),
    "sentence_no": Kind("Sentences are numbered in the order of the body.", TEXT, SPAN),
    "paragraph_no": Kind("The paragraph that the sentence lies in.", TEXT, both(SPAN, paragraph(note="its paragraph"))),
    "start_char": Kind("Where the sentence begins in the body.", TEXT, SPAN),
    "end_char": Kind("Where the sentence ends in the body.", TEXT, SPAN),
    "in_statement": Kind(how_inside, TEXT, INSIDE),
    "speaker": Kind(how_speaker, TEXT, attributed),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {"core.paragraphs": PARAGRAPHS, "core.sentences": SENTENCES}
